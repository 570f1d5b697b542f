"""A graph by the contract to draw, and the drawn page read back."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pyoxigraph as ox

SEEDS = Path(__file__).parent.parent / "seeds"
BASE = "https://w3id.org/kabar/id/"
PREFIXES = """
@prefix kg: <https://w3id.org/kabar/ontology#> .
@prefix schema: <https://schema.org/> .
@prefix sem: <http://semanticweb.cs.vu.nl/2009/11/sem/> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix nif: <http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#> .
@prefix itsrdf: <http://www.w3.org/2005/11/its/rdf#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
"""

# -- a graph of about sixty nodes, by the contract -------------------------------------------------------------------

ARTICLES = {
    "000": ("000_4a136c2b2b479954.txt", "Mesranya Putin Sambut Kim Jong Un", "detikcom", "2023-09-20T20:02:00+07:00"),
    "001": ("001_93b805c4241bebdd.txt", "Putin dan Kim Jong-Un Saling Beri Senapan", "republika", None),
    "002": ("002_c9a99bb9cf7fcc49.txt", "Makan Malam dengan Kim Jong Un", "detikcom", "2023-09-13T17:53:00+07:00"),
}
ENTITIES = {
    "Person": "vladimir-putin kim-jong-un dmitry-peskov sergey-lavrov sergei-shoigu xi-jinping",
    "Organization": "kremlin kcna tass afp reuters detikcom republika mahkamah-pidana-internasional",
    "Country": "rusia korea-utara china ukraina amerika-serikat",
    "Place": "kosmodrom-vostochny pyongyang moskow beijing amur vladivostok",
    "CreativeWork": "forum-belt-and-road",
}
# class, roles, day, modality, (article, words that say so)
EVENTS = [
    ("Meeting", "participant vladimir-putin kim-jong-un;hasPlace kosmodrom-vostochny", "2023-09-13", "Asserted",
     ("000", "Keduanya melakukan pembicaraan tatap muka pada Rabu (13/9)")),
    ("Greeting", "agent vladimir-putin;patient kim-jong-un", "2023-09-13", "Asserted",
     ("000", "Presiden Rusia Vladimir Putin menyambut kedatangan Presiden Korea Utara Kim Jong Un")),
    ("Invitation", "agent kim-jong-un;recipient vladimir-putin;destination korea-utara", "2023-09-13", "Asserted",
     ("001", "Kim pun sudah mengundang Putin")),
    ("Acceptance", "agent vladimir-putin", "2023-09-13", "Asserted", ("001", "Putin pun telah menerima undangan Kim")),
    ("Visit", "agent vladimir-putin;destination china", "2023-10", "Planned",
     ("000", "Putin lalu akan berkunjung ke China")),
    ("Visit", "agent sergey-lavrov;destination pyongyang", "2023-10", "Planned",
     ("001", "Sergey Lavrov akan mengunjungi Pyongyang pada Oktober mendatang")),
    ("Visit", "agent vladimir-putin;destination korea-utara", None, "Planned",
     ("001", "Putin akan melakukan lawatan ke Pyongyang")),
    ("Giving", "agent vladimir-putin;recipient kim-jong-un", "2023-09-13", "Asserted",
     ("001", "Putin juga menghadiahi Kim sarung tangan astronaut")),
    ("Giving", "agent kim-jong-un;recipient vladimir-putin", "2023-09-13", "Asserted",
     ("000", "dibalas oleh Kim Jong Un dengan memberikan senapan produksi Pyongyang")),
    ("Agreement", "participant vladimir-putin kim-jong-un", None, "Alleged",
     ("000", "spekulasi mereka menyetujui kesepakatan senjata")),
    ("Banquet", "agent vladimir-putin;recipient kim-jong-un", None, "Asserted",
     ("002", "dia menjamu pemimpin negara itu, Kim Jong Un, dalam makan malam kenegaraan")),
    ("Attendance", "agent sergey-lavrov sergei-shoigu", None, "Denied", ("002", "Sergei Shoigu duduk di sampingnya")),
    ("Invasion", "agent rusia;patient ukraina", "2022", "Asserted", ("002", "invasinya ke wilayah Ukraina")),
    ("Aid", "agent rusia;recipient korea-utara", None, "Planned", ("000", "Korut juga menginginkan bantuan Moskow")),
]  # fmt: skip
STATEMENTS = [
    ("dmitry-peskov", "true", "tass", "001", "Putin memberi (Kim) senapan produksi kami dengan kualitas terbaik"),
    ("kcna", "true", "afp", "000", "Kim Jong Un mengundang Putin untuk mengunjungi DPRK"),
    ("vladimir-putin", "false", None, "002", "dirinya senang bisa bertemu langsung dengannya"),
]


@dataclass
class Sample:
    """Turtle of the sample, with the passages cut from the seeds themselves."""

    lines: list[str] = field(default_factory=list)

    def name(self, article: str, start: int, end: int, text: str, entity: str = "") -> str:
        iri = f"<{BASE}article/{article}#char={start},{end}>"
        names = f" ; itsrdf:taIdentRef {entity}" if entity else ""
        self.lines.append(
            f"{iri} a nif:String ; nif:referenceContext <{BASE}article/{article}> ; nif:beginIndex {start} ;"
            f" nif:endIndex {end} ; nif:anchorOf {quoted(text)}@id{names} ."
        )
        return iri

    def passage(self, article: str, words: str) -> str:
        """The words, and the whole line they stand in."""
        text = (SEEDS / ARTICLES[article][0]).read_text(encoding="utf-8")
        start = text.index(words)
        line = text.rfind("\n", 0, start) + 1, text.index("\n", start)
        self.name(article, *line, text[slice(*line)])
        return self.name(article, start, start + len(words), words)


def quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def entity(name: str) -> str:
    kind = next(kind for kind, names in ENTITIES.items() if name in names.split())
    return f"<{BASE}{kind.lower()}/{name}>"


def sample() -> str:
    made = Sample()
    for kind, names in ENTITIES.items():
        for name in names.split():
            label = name.replace("-", " ").title()
            made.lines.append(f"{entity(name)} a schema:{kind} ; rdfs:label {quoted(label)}@id .")
    for article, (file, headline, publisher, published) in ARTICLES.items():
        when = f"; schema:datePublished {quoted(published)} " if published else ""
        made.lines.append(
            f"<{BASE}article/{article}> a schema:NewsArticle ; schema:headline {quoted(headline)}@id ;"
            f" dcterms:source {quoted(file)} {when}; schema:publisher {entity(publisher)} ;"
            f" schema:mentions {entity('amur')} ."
        )
    for at, (kind, roles, day, modality, said) in enumerate(EVENTS):
        facts = [f"<{BASE}event/{at}> a kg:Event ; sem:eventType kg:{kind} ; rdfs:label {quoted(f'{kind} {at}')}@id"]
        for role in roles.split(";"):
            property_, *names = role.split()
            prefix = "sem" if property_ == "hasPlace" else "kg"
            facts.append(f"{prefix}:{property_} {', '.join(map(entity, names))}")
        if day:
            facts.append(f"sem:hasTimeStamp {quoted(day)}")
        facts.append(f"kg:modality kg:{modality} ; kg:confidence 0.9 ; prov:wasDerivedFrom {made.passage(*said)} .")
        made.lines.append(" ; ".join(facts))
    for at, (speaker, direct, credited, article, words) in enumerate(STATEMENTS):
        by = f"kg:reportedBy {entity(credited)} ; " if credited else ""
        made.lines.append(
            f"<{BASE}statement/{at}> a kg:Statement ; kg:speaker {entity(speaker)} ; schema:text {quoted(words)}@id ;"
            f" {by}kg:direct {direct} ; prov:wasDerivedFrom {made.passage(article, words)} ."
        )
    post = made.passage("000", "juru bicara Kremlin Dmitry Peskov")
    peskov, site, country = entity("dmitry-peskov"), entity("kosmodrom-vostochny"), entity("rusia")
    made.lines.append(
        f"<{BASE}position/1> a org:Membership ; org:member {peskov} ; org:organization {entity('kremlin')} ;"
        f' kg:title "juru bicara"@id ; prov:wasDerivedFrom {post} .'
    )
    seen = made.passage("002", "Kosmodrom Vostochny Rusia")
    made.lines.append(
        f"{site} schema:containedInPlace {country} . <{BASE}relation/1> a rdf:Statement ; rdf:subject {site} ;"
        f" rdf:predicate schema:containedInPlace ; rdf:object {country} ; prov:wasDerivedFrom {seen} ."
    )
    text = (SEEDS / ARTICLES["000"][0]).read_text(encoding="utf-8")
    start = text.index("Vladimir Putin menyambut")
    made.name("000", start, start + 14, "Vladimir Putin", entity("vladimir-putin"))
    return PREFIXES + "\n".join(made.lines)


def store(turtle: str) -> ox.Store:
    graph = ox.Store()
    graph.load(turtle.encode(), format=ox.RdfFormat.TURTLE)
    return graph


# -- reading the page back -------------------------------------------------------------------------------------------


class Page(HTMLParser):
    """What a browser would make of the page: its elements, and the text of each script."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.html = html
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.scripts: list[tuple[dict[str, str | None], str]] = []
        self.outside = ""
        self._open = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in ("meta", "input", "br", "link", "img"):
            self._open = tag

    def handle_endtag(self, tag: str) -> None:
        self._open = ""

    def handle_data(self, data: str) -> None:
        if self._open == "script":
            self.scripts.append((self.elements[-1][1], data))
        elif self._open != "style":
            self.outside += data

    @property
    def data(self) -> dict[str, Any]:
        (island,) = [text for attrs, text in self.scripts if attrs.get("id") == "graph"]
        found: dict[str, Any] = json.loads(island)
        return found

    def fact(self, label: str) -> dict[str, Any]:
        (found,) = [fact for fact in self.data["facts"] if fact["label"] == label]
        return dict(found)

    def node(self, label: str) -> dict[str, Any]:
        (at,) = [at for at, fact in enumerate(self.data["facts"]) if fact["label"] == label]
        (node,) = [node for node in self.data["nodes"] if node["id"] == at]
        return dict(node)


HOSTILE = [
    "<script>window.hit=1</script>",
    "</script><script>window.hit=1</script>",
    "<!--<script>",
    '"><img src=x onerror="window.hit=1">',
    "javascript:window.hit=1",
    "'quotes' & \"more\" \\ \u2028",
    "\u202egnol\u2066",
    "{{ 7 * 7 }}{% raw %}",
    "x" * 10_000,
]


def hostile_graph(label: str) -> str:
    text = quoted(label)
    return (
        PREFIXES
        + f"""
<{BASE}person/x> a schema:Person ; rdfs:label {text}@id ; skos:altLabel {text}@id ; owl:sameAs <javascript:alert(1)> .
<{BASE}event/x> a kg:Event ; sem:eventType kg:Meeting ; kg:participant <{BASE}person/x> ; rdfs:label {text}@id ;
  kg:theme {text}@id ; sem:hasTimeStamp {text} ; kg:modality kg:Planned ;
  prov:wasDerivedFrom <{BASE}article/x#char=0,9> .
<{BASE}article/x> a schema:NewsArticle ; schema:headline {text}@id ; schema:url <javascript:alert(2)> ;
  dcterms:source {text} .
<{BASE}article/x#char=0,9> a nif:String ; nif:referenceContext <{BASE}article/x> ;
  nif:beginIndex 0 ; nif:anchorOf {text}@id .
<{BASE}statement/x> a kg:Statement ; kg:speaker <{BASE}person/x> ; schema:text {text}@id .
"""
    )
