// -- the graph, and the words of the interface -----------------------------------------------------------------------

const data = JSON.parse(document.getElementById("graph").textContent);
const strings = data.strings;
const own = (table, key) => (Object.hasOwn(table, key) ? table[key] : undefined);
const wording = (key, n) => (n === 1 && own(strings, `${key}One`)) || own(strings, key) || key;
const say = (key, values = {}) => String(wording(key, values.n)).replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);
const term = (name) => own(data.terms, name) ?? own(strings, name) ?? name;
const find = (id) => document.getElementById(id);

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
// What a node is: a class of somebody else's graph is called as it is there.
const typeOf = (id) => (nodes[id].kind === "thing" ? facts[id].type || say("thing") : say(facts[id].type));
const otherEnd = (edge, id) => (edge.from === id ? edge.to : edge.from);
const byTime = (a, b) => (nodes[a].begin || "9").localeCompare(nodes[b].begin || "9") || a - b;
const keyOf = (id) => facts[id].iri.slice(data.base.length);
const withKey = (key) => nodes.findIndex((node) => keyOf(node.id) === key);
// Marks that turn the direction of text would also turn the words after a label on the canvas.
const plain = (text) => text.replace(/[\u0000-\u001f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, "");
const shorter = (text, most) => (text.length > most ? `${text.slice(0, most - 1)}…` : text);
const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);

// Who reports it: the outlets of the articles that its passages stand in.
const outletOf = (article) => data.articles[article].publisher ?? say("noOutlet");
const outletsOf = (passages = []) => [...new Set(passages.map((at) => outletOf(data.passages[at].article)))];
const reportedIn = facts.map((fact) => outletsOf(fact.passages));
const classKey = (node) => `${node.group}/${facts[node.id].class}`;
