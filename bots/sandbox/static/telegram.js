// A Telegram message as its apps show it: text with entities, the inline keyboard below.

export const style = `
.tgm-text { white-space: pre-wrap; overflow-wrap: anywhere; }
.tgm-text pre { margin: 4px 0; padding: 6px 8px; border-radius: 6px; background: #0000000f; overflow-x: auto; white-space: pre; }
.tgm-text code { font-family: ui-monospace, monospace; font-size: 0.92em; }
.tgm-text blockquote { margin: 4px 0; padding: 2px 8px; border-left: 3px solid #3390ec; }
.tgm-spoiler { background: #8884; color: transparent; border-radius: 3px; }
.tgm-spoiler:hover { color: inherit; }
.tgm-mention { color: #3390ec; }
.tgm-reply { margin-bottom: 4px; padding-left: 8px; border-left: 3px solid #3390ec; font-size: 0.88em; opacity: 0.75;
  overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.tgm-keyboard { display: grid; gap: 4px; margin-top: 6px; }
.tgm-row { display: grid; grid-auto-flow: column; grid-auto-columns: minmax(0, 1fr); gap: 4px; }
.tgm-key { min-height: 34px; padding: 4px 6px; border: 0; border-radius: 8px; background: #3390ec26; color: inherit; font: inherit;
  font-size: 0.92em; cursor: pointer; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; text-align: center; }
a.tgm-key { display: block; line-height: 26px; text-decoration: none; }
.tgm-key:hover { filter: brightness(0.95); }
.tgm-key:focus-visible { outline: 2px solid #3390ec; outline-offset: 1px; }
.tgm-primary { background: #3390ec; color: #fff; }
.tgm-success { background: #31a24c; color: #fff; }
.tgm-danger { background: #d9423f; color: #fff; }
`;

const TAGS = {
  bold: "strong",
  italic: "em",
  underline: "u",
  strikethrough: "s",
  code: "code",
  pre: "pre",
  blockquote: "blockquote",
  expandable_blockquote: "blockquote",
};

/** Return what is shown while the bot is typing; Telegram offers no button there. */
export function working() {
  return ["Trivium is typing …"];
}

/** Return the node of one message; `click` is called with a button's callback data. */
export function body(native, click) {
  const node = element("div", "tgm-message");
  if (native.caption !== undefined) native = { ...native, text: native.caption, entities: native.caption_entities };
  if (native.reply_to) node.append(element("div", "tgm-reply", native.reply_to));
  const text = element("div", "tgm-text");
  text.append(...marked(native.text ?? "", native.entities ?? []));
  node.append(text);
  if (native.reply_markup?.inline_keyboard) node.append(keyboard(native.reply_markup.inline_keyboard, click));
  return node;
}

// Entities nest or stand apart; the longest that begins first encloses the others. Offsets are UTF-16, as in JavaScript.
function marked(text, entities) {
  const sorted = [...entities].sort((a, b) => a.offset - b.offset || b.length - a.length);
  return nest(text, sorted, 0, text.length);
}

function nest(text, entities, start, end) {
  const nodes = [];
  let at = start;
  while (entities.length && entities[0].offset < end) {
    const [entity, ...others] = entities;
    const from = Math.max(entity.offset, at);
    const to = Math.min(entity.offset + entity.length, end);
    const inner = others.filter((other) => other.offset < to);
    entities = others.filter((other) => other.offset >= to);
    if (to <= from) continue;
    if (from > at) nodes.push(text.slice(at, from));
    const node = entityNode(entity, text.slice(from, to));
    node.append(...nest(text, inner, from, to));
    nodes.push(node);
    at = to;
  }
  if (at < end) nodes.push(text.slice(at, end));
  return nodes;
}

function entityNode(entity, words) {
  if (entity.type === "text_link") return link(entity.url);
  if (entity.type === "url") return link(words);
  if (TAGS[entity.type]) return element(TAGS[entity.type], "");
  return element("span", entity.type === "spoiler" ? "tgm-spoiler" : "tgm-mention");
}

function link(address) {
  const node = element("a", "");
  if (/^https?:\/\//i.test(address)) node.href = address;
  node.target = "_blank";
  node.rel = "noopener noreferrer";
  return node;
}

function keyboard(rows, click) {
  const node = element("div", "tgm-keyboard");
  for (const row of rows) {
    const line = element("div", "tgm-row");
    line.append(...row.map((button) => key(button, click)));
    node.append(line);
  }
  return node;
}

function key(button, click) {
  if (button.url) {
    const node = link(button.url);
    node.className = "tgm-key";
    node.textContent = `${button.text} ↗`;
    return node;
  }
  const node = element("button", ["tgm-key", button.style && `tgm-${button.style}`].filter(Boolean).join(" "), button.text);
  node.type = "button";
  if (button.callback_data === undefined) node.disabled = true;
  else node.addEventListener("click", () => click(button.callback_data));
  return node;
}

function element(tag, name, text) {
  const node = document.createElement(tag);
  if (name) node.className = name;
  if (text !== undefined) node.textContent = text;
  return node;
}
