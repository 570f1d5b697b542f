"""What each part of the pipeline adds: F1 of every kind of fact with the part switched off.

    python benchmarks/ablation.py GOLD_DIR --texts DIR [--names FOLDS]

FOLDS holds ``fold1`` … ``fold5``, each the output of ``training/names.py --fold K/5``: of each five articles, by file
name, the K-th is then read with the name tagger that has not seen it. Prints Markdown: first the whole pipeline, then
what is lost without each part, in points. The last line is the index of the whole.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path
from typing import Any
from unittest.mock import patch

from gold import GoldArticle, read_gold
from scoring import INDEX_OF, Scores, score

from kg import build, pipeline
from kg.extraction import events, happenings
from kg.extraction.confidence import Confidence
from kg.extraction.mentions import find_mentions
from kg.extraction.mentions.anaphors import Anaphors
from kg.extraction.mentions.article_names import ArticleNames
from kg.extraction.statements.quoted_speech import QuotedSpeech
from kg.extraction.statements.reported_speech import ReportedSpeech
from kg.extraction.triggers import TriggerIndex
from kg.knowledge.authority import Authority
from kg.knowledge.ontology import load_ontology
from kg.language.tagger import WEIGHTS, Tagger, default_tagger
from kg.model import Article, BlockKind, Mention, MentionKind, Sentence
from kg.reading import read

FOLDS = 5
_SITE = frozenset({BlockKind.CHROME, BlockKind.BYLINE, BlockKind.COPY})


def _nothing(*_: Any, **__: Any) -> Iterator[Any]:
    return iter(())


def _reads_everything(path: Path, encoding: str = "utf-8") -> Article:
    article = read(path, encoding)
    blocks = (b._replace(kind=BlockKind.PARAGRAPH) if b.kind in _SITE else b for b in article.blocks)
    return replace(article, blocks=tuple(blocks))


def _finds_no_pronouns(article: Article, sentences: Sequence[Sentence]) -> tuple[Mention, ...]:
    return tuple(m for m in find_mentions(article, sentences) if m.kind is not MentionKind.PRONOUN)


def _without_nouns() -> TriggerIndex:
    ontology = load_ontology()
    return TriggerIndex(replace(ontology, triggers=tuple(replace(t, nouns=()) for t in ontology.triggers)))


def _without_light_verbs() -> TriggerIndex:
    return TriggerIndex(replace(load_ontology(), light_verbs=()))


PARTS: dict[str, Callable[[], AbstractContextManager[Any]]] = {
    "recognising what the site added": lambda: patch.object(pipeline, "read", _reads_everything),
    "the name tagger": lambda: patch.object(Tagger, "tag", lambda *_, **__: ()),
    "the authority among the names": lambda: patch.object(Authority, "match", _nothing),
    "names made consistent over the article": lambda: patch.object(
        ArticleNames, "complete", lambda self, words, names: list(names)
    ),
    "descriptions and pronouns": lambda: patch.object(Anaphors, "find", _nothing),
    "pronouns alone": lambda: patch.object(pipeline, "find_mentions", _finds_no_pronouns),
    "dates": lambda: patch.object(pipeline, "find_times", lambda *_: ()),
    "direct speech": lambda: patch.object(QuotedSpeech, "read", lambda self: None),
    "reported speech": lambda: patch.object(ReportedSpeech, "read", lambda self, *_: None),
    "nouns as triggers": lambda: patch.object(events, "default_index", _without_nouns),
    "light verbs": lambda: patch.object(events, "default_index", _without_light_verbs),
    "joining the mentions of one event": lambda: patch.object(happenings, "_is_same", lambda *_: False),
    "the floor of the events' confidence": lambda: patch.object(Confidence, "floor", lambda *_: 0.0),
}


def measure(gold: Sequence[GoldArticle], texts: Path, names: Path | None) -> Scores:
    """The scores of all articles, each read by a name tagger that has not seen it."""
    total = Scores()
    for fold in range(FOLDS if names else 1):
        if names:
            os.environ[WEIGHTS] = str(names / f"fold{fold + 1}")
            default_tagger.cache_clear()
        articles = gold[fold::FOLDS] if names else gold
        add(total, score(build([texts / article.file for article in articles]), articles, texts))
    return total


def add(total: Scores, more: Scores) -> None:
    """Add the counts of some articles."""
    for kind, tally in more.tallies.items():
        mine = total.tallies[kind]
        mine.hits += tally.hits
        mine.extra += tally.extra
        mine.missed += tally.missed


def row(name: str, values: Iterable[float], form: str) -> str:
    return f"| {name} | " + " | ".join(format(value, form) for value in values) + " |"


def values_of(scores: Scores) -> list[float]:
    return [*(scores.tallies[kind].f1 for kind in INDEX_OF), scores.index]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path, metavar="GOLD_DIR")
    parser.add_argument("--texts", type=Path, required=True, metavar="DIR")
    parser.add_argument("--names", type=Path, metavar="FOLDS")
    options = parser.parse_args()
    gold = read_gold(options.gold)
    whole = measure(gold, options.texts, options.names)
    print("| without | " + " | ".join([*INDEX_OF, "index"]) + " |")
    print("|---" * (len(INDEX_OF) + 2) + "|")
    print(row("nothing: the whole pipeline", values_of(whole), ".3f"))
    for name, switched_off in PARTS.items():
        with switched_off():
            less = measure(gold, options.texts, options.names)
        lost = (100 * (a - b) for a, b in zip(values_of(less), values_of(whole), strict=True))
        print(row(name, lost, "+.1f"), flush=True)
    print(f"index {whole.index:.3f}")


if __name__ == "__main__":
    main()
