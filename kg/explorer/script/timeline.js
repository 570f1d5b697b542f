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

  function set(first, end, andRefresh = true) {
    [first, end] = [Math.max(0, Math.min(first, days.length - 1)), Math.min(days.length, Math.max(end, first + 1))];
    [from.value, to.value] = [first, end];
    const everything = first === 0 && end === days.length;
    range = everything ? null : { from: days[first][0], to: days[end - 1][0] };
    [...bars.children].forEach((bar, at) => { bar.className = at >= first && at < end ? "" : "off"; });
    output.textContent = everything ? say("allDates") : first + 1 === end ? day(range.from) : `${day(range.from)} – ${day(range.to)}`;
    for (const [input, at] of [[from, first], [to, end - 1]]) input.setAttribute("aria-valuetext", day(days[at][0]));
    note.textContent = !everything && undated ? say("undatedHidden", { n: undated }) : "";
    all.hidden = everything;
    if (andRefresh) afterFilter();
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
  const [first, end] = range ? [days.findIndex(([stamp]) => stamp >= range.from), days.findLastIndex(([stamp]) => stamp <= range.to) + 1] : [0, days.length];
  set(first < 0 ? 0 : first, end || days.length, false);
}

