"""Text → sentences and tokens, offsets kept."""

from __future__ import annotations

import re

from kg.model import Article, BlockKind, Sentence, Span, Token

_TOKEN = re.compile(
    r"https?://\S+"
    r"|\d+(?:[.,:/]\d+)*"
    r"|[^\W\d_]+\d*(?:[-'’.][^\W_]+)*"
    r"|\S"
)
_SENTENCE_END = re.compile(r"[.!?…]+[\"”’')\]]*(?=\s+[\"“‘'(\[]?[A-Z0-9À-Þ])")
_ABBREVIATION = re.compile(
    r"(?:\b(?:[A-Z]|Dr|dr|Drs|Ir|Hj?|Prof|Tgk|KH|Gg|Jl|Jln|No|Rp|St|Mr|Mrs|Ms|Jr|Sr|Tn|Ny|Sdr|Bpk|Komjen|Irjen|Brigjen|Kombes|AKBP|Pol"
    r"|Letjen|Mayjen|Kol|Sp|Spd|Mh|Tbk|Co|Ltd|Inc|dkk|dll|dsb|hlm|vs|a\.n|d\.a|s\.d|S\.\w+|M\.\w+))\.$"
)

SPOKEN_KINDS = frozenset(
    {BlockKind.HEADLINE, BlockKind.CAPTION, BlockKind.HEADING, BlockKind.PARAGRAPH}
)
"""The kinds of block that facts come from."""


def tokenise(text: str, start: int = 0, end: int | None = None) -> tuple[Token, ...]:
    """Cut ``text[start:end]`` into tokens whose offsets are those of *text*."""
    return tuple(
        Token(m.start(), m.end(), m.group(), m.group().lower())
        for m in _TOKEN.finditer(text, start, len(text) if end is None else end)
    )


def split_sentences(article: Article) -> tuple[Sentence, ...]:
    """Cut the article's own words (no chrome, no byline, no printed-twice headline) into sentences."""
    sentences: list[Sentence] = []
    for number, block in enumerate(article.blocks):
        if block.kind not in SPOKEN_KINDS:
            continue
        for span in _sentence_spans(article.text, block.span):
            tokens = tokenise(article.text, span.start, span.end)
            if tokens:
                sentences.append(Sentence(len(sentences), span, block.kind, number, tokens))
    return tuple(sentences)


def _sentence_spans(text: str, block: Span) -> list[Span]:
    spans: list[Span] = []
    start = block.start
    for mark in _SENTENCE_END.finditer(text, block.start, block.end):
        if text[mark.start()] == "." and _ABBREVIATION.search(text, max(start, mark.start() - 12), mark.start() + 1):
            continue
        spans.append(Span(start, mark.end()))
        start = mark.end()
        while start < block.end and text[start].isspace():
            start += 1
    if start < block.end:
        spans.append(Span(start, block.end))
    return spans
