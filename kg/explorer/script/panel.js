// -- the panel ---------------------------------------------------------------------------------------------------

const panel = find("panel");
function show(...content) {
  const atRest = selected.node === null && selected.edge === null && path === null;
  const back = make("button", { class: "back", type: "button", text: `← ${say(trail.length ? "back" : "overview")}`, click: goBack });
  const home = trail.length ? make("button", { class: "back", type: "button", text: say("overview"), click: clear }) : null;
  panel.replaceChildren(...[atRest ? null : make("div", { class: "backs" }, back, home), ...content].filter(Boolean));
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
  const bar = make("i");
  bar.style.width = `${Math.round(100 * Number(value))}%`;
  return make("span", {}, make("span", { class: "meter", "aria-hidden": "true" }, bar), percent(value));
}
const percent = (value) => `${Math.round(100 * Number(value)) || 0} %`;

function articleHead(at) {
  const article = data.articles[at];
  const parts = [article.publisher, article.published ? moment(article.published) : say("undated")].filter(Boolean).join(" · ");
  const head = make("header", {}, make("strong", { text: article.headline ?? article.file, dir: "auto" }), make("span", { text: parts }));
  if (/^https?:\/\//i.test(article.url ?? ""))
    head.append(" · ", make("a", { href: article.url, target: "_blank", rel: "noopener noreferrer", text: say("openArticle") }));
  head.append(make("br"), make("span", { text: article.file ?? "", dir: "auto" }));
  for (const copied of article.copies ?? [])
    head.append(make("br"), make("span", { class: "copy", dir: "auto", text: say("copyOf", { name: outletOf(copied), title: data.articles[copied].headline ?? "" }) }));
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
function foldedSources(passages = []) {
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
function termList(pairs) {
  return make("dl", { class: "facts" }, ...pairs.flatMap(([name, content]) => [make("dt", { text: name }), make("dd", { dir: "auto" }, ...[content].flat())]));
}

function eventFacts(id) {
  const fact = facts[id];
  const pairs = [[say("date"), period(fact) || say("noDate")]];
  const roles = new Map();
  for (const edge of edgesOf[id]) if (edge.kind === "role") roles.set(edge.role, [...(roles.get(edge.role) ?? []), otherEnd(edge, id)]);
  for (const [role, ids] of roles) pairs.push([capital(role), links(ids)]);
  for (const [role, text] of fact.words ?? []) pairs.push([capital(role), shorter(text, 300)]);
  if (fact.modality) pairs.push([say("certainty"), say(fact.modality)]);
  return termList([...pairs, ...trust(id)]);
}
// How far it can be trusted: who reports it, and how sure the reading is.
function trust(id) {
  const pairs = [];
  const names = reportedIn[id];
  const count = Number(facts[id].outlets ?? names.length);
  if (count) pairs.push([say("reportedIn"), count > 1 ? `${say("outletsCount", { n: count })}: ${names.join(", ")}` : names.join(", ")]);
  if (facts[id].confidence) pairs.push([say("confidence"), confidence(facts[id].confidence)]);
  return pairs;
}
// What other events it is tied to: what it fulfils, what contradicts it.
function ties(id) {
  const tied = edgesOf[id].filter((edge) => edge.kind === "link");
  if (tied.length === 0) return null;
  const rows = tied.map((edge) => {
    const other = otherEnd(edge, id);
    const text = edge.from === id || edge.mutual ? capital(edge.role) : say("isTiedBy", { role: edge.role });
    return make("li", {}, make("div", { class: "row" }, make("span", { class: "time", text }), make("div", { class: "with-icon" }, iconOf(other), link(other), make("small", {}, badge(nodes[other].modality) ?? ""))));
  });
  return section("ties", make("ul", { class: "rows" }, ...rows));
}
const buttons = (id) => make("section", { class: "buttons" },
  make("button", { class: "quiet-button", type: "button", text: say("neighbourhood"), click: () => focusOn(id) }),
  make("button", { class: "quiet-button", type: "button", text: say("pathFrom"), click: () => pickFrom(id) }));
function showEvent(id, named, before = null) {
  const fact = facts[id];
  const note = isCertain(nodes[id]) ? null : make("p", { class: "caution", text: say(`${fact.modality}Note`) });
  show(
    before,
    make("p", { class: "kicker" }, iconOf(id), make("span", { text: fact.group === fact.class ? fact.class : `${fact.group} · ${fact.class}` }), badge(fact.modality)),
    before ? make("h2", {}, link(id)) : heading(fact.label),
    note, eventFacts(id), ties(id),
    before ? null : buttons(id),
    section("passages", sources(fact.passages, named), fact.passages?.length),
  );
}
const partners = (id, role) => edgesOf[id].filter((edge) => edge.kind === "speech" && edge.from === id && edge.role === role).map((edge) => edge.to);
function showStatement(id) {
  const fact = facts[id];
  const pairs = [];
  for (const role of ["speaker", "reportedBy", "about"]) if (partners(id, role).length) pairs.push([say(`${role}Label`), links(partners(id, role))]);
  pairs.push([say("date"), fact.begin ? day(fact.begin) : say("noDate")]);
  pairs.push(...trust(id));
  show(
    make("p", { class: "kicker" }, iconOf(id), make("span", { text: say(fact.direct ? "direct" : "indirect") })),
    make("p", { class: `big says ${fact.direct ? "direct" : ""}`, text: fact.text, dir: "auto" }),
    termList(pairs), ties(id),
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
    make("div", {}, make("button", { class: `link says ${fact.direct ? "direct" : ""}`, type: "button", text: shorter(fact.text, 260), dir: "auto", click: () => select(id) }), small, foldedSources(fact.passages)),
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
    make("p", { class: "kicker" }, iconOf(id), make("span", { text: typeOf(id) })),
    heading(fact.label),
  ];
  const held = [...of("position").filter((edge) => edge.from === id), ...(fact.titles ?? [])]
    .sort((a, b) => (b.passages?.length ?? 0) - (a.passages?.length ?? 0));
  if (held.length) parts.push(make("p", { class: "subtitle", dir: "auto", text: shorter(positionText(held[0]), 200) }));
  const pairs = [];
  if (fact.names) pairs.push([say("alsoKnownAs"), fact.names.slice(0, 12).map((name) => shorter(name, 120)).join(", ")]);
  for (const iri of fact.same ?? []) if (wikidata(iri)) pairs.push(["Wikidata", wikidata(iri)]);
  for (const [iri, sure] of fact.close ?? []) if (wikidata(iri)) pairs.push([say("perhaps"), [wikidata(iri), sure ? make("small", { class: "surety", text: ` ${percent(sure)}` }) : ""]]);
  for (const [name, text] of fact.words ?? []) pairs.push([capital(name), shorter(text, 300)]);
  if (nodes[id].kind === "thing") pairs.push(["IRI", make("small", { class: "iri", text: shorter(fact.iri, 300) })]);
  if (pairs.length) parts.push(termList(pairs));
  parts.push(buttons(id));
  if (held.length) parts.push(section("positions", long(held.map((edge) => make("li", {}, positionTitle(edge), surety(edge), foldedSources(edge.passages)))), held.length));
  const events = mergeRoles(id);
  if (events.length) parts.push(section("events", long(events.map(([event, roles]) => eventRow(event, [...new Set(roles)].join(", ")))), events.length));
  const said = speech("speaker");
  if (said.length) parts.push(section("said", long(said.map((one) => statementRow(one)), 8), said.length));
  const members = of("position").filter((edge) => edge.to === id);
  if (members.length) parts.push(section("members", long(members.map((edge) => make("li", {}, link(edge.from), make("small", { text: ` ${edge.role}`, dir: "auto" }), surety(edge), foldedSources(edge.passages)))), members.length));
  if (of("relation").length) parts.push(section("relations", long(of("relation").map((edge) => make("li", {}, ...relation(edge), surety(edge), foldedSources(edge.passages)))), of("relation").length));
  const about = speech("about");
  if (about.length) parts.push(section("spokenOf", long(about.map((one) => statementRow(one, true)), 4), about.length));
  const reported = speech("reportedBy");
  if (reported.length) parts.push(section("reported", long(reported.map((one) => statementRow(one, true)), 4), reported.length));
  if (fact.mentions) parts.push(section("mentionedIn", long(fact.mentions.map(([article, count]) => articleRow(article, count ? say("times", { n: count }) : ""))), fact.mentions.length));
  show(...parts);
}
function wikidata(iri) {
  const number = /^https?:\/\/www\.wikidata\.org\/entity\/(Q\d+)$/.exec(iri);
  return number && make("a", { class: "link", href: `https://www.wikidata.org/wiki/${number[1]}`, target: "_blank", rel: "noopener noreferrer", text: number[1] });
}
const surety = (edge) => (edge.confidence ? make("small", { class: "surety", text: ` ${percent(edge.confidence)}`, title: say("confidence") }) : null);
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
  const kinds = { speech: "statement", link: "ties", fold: "events" };
  const intro = make("p", { class: "kicker" }, make("span", { text: say(kinds[edge.kind] ?? edge.kind) }));
  if (edge.kind === "role") {
    showEvent(edge.from, new Set([edge.to]), make("div", {}, intro, make("p", { class: "subtitle" }, link(edge.to), ` — ${edge.role}`), make("br")));
  } else if (edge.kind === "speech") showStatement(edge.from);
  else if (edge.kind === "fold") showFold(edge, intro);
  else {
    const title = edge.kind === "position"
      ? make("h2", {}, link(edge.from), make("div", { class: "subtitle", dir: "auto" }, `${edge.role} — `, link(edge.to)))
      : make("h2", {}, ...relation(edge));
    const pairs = edge.passages ? [[say("reportedIn"), outletsOf(edge.passages).join(", ")]] : [];
    if (edge.confidence) pairs.push([say("confidence"), confidence(edge.confidence)]);
    show(intro, title, pairs.length ? termList(pairs) : null, section("passages", sources(edge.passages, new Set([edge.from, edge.to])), edge.passages?.length));
  }
}
function showFold(edge, intro) {
  const rows = [...edge.events].sort(byTime).map((id) => {
    const roles = edgesOf[id].filter((one) => one.kind === "role" && (one.to === edge.from || one.to === edge.to));
    const entry = eventRow(id, roles.map((one) => `${labelOf(one.to)}: ${one.role}`).join(" · "));
    entry.append(foldedSources(facts[id].passages) ?? "");
    return entry;
  });
  show(intro, make("h2", {}, link(edge.from), " — ", link(edge.to)), section("events", long(rows, 20), rows.length));
}

// A path as a list: who, by what, to whom; each step with its sentences.
function showPathPanel() {
  const { from, to, found } = path;
  const title = make("h2", { dir: "auto" }, link(from), " → ", link(to));
  if (!found) return show(make("p", { class: "kicker" }, make("span", { text: say("path") })), title, make("p", { class: "lead", text: say("noPathNote") }));
  const stops = path.nodes.filter((id, at) => isEntity(id) || at === 0 || at === path.nodes.length - 1);
  const list = make("ol", { class: "path" });
  path.nodes.forEach((id, at) => {
    const edge = at ? edges[path.edges[at - 1]] : null;
    if (stops.includes(id)) {
      if (edge && stops.includes(path.nodes[at - 1])) list.append(pathStep(edge));
      list.append(make("li", { class: "stop" }, make("div", { class: "with-icon" }, iconOf(id), link(id))));
    } else list.append(pathEvent(id, [edge, edges[path.edges[at]]]));
  });
  return show(
    make("p", { class: "kicker" }, make("span", { text: say("path") })), title,
    make("p", { class: "lead", text: say("pathLength", { n: stops.length - 1 }) }), list,
  );
}
function pathStep(edge) {
  const text = [edge.role || say(edge.kind), edge.to === undefined ? "" : `(${labelOf(edge.from)} → ${labelOf(edge.to)})`].join(" ");
  return make("li", { class: "way" }, make("div", { dir: "auto", text }), surety(edge), witness(edge.passages, new Set([edge.from, edge.to])));
}
function pathEvent(id, sides) {
  const named = new Set(sides.map((edge) => otherEnd(edge, id)));
  const roles = sides.map((edge) => `${labelOf(otherEnd(edge, id))}: ${roleOf(edge)}`).join(" · ");
  const head = make("div", { class: "with-icon" }, iconOf(id), link(id), make("small", { dir: "auto" }, roles, " ", badge(nodes[id].modality) ?? ""));
  return make("li", { class: "way" }, head, witness(facts[id].passages, named));
}
// The sentence that names the most of them, open; the others behind a line.
function witness(passages = [], named = new Set()) {
  if (passages.length === 0) return null;
  const naming = (at) => data.passages[at].words.filter(([, , node]) => named.has(node)).length;
  const [first, ...rest] = [...passages].sort((a, b) => Math.min(naming(b), 2) - Math.min(naming(a), 2) || passages.indexOf(a) - passages.indexOf(b));
  return make("div", {}, sources([first], named), foldedSources(rest));
}

function figures() {
  const count = (test) => nodes.filter((node) => test(node.id)).length;
  return [[data.articles.length, "articlesCount"], [count(isEvent), "eventsCount"], [count((id) => isEntity(id) && nodes[id].kind !== "thing"), "entitiesCount"], [count(isStatement), "statementsCount"], [count((id) => nodes[id].kind === "thing"), "thingsCount"]];
}
function showOverview() {
  const top = nodes.filter((node) => isEntity(node.id) && node.degree > 0).sort((a, b) => b.degree - a.degree || a.id - b.id).slice(0, 10);
  const dated = nodes.filter((node) => isEvent(node.id) && node.begin).map((node) => node.id).sort(byTime);
  const numbers = figures().filter(([n, key]) => n && key !== "entitiesCount").map(([n, key]) => make("div", {}, make("b", { text: n }), wording(key, n).replace("{n}", "").trim()));
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

