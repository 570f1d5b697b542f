// -- the view as a file: SVG, PNG, paper -----------------------------------------------------------------------------------

// The same lines, shapes and labels as on the canvas, as one element of SVG; `trimmed` without the empty margin.
function drawing(trimmed = false) {
  const [wide, high] = [container.clientWidth, container.clientHeight];
  const scale = network.getScale();
  const centre = network.getViewPosition();
  const at = (id) => {
    const position = positionOf(id);
    return { x: round((position.x - centre.x) * scale + wide / 2), y: round((position.y - centre.y) * scale + high / 2) };
  };
  const shown = view.getIds();
  const drawn = new Set(shown);
  const picture = makeSvg("svg", { xmlns: SVG, viewBox: `0 0 ${wide} ${high}`, width: wide, height: high, role: "img" });
  picture.append(makeSvg("title", {}, document.title), makeSvg("rect", { width: wide, height: high, fill: colours.paper }));
  for (const id of edgeView.getIds()) if (drawn.has(lineOf(id).from) && drawn.has(lineOf(id).to)) picture.append(...svgLine(lineOf(id), at, scale));
  for (const id of shown) picture.append(svgNode(id, at(id), scale));
  for (const label of placeLabels(measure)) picture.append(svgLabel(label, wide / 2, high / 2));
  if (trimmed && shown.length) {
    const [xs, ys] = ["x", "y"].map((axis) => shown.map((id) => at(id)[axis]));
    const [left, top] = [Math.max(0, Math.min(...xs) - 90), Math.max(0, Math.min(...ys) - 40)];
    const box = [left, top, Math.min(wide, Math.max(...xs) + 90) - left, Math.min(high, Math.max(...ys) + 50) - top];
    if (box[2] > 0 && box[3] > 0) {
      picture.setAttribute("viewBox", box.map(round).join(" "));
      picture.setAttribute("width", round(box[2]));
      picture.setAttribute("height", round(box[3]));
    }
  }
  return picture;
}
const round = (number) => Math.round(number * 10) / 10;
const measure = document.createElement("canvas").getContext("2d");

function svgLine(edge, at, scale) {
  const [a, b] = [at(edge.from), at(edge.to)];
  const { color, dashes, width, arrows } = edgeStyle(edge);
  const paint = { stroke: color.color, "stroke-opacity": color.opacity, "stroke-width": round(width * scale) };
  const line = makeSvg("line", { x1: a.x, y1: a.y, x2: b.x, y2: b.y, ...paint, "stroke-dasharray": dashes ? dashes.map((length) => round(length * scale)).join(" ") : null });
  const length = Math.hypot(b.x - a.x, b.y - a.y);
  if (!arrows || length < 1) return [line];
  const [x, y] = [(b.x - a.x) / length, (b.y - a.y) / length];
  const [tip, size] = [nodes[edge.to].size * scale, 7 * scale];
  const [tx, ty] = [b.x - x * tip, b.y - y * tip];
  const corners = [[tx, ty], [tx - x * size - y * size * 0.4, ty - y * size + x * size * 0.4], [tx - x * size + y * size * 0.4, ty - y * size - x * size * 0.4]];
  return [line, makeSvg("polygon", { points: corners.map((corner) => corner.map(round).join(",")).join(" "), fill: color.color, "fill-opacity": color.opacity })];
}
function svgNode(id, { x, y }, scale) {
  const node = nodes[id];
  const factor = (node.size * scale) / 10;
  const group = makeSvg("g", { transform: `translate(${x} ${y}) scale(${round(factor * 10) / 10})`, opacity: [1, 1, 0.7, 0.16][level[id]] });
  if (selected.node === id) group.append(makeSvg("circle", { r: 10 + 6 / (node.size / 10), fill: colours.accent, "fill-opacity": 0.28 }));
  group.append(makeSvg("title", {}, plain(facts[id].label).slice(0, 200)));
  group.append(...drawShape(node.kind, isCertain(node) ? "Asserted" : node.modality, colours[colourOf(id)], colours.paper, node.size / 10));
  return group;
}
function svgLabel({ lines, x, y, align, faint }, left, top) {
  const anchor = { center: "middle", left: "start", right: "end" }[align];
  const text = makeSvg("text", { "text-anchor": anchor, "paint-order": "stroke", stroke: colours.paper, "stroke-width": 3.5, "stroke-linejoin": "round", opacity: faint ? 0.75 : null });
  let down = y;
  for (const line of lines) {
    const [, slant, weight, size] = /^(italic )?(\d+) ([\d.]+)px/.exec(line.font);
    text.append(makeSvg("tspan", {
      x: round(x + left), y: round(down + line.height / 2 + size * 0.35 + top), fill: line.colour,
      "font-family": colours.sans, "font-size": size, "font-weight": weight, "font-style": slant ? "italic" : null,
    }, line.text));
    down += line.height;
  }
  return text;
}

const fileName = (suffix) => `${document.title.replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "").slice(0, 60) || "graph"}.${suffix}`;
function save(blob, name) {
  const address = URL.createObjectURL(blob);
  make("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
// Characters that XML may not hold would make the file unreadable.
const asText = () => new XMLSerializer().serializeToString(drawing()).replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "");
const saveSvg = () => save(new Blob([asText()], { type: "image/svg+xml" }), fileName("svg"));
async function savePng() {
  const picture = new Image();
  const drawn = new Promise((done, failed) => Object.assign(picture, { onload: done, onerror: failed }));
  picture.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(asText())}`;
  await drawn; // not decode(), which a page that is not in front may wait for without end
  const sharp = 2; // twice the size on the screen, for print and large screens
  const sheet = make("canvas", { width: container.clientWidth * sharp, height: container.clientHeight * sharp });
  const pen = sheet.getContext("2d");
  pen.scale(sharp, sharp);
  pen.drawImage(picture, 0, 0, container.clientWidth, container.clientHeight);
  sheet.toBlob((blob) => save(blob, fileName("png")), "image/png");
}

// On paper: always light, the picture as lines (sharp at any size), the panel below it.
addEventListener("beforeprint", () => {
  const was = darkStyle.media;
  darkStyle.media = "not all";
  readColours();
  find("printed").replaceChildren(drawing(true));
  darkStyle.media = was;
  readColours();
});
addEventListener("afterprint", () => find("printed").replaceChildren());
