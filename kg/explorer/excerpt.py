"""A part of a picture: round a node, of some types, of a time, or what a query found."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from unicodedata import combining, normalize

from kg.errors import InputError
from kg.explorer.picture import Picture, Record

_TOLD = ("event", "statement")
_MOST_NAMED = 5
"""So many nodes a message lists."""
_MOST_TYPES = 24
"""So many types."""


def keep(picture: Picture, kept: Collection[int]) -> Picture:
    """The picture of some nodes: with the lines among them, and the passages and articles behind these."""
    numbers = {at: number for number, at in enumerate(sorted(set(kept)))}
    part = Picture(terms=picture.terms)
    passages: dict[int, int] = {}

    def renumbered(record: Record) -> Record:
        found = record.get("passages", ())
        return {**record, "passages": [passages.setdefault(at, len(passages)) for at in found]} if found else record

    for at, number in numbers.items():
        # Who was chosen is drawn, whether it takes part in anything or not.
        part.nodes.append({**{k: v for k, v in picture.nodes[at].items() if k != "quiet"}, "id": number})
        fact = renumbered(picture.facts[at])
        if "titles" in fact:
            fact = {**fact, "titles": [renumbered(title) for title in fact["titles"]]}
        part.facts.append(fact)
        part.types.append(picture.types[at])
    for edge in picture.edges:
        if edge["from"] in numbers and edge["to"] in numbers:
            ends = {"id": len(part.edges), "from": numbers[edge["from"]], "to": numbers[edge["to"]]}
            part.edges.append({**renumbered(edge), **ends})
    used = sorted({picture.passages[at]["article"] for at in passages})
    articles = {at: number for number, at in enumerate(used)}
    for article in (picture.articles[at] for at in used):
        copies = [articles[at] for at in article.get("copies", ()) if at in articles]
        part.articles.append(
            {**article, "copies": copies} if copies else {k: article[k] for k in article if k != "copies"}
        )
    for at in passages:
        passage = picture.passages[at]
        words = [[text, inside, numbers.get(node, -1)] for text, inside, node in passage["words"]]
        part.passages.append({**passage, "article": articles[passage["article"]], "words": words})
    for fact in part.facts:
        if "mentions" in fact:
            fact["mentions"] = [[articles[at], count] for at, count in fact["mentions"] if at in articles]
    return part


def find_node(picture: Picture, name: str) -> int:
    """The node that is called so: by its IRI or the end of it, one of its names, or a part of one.

    Raises:
        InputError: none is, or several are.
    """
    wanted = _plain(name)
    iri = name.strip("<>")
    levels: list[list[int]] = [[], [], []]
    for at, fact in enumerate(picture.facts):
        names = [_plain(one) for one in (fact["label"], *fact.get("names", ()))]
        if fact["iri"] == iri or fact["iri"].endswith(("/" + iri, "#" + iri)):
            levels[0].append(at)
        elif wanted in names:
            levels[1].append(at)
        elif any(wanted in one for one in names):
            levels[2].append(at)
    for found in levels:
        acting = [at for at in found if picture.nodes[at]["kind"] not in _TOLD] or found
        if len(acting) == 1:
            return acting[0]
        if acting:
            cause = f"{name!r} may be {_listed(picture, acting)}"
            raise InputError(cause, place="--focus", advice="Give the whole name, or the IRI.")
    raise InputError(f"no node is called {name!r}", place="--focus", advice="Search in the page of the whole graph.")


def around(picture: Picture, starts: Iterable[int], depth: int) -> set[int]:
    """These nodes and all within *depth* steps; one step leads through an entity's events to everyone in them.

    Statements come with whoever makes them, and are no way to anybody.
    """
    kinds = [node["kind"] for node in picture.nodes]
    neighbours: list[list[int]] = [[] for _ in kinds]
    for edge in picture.edges:
        if edge["kind"] != "speech":
            neighbours[edge["from"]].append(edge["to"])
            neighbours[edge["to"]].append(edge["from"])
    members = set(starts)

    def reach(found: Iterable[int]) -> list[int]:
        new = list(dict.fromkeys(other for at in found for other in neighbours[at] if other not in members))
        members.update(new)
        return new

    frontier = sorted(members)
    if depth:
        frontier = [*frontier, *reach(at for at in frontier if kinds[at] == "event")]
    for _ in range(depth):
        new = reach(at for at in frontier if kinds[at] != "event")
        frontier = [at for at in new if kinds[at] != "event"] + reach(at for at in new if kinds[at] == "event")
    return with_statements(picture, members) if depth else members


def with_statements(picture: Picture, members: set[int]) -> set[int]:
    """These nodes, and what those among them say."""
    said = {e["from"] for e in picture.edges if e["role"] == "speaker" and e["kind"] == "speech" and e["to"] in members}
    return members | said


def of_types(picture: Picture, types: Sequence[str], kept: set[int], always: Collection[int] = ()) -> set[int]:
    """Of the nodes in *kept*, those of some types, and what they are drawn with.

    Events come with everyone in them, entities with the events that they take part in; given both, with each other.

    Args:
        picture: what they are of.
        types: names of classes, groups or kinds, in any case, with or without a prefix.
        kept: which nodes to choose from.
        always: nodes that stay in any case.

    Raises:
        InputError: no node is of such a type.
    """
    told: set[int] = set()
    acting: set[int] = set()
    for name in types:
        wanted = _plain(name.replace("#", ":").replace("/", ":").rpartition(":")[2])
        found = {at for at, names in enumerate(picture.types) if wanted in map(_plain, names)}
        if not found:
            known = sorted({names[-1] or names[0] for names in picture.types})
            more = ", …" if len(known) > _MOST_TYPES else ""
            advice = f"There are {', '.join(known[:_MOST_TYPES])}{more}."
            raise InputError(f"no node is of the type {name!r}", place="--type", advice=advice)
        told |= {at for at in found if picture.nodes[at]["kind"] in _TOLD}
        acting |= {at for at in found if picture.nodes[at]["kind"] not in _TOLD}
    told &= kept
    acting &= kept
    if not acting:
        return told | (_beside(picture, told) & kept) | set(always)
    beside = _beside(picture, acting) & kept
    events = {at for at in (told & beside if told else beside) if picture.nodes[at]["kind"] in _TOLD}
    return events | (acting & _beside(picture, events) if told else acting) | set(always)


def of_time(
    picture: Picture, since: str | None, until: str | None, kept: set[int], always: Collection[int] = ()
) -> set[int]:
    """Of the nodes in *kept*, what happened between two days (or months, or years), and who took part.

    What has no date is left out.
    """

    def is_within(node: Record) -> bool:
        begin, end = node.get("begin", ""), node.get("end") or node.get("begin", "")
        return bool(
            begin and (not until or begin[: len(until)] <= until) and (not since or end[:10].ljust(10, "~") >= since)
        )

    told = {at for at in kept if picture.nodes[at]["kind"] in _TOLD and is_within(picture.nodes[at])}
    return told | (_beside(picture, told) & kept) | set(always)


def _beside(picture: Picture, members: set[int]) -> set[int]:
    """What is joined to one of these by a line, without telling nodes beside telling nodes."""
    found: set[int] = set()
    for edge in picture.edges:
        if edge["kind"] == "link":
            continue
        if edge["from"] in members:
            found.add(edge["to"])
        if edge["to"] in members:
            found.add(edge["from"])
    return found


def _listed(picture: Picture, found: Sequence[int]) -> str:
    labels = [f"{picture.facts[at]['label'][:60]} <{picture.facts[at]['iri']}>" for at in found[:_MOST_NAMED]]
    more = len(found) - len(labels)
    return ", ".join(labels) + (f" or {more} others" if more else "")


def _plain(text: str) -> str:
    """Without case, accents and the spaces round it."""
    return "".join(c for c in normalize("NFKD", text) if not combining(c)).casefold().strip()
