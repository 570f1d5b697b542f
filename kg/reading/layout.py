"""The text of a page cut into blocks: headline, byline, captions, paragraphs, headings, chrome.

Lines are looked at one after the other, in three passes: the head (up to the first line of the body), the body, and
joining what a narrow screen had broken. No character is changed or moved.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import pairwise

from kg.model import Block, BlockKind, Span
from kg.reading.dates import DateLine, find_date
from kg.reading.outlets import load_outlets
from kg.reading.patterns import load_patterns

_LINE = re.compile(r"[^\s\ufeff\u200b][^\n]*")
_METADATA = re.compile(
    r"(?P<key>url|link|alamat|title|judul|headline|date|tanggal|published|publish(?:ed)?[_ ]?(?:date|at)|author|authors"
    r"|penulis|publisher|media|outlet|language|bahasa)\s*:\s*(?P<value>\S.*)",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"(?:url\s*:\s*|link\s*:\s*)?(?P<url>https?://\S+)", re.IGNORECASE)
_BY = re.compile(
    r"(?:oleh|by|reporter|penulis|pewarta|wartawan|jurnalis|laporan(?: wartawan)?|kontributor|editor|redaktur|rep|red"
    r"|sumber)\s*[:|]\s*(?P<name>[^|]{2,80}?)\s*(?:\||$).*|(?:oleh|by)\s+(?P<plain>[A-Z][^|.!?]{2,60})",
    re.IGNORECASE,
)
_EDITOR = re.compile(r"(?:editor|redaktur|red)\b", re.IGNORECASE)
_DATE_FRAME = re.compile(
    r"diperbarui|diperbaharui|diterbitkan|dipublikasikan|terbit|tayang|published?|updated?|posted|last|modified|on|pada"
    r"|jurnalis|tanggal|pukul|waktu|baca|menit|min|read|views?|dibaca|kali|\d+",
    re.IGNORECASE,
)
_SECTION = re.compile(r"\s+[-–—|]\s*[A-Z][\w ]{2,20}$")
_WORD = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*")
_FINAL = re.compile(r"[.!?…][\"”’')\]]*$|[:;,]$")

_SENTENCE = re.compile(r"[.!?][\"”’')]*$")

# A byline stands within so many lines of the headline; a longer line is a paragraph.
_HEAD_LINES = 14
_LONG = 160
_MAX_HEADING_WORDS = 14

# A dateline opens the first paragraph, or one after a summary.
_DATELINE_PARAGRAPHS = 3

# Shorter lines recur by chance; in a longer file comparing all lines would take too long.
_MIN_COMPARED = 60
_MAX_LINES_COMPARED = 600


@dataclass(slots=True)
class Layout:
    """What :func:`lay_out` found; see :class:`~kg.model.Article` for the meaning of each."""

    blocks: tuple[Block, ...] = ()
    headline: str = ""
    published: datetime | date | None = None
    author: str | None = None
    language: str = "id"
    url: str | None = None
    dateline: Span | None = None


@dataclass(slots=True)
class _Page:
    """The lines of a page with the kinds found so far."""

    text: str
    lines: list[Span]
    kinds: list[BlockKind | None]
    layout: Layout
    dates: list[DateLine] = field(default_factory=list)

    def line(self, index: int) -> str:
        span = self.lines[index]
        return self.text[span.start : span.end]


def lay_out(text: str) -> Layout:
    """Find the parts of a page."""
    lines = list(_unwrapped(text, list(_lines(text))))
    page = _Page(text, lines, [None] * len(lines), Layout())
    first = _read_metadata(page)
    first = _read_headline(page, first)
    body = _read_head(page, first)
    _read_body(page, body)
    _read_foot(page)
    page.layout.published = _published(page.dates) or page.layout.published
    page.layout.blocks = tuple(_blocks(page))
    page.layout.language = _language(page)
    return page.layout


def _lines(text: str) -> Iterator[Span]:
    for match in _LINE.finditer(text):
        line = match.group().rstrip("\ufeff\u200b \t\r\v\f\x85\xa0")
        yield Span(match.start(), match.start() + len(line))


def _unwrapped(text: str, lines: list[Span]) -> Iterator[Span]:
    """The lines, with those joined again that were broken at the edge of a column.

    A line goes on in the next one when it ends on no mark and the next begins with a small letter; in a file that is
    wrapped throughout, also before capitals. The first lines stay as they are: headlines end on no mark.
    """
    width = _column_width(text, lines)
    held: Span | None = None
    for index, line in enumerate(lines):
        if held is None:
            held = line
        elif (width or index > 3) and text.count("\n", held.end, line.start) == 1 and _goes_on(text, held, line, width):
            held = Span(held.start, line.end)
        else:
            yield held
            held = line
    if held is not None:
        yield held


def _goes_on(text: str, line: Span, following: Span, width: int) -> bool:
    last = text.rfind("\n", line.start, line.end) + 1 or line.start
    if width and line.end - last >= width * 2 // 3:
        return True
    return text[following.start].islower() and line.end - last > 40 and not _FINAL.search(text[last : line.end])


def _column_width(text: str, lines: list[Span]) -> int:
    """Width of the column that the file is broken to, or 0 where each paragraph is one line."""
    lengths = [line.end - line.start for line in lines]
    width = max(lengths, default=0)
    if not 40 <= width <= 120:
        return 0
    broken = sum(
        not _FINAL.search(text[line.start : line.end])
        and text.count("\n", line.end, following.start) == 1
        and line.end - line.start >= width * 2 // 3
        for line, following in pairwise(lines)
    )
    return width if broken >= 3 and broken * 3 >= len(lines) else 0


# -- the head -------------------------------------------------------------------------------------------------------


def _read_metadata(page: _Page) -> int:
    """Take "url: …", "title: …" lines off the top; the index of the first other line."""
    index = 0
    while index < len(page.lines) and (match := _METADATA.fullmatch(page.line(index))):
        page.kinds[index] = BlockKind.BYLINE
        key, value = match["key"].casefold(), match["value"].strip("\"' ")
        if key in {"title", "judul", "headline"} and not page.layout.headline:
            start = page.lines[index].start + match.start("value")
            page.lines[index] = Span(start, page.lines[index].end)
            page.kinds[index] = BlockKind.HEADLINE
            page.layout.headline = page.line(index)
        elif key in {"url", "link", "alamat"}:
            page.layout.url = value
        elif key.startswith(("date", "tanggal", "publish")) and (found := find_date(value)):
            page.dates.append(found)
        elif key in {"author", "authors", "penulis"}:
            page.layout.author = value
        index += 1
    return index


def _read_headline(page: _Page, first: int) -> int:
    """The first line that is neither chrome, section trail, address nor byline, unless it is a paragraph."""
    patterns = load_patterns()
    for index in range(first, min(first + 8, len(page.lines))):
        line = page.line(index)
        if address := _ADDRESS.fullmatch(line):
            page.layout.url = page.layout.url or address["url"]
            page.kinds[index] = BlockKind.BYLINE
        elif patterns.chrome.fullmatch(line) or patterns.trail.fullmatch(line):
            page.kinds[index] = BlockKind.CHROME
        elif _is_byline(page, index):
            page.kinds[index] = BlockKind.BYLINE
        elif page.layout.headline or len(line) > 2 * _LONG or _opens_with_dateline(line):
            return index
        else:
            page.kinds[index] = BlockKind.HEADLINE
            page.layout.headline = line
            return index + 1
    return min(first + 8, len(page.lines))


def _opens_with_dateline(line: str) -> bool:
    """Whether the line is a paragraph with a dateline: "TNI-Polri Kejar …" is a headline."""
    return bool(_FINAL.search(line) and load_outlets().dateline.match(line))


def _read_head(page: _Page, first: int) -> int:
    """Byline, date line, captions, up to the dateline or the first paragraph; the index where the body begins."""
    patterns, outlets = load_patterns(), load_outlets()
    last = min(first + _HEAD_LINES, len(page.lines))
    last = next((index for index in range(first, last) if _begins_body(page, index)), last)
    bylines = {index for index in range(first, last) if _is_byline(page, index)}
    index = first
    while index < last:
        line = page.line(index)
        if index in bylines:
            page.kinds[index] = BlockKind.BYLINE
        elif _fold(line) == _fold(page.layout.headline):
            page.kinds[index] = BlockKind.COPY
        elif patterns.chrome.fullmatch(line):
            page.kinds[index] = BlockKind.CHROME
        elif any(index < byline for byline in bylines):
            page.kinds[index] = _before_byline(page, index, index + 1 in bylines)
        elif outlets.dateline.match(line):
            break
        elif _is_caption(line) or (len(line) < _LONG and _dateline_follows(page, index)):
            page.kinds[index] = BlockKind.CAPTION
        else:
            break
        index += 1
    return index


def _begins_body(page: _Page, index: int) -> bool:
    """Whether the line is a dateline, a long sentence, or the first of two sentences: a summary is one."""
    line = page.line(index)
    if load_outlets().dateline.fullmatch(line) or _opens_with_dateline(line):
        return True
    if _is_caption(line) or not _SENTENCE.search(line):
        return False
    following = page.line(index + 1) if index + 1 < len(page.lines) else ""
    return len(line) > _LONG or (len(line) > 60 and len(following) > 60 and bool(_SENTENCE.search(following)))


def _before_byline(page: _Page, index: int, is_next: bool) -> BlockKind:
    """A line between headline and byline: the author's name, a caption, or the summary below a headline."""
    line = page.line(index)
    if _is_caption(line):
        return BlockKind.CAPTION
    name = _SECTION.sub("", line)
    if is_next and len(line) <= 80 and _is_name(name):
        _note_author(page, name)
        return BlockKind.BYLINE
    return BlockKind.PARAGRAPH


def _is_byline(page: _Page, index: int) -> bool:
    """Whether the line is a date line, "Oleh: X", "X - detikNews" or the bare name of an outlet; notes what it says."""
    line = page.line(index)
    if len(line) > _LONG:
        return False
    if (found := find_date(line)) and _is_date_line(page, line, found):
        page.dates.append(found)
        _note_author(page, line[: found.start])
        return True
    if match := _BY.fullmatch(line):
        if not _EDITOR.match(line):
            _note_author(page, match["name"] or match["plain"])
        return True
    return _is_signed(page, line)


def _is_date_line(page: _Page, line: str, found: DateLine) -> bool:
    """Whether next to nothing but a name stands before the date, and nothing after it.

    Where the headline is still to come, not even a name: "Jadwal Imsak Rabu 18 Juni 2025" is a headline.
    """
    before, after = line[: found.start], line[found.end :]
    words = _WORD.findall(_DATE_FRAME.sub(" ", load_outlets().without_brands(before)))
    if _WORD.search(_DATE_FRAME.sub(" ", after)):
        return False
    return len(words) <= (5 if page.layout.headline else 0) and all(word[0].isupper() for word in words)


def _is_signed(page: _Page, line: str) -> bool:
    """ "Novi Christiastuti - detikNews", "Redaksi - CNN Indonesia", "Kompas.com"."""
    outlets = load_outlets()
    parts = re.split(r"\s+[-–—|]\s*|\s*[|•]\s*", line)
    if not 1 <= len(parts) <= 3 or parts[-1].strip().casefold() not in outlets.by_brand:
        return False
    if any(len(_WORD.findall(part)) > 9 or re.search(r"[.?!:\"“”]", part) for part in parts[:-1]):
        return False
    if len(parts) > 1:
        _note_author(page, parts[0])
    return True


def _note_author(page: _Page, printed: str | None) -> None:
    name = (printed or "").strip(" ,|-–—•·:\xa0")
    name = _DATE_FRAME.sub("", name) if _DATE_FRAME.fullmatch(name) else name
    if page.layout.author is None and name and name.casefold() not in load_outlets().by_brand:
        page.layout.author = name


def _is_name(line: str) -> bool:
    """Whether the line could be the name of an author, or of several."""
    words = _WORD.findall(line)
    return (
        1 <= len(words) <= 9
        and len(line) <= 80
        and line[0].isupper()
        and sum(word[0].isupper() for word in words) * 2 >= len(words)
        and not any(len(word) > 1 and word.isdigit() for word in words)
        and not re.search(r"[?!:\"“”]|[a-z]\.$", line)
    )


def _dateline_follows(page: _Page, index: int) -> bool:
    """Whether a dateline stands alone within the next lines: what comes before it belongs to the picture."""
    dateline = load_outlets().dateline
    return any(dateline.fullmatch(page.line(later)) for later in range(index + 1, min(index + 6, len(page.lines))))


def _is_caption(line: str) -> bool:
    patterns = load_patterns()
    return len(line) < 600 and (patterns.ends_in_credit(line) or patterns.opening.fullmatch(line) is not None)


def _published(dates: list[DateLine]) -> datetime | date | None:
    """The first date that is not one of a later change; one with its time before one without."""
    ranked = sorted(dates, key=lambda found: (found.is_update, not isinstance(found.when, datetime)))
    return ranked[0].when if ranked else None


# -- the body -------------------------------------------------------------------------------------------------------


def _read_body(page: _Page, first: int) -> None:
    patterns = load_patterns()
    half = len(page.lines) // 2
    headline = _fold(page.layout.headline)
    paragraphs = 0
    for index in range(first, len(page.lines)):
        line = page.line(index)
        if len(line) < _LONG and (patterns.end.fullmatch(line) or (index > half and patterns.end_last.fullmatch(line))):
            page.kinds[index:] = [BlockKind.CHROME] * (len(page.lines) - index)
            return
        kind = _body_kind(page, index, headline, paragraphs > 0)
        if paragraphs < _DATELINE_PARAGRAPHS and kind is not BlockKind.COPY and _read_dateline(page, index):
            kind = BlockKind.PARAGRAPH
        page.kinds[index] = kind
        paragraphs += kind is BlockKind.PARAGRAPH


def _body_kind(page: _Page, index: int, headline: str, seen_paragraph: bool) -> BlockKind:
    line = page.line(index)
    if load_patterns().chrome.fullmatch(line) or _is_linked_title(page, index):
        return BlockKind.CHROME
    if len(line) < 2 * _LONG and _folds_to(line, headline):
        return BlockKind.COPY
    if _is_printed_again(page, index):
        return BlockKind.COPY
    if _is_caption(line) and not line.startswith(('"', "“")):
        return BlockKind.CAPTION
    if seen_paragraph and _is_heading(page, index):
        return BlockKind.HEADING
    return BlockKind.PARAGRAPH


def _is_printed_again(page: _Page, index: int) -> bool:
    """Whether the line is printed a second time, or holds several paragraphs that follow one by one (Republika)."""
    if len(page.lines) > _MAX_LINES_COMPARED or len(page.line(index)) < _MIN_COMPARED:
        return False
    line = page.line(index)
    sizes = [span.end - span.start for span in page.lines]
    alike = (before for before in range(index) if sizes[before] == len(line))
    if any(page.kinds[before] is BlockKind.PARAGRAPH and page.line(before) == line for before in alike):
        return True
    shorter = (later for later in range(index + 1, len(sizes)) if _MIN_COMPARED <= sizes[later] <= len(line))
    return sum(page.line(later) in line for later in shorter) > 1


def _read_dateline(page: _Page, index: int) -> bool:
    """Note the dateline that the line opens with, if it is the first; whether it does."""
    match = load_outlets().dateline.match(page.line(index))
    if match is None or page.layout.dateline is not None:
        return False
    start = page.lines[index].start
    page.layout.dateline = Span(start, start + match.end())
    return True


def _is_heading(page: _Page, index: int) -> bool:
    """A short line without a full stop, mostly in capitals, with text below it."""
    line = page.line(index)
    if len(line) > 110 or (_FINAL.search(line) and not line.endswith("?")):
        return False
    words = _WORD.findall(line)
    if not 1 <= len(words) <= _MAX_HEADING_WORDS or index + 1 == len(page.lines):
        return False
    if re.match(r"[\"“'‘]?[a-z•*\-–]", line):
        return False
    if re.match(r"\d+[.)]|[ivxIVX]{1,4}[.)] |\(", line) or find_date(line):
        return False
    if len(words) <= 9 and index and _FINAL.search(page.line(index - 1)):
        return True
    long_words = [word for word in words if len(word) > 3]
    capitals = sum(word[0].isupper() or word[0].isdigit() for word in long_words)
    return bool(capitals * 3 >= 2 * len(long_words))


def _is_linked_title(page: _Page, index: int) -> bool:
    """The title below a "Baca juga:" that stands alone."""
    before = index - 1
    return (
        before >= 0
        and page.kinds[before] is BlockKind.CHROME
        and bool(re.fullmatch(r"(?:baca|lihat|simak) juga\s*:?", page.line(before), re.IGNORECASE))
        and len(page.line(index)) < _LONG
        and not _FINAL.search(page.line(index))
        and _is_heading(page, index)
    )


def _read_foot(page: _Page) -> None:
    """Author and address from below the text, where the head has none."""
    for index in range(max(0, len(page.lines) - 12), len(page.lines)):
        if page.kinds[index] is not BlockKind.CHROME or len(page.line(index)) > _LONG:
            continue
        match = _BY.fullmatch(page.line(index))
        if match and not _EDITOR.match(page.line(index)):
            _note_author(page, match["name"] or match["plain"])


# -- blocks -----------------------------------------------------------------------------------------------------------


def _blocks(page: _Page) -> Iterator[Block]:
    captions: set[str] = set()
    for index, span in enumerate(page.lines):
        kind = page.kinds[index] or BlockKind.PARAGRAPH
        if kind is BlockKind.CAPTION:
            words = _fold(load_patterns().credit.sub("", page.line(index)))
            yield Block(BlockKind.COPY if words in captions else kind, span)
            captions.add(words)
        elif kind is BlockKind.PARAGRAPH:
            yield from _paragraph(page, span)
        else:
            yield Block(kind, span)


def _paragraph(page: _Page, span: Span) -> Iterator[Block]:
    """A paragraph; apart from it the dateline, and the link or the author code that is glued to its end."""
    patterns = load_patterns()
    dateline = page.layout.dateline
    if dateline and dateline.start == span.start and dateline.end < span.end:
        yield Block(BlockKind.PARAGRAPH, dateline)
        rest = dateline.end + len(page.text[dateline.end : span.end]) - len(page.text[dateline.end : span.end].lstrip())
        span = Span(rest, span.end)
    line = page.text[span.start : span.end]
    cut = patterns.link.search(line) or (patterns.tail.search(line) if line.endswith((")", "]")) else None)
    if cut is None or not line[: cut.start()].strip():
        yield Block(BlockKind.PARAGRAPH, span)
        return
    yield Block(BlockKind.PARAGRAPH, Span(span.start, span.start + len(line[: cut.start()].rstrip())))
    yield Block(BlockKind.CHROME, Span(span.end - len(cut.group().lstrip()), span.end))


def _is_english(line: str) -> bool:
    patterns = load_patterns()
    words = _WORD.findall(line.lower())
    english = sum(map(patterns.english.__contains__, words))
    return english >= 3 and english > 2 * sum(map(patterns.indonesian.__contains__, words))


def _language(page: _Page) -> str:
    body = [page.text[b.span.start : b.span.end] for b in page.layout.blocks if b.kind is BlockKind.PARAGRAPH]
    return "en" if body and _is_english("\n".join(body)[:4000]) else "id"


def _fold(line: str) -> str:
    return " ".join(_WORD.findall(line.casefold()))


def _folds_to(line: str, folded: str) -> bool:
    """Whether ``_fold(line) == folded``; most lines tell by their first word that they do not."""
    first = _WORD.search(line)
    return folded.startswith(first.group().casefold() if first else "") and _fold(line) == folded
