"""Measure what `kg merge` needs for two large graphs, beside what pyoxigraph needs to load both and write one.

    python benchmarks/merging.py GRAPH.ttl [--triples N] [--repeat N]

GRAPH.ttl is a graph of ``kg build``. It is copied as often as it takes for two graphs of N triples each (500,000); in
every copy articles, people and Wikidata items have other names. A third of the copies is in both graphs under the same
IRIs, as in the builds of two weeks; a sixth under other IRIs, as in a colleague's, and must be joined by Wikidata item
and by name. Wall-clock time of one process each, the best of --repeat rounds, in turns; pyoxigraph loads both files
into a store in memory and writes it as Turtle. The last line is our time divided by its time.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox

_ITEM = re.compile(r"(wikidata\.org/entity/Q)")
_LABEL = re.compile(r'((?:#label|#altLabel|#anchorOf|/title)> "[^"\\]*)')
_SYLLABLES = [a + b for a in "bdgklmnprstwyj" for b in "aiu"]

OURS = """
import resource, sys, time
start = time.perf_counter()
from kg.engine import without_collector
from kg.graph.writing import save
from kg.merging import merge
with without_collector():
    merged = merge(sys.argv[1:3])
    save(merged.quads, sys.argv[3], merged.base)
print(time.perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
print(len(merged.report.joined), merged.report.account.written)
"""
THEIRS = """
import resource, sys, time
start = time.perf_counter()
import pyoxigraph as ox
store = ox.Store()
store.bulk_load(path=sys.argv[1])
store.bulk_load(path=sys.argv[2])
store.dump(sys.argv[3], format=ox.RdfFormat.TURTLE, from_graph=ox.DefaultGraph())
print(time.perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
print(0, len(store))
"""


def surname(number: int) -> str:
    """A word of its own for each number."""
    letters = []
    while number or not letters:
        number, rest = divmod(number, len(_SYLLABLES))
        letters.append(_SYLLABLES[rest])
    return "".join(letters).capitalize() + "wijaya"


def copy_of(text: str, base: str, number: int, base_of_copy: str) -> str:
    """The graph, as N-Triples, of other articles about other people."""
    text = text.replace(f"<{base}", f"<{base_of_copy}{number}/")
    text = _ITEM.sub(rf"\g<1>{number + 1}000", text)
    return _LABEL.sub(rf"\1 {surname(number)}", text)


def compose(path: Path, triples: int, directory: Path) -> tuple[Path, Path]:
    """Two graphs of so many triples."""
    parsed = ox.parse(path.read_bytes(), format=ox.RdfFormat.TURTLE)
    found = [quad.triple for quad in parsed]
    base = parsed.base_iri or ""
    text = (ox.serialize(found, format=ox.RdfFormat.N_TRIPLES) or b"").decode()
    copies = triples // len(found) + 1
    files = directory / "a.nt", directory / "b.nt"
    for file, numbers in zip(files, (_first(copies), _second(copies)), strict=True):
        with file.open("w", encoding="utf-8") as out:
            for number, is_other in numbers:
                out.write(copy_of(text, base, number, "https://example.org/id/" if is_other else base))
    return files


def _first(copies: int) -> Iterator[tuple[int, bool]]:
    return ((number, False) for number in range(copies))


def _second(copies: int) -> Iterator[tuple[int, bool]]:
    """Half of the copies are new, a third are the same, a sixth the same under other IRIs."""
    return ((number + copies // 2, copies // 3 <= number < copies // 2) for number in range(copies))


def run(program: str, *arguments: Path) -> tuple[float, float, str]:
    """Seconds, megabytes, and what else the program prints."""
    ran = subprocess.run(
        [sys.executable, "-c", program, *map(str, arguments)], capture_output=True, text=True, check=True
    )
    figures, rest = ran.stdout.splitlines()
    seconds, megabytes = map(float, figures.split())
    return seconds, megabytes, rest


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("graph", type=Path, metavar="GRAPH.ttl")
    parser.add_argument("--triples", type=int, default=500_000, metavar="N", help="of each graph")
    parser.add_argument("--repeat", type=int, default=3, metavar="N", help="so many rounds")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        files = compose(options.graph, options.triples, Path(folder))
        rounds = [
            [run(each, *files, Path(folder, "out.ttl")) for each in (OURS, THEIRS)] for _ in range(options.repeat)
        ]
    ours, theirs = (min(each[side] for each in rounds) for side in (0, 1))
    joined, written = ours[2].split()
    print(f"two graphs of {options.triples} triples: {joined} nodes joined, {written} triples written")
    print(f"kg merge: {ours[0]:.1f} s, {max(each[0][1] for each in rounds):.0f} MB")
    print(f"pyoxigraph, load both and write one: {theirs[0]:.1f} s, {theirs[1]:.0f} MB")
    print(f"ratio {ours[0] / theirs[0]:.2f}")


if __name__ == "__main__":
    main()
