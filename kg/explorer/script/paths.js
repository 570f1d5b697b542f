// -- neighbourhoods and shortest paths -----------------------------------------------------------------------------------

// One step from an entity leads through its events and statements to everyone in them.
function around(id, depth) {
  const members = new Set([id]);
  let frontier = isEntity(id) ? [id] : reach([id], members);
  for (let step = 0; step < depth && frontier.length; step++) frontier = reach(frontier, members).flatMap((one) => (isEntity(one) ? [one] : reach([one], members)));
  return members;
}
function reach(from, members) {
  const found = [];
  for (const id of from)
    for (const edge of edgesOf[id]) {
      const other = otherEnd(edge, id);
      if (members.has(other) || (isStatement(other) && !shows.statements)) continue;
      members.add(other);
      found.push(other);
    }
  return found;
}
const MOST_DEPTH = 6;
const MOST_AROUND = 1500; // a neighbourhood is drawn up to here; more would hide what it shows
function focusOn(id, depth = 1) {
  let members = around(id, depth);
  while (members.size > MOST_AROUND && depth > 1) members = around(id, --depth);
  for (const member of [...members].slice(0, MOST_AROUND)) bring(member, false);
  const grows = depth < MOST_DEPTH && around(id, depth + 1).size > members.size && around(id, depth + 1).size <= MOST_AROUND;
  focus = { id, members, depth, grows };
  select(id);
  fit();
}
function leaveFocus() {
  focus = null;
  refresh();
  fit();
}

// -- a path: breadth first, so that no path has fewer lines; of several, what happened and what more passages tell --------

let picking = null;
function pickFrom(id) {
  picking = id;
  notify();
  find("search").focus();
}
function shortestPath(from, to, isAllowed) {
  const before = new Map([[from, null]]);
  let frontier = [from];
  while (frontier.length && !before.has(to)) {
    const next = [];
    for (const id of frontier)
      for (const edge of wayOn(id)) {
        const other = otherEnd(edge, id);
        if (before.has(other) || (other !== to && !isAllowed(other)) || !edgePasses(edge)) continue;
        before.set(other, edge);
        next.push(other);
      }
    frontier = next;
  }
  if (!before.has(to)) return null;
  const way = { from, to, nodes: [to], edges: [] };
  for (let id = to; before.get(id); ) {
    const edge = before.get(id);
    id = otherEnd(edge, id);
    way.nodes.unshift(id);
    way.edges.unshift(edge.id);
  }
  return way;
}
const weight = (edge, id) => {
  const other = otherEnd(edge, id);
  const told = isEntity(other) ? id : other;
  return (edge.passages ?? facts[told].passages ?? []).length + (isCertain(nodes[told]) ? 1000 : 0);
};
const wayOn = (id) => [...edgesOf[id]].sort((a, b) => weight(b, id) - weight(a, id) || a.id - b.id);

function showPath(from, to) {
  picking = null;
  focus = null;
  recompute();
  // First through what is drawn, then through everything that the graph knows.
  const found = shortestPath(from, to, (id) => passing[id] || (nodes[id].quiet && edgesOf[id].length) || !present.has(id) && passes(nodes[id])) ?? shortestPath(from, to, () => true);
  look({ path: found ?? { from, to, nodes: [from, to], edges: [] } }, () => showPath(from, to));
  path.found = found !== null;
  path.nodes.forEach((id) => bring(id, false));
  for (const id of path.nodes) if (!passes(nodes[id])) revealed.add(id);
  refresh();
  fit(true, path.nodes);
  showPathPanel();
}
