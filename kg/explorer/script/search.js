// -- search ------------------------------------------------------------------------------------------------------

const bareText = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
let index = null;
function entries() {
  index ??= nodes.map((node) => [facts[node.id].label, ...(facts[node.id].names ?? [])].map((name) => bareText(name.slice(0, 400))));
  return index;
}
function matches(query) {
  const words = bareText(query).split(/\s+/).filter(Boolean);
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
// Before a letter is typed: those that most is told of.
const best = nodes.filter((node) => isEntity(node.id) && node.degree > 0).sort((a, b) => b.degree - a.degree || a.id - b.id).slice(0, 8).map((node) => node.id);
function suggest() {
  const query = field.value.trim();
  const found = query ? matches(query) : best;
  marked = found.length ? 0 : -1;
  results.replaceChildren(...found.map((id, at) => {
    const row = make("li", { role: "option", id: `result-${at}`, "aria-selected": at === 0 }, iconOf(id), highlighted(shorter(facts[id].label, 90), query), make("small", { text: nodeKind(id) }));
    row.addEventListener("pointerdown", (event) => { event.preventDefault(); choose(id); });
    row.dataset.node = id;
    return row;
  }));
  if (query && !found.length) results.append(make("li", { class: "empty", text: say("noResults") }));
  results.hidden = results.children.length === 0;
  field.setAttribute("aria-expanded", String(!results.hidden));
  mark(marked);
}
function nodeKind(id) {
  if (isEvent(id)) return facts[id].begin ? shortDay(facts[id].begin) : facts[id].class;
  return isStatement(id) ? say("statement") : typeOf(id);
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
  container.focus({ preventScroll: true });
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
  } else if (event.key === "Tab" && !event.shiftKey && field.value && !results.hidden && marked >= 0) {
    const whole = facts[Number(results.children[marked].dataset.node)].label.slice(0, 200);
    if (whole === field.value) return;
    event.preventDefault(); // completes the name; the next Tab goes on
    field.value = whole;
    suggest();
  } else if (event.key === "Escape") {
    event.stopPropagation();
    field.value = "";
    if (picking !== null) { picking = null; notify(); }
    field.blur();
    container.focus();
  }
});

