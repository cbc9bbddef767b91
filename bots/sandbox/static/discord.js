// A Discord message as its app shows it: Components V2 or plain content.
import { markdown } from "./markdown.js";

export const style = `
.dsc-message { display: grid; gap: 8px; overflow-wrap: anywhere; justify-items: start; }
.dsc-text pre { margin: 4px 0; padding: 8px; border: 1px solid #1e1f22; border-radius: 6px; background: #2b2d31;
  overflow-x: auto; white-space: pre; }
.dsc-text code { font-family: ui-monospace, monospace; font-size: 0.9em; }
.dsc-text { max-width: 100%; }
.dsc-text > :first-child { margin-top: 0; }
.dsc-text > :last-child { margin-bottom: 0; }
.dsc-small { font-size: 0.82em; opacity: 0.7; }
.dsc-mention { padding: 0 3px; border-radius: 3px; background: #5865f24d; color: #c9cdfb; }
.dsc-container { display: grid; gap: 8px; justify-items: start; padding: 12px; border: 1px solid #3f4147; border-left: 4px solid #3f4147; background: #2b2d31;
  border-radius: 8px; max-width: 100%; box-sizing: border-box; }
.dsc-row { display: flex; flex-wrap: wrap; gap: 8px; }
.dsc-section { display: flex; gap: 12px; align-items: start; justify-content: space-between; }
.dsc-separator { width: 100%; border: 0; border-top: 1px solid #3f4147; }
.dsc-button { min-height: 32px; padding: 2px 16px; border: 0; border-radius: 8px; background: #4e5058; color: #fff; font: inherit;
  font-size: 0.9em; font-weight: 500; cursor: pointer; text-decoration: none; display: inline-flex; align-items: center; }
.dsc-button:hover:not(:disabled) { filter: brightness(1.12); }
.dsc-button:focus-visible { outline: 2px solid #5865f2; outline-offset: 2px; }
.dsc-button:disabled { opacity: 0.5; cursor: not-allowed; }
.dsc-select { width: 100%; min-width: 240px; max-width: 400px; min-height: 40px; padding: 4px 10px; border: 1px solid #1e1f22; border-radius: 8px;
  background: #1e1f22; color: #dbdee1; font: inherit; font-size: 0.95em; cursor: pointer; }
.dsc-select:focus-visible { outline: 2px solid #5865f2; outline-offset: 2px; }
.dsc-select:disabled { opacity: 0.5; cursor: not-allowed; }
.dsc-select.dsc-unchosen { color: #949ba4; }
.dsc-select option { color: #dbdee1; }
.dsc-style-1 { background: #5865f2; }
.dsc-style-3 { background: #248046; }
.dsc-style-4 { background: #da373c; }
`;

/** Return what is shown while the bot is typing; Discord offers no button there. */
export function working() {
  return ["Trivium is typing …"];
}

/** Return the node of one message; `click` is called with a button's custom id, or a select's and the value chosen. */
export function body(native, click, files) {
  const at = { click, files };
  const node = element("div", "dsc-message");
  if (native.content) node.append(text(native.content));
  for (const component of native.components ?? []) node.append(drawn(component, at));
  nameMentions(node, native.mentions ?? {});
  return node;
}

function drawn(component, at) {
  switch (component.type) {
    case 1:
      return filled("dsc-row", component.components, at);
    case 2:
      return button(component, at);
    case 3:
      return select(component, at);
    case 9: {
      const section = element("div", "dsc-section");
      section.append(filled("dsc-message", component.components, at), drawn(component.accessory, at));
      return section;
    }
    case 10:
      return text(component.content);
    case 12: {
      const gallery = element("div", "dsc-gallery");
      for (const item of component.items) gallery.append(attached(at, item.media.url, item.description) ?? text(item.description ?? ""));
      return gallery;
    }
    case 13:
      return attached(at, component.file.url) ?? element("div", "dsc-small", component.file.url);
    case 14:
      return element("hr", "dsc-separator");
    case 17: {
      const container = filled("dsc-container", component.components, at);
      if (component.accent_color != null) {
        container.style.borderLeftColor = "#" + component.accent_color.toString(16).padStart(6, "0");
      }
      return container;
    }
    default:
      return element("div", "dsc-small", `(component of type ${component.type})`);
  }
}

function attached(at, url, title) {
  return at.files?.named(decodeURIComponent(url.split("/").pop().split("?")[0]), title) ?? null;
}

function filled(name, components, at) {
  const node = element("div", name);
  for (const component of components) node.append(drawn(component, at));
  return node;
}

function button(component, at) {
  const name = `dsc-button dsc-style-${component.style}`;
  if (component.style === 5) {
    const link = element("a", name, component.label);
    link.href = component.url;
    link.target = "_blank";
    link.rel = "noreferrer";
    return link;
  }
  const node = element("button", name, component.label ?? component.emoji?.name);
  node.type = "button";
  node.disabled = Boolean(component.disabled);
  node.addEventListener("click", () => at.click(component.custom_id));
  return node;
}

// A menu is named by its placeholder, which is seen only while nothing is chosen.
function select(component, at) {
  const node = element("select", "dsc-select");
  node.disabled = Boolean(component.disabled);
  node.setAttribute("aria-label", component.placeholder || "Make a selection");
  const chosen = component.options.find((option) => option.default);
  if (!chosen) {
    const placeholder = new Option(component.placeholder || "Make a selection", "", true, true);
    placeholder.disabled = placeholder.hidden = true;
    node.append(placeholder);
    node.classList.add("dsc-unchosen");
  }
  for (const option of component.options) {
    const chosenNow = option === chosen;
    node.append(new Option(option.label, option.value, chosenNow, chosenNow));
  }
  node.addEventListener("change", () => {
    node.classList.remove("dsc-unchosen");
    at.click(component.custom_id, node.value);
  });
  return node;
}

// Discord alone knows small print, a line that begins with "-# "; the rest is Markdown.
function text(content) {
  const node = element("div", "dsc-text");
  let lines = [];
  const flush = () => {
    if (lines.length) node.append(markdown(lines.join("\n")));
    lines = [];
  };
  for (const line of content.split("\n")) {
    if (!line.startsWith("-# ")) {
      lines.push(line);
      continue;
    }
    flush();
    node.append(element("div", "dsc-small", line.slice(3)));
  }
  flush();
  return node;
}

function nameMentions(root, names) {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) if (/<@!?\d+>/.test(walker.currentNode.data)) found.push(walker.currentNode);
  for (const node of found) {
    const parts = node.data.split(/(<@!?\d+>)/).filter(Boolean);
    node.replaceWith(...parts.map((part) => {
      const id = /^<@!?(\d+)>$/.exec(part)?.[1];
      return id ? element("span", "dsc-mention", "@" + (names[id] ?? "unknown-user")) : part;
    }));
  }
}

function element(tag, name, content) {
  const node = document.createElement(tag);
  node.className = name;
  if (content != null) node.textContent = content;
  return node;
}
