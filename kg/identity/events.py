"""Which events of different articles are one happening. The rule is written down in ``docs/identity.md``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from kg.identity.accounts import by_article
from kg.identity.agreement import Happening, Judge, Report, precision
from kg.identity.corpus import Account, CorpusEntity, CorpusEvent, Join
from kg.identity.likeness import CORE, PLACES, WORDS, Filler
from kg.identity.naming import digest, slug, spaced, tell_apart
from kg.model import Argument, Modality

SHARE = 0.3
"""A filler that fewer of the reports name, of those that fill its role, is left out of what they say together."""


def find_happenings(
    reports: Iterable[Report], articles: Sequence[str], entities: Sequence[CorpusEntity], judge: Judge
) -> dict[str, Happening]:
    """Join the reports of one happening and name it. The order of *reports* does not matter.

    Args:
        reports: every event of every article.
        articles: names of the articles.
        entities: of the corpus.
        judge: says whether a report is of a happening.

    Returns:
        The happenings by name.
    """
    classes: dict[tuple[str, Modality], list[Report]] = {}
    for report in reports:
        classes.setdefault((report.type, report.modality), []).append(report)
    happenings = [h for members in classes.values() for h in _cluster(members, judge)]
    wanted = {_content(happening, articles, entities): happening for happening in happenings}
    names = tell_apart({content: content[0] for content in wanted})
    return {names[content]: happening for content, happening in wanted.items()}


def make_events(happenings: Mapping[str, Happening]) -> tuple[CorpusEvent, ...]:
    """The events of the corpus, sorted by name."""
    return tuple(_event(name, happening) for name, happening in sorted(happenings.items()))


def _cluster(reports: Sequence[Report], judge: Judge) -> list[Happening]:
    """Put each report to the one happening that it agrees with in everything, the best informed reports first."""
    happenings: list[Happening] = []
    by_actor: dict[Filler, list[Happening]] = {}
    for report in sorted(reports, key=_rank):
        anchors = _anchors(report.arguments)
        near = {id(h): h for filler in anchors for h in by_actor.get(filler, ())}
        happening, rule = judge.choose(report, near.values()) or (Happening(), None)
        if not happening.reports:
            happenings.append(happening)
        happening.add(report, rule)
        for filler in anchors:
            known = by_actor.setdefault(filler, [])
            if not any(h is happening for h in known):
                known.append(happening)
    return happenings


def _anchors(arguments: Iterable[Argument]) -> list[Filler]:
    """What a report must share with another to be compared: its actors, or its places where it has no actor."""
    core = [filler for role, filler in arguments if role in CORE]
    return core or [filler for role, filler in arguments if role in PLACES]


def _rank(report: Report) -> tuple[object, ...]:
    """Dates first, then many actors, then by content: the order of the articles never matters."""
    core = sum(role in CORE for role, _ in report.arguments)
    return (-precision(report.begin, report.end), -core, report.begin or "", report.article, report.passages)


# -- what the reports say together -----------------------------------------------------------------------------------


def _event(name: str, happening: Happening) -> CorpusEvent:
    first = happening.reports[0]
    return CorpusEvent(
        name=name,
        type=first.type,
        arguments=tuple(_said_together(happening.reports)),
        begin=happening.begin,
        end=happening.end,
        modality=first.modality,
        passages=tuple(sorted({p for each in happening.reports for p in each.passages})),
        confidence=max(each.confidence for each in happening.reports),
        joins=_joins(happening),
        accounts=by_article(
            Account(each.article, each.arguments, each.begin, each.end, each.confidence) for each in happening.reports
        ),
    )


def _joins(happening: Happening) -> tuple[Join, ...]:
    """One for each article that a rule or a decision brought in."""
    joins = {
        report.article: Join(report.passages[0], rule)
        for report, rule in zip(happening.reports, happening.rules, strict=True)
        if rule is not None
    }
    return tuple(sorted(joins.values()))


def _said_together(reports: Sequence[Report]) -> list[Argument]:
    """Who and what takes part, but for what only a few of many reports say."""
    named: dict[Argument, int] = {}
    filled: dict[str, int] = {}
    for report in reports:
        for argument in report.arguments:
            named[argument] = named.get(argument, 0) + 1
        for role in {argument.role for argument in report.arguments}:
            filled[role] = filled.get(role, 0) + 1
    kept = (argument for argument, count in named.items() if count >= SHARE * filled[argument.role])
    return sorted(kept, key=lambda argument: (argument.role, isinstance(argument.filler, str), argument.filler))


# -- names ------------------------------------------------------------------------------------------------------------


def _content(
    happening: Happening, articles: Sequence[str], entities: Sequence[CorpusEntity]
) -> tuple[str, tuple[tuple[str, int, int], ...]]:
    """The name, and what tells two happenings apart that agree in everything: the characters that report them."""
    passages = sorted({p for each in happening.reports for p in each.passages})
    return name_of(happening, entities), tuple((articles[p.article], *p.span) for p in passages)


def name_of(happening: Happening, entities: Sequence[CorpusEntity]) -> str:
    """What a happening is called: ``event/meeting/2023-09-13/kim-jong-un-vladimir-putin-ab415ad5``."""
    report, arguments = happening.reports[0], _said_together(happening.reports)
    said = [(role, entities[f].name if isinstance(f, int) else f) for role, f in arguments]
    content = (report.modality.value, happening.begin, happening.end, tuple(said))
    day = happening.begin or "undated"
    return f"event/{slug(spaced(report.type))}/{day}/{_who(arguments, entities)}-{digest(content)}"


def _who(arguments: Sequence[Argument], entities: Sequence[CorpusEntity]) -> str:
    """The readable part of a name: who takes part, else where it is, else what it is about."""
    for roles in (CORE, PLACES, WORDS):
        parts = [entities[f].name.partition("/")[2] if isinstance(f, int) else f for r, f in arguments if r in roles]
        if parts:
            return slug(" ".join(dict.fromkeys(parts)))
    return "unnamed"
