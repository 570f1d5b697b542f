"""By which rule reports of different articles become one happening: first what must stay apart."""

from __future__ import annotations

from datetime import date

import pytest
from collections_of_facts import COUNTRY, LOC, ORG, PER, Told, facts

from kg.identity import Corpus, Rule, identify
from kg.identity.stories import Stories
from kg.identity.wording import runs
from kg.model import Facts

BOTH = ("Kim Jong Un", "Vladimir Putin")
RUSSIA, KOREA = {"Rusia": (COUNTRY, "rusia")}, {"Korea Utara": (COUNTRY, "korea-utara")}
WEDDING = {"Ani Lestari": PER, "Budi Raya": PER, "Kebun Raya": LOC, "Hotel Mawar": LOC}
OTHERS = {"Citra Dewi": PER, "Dodi Utama": PER, "Bandara Baru": LOC, "Partai Maju": ORG}
SAID = "Menurut panitia, Ani Lestari akhirnya menikah dengan meriah di hadapan ratusan tamu undangan."


def one_happening(*articles: Facts) -> Rule | None:
    """The rule that joins two articles' reports; None where they stay apart."""
    (event, *others) = identify(articles).events
    if others:
        assert not any(each.joins for each in (event, *others))
        return None
    (join,) = event.joins
    return join.rule


def wedding(text: str, *, names: dict = WEDDING, begin: str | None = None, anchor: date = date(2023, 9, 15)) -> Facts:
    return facts(text, names, events=[Told("Marriage", {"participant": ("Ani Lestari",)}, begin)], anchor=anchor)


def acted(text: str, type: str, begin: str | None = None, *, who: str = "Ani Lestari", theme: str = "") -> Facts:
    roles = {"agent": (who,), **({"theme": (theme,)} if theme else {})}
    return facts(text, {**WEDDING, "pemerintah": ORG}, events=[Told(type, roles, begin)])


# -- one participant --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(wedding("Satu."), wedding("Dua.", names={"Ani Lestari": PER, **OTHERS}), id="another story"),
        pytest.param(
            wedding("Satu.", begin="2023-09-13"),
            wedding("Dua.", names={"Ani Lestari": PER, **OTHERS}, begin="2023-09-13"),
            id="a day alone",
        ),
        pytest.param(wedding("Satu."), wedding("Dua.", anchor=date(2024, 9, 15)), id="a year later"),
        pytest.param(
            wedding("Satu.", names={"Ani Lestari": PER}),
            wedding("Dua.", names={"Ani Lestari": PER}),
            id="too little is named to tell a story",
        ),
        pytest.param(
            facts("Satu.", {**RUSSIA, **WEDDING}, events=[Told("Attack", {"agent": ("Rusia",)})]),
            facts("Dua.", {**RUSSIA, **WEDDING}, events=[Told("Attack", {"agent": ("Rusia",)})]),
            id="a country does much in one story",
        ),
        pytest.param(acted("Satu.", "Demand"), acted("Dua.", "Demand"), id="who speaks says much in one story"),
        pytest.param(
            acted("Satu.", "Demand", "2023-09-13"), acted("Dua.", "Demand", "2023-09-13"), id="and much on one day"
        ),
        pytest.param(acted("Satu.", "Attack", "2023-09-13"), acted("Dua.", "Attack"), id="who acts does it again"),
        pytest.param(acted("Satu.", "Aid", who="pemerintah"), acted("Dua.", "Aid", who="pemerintah"), id="anybody"),
        pytest.param(
            wedding(SAID),
            wedding("Ani Lestari akhirnya menikah dengan meriah.", names={"Ani Lestari": PER, **OTHERS}),
            id="seven words",
        ),
        pytest.param(
            wedding(f"{SAID} Satu.", begin="2023-09-13"),
            wedding(f"{SAID} Dua.", begin="2023-09-12"),
            id="copied words of another day",
        ),
    ],
)
def test_one_participant_is_not_enough(one: Facts, other: Facts) -> None:
    assert one_happening(one, other) is None


@pytest.mark.parametrize(
    ("one", "other", "rule"),
    [
        pytest.param(wedding("Satu."), wedding("Dua."), Rule.SAME_STORY, id="one story"),
        pytest.param(
            wedding("Satu.", begin="2023-09-13"), wedding("Dua.", begin="2023-09-13"), Rule.SAME_DAY, id="and one day"
        ),
        pytest.param(
            acted("Satu.", "Demand", theme="harga beras turun"),
            acted("Dua.", "Demand", theme="harga beras"),
            Rule.SAME_STORY,
            id="who speaks, and what about",
        ),
        pytest.param(acted("Satu.", "Attack"), acted("Dua.", "Attack"), Rule.SAME_STORY, id="who acts, without a day"),
        pytest.param(
            wedding(f"{SAID} Satu."),
            wedding(f"{SAID} Dua.", names={"Ani Lestari": PER, **OTHERS}),
            Rule.SAME_WORDS,
            id="copied words",
        ),
    ],
)
def test_one_participant_and_something_else(one: Facts, other: Facts, rule: Rule) -> None:
    assert one_happening(one, other) is rule


# -- several ----------------------------------------------------------------------------------------------------------


def told(text: str, roles: dict, begin: str | None = None) -> Facts:
    names = {"Kim Jong Un": (PER, "kim-jong-un"), "Vladimir Putin": (PER, "vladimir-putin"), **RUSSIA, **KOREA}
    names |= {
        "Jakarta": (LOC, "jakarta"),
        "Timur Jauh Rusia": (LOC, "timur-jauh-rusia"),
        "Pyongyang": (LOC, "pyongyang"),
    }
    return facts(text, names, events=[Told("Meeting", roles, begin)])


@pytest.mark.parametrize(
    ("begin", "other_begin", "rule"),
    [
        pytest.param("2023-09-13", "2023-09-13", Rule.SAME_DAY),
        pytest.param("2023-09-13", "2023-09", Rule.NESTED_TIME),
        pytest.param("2023-09-13", None, Rule.SAME_PARTICIPANTS),
        pytest.param(None, None, Rule.SAME_PARTICIPANTS),
        pytest.param("2023-09-13", "2023-08", None),
    ],
)
def test_the_rule_says_what_the_times_share(begin: str | None, other_begin: str | None, rule: Rule | None) -> None:
    roles = {"participant": BOTH}
    assert one_happening(told("Satu.", roles, begin), told("Dua.", roles, other_begin)) is rule


def test_places_contradict_only_where_somebody_knows_where_they_are() -> None:
    def where(one: str, other: str) -> Rule | None:
        return one_happening(*(told(p, {"participant": BOTH, "hasPlace": (p,)}, "2023-09-13") for p in (one, other)))

    assert where("Jakarta", "Pyongyang") is None
    assert where("Korea Utara", "Pyongyang") is Rule.SAME_DAY
    assert where("Timur Jauh Rusia", "Vladivostok") is Rule.SAME_DAY


# -- places alone -----------------------------------------------------------------------------------------------------


def erupted(text: str, *places: str, begin: str | None = None, end: str | None = None, day: int = 15) -> Facts:
    names = dict.fromkeys(("Gunung Biru", "Desa Satu", "Desa Dua"), LOC)
    told = Told("Eruption", {"hasPlace": places or ("Gunung Biru",)}, begin, end)
    return facts(text, names, events=[told], anchor=date(2023, 9, day))


AGAIN = "Gunung Biru yang berada di perbatasan Desa Satu dan Desa Dua kembali erupsi pada pukul"


@pytest.mark.parametrize(
    ("one", "other", "rule"),
    [
        pytest.param(erupted(f"{AGAIN} satu"), erupted(f"{AGAIN} dua", day=16), None, id="it erupts every day"),
        pytest.param(erupted("Satu."), erupted("Dua."), None, id="one place in one story"),
        pytest.param(
            erupted("Satu.", begin="2023-01-01", end="2023-09-10"),
            erupted("Dua.", begin="2023-09-08"),
            None,
            id="all year",
        ),
        pytest.param(erupted(f"{AGAIN} satu"), erupted(f"{AGAIN} dua"), Rule.SAME_WORDS, id="copied on one day"),
        pytest.param(
            erupted("Satu.", "Gunung Biru", "Desa Satu"),
            erupted("Dua.", "Gunung Biru", "Desa Satu"),
            Rule.SAME_STORY,
            id="two places in one story",
        ),
        pytest.param(
            erupted("Satu.", begin="2023-09-12", end="2023-09-13"),
            erupted("Dua.", begin="2023-09-13"),
            Rule.NESTED_TIME,
            id="two days",
        ),
    ],
)
def test_what_only_happens_somewhere(one: Facts, other: Facts, rule: Rule | None) -> None:
    assert one_happening(one, other) is rule


# -- what the reports say together ------------------------------------------------------------------------------------


def eruptions(*places: str) -> Corpus:
    names = dict.fromkeys(("Gunung Biru", *places), LOC)
    return identify(
        facts(f"Berita {n}.", names, events=[Told("Eruption", {"hasPlace": ("Gunung Biru", place)}, "2023-09-13")])
        for n, place in enumerate(places)
    )


def test_what_one_of_many_reports_adds_is_left_out() -> None:
    corpus = eruptions("Bandara Satu", "Desa Dua", "Desa Dua", "Desa Dua", "Desa Dua")
    (event,) = corpus.events
    assert [corpus.entities[f].label for _, f in event.arguments if isinstance(f, int)] == ["Desa Dua", "Gunung Biru"]
    assert len(event.passages) == 5


def test_of_two_reports_both_are_kept() -> None:
    (event,) = eruptions("Bandara Satu", "Desa Dua").events
    assert len(event.arguments) == 3


def test_reports_that_fit_two_days_are_one_without_a_day() -> None:
    first, second = (told(f"Hari {d}.", {"participant": BOTH}, f"2023-09-{d}") for d in (12, 13))
    vague = [told(f"Kabar {n}.", {"participant": BOTH}) for n in range(3)]
    events = identify([first, second, *vague]).events
    assert sorted((event.begin, len(event.passages)) for event in events if event.begin) == [
        ("2023-09-12", 1),
        ("2023-09-13", 1),
    ]
    assert [len(event.passages) for event in events if not event.begin] == [3]


# -- stories and words ------------------------------------------------------------------------------------------------


def test_what_all_articles_name_tells_no_story() -> None:
    everywhere = {0, 1, 2}
    articles = [everywhere | {10 + n, 20 + n, 30 + n, 40 + n} for n in range(9)]
    stories = Stories([*articles, everywhere | {10, 20, 30, 41}])
    assert not stories.are_one(1, 2)
    assert stories.are_one(0, 9)
    assert stories.are_one(9, 0)


@pytest.mark.parametrize(("text", "count"), [("", 0), ("Tujuh kata saja tidak cukup untuk ini.", 0), (SAID, 6)])
def test_runs_of_words(text: str, count: int) -> None:
    assert len(runs(text)) == count


def test_case_and_punctuation_do_not_count() -> None:
    assert runs(SAID) == runs(SAID.upper().replace(",", " -"))
