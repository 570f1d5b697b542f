"""Near copies of one text and independent outlets: first texts that only look alike."""

from __future__ import annotations

from datetime import date

import pytest
from collections_of_facts import PER, Told, facts

from kg.graph import build_graph
from kg.identity import identify
from kg.model import Facts
from kg.vocabulary import KG

NAMES = {"Ani Lestari": PER, "Budi Raya": PER}
TALKS = [Told("Meeting", {"participant": ("Ani Lestari", "Budi Raya")}, "2023-09-13")]
WORDS = [f"kata{n}" for n in range(200)]
AGENCY = " ".join(WORDS[:60])
EARLY, LATE = date(2023, 9, 14), date(2023, 9, 15)


def article(text: str, outlet: str | None = None, day: date = EARLY) -> Facts:
    said = f"{text} Ani Lestari: kami setuju"
    return facts(said, NAMES, events=TALKS, statements=[("Ani Lestari", "kami setuju")], publisher=outlet, anchor=day)


def copies(*articles: Facts) -> list[tuple[str, str]]:
    """Which outlet copies which."""
    corpus = identify(articles)
    outlets = [article.article.publisher or "" for article in corpus.articles]
    return sorted((outlets[n], outlets[e]) for n, each in enumerate(corpus.articles) for e in each.copies)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(AGENCY, " ".join(WORDS[60:120]), id="other words"),
        pytest.param(AGENCY, " ".join(WORDS[40:110]), id="a third of the words"),
        pytest.param(AGENCY, " ".join(reversed(WORDS[:60])), id="the same words in another order"),
        pytest.param(" ".join(WORDS[:25]), " ".join(WORDS[:26]), id="two short notes"),
    ],
)
def test_texts_that_are_no_copies(one: str, other: str) -> None:
    assert copies(article(one, "Tempo"), article(other, "detikcom")) == []


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(AGENCY.replace(" ", ", ").upper(), id="case and punctuation"),
        pytest.param(f"{AGENCY} {' '.join(WORDS[100:190])}", id="with more behind it"),
        pytest.param(" ".join(WORDS[15:60]), id="shortened"),
    ],
)
def test_the_later_article_is_the_copy(other: str) -> None:
    told = [article(AGENCY, "Tempo"), article(other, "detikcom", LATE)]
    assert copies(*told) == copies(*reversed(told)) == [("detikcom", "Tempo")]


def test_what_every_page_says_is_no_copy() -> None:
    pages = [article(f"{AGENCY} {' '.join(f'isi{n}x{m}' for m in range(30))}") for n in range(51)]
    assert copies(*pages) == []


@pytest.mark.parametrize(
    ("articles", "outlets"),
    [
        pytest.param([article(AGENCY, "Tempo")], 1, id="one"),
        pytest.param([article("Satu.", "Tempo"), article("Dua.", "Tempo")], 1, id="one outlet twice"),
        pytest.param([article("Satu.", "Tempo"), article("Dua.", "detikcom")], 2, id="two outlets"),
        pytest.param([article("Satu."), article("Dua.")], 2, id="nobody knows which"),
        pytest.param([article(AGENCY, "Tempo"), article(f"{AGENCY}.", "detikcom")], 1, id="one agency"),
        pytest.param(
            [article(AGENCY, "Tempo"), article(f"{AGENCY}.", "detikcom"), article("Tiga.", "detikcom")],
            1,
            id="one outlet by way of another",
        ),
        pytest.param(
            [article(AGENCY, "Tempo"), article(f"{AGENCY}.", "detikcom"), article("Tiga.", "Kompas.com")],
            2,
            id="two of three",
        ),
    ],
)
def test_independent_outlets_are_counted(articles: list[Facts], outlets: int) -> None:
    corpus = identify(articles)
    assert [event.outlets for event in corpus.events] == [outlets]
    assert [statement.outlets for statement in corpus.statements] == [outlets]


def test_the_graph_says_so() -> None:
    graph = build_graph(identify([article(AGENCY, "Tempo"), article(f"{AGENCY}.", "detikcom", LATE)]))
    described = graph.descriptions().values()
    assert sum(len(each.get(KG.nearCopyOf, ())) for each in described) == 1
    assert {n.value for each in described for n in each.get(KG.outletCount, ())} == {"1"}
