// Shows one Slack message as Slack does: its Block Kit blocks, or its text where there are none.

import { chart } from './charts.js';
import { markdown } from './markdown.js';

export const style = `
.slk-message { font: 15px/1.46 Lato, "Helvetica Neue", Arial, sans-serif; color: #1d1c1d; overflow-wrap: anywhere; }
.slk-message p { margin: 0 0 6px; }
.slk-message pre { background: #f8f8f8; border: 1px solid #ddd; border-radius: 4px; padding: 8px; overflow-x: auto; }
.slk-block { margin: 4px 0; }
.slk-beside { display: flex; gap: 12px; align-items: center; justify-content: space-between; }
.slk-select { font: inherit; font-size: 13px; min-height: 32px; max-width: 60%; padding: 0 8px; cursor: pointer;
  color: #1d1c1d; background: #fff; border: 1px solid #bbbabb; border-radius: 4px; }
.slk-select:focus-visible { outline: 3px solid #1264a3; outline-offset: 1px; }
.slk-date { font: inherit; font-size: 13px; min-height: 32px; padding: 0 8px; border: 1px solid #bbbabb; border-radius: 4px; }
.slk-task { display: flex; gap: 8px; }
.slk-plan { border: 1px solid #ddd; border-radius: 8px; padding: 8px 12px; }
.slk-chart { border: 1px solid #ddd; border-radius: 8px; padding: 8px 12px; }
.slk-markdown table { border-collapse: collapse; font-size: 13px; }
.slk-markdown th, .slk-markdown td { border: 1px solid #ddd; padding: 4px 10px; }
.slk-fields { display: grid; grid-template-columns: 1fr 1fr; gap: 8px 16px; }
.slk-text { white-space: pre-wrap; }
.slk-actions { display: flex; flex-wrap: wrap; gap: 8px; }
.slk-button { font: inherit; font-weight: 700; font-size: 13px; min-height: 32px; padding: 0 12px; cursor: pointer;
  color: #1d1c1d; background: #fff; border: 1px solid #bbbabb; border-radius: 4px; }
.slk-button:hover { background: #f8f8f8; }
a.slk-button { display: inline-flex; align-items: center; text-decoration: none; }
.slk-button:focus-visible { outline: 3px solid #1264a3; outline-offset: 1px; }
.slk-button:disabled { opacity: 0.5; cursor: default; }
.slk-button-primary { color: #fff; background: #007a5a; border-color: #007a5a; }
.slk-button-primary:hover { background: #148567; }
.slk-button-danger { color: #fff; background: #e01e5a; border-color: #e01e5a; }
.slk-button-danger:hover { background: #c41a4f; }
.slk-header { font-size: 18px; font-weight: 900; }
.slk-context { font-size: 13px; color: #616061; }
.slk-working { display: flex; gap: 12px; align-items: center; justify-content: space-between; }
.slk-stop { min-height: 26px; padding: 0 9px; font-size: 11px; }
.slk-divider { border: 0; border-top: 1px solid #ddd; }
.slk-table { overflow-x: auto; }
.slk-table table { border-collapse: collapse; font-size: 13px; }
.slk-table caption { text-align: left; font-weight: 700; padding-bottom: 4px; }
.slk-table th, .slk-table td { border: 1px solid #ddd; padding: 4px 10px; text-align: left; }
.slk-table th { background: #f8f8f8; }
.slk-table .slk-number { text-align: right; font-variant-numeric: tabular-nums; }
`;

let named = {};

// `native` is {text, blocks}; `click(action_id, value)` is called when a button is pressed, or an option is chosen.
// `names` are those that mentions are shown with.
export function body(native, click, _files, names = {}) {
  named = names;
  const message = element('div', 'slk-message');
  const blocks = native.blocks ?? [];
  message.append(...(blocks.length ? blocks.map((block) => drawn(block, click)) : [mrkdwn(native.text)]));
  return message;
}

// What helps somebody whose words Slack did not take.
export function advice(words) {
  return words.startsWith('/') ? ` In a thread, say it to the app: @trivium ${words}` : '';
}

// Slack's own sign of work with its Stop button, shown while the session is `processing`.
export function working(stop) {
  const button = element('button', 'slk-button slk-stop');
  button.type = 'button';
  button.textContent = '■';
  button.title = 'Stop';
  button.setAttribute('aria-label', 'Stop the answer');
  button.addEventListener('click', () => stop());
  return [wrapped('slk-working', 'trivium is working …', button)];
}

function drawn(block, click) {
  const draw = DRAWN[block.type] ?? unknown;
  const node = draw(block, click);
  node.classList.add('slk-block');
  return node;
}

const DRAWN = {
  markdown: (block) => wrapped('slk-markdown', markdown(block.text, { tables: true })),
  section,
  actions: (block, click) => wrapped('slk-actions', ...block.elements.map((item) => control(item, click))),
  data_table: table,
  data_visualization: visualization,
  plan: (block) => wrapped('slk-plan', bolded(block.title), ...block.tasks.map(task)),
  task_card: task,
  header: (block) => wrapped('slk-header', block.text.text),
  context: (block) => wrapped('slk-context', ...block.elements.map(text)),
  divider: () => element('hr', 'slk-divider'),
};

function section(block, click) {
  const node = element('div', 'slk-section');
  if (block.text) node.append(text(block.text));
  if (block.fields) node.append(wrapped('slk-fields', ...block.fields.map(text)));
  if (block.accessory) node.append(control(block.accessory, click));
  node.classList.toggle('slk-beside', Boolean(block.accessory));
  return node;
}

function control(item, click) {
  if (item.type === 'static_select') return select(item, click);
  return item.type === 'datepicker' ? datepicker(item, click) : button(item, click);
}

function datepicker(item, click) {
  const node = element('input', 'slk-date');
  node.type = 'date';
  node.value = item.initial_date ?? '';
  node.setAttribute('aria-label', item.placeholder?.text ?? 'Select a date');
  node.dataset.control = item.action_id;
  node.addEventListener('change', () => click(item.action_id, node.value));
  return node;
}

const STATES = { pending: '○', in_progress: '◐', complete: '✔', error: '✖' };

function task(card) {
  return wrapped('slk-task', STATES[card.status] ?? '○', card.title);
}

function bolded(words) {
  const node = element('b');
  node.textContent = words;
  return node;
}

// Slack gives a pie its segments, and all others their series of points.
function visualization(block) {
  const { type, segments, series = [], axis_config: axes = {} } = block.chart ?? block;
  const labels = segments ? segments.map((one) => one.label) : axes.categories ?? (series[0]?.data ?? []).map((point) => point.label);
  const rows = segments
    ? [{ name: '', values: segments.map((one) => one.value) }]
    : series.map((one) => ({ name: one.name, values: one.data.map((point) => point.value ?? point) }));
  const names = rows.length > 1 ? wrapped('slk-context', rows.map((row) => row.name).join(' · ')) : '';
  return wrapped('slk-chart', bolded(block.title ?? ''), chart({ kind: type, labels, series: rows }), names);
}

function select(item, click) {
  const node = element('select', 'slk-select');
  const label = item.placeholder?.text ?? 'Select an item';
  const none = new Option(label, '', true, true);
  none.disabled = none.hidden = true;
  node.append(none, ...item.options.map((option) => new Option(option.text.text, option.value)));
  node.value = item.initial_option?.value ?? '';
  node.setAttribute('aria-label', label);
  node.dataset.control = item.action_id;
  node.addEventListener('change', () => click(item.action_id, node.value));
  return node;
}

function button(item, click) {
  const node = element(item.url ? 'a' : 'button', 'slk-button');
  if (item.url) return linked(node, item);
  if (item.style) node.classList.add(`slk-button-${item.style}`);
  node.type = 'button';
  node.textContent = item.text.text;
  node.dataset.control = item.action_id;
  node.addEventListener('click', () => click(item.action_id));
  return node;
}

function linked(node, item) {
  if (/^https?:\/\//.test(item.url)) node.href = item.url;
  node.target = '_blank';
  node.rel = 'noopener noreferrer';
  node.textContent = item.text.text;
  return node;
}

function table(block) {
  const node = element('table');
  const caption = element('caption');
  caption.textContent = block.caption;
  const [header, ...rows] = block.rows;
  const head = element('thead');
  head.append(row(header, 'th'));
  const rest = element('tbody');
  rest.append(...rows.map((cells) => row(cells, 'td')));
  node.append(caption, head, rest);
  return wrapped('slk-table', node);
}

function row(cells, tag) {
  const node = element('tr');
  for (const cell of cells) {
    const item = element(tag, cell.type === 'raw_number' ? 'slk-number' : '');
    item.textContent = cell.text;
    node.append(item);
  }
  return node;
}

function unknown(block) {
  return wrapped('slk-context', `[${block.type}]`);
}

function text(item) {
  return item.type === 'mrkdwn' ? mrkdwn(item.text) : wrapped('slk-text', item.text);
}

// Slack's own markup, as far as an assistant uses it: *bold*, _italic_, `code`, and its three escapes.
function mrkdwn(source) {
  const node = element('div', 'slk-text');
  for (const part of source.split(/(?<!\w)(\*[^*\n]+\*|_[^_\n]+_|`[^`\n]+`)(?!\w)/)) {
    const tag = part.length > 2 ? { '*': 'b', _: 'i', '`': 'code' }[part[0]] : undefined;
    if (tag && part.endsWith(part[0])) {
      const marked = element(tag);
      marked.textContent = unescaped(part.slice(1, -1));
      node.append(marked);
    } else {
      node.append(mentions(unescaped(part)));
    }
  }
  return node;
}

function mentions(source) {
  return source.replace(/<@(\w+)>/g, (_, user) => `@${named[user] ?? user}`);
}

function unescaped(source) {
  return source.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

function wrapped(name, ...children) {
  const node = element('div', name);
  node.append(...children);
  return node;
}

function element(tag, name = '') {
  const node = document.createElement(tag);
  if (name) node.className = name;
  return node;
}
