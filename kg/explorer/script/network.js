// -- the network on the canvas -----------------------------------------------------------------------------------------

let selected = { node: null, edge: null };
let hovered = null;
// 0: as always, 1: near what is selected, 2: one step further, 3: dimmed
const level = new Uint8Array(nodes.length);
const styles = new Map(); // id of a line → what it looked like last
const bare = (node) => ({ id: node.id, x: node.x, y: node.y, shape: "custom", size: node.size });
const nodeSet = new vis.DataSet(data.nodes.map(bare));
const edgeSet = new vis.DataSet(data.edges.map(edgeStyle));
const view = new vis.DataView(nodeSet, { filter: (node) => visible[node.id] === 1 });
const edgeView = new vis.DataView(edgeSet, { filter: ({ id }) => folded.has(id) || (edges[id] !== undefined && edgePasses(edges[id])) });
recompute();
const container = find("picture");
const network = new vis.Network(container, { nodes: view, edges: edgeView }, {
  physics: { enabled: false },
  layout: { improvedLayout: false },
  nodes: { shape: "custom", ctxRenderer: drawNode, chosen: false },
  edges: { smooth: false, arrows: { to: { scaleFactor: 0.45 } }, selectionWidth: 0, hoverWidth: 0.6, chosen: false },
  interaction: { hover: true, multiselect: false, hideEdgesOnZoom: edges.length > 4000, keyboard: { enabled: true, bindToWindow: false } },
});

// vis-network takes a node that it has not drawn yet to lie at 0, 0, and leaves it out where that is out of view; drawing
// measures it. So what is new in the picture is drawn twice.
const drawAgain = () => requestAnimationFrame(() => network.redraw());
view.on("add", drawAgain);

// Where a node stands: nothing moves it but the reader.
const positionOf = (id) => ({ x: nodes[id].x, y: nodes[id].y });
for (const event of ["dragging", "dragEnd"])
  network.on(event, ({ nodes: ids }) => ids.forEach((id) => Object.assign(nodes[id], network.getPosition(id))));

function modalityOf(edge) {
  const all = edge.kind === "fold" ? edge.events : [edge.from];
  // A line that stands for several is as certain as the most certain of them.
  return all.some((id) => isCertain(nodes[id])) ? "Asserted" : nodes[all[0]].modality;
}
function isTouched(edge) {
  if (path) return path.edges.includes(edge.id);
  if (selected.edge === edge.id) return true;
  if (selected.node === null) return false;
  return edge.from === selected.node || edge.to === selected.node || (edge.kind === "fold" && edge.events.includes(selected.node));
}
function edgeStyle(edge) {
  const touched = isTouched(edge);
  const dimmed = !touched && (path !== null || selected.node !== null || selected.edge !== null);
  const modality = modalityOf(edge);
  const isFold = edge.kind === "fold";
  const paint = isFold ? colours[colourOf(edge.events[0])] : touched ? colours["edge-strong"] : colours.edge;
  const wide = isFold ? 1.2 + Math.min(1.1 * Math.log2(edge.events.length), 4.5) : 1;
  return {
    id: edge.id, from: edge.from, to: edge.to,
    arrows: edge.kind === "relation" || edge.kind === "link" ? "to" : "",
    dashes: modality === "Asserted" ? (edge.kind === "relation" || edge.kind === "link" ? [1.5, 3] : false) : modality === "Alleged" ? [2, 4] : [6, 4],
    width: path && touched ? wide + 1.6 : touched && !crowded() ? wide + 1 : wide,
    color: { color: path && touched ? colours.accent : paint, opacity: dimmed ? (path ? 0.14 : 0.25) : touched && crowded() ? 0.55 : isFold ? 0.7 : 0.85 },
  };
}
// Only what changes is handed to the network: with thousands of lines that is the cost of a click.
function paintEdges() {
  const changed = [];
  const consider = (edge) => {
    const style = edgeStyle(edge);
    const look = `${style.width} ${style.color.color} ${style.color.opacity}`;
    if (styles.get(edge.id) === look) return;
    styles.set(edge.id, look);
    changed.push(style);
  };
  for (const edge of edges) if (present.has(edge.from) && present.has(edge.to)) consider(edge);
  folded.forEach(consider);
  if (changed.length) edgeSet.update(changed);
}

// Round a node with very many edges, strong lines and a label on each would hide what they lead to.
function crowded() {
  return selected.node !== null && edgesOf[selected.node].length > 16;
}
const labelOf = (id) => plain(nodes[id].label);
function drawNode({ ctx, id, x, y }) {
  const node = nodes[id];
  const size = node.size;
  return {
    drawNode() {
      ctx.save();
      ctx.globalAlpha = [1, 1, 0.7, 0.16][level[id]];
      ctx.translate(x, y);
      if (selected.node === id || hovered === id || (path && (path.from === id || path.to === id))) {
        ctx.beginPath();
        ctx.arc(0, 0, size + 6, 0, 2 * Math.PI);
        ctx.globalAlpha = hovered === id && selected.node !== id ? 0.14 : 0.28;
        ctx.fillStyle = colours.accent;
        ctx.fill();
        ctx.globalAlpha = [1, 1, 0.7, 0.16][level[id]];
      }
      const paint = colours[colourOf(id)];
      const scale = size / 10;
      ctx.scale(scale, scale);
      const shape = PATHS[node.kind];
      const sure = isCertain(node);
      ctx.fillStyle = sure ? paint : colours.paper;
      ctx.fill(shape);
      ctx.lineCap = "round";
      ctx.lineWidth = (sure ? 1.4 : 1.9) / scale;
      ctx.strokeStyle = sure ? colours.paper : paint;
      if (!sure) ctx.setLineDash((DASHES[node.modality] ?? []).map((length) => (length * 0.9) / scale));
      ctx.stroke(shape);
      if (node.modality === "Denied") ctx.stroke(CROSS);
      ctx.restore();
    },
    nodeDimensions: { width: 2 * size, height: 2 * size },
  };
}
