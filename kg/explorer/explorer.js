// The picture in the browser. Every word of the graph reaches the page through textContent or the canvas, never as
// markup, and nothing is requested from anywhere: the data stand in the script element #graph.
"use strict";
(() => {
  const data = JSON.parse(document.getElementById("graph").textContent);
  const strings = data.strings;
  const wording = (key, n) => (n === 1 && strings[`${key}One`]) || strings[key] || key;
  const say = (key, values = {}) => String(wording(key, values.n)).replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);
  const term = (name) => data.terms[name] ?? strings[name] ?? name;
  const find = (id) => document.getElementById(id);

  // -- the graph ---------------------------------------------------------------------------------------------------

  const nodes = [];
  for (const node of [...data.nodes, ...data.laterNodes]) nodes[node.id] = node;
  const edges = [];
  for (const edge of [...data.edges, ...data.laterEdges]) edges[edge.id] = edge;
  const facts = data.facts;
  const edgesOf = nodes.map(() => []);
  for (const edge of edges) {
    edgesOf[edge.from].push(edge);
    if (edge.to !== edge.from) edgesOf[edge.to].push(edge);
  }
  const present = new Set(data.nodes.map((node) => node.id));
  const isEvent = (id) => nodes[id].kind === "event";
  const isStatement = (id) => nodes[id].kind === "statement";
  const isEntity = (id) => !isEvent(id) && !isStatement(id);
  const otherEnd = (edge, id) => (edge.from === id ? edge.to : edge.from);
  const byTime = (a, b) => (nodes[a].begin || "9").localeCompare(nodes[b].begin || "9") || a - b;
  // Marks that turn the direction of text would also turn the words after a label on the canvas.
  const plain = (text) => text.replace(/[\u0000-\u001f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, "");

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
    event: "M0,-11L11,0L0,11L-11,0Z",
    statement: "M-8,-8h16a3,3 0 0 1 3,3v7a3,3 0 0 1 -3,3h-8l-5,5v-5h-3a3,3 0 0 1 -3,-3v-7a3,3 0 0 1 3,-3Z",
  };
  const PATHS = Object.fromEntries(Object.entries(SHAPES).map(([kind, path]) => [kind, new Path2D(path)]));
  const DASHES = { Planned: [5, 3.2], Alleged: [0.1, 3.6], Denied: [] };

  function icon(kind, colour, modality = "Asserted") {
    const space = "http://www.w3.org/2000/svg";
    const svg = document.createElementNS(space, "svg");
    svg.setAttribute("viewBox", "-14 -12.5 28 25");
    svg.setAttribute("aria-hidden", "true");
    const draw = (path, attributes) => {
      const element = document.createElementNS(space, "path");
      element.setAttribute("d", path);
      for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
      svg.append(element);
    };
    const paint = `var(--${colour})`;
    if (modality === "Asserted") draw(SHAPES[kind], { fill: paint });
    else {
      draw(SHAPES[kind], {
        fill: "none", stroke: paint, "stroke-width": 2.4, "stroke-linecap": "round", "stroke-dasharray": (DASHES[modality] ?? []).join(" "),
      });
      if (modality === "Denied") draw("M-4,-4L4,4M4,-4L-4,4", { stroke: paint, "stroke-width": 2.2, "stroke-linecap": "round" });
    }
    return svg;
  }
  const colourOf = (id) => (!isEvent(id) ? nodes[id].kind : KNOWN.has(nodes[id].group) ? nodes[id].group : "Event");
  const iconOf = (id) => icon(nodes[id].kind, colourOf(id), nodes[id].modality);

  const KNOWN = new Set(["Contact", "Movement", "Diplomacy", "Transfer", "Conflict", "Justice", "Personnel", "Life", "Disaster", "Business", "Governance"]);
  const colours = {};
  function readColours() {
    const style = getComputedStyle(document.documentElement);
    for (const name of ["paper", "ink", "soft", "faint", "accent", "edge", "edge-strong", "person", "organisation", "place", "work", "statement", "Event", ...KNOWN])
      colours[name] = style.getPropertyValue(`--${name}`).trim();
    colours.sans = style.getPropertyValue("--sans").trim();
  }
  readColours();

  // -- dates -------------------------------------------------------------------------------------------------------

  const ZONES = { "+07:00": "WIB", "+08:00": "WITA", "+09:00": "WIT" };
  function day(stamp, months = strings.months) {
    const parts = /^(-?\d{4,})(?:-(\d\d))?(?:-(\d\d))?/.exec(stamp);
    if (!parts) return plain(stamp).slice(0, 24);
    return [parts[3] && String(+parts[3]), parts[2] && months[+parts[2] - 1], parts[1]].filter(Boolean).join(" ");
  }
  function moment(stamp) {
    const parts = /T(\d\d):(\d\d)(?::\d\d)?(?:\.\d+)?(\S*)/.exec(stamp);
    if (!parts) return day(stamp);
    const dot = data.language === "id" ? "." : ":";
    return `${day(stamp)}, ${parts[1]}${dot}${parts[2]} ${ZONES[parts[3]] ?? parts[3]}`.trim();
  }
  const shortDay = (stamp) => day(stamp, strings.monthsShort);
  function period(fact) {
    if (!fact.begin) return "";
    return fact.end && fact.end !== fact.begin ? `${day(fact.begin)} ${say("until")} ${day(fact.end)}` : day(fact.begin);
  }

  // -- what is visible ---------------------------------------------------------------------------------------------

  const off = new Set();
  const shows = { statements: false, quiet: false };
  const revealed = new Set();
  let range = null;
  let focus = null;
  const visible = new Uint8Array(nodes.length);
  const last = (stamp) => (stamp ? stamp.slice(0, 10).padEnd(10, "~") : stamp);

  function inRange(node) {
    if (!range) return true;
    return Boolean(node.begin) && node.begin.slice(0, range.to.length) <= range.to && last(node.end || node.begin) >= range.from;
  }
  function passes(node) {
    if (node.kind === "event") return !off.has(`group:${node.group}`) && !off.has(`modality:${node.modality}`) && inRange(node);
    if (node.kind === "statement") return (shows.statements || revealed.has(node.id)) && inRange(node);
    if (off.has(`kind:${node.kind}`)) return false;
    return !node.quiet || shows.quiet || revealed.has(node.id);
  }
  function recompute() {
    const narrowed = range !== null || [...off].some((key) => !key.startsWith("kind:"));
    for (const node of nodes) visible[node.id] = passes(node) && (!focus || focus.members.has(node.id)) ? 1 : 0;
    if (!narrowed) return;
    for (const node of nodes) {
      if (!isEntity(node.id) || !visible[node.id] || node.quiet || node.id === selected.node) continue;
      if (!edgesOf[node.id].some((edge) => !isEntity(otherEnd(edge, node.id)) && visible[otherEnd(edge, node.id)])) visible[node.id] = 0;
    }
  }
  function refresh() {
    recompute();
    view.refresh();
    light();
    notify();
  }

  // -- the network -------------------------------------------------------------------------------------------------

  let selected = { node: null, edge: null };
  let hovered = null;
  const level = new Uint8Array(nodes.length);
  const nodeSet = new vis.DataSet(data.nodes.map(({ label, title, ...node }) => ({ ...node, label: undefined, group: undefined })));
  const edgeSet = new vis.DataSet(data.edges.map(edgeStyle));
  const view = new vis.DataView(nodeSet, { filter: (node) => visible[node.id] === 1 });
  recompute();
  const container = find("picture");
  const network = new vis.Network(container, { nodes: view, edges: edgeSet }, {
    physics: { enabled: false },
    layout: { improvedLayout: false },
    nodes: { shape: "custom", ctxRenderer: drawNode, chosen: false },
    edges: { smooth: false, arrows: { to: { scaleFactor: 0.45 } }, selectionWidth: 0, hoverWidth: 0.6, chosen: false },
    interaction: { hover: true, multiselect: false, hideEdgesOnZoom: edges.length > 4000, keyboard: { enabled: true, bindToWindow: false } },
  });

  function edgeStyle(edge) {
    const modality = isEvent(edge.from) ? nodes[edge.from].modality : "Asserted";
    const touched = selected.edge === edge.id || (selected.node !== null && (edge.from === selected.node || edge.to === selected.node));
    const dimmed = !touched && (selected.node !== null || selected.edge !== null);
    return {
      id: edge.id, from: edge.from, to: edge.to,
      arrows: edge.kind === "relation" ? "to" : "",
      dashes: modality === "Asserted" || !modality ? (edge.kind === "relation" ? [1.5, 3] : false) : modality === "Alleged" ? [2, 4] : [6, 4],
      width: touched && !crowded() ? 2 : 1,
      color: { color: touched ? colours["edge-strong"] : colours.edge, opacity: dimmed ? 0.25 : touched && crowded() ? 0.55 : 0.85 },
    };
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
        if (selected.node === id || hovered === id) {
          ctx.beginPath();
          ctx.arc(0, 0, size + 6, 0, 2 * Math.PI);
          ctx.globalAlpha = selected.node === id ? 0.28 : 0.14;
          ctx.fillStyle = colours.accent;
          ctx.fill();
          ctx.globalAlpha = 1;
        }
        const paint = colours[colourOf(id)];
        const scale = size / 10;
        ctx.scale(scale, scale);
        const shape = PATHS[node.kind];
        const sure = !node.modality || node.modality === "Asserted";
        ctx.fillStyle = sure ? paint : colours.paper;
        ctx.fill(shape);
        ctx.lineCap = "round";
        ctx.lineWidth = (sure ? 1.4 : 1.9) / scale;
        ctx.strokeStyle = sure ? colours.paper : paint;
        if (!sure) ctx.setLineDash((DASHES[node.modality] ?? []).map((length) => (length * 0.9) / scale));
        ctx.stroke(shape);
        if (node.modality === "Denied") {
          ctx.beginPath();
          ctx.moveTo(-4, -4); ctx.lineTo(4, 4); ctx.moveTo(4, -4); ctx.lineTo(-4, 4);
          ctx.stroke();
        }
        ctx.restore();
      },
      nodeDimensions: { width: 2 * size, height: 2 * size },
    };
  }

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
  class Room {
    constructor() { this.cells = new Map(); }
    *keys([left, top, right, bottom]) {
      for (let x = Math.floor(left / 80); x <= Math.floor(right / 80); x++)
        for (let y = Math.floor(top / 40); y <= Math.floor(bottom / 40); y++) yield `${x},${y}`;
    }
    isFree(box, owner) {
      for (const key of this.keys(box))
        for (const [other, whose] of this.cells.get(key) ?? [])
          if (whose !== owner && other[0] < box[2] && box[0] < other[2] && other[1] < box[3] && box[1] < other[3]) return false;
      return true;
    }
    take(box, owner) {
      for (const key of this.keys(box)) {
        if (!this.cells.has(key)) this.cells.set(key, []);
        this.cells.get(key).push([box, owner]);
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
    (selected.node === id ? 4000 : 0) + (hovered === id ? 3000 : 0) + (selected.node !== null && level[id] === 1 ? 1000 : 0) +
    (isEntity(id) ? 500 : isEvent(id) ? 100 : 0) + Math.min(nodes[id].degree, 90);

  function drawLabels(ctx) {
    const scale = network.getScale();
    const centre = network.getViewPosition();
    const halfWide = container.clientWidth / 2 + 80;
    const halfHigh = container.clientHeight / 2 + 40;
    const room = new Room();
    const small = new Room();
    const shown = [];
    for (const id of view.getIds()) {
      const at = network.getPosition(id);
      const x = (at.x - centre.x) * scale;
      const y = (at.y - centre.y) * scale;
      if (Math.abs(x) > halfWide || Math.abs(y) > halfHigh) continue;
      const r = nodes[id].size * scale;
      (isEntity(id) && level[id] !== 3 ? room : small).take([x - r, y - r, x + r, y + r], id);
      shown.push({ id, x, y, r });
    }
    shown.sort((a, b) => rank(b.id) - rank(a.id) || a.id - b.id);
    ctx.save();
    ctx.translate(centre.x, centre.y);
    ctx.scale(1 / scale, 1 / scale);
    ctx.textBaseline = "middle";
    ctx.lineJoin = "round";
    for (const place of shown) {
      if (level[place.id] === 3 || (isStatement(place.id) && scale < 1.1 && level[place.id] !== 1)) continue;
      drawCaption(ctx, room, small, place, captionOf(place.id, scale));
    }
    drawEdgeLabels(ctx, room, new Map(shown.map((place) => [place.id, place])), scale);
    ctx.restore();
  }
  function drawCaption(ctx, room, small, { id, x, y, r }, caption) {
    const forced = selected.node === id || hovered === id;
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
    const free = (candidate) => room.isFree(boxAt(candidate), id);
    const spot =
      spots.find((candidate) => free(candidate) && small.isFree(boxAt(candidate), id) && inView(boxAt(candidate))) ??
      spots.find((candidate) => free(candidate) && small.isFree(boxAt(candidate), id)) ??
      // The name of an entity may cover a small event rather than be missing.
      (isEntity(id) ? spots.find(free) : null) ?? (forced ? spots[0] : null);
    if (!spot) {
      if (caption.length > 1 && isEvent(id)) drawCaption(ctx, room, small, { id, x, y, r }, caption.slice(0, 1));
      return;
    }
    room.take(boxAt(spot), `label ${id}`);
    ctx.globalAlpha = level[id] === 2 ? 0.75 : 1;
    write(ctx, caption, spot, wide);
    ctx.globalAlpha = 1;
  }
  function write(ctx, caption, [left, top, align], wide) {
    ctx.textAlign = align;
    const x = align === "center" ? left + wide / 2 : align === "left" ? left : left + wide;
    let y = top;
    for (const line of caption) {
      y += line.height / 2;
      ctx.font = line.font;
      ctx.strokeStyle = colours.paper;
      ctx.lineWidth = 3.5;
      ctx.strokeText(line.text, x, y);
      ctx.fillStyle = line.colour;
      ctx.fillText(line.text, x, y);
      y += line.height / 2;
    }
  }
  function drawEdgeLabels(ctx, room, places, scale) {
    const font = `italic 400 10.5px ${colours.sans}`;
    const chosen = selected.node !== null && (!crowded() || scale > 1.3) ? edgesOf[selected.node] : scale > 1.5 ? edges : [];
    const labelled = selected.edge !== null ? [edges[selected.edge], ...chosen] : chosen;
    for (const edge of labelled) {
      const [a, b] = [places.get(edge.from), places.get(edge.to)];
      if (!a || !b || !edge.role) continue;
      const text = plain(roleOf(edge)).slice(0, 40);
      const wide = widthOf(ctx, font, text);
      if (Math.hypot(a.x - b.x, a.y - b.y) < wide * 0.8 + a.r + b.r && selected.edge !== edge.id) continue;
      for (const share of [0.5, 0.38, 0.62]) {
        const [x, y] = [a.x + (b.x - a.x) * share, a.y + (b.y - a.y) * share];
        const box = [x - wide / 2 - 2, y - 7, x + wide / 2 + 2, y + 7];
        if (!room.isFree(box, null)) continue;
        room.take(box, `edge ${edge.id}`);
        write(ctx, [{ text, font, height: 14, colour: colours.soft }], [x - wide / 2, y - 7, "center"], wide);
        break;
      }
    }
  }
  const roleOf = (edge) => (edge.kind === "speech" ? say(edge.role) : edge.role);
  network.on("afterDrawing", drawLabels);

  // -- selection ---------------------------------------------------------------------------------------------------

  function light() {
    const near = new Set();
    const next = new Set();
    if (selected.node !== null) {
      near.add(selected.node);
      for (const edge of edgesOf[selected.node]) near.add(otherEnd(edge, selected.node));
      for (const id of near) if (!isEntity(id)) for (const edge of edgesOf[id]) next.add(otherEnd(edge, id));
    } else if (selected.edge !== null) {
      near.add(edges[selected.edge].from).add(edges[selected.edge].to);
    }
    for (const node of nodes) level[node.id] = near.size === 0 ? 0 : near.has(node.id) ? 1 : next.has(node.id) ? 2 : 3;
    edgeSet.update(edges.filter((edge) => edgeSet.get(edge.id)).map(edgeStyle));
  }
  const keyOf = (id) => facts[id].iri.slice(data.base.length);
  function remember() {
    const hash = selected.node === null ? "" : `#node=${encodeURIComponent(keyOf(selected.node))}`;
    try {
      history.replaceState(null, "", hash || location.pathname + location.search);
    } catch {
      // Some browsers refuse this for a local file; the picture works without it.
    }
  }
  function select(id, { centre = false } = {}) {
    bring(id);
    selected = { node: id, edge: null };
    if (focus && !focus.members.has(id)) focus = null;
    if (!passes(nodes[id])) revealed.add(id);
    refresh();
    if (centre && visible[id]) moveTo(id);
    showNode(id);
    remember();
  }
  function selectEdge(id) {
    selected = { node: null, edge: id };
    refresh();
    showEdge(edges[id]);
    remember();
  }
  function clear() {
    selected = { node: null, edge: null };
    refresh();
    showOverview();
    remember();
  }
  const quick = matchMedia("(prefers-reduced-motion: reduce)");
  const motion = () => (quick.matches ? false : { duration: 350, easingFunction: "easeInOutQuad" });
  function moveTo(id) {
    const at = network.canvasToDOM(network.getPosition(id));
    const margin = 70;
    const inView = at.x > margin && at.y > margin && at.x < container.clientWidth - margin && at.y < container.clientHeight - margin;
    if (inView && network.getScale() > 0.6) return;
    network.moveTo({ position: network.getPosition(id), scale: Math.max(network.getScale(), 1), animation: motion() });
  }
  function fit(animated = true) {
    const ids = view.getIds();
    if (ids.length === 0) return;
    network.redraw();
    const [xs, ys] = ["x", "y"].map((axis) => ids.map((id) => network.getPosition(id)[axis]));
    const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
    const scale = Math.min((container.clientWidth - 110) / (right - left || 1), (container.clientHeight - 90) / (bottom - top || 1), 1.6);
    network.moveTo({
      position: { x: (left + right) / 2, y: (top + bottom) / 2 + 6 / scale }, scale, animation: animated ? motion() : false,
    });
  }
  function focusOn(id) {
    const members = new Set([id]);
    for (const edge of edgesOf[id]) {
      const other = otherEnd(edge, id);
      members.add(other);
      if (!isEntity(other)) for (const far of edgesOf[other]) members.add(otherEnd(far, other));
    }
    for (const member of [...members]) bring(member, false);
    focus = { id, members };
    select(id);
    fit();
  }
  function leaveFocus() {
    focus = null;
    refresh();
    fit();
  }

  // Past the opening view: a node that is searched for joins the picture together with its neighbours.
  function bring(id, withNeighbours = true) {
    const ring = withNeighbours && !present.has(id) ? edgesOf[id].map((edge) => otherEnd(edge, id)).slice(0, 60) : [];
    const joining = [id, ...ring].filter((one, at, all) => !present.has(one) && all.indexOf(one) === at);
    if (joining.length === 0) return;
    const anchors = edgesOf[id].map((edge) => otherEnd(edge, id)).filter((one) => present.has(one));
    const centre = anchors.length ? network.getPosition(anchors[0]) : network.getViewPosition();
    joining.forEach((one, at) => {
      const turn = 2.39996 * (at + one);
      const distance = one === id ? (anchors.length ? 140 : 0) : 60 + 22 * Math.sqrt(at);
      Object.assign(nodes[one], { x: Math.round(centre.x + Math.cos(turn) * distance), y: Math.round(centre.y + Math.sin(turn) * distance) });
      present.add(one);
    });
    recompute();
    nodeSet.add(joining.map((one) => ({ ...nodes[one], label: undefined, group: undefined, title: undefined })));
    const added = new Set(joining);
    edgeSet.update(edges.filter((e) => (added.has(e.from) || added.has(e.to)) && present.has(e.from) && present.has(e.to)).map(edgeStyle));
  }

  network.on("click", ({ nodes: ids, edges: lines }) => {
    if (ids.length) select(ids[0]);
    else if (lines.length) selectEdge(lines[0]);
    else if (selected.node !== null || selected.edge !== null) clear();
  });
  network.on("doubleClick", ({ nodes: ids }) => {
    if (ids.length) focusOn(ids[0]);
  });
  network.on("hoverNode", ({ node, event }) => { hovered = node; hint(event, nodeHint(node)); });
  network.on("blurNode", () => { hovered = null; hint(null); });
  network.on("hoverEdge", ({ edge, event }) => hint(event, edgeHint(edges[edge])));
  network.on("blurEdge", () => hint(null));
  network.on("dragStart", () => hint(null));
  network.on("zoom", () => hint(null));
  network.on("click", () => hint(null));
  container.addEventListener("pointerleave", () => hint(null));

  function hint(event, content) {
    const box = find("hint");
    box.hidden = !event || !content;
    if (box.hidden) return;
    box.replaceChildren(...content);
    const area = container.getBoundingClientRect();
    const pointer = event.center ?? { x: event.clientX, y: event.clientY };
    const x = pointer.x - area.left;
    box.style.left = `${Math.min(x + 14, area.width - 310)}px`;
    box.style.top = `${Math.min(pointer.y - area.top + 16, area.height - 70)}px`;
  }
  function nodeHint(id) {
    const fact = facts[id];
    const text = fact.label.length > 140 ? `${fact.label.slice(0, 139)}…` : fact.label;
    const parts = isEvent(id)
      ? [fact.class, fact.begin ? shortDay(fact.begin) : "", nodes[id].modality === "Asserted" ? "" : term(nodes[id].modality)]
      : [isStatement(id) ? say("statement") : say(fact.type), isStatement(id) ? "" : eventCount(id)];
    return [make("span", { text, dir: "auto" }), make("small", { text: parts.filter(Boolean).join(" · ") })];
  }
  function edgeHint(edge) {
    const names = [edge.from, edge.to].map((id) => labelOf(id));
    return [make("span", { text: `${names[0]} — ${roleOf(edge)} — ${names[1]}` })];
  }
  const eventCount = (id) => {
    const count = edgesOf[id].filter((edge) => edge.kind === "role").length;
    return count ? say("eventsCount", { n: count }) : "";
  };

  // -- notices -----------------------------------------------------------------------------------------------------

  function notify() {
    const box = find("notice");
    const button = (key, click) => make("button", { type: "button", text: say(key), click });
    if (focus) box.replaceChildren(make("span", { text: say("focusOn", { name: labelOf(focus.id) }), dir: "auto" }), button("leaveFocus", leaveFocus));
    else if (view.length === 0 && nodes.length) box.replaceChildren(make("span", { text: say("nothing") }), button("reset", resetFilters));
    else if (data.laterNodes.length && !dismissed)
      box.replaceChildren(
        make("span", { class: "wide", text: say("partial", { n: present.size, m: nodes.length }) }),
        make("button", { type: "button", text: "×", "aria-label": "×", click: () => { dismissed = true; notify(); } }),
      );
    else box.replaceChildren();
  }
  let dismissed = false;
  function resetFilters() {
    off.clear();
    range = null;
    focus = null;
    showLegend();
    showTimeline();
    refresh();
    fit();
  }

  // -- legend ------------------------------------------------------------------------------------------------------

  const tally = (list, key) => list.reduce((counts, node) => counts.set(key(node), (counts.get(key(node)) ?? 0) + 1), new Map());
  function toggle(checked, picture, text, count, change, note, afterwards) {
    const box = make("input", { type: "checkbox" });
    box.checked = checked;
    const row = make("label", { class: checked ? "" : "off" }, box, picture, make("span", { text }), make("b", { class: "count", text: count }));
    row.querySelector("b").style.fontWeight = 400;
    if (note) row.title = note;
    box.addEventListener("change", () => {
      row.className = box.checked ? "" : "off";
      change(box.checked);
      refresh();
      if (afterwards) afterwards();
    });
    return row;
  }
  function filters(heading, prefix, entries) {
    const keys = entries.map((entry) => `${prefix}:${entry.key}`);
    const rows = entries.map(({ key, text, count, picture, note }) =>
      toggle(!off.has(`${prefix}:${key}`), picture, text, count, (on) => (on ? off.delete(`${prefix}:${key}`) : off.add(`${prefix}:${key}`)), note),
    );
    const head = make("div", { class: "head" }, make("span", { class: "label", text: say(heading) }));
    const someOff = keys.some((key) => off.has(key));
    const flip = () => {
      keys.forEach((key) => (someOff ? off.delete(key) : off.add(key)));
      showLegend();
      refresh();
    };
    if (entries.length > 2) head.append(make("button", { type: "button", text: say(someOff ? "all" : "none"), click: flip }));
    return make("fieldset", {}, make("legend", { class: "unseen", text: say(heading) }), head, ...rows);
  }
  function showLegend() {
    const entities = nodes.filter((node) => isEntity(node.id));
    const events = nodes.filter((node) => isEvent(node.id));
    const statements = nodes.filter((node) => isStatement(node.id));
    const active = tally(entities.filter((node) => !node.quiet), (node) => node.kind);
    const groups = [...tally(events, (node) => node.group)].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
    const modalities = tally(events, (node) => node.modality);
    const quiet = entities.filter((node) => node.quiet).length;
    const parts = [
      filters("entities", "kind", ["person", "organisation", "place", "work"].filter((kind) => active.has(kind)).map((kind) => (
        { key: kind, text: say(kind), count: active.get(kind), picture: icon(kind, kind) }))),
      filters("events", "group", groups.map(([group, count]) => (
        { key: group, text: term(group), count, picture: icon("event", KNOWN.has(group) ? group : "Event") }))),
      filters("certainty", "modality", ["Asserted", "Planned", "Alleged", "Denied"].filter((name) => modalities.has(name)).map((name) => (
        { key: name, text: say(name), count: modalities.get(name), picture: icon("event", "soft", name), note: say(`${name}Note`) }))),
    ];
    const more = make("fieldset", {}, make("legend", { class: "unseen", text: say("more") }), make("div", { class: "head" }, make("span", { class: "label", text: say("more") })));
    if (statements.length) more.append(toggle(shows.statements, icon("statement", "statement"), say("statements"), statements.length, (on) => { shows.statements = on; }));
    if (quiet) more.append(toggle(shows.quiet, icon("person", "faint"), say("quiet"), quiet, (on) => { shows.quiet = on; if (on) setTimeout(fit); }));
    find("legend").replaceChildren(...parts.filter((part) => part.querySelector("label")), ...(statements.length || quiet ? [more] : []));
  }

  // -- timeline ----------------------------------------------------------------------------------------------------

  function bins() {
    const dated = nodes.filter((node) => isEvent(node.id) && node.begin);
    for (const length of [10, 7, 4, 3]) {
      const counts = tally(dated, (node) => node.begin.slice(0, length));
      if (counts.size <= 42 || length === 3) return [...counts].sort((a, b) => (a[0] < b[0] ? -1 : 1));
    }
    return [];
  }
  function showTimeline() {
    const section = find("timeline");
    const days = bins();
    section.hidden = days.length < 2;
    if (section.hidden) return;
    const most = Math.max(...days.map(([, count]) => count));
    const undated = nodes.filter((node) => isEvent(node.id) && !node.begin).length;
    const bars = make("div", { class: "bars" });
    const ticks = make("div", { class: "ticks", "aria-hidden": "true" });
    let [year, lastTick] = ["", -9];
    days.forEach(([stamp, count], at) => {
      const bar = make("i", { title: `${day(stamp)}: ${say("eventsCount", { n: count })}` });
      bar.style.height = `${Math.max(8, (100 * count) / most)}%`;
      bars.append(bar);
      const fresh = stamp.slice(0, 4) !== year;
      const space = days.length > 16 ? 3 : 1;
      const text = at - lastTick >= space && (fresh || days.length < 30 || at % 4 === 0) ? (fresh ? shortDay(stamp) : shortDay(stamp).replace(/ \d{4}$/, "")) : "";
      if (text) { year = stamp.slice(0, 4); lastTick = at; }
      ticks.append(make("b", { text }));
    });
    const output = make("output", {});
    const note = make("span", {});
    const all = make("button", { type: "button", text: say("allDates"), click: () => set(0, days.length) });
    const slider = (key, value) => {
      const input = make("input", { type: "range", min: 0, max: days.length, step: 1, "aria-label": say(key) });
      input.value = value;
      return input;
    };
    const [from, to] = [slider("from", 0), slider("to", days.length)];
    const strip = make("div", { class: "strip" }, bars, ticks, from, to);
    section.replaceChildren(make("div", { class: "head" }, make("span", { class: "label", text: say("timeline") }), output, note, all), strip);
    const wide = () => bars.lastElementChild.getBoundingClientRect().right - bars.getBoundingClientRect().left;
    const size = () => { for (const input of [from, to]) { input.style.left = "-6px"; input.style.width = `${wide() + 12}px`; } };
    new ResizeObserver(size).observe(bars);

    function set(first, end) {
      [first, end] = [Math.max(0, Math.min(first, days.length - 1)), Math.min(days.length, Math.max(end, first + 1))];
      [from.value, to.value] = [first, end];
      const everything = first === 0 && end === days.length;
      range = everything ? null : { from: days[first][0], to: days[end - 1][0] };
      [...bars.children].forEach((bar, at) => { bar.className = at >= first && at < end ? "" : "off"; });
      output.textContent = everything ? say("allDates") : first + 1 === end ? day(range.from) : `${day(range.from)} – ${day(range.to)}`;
      for (const [input, at] of [[from, first], [to, end - 1]]) input.setAttribute("aria-valuetext", day(days[at][0]));
      note.textContent = !everything && undated ? say("undatedHidden", { n: undated }) : "";
      all.hidden = everything;
      refresh();
    }
    from.addEventListener("input", () => set(+from.value, Math.max(+to.value, +from.value + 1)));
    to.addEventListener("input", () => set(Math.min(+from.value, +to.value - 1), +to.value));
    let start = null;
    const barAt = (event) => Math.max(0, Math.min(days.length - 1, Math.floor(((event.clientX - bars.getBoundingClientRect().left) / wide()) * days.length)));
    strip.addEventListener("pointerdown", (event) => {
      if (event.target === from || event.target === to) return;
      start = barAt(event);
      strip.setPointerCapture(event.pointerId);
      set(start, start + 1);
    });
    strip.addEventListener("pointermove", (event) => {
      if (start === null) return;
      const at = barAt(event);
      set(Math.min(start, at), Math.max(start, at) + 1);
    });
    strip.addEventListener("pointerup", () => { start = null; });
    set(0, days.length);
  }

  // -- search ------------------------------------------------------------------------------------------------------

  const folded = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  let index = null;
  function entries() {
    index ??= nodes.map((node) => [facts[node.id].label, ...(facts[node.id].names ?? [])].map((name) => folded(name.slice(0, 400))));
    return index;
  }
  function matches(query) {
    const words = folded(query).split(/\s+/).filter(Boolean);
    const wanted = words.join(" ");
    const scored = [];
    entries().forEach((names, id) => {
      let best = 0;
      for (const name of names) {
        if (!words.every((word) => name.includes(word))) continue;
        const starts = words.every((word) => name.startsWith(word) || name.includes(` ${word}`));
        best = Math.max(best, name === wanted ? 4 : name.startsWith(wanted) ? 3 : starts ? 2 : 1);
      }
      if (best) scored.push([best * 1000 + (isEntity(id) ? 1500 : isEvent(id) ? 700 : 0) + Math.min(nodes[id].degree, 150), id]);
    });
    return scored.sort((a, b) => b[0] - a[0] || a[1] - b[1]).slice(0, 12).map(([, id]) => id);
  }
  const field = find("search");
  const results = find("results");
  let marked = -1;
  function suggest() {
    const query = field.value.trim();
    const found = query ? matches(query) : [];
    marked = found.length ? 0 : -1;
    results.replaceChildren(...found.map((id, at) => {
      const row = make("li", { role: "option", id: `result-${at}`, "aria-selected": at === 0 }, iconOf(id), highlighted(shorter(facts[id].label, 90), query), make("small", { text: nodeKind(id) }));
      row.addEventListener("pointerdown", (event) => { event.preventDefault(); choose(id); });
      row.dataset.node = id;
      return row;
    }));
    if (query && !found.length) results.append(make("li", { class: "empty", text: say("noResults") }));
    results.hidden = !query;
    field.setAttribute("aria-expanded", String(Boolean(query)));
    mark(marked);
  }
  const shorter = (text, most) => (text.length > most ? `${text.slice(0, most - 1)}…` : text);
  function nodeKind(id) {
    if (isEvent(id)) return facts[id].begin ? shortDay(facts[id].begin) : facts[id].class;
    return isStatement(id) ? say("statement") : say(facts[id].type);
  }
  function highlighted(text, query) {
    const element = make("b", { dir: "auto" });
    const at = text.toLowerCase().indexOf(query.toLowerCase());
    if (at < 0) element.textContent = text;
    else element.append(text.slice(0, at), make("mark", { text: text.slice(at, at + query.length) }), text.slice(at + query.length));
    return element;
  }
  function mark(at) {
    const rows = [...results.querySelectorAll("[role=option]")];
    marked = rows.length ? (at + rows.length) % rows.length : -1;
    rows.forEach((row, i) => row.setAttribute("aria-selected", String(i === marked)));
    if (marked >= 0) {
      rows[marked].scrollIntoView({ block: "nearest" });
      field.setAttribute("aria-activedescendant", rows[marked].id);
    } else field.removeAttribute("aria-activedescendant");
  }
  function closeSearch() {
    results.hidden = true;
    field.setAttribute("aria-expanded", "false");
  }
  function choose(id) {
    closeSearch();
    field.value = "";
    field.blur();
    select(id, { centre: true });
  }
  field.addEventListener("input", suggest);
  field.addEventListener("focus", suggest);
  field.addEventListener("blur", closeSearch);
  field.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      mark(marked + (event.key === "ArrowDown" ? 1 : -1));
    } else if (event.key === "Enter") {
      const row = results.querySelector("[aria-selected=true]");
      if (row && !results.hidden) choose(Number(row.dataset.node));
    } else if (event.key === "Escape") {
      event.stopPropagation();
      field.value = "";
      field.blur();
    }
  });

  // -- the panel ---------------------------------------------------------------------------------------------------

  const panel = find("panel");
  function show(...content) {
    const back = selected.node === null && selected.edge === null ? null : make("button", { class: "back", type: "button", text: `← ${say("back")}`, click: clear });
    panel.replaceChildren(...[back, ...content].filter(Boolean));
    panel.scrollTop = 0;
  }
  const heading = (text) => make("h2", { text, dir: "auto", class: text.length > 160 ? "long" : "" });
  function section(key, content, count) {
    const title = make("h3", { text: say(key) });
    if (count > 1) title.append(" ", make("i", { text: count }));
    return make("section", {}, title, content);
  }
  const link = (id, text = facts[id].label) => make("button", { class: "link", type: "button", text: shorter(text, 160), dir: "auto", click: () => select(id, { centre: true }) });
  const links = (ids) => ids.flatMap((id, at) => (at ? [", ", link(id)] : [link(id)]));
  function badge(modality) {
    return modality && modality !== "Asserted" ? make("span", { class: `badge ${modality}`, text: say(modality), title: say(`${modality}Note`) }) : null;
  }
  function long(rows, most = 12) {
    const list = make("ul", { class: "rows" }, ...rows.slice(0, most));
    if (rows.length > most) {
      const more = make("button", { class: "quiet-button", type: "button", text: say("showMore", { n: rows.length - most }) });
      const last = make("li", {}, more);
      more.addEventListener("click", () => last.replaceWith(...rows.slice(most)));
      list.append(last);
    }
    return list;
  }
  function confidence(value) {
    const share = Math.round(100 * Number(value));
    const bar = make("i");
    bar.style.width = `${share}%`;
    return make("span", {}, make("span", { class: "meter", "aria-hidden": "true" }, bar), `${share} %`);
  }

  function articleHead(at) {
    const article = data.articles[at];
    const parts = [article.publisher, article.published ? moment(article.published) : say("undated")].filter(Boolean).join(" · ");
    const head = make("header", {}, make("strong", { text: article.headline ?? article.file, dir: "auto" }), make("span", { text: parts }));
    if (/^https?:\/\//i.test(article.url ?? ""))
      head.append(" · ", make("a", { href: article.url, target: "_blank", rel: "noopener noreferrer", text: say("openArticle") }));
    head.append(make("br"), make("span", { text: article.file ?? "", dir: "auto" }));
    return head;
  }
  function passage(at, named = new Set()) {
    const { words, spans } = data.passages[at];
    const whole = words.every((piece) => piece[1]);
    const quote = make("blockquote", { class: "passage", dir: "auto" });
    for (const [text, inside, node] of words) {
      let piece = text;
      if (node >= 0) piece = make("button", { class: `named ${nodes[node].kind}`, type: "button", text, title: facts[node].label.slice(0, 200), click: () => select(node, { centre: true }) });
      if (inside && (!whole || named.has(node))) quote.append(make("mark", {}, piece));
      else quote.append(inside ? piece : make("span", { class: "around" }, piece));
    }
    quote.append(make("span", { class: "where", text: say("characters", { spans: spans.map((span) => span.join("–")).join(", ") }) }));
    return quote;
  }
  function sources(passages = [], named = new Set()) {
    if (passages.length === 0) return make("p", { class: "lead", text: say("noPassages") });
    const byArticle = new Map();
    for (const at of passages) {
      const article = data.passages[at].article;
      byArticle.set(article, [...(byArticle.get(article) ?? []), at]);
    }
    return make("div", {}, ...[...byArticle].map(([article, list]) => make("div", { class: "source" }, articleHead(article), ...list.map((at) => passage(at, named)))));
  }
  function folded_sources(passages = []) {
    if (passages.length === 0) return null;
    const box = make("details", {}, make("summary", { text: say("passagesCount", { n: passages.length }) }));
    box.addEventListener("toggle", () => { if (box.open && box.children.length === 1) box.append(sources(passages)); });
    return box;
  }

  function showNode(id) {
    if (isEvent(id)) showEvent(id);
    else if (isStatement(id)) showStatement(id);
    else showEntity(id);
  }
  function term_list(pairs) {
    return make("dl", { class: "facts" }, ...pairs.flatMap(([name, content]) => [make("dt", { text: name }), make("dd", { dir: "auto" }, ...[content].flat())]));
  }
  const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);

  function eventFacts(id) {
    const fact = facts[id];
    const pairs = [[say("date"), period(fact) || say("noDate")]];
    const roles = new Map();
    for (const edge of edgesOf[id]) if (edge.kind === "role") roles.set(edge.role, [...(roles.get(edge.role) ?? []), edge.to]);
    for (const [role, ids] of roles) pairs.push([capital(role), links(ids)]);
    for (const [role, text] of fact.words) pairs.push([capital(role), text]);
    if (fact.confidence) pairs.push([say("confidence"), confidence(fact.confidence)]);
    return term_list(pairs);
  }
  const focusButton = (id) => make("button", { class: "quiet-button", type: "button", text: say("neighbourhood"), click: () => focusOn(id) });
  function showEvent(id, named, before = null) {
    const fact = facts[id];
    const note = fact.modality === "Asserted" ? null : make("p", { class: "caution", text: say(`${fact.modality}Note`) });
    show(
      before,
      make("p", { class: "kicker" }, iconOf(id), make("span", { text: `${fact.group} · ${fact.class}` }), badge(fact.modality)),
      before ? make("h2", {}, link(id)) : heading(fact.label),
      note, eventFacts(id),
      section("passages", sources(fact.passages, named), fact.passages?.length),
      before ? null : make("section", {}, focusButton(id)),
    );
  }
  const partners = (id, role) => edgesOf[id].filter((edge) => edge.kind === "speech" && edge.from === id && edge.role === role).map((edge) => edge.to);
  function showStatement(id) {
    const fact = facts[id];
    const pairs = [];
    for (const role of ["speaker", "reportedBy", "about"]) if (partners(id, role).length) pairs.push([say(`${role}Label`), links(partners(id, role))]);
    pairs.push([say("date"), fact.begin ? day(fact.begin) : say("noDate")]);
    if (fact.confidence) pairs.push([say("confidence"), confidence(fact.confidence)]);
    show(
      make("p", { class: "kicker" }, iconOf(id), make("span", { text: say(fact.direct ? "direct" : "indirect") })),
      make("p", { class: `big says ${fact.direct ? "direct" : ""}`, text: fact.text, dir: "auto" }),
      term_list(pairs),
      section("passages", sources(fact.passages), fact.passages?.length),
    );
  }

  function eventRow(id, role) {
    return make("li", {}, make("div", { class: "row" },
      make("span", { class: "time", text: facts[id].begin ? shortDay(facts[id].begin) : "—" }),
      make("div", { class: "with-icon" }, iconOf(id), link(id), make("small", {}, role ?? "", role && badge(facts[id].modality) ? " · " : "", badge(facts[id].modality) ?? "")),
    ));
  }
  function statementRow(id, withSpeaker) {
    const fact = facts[id];
    const by = partners(id, "reportedBy");
    const small = make("small", {});
    if (withSpeaker) small.append(...links(partners(id, "speaker")), by.length ? " · " : "");
    if (by.length) small.append(`${say("reportedBy")} `, ...links(by));
    return make("li", {}, make("div", { class: "row" },
      make("span", { class: "time", text: fact.begin ? shortDay(fact.begin) : "—" }),
      make("div", {}, make("button", { class: `link says ${fact.direct ? "direct" : ""}`, type: "button", text: shorter(fact.text, 260), dir: "auto", click: () => select(id) }), small, folded_sources(fact.passages)),
    ));
  }
  function mergeRoles(id) {
    const roles = new Map();
    for (const edge of edgesOf[id]) if (edge.kind === "role") roles.set(edge.from, [...(roles.get(edge.from) ?? []), edge.role]);
    return [...roles].sort((a, b) => byTime(a[0], b[0]));
  }
  function showEntity(id) {
    const fact = facts[id];
    const of = (kind) => edgesOf[id].filter((edge) => edge.kind === kind);
    const speech = (role) => of("speech").filter((edge) => edge.role === role).map((edge) => edge.from).sort(byTime);
    const parts = [
      make("p", { class: "kicker" }, iconOf(id), make("span", { text: say(fact.type) })),
      heading(fact.label),
    ];
    const held = [...of("position").filter((edge) => edge.from === id), ...(fact.titles ?? [])]
      .sort((a, b) => (b.passages?.length ?? 0) - (a.passages?.length ?? 0));
    if (held.length) parts.push(make("p", { class: "subtitle", dir: "auto", text: shorter(positionText(held[0]), 200) }));
    const pairs = [];
    if (fact.names) pairs.push([say("alsoKnownAs"), fact.names.slice(0, 12).map((name) => shorter(name, 120)).join(", ")]);
    for (const iri of fact.same ?? []) {
      const number = /^https?:\/\/www\.wikidata\.org\/entity\/(Q\d+)$/.exec(iri);
      if (number) pairs.push(["Wikidata", make("a", { class: "link", href: `https://www.wikidata.org/wiki/${number[1]}`, target: "_blank", rel: "noopener noreferrer", text: number[1] })]);
    }
    if (pairs.length) parts.push(term_list(pairs));
    if (held.length) parts.push(section("positions", long(held.map((edge) => make("li", {}, positionTitle(edge), folded_sources(edge.passages)))), held.length));
    const events = mergeRoles(id);
    if (events.length) parts.push(section("events", long(events.map(([event, roles]) => eventRow(event, [...new Set(roles)].join(", ")))), events.length));
    const said = speech("speaker");
    if (said.length) parts.push(section("said", long(said.map((one) => statementRow(one)), 8), said.length));
    const members = of("position").filter((edge) => edge.to === id);
    if (members.length) parts.push(section("members", long(members.map((edge) => make("li", {}, link(edge.from), make("small", { text: ` ${edge.role}`, dir: "auto" }), folded_sources(edge.passages)))), members.length));
    if (of("relation").length) parts.push(section("relations", long(of("relation").map((edge) => make("li", {}, ...relation(edge), folded_sources(edge.passages)))), of("relation").length));
    const about = speech("about");
    if (about.length) parts.push(section("spokenOf", long(about.map((one) => statementRow(one, true)), 4), about.length));
    const reported = speech("reportedBy");
    if (reported.length) parts.push(section("reported", long(reported.map((one) => statementRow(one, true)), 4), reported.length));
    if (fact.mentions) parts.push(section("mentionedIn", long(fact.mentions.map(([article, count]) => articleRow(article, count ? say("times", { n: count }) : ""))), fact.mentions.length));
    parts.push(make("section", {}, focusButton(id)));
    show(...parts);
  }
  const positionText = (edge) => [edge.role ?? edge.title, edge.to === undefined ? "" : facts[edge.to].label].filter(Boolean).join(" ");
  function positionTitle(edge) {
    return make("span", { dir: "auto" }, edge.role ?? edge.title, edge.to === undefined ? "" : " — ", edge.to === undefined ? "" : link(edge.to));
  }
  const relation = (edge) => [link(edge.from), ` ${edge.role} `, link(edge.to)];
  function articleRow(at, note) {
    const article = data.articles[at];
    const small = [article.publisher, article.published ? day(article.published) : say("undated"), article.file].filter(Boolean).join(" · ");
    return make("li", {}, make("div", { class: "row plain" }, make("div", { dir: "auto" }, article.headline ?? article.file, make("small", { text: small })), make("span", { class: "time", text: note })));
  }

  function showEdge(edge) {
    const intro = make("p", { class: "kicker" }, make("span", { text: say(edge.kind === "speech" ? "statement" : edge.kind) }));
    if (edge.kind === "role") {
      showEvent(edge.from, new Set([edge.to]), make("div", {}, intro, make("p", { class: "subtitle" }, link(edge.to), ` — ${edge.role}`), make("br")));
    } else if (edge.kind === "speech") showStatement(edge.from);
    else {
      const title = edge.kind === "position"
        ? make("h2", {}, link(edge.from), make("div", { class: "subtitle", dir: "auto" }, `${edge.role} — `, link(edge.to)))
        : make("h2", {}, ...relation(edge));
      show(intro, title, section("passages", sources(edge.passages, new Set([edge.from, edge.to])), edge.passages?.length));
    }
  }

  function figures() {
    const count = (test) => nodes.filter((node) => test(node.id)).length;
    return [[data.articles.length, "articlesCount"], [count(isEvent), "eventsCount"], [count(isEntity), "entitiesCount"], [count(isStatement), "statementsCount"]];
  }
  function showOverview() {
    const top = nodes.filter((node) => isEntity(node.id) && node.degree > 0).sort((a, b) => b.degree - a.degree || a.id - b.id).slice(0, 10);
    const dated = nodes.filter((node) => isEvent(node.id) && node.begin).map((node) => node.id).sort(byTime);
    const numbers = figures().slice(0, 2).concat([figures()[3]]).map(([n, key]) => make("div", {}, make("b", { text: n }), wording(key, n).replace("{n}", "").trim()));
    show(
      make("h2", { text: say("overview") }),
      make("div", { class: "figures" }, ...numbers),
      make("p", { class: "lead", text: say("start") }),
      top.length ? section("mostInvolved", make("div", { class: "people" }, ...top.map(({ id }) => make("button", { type: "button", click: () => select(id, { centre: true }) }, iconOf(id), make("span", { text: labelOf(id), dir: "auto" }), make("small", { text: nodes[id].degree }))))) : null,
      dated.length ? section("chronicle", long(dated.map((id) => eventRow(id)), 14), dated.length) : null,
      data.articles.length ? section("articles", long(data.articles.map((_, at) => articleRow(at, "")), 10), data.articles.length) : null,
    );
    panel.querySelector(".lead").style.marginTop = "14px";
  }

  // -- the page as a whole -----------------------------------------------------------------------------------------

  find("summary").textContent = figures().filter(([n]) => n).map(([n, key]) => say(key, { n: n === 1 ? n : n.toLocaleString(data.language) })).join(" · ");
  const zoom = (factor) => network.moveTo({ scale: network.getScale() * factor, animation: motion() });
  find("zoom-in").addEventListener("click", () => zoom(1.3));
  find("zoom-out").addEventListener("click", () => zoom(1 / 1.3));
  find("fit").addEventListener("click", () => (focus ? leaveFocus() : fit()));
  find("legend-button").addEventListener("click", ({ currentTarget }) => {
    currentTarget.setAttribute("aria-expanded", String(find("legend").classList.toggle("open")));
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)) return;
    const actions = {
      "/": () => field.focus(),
      "0": () => fit(),
      "+": () => zoom(1.3), "=": () => zoom(1.3), "-": () => zoom(1 / 1.3),
      Escape: () => (focus ? leaveFocus() : clear()),
    };
    if (event.target === container || container.contains(event.target)) actions.Enter = () => selected.node !== null && focusOn(selected.node);
    if (!actions[event.key]) return;
    event.preventDefault();
    actions[event.key]();
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => { readColours(); light(); network.redraw(); });

  function openHash() {
    const wanted = /^#node=(.+)$/.exec(location.hash);
    if (!wanted) return false;
    const id = nodes.findIndex((node) => keyOf(node.id) === decodeURIComponent(wanted[1]));
    if (id >= 0) select(id, { centre: true });
    return id >= 0;
  }
  addEventListener("hashchange", openHash);

  showLegend();
  showTimeline();
  fit(false);
  if (!openHash()) showOverview();
  let size = "";
  new ResizeObserver(() => {
    const now = `${container.clientWidth}×${container.clientHeight}`;
    if (size && size !== now && selected.node === null) fit(false);
    size = now;
  }).observe(container);
  // What a test, or a curious reader, can ask of the page from the browser's console.
  window.kabar = { network, data, select, focusOn, visible: () => view.getIds() };
})();
