"""Text → sentences and tokens, offsets kept."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, partial
from itertools import accumulate, chain
from operator import attrgetter
from pathlib import Path

from kg.engine import Memo
from kg.language.glued import Unglue
from kg.model import Article, BlockKind, Sentence, Span, Token

# One alternative a kind of token: plain word (four of five, hence first), address, amount of money, number (date, time,
# decimal), word, single mark. A dot belongs to a word after a single letter ("S.H", "a.n") and before a top-level
# domain ("Kompas.com"), nowhere else: scraped text glues sentences ("tersebut.Namun").
_TOKEN = re.compile(
    r"([^\W\d_]++(?![-\d.'’:$])"
    r"|https?://[^\s\"'<>”’)\]]*[\w/]"
    r"|(?:Rp|US\$|USD|IDR)\d+(?:[.,]\d+)*"
    r"|\d+(?:[.,:/]\d+)*"
    r"|[^\W\d_]+(?:\d+(?:[a-zA-Z](?![^\W_]))?)?"
    r"(?:[-'’][^\W_]+|\.(?i:com|co|id|net|org|go|ac|tv|io|news|or|gov|edu|my|sg|uk|au)\b|(?<![^\W_][^\W_])\.[^\W\d_]+)*"
    r"|\S)"
)
_WORDS = Memo[str, str](str)
_LOWER = Memo[str, str](lambda word: _WORDS[word.lower()])
_as_token = partial(tuple.__new__, Token)
"""A token from a tuple of its attributes, without a call of Python."""

SPOKEN_KINDS = frozenset({BlockKind.HEADLINE, BlockKind.CAPTION, BlockKind.HEADING, BlockKind.PARAGRAPH})
"""The kinds of block that facts come from."""

# A full stop, question or exclamation mark, closing marks, and then a blank before something that can open a sentence,
# or a capital glued to it ("tersebut.Namun").
_SENTENCE_END = re.compile(
    r"(?:[.!?…]+[\"”’')\]]*(?=\s+[\"“‘'(\[•–-]*[A-Z0-9À-Þ])"
    r"|(?<=[a-z0-9%)][a-z0-9%)\"”])[.!?][\"”’)]*(?=[\"“]?[A-ZÀ-Þ][a-z]))"
)
_LAST_WORD = re.compile(r"[^\s\"“”‘’'(\[]+$")
_NEXT_WORD = re.compile(r"[\s\"“‘'(\[]*([^\W\d_]+)")
_LIST_NUMBER = re.compile(r"[\"“(]*(?:\d{1,2}|[a-zA-Z]|[ivxIVX]{1,4})")


def tokenise(text: str, start: int = 0, end: int | None = None) -> tuple[Token, ...]:
    """Cut ``text[start:end]`` into tokens whose offsets are those of *text*.

    Words keep their hyphens, clitics ("-nya") and digits; glued words stay glued: only a whole article shows which
    are (see :func:`split_sentences`).
    """
    pieces = _TOKEN.split(text[start:end])  # blank, word, blank, word …
    edges = list(accumulate(map(len, pieces), initial=start))
    words = list(map(_WORDS.__getitem__, pieces[1::2]))
    lower = list(map(_LOWER.__getitem__, words))
    return tuple(map(_as_token, zip(edges[1::2], edges[2::2], words, lower, strict=False)))


def split_sentences(article: Article) -> tuple[Sentence, ...]:
    """Cut the article's own words (no chrome, no byline, no printed-twice headline) into sentences.

    A sentence never crosses a block. Words that scraping has glued ("programdetikPagi", "seranganIsrael") are cut into
    their words, with what stands alone elsewhere in the article as evidence, and so are pairs of names
    ("Iran-Israel"; not "Al-Qaeda", "Jong-un", "undang-undang").
    """
    spans = [
        (number, block.kind, span, tokenise(article.text, span.start, span.end))
        for number, block in enumerate(article.blocks)
        if block.kind in SPOKEN_KINDS
        for span in _sentence_spans(article.text, block.span)
    ]
    seams = _seams(Counter(map(attrgetter("text"), chain.from_iterable(tokens for *_, tokens in spans))))
    sentences: list[Sentence] = []
    for number, kind, span, tokens in spans:
        if tokens:
            sentences.append(Sentence(len(sentences), span, kind, number, _unglued(tokens, seams)))
    return tuple(sentences)


def _seams(counts: Mapping[str, int]) -> Mapping[str, tuple[int, ...]]:
    """Where to cut the words that are glued, of all words of an article with how often each stands there."""
    unglue = Unglue(counts)
    known = unglue.known
    return {word: cuts for word in counts if word.lower() not in known and (cuts := unglue.cuts(word))}


def _unglued(tokens: tuple[Token, ...], seams: Mapping[str, tuple[int, ...]]) -> tuple[Token, ...]:
    if not seams or seams.keys().isdisjoint(map(attrgetter("text"), tokens)):
        return tokens
    parts: list[Token] = []
    for token in tokens:
        parts += _parts(token, seams[token.text]) if token.text in seams else (token,)
    return tuple(parts)


def _parts(token: Token, cuts: Sequence[int]) -> Iterator[Token]:
    for first, last in zip((0, *cuts), (*cuts, len(token.text)), strict=True):
        text = token.text[first:last]
        yield Token(token.start + first, token.start + last, text, text.lower())


def _sentence_spans(text: str, block: Span) -> list[Span]:
    spans: list[Span] = []
    start = block.start
    for mark in _SENTENCE_END.finditer(text, block.start, block.end):
        end = mark.end()
        if text[end - 1] == '"' and not text[end].isspace() and text.count('"', start, end) % 2:
            end -= 1  # tegang."Saya …: the mark opens the next sentence
        if mark.start() < start or not _is_end(text, start, mark.start(), block.end):
            continue
        spans.append(Span(start, end))
        start = end
        while start < block.end and text[start].isspace():
            start += 1
    if start < block.end:
        spans.append(Span(start, block.end))
    return spans


def _is_end(text: str, start: int, mark: int, end: int) -> bool:
    """Whether the mark at *mark* ends the sentence that began at *start*: an abbreviation's full stop does not."""
    if text[mark] != ".":
        return True
    last = _LAST_WORD.search(text, max(start, mark - 20), mark)
    if last is None:
        return True
    word = last.group()
    if last.start() == start and _LIST_NUMBER.fullmatch(word):  # "2. Pilih menu"
        return False
    inner, final = _abbreviations()
    if word.casefold() in inner or (len(word) == 1 and word.isupper()):  # "Dr. Tirta", "A. Yani"
        return False
    if word.casefold() in final or "." in word[-3:]:  # "PT Timah Tbk. Hal itu", "S.H. Hutapea"
        following = _NEXT_WORD.match(text, mark + 1, end)
        return following is not None and Unglue.is_common(following.group(1).lower())
    return True


@cache
def _abbreviations() -> tuple[frozenset[str], frozenset[str]]:
    """Abbreviations that never end a sentence, and those that may."""
    table = tomllib.loads(Path(__file__).with_name("segmentation.toml").read_text(encoding="utf-8"))
    inner = frozenset(word.casefold() for group in table["inner"].values() for word in group)
    return inner, frozenset(word.casefold() for group in table["final"].values() for word in group)
