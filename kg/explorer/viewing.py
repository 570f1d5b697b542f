"""Any graph, or a part of one, as a page: what ``kg view`` does."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.errors import InputError
from kg.explorer.excerpt import around, find_node, keep, of_time, of_types
from kg.explorer.page import check_language, page_of
from kg.explorer.picture import draw
from kg.explorer.results import Found, found_in
from kg.explorer.triples import Drawable, Triples
from kg.knowledge.ontology import load_ontology

_DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


def view(
    graph: Drawable,
    *,
    title: str,
    answer: Found | None = None,
    focus: str | None = None,
    depth: int | None = None,
    types: Sequence[str] = (),
    since: str | None = None,
    until: str | None = None,
    language: str = "id",
) -> str:
    """Draw a graph, or a part of it, as one self-contained HTML page.

    The parts narrow each other: first what a query found, then what is round a node, then types and time.

    Args:
        graph: by our contract or by anybody.
        title: heading of the page.
        answer: of a SELECT (the IRIs in its rows are drawn) or a CONSTRUCT (its triples are).
        focus: name or IRI of a node: only what is round it, and the page opens on it.
        depth: how many steps round the focus, 1 by default; or round what the query found, 0 by default.
        types: names of classes, groups or kinds.
        since, until: first and last day, as ``2023``, ``2023-09`` or ``2023-09-13``.
        language: of the interface, "id" or "en".

    Raises:
        InputError: no node is called so, or of such a type; a day that is none; nothing is left.
        QueryError: nothing can be drawn of the answer.
        ValueError: there is no interface in that language.
    """
    check_language(language)
    for day in filter(None, (since, until)):
        if not _DAY.fullmatch(day):
            raise InputError(f"{day!r} is no day", advice="Give one like 2023-09-13, 2023-09 or 2023.")
    named: frozenset[str] | None = None
    if answer is not None:
        graph, named = found_in(graph, answer)
    picture = draw(Triples(graph), load_ontology(), language)
    kept = set(range(len(picture.nodes)))
    if named is not None:
        found = {at for at in kept if picture.facts[at]["iri"] in named}
        kept = around(picture, found, 0 if focus is not None else depth or 0)
    centre = None if focus is None else find_node(picture, focus)
    if centre is not None:
        kept &= around(picture, [centre], 1 if depth is None else depth)
    always = () if centre is None else (centre,)
    if types:
        kept = of_types(picture, types, kept, always)
    if since or until:
        kept = of_time(picture, since, until, kept, always)
    if not kept:
        raise InputError("nothing is left to draw", advice="Ask for less at once.")
    is_whole = len(kept) == len(picture.nodes)
    opened = None if centre is None else sorted(kept).index(centre)
    return page_of(picture if is_whole else keep(picture, kept), title=title, language=language, selected=opened)
