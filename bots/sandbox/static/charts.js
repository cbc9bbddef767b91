// Slack's data_visualization as a plain drawing: bars, lines or slices, with its labels.

const COLORS = ["#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#f0e442", "#555555"];
const WIDE = 460;
const HIGH = 220;
const LETTER = 7; // the width of one, about
const TILTED = 90; // room below the axis for labels that are tilted

/** Return a chart of `{kind, labels, series: [{name, values}]}`. */
export function chart({ kind, labels, series }) {
  const low = crowded(labels) ? TILTED : 30;
  const picture = svg("svg", { viewBox: `0 0 ${WIDE} ${HIGH + low}`, width: "100%", role: "img" });
  if (kind === "pie") pie(picture, labels, series[0].values);
  else axes(picture, kind, labels, series);
  return picture;
}

function axes(picture, kind, labels, series) {
  const all = series.flatMap((one) => one.values);
  const top = Math.max(0, ...all);
  const low = Math.min(0, ...all);
  const y = (value) => 10 + ((top - value) / (top - low || 1)) * (HIGH - 20);
  const step = WIDE / labels.length;
  picture.append(svg("line", { x1: 0, x2: WIDE, y1: y(0), y2: y(0), stroke: "#999" }));
  series.forEach((one, number) => {
    const color = COLORS[number % COLORS.length];
    if (kind === "bar") {
      const wide = (step * 0.8) / series.length;
      one.values.forEach((value, at) => picture.append(svg("rect", {
        x: at * step + step * 0.1 + number * wide, y: Math.min(y(value), y(0)), width: wide,
        height: Math.abs(y(value) - y(0)), fill: color,
      })));
    } else {
      const points = one.values.map((value, at) => `${at * step + step / 2},${y(value)}`).join(" ");
      picture.append(svg("polyline", { points, fill: "none", stroke: color, "stroke-width": 2 }));
    }
  });
  labels.forEach((label, at) => {
    const x = at * step + step / 2;
    const node = crowded(labels) ? words(label, x, HIGH + 12, "end") : words(label, x, HIGH + 16);
    if (crowded(labels)) node.setAttribute("transform", `rotate(-45 ${x} ${HIGH + 12})`);
    picture.append(node);
  });
}

/** Say whether labels would run into each other beside one another. */
function crowded(labels) {
  return Math.max(...labels.map((label) => label.length)) * LETTER > WIDE / labels.length;
}

function pie(picture, labels, values) {
  const sum = values.reduce((a, b) => a + b, 0) || 1;
  let angle = -Math.PI / 2;
  values.forEach((value, at) => {
    const end = angle + (value / sum) * 2 * Math.PI;
    const [x1, y1, x2, y2] = [Math.cos(angle), Math.sin(angle), Math.cos(end), Math.sin(end)].map((n) => n * 95);
    const large = end - angle > Math.PI ? 1 : 0;
    const path = `M115,115 L${115 + x1},${115 + y1} A95,95 0 ${large} 1 ${115 + x2},${115 + y2} Z`;
    const whole = value === sum;
    picture.append(whole ? svg("circle", { cx: 115, cy: 115, r: 95, fill: COLORS[0] }) : svg("path", { d: path, fill: COLORS[at % COLORS.length] }));
    picture.append(svg("rect", { x: 240, y: 14 + at * 18, width: 12, height: 12, fill: COLORS[at % COLORS.length] }));
    picture.append(words(`${labels[at]}: ${value}`, 260, 24 + at * 18, "start"));
    angle = end;
  });
}

function words(text, x, y, anchor = "middle") {
  const node = svg("text", { x, y, "text-anchor": anchor, "font-size": 12, fill: "#444" });
  node.textContent = text;
  return node;
}

function svg(tag, attributes) {
  const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  return node;
}
