"""Reports that cannot all be right: first those that can."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from collections_of_facts import COUNTRY, ORG, PER, Told, facts
from commands import SEEDS, run

import kg
from kg.graph import build_graph
from kg.identity import Corpus, identify
from kg.model import Facts
from kg.query import explain

NAMES = {"Ani Lestari": PER, "Budi Raya": PER, "Citra Dewi": PER, "Dodi Utama": PER, "Rusia": (COUNTRY, "rusia")}
NAMES |= {"Partai Maju": ORG, "Ukraina": (COUNTRY, "ukraina"), "Hari Budi Raya": PER}
SAID = "Menurut panitia, Ani Lestari akhirnya dilantik dengan meriah di hadapan ratusan tamu undangan oleh ketua"
QUOTE = "Kunjungan itu akan berlanjut selama beberapa hari lagi"


def told(text: str, type: str, roles: dict, begin: str | None = None, names: dict = NAMES) -> Facts:
    return facts(text, names, events=[Told(type, roles, begin)], anchor=date(2023, 9, 15))


def appointed(text: str, agent: str, patient: str = "Ani Lestari", begin: str | None = "2023-09-13") -> Facts:
    return told(text, "Appointment", {"agent": (agent,), "patient": (patient,)}, begin)


def spoken(text: str, speaker: str, names: dict = NAMES) -> Facts:
    return facts(text, names, statements=[(speaker, text)])


def conflicts(*articles: Facts) -> int:
    corpus = identify(articles)
    found = {(fact.name, other) for fact in (*corpus.events, *corpus.statements) for other in fact.conflicts}
    assert {(other, name) for name, other in found} == found
    return len(found) // 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(appointed("Satu.", "Budi Raya"), appointed("Dua.", "Citra Dewi"), id="nothing is copied"),
        pytest.param(
            appointed(f"{SAID} satu", "Budi Raya"),
            appointed(f"{SAID} dua", "Budi Raya", "Dodi Utama"),
            id="another is appointed",
        ),
        pytest.param(
            appointed(f"{SAID} satu", "Budi Raya"),
            appointed(f"{SAID} dua", "Citra Dewi", begin="2022-01-01"),
            id="another time and another doer",
        ),
        pytest.param(
            appointed(f"{SAID} satu", "Budi Raya"), appointed(f"{SAID} dua", "Partai Maju"), id="a party acts"
        ),
        pytest.param(
            appointed(f"{SAID} satu", "Budi Raya"), appointed(f"{SAID} dua", "Hari Budi Raya"), id="two forms of a name"
        ),
        pytest.param(
            told(f"{SAID} satu", "Attack", {"agent": ("Rusia",)}, "2023-09-13"),
            told(f"{SAID} dua", "Attack", {"agent": ("Rusia",)}, "2023-09-12"),
            id="countries attack again and again",
        ),
        pytest.param(
            told("Satu.", "Visit", {"agent": ("Ani Lestari",)}, "2023-09-13"),
            told("Dua.", "Visit", {"agent": ("Ani Lestari",)}, "2023-09-12"),
            id="a person visits twice",
        ),
        pytest.param(spoken(QUOTE, "Ani Lestari"), spoken("Kunjungan itu berakhir", "Budi Raya"), id="other words"),
        pytest.param(spoken(QUOTE, "Ani Lestari"), spoken(f"{QUOTE}.", "Partai Maju"), id="the party of the speaker"),
        pytest.param(spoken(QUOTE, "Budi Raya"), spoken(f"{QUOTE}.", "Hari Budi Raya"), id="one speaker, two forms"),
        pytest.param(
            spoken(QUOTE, "Ani Lestari", {"Ani Lestari": PER}),
            spoken(f"{QUOTE}.", "Budi Raya", {"Budi Raya": PER}),
            id="two stories",
        ),
    ],
)
def test_what_may_all_be_right(one: Facts, other: Facts) -> None:
    assert conflicts(one, other) == 0


def test_what_one_article_tells_apart_is_no_conflict() -> None:
    roles = {"patient": ("Ani Lestari",)}
    assert conflicts(facts(SAID, NAMES, events=[Told("Death", roles, f"2023-09-{day}") for day in (12, 13)])) == 0


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(
            appointed(f"{SAID} satu", "Budi Raya"),
            appointed(f"{SAID} dua", "Budi Raya", begin="2023-09-12"),
            id="two dates",
        ),
        pytest.param(appointed(f"{SAID} satu", "Budi Raya"), appointed(f"{SAID} dua", "Citra Dewi"), id="two doers"),
        pytest.param(
            told("Satu.", "Death", {"patient": ("Ani Lestari",)}, "2023-09-13"),
            told("Dua.", "Death", {"patient": ("Ani Lestari",)}, "2023-09-12"),
            id="nobody dies twice",
        ),
        pytest.param(spoken(QUOTE, "Ani Lestari"), spoken(f"{QUOTE}.", "Budi Raya"), id="two speakers"),
        pytest.param(
            spoken(QUOTE, "Ani Lestari"),
            spoken("Kunjungan itu akan berlangsung beberapa hari lagi", "Budi Raya"),
            id="two speakers, nearly the same words",
        ),
    ],
)
def test_both_are_kept_and_linked(one: Facts, other: Facts) -> None:
    assert conflicts(one, other) == 1
    assert conflicts(other, one) == 1


def two_dates() -> Corpus:
    one = told("Satu.", "Death", {"patient": ("Ani Lestari",)}, "2023-09-13")
    return identify([one, told("Dua.", "Death", {"patient": ("Ani Lestari",)}, "2023-09-12")])


def test_the_graph_keeps_both_with_their_passages() -> None:
    corpus = two_dates()
    graph = build_graph(corpus)
    assert graph.counts()["conflicts"] == 1
    for event in corpus.events:
        told = explain(graph, event.name)
        assert [link.relation for link in told.links] == ["conflicts with"]
        assert len(told.sources) == 1


def test_facts_that_are_left_out_leave_no_link_behind(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    graph = kg.build([SEEDS], min_confidence=0.7)
    (file,) = graph.write(tmp_path, html=False)
    assert run(capsys, "validate", file, "--no-shapes").code == 0


def test_the_two_speakers_of_the_seeds(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One article gives "beberapa hari lagi" to the president, another to his spokesman."""
    done = run(capsys, "build", SEEDS, "-o", tmp_path, "--no-html")
    assert "conflicts " in done.out
    graph = kg.Graph.read(tmp_path / "graph.ttl")
    speakers = graph.query(
        "SELECT DISTINCT ?who { ?one kg:conflictsWith ?other ; kg:speaker/rdfs:label ?who ; schema:text ?words "
        'FILTER(CONTAINS(?words, "beberapa hari lagi")) } ORDER BY ?who'
    )
    assert [solution["who"].value for solution in speakers] == ["Dmitry Peskov", "Vladimir Putin"]
