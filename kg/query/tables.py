"""Rows as a table for the terminal."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from unicodedata import combining, east_asian_width


def as_table(head: Sequence[str], rows: Sequence[Sequence[str]], right: Collection[int] = ()) -> str:
    """Columns two blanks apart under their names; the columns in *right* are flush right."""
    cells = [list(head), *([_on_one_line(cell) for cell in row] for row in rows)]
    widths = [max(map(_width, column)) for column in zip(*cells, strict=True)]
    cells.insert(1, ["-" * width for width in widths])
    lines = (
        "  ".join(_padded(c, w, i in right) for i, (c, w) in enumerate(zip(row, widths, strict=True))) for row in cells
    )
    return "\n".join(line.rstrip() for line in lines)


def _on_one_line(text: str) -> str:
    """Without line breaks and without characters that would steer the terminal."""
    return "".join(c if c.isprintable() else " " for c in text)


def _width(text: str) -> int:
    return sum(0 if combining(c) else 2 if east_asian_width(c) in "WF" else 1 for c in text)


def _padded(text: str, width: int, is_right: bool) -> str:
    blanks = " " * (width - _width(text))
    return blanks + text if is_right else text + blanks
