"""Article → quotations: the words that stand between quotation marks.

Indonesian news pairs its marks in every way: straight, curly, one of each (``“…"``), the same curly mark on both
sides (``”…”``, the house style of Kompas), nested, and not closed at all. So a mark's shape says little; what stands
before and after it says whether it opens or closes (*Pedoman Umum Ejaan Bahasa Indonesia* (2015), III.J–K: no blank
between the mark and the words it holds).
"""

from __future__ import annotations

import re
from typing import NamedTuple

from kg.language.segmentation import SPOKEN_KINDS
from kg.model import Article, Block, Quotation, Span

_MARK = re.compile(r"[\"“”„‟«»]|''|``|['‘’‚`´]")
_DOUBLE_OPENING, _DOUBLE_CLOSING = frozenset("“„«") | {"``"}, frozenset("”»")
_SINGLE = frozenset("'‘’‚`´")
_BEFORE_OPENING = frozenset("([{—–-/…:")
"""What may stand directly before an opening mark, besides a blank or another opening mark."""


class _Mark(NamedTuple):
    start: int
    end: int
    is_single: bool
    opens: bool
    closes: bool


def find_quotations(article: Article) -> tuple[Quotation, ...]:
    """Find the words between quotation marks, in order of where they begin; nested ones follow the one around them.

    A quotation never leaves its paragraph. One that is not closed ends with it; a paragraph that begins inside a
    quotation (the mark that opened it stands in the paragraph before) has its own, from its first character.
    Apostrophes ("Ma'ruf", "'98") are no marks.
    """
    quotations: list[Quotation] = []
    is_open = False
    for number, block in enumerate(article.blocks):
        if block.kind not in SPOKEN_KINDS:
            continue
        found, is_open = _quotations_of(article.text, number, block, is_open)
        quotations += found
    return tuple(quotations)


def _quotations_of(text: str, number: int, block: Block, is_open: bool) -> tuple[list[Quotation], bool]:
    """The quotations of one block, and whether its last one is left open at its end."""
    marks = [_judge(text, block.span, m) for m in _MARK.finditer(text, block.span.start, block.span.end)]
    doubles = [m for m in marks if not m.is_single]
    found: list[Quotation] = []
    if is_open and doubles and doubles[0].closes and not doubles[0].opens:
        first = doubles.pop(0)
        found += _quotation(text, number, Span(block.span.start, first.start), Span(block.span.start, first.end))
    paired, left_open = _pair(text, number, doubles, block.span.end)
    singles = _pair_singles(text, number, [m for m in marks if m.is_single])
    found += paired
    found += singles
    return sorted(found, key=lambda q: (q.outer.start, -q.outer.end)), left_open


def _judge(text: str, block: Span, match: re.Match[str]) -> _Mark:
    """Whether a mark can open and can close, by what stands around it and, in doubt, by its shape."""
    mark, start, end = match.group(), match.start(), match.end()
    before = text[start - 1] if start > block.start else " "
    after = text[end] if end < block.end else " "
    is_free_before = before.isspace() or before in _BEFORE_OPENING or _MARK.fullmatch(before) is not None
    is_single = mark in _SINGLE
    is_before_point = after in ",;:!?)" or (after == "." and text[end : end + 2] != "..")
    opens = (
        is_free_before
        and not (after.isspace() or is_before_point)
        and (after.isalnum() or not is_single or after in '(“"')
    )
    closes = not before.isspace() and not after.isalnum()
    if is_single:
        return _Mark(start, end, True, opens, closes)
    if opens == closes:
        is_loose = before.isspace() and after.isspace()  # '“… penumpang, “ kata X': any shape ends what is open
        opens, closes = mark not in _DOUBLE_CLOSING, is_loose or mark not in _DOUBLE_OPENING
    return _Mark(start, end, False, opens, closes)


def _pair(text: str, number: int, marks: list[_Mark], block_end: int) -> tuple[list[Quotation], bool]:
    found: list[Quotation] = []
    stack: list[_Mark] = []
    last_closed: _Mark | None = None
    for mark in marks:
        if mark.closes and (stack or not mark.opens):
            if stack:
                opening = stack.pop()
                found += _quotation(text, number, Span(opening.end, mark.start), Span(opening.start, mark.end))
                last_closed = mark
        else:
            stack.append(mark)
            last_closed = last_closed if len(stack) > 1 else None
    for opening in stack[:1]:
        found += _unclosed(text, number, opening, last_closed, block_end)
    return found, bool(stack)


def _unclosed(text: str, number: int, opening: _Mark, inner: _Mark | None, block_end: int) -> list[Quotation]:
    """The quotation that *opening* opens and nothing closes.

    One mark may close two: ``"… produksi Rusia “berkualitas terbaik,” kata juru bicara``. The comma before the mark
    shows that the speech ends there.
    """
    if inner is not None and text[inner.start - 1] == ",":
        return _quotation(text, number, Span(opening.end, inner.start), Span(opening.start, inner.end))
    return _quotation(text, number, Span(opening.end, block_end), Span(opening.start, block_end), is_closed=False)


def _pair_singles(text: str, number: int, marks: list[_Mark]) -> list[Quotation]:
    found: list[Quotation] = []
    opening: _Mark | None = None
    for mark in marks:
        if opening is None:
            opening = mark if mark.opens else None
        elif mark.closes:
            found += _quotation(text, number, Span(opening.end, mark.start), Span(opening.start, mark.end))
            opening = None
    return found


def _quotation(text: str, number: int, span: Span, outer: Span, is_closed: bool = True) -> list[Quotation]:
    """The quotation without blanks at its edges; none where it holds no letter or digit."""
    words = text[span.start : span.end]
    if not any(map(str.isalnum, words)):
        return []
    start = span.start + len(words) - len(words.lstrip())
    return [Quotation(Span(start, start + len(words.strip())), outer, number, is_closed)]
