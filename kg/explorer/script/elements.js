// -- elements ----------------------------------------------------------------------------------------------------

function make(tag, options = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(options)) {
    if (name === "text") element.textContent = value;
    else if (name === "click") element.addEventListener("click", value);
    else if (name === "class") element.className = value;
    else element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

const SHAPES = {
  person: "M-10,0a10,10 0 1,0 20,0a10,10 0 1,0 -20,0Z",
  organisation: "M-6,-9h12a3,3 0 0 1 3,3v12a3,3 0 0 1 -3,3h-12a3,3 0 0 1 -3,-3v-12a3,3 0 0 1 3,-3Z",
  place: "M-10,0L-5,-8.7L5,-8.7L10,0L5,8.7L-5,8.7Z",
  work: "M-8,-9.5H3L8.5,-4V9.5H-8Z",
  thing: "M-4,-9.5H4L9.5,-4V4L4,9.5H-4L-9.5,4V-4Z",
  event: "M0,-11L11,0L0,11L-11,0Z",
  statement: "M-8,-8h16a3,3 0 0 1 3,3v7a3,3 0 0 1 -3,3h-8l-5,5v-5h-3a3,3 0 0 1 -3,-3v-7a3,3 0 0 1 3,-3Z",
};
const PATHS = Object.fromEntries(Object.entries(SHAPES).map(([kind, path]) => [kind, new Path2D(path)]));
const CROSSED = "M-4,-4L4,4M4,-4L-4,4";
const CROSS = new Path2D(CROSSED);
const DASHES = { Planned: [5, 3.2], Alleged: [0.1, 3.6], Denied: [] };

const SVG = "http://www.w3.org/2000/svg";
function makeSvg(tag, attributes, ...children) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) if (value !== null) element.setAttribute(name, value);
  element.append(...children);
  return element;
}
const isCertain = (node) => !node.modality || node.modality === "Asserted";

// The shape of a kind, 20 units wide; strokes are as wide as they look after scaling.
function drawShape(kind, modality, paint, ground, scale = 1) {
  if (modality === "Asserted") return [makeSvg("path", { d: SHAPES[kind], fill: paint, stroke: ground, "stroke-width": ground && 1.4 / scale })];
  const line = { stroke: paint, "stroke-width": (ground ? 1.9 : 2.4) / scale, "stroke-linecap": "round" };
  const dashes = (DASHES[modality] ?? []).map((length) => (length * 0.9) / scale).join(" ") || null;
  const outline = makeSvg("path", { d: SHAPES[kind], fill: ground ?? "none", ...line, "stroke-dasharray": dashes });
  return modality === "Denied" ? [outline, makeSvg("path", { d: CROSSED, fill: "none", ...line })] : [outline];
}
function icon(kind, colour, modality = "Asserted") {
  return makeSvg("svg", { viewBox: "-14 -12.5 28 25", "aria-hidden": "true" }, ...drawShape(kind, modality, `var(--${colour})`, null));
}

const GROUPS = ["Contact", "Movement", "Diplomacy", "Transfer", "Conflict", "Justice", "Personnel", "Life", "Disaster", "Business", "Governance"];
const KNOWN = new Set(GROUPS);
const tally = (list, key) => list.reduce((counts, node) => counts.set(key(node), (counts.get(key(node)) ?? 0) + 1), new Map());
const byCount = (counts) => [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
// The classes of a graph that is not by our contract take the colours of our groups, the most frequent first.
const ofThings = new Map(byCount(tally(nodes.filter((node) => node.kind === "thing"), ({ id }) => facts[id].type)).map(([type], at) => [type, at < GROUPS.length ? GROUPS[at] : "Event"]));
function colourOf(id) {
  const { kind, group } = nodes[id];
  if (kind === "thing") return ofThings.get(facts[id].type);
  return kind !== "event" ? kind : KNOWN.has(group) ? group : "Event";
}
const iconOf = (id) => icon(nodes[id].kind, colourOf(id), nodes[id].modality);

const colours = {};
function readColours() {
  const style = getComputedStyle(document.documentElement);
  for (const name of ["paper", "ink", "soft", "faint", "accent", "edge", "edge-strong", "person", "organisation", "place", "work", "statement", "Event", ...GROUPS])
    colours[name] = style.getPropertyValue(`--${name}`).trim();
  colours.sans = style.getPropertyValue("--sans").trim();
}
readColours();
