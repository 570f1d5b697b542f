"""One file → one :class:`~kg.model.Article`."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from kg.model import Article, BlockKind
from kg.reading.dates import latest_date
from kg.reading.files import read_text
from kg.reading.layout import Layout, lay_out
from kg.reading.outlets import load_outlets

_BODY = frozenset({BlockKind.PARAGRAPH, BlockKind.CAPTION, BlockKind.HEADING})


def read(path: str | Path, encoding: str = "utf-8") -> Article:
    """Read one article.

    Args:
        path: a text file as saved from a news site.
        encoding: of the file, a name that Python knows.

    Raises:
        InputError: the file is missing, unreadable, empty, too large, binary, or not in *encoding*.
    """
    path = Path(path)
    text = read_text(path, encoding)
    layout = lay_out(text)
    return Article(
        source=path.name.encode("utf-8", "backslashreplace").decode("utf-8"),
        text=text,
        blocks=layout.blocks,
        headline=layout.headline,
        published=layout.published,
        anchor=_anchor(text, layout),
        publisher=_publisher(text, layout),
        author=layout.author,
        language=layout.language,
        url=layout.url,
        dateline=layout.dateline,
    )


def _anchor(text: str, layout: Layout) -> date | None:
    if isinstance(layout.published, datetime):
        return layout.published.date()
    body = [block.span for block in layout.blocks if block.kind in _BODY]
    headline = [block.span for block in layout.blocks if block.kind is BlockKind.HEADLINE]
    return layout.published or latest_date(text, body) or latest_date(text, headline)


def _publisher(text: str, layout: Layout) -> str | None:
    """By address, then what the byline prints, then the dateline: "Tim detikcom - detikNews" over a credited agency."""
    outlets = load_outlets()
    if layout.url and (name := outlets.of_address(layout.url)):
        return name
    printed = [text[block.span.start : block.span.end] for block in layout.blocks if block.kind is BlockKind.BYLINE]
    if layout.dateline:
        printed.append(text[layout.dateline.start : layout.dateline.end])
    named = (outlets.of_brand(line) for line in printed)
    signed = (outlets.of_byline(line) for line in printed)
    return next((name for name in (*named, *signed) if name), None)
