// -- the address: a link that opens the same view ------------------------------------------------------------------------

// #node=…&depth=2&hide=…&least=80&from=…&to=…&show=folded or #path=…..…
let restoring = true;
function remember() {
  if (restoring) return;
  const parts = [];
  const add = (name, value) => parts.push(`${name}=${encodeURIComponent(value).replaceAll("%2F", "/").replaceAll("%3A", ":").replaceAll("%2C", ",")}`);
  if (path) add("path", `${keyOf(path.from)}..${keyOf(path.to)}`);
  else if (selected.node !== null) add("node", keyOf(selected.node));
  if (focus && !path) add("depth", focus.depth);
  for (const key of off) add("hide", key);
  if (least) add("least", Math.round(100 * least));
  if (range) { add("from", range.from); add("to", range.to); }
  for (const [name, on] of Object.entries(shows)) if (on) add("show", name);
  try {
    history.replaceState(null, "", parts.length ? `#${parts.join("&")}` : location.pathname + location.search);
  } catch {
    // Some browsers refuse this for a local file; the picture works without it.
  }
}
// Whether the address named something to open.
function openAddress() {
  const wanted = location.hash.slice(1).split("&").map((part) => {
    const at = part.indexOf("=");
    return [part.slice(0, at), decoded(part.slice(at + 1))];
  });
  const all = (name) => wanted.filter(([key]) => key === name).map(([, value]) => value);
  off.clear();
  all("hide").forEach((key) => off.add(key));
  least = Math.min(0.95, Math.max(0, (Number(all("least")[0]) || 0) / 100));
  range = all("from").length && all("to").length ? { from: all("from")[0], to: all("to")[0] } : null;
  for (const name of Object.keys(shows)) shows[name] = all("show").includes(name);
  const ends = (all("path")[0] ?? "").split("..").map(withKey);
  const id = withKey(all("node")[0] ?? "");
  const depth = Number(all("depth")[0]) || 0;
  return () => {
    if (ends.length === 2 && ends.every((end) => end >= 0)) showPath(...ends);
    else if (id >= 0 && depth) focusOn(id, Math.min(depth, MOST_DEPTH));
    else if (id >= 0) select(id, { centre: true });
    else if (data.open !== undefined && !location.hash) select(data.open);
    else return clear();
    return undefined;
  };
}
function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
