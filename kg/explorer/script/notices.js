// -- notices: one line over the picture that says what is shown, and how to leave it -------------------------------------

let dismissed = false;
const wordButton = (key, click, values) => make("button", { type: "button", text: say(key, values), click });
function notify() {
  find("notice").replaceChildren(...(notice() ?? []));
}
function notice() {
  if (picking !== null)
    return [make("span", { text: say("pickEnd", { name: labelOf(picking) }), dir: "auto" }), wordButton("cancel", () => { picking = null; notify(); })];
  if (focus) {
    const { id, depth, grows } = focus;
    const step = (text, key, to, can) => {
      const button = make("button", { class: "step", type: "button", text, "aria-label": say(key), title: say(key), click: () => focusOn(id, to) });
      button.disabled = !can;
      return button;
    };
    return [
      make("span", { text: say("focusOn", { name: labelOf(id) }), dir: "auto" }),
      make("span", { class: "steps" }, step("−", "nearer", depth - 1, depth > 1), make("output", { text: say("steps", { n: depth }) }), step("+", "further", depth + 1, grows)),
      wordButton("leaveFocus", leaveFocus),
    ];
  }
  if (path && !path.found) return [make("span", { text: say("noPath") }), wordButton("leaveFocus", () => { clear(); fit(); })];
  if (path) return [make("span", { text: say("pathOf", { a: labelOf(path.from), b: labelOf(path.to) }), dir: "auto" }), wordButton("leaveFocus", () => { clear(); fit(); })];
  if (view.length === 0 && nodes.length) return [make("span", { text: say("nothing") }), wordButton("reset", resetFilters)];
  if (data.laterNodes.length && !dismissed)
    return [
      make("span", { class: "wide", text: say("partial", { n: present.size.toLocaleString(data.language), m: nodes.length.toLocaleString(data.language) }) }),
      make("button", { type: "button", text: "×", "aria-label": say("close"), click: () => { dismissed = true; notify(); } }),
    ];
  return null;
}
function resetFilters() {
  off.clear();
  revealed.clear();
  Object.assign(shows, { statements: false, quiet: false, folded: false });
  [range, least, focus] = [null, 0, null];
  showLegend();
  showTimeline();
  refresh();
  fit();
}
