"""From files to a graph: the arrows of ``docs/pipeline.md``, one after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from kg.engine import ordered_map, without_collector
from kg.errors import InputError, KabarError
from kg.extraction import extract_facts
from kg.extraction.mentions import find_mentions
from kg.extraction.references import resolve_references
from kg.graph import BASE, Graph, build_graph
from kg.identity import Corpus, CorpusEvent, Decision, identify, read_decisions
from kg.knowledge.authority import use_registries
from kg.knowledge.registries import Registration, read_registries
from kg.language.quotations import find_quotations
from kg.language.segmentation import split_sentences
from kg.language.times import find_times
from kg.model import Article, Document, Facts
from kg.reading import find_articles, read

OnError = Callable[[KabarError], None]
Progress = Callable[[int, int], None]
"""Is told how many articles are done, and of how many."""


@without_collector()
def build(
    paths: Iterable[str | Path] | str | Path,
    *,
    base: str = BASE,
    encoding: str = "utf-8",
    min_confidence: float = 0.0,
    decisions: str | Path | None = None,
    authorities: Iterable[str | Path] = (),
    jobs: int = 1,
    on_error: OnError | None = None,
    progress: Progress | None = None,
) -> Graph:
    """Build the graph of some articles.

    Args:
        paths: files, and folders, which stand for every ``*.txt`` below them.
        base: what every minted IRI begins with; ends in ``/`` or ``#``.
        encoding: of the files.
        min_confidence: facts that are less sure than this (0 to 1) are left out; ``docs/quality.md`` says how far
            the confidence can be trusted.
        decisions: a table (CSV) of what is the same and what is different, which overrides the rules of joining
            (``docs/identity.md``).
        authorities: registries of your own (CSV, or SKOS in Turtle), whose names and identifiers go before those of
            the package (``docs/authority.md``).
        jobs: how many processes read articles; the graph is the same with any number.
        on_error: is called for each file that cannot be used; the others are still built. Without it the first such
            file ends the build. Is also called for each article without any date, which is built all the same.
        progress: is called after each article.

    Raises:
        InputError: *base* cannot begin an IRI, *min_confidence* is not between 0 and 1, no article could be read, or
            *decisions* or *authorities* cannot be read or put into effect.
        KnowledgeError: the ontology or the authority is broken.
    """
    check_base(base)
    if not 0 <= min_confidence <= 1:
        raise InputError(f"{min_confidence} is no confidence", advice="Give a number from 0 to 1.")
    decided = read_decisions(decisions, base) if decisions is not None else ()
    corpus = read_corpus(
        paths,
        encoding=encoding,
        decisions=decided,
        authorities=authorities,
        jobs=jobs,
        on_error=on_error,
        progress=progress,
    )
    return build_graph(_sure_of(corpus, min_confidence), base)


@without_collector()
def read_corpus(
    paths: Iterable[str | Path] | str | Path,
    *,
    encoding: str = "utf-8",
    decisions: Sequence[Decision] = (),
    authorities: Iterable[str | Path] = (),
    jobs: int = 1,
    on_error: OnError | None = None,
    progress: Progress | None = None,
) -> Corpus:
    """Everything that some articles say, before it becomes a graph. See :func:`build`."""
    complain = on_error or _raise
    own = read_registries(authorities)
    use_registries(own)
    files = list(_files([paths] if isinstance(paths, str | Path) else paths, complain))
    facts: list[Facts] = []
    for done, (path, result) in enumerate(
        zip(files, ordered_map(partial(facts_of, encoding=encoding, own=own), files, jobs), strict=True), start=1
    ):
        if isinstance(result, InputError):
            complain(result)
        else:
            facts.append(result)
            if result.document.article.anchor is None and on_error:
                on_error(_undated(path))
        if progress:
            progress(done, len(files))
    if not facts:
        raise InputError("no article could be read", advice="Nothing was built.")
    return identify(facts, decisions=decisions)


def _sure_of(corpus: Corpus, least: float) -> Corpus:
    """The corpus without the facts that are less sure than *least*; its articles and entities stay."""
    events = [event for event in corpus.events if event.confidence >= least]
    statements = [statement for statement in corpus.statements if statement.confidence >= least]
    kept = {event.name for event in events} | {statement.name for statement in statements}
    return replace(
        corpus,
        events=tuple(_linked_to(event, kept) for event in events),
        statements=tuple(replace(s, conflicts=_only(s.conflicts, kept)) for s in statements),
        positions=tuple(position for position in corpus.positions if position.confidence >= least),
        relations=tuple(relation for relation in corpus.relations if relation.confidence >= least),
    )


def _linked_to(event: CorpusEvent, kept: set[str]) -> CorpusEvent:
    """The event with links to those alone that are kept."""
    fulfils, conflicts, different = (_only(names, kept) for names in (event.fulfils, event.conflicts, event.different))
    return replace(event, fulfils=fulfils, conflicts=conflicts, different=different)


def _only(names: tuple[str, ...], kept: set[str]) -> tuple[str, ...]:
    return tuple(name for name in names if name in kept)


def understand(article: Article) -> Document:
    """An article with its sentences, quotations, times, mentions and what they stand for."""
    sentences = split_sentences(article)
    quotations = find_quotations(article)
    times = find_times(article, sentences)
    mentions = find_mentions(article, sentences)
    return resolve_references(article, sentences, quotations, times, mentions)


def check_base(base: str) -> None:
    """Whether minted IRIs can begin with *base*.

    Raises:
        InputError: it is not absolute, holds a character that no IRI may hold, or ends in neither ``/`` nor ``#``.
    """
    scheme, colon, rest = base.partition(":")
    is_absolute = bool(colon and rest) and scheme.isascii() and scheme[:1].isalpha()
    if not is_absolute or any(c in '<>"{}|\\^`' or c <= " " for c in base) or base[-1] not in "/#":
        raise InputError(f"{base!r} cannot begin an IRI", advice="Give one like https://example.org/id/")


def facts_of(path: Path, encoding: str = "utf-8", own: Sequence[Registration] = ()) -> Facts | InputError:
    """All that one file says, or why it cannot be used; with what the user's registries hold.

    One article that trips us up must not cost the other ten thousand.
    """
    use_registries(own)
    try:
        return extract_facts(understand(read(path, encoding)))
    except InputError as error:
        return error
    except KabarError:
        raise
    except Exception as error:
        return InputError(
            f"cannot be understood ({type(error).__name__}: {error})",
            place=str(path),
            advice="This is a fault of kabar; please report it with the file.",
        )


def _undated(path: Path) -> InputError:
    return InputError(
        "has no date, neither its own nor in its text", place=str(path), advice='Days such as "Rabu lalu" are left out.'
    )


def _files(paths: Iterable[str | Path], complain: OnError) -> Iterator[Path]:
    """Every file once, however it was given."""
    seen: set[Path] = set()
    for path in paths:
        try:
            found: Sequence[Path] = find_articles([path])
        except InputError as error:
            complain(error)
            continue
        for file in found:
            real = file.resolve()
            if real not in seen:
                seen.add(real)
                yield file


def _raise(error: KabarError) -> None:
    raise error
