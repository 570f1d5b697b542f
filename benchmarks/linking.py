"""Score names and their Wikidata items in single sentences, as GERBIL's task A2KB does.

    python benchmarks/linking.py FILE.ttl [--without-source SUBSTRING] [--details]

FILE.ttl is NIF, as IndEL has it (github.com/dice-group/IndEL): sentences (``nif:isString``) and the names in them
(``nif:beginIndex``, ``nif:endIndex``, ``itsrdf:taIdentRef``). Each sentence is read as an article of its own.

A name is found when its span and its Wikidata item are both those of the gold (GERBIL's "strong annotation match",
Usbeck et al. 2015, https://doi.org/10.1145/2736277.2741626); precision, recall and F1 are micro averages over all
sentences. Names that the gold links to nothing, and names that we link to nothing, are left out on both sides.
``spans`` asks for the span alone, ``items of spans`` how often the item is right where the span is, when we give one.

``--without-source SUBSTRING`` leaves out the rows of the authority whose source holds SUBSTRING (in any case): with
"indel", what the authority took from the set itself. The last line is the F1.
"""

from __future__ import annotations

import argparse
import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from shutil import copytree
from tempfile import TemporaryDirectory
from typing import NamedTuple

import pyoxigraph as ox

from kg.knowledge import authority
from kg.knowledge.location import ontology_directory
from kg.model import Article, Block, BlockKind, MentionKind, Span
from kg.pipeline import understand
from kg.vocabulary import ITSRDF, NIF

_IS_STRING = NIF.String.replace("#String", "#isString")
_REFERRING = ("parent", "capital", "of")
"""Columns of the authority that hold keys of other rows."""


class Link(NamedTuple):
    """A name in a sentence: its characters, and its Wikidata item or "" where it is linked to none."""

    begin: int
    end: int
    item: str


@dataclass
class Counts:
    """Names in the gold, names that we give, and names in both."""

    gold: int = 0
    found: int = 0
    both: int = 0

    def line(self, name: str) -> str:
        """Precision, recall and F1."""
        precision, recall = self.both / (self.found or 1), self.both / (self.gold or 1)
        return f"{name:8} precision {precision:.4f}  recall {recall:.4f}  F1 {self.f1:.4f}"

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return 2 * self.both / ((self.gold + self.found) or 1)


# -- the set ----------------------------------------------------------------------------------------------------------


def sentences_of(path: Path) -> Iterator[tuple[str, set[Link]]]:
    """Each sentence of a NIF file with its names, in the order of their IRIs."""
    texts: dict[str, str] = {}
    of_sentence: dict[str, str] = {}
    values: dict[str, dict[str, str]] = {}
    for triple in ox.parse(path.read_bytes(), format=ox.RdfFormat.TURTLE):
        subject, value = triple.subject.value, triple.object.value
        values.setdefault(subject, {})[triple.predicate.value] = value
        if triple.predicate.value == _IS_STRING:
            texts[subject] = value
        elif triple.predicate.value == NIF.referenceContext:
            of_sentence[subject] = value
    links: dict[str, set[Link]] = {sentence: set() for sentence in texts}
    for name, sentence in of_sentence.items():
        if sentence in links and (item := _item(values[name].get(ITSRDF.taIdentRef, ""))):
            begin, end = int(values[name][NIF.beginIndex]), int(values[name][NIF.endIndex])
            links[sentence].add(Link(begin, end, item))
    yield from ((texts[sentence], links[sentence]) for sentence in sorted(texts))


def _item(iri: str) -> str:
    """ "Q42" of either form in which the set writes the IRI; "" where it is no item of Wikidata."""
    name = iri.rsplit("/", 1)[-1]
    return name if "wikidata.org" in iri and name[:1] == "Q" and name[1:].isdecimal() else ""


# -- ours -------------------------------------------------------------------------------------------------------------


def links_in(sentence: str) -> set[Link]:
    """The names that we find in a sentence, with the items that the authority has for what they stand for."""
    block = Block(BlockKind.PARAGRAPH, Span(0, len(sentence)))
    document = understand(Article("sentence", sentence, (block,)))
    entries = authority.load_authority().entries
    links: set[Link] = set()
    for reference in document.references:
        if reference.mention.kind is MentionKind.NAME and len(reference.entities) == 1:
            key = document.entities[reference.entities[0]].authority
            links.add(Link(*reference.mention.span, entries[key].wikidata if key else ""))
    return links


def leave_out(substring: str) -> int:
    """Let the authority be read without the rows whose source holds *substring*.

    Returns:
        How many rows that are.
    """
    with TemporaryDirectory() as folder:
        directory = copytree(ontology_directory() / "authority", Path(folder) / "authority")
        tables = [path for path in sorted(directory.glob("*.csv")) if "source" in _header(path)]
        gone = {row["key"] for path in tables for row in _rows(path) if _cites(row, substring) and "key" in row}
        for path in tables:
            _rewrite(path, lambda row: _without(row, gone))
        made = authority.load_authority(directory)
    authority._default = lambda _: made  # type: ignore[assignment]  # every stage asks for the default one
    return len(gone)


def _cites(row: dict[str, str], substring: str) -> bool:
    return substring.casefold() in row["source"].casefold()


def _without(row: dict[str, str], gone: set[str]) -> dict[str, str] | None:
    if row.get("key") in gone:
        return None
    return {column: "" if column in _REFERRING and cell in gone else cell for column, cell in row.items()}


def _header(path: Path) -> list[str]:
    with path.open(encoding="utf-8", newline="") as file:
        return next(csv.reader(file), [])


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _rewrite(path: Path, change: Callable[[dict[str, str]], dict[str, str] | None]) -> None:
    header, rows = _header(path), [change(row) for row in _rows(path)]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, header)
        writer.writeheader()
        writer.writerows(row for row in rows if row is not None)


# -- the score --------------------------------------------------------------------------------------------------------


def compare(sentence: str, gold: set[Link], found: set[Link], counts: dict[str, Counts]) -> list[str]:
    """Count the names of one sentence; returns a line for each difference."""
    linked = {link for link in found if link.item}
    our_items = {link[:2]: link.item for link in linked}
    gold_items = {link[:2]: link.item for link in gold}
    same_span = our_items.keys() & gold_items.keys()
    for name, theirs, ours in (
        ("links", gold, linked),
        ("spans", {link[:2] for link in gold}, {link[:2] for link in found}),
    ):
        counts[name].gold += len(theirs)
        counts[name].found += len(ours)
        counts[name].both += len(theirs & ours)
    counts["items"].found += len(same_span)
    counts["items"].both += sum(our_items[span] == gold_items[span] for span in same_span)
    differences = [("missed", link) for link in gold - linked] + [("extra", link) for link in linked - gold]
    return [
        f"{kind:6} {sentence[link.begin : link.end]} {link.item}   in: {sentence}"
        for kind, link in sorted(differences, key=lambda difference: (difference[1], difference[0]))
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path, metavar="FILE.ttl")
    parser.add_argument("--without-source", metavar="SUBSTRING")
    parser.add_argument("--details", action="store_true")
    options = parser.parse_args()
    if options.without_source:
        print(f"{leave_out(options.without_source)} rows of the authority left out")
    counts = {"links": Counts(), "spans": Counts(), "items": Counts()}
    sentences = list(sentences_of(options.file))
    for sentence, gold in sentences:
        differences = compare(sentence, gold, links_in(sentence), counts)
        if options.details and differences:
            print("\n".join(differences))
    print(f"{len(sentences)} sentences, {counts['links'].gold} names with an item")
    print(counts["spans"].line("spans"))
    items = counts["items"]
    print(f"items of spans {items.both / (items.found or 1):.4f} right of {items.found}")
    print(counts["links"].line("links"))


if __name__ == "__main__":
    main()
