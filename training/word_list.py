"""Make ``kg/language/words.txt``: what :mod:`kg.language.glued` knows of words.

    python training/word_list.py kg/language/words.txt --articles A.jsonl … --tagged train.txt … --names N.txt …
        --countries ontology/authority/countries.csv --brands kg/reading/outlets.toml

Only counts are taken from the texts: a word enters with its rank. Articles are scraped, so their words may be glued
themselves; a word that is seen in articles alone and splits into two words that also stand side by side there, with a
blank, is left out. Sections of the result:

* words: by falling frequency, in the form (capitals) in which it is mostly printed;
* whole: tokens of clean texts and lists of names that would be cut with these words, but are whole;
* names: countries, in Indonesian, and their short forms: "Iran-Israel" are two.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path

from kg.language import glued
from kg.language.segmentation import tokenise

WORD = re.compile(r"[^\W\d_]+")
MAX_BYTES = 190_000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("target", type=Path)
    parser.add_argument("--articles", nargs="*", type=Path, default=[], help="JSON lines with a text")
    parser.add_argument("--tagged", nargs="*", type=Path, default=[], help="token first in each line")
    parser.add_argument("--names", nargs="*", type=Path, default=[], help="a name a line")
    parser.add_argument("--countries", type=Path, required=True)
    parser.add_argument("--brands", type=Path, required=True, help="the table of outlets")
    parser.add_argument("--words", type=int, default=17_000)
    arguments = parser.parse_args()

    clean = Counter(word for path in arguments.tagged for word in tagged_words(path))
    named = Counter(word for path in arguments.names for word in words(path.read_text("utf-8", errors="replace")))
    scraped, documents, pairs = count_articles(arguments.articles)
    countries = country_names(arguments.countries)

    ranked = rank(scraped + clean, documents, clean, named, arguments.words)
    write(arguments.target, ranked, [], countries)
    ranked = [word for word in ranked if not is_glued(word, ranked, clean, named, pairs)]
    write(arguments.target, ranked, [], countries)
    whole = sorted({*falsely_cut(clean, named, documents, pairs), *mixed_brands(arguments.brands)})
    write(arguments.target, ranked, whole, countries)
    print(f"{len(ranked)} words, {len(whole)} whole, {len(countries)} names, {arguments.target.stat().st_size} bytes")


def words(text: str) -> Iterator[str]:
    return (token.text for token in tokenise(text) if WORD.fullmatch(token.text))


def tagged_words(path: Path) -> Iterator[str]:
    for line in path.read_text("utf-8").splitlines():
        yield from words(line.split()[0] if line.split() else "")


def count_articles(paths: Iterable[Path]) -> tuple[Counter[str], Counter[str], set[tuple[str, str]]]:
    """How often each word is printed, in how many different articles, and which two stand side by side."""
    printed: Counter[str] = Counter()
    documents: Counter[str] = Counter()
    pairs: set[tuple[str, str]] = set()
    seen: set[str] = set()
    for path in paths:
        for line in filter(None, path.read_text("utf-8").split("\n")):
            text = json.loads(line)["text"]
            if text in seen:
                continue
            seen.add(text)
            row = list(words(text))
            printed.update(row)
            documents.update(set(row))
            pairs.update(zip(map(str.lower, row), map(str.lower, row[1:]), strict=False))
    return printed, documents, pairs


def rank(
    printed: Counter[str], documents: Counter[str], clean: Counter[str], named: Counter[str], limit: int
) -> list[str]:
    """The most frequent words, each in the forms that make up a fifth of it or more."""
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    for word, count in printed.items():
        forms[word.lower()][word] += count
    kept: list[tuple[float, str]] = []
    for by_form in forms.values():
        total = sum(by_form.values())
        for word, count in by_form.items():
            is_attested = documents[word] >= 4 or clean[word] >= 2 or (documents[word] >= 2 and named[word] >= 2)
            if (count * 5 >= total or word.islower()) and is_attested and (len(word) > 2 or count >= 150):
                kept.append((-count, word))
    return [word for _, word in sorted(kept)[:limit]]


def is_glued(
    word: str, ranked: list[str], clean: Counter[str], named: Counter[str], pairs: set[tuple[str, str]]
) -> bool:
    """Whether the word is itself made of two that stand side by side elsewhere, and no clean text has it."""
    if clean[word] or named[word] >= 3 or len(word) < 5:
        return False
    known = known_words(tuple(ranked[:9000]))
    seam = re.fullmatch(r"([a-z]{2,}|[A-Z][a-z]{4,})([A-Z]\w+)", word)
    if seam and seam[1].lower() in known and (word[0].islower() or seam[2].lower() in known):  # "kepadaRepublika"
        return True
    return any(
        word[:cut].lower() in known
        and word[cut:].lower() in known
        and (word[:cut].lower(), word[cut:].lower()) in pairs
        for cut in range(2, len(word) - 1)
        if cut > 2 or word[cut].isupper()
    )


_KNOWN: dict[int, frozenset[str]] = {}


def known_words(ranked: tuple[str, ...]) -> frozenset[str]:
    if len(ranked) not in _KNOWN:
        _KNOWN[len(ranked)] = frozenset(word.lower() for word in ranked)
    return _KNOWN[len(ranked)]


def falsely_cut(
    clean: Counter[str], named: Counter[str], documents: Counter[str], pairs: set[tuple[str, str]]
) -> list[str]:
    """Whole words that would be cut."""
    glued.load_lexicon.cache_clear()
    unglue = glued.Unglue({})
    candidates = {word for word, count in clean.items() if count >= 1}
    candidates |= set(named)
    candidates |= {word for word, count in documents.items() if count >= 4}
    found = []
    for word in sorted(candidates):
        cuts = unglue.cuts(word)
        if not cuts:
            continue
        ends = (*cuts, len(word))
        parts = [word[first:last].lower() for first, last in zip((0, *cuts), ends, strict=True)]
        if word[0].islower() and not word.islower():
            continue
        is_two = any(pair in pairs for pair in pairwise(parts))
        if clean[word] or named[word] or not is_two:
            found.append(word)
    return found


def mixed_brands(path: Path) -> Iterator[str]:
    """Names of outlets with a capital inside: "detikNews"."""
    for outlet in tomllib.loads(path.read_text("utf-8"))["outlet"]:
        yield from (brand for brand in outlet["brands"] if re.fullmatch(r"\w*[a-z][A-Z]\w*", brand))


def country_names(path: Path) -> list[str]:
    """One-word names, aliases and acronyms of countries."""
    names: set[str] = set()
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            names.update([row["name"], *row["aliases"].split("|"), *row["acronym"].split("|")])
    return sorted(name for name in names if name and WORD.fullmatch(name))


def write(target: Path, ranked: list[str], whole: list[str], names: list[str]) -> None:
    def lines(row: list[str]) -> str:
        return "\n".join(" ".join(row[start : start + 12]) for start in range(0, len(row), 12))

    text = (
        "# Made by training/word_list.py: ranks of words, from counts; no text.\n"
        f"# words\n{lines(ranked)}\n# whole\n{lines(whole)}\n# names\n{lines(names)}\n"
    )
    if len(text.encode()) > MAX_BYTES:
        raise SystemExit(f"{len(text.encode())} bytes: more than {MAX_BYTES}")
    target.write_text(text, encoding="utf-8", newline="\n")
    glued.load_lexicon.cache_clear()


if __name__ == "__main__":
    main()
