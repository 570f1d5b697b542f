"""Which entities of different articles are one thing. The rule is written down in ``docs/identity.md``."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from kg.extraction.linking import load_weights
from kg.identity.articles import NamedFacts
from kg.identity.corpus import CorpusEntity
from kg.identity.naming import digest, namesakes, slug, tell_apart
from kg.identity.rules import Rule
from kg.identity.settling import Rulings
from kg.knowledge.authority import Authority, Entry
from kg.model import Entity, EntityType

ROOMS: Mapping[EntityType, str] = {
    EntityType.PERSON: "person",
    EntityType.ORGANISATION: "organization",
    EntityType.PLACE: "place",
    EntityType.COUNTRY: "place",
    EntityType.FACILITY: "place",
    EntityType.WORK: "work",
    EntityType.PRODUCT: "product",
}
"""First part of an entity's name. Two things in different rooms are never one."""

_SPECIFIC = (EntityType.COUNTRY, EntityType.FACILITY)
"""Of the types that share a room, those that say more than "place"."""


_NUMBER = re.compile(r"\b(?:[IVXLC]+|[0-9]+)\b")
"""Numbers in a name count as they are written: "Komisi XI" is not "Komisi XII", however the letters are folded."""

_NAMESAKES: Mapping[str, frozenset[EntityType]] = {
    "person": frozenset({EntityType.PERSON}),
    "place": frozenset({EntityType.PERSON, EntityType.ORGANISATION, EntityType.PLACE, EntityType.FACILITY}),
}
"""Rooms in which many bear one single-word name, and the types of companions that tell them apart: not countries."""

_RULES = {"authority": Rule.SAME_ENTRY, "name": Rule.SAME_NAME, "article": Rule.SAME_CONTEXT}
"""Why those that one kind of key brings together are one."""


@dataclass(frozen=True, slots=True)
class _Use:
    """An entity of one article."""

    article: int
    index: int
    entity: Entity
    room: str
    form: str
    """Normal form of its name."""


class EntityIndex:
    """The entities of the corpus, and where the entities of each article went.

    Attributes:
        entities: sorted by name.
    """

    def __init__(self, entities: Sequence[CorpusEntity], places: Mapping[tuple[int, int], int]) -> None:
        self.entities = tuple(entities)
        self._places = places

    def of(self, article: int, index: int) -> int:
        """Index in the corpus of entity *index* of article number *article*."""
        return self._places[article, index]

    def publisher(self, article: int) -> int | None:
        """Index in the corpus of the outlet that published the article."""
        return self._places.get((article, _PUBLISHER))


_PUBLISHER = -1
"""The outlet of an article stands before its entities."""


def join_entities(articles: Sequence[NamedFacts], authority: Authority, rulings: Rulings | None = None) -> EntityIndex:
    """Join the entities of all articles that are one thing, and name them.

    Args:
        articles: what each article says.
        authority: names of things.
        rulings: what people decided.
    """
    uses = list(_uses(articles, authority))
    groups: dict[Hashable, list[_Use]] = {}
    mononyms: dict[tuple[str, str], list[_Use]] = {}
    generic = _generic_names(authority)
    for use in uses:
        if _is_known(use.entity):
            groups.setdefault(("authority", use.entity.authority), []).append(use)
        elif use.room in _NAMESAKES and " " not in use.form:
            mononyms.setdefault((use.room, use.form), []).append(use)
        elif (use.room == "organization" and use.form in generic) or _is_unnumbered(use) or _is_anywhere(use):
            groups.setdefault(_bound_key(use, articles), []).append(use)
        else:
            groups.setdefault(("name", use.room, use.form, *_NUMBER.findall(use.entity.name)), []).append(use)
    known = {(use.article, use.index): key for key, members in groups.items() for use in members}
    for same_form in mononyms.values():
        for members in _with_context(same_form, articles, known):
            groups[_bound_key(members[0], articles)] = members
    index, uses_of = _named(groups, authority)
    return _decided(index, uses_of, articles, authority, rulings) if rulings else index


def _is_known(entity: Entity) -> bool:
    """Whether an entity is linked to the authority, and so surely that it is joined with all that are linked so."""
    return entity.authority is not None and entity.link_confidence >= load_weights().sure


def _uses(articles: Sequence[NamedFacts], authority: Authority) -> Iterator[_Use]:
    found: list[tuple[int, int, Entity]] = []
    for number, each in enumerate(articles):
        publisher = each.facts.document.article.publisher
        if publisher:
            found.append((number, _PUBLISHER, _outlet(publisher, authority)))
        found += [(number, index, entity) for index, entity in enumerate(each.facts.document.entities)]
    forms = authority.spelling.normal_forms([entity.name for _, _, entity in found])
    for (number, index, entity), form in zip(found, forms, strict=True):
        if entity.type is EntityType.ORGANISATION:
            form = " ".join(authority.spelled_out(tuple(form.split())))
        yield _Use(number, index, entity, ROOMS[entity.type], form or entity.name)


def _outlet(name: str, authority: Authority) -> Entity:
    entry = next((e for e in authority.lookup(name) if e.type is EntityType.ORGANISATION), None)
    return Entity(EntityType.ORGANISATION, entry.name if entry else name, (name,), entry.key if entry else None)


def _generic_names(authority: Authority) -> frozenset[str]:
    """What is left of "Polda {X}" without X: every province has a Polda."""
    heads = [p.pattern.replace("{X}", "").strip() for p in authority.patterns]
    return frozenset(authority.spelling.normal_forms([head for head in heads if head]))


def _is_unnumbered(use: _Use) -> bool:
    """Whether it is a rule of which its maker made many, without the number that tells which."""
    return (
        use.room == "work"
        and not any(map(str.isdigit, use.form))
        and use.form.startswith(tuple(namesakes()["numbered"]))
    )


def _is_anywhere(use: _Use) -> bool:
    """Whether it is called by a word for what every town has."""
    return use.room == "place" and use.form in namesakes()["anywhere"]


def _bound_key(use: _Use, articles: Sequence[NamedFacts]) -> Hashable:
    """Of a thing whose name alone does not tell it from its namesakes elsewhere."""
    return ("article", articles[use.article].name, use.room, use.form)


# -- namesakes --------------------------------------------------------------------------------------------------------


def _with_context(
    uses: Sequence[_Use], articles: Sequence[NamedFacts], known: Mapping[tuple[int, int], Hashable]
) -> Iterator[list[_Use]]:
    """Groups of people or places that share a single-word name and something that tells them from their namesakes."""
    group = list(range(len(uses)))
    contexts = [_context(use, articles, known) for use in uses] if len(uses) > 1 else []
    for one, other in combinations(range(len(uses)), 2):
        if uses[one].article == uses[other].article or contexts[one] & contexts[other]:
            old, new = sorted((group[one], group[other]), reverse=True)
            group = [new if each == old else each for each in group]
    for root in sorted(set(group)):
        yield [use for use, each in zip(uses, group, strict=True) if each == root]


def _context(
    use: _Use, articles: Sequence[NamedFacts], known: Mapping[tuple[int, int], Hashable]
) -> frozenset[Hashable]:
    """What tells a thing from its namesakes: its companions in the article, and where a person holds an office."""
    facts = articles[use.article].facts
    offices = {p.organisation for p in facts.positions if p.holder == use.index and p.organisation is not None}
    companions = {
        index
        for index, entity in enumerate(facts.document.entities)
        if entity.type in _NAMESAKES[use.room] and index != use.index
    }
    keys = (known.get((use.article, index)) for index in offices | companions)
    return frozenset(key for key in keys if key is not None)


# -- decisions --------------------------------------------------------------------------------------------------------


class _Manners:
    """How entities are settled."""

    def __init__(self, articles: Sequence[NamedFacts], authority: Authority) -> None:
        self._articles = articles
        self._authority = authority

    def article(self, member: _Use) -> str:
        return self._articles[member.article].name

    def name(self, members: Sequence[_Use]) -> str:
        alone = [self.alone(member) for member in members]
        return f"{_entity(alone, self._authority).name}-{digest(_bound_key(alone[0], self._articles))}"

    def alone(self, member: _Use) -> _Use:
        """Without its entry in the authority: that is who it is not."""
        name = max(member.entity.names or (member.entity.name,), key=lambda name: (len(name), name))
        return replace(member, entity=replace(member.entity, name=name, authority=None))

    def objection(self, one: Sequence[_Use], other: Sequence[_Use]) -> str:
        mine, theirs = (ROOMS[_entity(uses, self._authority).type] for uses in (one, other))
        if mine != theirs:
            return f"one is a {mine}, the other a {theirs}"
        keys = {use.entity.authority for use in (*one, *other)} - {None}
        return f"the authority knows them as two: {', '.join(sorted(map(str, keys)))}" if len(keys) > 1 else ""

    def rank(self, members: Sequence[_Use]) -> tuple[int, ...]:
        return (members[0].entity.authority is None, -len(members))

    def current(self, name: str) -> None:
        return None


def _decided(
    index: EntityIndex,
    uses: Mapping[str, Sequence[_Use]],
    articles: Sequence[NamedFacts],
    authority: Authority,
    rulings: Rulings,
) -> EntityIndex:
    """The entities after what people decided."""
    settled = rulings.settle(uses, frozenset(ROOMS.values()), _Manners(articles, authority))
    rules = {entity.name: entity.rule for entity in index.entities}
    entities, places = [], {}
    for at, (name, parts) in enumerate(sorted(settled.groups.items())):
        members = [use for part in parts for use in part]
        is_shared = len({use.article for use in members}) > 1
        rule = Rule.DECIDED if len(parts) > 1 else rules.get(name) if is_shared else None
        notes, different = settled.said_of(name)
        entity = _entity(members, authority)
        entities.append(replace(entity, name=name, rule=rule, notes=notes, different=different))
        places.update({(use.article, use.index): at for use in members})
    return EntityIndex(entities, places)


# -- names ------------------------------------------------------------------------------------------------------------


def _named(groups: Mapping[Hashable, list[_Use]], authority: Authority) -> tuple[EntityIndex, Mapping[str, list[_Use]]]:
    made = {key: _entity(members, authority) for key, members in groups.items()}
    wanted = {key: f"{made[key].name}-{digest(key)}" if _is_bound(key) else made[key].name for key in groups}
    linked = {wanted[key] for key in groups if made[key].authority}
    rest = {
        key: f"{name}-{digest(key)}" if name in linked else name
        for key, name in wanted.items()
        if not made[key].authority
    }
    names = {key: wanted[key] for key in groups if made[key].authority} | tell_apart(rest)
    order = sorted(groups, key=lambda key: names[key])
    entities = [replace(made[key], name=names[key], rule=_rule(key, groups[key])) for key in order]
    places = {(use.article, use.index): at for at, key in enumerate(order) for use in groups[key]}
    return EntityIndex(entities, places), {names[key]: groups[key] for key in order}


def _is_bound(key: Hashable) -> bool:
    return isinstance(key, tuple) and key[0] == "article"


def _rule(key: Hashable, members: Sequence[_Use]) -> Rule | None:
    """Why they are one; None where one article alone speaks of it."""
    if len({use.article for use in members}) == 1 or not isinstance(key, tuple):
        return None
    return _RULES[key[0]]


def _entity(members: Sequence[_Use], authority: Authority) -> CorpusEntity:
    linked = [use.entity for use in members if use.entity.authority is not None]
    known = next((entity.authority for entity in linked if _is_known(entity)), None)
    entry = authority.entries.get(known or "")
    label = entry.name if entry else _commonest(use.entity.name for use in members)
    kind = entry.type if entry else _type(members)
    names = {name for use in members for name in (*use.entity.names, use.entity.name)} - {label}
    return CorpusEntity(
        name=f"{ROOMS[kind]}/{_slug_of(entry, authority) if entry else slug(label)}",
        type=kind,
        label=label,
        names=tuple(sorted(names)),
        authority=entry.key if entry else None,
        identifiers=entry.identifiers if entry else _likely_identifiers(linked, authority),
        link_confidence=max((entity.link_confidence for entity in linked), default=1.0),
    )


def _likely_identifiers(linked: Sequence[Entity], authority: Authority) -> tuple[str, ...]:
    """Those of the entry that all are likely to be; none where they are linked to different ones."""
    keys = {entity.authority for entity in linked}
    entry = authority.entries.get(keys.pop() or "") if len(keys) == 1 else None
    return entry.identifiers if entry else ()


def _slug_of(entry: Entry, authority: Authority) -> str:
    """The acronym of an organisation where nothing else bears it, else the key."""
    if entry.type is EntityType.ORGANISATION:
        for acronym in entry.acronyms:
            if authority.lookup(acronym) == (entry,):
                return slug(acronym)
    return entry.key


def _commonest(names: Iterable[str]) -> str:
    """The name that most articles use; of several the longest."""
    counts = Counter(names)
    return min(counts, key=lambda name: (-counts[name], -len(name), name))


def _type(members: Sequence[_Use]) -> EntityType:
    types = {use.entity.type for use in members}
    return next((kind for kind in _SPECIFIC if kind in types), min(types))
