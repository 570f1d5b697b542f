"""The same happenings of the seeds are one node, others are apart: first those that are apart.

A happening is named by its class and by words of an article that report it. The table is that of the annotators' notes
(``tests/gold/NOTES.md``), as far as the events are found in each article at all.
"""

from __future__ import annotations

import pytest
from commands import SEEDS

from kg.identity import Corpus
from kg.pipeline import read_corpus

SUMMIT = (
    "Meeting",
    ("000", "pembicaraan tatap muka pada Rabu"),
    ("001", "pertemuannya pada Rabu"),
    ("002", "pembicaraan dengan Kim Jong Un di Kosmodrom"),
    ("003", "pertemuan tingkat tinggi di Timur Jauh"),
)
RIFLE_TO_KIM = (
    "Giving",
    ("000", "menyerahkan senapan produksi Moskow"),
    ("001", "Saling Beri Senapan"),
    ("003", "memberi Kim senapan"),
)
RIFLE_TO_PUTIN = (
    "Giving",
    ("000", "memberikan senapan produksi Pyongyang"),
    ("001", "juga memberi senapan buatan"),
    ("003", "menerima senapan Korea Utara"),
)
GLOVE = ("Giving", ("001", "menghadiahi Kim sarung tangan"), ("003", "memberi Kim sebuah sarung tangan"))
INVITATION = (
    "Invitation",
    ("000", "Kim Jong Un mengundang Putin"),
    ("001", "Kim mengundang Putin"),
    ("003", "undangan Kim Jong Un"),
)
ACCEPTANCE = (
    "Acceptance",
    ("000", "menerima undangan tersebut"),
    ("001", "telah menerima undangan Kim"),
    ("003", "menerima undangan Kim"),
)
TRIP = (
    "Visit",
    ("000", "menerima kunjungan Kim Jong Un"),
    ("001", "lawatan Kim ke Rusia"),
    ("003", "kunjungan Kim ke Rusia"),
)
PLANNED_VISIT = (
    "Visit",
    ("000", "mengunjungi DPRK"),
    ("001", "dapat melakukan kunjungan ke Pyongyang"),
    ("003", "mengunjungi Korea Utara"),
)
VISIT_OF_CHINA = ("Visit", ("000", "akan berkunjung ke China"))

MEETING_OF_2024 = ("Meeting", ("004", "diskusi tatap muka dengan Kim"))
GREETING_OF_2023, GREETING_OF_2024 = (
    ("Greeting", ("000", "Putin Sambut Kim")),
    ("Greeting", ("004", "Putin Disambut Kim")),
)
VISIT_OF_2024 = ("Visit", ("004", "kunjungan Putin"))


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return read_corpus([SEEDS])


def nodes(corpus: Corpus, type: str, source: str, words: str) -> set[str]:
    """Names of the events of a class that these words of an article report."""
    (number,) = (n for n, each in enumerate(corpus.articles) if each.sources[0].startswith(source))
    text = corpus.articles[number].article.text
    start = text.index(words)
    return {
        event.name
        for event in corpus.events
        for passage in event.passages
        if event.type == type and passage.article == number
        if passage.span.start < start + len(words) and start < passage.span.end
    }


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(SUMMIT, MEETING_OF_2024, id="two summits"),
        pytest.param(GREETING_OF_2023, GREETING_OF_2024, id="who greets whom, and when"),
        pytest.param(RIFLE_TO_KIM[:2], RIFLE_TO_PUTIN[::2], id="two rifles"),
        pytest.param(PLANNED_VISIT, VISIT_OF_2024, id="the plan and the visit"),
        pytest.param(TRIP, VISIT_OF_2024, id="two visits"),
        pytest.param(PLANNED_VISIT, VISIT_OF_CHINA, id="two plans"),
        pytest.param(GLOVE, RIFLE_TO_KIM[::2], id="glove and rifle"),
    ],
)
def test_other_happenings_are_apart(corpus: Corpus, one: tuple, other: tuple) -> None:
    first, second = (nodes(corpus, each[0], *each[1]) for each in (one, other))
    assert first
    assert second
    assert first.isdisjoint(second)


@pytest.mark.parametrize(
    "happening",
    [
        pytest.param(SUMMIT, id="summit"),
        pytest.param(RIFLE_TO_KIM, id="rifle to Kim"),
        pytest.param(RIFLE_TO_PUTIN, id="rifle to Putin"),
        pytest.param(INVITATION, id="invitation"),
        pytest.param(ACCEPTANCE, id="acceptance"),
        pytest.param(TRIP, id="trip"),
        pytest.param(PLANNED_VISIT, id="planned visit"),
        pytest.param(GLOVE, id="glove"),
    ],
)
def test_the_same_happening_is_one_node(corpus: Corpus, happening: tuple) -> None:
    type, *reports = happening
    assert set.intersection(*(nodes(corpus, type, *report) for report in reports))
