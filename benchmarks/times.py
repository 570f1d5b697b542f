"""Measure the date grammar on TimeML articles, the way TempEval-3 does.

    python benchmarks/times.py FOLDER [--show]

FOLDER holds ``*.tml`` in the form of IndoTimex (Mirza 2015, https://github.com/paramitamirza/IndoTimex): the article's
day in DCT, the annotated words in TEXT. Recognition is strict where the extents are the same and relaxed where they
overlap; the value counts on relaxed matches (UzZaman et al. 2013, SemEval-2013 Task 1). The last line is the F1 of
the values. ``--show`` prints every difference; on files without annotation, everything that was found.
"""

from __future__ import annotations

import argparse
import html
import re
from datetime import date
from pathlib import Path
from typing import NamedTuple

from kg.language.segmentation import split_sentences
from kg.language.storytimes import Timex
from kg.language.times import find_timexes
from kg.model import Article, Block, BlockKind, Span

_DCT = re.compile(r"<DCT>.*?\bvalue=\"(\d{4})-(\d{1,2})-(\d{1,2})", re.DOTALL)
_TEXT = re.compile(r"<TEXT>(.*)</TEXT>", re.DOTALL)
_TAG = re.compile(r"<(/?)(\w+)([^>]*)>")
_VALUE = re.compile(r"\bvalue=\"([^\"]*)\"")


class Mark(NamedTuple):
    """One TIMEX3: where it stands and its value."""

    start: int
    end: int
    value: str


def read_timeml(path: Path) -> tuple[Article, list[Mark]]:
    raw = path.read_bytes()
    try:
        content = raw.decode("utf-8")
    except UnicodeDecodeError:  # some of the corpus came out of a Windows editor
        content = raw.decode("cp1252", errors="replace")
    day, body = _DCT.search(content), _TEXT.search(content)
    if day is None or body is None:
        raise SystemExit(f"{path.name}: no DCT or no TEXT")
    text, marks = _strip_tags(body[1])
    blocks = tuple(Block(BlockKind.PARAGRAPH, Span(*m.span())) for m in re.finditer(r"\S[^\n]*", text))
    anchor = date(*(int(part) for part in day.groups()))
    return Article(path.name, text, blocks, published=anchor, anchor=anchor), marks


def _strip_tags(body: str) -> tuple[str, list[Mark]]:
    pieces: list[str] = []
    marks: list[Mark] = []
    open_marks: list[tuple[int, str]] = []
    length = position = 0
    for tag in _TAG.finditer(body):
        piece = html.unescape(body[position : tag.start()])
        pieces.append(piece)
        length, position = length + len(piece), tag.end()
        if tag[2] != "TIMEX3":
            continue
        if tag[1]:
            start, value = open_marks.pop()
            marks.append(Mark(start, length, value))
        else:
            found = _VALUE.search(tag[3])
            open_marks.append((length, found[1] if found else ""))
    pieces.append(html.unescape(body[position:]))
    return "".join(pieces), marks


def find_marks(article: Article) -> list[Mark]:
    found = (t for timexes in find_timexes(split_sentences(article), article.anchor) for t in timexes)
    return [_mark(article, t) for timex in found for t in _halves(timex)]


def _halves(timex: Timex) -> tuple[Timex, ...]:
    return timex.halves or (timex,)


def _mark(article: Article, timex: Timex) -> Mark:
    """ "waktu setempat" (local time) is part of our span; TIMEX3 has no place for it."""
    words = article.text[timex.span.start : timex.span.end]
    return Mark(timex.span.start, timex.span.start + len(words.removesuffix(" waktu setempat")), timex.value)


def canonical(value: str) -> str:
    """ "2013-12-5" and "2013-12-05", "2013-12-05TMO" and "2013-12-05T MO" are the same value."""
    return re.sub(r"(?<=-)(\d)(?=$|-|T)", r"0\1", value.replace(" ", "").upper())


class Score:
    """Counts over all files."""

    def __init__(self) -> None:
        self.gold = self.found = self.strict = self.relaxed = self.value = 0

    def add(self, gold: list[Mark], found: list[Mark], article: Article, show: bool) -> None:
        """Count one article."""
        self.gold += len(gold)
        self.found += len(found)
        rest = list(found)
        for mark in gold:
            match = next((f for f in rest if f.start < mark.end and mark.start < f.end), None)
            if match is not None:
                rest.remove(match)
                is_right = canonical(match.value) == canonical(mark.value)
                self.relaxed += 1
                self.strict += (match.start, match.end) == (mark.start, mark.end)
                self.value += is_right
            if show and (match is None or match[:2] != mark[:2] or not is_right):
                print(f"{article.source}: gold {_quote(article, mark)}, found {_quote(article, match)}")
        if show:
            for extra in rest:
                print(f"{article.source}: gold -, found {_quote(article, extra)}")

    def line(self, name: str, right: int) -> str:
        """Precision, recall and F1 where *right* of what was found is right."""
        precision, recall = right / (self.found or 1), right / (self.gold or 1)
        f1 = 2 * right / ((self.found + self.gold) or 1)
        return f"{name:8} precision {precision:.4f}  recall {recall:.4f}  F1 {f1:.4f}"


def _quote(article: Article, mark: Mark | None) -> str:
    if mark is None:
        return "-"
    before, after = article.text[max(0, mark.start - 25) : mark.start], article.text[mark.end : mark.end + 15]
    return f"{before}[{article.text[mark.start : mark.end]}]{after} = {mark.value}".replace("\n", " ")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--show", action="store_true")
    options = parser.parse_args()
    score = Score()
    paths = sorted(options.folder.glob("*.tml"))
    for path in paths:
        article, gold = read_timeml(path)
        score.add(gold, find_marks(article), article, options.show)
    print(f"{len(paths)} articles, {score.gold} annotated, {score.found} found")
    if not score.gold:
        raise SystemExit("TEXT holds no TIMEX3: there is nothing to measure against")
    print(score.line("strict", score.strict))
    print(score.line("relaxed", score.relaxed))
    print(score.line("value", score.value))


if __name__ == "__main__":
    main()
