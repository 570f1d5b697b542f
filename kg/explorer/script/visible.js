// -- what is visible: the filters, and what they let through -----------------------------------------------------------

const off = new Set(); // "kind:person", "type:person/…", "group:Contact", "class:Contact/…", "modality:Planned", "outlet:…"
const shows = { statements: false, quiet: false, folded: false };
const revealed = new Set();
let range = null;
let least = 0;
let focus = null;
let path = null;
const passing = new Uint8Array(nodes.length); // the filters let it through
const visible = new Uint8Array(nodes.length); // it is drawn
const last = (stamp) => (stamp ? stamp.slice(0, 10).padEnd(10, "~") : stamp);

function inRange(node) {
  if (!range) return true;
  return Boolean(node.begin) && node.begin.slice(0, range.to.length) <= range.to && last(node.end || node.begin) >= range.from;
}
const isSure = (told) => least === 0 || told.confidence === undefined || Number(told.confidence) >= least;
const isReported = (outlets) => outlets.length === 0 || outlets.some((outlet) => !off.has(`outlet:${outlet}`));
function passes(node) {
  const { id, kind } = node;
  if (kind === "event")
    return !off.has(`group:${node.group}`) && !off.has(`class:${classKey(node)}`) && !off.has(`modality:${node.modality}`) &&
      isReported(reportedIn[id]) && isSure(facts[id]) && inRange(node);
  if (kind === "statement") return (shows.statements || revealed.has(id)) && isReported(reportedIn[id]) && isSure(facts[id]) && inRange(node);
  if (off.has(`kind:${kind}`) || off.has(`type:${kind}/${facts[id].type}`)) return false;
  return !node.quiet || shows.quiet || revealed.has(id) || isQuoted(id);
}
// Who is in no event comes with what it says.
const isQuoted = (id) => edgesOf[id].some((edge) => edge.kind === "speech" && edge.role === "speaker" && (shows.statements || revealed.has(edge.from)));
const edgePasses = (edge) => !edge.passages || (isSure(edge) && isReported(outletsOf(edge.passages)));
const isNarrowed = () => range !== null || least > 0 || [...off].some((key) => !/^(kind|type):/.test(key));

function recompute() {
  for (const node of nodes) passing[node.id] = passes(node) && (!focus || focus.members.has(node.id)) ? 1 : 0;
  if (isNarrowed())
    for (const { id, quiet } of nodes) {
      if (!isEntity(id) || !passing[id] || quiet || id === selected.node || revealed.has(id)) continue;
      if (!edgesOf[id].some((edge) => !isEntity(otherEnd(edge, id)) && passing[otherEnd(edge, id)])) passing[id] = 0;
    }
  for (const { id } of nodes) {
    const hidden = shows.folded && isEvent(id);
    visible[id] = (passing[id] && !hidden) || path?.nodes.includes(id) ? 1 : 0;
  }
}
function refresh() {
  recompute();
  fold();
  view.refresh();
  edgeView.refresh();
  light();
  notify();
  countLegend();
  remember();
}

// -- events as lines: each pair of an event's participants is joined by one line for all that they share ---------------

const folded = new Map(); // id of the line → { id, from, to, kind: "fold", events }
const lineOf = (id) => edges[id] ?? folded.get(id);
function pairsOf(id) {
  const all = [...new Set(edgesOf[id].filter((edge) => edge.kind === "role" && edge.from === id && visible[edge.to]).map((edge) => edge.to))].sort((a, b) => a - b);
  const actors = all.filter((one) => nodes[one].kind !== "place");
  const pairs = all.flatMap((a, at) => all.slice(at + 1).map((b) => [a, b]));
  // Two places of one visit are joined by whoever goes there.
  return actors.length ? pairs.filter((pair) => pair.some((one) => nodes[one].kind !== "place")) : pairs;
}
function fold() {
  const before = new Map(folded);
  folded.clear();
  if (shows.folded)
    for (const { id } of nodes)
      if (isEvent(id) && passing[id])
        for (const [from, to] of pairsOf(id)) {
          const key = `${from}-${to}`;
          if (!folded.has(key)) folded.set(key, { id: key, from, to, kind: "fold", events: [] });
          folded.get(key).events.push(id);
        }
  edgeSet.remove([...before.keys()].filter((key) => !folded.has(key)));
  styles.forEach((_, key) => { if (typeof key === "string") styles.delete(key); });
}
function foldText({ events }) {
  const classes = new Set(events.map((id) => facts[id].class));
  if (events.length === 1 || classes.size === 1) return events.length === 1 ? [...classes][0] : `${[...classes][0]} ×${events.length}`;
  return say("eventsCount", { n: events.length });
}
