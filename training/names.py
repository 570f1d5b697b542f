"""Trains the name tagger: annotated sentences in, ``known.txt``, ``names*.weights`` and ``names*.chain`` out.

    python training/names.py --ner DIR --nergrit DIR --gold DIR --texts DIR -o kg/language/weights

Same data, same weights. Nothing is downloaded; ``training/README.md`` says where each set comes from.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import pycrfsuite

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from fields import write_field
from lists import listed_words
from word_counts import bucket, normal

from kg.knowledge.authority import load_authority
from kg.language.features import Listed, WordFeatures, is_title_case, listed_names, sentence_features
from kg.language.segmentation import split_sentences, tokenise
from kg.language.tagger import Tagger
from kg.model import Article, Block, BlockKind, Span

RAREST_NAME = 3

NERGRIT_LABELS = {"PERSON": "PER", "PLACE": "LOC", "ORGANISATION": "ORG"}
GOLD_LABELS = {"Person": "PER", "Organisation": "ORG", "Place": "LOC", "Country": "LOC", "Facility": "LOC"}


class Labelled(NamedTuple):
    """A sentence with one IOB2 label a word."""

    words: list[str]
    labels: list[str]
    guidelines: str = ""


# -- reading ----------------------------------------------------------------------------------------------------------


def read_conll(path: Path, guidelines: str = "", renamed: dict[str, str] | None = None) -> list[Labelled]:
    """Sentences of a file with the word in the first column and the label in the last, blank lines between them."""
    sentences: list[Labelled] = []
    words: list[str] = []
    labels: list[str] = []
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        columns = line.split()
        if columns:
            label = columns[-1]
            if renamed and label != "O":
                label = label[:2] + renamed[label[2:]] if label[2:] in renamed else "O"
            words.append(columns[0])
            labels.append(label)
        elif words:
            sentences.append(retokenise(words, labels)._replace(guidelines=guidelines))
            words, labels = [], []
    return sentences


def spans_of(labels: Sequence[str]) -> list[tuple[int, int, str]]:
    """IOB labels as half-open spans."""
    spans: list[tuple[int, int, str]] = []
    first, kind = 0, ""
    for i, label in enumerate([*labels, "O"]):
        if kind and label != "I-" + kind:
            spans.append((first, i, kind))
            kind = ""
        if label != "O" and not kind:
            first, kind = i, label[2:]
    return spans


def retokenise(words: Sequence[str], labels: Sequence[str]) -> Labelled:
    """Cut words as the pipeline does: "(Bawaslu)" becomes three tokens, and marks at its edges leave the name."""
    tokens: list[str] = []
    owners: list[int] = []
    for number, word in enumerate(words):
        for token in tokenise(word) or ():
            tokens.append(token.text)
            owners.append(number)
    result = ["O"] * len(tokens)
    for first, last, kind in spans_of(labels):
        inside = [i for i, owner in enumerate(owners) if first <= owner < last]
        while inside and not re.match(r"\w", tokens[inside[0]]):
            inside.pop(0)
        while inside and not re.search(r"\w$", tokens[inside[-1]]):
            inside.pop()
        for place, i in enumerate(inside):
            result[i] = ("I-" if place else "B-") + kind
    return Labelled(tokens, result)


def split_acronyms(words: Sequence[str], labels: Sequence[str]) -> list[str]:
    """Cut "Otoritas Jasa Keuangan (OJK)" into two names where it is labelled as one."""
    result = list(labels)
    for first, last, kind in spans_of(labels):
        end = last + (last < len(words) and words[last] == ")")
        if words[end - 1] == ")" and "(" in words[first:end]:
            bracket = first + list(words[first:end]).index("(")
            if bracket > first and end - bracket > 2:
                result[bracket] = "O"
                result[end - 1] = "O"
                result[bracket + 1] = "B-" + kind
    return result


def read_gold(gold: Path, texts: Path) -> list[tuple[str, list[Labelled]]]:
    """Our own annotation: per article its file name and its sentences, names projected onto the words."""
    articles: list[tuple[str, list[Labelled]]] = []
    for path in sorted(gold.glob("*.json")):
        annotation = json.loads(path.read_text(encoding="utf-8"))
        article = _article(texts / annotation["file"])
        marks = _name_spans(article.text, annotation["entities"])
        sentences = [_label(sentence.tokens, marks) for sentence in split_sentences(article)]
        articles.append((annotation["file"], sentences))
    return articles


def _article(path: Path) -> Article:
    try:
        from kg.reading import read

        return read(path)
    except ImportError:
        text = path.read_text(encoding="utf-8")
        blocks = tuple(
            Block(BlockKind.PARAGRAPH, Span(m.start(), m.end()))
            for m in re.finditer(r"[^\n]+", text)
            if m.group().strip()
        )
        return Article(path.name, text, blocks)


def _name_spans(text: str, entities: Iterable[dict[str, Any]]) -> dict[int, tuple[int, str]]:
    """Where the annotated surface forms stand: start → (end, label); the longest at each place."""
    surfaces = [
        (surface, GOLD_LABELS[entity["type"]])
        for entity in entities
        if entity["type"] in GOLD_LABELS
        for surface in entity["surface"]
        if not surface.split()[0].islower()
    ]
    surfaces.sort(key=lambda pair: (-len(pair[0]), pair))
    taken = bytearray(len(text))
    marks: dict[int, tuple[int, str]] = {}
    for surface, label in surfaces:
        for match in re.finditer(rf"(?<!\w){re.escape(surface)}(?!\w)", text):
            if not any(taken[match.start() : match.end()]):
                taken[match.start() : match.end()] = b"\1" * len(surface)
                marks[match.start()] = (match.end(), label)
    return marks


def _label(tokens: Sequence[Any], marks: dict[int, tuple[int, str]]) -> Labelled:
    labels: list[str] = []
    end, kind = -1, ""
    for token in tokens:
        if token.start in marks:
            end, kind = marks[token.start]
            labels.append("B-" + kind)
        else:
            labels.append("I-" + kind if token.start < end else "O")
    words = [token.text for token in tokens]
    return Labelled(words, split_acronyms(words, labels))


# -- learning ---------------------------------------------------------------------------------------------------------


def train(
    sentences: Iterable[Labelled],
    knowledge: WordFeatures,
    path: Path,
    *,
    penalties: tuple[float, float] = (0.1, 0.1),
    iterations: int = 90,
) -> None:
    """Fit one model by L-BFGS and write it.

    Args:
        sentences: annotated.
        knowledge: what is known of single words.
        path: of the model; its weights are written beside it.
        penalties: of the absolute value and of the square of a weight.
        iterations: at most.
    """
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    for sentence in sentences:
        trainer.append(
            pycrfsuite.ItemSequence(
                sentence_features(sentence.words, knowledge, listed(sentence.words), sentence.guidelines)
            ),
            sentence.labels,
        )
    trainer.set_params(
        {"c1": penalties[0], "c2": penalties[1], "max_iterations": iterations, "feature.possible_transitions": True}
    )
    with TemporaryDirectory() as folder:
        large = Path(folder, "large.crf")
        trainer.train(str(large))
        write_field(large, path)


def listed(words: Sequence[str]) -> list[Listed]:
    """What the authority knows among *words*."""
    return listed_names(load_authority().match(words))


def evaluate(tagger: Tagger, sentences: Iterable[Labelled]) -> tuple[float, float, float]:
    """Precision, recall and F1 of whole spans with their labels."""
    found = right = wanted = 0
    for words, labels, guidelines in sentences:
        gold = set(spans_of(labels))
        got = {(s.first, s.last, s.label) for s in tagger.tag(words, listed(words), guidelines)}
        found, right, wanted = found + len(got), right + len(got & gold), wanted + len(gold)
    precision, recall = right / (found or 1), right / (wanted or 1)
    return precision, recall, 2 * precision * recall / ((precision + recall) or 1)


# -- what is known of single words ------------------------------------------------------------------------------------


Table = dict[str, list[str]]
"""Features of words."""


def cluster_table(sentences: Sequence[Sequence[str]]) -> Table:
    """Clusters of words that stand among the same neighbours."""
    from clusters import cluster  # needs numpy, which evaluation does not

    return {word: [f"k{c}", f"l{m}", f"m{f}"] for word, (c, m, f) in cluster(sentences).items()}


def case_table(sentences: Sequence[Sequence[str]]) -> Table:
    """How often a word has a capital where the place in the sentence does not ask for one."""
    small: Counter[str] = Counter()
    large: Counter[str] = Counter()
    for words in sentences:
        if is_title_case(words):
            continue
        for previous, word in pairwise(words):
            if word[0].isalpha() and previous not in '."“?!:':
                (large if word[0].isupper() else small)[normal(word)] += 1
    features: Table = {}
    for word in set(small) | set(large):
        total = small[word] + large[word]
        if total >= 2:
            features[word] = [f"c{round(4 * large[word] / total)}{'a' if total < 8 else 'b'}"]
    return features


def name_table(directory: Path) -> Table:
    """How often a word is the first or a later word of a person's name, or stands in names of places, organisations."""
    counts: dict[str, Counter[str]] = {"f": Counter(), "n": Counter(), "p": Counter(), "o": Counter()}
    for name in _names(directory / "dbpedia-person.txt"):
        counts["f"][name[0]] += 1
        counts["n"].update(name[1:])
    for key, kind in (("p", "place"), ("o", "organization")):
        for name in _names(directory / f"dbpedia-{kind}.txt"):
            counts[key].update(set(name))
    features: Table = {}
    for key, words in counts.items():
        for word, count in words.items():
            if count >= RAREST_NAME and len(word) > 1:
                features.setdefault(word, []).append(f"n{key}{bucket(count, 4) // 2}")
    return features


def whole_name_table(directory: Path) -> Table:
    """The words that are a name by themselves."""
    features: Table = {}
    for key, kind, shortest in (("p", "person", 4), ("l", "place", 5), ("o", "organization", 3)):
        for word in sorted({name[0] for name in _names(directory / f"dbpedia-{kind}.txt") if len(name) == 1}):
            if len(word) >= shortest and word.isalpha():
                features.setdefault(word, []).append("d" + key)
    return features


def _names(path: Path) -> Iterator[list[str]]:
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
        words = re.sub(r"[(),\"]", " ", line.lower()).split()
        if words:
            yield words


def known_words(articles: Sequence[Path], names: Path, labelled: Iterable[Labelled], left_out: set[str]) -> str:
    """The text of ``known.txt``: counted over running text, the annotated sentences and lists of names.

    Args:
        articles: JSON lines with ``url``, ``title``, ``text``.
        names: folder with ``dbpedia-person.txt``, ``dbpedia-place.txt`` and ``dbpedia-organization.txt``.
        labelled: annotated sentences, of which only the words are used.
        left_out: addresses of articles that are measured on.
    """
    sentences = [sentence.words for sentence in labelled]
    for path in articles:
        for line in path.read_text(encoding="utf-8").strip().split("\n"):
            article = json.loads(line)
            if article.get("url") not in left_out:
                sentences += _sentences_of_text(f"{article.get('title') or ''}\n{article['text'] or ''}")
    features: Table = {}
    counted = (cluster_table(sentences), case_table(sentences), name_table(names), whole_name_table(names))
    for table in (*counted, listed_words()):
        for word, found in table.items():
            if word and not re.search(r"\s", word):
                features.setdefault(word, []).extend(found)
    return WordFeatures.write(features)


def _sentences_of_text(text: str) -> Iterator[list[str]]:
    for line in text.split("\n"):
        for piece in re.split(r"(?<=[.!?])[\"”]?\s+(?=[\"“A-Z])", line):
            words = [token.text for token in tokenise(piece)]
            if words:
                yield words


# -- command ----------------------------------------------------------------------------------------------------------


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--ner", type=Path, required=True, help="folder of idner-news-2k: train.txt, dev.txt")
    parser.add_argument("--nergrit", type=Path, required=True, help="folder of NERGrit: train_preprocess.txt")
    parser.add_argument("--gold", type=Path, required=True, help="folder of our annotation, one JSON an article")
    parser.add_argument("--texts", type=Path, required=True, help="folder of the annotated articles")
    words = parser.add_mutually_exclusive_group(required=True)
    words.add_argument("--words", type=Path, help="a known.txt to use again")
    words.add_argument("--articles", type=Path, nargs="+", help="JSON lines of articles for clusters and counts")
    parser.add_argument("--names", type=Path, help="folder of the DBpedia lists of names (with --articles)")
    parser.add_argument("--fold", help="K/N: leave out each N-th article of the gold, from the K-th")
    parser.add_argument("-o", "--output", type=Path, required=True, help="folder for the weights")
    arguments = parser.parse_args()
    if arguments.articles and not arguments.names:
        parser.error("--articles needs --names")
    return arguments


def main() -> None:
    """Train, write and report F1 on the sentences that were left out."""
    arguments = _arguments()
    idner = read_conll(arguments.ner / "train.txt", "idner")
    nergrit = read_conll(arguments.nergrit / "train_preprocess.txt", "nergrit", NERGRIT_LABELS)
    articles = read_gold(arguments.gold, arguments.texts)
    kept, held = split_fold(articles, arguments.fold)
    if arguments.words:
        known = arguments.words.read_text(encoding="utf-8")
    else:
        addresses = {json.loads(path.read_text(encoding="utf-8"))["url"] for path in arguments.gold.glob("*.json")}
        known = known_words(arguments.articles, arguments.names, [*idner, *nergrit], addresses - {None})
    arguments.output.mkdir(parents=True, exist_ok=True)
    (arguments.output / "known.txt").write_text(known, encoding="utf-8")
    knowledge = WordFeatures.read(known)
    for number, (sentences, penalties) in enumerate(mixtures(idner, nergrit, kept), start=1):
        train(sentences, knowledge, arguments.output / f"names-{number}.weights", penalties=penalties)
    tagger = Tagger(arguments.output)
    report("idner-news-2k dev", evaluate(tagger, read_conll(arguments.ner / "dev.txt", "idner")))
    if held:
        report("held-out gold", evaluate(tagger, held))


def split_fold(
    articles: Sequence[tuple[str, list[Labelled]]], fold: str | None
) -> tuple[list[Labelled], list[Labelled]]:
    """Sentences to train on and sentences to leave out; ``"2/5"`` leaves out articles 2, 7, 12 … by file name."""
    number, size = (int(part) for part in fold.split("/")) if fold else (0, 1)
    kept = [s for i, (_, row) in enumerate(articles) for s in row if not fold or i % size != number - 1]
    held = [s for i, (_, row) in enumerate(articles) for s in row if fold and i % size == number - 1]
    return kept, held


def mixtures(
    idner: Sequence[Labelled], nergrit: Sequence[Labelled], gold: Sequence[Labelled]
) -> Iterator[tuple[list[Labelled], tuple[float, float]]]:
    """What each of the models is trained on, and its penalties: our own articles count twice.

    The first reads our articles, the second those whose names follow the guidelines of idner-news-2k; ours would teach
    it what is peculiar to us.
    """
    yield [*idner, *gold, *gold, *nergrit], (0.15, 0.3)
    yield [*idner], (0.05, 0.22)


def report(what: str, scores: tuple[float, float, float]) -> None:
    print("{}: precision {:.4f}, recall {:.4f}, F1 {:.4f}".format(what, *scores), flush=True)


if __name__ == "__main__":
    main()
