"""Make the tables of ``ontology/authority`` from the compiled source tables.

    python training/build_authority.py --world DIR --indonesia DIR [--places DIR] [--articles DIR]
        [--seed-linking-exclude] -o ontology/authority

``--world`` and ``--indonesia`` hold countries, places, organisations, people and titles with a source on every row;
``--places`` holds ids of countries and states, used to check and to complete; ``--articles`` holds whole articles
(JSON lines, field ``text``), in which names are counted that also occur as common words: only these counts, in
``common.csv``, are kept, and without ``--articles`` the ``common.csv`` that is there is used again.
``--seed-linking-exclude`` leaves out the ids that rest on IndEL alone, for measuring on that set.

``offices.csv`` and ``spelling.csv`` in the output folder are written by hand; the first is merged into ``titles.csv``.
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
KINDS_NOT_NAMES = {"concept"}
MEDIA_PARENT_WORDS = "media"
GENERAL_KNOWLEDGE = re.compile(
    r"(?:; )?(?:name, aliases, office|name and aliases|abbreviations|name)?(?:: )?general knowledge$"
)

HEADERS = {
    "countries": "key name aliases acronym weak kind country wikidata parent capital demonyms source",
    "places": "key name aliases acronym weak kind country wikidata parent source",
    "facilities": "key name aliases acronym weak kind country wikidata parent source",
    "organisations": "key name aliases acronym weak kind country wikidata parent source",
    "works": "key name aliases acronym weak kind country wikidata parent source",
    "people": "key name aliases acronym weak kind country wikidata title of from to source",
    "titles": "surface expansion kind position organisation_pattern",
    "patterns": "pattern expansion kind parent",
    "common": "name lower capitalised",
}


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

    def surfaces(self) -> list[str]:
        return [self.name, *self.aliases, *self.acronyms]


class Report:
    """What the source tables contradict themselves in; goes to standard error."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def add(self, what: str, text: str) -> None:
        self.lines.append(f"{what}: {text}")

    def show(self) -> None:
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
    """Without the words that the README says once for all rows: what has no source is general knowledge."""
    return GENERAL_KNOWLEDGE.sub("", source).strip("; ") or "general knowledge"


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
        yield row


# -- one list out of several ------------------------------------------------------------------------------------------


def settle(row: Row) -> Row:
    """Put a row in its table and its names in order: no empty, doubled or template name."""
    if row.kind in FACILITIES and row.table == "places":
        row.table = "facilities"
    if row.kind in WORKS:
        row.table = "works"
    row.name, bracketed = re.sub(r"\s*\([^)]*\)$", "", row.name), row.name
    seen = {row.name}
    for names in (row.acronyms, row.aliases):
        names[:] = [n for n in names if "{" not in n and not (n in seen or seen.add(n))]  # type: ignore[func-returns-value]
    if bracketed != row.name and row.table in {"places", "organisations"} and bracketed.endswith("(Persero)"):
        row.aliases.append(bracketed)
    return row


def merge(rows: Iterable[Row], report: Report) -> list[Row]:
    """Rows with one id, or with one name and no second id, are one thing; the first gives the name."""
    kept: list[Row] = []
    by_id: dict[str, Row] = {}
    by_name: dict[tuple[str, str], Row] = {}
    for row in map(settle, rows):
        if row.kind in KINDS_NOT_NAMES or (row.kind == "country" and row.table == "places"):
            continue
        twin = by_id.get(row.wikidata) if row.wikidata else None
        namesake = by_name.get((row.table, row.name.casefold()))
        if twin is None and namesake is not None and not (namesake.wikidata and row.wikidata) and row.table != "people":
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
    return one.kind == other.kind or one.table == "organisations"


def absorb(row: Row, twin: Row) -> None:
    """Give *row* the names and ids of its *twin*."""
    names = set(row.surfaces())
    row.aliases += [n for n in [twin.name, *twin.aliases] if n not in names]
    row.acronyms += [n for n in twin.acronyms if n not in names]
    row.wikidata = row.wikidata or twin.wikidata
    row.parent = row.parent or twin.parent
    row.source = row.source if twin.source in row.source else f"{row.source};{twin.source}"


def give_keys(rows: list[Row], report: Report) -> None:
    """A slug of the name; namesakes after the first get kind, country or a number added."""
    taken: set[str] = set()
    for row in rows:
        base = slug(row.name)
        for key in (
            base,
            f"{base}-{row.kind}",
            f"{base}-{row.country.lower()}",
            *(f"{base}-{n}" for n in range(2, 99)),
        ):
            if key.strip("-") == key and key not in taken:
                break
        if key != base:
            report.add("namesake", f"{row.table} {row.name!r} is {key}")
        row.key = key.replace("_", "-")
        taken.add(row.key)


def link(rows: list[Row], report: Report) -> None:
    """Replace the names in parent, of and capital by keys; the place wins where a place is likely, and the reverse."""
    tables: dict[str, dict[str, Row]] = defaultdict(dict)
    for names in (lambda r: [r.name], lambda r: r.acronyms, lambda r: r.aliases):
        for row in rows:
            if row.table != "people":
                for name in names(row):
                    tables[row.table].setdefault(name, row)
    aliases = {"Republik Indonesia": "Indonesia", "Presiden Republik Indonesia": "Indonesia", "Slowakia": "Slovakia"}

    def find(name: str, order: str, row: Row, what: str) -> str:
        name = aliases.get(name, name)
        for table in order.split():
            found = tables[table].get(name)
            if found is not None and found is not row:
                return found.key
        if name:
            report.add("unresolved", f"{what} {name!r} of {row.table} {row.name!r}")
        return ""

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
    """How often each name is written in small letters, and how often with capitals inside a sentence.

    A name of several words counts as small where its first word is small.
    """
    names = {s.lower() for row in rows for s in row.surfaces() if len(s) > 1}
    longest = defaultdict(int)
    for name in names:
        words = name.split()
        longest[words[0]] = max(longest[words[0]], min(len(words), 3))
    small: Counter[str] = Counter()
    large: Counter[str] = Counter()
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.open(encoding="utf-8"):
            words = re.findall(r"[^\W_][\w'’.-]*[^\W_]|\w|[.!?\"“:\n]", json.loads(line)["text"])
            for i, word in enumerate(words):
                for n in range(1, longest.get(word.lower(), 0) + 1):
                    name = " ".join(words[i : i + n]).lower()
                    if name in names:
                        if word[0].islower():
                            small[name] += 1
                        elif i and words[i - 1][-1] not in '.!?"“:\n' and words[i - 1][0].islower():
                            large[name] += 1
    return {name: (small[name], large[name]) for name in sorted(names) if small[name] > 1}


def read_common(path: Path) -> dict[str, tuple[int, int]]:
    if not path.exists():
        return {}
    return {r["name"]: (int(r["lower"]), int(r["capitalised"])) for r in read_table(path)}


def mark_weak(rows: list[Row], common: dict[str, tuple[int, int]]) -> None:
    """Mark the names that do not by themselves say that this thing is meant.

    A name is weak when it is often written in small letters, when it is one word of a person's name, or when things
    of different tables bear it. Acronyms in capitals are only weak for the last reason.
    """
    bearers: dict[str, set[str]] = defaultdict(set)
    person_words: Counter[str] = Counter()
    for row in rows:
        for surface in row.surfaces():
            bearers[surface].add(row.table)
        if row.table == "people":
            person_words.update({w for s in row.surfaces() for w in s.split()})
    for row in rows:
        row.weak = [s for s in row.surfaces() if is_weak(s, row, bearers, person_words, common)]


def is_weak(
    surface: str,
    row: Row,
    bearers: dict[str, set[str]],
    person_words: Counter[str],
    common: dict[str, tuple[int, int]],
) -> bool:
    is_word = " " not in surface
    if row.table == "people":
        return is_word
    small, large = common.get(surface.lower(), (0, 0))
    is_capitals = surface.isupper() and len(surface) > 1
    if not is_capitals and small > 0.1 * large:
        return True
    if len(surface) < 3 and surface not in row.acronyms and row.table != "countries":
        return True
    if is_word and row.table != "countries" and "people" in bearers[surface]:
        return True
    if is_word and row.table not in {"countries"} and row.kind not in {"province", "regency"}:
        return not is_capitals and person_words[surface] >= 2
    return row.table != "countries" and bearers[surface] & {"organisations", "countries"} > {row.table}


# -- titles and templates ---------------------------------------------------------------------------------------------


def build_titles(indonesia: Path, rows: list[Row], offices: list[dict[str, str]]) -> list[list[str]]:
    """Titles with the organisation that they imply; titles that only name their organisation (Ketua KPK) are left out."""
    organisations = {s for row in rows if row.table in {"organisations", "countries"} for s in row.surfaces()}
    patterns = {o["surface"]: o["organisation_pattern"] for o in offices}
    table = {(r["surface"], r["kind"], r["position"]): r["expansion"] for r in read_table(indonesia / "titles.csv")}
    plain = {
        surface for surface, kind, _ in table if kind == "office" and " " not in surface or surface == "Wakil Ketua"
    }
    out: dict[tuple[str, str, str], list[str]] = {}
    for (surface, kind, position), expansion in table.items():
        head, _, tail = surface.rpartition(" ")
        if (
            kind == "office"
            and head in plain
            and tail in organisations
            and not head.startswith(("Menteri", "Wamen", "Menko"))
        ):
            if surface not in patterns:
                continue
        pattern = patterns.get(surface) or patterns.get(expansion) or ministry_of(expansion)
        out[surface, kind, position] = [surface, expansion, kind, position, pattern if kind == "office" else ""]
    for o in offices:
        row = [
            o["surface"],
            o["expansion"] or o["surface"],
            o["kind"] or "office",
            o["position"] or "before",
            o["organisation_pattern"],
        ]
        out.setdefault((row[0], row[2], row[3]), row)
        if row[2] == "office" and row[1] != row[0]:
            out.setdefault((row[1], row[2], row[3]), [row[1], *row[1:]])
    for _, expansion, kind, position, pattern in list(out.values()):
        if kind == "office" and expansion.startswith(
            ("Menteri ", "Wakil Menteri ", "Jaksa Agung Muda ", "Kepala ", "Komandan ")
        ):
            out.setdefault((expansion, kind, position), [expansion, expansion, kind, position, pattern])
    return [out[k] for k in sorted(out)]


def ministry_of(expansion: str) -> str:
    """``Menteri Sosial`` implies ``Kementerian Sosial``, or the country that is named instead."""
    found = re.match(r"(?:Wakil )?Menteri (?!Sekretaris)(?P<field>.+)$", expansion)
    return f"{{country}}|Kementerian {found['field'].split('/')[0]}" if found else ""


def build_patterns(indonesia: Path) -> list[list[str]]:
    """The templates of organisations' names, one short form a row."""
    out = set()
    for r in read_table(indonesia / "organisations.csv"):
        if not r["kind"].startswith("pattern_"):
            continue
        for form in {r["name"], *cells(r["acronym"]), *cells(r["aliases"])}:
            if "{" in form and not form.startswith(("Ka", "Pang", "Dan")):
                out.add((form, r["name"], r["kind"].removeprefix("pattern_"), r["parent"]))
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


def drop_linking_ids(rows: list[Row]) -> None:
    for row in rows:
        if "IndEL" in row.source:
            row.wikidata = ""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--world", type=Path, required=True)
    parser.add_argument("--indonesia", type=Path, required=True)
    parser.add_argument("--places", type=Path)
    parser.add_argument("--articles", type=Path)
    parser.add_argument("--seed-linking-exclude", action="store_true")
    parser.add_argument("-o", "--output", type=Path, required=True)
    options = parser.parse_args()
    report = Report()
    world, indonesia, output = options.world, options.indonesia, options.output
    sources = [read_countries(world), read_indonesian(indonesia), read_world_places(world)]
    sources += [read_world_organisations(world), read_world_people(world)]
    rows = merge((row for source in sources for row in source), report)
    if options.places:
        check_places(rows, options.places, report)
    if options.seed_linking_exclude:
        drop_linking_ids(rows)
    give_keys(rows, report)
    link(rows, report)
    if options.articles:
        counts = count_cases(rows, options.articles)
        write_table(output, "common", ([name, str(a), str(b)] for name, (a, b) in counts.items()))
    mark_weak(rows, read_common(output / "common.csv"))
    for table in ("countries", "places", "facilities", "organisations", "works", "people"):
        write_table(output, table, (as_cells(row) for row in sorted(rows, key=lambda r: r.key) if row.table == table))
    offices = read_table(output / "offices.csv") if (output / "offices.csv").exists() else []
    write_table(output, "titles", build_titles(indonesia, rows, offices))
    write_table(output, "patterns", build_patterns(indonesia))
    report.show()


if __name__ == "__main__":
    main()
