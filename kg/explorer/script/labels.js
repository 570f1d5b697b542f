// -- labels: as on a map, the important first, and none over another -----------------------------------------------

const widths = new Map();
function widthOf(ctx, font, text) {
  const key = font + text;
  if (!widths.has(key)) {
    ctx.font = font;
    widths.set(key, ctx.measureText(text).width);
  }
  return widths.get(key);
}
// What of the screen is taken: boxes by the cells that they touch.
class Room {
  constructor() { this.cells = new Map(); }
  isFree(box, owner) {
    const [left, top, right, bottom] = box;
    for (let x = left >> 6; x <= right >> 6; x++)
      for (let y = top >> 5; y <= bottom >> 5; y++) {
        const cell = this.cells.get(x * 65536 + y);
        if (cell === undefined) continue;
        for (const { box: [l, t, r, b], owner: whose } of cell) if (whose !== owner && l < right && left < r && t < bottom && top < b) return false;
      }
    return true;
  }
  take(box, owner) {
    for (let x = box[0] >> 6; x <= box[2] >> 6; x++)
      for (let y = box[1] >> 5; y <= box[3] >> 5; y++) {
        const key = x * 65536 + y;
        if (!this.cells.has(key)) this.cells.set(key, []);
        this.cells.get(key).push({ box, owner });
      }
  }
}
function lines(text, most) {
  if (text.length <= most) return [text];
  const cut = text.lastIndexOf(" ", Math.max(most, Math.ceil(text.length / 2) + 3));
  if (cut < 4) return [text.length > most + 6 ? `${text.slice(0, most + 4)}…` : text];
  const rest = text.slice(cut + 1);
  return [text.slice(0, cut), rest.length > most + 4 ? `${rest.slice(0, most + 2)}…` : rest];
}
function captionOf(id, scale) {
  const node = nodes[id];
  if (isEvent(id)) {
    const caption = [{ text: labelOf(id), font: `500 10.5px ${colours.sans}`, height: 13, colour: colours.soft }];
    if (node.begin && (scale > 0.75 || level[id] === 1 && selected.node !== null))
      caption.push({ text: shortDay(node.begin), font: `400 9.5px ${colours.sans}`, height: 12, colour: colours.faint });
    return caption;
  }
  if (isStatement(id)) {
    const text = labelOf(id);
    return [{ text: text.length > 26 ? `${text.slice(0, 25)}…` : text, font: `italic 400 10px ${colours.sans}`, height: 13, colour: colours.faint }];
  }
  const size = Math.min(11 + Math.sqrt(node.degree) * 0.75, 16);
  const font = `${node.degree > 5 ? 650 : 550} ${size.toFixed(1)}px ${colours.sans}`;
  return lines(labelOf(id), 20).map((text) => ({ text, font, height: size * 1.18, colour: colours.ink }));
}
const rank = (id) =>
  (path?.nodes.includes(id) ? 2000 : 0) +
  (selected.node === id ? 4000 : 0) + (hovered === id ? 3000 : 0) + (selected.node !== null && level[id] === 1 ? 1000 : 0) +
  (isEntity(id) ? 500 : isEvent(id) ? 100 : 0) + Math.min(nodes[id].degree, 90);

// Every label that is to be written, with its place on the screen, 0 in the middle: { lines, x, y, align, faint }.
function placeLabels(ctx) {
  const scale = network.getScale();
  const centre = network.getViewPosition();
  const halfWide = container.clientWidth / 2 + 80;
  const halfHigh = container.clientHeight / 2 + 40;
  const taken = { entities: new Room(), events: new Room() };
  const shown = [];
  for (const id of view.getIds()) {
    const at = positionOf(id);
    const x = (at.x - centre.x) * scale;
    const y = (at.y - centre.y) * scale;
    if (Math.abs(x) > halfWide || Math.abs(y) > halfHigh) continue;
    const r = nodes[id].size * scale;
    (isEntity(id) && level[id] !== 3 ? taken.entities : taken.events).take([x - r, y - r, x + r, y + r], id);
    shown.push({ id, x, y, r });
  }
  shown.sort((a, b) => rank(b.id) - rank(a.id) || a.id - b.id);
  const placed = [];
  for (const place of shown) {
    if (!isLabelled(place.id, scale)) continue;
    const label = placeCaption(ctx, taken, place, captionOf(place.id, scale));
    if (label) placed.push(label);
  }
  return placed.concat(placeEdgeLabels(ctx, taken.entities, new Map(shown.map((place) => [place.id, place])), scale));
}
function isLabelled(id, scale) {
  if (level[id] === 3) return false;
  if (isEntity(id) || level[id] === 1 || hovered === id || selected.node === id) return true;
  if (isStatement(id)) return scale >= 1.1;
  // At rest only the events of which most is told bear a label; the others from nearer.
  return scale >= 1.45 || (facts[id].passages?.length ?? 0) >= labelledFrom;
}
const labelledFrom = (() => {
  const told = nodes.filter((node) => isEvent(node.id)).map((node) => facts[node.id].passages?.length ?? 0).sort((a, b) => b - a);
  return told.length <= 24 ? 0 : Math.max(2, told[23]);
})();
function placeCaption(ctx, { entities, events }, { id, x, y, r }, caption) {
  const forced = selected.node === id || hovered === id || path?.nodes.includes(id);
  const wide = Math.max(...caption.map((line) => widthOf(ctx, line.font, line.text)));
  const high = caption.reduce((sum, line) => sum + line.height, 0);
  const spots = [
    [x - wide / 2, y + r + 2, "center"], [x - wide / 2, y - r - 2 - high, "center"],
    [x + r + 4, y - high / 2, "left"], [x - r - 4 - wide, y - high / 2, "right"],
    [x + r * 0.7 + 3, y + r * 0.6, "left"], [x - r * 0.7 - 3 - wide, y + r * 0.6, "right"],
    [x + r * 0.7 + 3, y - r * 0.6 - high, "left"], [x - r * 0.7 - 3 - wide, y - r * 0.6 - high, "right"],
  ];
  const boxAt = ([left, top]) => [left - 2, top - 1, left + wide + 2, top + high + 1];
  const inView = ([left, , right]) => Math.max(-left, right) < container.clientWidth / 2;
  const free = (candidate) => entities.isFree(boxAt(candidate), id);
  const fits = (candidate) => inView(boxAt(candidate)) && free(candidate);
  const spot =
    spots.find((candidate) => fits(candidate) && events.isFree(boxAt(candidate), id)) ??
    // The name of an entity may cover a small event rather than be missing.
    (isEntity(id) ? spots.find(fits) : null) ?? (forced ? spots[0] : null);
  if (!spot) return caption.length > 1 && isEvent(id) ? placeCaption(ctx, { entities, events }, { id, x, y, r }, caption.slice(0, 1)) : null;
  entities.take(boxAt(spot), `label ${id}`);
  return labelAt(caption, spot, wide, level[id] === 2);
}
function labelAt(lines, [left, top, align], wide, faint = false) {
  return { lines, x: align === "center" ? left + wide / 2 : align === "left" ? left : left + wide, y: top, align, faint };
}
function labelledEdges(scale) {
  if (path) return path.edges.map(lineOf);
  if (selected.edge !== null) return [lineOf(selected.edge)].filter(Boolean);
  if (shows.folded) return [...folded.values()].filter((line) => (selected.node === null ? scale > 1.1 : isTouched(line)));
  if (selected.node !== null) return !crowded() || scale > 1.3 ? edgesOf[selected.node] : [];
  return scale > 1.5 || edges.length <= 40 ? edges : [];
}
function placeEdgeLabels(ctx, room, places, scale) {
  const font = `italic 400 10.5px ${colours.sans}`;
  const placed = [];
  for (const edge of labelledEdges(scale)) {
    const [a, b] = [places.get(edge.from), places.get(edge.to)];
    if (!a || !b) continue;
    const text = plain(roleOf(edge)).slice(0, 40);
    const wide = widthOf(ctx, font, text);
    if (!text || (Math.hypot(a.x - b.x, a.y - b.y) < wide * 0.8 + a.r + b.r && selected.edge !== edge.id)) continue;
    for (const share of [0.5, 0.38, 0.62]) {
      const [x, y] = [a.x + (b.x - a.x) * share, a.y + (b.y - a.y) * share];
      const box = [x - wide / 2 - 2, y - 7, x + wide / 2 + 2, y + 7];
      if (!room.isFree(box, null)) continue;
      room.take(box, `edge ${edge.id}`);
      placed.push(labelAt([{ text, font, height: 14, colour: colours.soft }], [x - wide / 2, y - 7, "center"], wide));
      break;
    }
  }
  return placed;
}
const roleOf = (edge) => (edge.kind === "fold" ? foldText(edge) : edge.kind === "speech" ? say(edge.role) : edge.role);

function drawLabels(ctx) {
  const centre = network.getViewPosition();
  const scale = network.getScale();
  ctx.save();
  ctx.translate(centre.x, centre.y);
  ctx.scale(1 / scale, 1 / scale);
  ctx.textBaseline = "middle";
  ctx.lineJoin = "round";
  ctx.lineWidth = 3.5;
  ctx.strokeStyle = colours.paper;
  for (const { lines, x, y, align, faint } of placeLabels(ctx)) {
    ctx.globalAlpha = faint ? 0.75 : 1;
    ctx.textAlign = align;
    let top = y;
    for (const line of lines) {
      ctx.font = line.font;
      ctx.fillStyle = line.colour;
      ctx.strokeText(line.text, x, top + line.height / 2);
      ctx.fillText(line.text, x, top + line.height / 2);
      top += line.height;
    }
  }
  ctx.restore();
}
network.on("afterDrawing", drawLabels);
