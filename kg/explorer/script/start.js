// -- the page as a whole ---------------------------------------------------------------------------------------------------

find("summary").textContent = figures().filter(([n]) => n).map(([n, key]) => say(key, { n: n === 1 ? n : n.toLocaleString(data.language) })).join(" · ");

const menu = find("menu");
function toggleMenu(open = menu.hidden) {
  menu.hidden = !open;
  find("menu-button").setAttribute("aria-expanded", String(open));
  if (open) menu.querySelector("button").focus();
}
const chosen = (action) => () => { toggleMenu(false); find("menu-button").focus(); action(); };
const clicks = {
  "zoom-in": () => zoom(1.3), "zoom-out": () => zoom(1 / 1.3), fit: () => (focus ? leaveFocus() : fit()), theme: toggleTheme,
  "menu-button": () => toggleMenu(), "save-png": chosen(savePng), "save-svg": chosen(saveSvg), print: chosen(() => window.print()),
  help: () => find("keys").showModal(), "close-keys": () => find("keys").close(),
};
for (const [id, click] of Object.entries(clicks)) find(id).addEventListener("click", click);
document.addEventListener("pointerdown", ({ target }) => {
  if (!menu.hidden && !menu.contains(target) && !find("menu-button").contains(target)) toggleMenu(false);
});
find("legend-button").addEventListener("click", ({ currentTarget }) => {
  currentTarget.setAttribute("aria-expanded", String(find("legend").classList.toggle("open")));
});

// Every node can be reached without a pointer: N and Shift+N go through what is drawn, the best connected first.
function walk(by) {
  const order = view.getIds().sort((a, b) => nodes[b].degree - nodes[a].degree || a - b);
  if (order.length === 0) return;
  const at = order.indexOf(selected.node);
  select(order[(at < 0 && by < 0 ? order.length - 1 : at + by + order.length) % order.length], { centre: true });
}
const deeper = (by) => focus && (by < 0 ? focus.depth > 1 : focus.grows) && focusOn(focus.id, focus.depth + by);
function leave() {
  if (!menu.hidden) toggleMenu(false);
  else if (picking !== null) { picking = null; notify(); }
  else if (focus) leaveFocus();
  else clear();
}
const KEYS = {
  "/": () => find("search").focus(), "0": () => fit(), "+": () => zoom(1.3), "=": () => zoom(1.3), "-": () => zoom(1 / 1.3),
  n: () => walk(1), N: () => walk(-1), "[": () => deeper(-1), "]": () => deeper(1), d: toggleTheme,
  p: () => selected.node !== null && pickFrom(selected.node),
  e: () => { shows.folded = !shows.folded; afterFilter(); },
  Backspace: () => (trail.length ? goBack() : clear()), "?": () => find("keys").showModal(), Escape: leave,
};
document.addEventListener("keydown", (event) => {
  const { target } = event;
  if (event.ctrlKey || event.metaKey || event.altKey || find("keys").open) return;
  if (/^(TEXTAREA|SELECT)$/.test(target.tagName) || (target.tagName === "INPUT" && !/^(checkbox|range)$/.test(target.type))) return;
  const onPicture = target === container || container.contains(target);
  const action = event.key === "Enter" && onPicture ? () => selected.node !== null && focusOn(selected.node) : KEYS[event.key];
  if (!action) return;
  event.preventDefault();
  action();
});

function open() {
  const then = openAddress();
  showLegend();
  showTimeline();
  [focus, path] = [null, null];
  refresh();
  fit(false);
  then();
  drawAgain();
}
open();
restoring = false;
remember();
addEventListener("hashchange", () => { restoring = true; open(); restoring = false; });
let size = "";
new ResizeObserver(() => {
  const now = container.clientWidth && `${container.clientWidth}×${container.clientHeight}`;
  if (now && size && size !== now && selected.node === null && !path) fit(false);
  size = now;
}).observe(container);
// What a test, or a curious reader, can ask of the page from the browser's console.
window.kabar = { network, data, select, selectEdge, focusOn, showPath, drawing, visible: () => view.getIds(), lines: () => edgeView.getIds() };
