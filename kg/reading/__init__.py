"""File → :class:`~kg.model.Article`: the text untouched, cut into blocks, chrome recognised."""

from kg.reading.files import find_articles
from kg.reading.reader import read

__all__ = ["find_articles", "read"]
