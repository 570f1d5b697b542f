// -- selection: what the panel tells of, and the light on the canvas ----------------------------------------------------

const trail = []; // what was looked at before, as functions that show it again
let again = null;

function light() {
  const near = new Set();
  const next = new Set();
  if (path) path.nodes.forEach((id) => near.add(id));
  else if (selected.node !== null) {
    near.add(selected.node);
    for (const edge of edgesOf[selected.node]) near.add(otherEnd(edge, selected.node));
    for (const line of folded.values()) if (isTouched(line)) near.add(line.from).add(line.to);
    for (const id of near) if (!isEntity(id)) for (const edge of edgesOf[id]) next.add(otherEnd(edge, id));
  } else if (selected.edge !== null && lineOf(selected.edge)) near.add(lineOf(selected.edge).from).add(lineOf(selected.edge).to);
  for (const { id } of nodes) level[id] = near.size === 0 ? 0 : near.has(id) ? 1 : next.has(id) ? 2 : 3;
  paintEdges();
  network.redraw();
}
function look(state, showAgain) {
  if (again) trail.push(again);
  if (trail.length > 50) trail.shift();
  again = showAgain;
  [selected, path] = [{ node: state.node ?? null, edge: state.edge ?? null }, state.path ?? null];
}
function goBack() {
  const before = trail.pop();
  again = null;
  if (before) before();
  else clear();
}
function select(id, { centre = false } = {}) {
  if (picking !== null && picking !== id) return showPath(picking, id);
  bring(id);
  look({ node: id }, () => select(id, { centre: true }));
  if (focus && !focus.members.has(id)) focus = null;
  if (!passes(nodes[id])) revealed.add(id);
  refresh();
  if (centre && visible[id]) moveTo(id);
  return showNode(id);
}
function selectEdge(id) {
  look({ edge: id }, () => (lineOf(id) ? selectEdge(id) : clear()));
  refresh();
  showEdge(lineOf(id));
}
function clear() {
  again = null;
  trail.length = 0;
  picking = null;
  [selected, path] = [{ node: null, edge: null }, null];
  refresh();
  showOverview();
}

// -- the view: moving and fitting ---------------------------------------------------------------------------------------

const quick = matchMedia("(prefers-reduced-motion: reduce)");
const motion = () => (quick.matches ? false : { duration: 350, easingFunction: "easeInOutQuad" });
const zoom = (factor) => network.moveTo({ scale: network.getScale() * factor, animation: motion() });
function moveTo(id) {
  const at = network.canvasToDOM(positionOf(id));
  const margin = 70;
  const inView = at.x > margin && at.y > margin && at.x < container.clientWidth - margin && at.y < container.clientHeight - margin;
  if (inView && network.getScale() > 0.6) return;
  network.moveTo({ position: positionOf(id), scale: Math.max(network.getScale(), 1), animation: motion() });
}
function fit(animated = true, ids = view.getIds()) {
  if (ids.length === 0 || container.clientWidth < 200 || container.clientHeight < 120) return;
  network.redraw();
  const [xs, ys] = ["x", "y"].map((axis) => ids.map((id) => positionOf(id)[axis]));
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const scale = Math.min((container.clientWidth - 130) / (right - left || 1), (container.clientHeight - 90) / (bottom - top || 1), 1.6);
  network.moveTo({
    position: { x: (left + right) / 2, y: (top + bottom) / 2 + 6 / scale }, scale, animation: animated ? motion() : false,
  });
}

// -- past the opening view: a node that is searched for joins the picture together with its neighbours ------------------

function bring(id, withNeighbours = true) {
  const ring = withNeighbours && !present.has(id) ? edgesOf[id].map((edge) => otherEnd(edge, id)).slice(0, 60) : [];
  const joining = [...new Set([id, ...ring])].filter((one) => !present.has(one));
  if (joining.length === 0) return;
  const anchor = edgesOf[id].map((edge) => otherEnd(edge, id)).find((one) => present.has(one));
  const centre = anchor === undefined ? network.getViewPosition() : { x: nodes[anchor].x, y: nodes[anchor].y };
  joining.forEach((one, at) => {
    const turn = 2.39996 * (at + one);
    const distance = one === id ? (anchor === undefined ? 0 : 140) : 60 + 22 * Math.sqrt(at);
    Object.assign(nodes[one], { x: Math.round(centre.x + Math.cos(turn) * distance), y: Math.round(centre.y + Math.sin(turn) * distance) });
    present.add(one);
  });
  recompute();
  nodeSet.add(joining.map((one) => bare(nodes[one])));
  const joined = new Set(joining.flatMap((one) => edgesOf[one]).filter((edge) => present.has(edge.from) && present.has(edge.to)));
  edgeSet.update([...joined].map(edgeStyle));
}

network.on("click", ({ nodes: ids, edges: lines, event }) => {
  hint(null);
  if (ids.length && event?.srcEvent?.shiftKey && selected.node !== null) showPath(selected.node, ids[0]);
  else if (ids.length) select(ids[0]);
  else if (lines.length) selectEdge(lines[0]);
  else if (picking === null && (selected.node !== null || selected.edge !== null || path)) clear();
});
network.on("doubleClick", ({ nodes: ids }) => {
  if (ids.length) focusOn(ids[0]);
});

// -- hints: what lies under the pointer ----------------------------------------------------------------------------------

network.on("hoverNode", ({ node, event }) => { hovered = node; hint(event, nodeHint(node)); });
network.on("blurNode", () => { hovered = null; hint(null); });
network.on("hoverEdge", ({ edge, event }) => hint(event, edgeHint(lineOf(edge))));
network.on("blurEdge", () => hint(null));
network.on("dragStart", () => hint(null));
network.on("zoom", () => hint(null));
container.addEventListener("pointerleave", () => hint(null));

function hint(event, content) {
  const box = find("hint");
  box.hidden = !event || !content;
  if (box.hidden) return;
  box.replaceChildren(...content);
  const area = container.getBoundingClientRect();
  const pointer = event.center ?? { x: event.clientX, y: event.clientY };
  box.style.left = `${Math.min(pointer.x - area.left + 14, area.width - 310)}px`;
  box.style.top = `${Math.min(pointer.y - area.top + 16, area.height - 70)}px`;
}
function nodeHint(id) {
  const fact = facts[id];
  const parts = isEvent(id)
    ? [fact.class, fact.begin ? shortDay(fact.begin) : "", nodes[id].modality === "Asserted" ? "" : say(nodes[id].modality)]
    : [isStatement(id) ? say("statement") : typeOf(id), isStatement(id) ? "" : eventCount(id)];
  return [make("span", { text: shorter(fact.label, 140), dir: "auto" }), make("small", { text: parts.filter(Boolean).join(" · ") })];
}
function edgeHint(edge) {
  if (!edge) return null;
  const names = [edge.from, edge.to].map((id) => labelOf(id));
  const modality = modalityOf(edge);
  const small = [modality === "Asserted" ? "" : say(modality), edge.confidence ? percent(edge.confidence) : ""].filter(Boolean);
  return [make("span", { text: `${names[0]} — ${roleOf(edge)} — ${names[1]}` }), small.length ? make("small", { text: small.join(" · ") }) : ""];
}
const eventCount = (id) => {
  const count = edgesOf[id].filter((edge) => edge.kind === "role").length;
  return count ? say("eventsCount", { n: count }) : "";
};
