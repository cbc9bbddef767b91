// Markdown as chat apps show it, built from text nodes only: nothing a bot says can become HTML.

const INLINE = [
  [/^``(.+?)``|^`([^`\n]+)`/, (m) => element("code", m[1] ?? m[2])],
  [/^\*\*(?=\S)([\s\S]+?\S|\S)\*\*/, (m) => wrap("strong", m[1])],
  [/^\*(?=[^\s*])([^*\n]*[^\s*])\*/, (m) => wrap("em", m[1])],
  [/^_(?=[^\s_])([^_\n]*[^\s_])_(?!\w)/, (m) => wrap("em", m[1])],
  [/^~~(?=\S)([\s\S]+?)~~/, (m) => wrap("s", m[1])],
  [/^\[([^\]\n]+)\]\((https?:\/\/[^\s)]+)\)/, (m) => link(m[2], m[1])],
  [/^https?:\/\/[^\s<>)\]]*[^\s<>)\].,;:!?]/, (m) => link(m[0], m[0])],
  [/^\\([\\`*_~[\]()#>+.!-])/, (m) => document.createTextNode(m[1])],
];

const FENCE = /^\s*```\s*\S*\s*$/;
const ITEM = /^\s*(?:([-*+])|\d+[.)])\s+(.*)$/;
const HEADING = /^(#{1,6})\s+(.*)$/;
const ROW = /^\s*\|.*\|\s*$/;
const RULE = /^\s*\|?\s*:?-{3,}:?\s*(\|\s*:?-{3,}:?\s*)*\|?\s*$/;
const QUOTE = /^>\s?(.*)$/;

/** Turn Markdown into a DocumentFragment. */
export function markdown(text, { tables = false } = {}) {
  const fragment = document.createDocumentFragment();
  const lines = String(text).split("\n");
  let at = 0;
  while (at < lines.length) {
    const [node, next] = (tables && table(lines, at)) || block(lines, at);
    if (node) fragment.append(node);
    at = next;
  }
  return fragment;
}

function block(lines, at) {
  const line = lines[at];
  if (!line.trim()) return [null, at + 1];
  if (FENCE.test(line)) return fenced(lines, at + 1);
  const heading = HEADING.exec(line);
  if (heading) return [wrap(`h${heading[1].length}`, heading[2]), at + 1];
  if (QUOTE.test(line)) return quote(lines, at);
  if (ITEM.test(line)) return list(lines, at);
  const end = run(lines, at + 1, (l) => l.trim() && ![FENCE, HEADING, QUOTE, ITEM].some((other) => other.test(l)));
  return [wrap("p", lines.slice(at, end).join("\n")), end];
}

// A table of GitHub's kind, for the platforms that show one.
function table(lines, at) {
  if (!ROW.test(lines[at]) || !RULE.test(lines[at + 1] ?? "")) return null;
  const end = run(lines, at + 2, (l) => ROW.test(l));
  const node = document.createElement("table");
  const rows = [lines[at], ...lines.slice(at + 2, end)];
  node.append(...rows.map((line, number) => {
    const cells = line.trim().replace(/^\||\|$/g, "").split("|");
    const row = document.createElement("tr");
    row.append(...cells.map((cell) => wrap(number ? "td" : "th", cell.trim())));
    return row;
  }));
  return [node, end];
}

function fenced(lines, start) {
  const end = run(lines, start, (l) => !FENCE.test(l));
  const pre = document.createElement("pre");
  pre.append(element("code", lines.slice(start, end).join("\n")));
  return [pre, end + 1];
}

function quote(lines, at) {
  const end = run(lines, at, (l) => QUOTE.test(l));
  const node = document.createElement("blockquote");
  node.append(markdown(lines.slice(at, end).map((l) => QUOTE.exec(l)[1]).join("\n")));
  return [node, end];
}

function list(lines, at) {
  const bulleted = Boolean(ITEM.exec(lines[at])[1]);
  const end = run(lines, at, (l) => ITEM.test(l) && Boolean(ITEM.exec(l)[1]) === bulleted);
  const node = document.createElement(bulleted ? "ul" : "ol");
  if (!bulleted) node.start = parseInt(lines[at].trim(), 10);
  node.append(...lines.slice(at, end).map((l) => wrap("li", ITEM.exec(l)[2])));
  return [node, end];
}

function run(lines, at, belongs) {
  while (at < lines.length && belongs(lines[at])) at += 1;
  return at;
}

function inline(text) {
  const nodes = [];
  let plain = "";
  const flush = () => {
    plain.split("\n").forEach((line, index) => nodes.push(...(index ? [document.createElement("br")] : []), line));
    plain = "";
  };
  for (let at = 0; at < text.length; ) {
    const rest = text.slice(at);
    const insideWord = /\w/.test(text[at - 1] ?? "") && /\w|_/.test(text[at]);
    const rule = insideWord ? undefined : INLINE.find(([pattern]) => pattern.test(rest));
    if (!rule) {
      plain += text[at];
      at += 1;
      continue;
    }
    const match = rule[0].exec(rest);
    flush();
    nodes.push(rule[1](match));
    at += match[0].length;
  }
  flush();
  return nodes;
}

function element(tag, text) {
  const node = document.createElement(tag);
  node.textContent = text;
  return node;
}

function wrap(tag, text) {
  const node = document.createElement(tag);
  node.append(...inline(text));
  return node;
}

function link(address, text) {
  const node = element("a", text);
  node.href = address;
  node.target = "_blank";
  node.rel = "noopener noreferrer";
  return node;
}
