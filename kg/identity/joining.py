"""Brings the facts of many articles together."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from kg.identity.accounts import by_article
from kg.identity.agreement import Happening, Judge, Report
from kg.identity.articles import NamedFacts, name_articles
from kg.identity.conflicts import conflicts_of_events, conflicts_of_statements
from kg.identity.copies import count_outlets, near_copies
from kg.identity.corpus import (
    Account,
    Corpus,
    CorpusArticle,
    CorpusEntity,
    CorpusEvent,
    CorpusMention,
    CorpusPosition,
    CorpusRelation,
    CorpusStatement,
    Passage,
)
from kg.identity.decisions import Decision
from kg.identity.entities import EntityIndex, join_entities
from kg.identity.events import find_happenings, make_events
from kg.identity.fulfilment import link_fulfilments
from kg.identity.happenings import decide
from kg.identity.likeness import Likeness
from kg.identity.naming import digest, slug, tell_apart
from kg.identity.settling import Rulings, Settled
from kg.identity.stories import Stories
from kg.identity.wording import runs
from kg.knowledge.authority import Authority, load_authority
from kg.knowledge.ontology import load_ontology
from kg.model import Argument, Document, Facts, Position, Relation, Span, Statement

_NOT_WORD = re.compile(r"\W+")


def identify(facts: Iterable[Facts], authority: Authority | None = None, decisions: Sequence[Decision] = ()) -> Corpus:
    """Join the facts of many articles into one corpus.

    The order of *facts* does not matter; the same text in several files counts once.

    Args:
        facts: what each article says.
        authority: names of things; the one that the package carries by default.
        decisions: what people decided to be the same or different.

    Raises:
        DecisionsError: decisions name what is not there, or contradict each other.
    """
    authority = authority or load_authority()
    articles = name_articles(facts)
    names = [each.name for each in articles]
    rulings = Rulings(decisions, names) if decisions else None
    index = join_entities(articles, authority, rulings)
    copies = near_copies([each.facts.document.article for each in articles])
    named = tuple(_article(number, each, index, copies[number]) for number, each in enumerate(articles))
    happenings, settled = _happenings(articles, index, authority), None
    if rulings:
        happenings, settled = decide(
            happenings,
            index.entities,
            names,
            rulings,
            lambda: _happenings(articles, join_entities(articles, authority), authority),
        )
        rulings.check()
    return Corpus(
        articles=named,
        entities=index.entities,
        events=_events(happenings, named, Likeness(index.entities, authority), settled),
        statements=_in_context(_statements(articles, index), named, index.entities),
        positions=_positions(articles, index),
        relations=_relations(articles, index),
    )


def _events(
    happenings: Mapping[str, Happening],
    articles: Sequence[CorpusArticle],
    likeness: Likeness,
    settled: Settled[Any] | None,
) -> tuple[CorpusEvent, ...]:
    """The events, with what relates them to others."""
    once = frozenset(kind.name for kind in load_ontology().event_classes.values() if kind.is_once)
    conflicts = conflicts_of_events(happenings, likeness, once)
    events = []
    for event in make_events(happenings):
        notes, different = settled.said_of(event.name) if settled else ((), ())
        outlets = count_outlets(event.passages, articles)
        others = conflicts.get(event.name, ())
        events.append(replace(event, notes=notes, different=different, outlets=outlets, conflicts=others))
    return link_fulfilments(events, [each.article.anchor for each in articles], likeness)


def _happenings(articles: Sequence[NamedFacts], index: EntityIndex, authority: Authority) -> dict[str, Happening]:
    """What happens in the articles, by name, joined by the rules alone."""
    speech = frozenset(kind.name for kind in load_ontology().event_classes.values() if kind.is_speech_act)
    judge = Judge(Likeness(index.entities, authority), _stories(articles, index), speech)
    return find_happenings(_reports(articles, index), [each.name for each in articles], index.entities, judge)


def _stories(articles: Sequence[NamedFacts], index: EntityIndex) -> Stories:
    return Stories([_entities(number, each, index) for number, each in enumerate(articles)])


def _entities(number: int, each: NamedFacts, index: EntityIndex) -> tuple[int, ...]:
    return tuple(sorted({index.of(number, e) for e in range(len(each.facts.document.entities))}))


def _article(number: int, each: NamedFacts, index: EntityIndex, copies: tuple[int, ...]) -> CorpusArticle:
    document = each.facts.document
    mentions = {
        CorpusMention(r.mention.span, tuple(sorted({index.of(number, e) for e in r.entities})))
        for r in document.references
        if r.entities
    }
    return CorpusArticle(
        name=each.name,
        article=document.article,
        sources=each.sources,
        publisher=index.publisher(number),
        entities=_entities(number, each, index),
        mentions=tuple(sorted(mentions)),
        copies=copies,
    )


def _passages(number: int, spans: Iterable[Span]) -> tuple[Passage, ...]:
    return tuple(Passage(number, span) for span in sorted(set(spans)))


def _merged(members: Sequence[tuple[int, Position | Statement | Relation]]) -> tuple[Passage, ...]:
    return tuple(sorted({p for number, fact in members for p in _passages(number, fact.passages)}))


def _account(article: int, fact: Position | Statement | Relation, *arguments: Argument) -> Account:
    return Account(article, arguments, None, None, fact.confidence)


# -- events -----------------------------------------------------------------------------------------------------------


def _reports(articles: Sequence[NamedFacts], index: EntityIndex) -> Iterator[Report]:
    for number, each in enumerate(articles):
        anchor = each.facts.document.article.anchor
        for event in each.facts.events:
            yield Report(
                number,
                event.type,
                event.modality,
                tuple(_argument(number, argument, index) for argument in event.arguments),
                event.begin,
                event.end,
                anchor,
                _passages(number, event.passages),
                event.confidence,
                _runs(each.facts.document, event.passages),
            )


def _runs(document: Document, passages: Iterable[Span]) -> frozenset[int]:
    """Runs of words of the sentences that report an event."""
    spans = {s.span for s in document.sentences for passage in passages if s.span.overlaps(passage)}
    return frozenset().union(*(runs(document.article.text[start:end]) for start, end in spans))


def _argument(number: int, argument: Argument, index: EntityIndex) -> Argument:
    filler = argument.filler
    return Argument(argument.role, index.of(number, filler) if isinstance(filler, int) else filler)


# -- statements -------------------------------------------------------------------------------------------------------


def _statements(articles: Sequence[NamedFacts], index: EntityIndex) -> tuple[CorpusStatement, ...]:
    said: dict[Hashable, list[tuple[int, Statement]]] = {}
    for number, each in enumerate(articles):
        for statement in each.facts.statements:
            said.setdefault(_said(number, statement, index), []).append((number, statement))
    opening = {key: " ".join(members[0][1].text.split()[:6]) for key, members in said.items()}
    wanted: dict[Hashable, str] = {}
    for key, members in said.items():
        number, statement = members[0]
        speaker = index.entities[index.of(number, statement.speaker)].name.partition("/")[2]
        wanted[key] = f"statement/{speaker}/{slug(opening[key])}-{digest(key)}"
    names = tell_apart(wanted)
    return tuple(
        sorted((_statement(names[key], members, index) for key, members in said.items()), key=lambda s: s.name)
    )


def _in_context(
    statements: Sequence[CorpusStatement], articles: Sequence[CorpusArticle], entities: Sequence[CorpusEntity]
) -> tuple[CorpusStatement, ...]:
    """The statements, with what relates them to others."""
    stories = Stories([article.entities for article in articles])
    conflicts = conflicts_of_statements(statements, entities, stories)
    return tuple(
        replace(each, outlets=count_outlets(each.passages, articles), conflicts=conflicts.get(each.name, ()))
        for each in statements
    )


def _said(number: int, statement: Statement, index: EntityIndex) -> Hashable:
    """The same words, as printed, of the same speaker on the same day through the same outlet are one statement."""
    outlet = statement.reported_by
    return (
        index.entities[index.of(number, statement.speaker)].name,
        " ".join(_NOT_WORD.sub(" ", statement.text).casefold().split()),
        statement.is_direct,
        statement.time,
        None if outlet is None else index.entities[index.of(number, outlet)].name,
    )


def _statement(name: str, members: Sequence[tuple[int, Statement]], index: EntityIndex) -> CorpusStatement:
    number, first = members[0]
    return CorpusStatement(
        name=name,
        speaker=index.of(number, first.speaker),
        text=first.text,
        is_direct=first.is_direct,
        reported_by=None if first.reported_by is None else index.of(number, first.reported_by),
        time=first.time,
        about=tuple(sorted({index.of(n, e) for n, s in members for e in s.about})),
        passages=_merged(members),
        confidence=max(s.confidence for _, s in members),
        accounts=by_article(
            _account(n, s, Argument("text", s.text), *(Argument("about", index.of(n, e)) for e in s.about))
            for n, s in members
        ),
    )


# -- positions and relations ------------------------------------------------------------------------------------------


def _positions(articles: Sequence[NamedFacts], index: EntityIndex) -> tuple[CorpusPosition, ...]:
    held: dict[tuple[int, str, int | None], list[tuple[int, Position]]] = {}
    for number, each in enumerate(articles):
        for position in each.facts.positions:
            organisation = None if position.organisation is None else index.of(number, position.organisation)
            key = (index.of(number, position.holder), slug(position.title), organisation)
            held.setdefault(key, []).append((number, position))
    names = tell_apart({_position_content(key, index): _position_name(key, index) for key in held})
    positions = [
        CorpusPosition(
            name=names[_position_content(key, index)],
            holder=key[0],
            title=min(position.title for _, position in members),
            organisation=key[2],
            passages=_merged(members),
            confidence=max(position.confidence for _, position in members),
            accounts=by_article(_account(n, p, Argument("title", p.title)) for n, p in members),
        )
        for key, members in held.items()
    ]
    return tuple(sorted(positions, key=lambda p: p.name))


def _position_content(key: tuple[int, str, int | None], index: EntityIndex) -> Hashable:
    holder, title, organisation = key
    return (index.entities[holder].name, title, None if organisation is None else index.entities[organisation].name)


def _position_name(key: tuple[int, str, int | None], index: EntityIndex) -> str:
    holder, title, organisation = key
    where = "" if organisation is None else "-" + index.entities[organisation].name.partition("/")[2]
    return f"position/{index.entities[holder].name.partition('/')[2]}/{title}{where}"


def _relations(articles: Sequence[NamedFacts], index: EntityIndex) -> tuple[CorpusRelation, ...]:
    related: dict[tuple[int, str, int], list[tuple[int, Relation]]] = {}
    for number, each in enumerate(articles):
        for relation in each.facts.relations:
            subject, object_ = index.of(number, relation.subject), index.of(number, relation.object)
            if subject != object_:
                related.setdefault((subject, relation.predicate, object_), []).append((number, relation))
    names = tell_apart({_relation_content(key, index): _relation_name(key, index) for key in related})
    relations = [
        CorpusRelation(
            name=names[_relation_content(key, index)],
            subject=key[0],
            predicate=key[1],
            object=key[2],
            passages=_merged(members),
            confidence=max(relation.confidence for _, relation in members),
            accounts=by_article(_account(n, relation) for n, relation in members),
        )
        for key, members in related.items()
    ]
    return tuple(sorted(relations, key=lambda r: r.name))


def _relation_content(key: tuple[int, str, int], index: EntityIndex) -> Hashable:
    return (index.entities[key[0]].name, key[1], index.entities[key[2]].name)


def _relation_name(key: tuple[int, str, int], index: EntityIndex) -> str:
    subject, object_ = (index.entities[k].name.partition("/")[2] for k in (key[0], key[2]))
    return f"relation/{slug(key[1])}/{subject}-{object_}"
