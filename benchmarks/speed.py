"""Measure how many articles the whole pipeline builds in a second of CPU time, and how much memory it needs.

    python benchmarks/speed.py FILE.jsonl… [--limit N] [--repeat N] [--ner DIR] [--cache DIR] [--profile]

Each line of FILE.jsonl is an article: ``url``, ``title``, ``author``, ``date`` (ISO 8601) and ``text``. It is laid out
as a news site prints it and written to a file in a temporary folder; the pipeline goes from the files to the Turtle:
read, facts, identify, graph, Turtle. One core; CPU time of the process, all its threads; what is loaded once
(weights, ontology, authority) is timed apart. The best of ``--repeat`` rounds counts, for the yardstick too.

``--ner DIR`` adds a yardstick in the same run: a blank spaCy pipeline for Indonesian with a CNN name tagger
(``pip install 'kabar[bench]'``), which does no more than find names. DIR holds ``train.txt`` of idner-news-2k (token,
tag of speech, IOB2 tag; github.com/khairunnisaor/idner-news-2k). It is trained once, with a seed, and kept in
``--cache``. The last line is then our speed divided by its speed.

``--profile`` prints instead where our time goes: seconds by file, then by function.
"""

from __future__ import annotations

import argparse
import cProfile
import json
import os
import pstats
import random
import resource
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from importlib import import_module
from pathlib import Path
from time import process_time
from typing import Any

from kg.pipeline import build

_DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des")
_EPOCHS = 5
_SEED = 20
_BATCH = 16


def articles_of(paths: Sequence[Path], limit: int | None) -> Iterator[str]:
    """The articles of some jsonl files as text files; with *limit*, so many, evenly from all of them."""
    lines = [line for path in paths for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]
    count = len(lines) if limit is None else min(limit, len(lines))
    for number in range(count):
        yield as_file(json.loads(lines[number * len(lines) // count]))


def as_file(article: dict[str, Any]) -> str:
    """An article as it is saved from a news site: headline, byline, date, paragraphs."""
    head = [article.get("title") or "", article.get("author") or ""]
    if article.get("date"):
        head.append(_date(article["date"]))
    return "\n\n".join([*filter(None, head), article["text"].strip()]) + "\n"


def _date(iso: str) -> str:
    try:
        day = datetime.fromisoformat(iso)
    except ValueError:
        return iso
    return f"{_DAYS[day.weekday()]}, {day.day:02} {_MONTHS[day.month - 1]} {day.year} {day:%H:%M} WIB"


def use_one_core() -> None:
    """Keep this process, and whatever computes in it, on one core."""
    os.environ.update(dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1"))
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


def cpu_seconds(run: Callable[[], object]) -> float:
    """CPU time that *run* takes in this process, in seconds."""
    start = process_time()
    run()
    return process_time() - start


def best_of_each(runs: Sequence[Callable[[], object]], repeat: int) -> list[float]:
    """The shortest CPU time of each, measured in turns so that none has the machine at its best alone."""
    rounds = [[cpu_seconds(run) for run in runs] for _ in range(repeat)]
    return [min(times) for times in zip(*rounds, strict=True)]


def peak_memory() -> float:
    """The most memory that this process ever held, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def build_turtle(folder: Path) -> str:
    """The whole pipeline but for writing the file."""
    return build(folder).serialize()


# -- the yardstick ----------------------------------------------------------------------------------------------------


def yardstick(ner: Path, cache: Path) -> Any:
    """A blank spaCy pipeline with a CNN name tagger, trained on *ner* unless *cache* has it."""
    spacy = import_module("spacy")  # from the extra "bench"; nothing else needs it
    folder = cache / f"kabar-bench-spacy-{spacy.__version__}-{_EPOCHS}-{_SEED}"
    if not folder.is_dir():
        print(f"training the yardstick into {folder}")
        _train(ner / "train.txt").to_disk(folder)
    return spacy.load(folder)


def _train(path: Path) -> Any:
    spacy, tokens = import_module("spacy"), import_module("spacy.tokens")
    make_example = import_module("spacy.training").Example
    random.seed(_SEED)
    spacy.util.fix_random_seed(_SEED)
    nlp = spacy.blank("id")
    nlp.add_pipe("ner")
    examples = []
    for words, tags in _sentences_of(path):
        doc, gold = tokens.Doc(nlp.vocab, words), tokens.Doc(nlp.vocab, words)
        gold.ents = [tokens.Span(gold, first, last, name) for first, last, name in _names_in(tags)]
        examples.append(make_example(doc, gold))
    optimizer = nlp.initialize(lambda: examples)
    for _ in range(_EPOCHS):
        random.shuffle(examples)
        for first in range(0, len(examples), _BATCH):
            nlp.update(examples[first : first + _BATCH], sgd=optimizer, drop=0.2)
    return nlp


def _sentences_of(path: Path) -> Iterator[tuple[list[str], list[str]]]:
    for chunk in path.read_text(encoding="utf-8").split("\n\n"):
        rows = [line.split() for line in chunk.splitlines() if line.strip()]
        if rows:
            yield [row[0] for row in rows], [row[-1] for row in rows]


def _names_in(tags: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """Half-open ranges of the names that IOB2 tags mark."""
    first: int | None = None
    for index, tag in enumerate([*tags, "O"]):
        if first is not None and not tag.startswith("I-"):
            yield first, index, tags[first][2:]
            first = None
        if tag.startswith("B-"):
            first = index


# -- what is printed --------------------------------------------------------------------------------------------------


def profile(folder: Path) -> None:
    """Where our time goes, by file and by function, with what is loaded once left out."""
    profiler = cProfile.Profile()
    profiler.runcall(build_turtle, folder)
    stats = pstats.Stats(profiler)
    by_file: Counter[str] = Counter()
    for (file, _, function), (_, _, own, _, _) in stats.stats.items():  # type: ignore[attr-defined]
        by_file[file if file != "~" else f"built in: {function}"] += own
    total = sum(by_file.values())
    for file, own in by_file.most_common(30):
        print(f"{own:8.3f} s {own / total:6.1%}  {file}")
    stats.sort_stats("tottime").print_stats(40)


def measure(folder: Path, ner: Path | None, cache: Path, repeat: int) -> None:
    """Print our speed, our memory and, with *ner*, the ratio to the yardstick's speed."""
    paths = sorted(folder.glob("*.txt"))
    with tempfile.TemporaryDirectory() as single:
        Path(single, "0.txt").write_text(paths[0].read_text(encoding="utf-8"), encoding="utf-8")
        print(f"loaded in {cpu_seconds(lambda: build_turtle(Path(single))):.2f} CPU-seconds")
    runs: list[Callable[[], object]] = [lambda: build_turtle(folder)]
    ours = cpu_seconds(runs[0])  # before spaCy is there: the memory is ours alone
    print(f"peak memory {peak_memory():.0f} MB")
    if ner is not None:
        nlp = yardstick(ner, cache)
        texts = [path.read_text(encoding="utf-8") for path in paths]
        runs.append(lambda: [len(doc.ents) for doc in nlp.pipe(texts)])
    first, *others = best_of_each(runs, repeat)
    ours = min(ours, first)
    print(f"{len(paths)} articles, {len(paths) / ours:.1f} articles per CPU-second")
    for theirs in others:
        print(f"spaCy's name tagger alone: {len(paths) / theirs:.1f} articles per CPU-second")
        print(f"ratio {theirs / ours:.2f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", type=Path, nargs="+", metavar="FILE.jsonl")
    parser.add_argument("--limit", type=int, metavar="N", help="so many articles")
    parser.add_argument("--repeat", type=int, default=3, metavar="N", help="so many rounds")
    parser.add_argument("--ner", type=Path, metavar="DIR", help="idner-news-2k")
    parser.add_argument("--cache", type=Path, default=Path(tempfile.gettempdir()), metavar="DIR")
    parser.add_argument("--profile", action="store_true")
    options = parser.parse_args()
    use_one_core()
    with tempfile.TemporaryDirectory() as folder:
        for number, text in enumerate(articles_of(options.files, options.limit)):
            Path(folder, f"{number:06}.txt").write_text(text, encoding="utf-8")
        if options.profile:
            build_turtle(Path(folder))
            profile(Path(folder))
        else:
            measure(Path(folder), options.ner, options.cache, options.repeat)


if __name__ == "__main__":
    main()
