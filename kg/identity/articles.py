"""Which article is which: its name, and files that hold the same text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from kg.identity.naming import slug
from kg.model import Article, Facts

_NUMBER_OF_PAGE = re.compile(r"(?<![0-9])[0-9]{5,}(?![0-9])")
"""The number by which a news site knows the page: "…/d-6942037/…", "…/read/5432109/…"."""


@dataclass(frozen=True, slots=True)
class NamedFacts:
    """The facts of one article, with its name and the files that hold its text."""

    name: str
    sources: tuple[str, ...]
    facts: Facts


def name_articles(facts: Iterable[Facts]) -> list[NamedFacts]:
    """Give each article its name; the same text in several files is one article. Sorted by name."""
    by_text: dict[str, list[Facts]] = {}
    for each in facts:
        by_text.setdefault(each.document.article.text, []).append(each)
    copies = [sorted(group, key=lambda each: each.document.article.source) for group in by_text.values()]
    wanted: dict[str, int] = {}
    for group in copies:
        name = _name(group[0].document.article)
        wanted[name] = wanted.get(name, 0) + 1
    named = []
    for group in copies:
        article = group[0].document.article
        name = _name(article)
        if wanted[name] > 1:
            name = f"{name}-{_fingerprint(article)}"
        sources = tuple(sorted({each.document.article.source for each in group}))
        named.append(NamedFacts(f"article/{name}", sources, group[0]))
    return sorted(named, key=lambda each: each.name)


def _name(article: Article) -> str:
    numbers = _NUMBER_OF_PAGE.findall(article.url) if article.url else []
    outlet = slug(article.publisher) if article.publisher else "text"
    return f"{outlet}-{numbers[-1] if numbers else _fingerprint(article)}"


def _fingerprint(article: Article) -> str:
    return sha256(article.text.encode("utf-8", "surrogatepass")).hexdigest()[:12]
