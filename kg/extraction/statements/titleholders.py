"""Who is meant by a bare title: "kata Presiden", "Mensos: …", "Ketua Komisi III DPR Tegaskan …".

An article that names a person with a title goes on with the title alone. The title is what stands directly before the
name, or before the comma before it ("Karo Monev Polri Brigjen Hadi Utomo", "Direktur Jenderal PSDKP, Pung Nugroho").
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from kg.extraction.phrases import load_grammar
from kg.model import BlockKind, Document, EntityType, MentionKind, Token

_LONGEST = 14
"""How many words a title may have."""
_ABBREVIATION = 4
"""Letters of a word that a full stop may shorten in a title: "Kombes Pol. Eko"."""
_IGNORED = frozenset("().,")


@dataclass(frozen=True, slots=True)
class _Title:
    holder: int
    openings: frozenset[str]
    """First word, and acronyms in brackets: "menteri" and "mensos" of "Menteri Sosial (Mensos)"."""
    words: frozenset[str]


class TitleHolders:
    """The people of an article by the titles that it names them with.

    Args:
        document: the article.
        function_words: lower-case words that no title holds ("kata", "di", "mengatakan").
    """

    def __init__(self, document: Document, function_words: frozenset[str]) -> None:
        self._titles: list[_Title] = []
        self._by_opening: set[str] = set()
        headlines = {s.index for s in document.sentences if document.article.blocks[s.block].kind is BlockKind.HEADLINE}
        people = [
            (reference.mention, reference.entities[0])
            for reference in document.references
            if reference.mention.kind is MentionKind.NAME
            and reference.entities
            and reference.mention.sentence not in headlines
            and document.entities[reference.entities[0]].type is EntityType.PERSON
        ]
        ends = {mention.span.end for mention, _ in people}
        for mention, holder in people:
            tokens = document.sentences[mention.sentence].tokens
            title = _title_before(tokens, mention.span.start, function_words, ends)
            if title:
                self._add(holder, title)

    def _add(self, holder: int, title: Sequence[Token]) -> None:
        acronyms = {token.lower for before, token in pairwise(title) if before.text == "("}
        words = frozenset(token.lower for token in title if token.text not in _IGNORED)
        openings = frozenset({title[0].lower, *acronyms})
        self._titles.append(_Title(holder, openings, words))
        self._by_opening |= openings

    def holder(self, words: Sequence[str]) -> int | None:
        """The one person whose title has these words (lower case) and opens with the first; None where several have."""
        wanted = frozenset(words) - _IGNORED
        if (
            not words
            or words[0] not in self._by_opening
            or wanted <= load_grammar().benches | load_grammar().bench_heads
        ):
            return None  # "hakim" is not the one judge who is named, but the court
        holders = {t.holder for t in self._titles if words[0] in t.openings and wanted <= t.words}
        return holders.pop() if len(holders) == 1 else None


def _title_before(
    tokens: Sequence[Token], name: int, function_words: frozenset[str], ends: set[int]
) -> Sequence[Token]:
    """The words between the name at offset *name* and what no title holds: a function word, a mark, another name."""
    end = next((i for i, token in enumerate(tokens) if token.start >= name), len(tokens))
    start = end
    while start > 0 and end - start < _LONGEST:
        token = tokens[start - 1]
        is_word = token.text[0].isalpha() or token.text in "()" or (token.text == "," and start == end)
        is_word = is_word or (token.text == "." and start > 1 and len(tokens[start - 2].text) <= _ABBREVIATION)
        if not is_word or token.lower in function_words or token.end in ends:
            break
        start -= 1
    while start < end and tokens[start].text in _IGNORED:
        start += 1
    return tokens[start:end]
