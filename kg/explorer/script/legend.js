// -- legend: counts and toggles -------------------------------------------------------------------------------------------

let counters = []; // [element, ids]: how many of these are let through, of how many
const opened = new Set(); // rows whose classes are listed

// A row of the legend. `keys` are what it hides when it is off; `ids` are the nodes that it counts.
function row({ text, picture, note, ids, keys, parts = [], isOn, change }) {
  const box = make("input", { type: "checkbox" });
  const count = make("b", { class: "count" });
  const label = make("label", {}, box, picture ?? make("span"), make("span", { text: shorter(text, 80), dir: "auto" }), count);
  if (note) label.title = note;
  counters.push([count, ids]);
  const all = [...(keys ?? []), ...parts.flatMap((part) => part.keys)];
  const update = () => {
    const hidden = keys ? all.filter((key) => off.has(key)) : [];
    const isHidden = keys ? keys.some((key) => off.has(key)) || (parts.length > 0 && parts.every((part) => off.has(part.keys[0]))) : !isOn();
    box.checked = !isHidden;
    box.indeterminate = !isHidden && hidden.length > 0;
    label.className = isHidden ? "off" : "";
  };
  update();
  updates.push(update);
  box.addEventListener("change", () => {
    if (change) change(box.checked);
    else if (box.checked) all.forEach((key) => off.delete(key));
    else keys.forEach((key) => off.add(key));
    afterFilter();
  });
  if (parts.length < 2) return label;
  return make("div", { class: "group" }, label, ...classesOf(text, parts, keys));
}
let updates = [];
function afterFilter() {
  refresh();
  updates.forEach((update) => update());
}
function classesOf(text, parts, [owner]) {
  const list = make("div", { class: "classes" }, ...parts.map((part) => row({ ...part, change: (on) => {
    // Choosing one class of a group that is off shows that class alone.
    if (on && off.has(owner)) { off.delete(owner); parts.forEach(({ keys }) => off.add(keys[0])); }
    if (on) off.delete(part.keys[0]); else off.add(part.keys[0]);
  } })));
  list.hidden = !opened.has(owner);
  const more = make("button", { class: "unfold", type: "button", "aria-expanded": String(!list.hidden), "aria-label": say("classesOf", { name: text }), title: say("classesOf", { name: text }) });
  more.addEventListener("click", () => {
    list.hidden = !list.hidden;
    more.setAttribute("aria-expanded", String(!list.hidden));
    if (list.hidden) opened.delete(owner); else opened.add(owner);
  });
  return [more, list];
}
function block(heading, rows, keys = null, open = true) {
  if (rows.length === 0) return null;
  const head = make("div", { class: "head" }, make("span", { class: "label", text: say(heading) }));
  if (keys && rows.length > 2) {
    const button = make("button", { type: "button" });
    const update = () => { button.textContent = say(keys.some((key) => off.has(key)) ? "all" : "none"); };
    button.addEventListener("click", () => {
      const someOff = keys.some((key) => off.has(key));
      keys.forEach((key) => (someOff ? off.delete(key) : off.add(key)));
      if (someOff) [...off].filter((key) => keys.some((owner) => key.startsWith(below(owner)))).forEach((key) => off.delete(key));
      afterFilter();
    });
    update();
    updates.push(update);
    head.append(button);
  }
  const rest = rows.slice(8);
  const more = rest.length ? [make("details", {}, make("summary", { text: say("showMore", { n: rest.length }) }), ...rest)] : [];
  return make("fieldset", { class: heading }, make("legend", { class: "unseen", text: say(heading) }), head, ...rows.slice(0, 8), ...more);
}
const below = (key) => `${key.replace(/^group:/, "class:").replace(/^kind:/, "type:")}/`;
const idsWhere = (test) => nodes.filter(test).map((node) => node.id);
// One row for each value of `key`, the most frequent first.
function rowsOf(ids, key, describe) {
  const members = new Map();
  for (const id of ids)
    for (const value of [key(id)].flat()) {
      if (!members.has(value)) members.set(value, []);
      members.get(value).push(id);
    }
  return [...members].sort((a, b) => b[1].length - a[1].length || (a[0] < b[0] ? -1 : 1)).map(([value, list]) => ({ ids: list, ...describe(value, list) }));
}

function confidenceSlider() {
  if (!facts.some((fact) => fact.confidence !== undefined)) return null;
  const input = make("input", { type: "range", min: 0, max: 95, step: 5, id: "least", "aria-label": say("leastConfidence") });
  const output = make("output", { for: "least" });
  const update = () => {
    input.value = Math.round(100 * least);
    output.textContent = least ? `≥ ${percent(least)}` : say("anyConfidence");
    input.setAttribute("aria-valuetext", output.textContent);
  };
  input.addEventListener("input", () => { least = Number(input.value) / 100; afterFilter(); });
  updates.push(update);
  update();
  return make("fieldset", { class: "confidence" }, make("legend", { class: "unseen", text: say("confidence") }), make("div", { class: "head" }, make("span", { class: "label", text: say("confidence") }), output), input);
}

function showLegend() {
  counters = [];
  updates = [];
  const entities = idsWhere((node) => isEntity(node.id));
  const events = idsWhere((node) => isEvent(node.id));
  const statements = idsWhere((node) => isStatement(node.id));
  const acting = entities.filter((id) => !nodes[id].quiet);
  const quiet = entities.filter((id) => nodes[id].quiet);
  const kinds = rowsOf(acting, (id) => nodes[id].kind, (kind, ids) => ({
    text: say(kind), picture: icon(kind, kind === "thing" ? "Event" : kind), keys: [`kind:${kind}`],
    parts: rowsOf(ids, (id) => facts[id].type, (type, [first]) => ({ text: typeOf(first), picture: iconOf(first), keys: [`type:${kind}/${type}`] })),
  })).sort((a, b) => KINDS.indexOf(a.keys[0]) - KINDS.indexOf(b.keys[0]));
  const groups = rowsOf(events, (id) => nodes[id].group, (group, ids) => ({
    text: term(group), picture: iconOf(ids[0]), keys: [`group:${group}`],
    parts: rowsOf(ids, (id) => facts[id].class, (name) => ({ text: name, keys: [`class:${group}/${name}`] })),
  }));
  groups.forEach((group) => { group.picture = icon("event", KNOWN.has(group.keys[0].slice(6)) ? group.keys[0].slice(6) : "Event"); });
  const modalities = rowsOf(events.filter((id) => nodes[id].modality), (id) => nodes[id].modality, (name) => ({
    text: say(name), picture: icon("event", "soft", name), note: say(`${name}Note`), keys: [`modality:${name}`],
  })).sort((a, b) => MODALITIES.indexOf(a.keys[0]) - MODALITIES.indexOf(b.keys[0]));
  const outlets = rowsOf(events.length ? events : statements, (id) => reportedIn[id], (outlet) => ({ text: outlet, picture: make("i", { class: "sheet" }), keys: [`outlet:${outlet}`] }));
  if (kinds.length === 1 && kinds[0].keys[0] === "kind:thing") kinds.splice(0, 1, ...kinds[0].parts);
  const list = (described) => described.map(row);
  const keysOf = (described) => described.flatMap((one) => one.keys);
  const more = [];
  if (events.length) more.push(row({ text: say("folded"), picture: foldIcon(), note: say("foldedNote"), ids: [], isOn: () => shows.folded, change: (on) => { shows.folded = on; } }));
  if (statements.length) more.push(row({ text: say("statements"), picture: icon("statement", "statement"), ids: statements, isOn: () => shows.statements, change: (on) => { shows.statements = on; setTimeout(fit); } }));
  if (quiet.length) more.push(row({ text: say("quiet"), picture: icon("person", "faint"), ids: quiet, isOn: () => shows.quiet, change: (on) => { shows.quiet = on; if (on) setTimeout(fit); } }));
  const parts = [
    block("entities", list(kinds), keysOf(kinds)), block("events", list(groups), keysOf(groups)),
    modalities.length > 1 || (modalities.length && modalities[0].keys[0] !== "modality:Asserted") ? block("certainty", list(modalities), keysOf(modalities)) : null,
    confidenceSlider(), outlets.length > 1 ? block("outlets", list(outlets), keysOf(outlets)) : null, block("more", more),
  ];
  const reset = make("button", { class: "quiet-button reset", type: "button", text: say("reset"), click: resetFilters });
  updates.push(() => { reset.hidden = off.size === 0 && least === 0 && range === null; });
  find("legend").replaceChildren(...parts.filter(Boolean), reset);
  updates.forEach((update) => update());
  countLegend();
}
const KINDS = ["person", "organisation", "place", "work", "thing"].map((kind) => `kind:${kind}`);
const MODALITIES = ["Asserted", "Planned", "Alleged", "Denied"].map((name) => `modality:${name}`);
const foldIcon = () => makeSvg("svg", { viewBox: "-14 -12.5 28 25", "aria-hidden": "true" }, makeSvg("path", { d: "M-11,0H11", stroke: "var(--soft)", "stroke-width": 3 }), makeSvg("path", { d: "M-14,0a5,5 0 1,0 10,0a5,5 0 1,0 -10,0ZM4,0a5,5 0 1,0 10,0a5,5 0 1,0 -10,0Z", fill: "var(--soft)" }));

// "12/23": how many the filters let through, where these are not all.
function countLegend() {
  for (const [element, ids] of counters) {
    const shown = ids.reduce((sum, id) => sum + passing[id], 0);
    const isOff = element.parentElement?.className === "off";
    const isWhole = shown === ids.length || isOff;
    element.textContent = ids.length === 0 ? "" : isWhole ? ids.length : `${shown}/${ids.length}`;
  }
}
