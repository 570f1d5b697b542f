"""How well direct speech and its speakers are found, measured on PFSA-ID.

    python benchmarks/statements.py FILE [--details]

FILE has one token and its BILOU tag a line, a blank line between sentences (PFSA-ID, Purnomo et al. 2022,
github.com/sigit-purnomo/pfsa-id-dl). It tags direct speech only (STATEMENT with its quotation marks), the words that
introduce it (CUE; CUECOREF for "katanya"), and the speaker (PERSON, or PERSONCOREF for later mentions).
The set is for measuring; nothing of it is shipped.

An article begins where the dateline "CITY , KOMPAS —" stands. Its text is put together from the tokens, one sentence
a paragraph, without any tag.

* A statement is found when the words of one of ours overlap with it: token F1 of at least 0.5, each used once.
  ``strict``: the same tokens. Precision counts our direct statements only, since reported speech is not tagged.
* Its speaker is right when the speaker's names share a word with the name that the set tags beside the cue; for
  "katanya" and "kata dia", with the name tagged last before it. Statements without such a name are left out.

The last line is the F1 of found statements.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.extraction.mentions import find_mentions
from kg.extraction.references import resolve_references
from kg.extraction.statements import find_statements
from kg.language.quotations import find_quotations
from kg.language.segmentation import split_sentences
from kg.language.times import find_times
from kg.model import Article, Block, BlockKind, Document, Span, Statement

FOUND = 0.5
_QUOTES = frozenset('"“”')
_NO_BLANK_BEFORE = frozenset(",.;:?!)/%’") | {"’s", "-nya", "-"}
_NO_BLANK_AFTER = frozenset("(/#‘-")
_WORD = re.compile(r"\w+")


@dataclass
class Gold:
    """A tagged statement: its words, and the words of its speaker's name (none where the set does not tell)."""

    words: list[str]
    speaker: frozenset[str]


def words_of(text: str) -> list[str]:
    return _WORD.findall(text.lower())


def overlap(ours: list[str], theirs: list[str]) -> float:
    """Token-level F1 of two texts."""
    shared = sum((Counter(ours) & Counter(theirs)).values())
    return 2 * shared / (len(ours) + len(theirs)) if shared else 0.0


# -- the set --------------------------------------------------------------------------------------------------------


def sentences_of(path: Path) -> list[list[tuple[str, str]]]:
    chunks = path.read_text(encoding="utf-8").split("\n\n")
    rows = [[tuple(line.split("\t")) for line in chunk.splitlines() if line.strip()] for chunk in chunks]
    return [[(row[0], row[-1]) for row in sentence] for sentence in rows if sentence]


def articles_of(path: Path) -> Iterator[list[list[tuple[str, str]]]]:
    article: list[list[tuple[str, str]]] = []
    for sentence in sentences_of(path):
        if article and any(token == "KOMPAS" for token, _ in sentence[:8]):
            yield article
            article = []
        article.append(sentence)
    if article:
        yield article


def text_of(article: list[list[tuple[str, str]]]) -> str:
    """The article's text: tokens joined, marks attached to the words they hold, a paragraph for each sentence."""
    text = ""
    is_open = glue = False
    for sentence in article:
        glue = glue and is_open
        if text and not is_open:
            text += "\n"
        for token, _ in sentence:
            closes = token in _QUOTES and is_open
            blank = not (glue or closes or token in _NO_BLANK_BEFORE or not text or text.endswith("\n"))
            if token in _QUOTES:
                is_open = not is_open
            text += (" " if blank else "") + token
            glue = token in _NO_BLANK_AFTER or (token in _QUOTES and is_open)
        if is_open and text.endswith(("”", "“", '"')):  # the set leaves an opening mark with the sentence before
            text = text[:-1].rstrip() + "\n" + text[-1]
    return text


def gold_of(article: list[list[tuple[str, str]]]) -> list[Gold]:
    tokens = [pair for sentence in article for pair in sentence]
    found: list[Gold] = []
    names = tagged(tokens, ("PERSON", "PERSONCOREF"))
    for start, end in tagged(tokens, ("STATEMENT",)):
        words = words_of(" ".join(token for token, _ in tokens[start:end]))
        beside = [span for span in names if end <= span[0] <= end + 25 and not crosses_statement(tokens, end, span[0])]
        before = [span for span in names if span[1] <= start]
        named = [name_words(tokens, span) for span in beside[:1]] + [name_words(tokens, s) for s in reversed(before)]
        speaker = named[0] if beside and named[0] else next((name for name in named if name), frozenset())
        found.append(Gold(words, speaker))
    return found


def crosses_statement(tokens: list[tuple[str, str]], start: int, end: int) -> bool:
    return any(tag.endswith("STATEMENT") or token == "." for token, tag in tokens[start:end])


def name_words(tokens: list[tuple[str, str]], span: tuple[int, int]) -> frozenset[str]:
    """The words of a name; none for "dia" and for mere titles ("Presiden")."""
    words = [token for token, _ in tokens[slice(*span)] if token[0].isupper()]
    return frozenset(
        word.lower() for word in words if word.lower() not in {"presiden", "wapres", "menteri", "gubernur"}
    )


def tagged(tokens: list[tuple[str, str]], kinds: tuple[str, ...]) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    for index, (_, tag) in enumerate(tokens):
        if tag[2:] in kinds and tag[0] in "BU":
            end = index + 1
            while tag[0] == "B" and end < len(tokens) and tokens[end][1][0] in "IL" and tokens[end][1][2:] == tag[2:]:
                end += 1
            spans.append((index, end))
    return spans


# -- ours -----------------------------------------------------------------------------------------------------------


def document_of(text: str, number: int) -> Document:
    blocks: list[Block] = []
    start = 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            blocks.append(Block(BlockKind.PARAGRAPH, Span(start, start + len(line.rstrip()))))
        start += len(line)
    article = Article(source=f"{number}.txt", text=text, blocks=tuple(blocks))
    sentences = split_sentences(article)
    times, mentions = find_times(article, sentences), find_mentions(article, sentences)
    return resolve_references(article, sentences, find_quotations(article), times, mentions)


def is_right(document: Document, statement: Statement, gold: Gold) -> bool:
    entity = document.entities[statement.speaker]
    return bool({word for name in (entity.name, *entity.names) for word in words_of(name)} & gold.speaker)


def f1(hits: int, ours: int, theirs: int) -> tuple[float, float, float]:
    precision, recall = hits / max(ours, 1), hits / max(theirs, 1)
    return precision, recall, 2 * precision * recall / (precision + recall) if hits else 0.0


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure direct speech on PFSA-ID")
    parser.add_argument("file", type=Path)
    parser.add_argument("--details", action="store_true", help="also print what was missed, extra or misattributed")
    arguments = parser.parse_args()
    counts: Counter[str] = Counter()
    for number, article in enumerate(articles_of(arguments.file)):
        document = document_of(text_of(article), number)
        ours = [statement for statement in find_statements(document) if statement.is_direct]
        theirs = gold_of(article)
        counts["ours"] += len(ours)
        counts["theirs"] += len(theirs)
        for gold in theirs:
            scores = [overlap(words_of(statement.text), gold.words) for statement in ours]
            best = max(scores, default=0.0)
            if best < FOUND:
                if arguments.details:
                    print(f"{number} missed: {' '.join(gold.words)[:100]} ({' '.join(sorted(gold.speaker))})")
                continue
            statement = ours.pop(scores.index(best))
            counts["found"] += 1
            counts["strict"] += words_of(statement.text) == gold.words
            if gold.speaker:
                counts["named"] += 1
                right = is_right(document, statement, gold)
                counts["right"] += right
                if not right and arguments.details:
                    speaker = document.entities[statement.speaker].name
                    print(f"{number} speaker {speaker} for {' '.join(sorted(gold.speaker))}: {statement.text[:80]}")
        if arguments.details:
            for statement in ours:
                print(f"{number} extra: {document.entities[statement.speaker].name}: {statement.text[:100]}")
    report(counts)


def report(counts: Counter[str]) -> None:
    print("             precision  recall     F1")
    for name in ("strict", "found"):
        print(f"{name:12} {'  '.join(f'{v:8.3f}' for v in f1(counts[name], counts['ours'], counts['theirs']))}")
    print(f"right speaker of those found: {counts['right'] / max(counts['named'], 1):.3f} (n={counts['named']})")
    print(f"F1 {f1(counts['found'], counts['ours'], counts['theirs'])[2]:.3f}")


if __name__ == "__main__":
    main()
