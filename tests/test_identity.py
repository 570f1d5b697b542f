"""Which entities and events of different articles are one: first what must stay apart."""

from __future__ import annotations

from datetime import date
from itertools import permutations

import pytest
from collections_of_facts import COUNTRY, LOC, ORG, PER, WORK, Told, facts

from kg.identity import Corpus, identify
from kg.identity.naming import slug, tell_apart
from kg.model import EntityType, Facts, Modality
from kg.vocabulary import WD

PUTIN = {"Vladimir Putin": (PER, "vladimir-putin")}
KIM = {"Kim Jong Un": (PER, "kim-jong-un")}
RUSSIA = {"Rusia": (COUNTRY, "rusia")}
NORTH_KOREA = {"Korea Utara": (COUNTRY, "korea-utara")}
ALL = {**PUTIN, **KIM, **RUSSIA, **NORTH_KOREA, "Xi Jinping": (PER, "xi-jinping"), "Vostochny": LOC}
BOTH = ("Vladimir Putin", "Kim Jong Un")


def named(*articles: Facts) -> list[str]:
    """Names of all entities but the outlets."""
    corpus = identify(articles)
    outlets = {article.publisher for article in corpus.articles}
    return [entity.name for index, entity in enumerate(corpus.entities) if index not in outlets]


def happenings(*told: Told, days: tuple[date | None, ...] = ()) -> Corpus:
    """The corpus of articles that tell one event each."""
    anchors = days or (date(2023, 9, 15),) * len(told)
    return identify(
        facts(f"Berita {number}.", ALL, events=[each], anchor=anchor)
        for number, (each, anchor) in enumerate(zip(told, anchors, strict=True))
    )


# -- entities ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param({"Budi": PER}, {"Budi": PER}, id="single names are no proof"),
        pytest.param({"Budi Santoso": PER}, {"Budi Hartono": PER}, id="one given name"),
        pytest.param({"Budi Santoso": PER}, {"Budi": PER}, id="given name and full name"),
        pytest.param({"Mandala Krida": PER}, {"Mandala Krida": ORG}, id="person and organisation"),
        pytest.param({"Sumatera Utara": LOC}, {"Bank Sumatera Utara": ORG}, id="province and its bank"),
        pytest.param({"Polda": ORG}, {"Polda": ORG}, id="every province has a Polda"),
        pytest.param({"Komisi XI DPRA": ORG}, {"Komisi XII DPRA": ORG}, id="two numbers"),
        pytest.param({"Jalan Raya": LOC}, {"Jalan Raya": LOC}, id="every town has one"),
        pytest.param({"Sukamakmur": LOC}, {"Sukamakmur": LOC}, id="many villages have one name"),
        pytest.param(
            {"Peraturan Menteri Keuangan": WORK}, {"Peraturan Menteri Keuangan": WORK}, id="a minister makes many rules"
        ),
        pytest.param({"Kim Jong Un": (PER, "kim-jong-un")}, {"Kim Jong Il": PER}, id="father and son"),
        pytest.param({"Andi Wijaya": (PER, "vladimir-putin")}, {"Andi Wijaya": (PER, "xi-jinping")}, id="two keys"),
    ],
)
def test_different_entities_stay_apart(one: dict[str, EntityType], other: dict[str, EntityType]) -> None:
    assert len(named(facts("Satu.", one), facts("Dua.", other))) == 2


@pytest.mark.parametrize(
    ("one", "other", "name"),
    [
        pytest.param(
            {"Putin": (PER, "vladimir-putin")}, PUTIN, "person/vladimir-putin", id="the authority knows them both"
        ),
        pytest.param({"Sergey Wijaya": PER}, {"Sergei Wijaya": PER}, "person/sergei-wijaya", id="transliteration"),
        pytest.param({"Siti Nur-Aini": PER}, {"Siti Nur Aini": PER}, "person/siti-nur-aini", id="hyphen"),
        pytest.param(
            {"Undang-Undang Nomor 4 Tahun 2023": WORK},
            {"Undang-undang Nomor 4 Tahun 2023": WORK},
            "work/undang-undang-nomor-4-tahun-2023",
            id="a numbered law",
        ),
        pytest.param(
            {"Polsek Sukamaju": ORG},
            {"Kepolisian Sektor Sukamaju": ORG},
            "organization/kepolisian-sektor-sukamaju",
            id="an abbreviated head",
        ),
        pytest.param({"Warung Bu Tini": ORG}, {"Warung Bu TINI": ORG}, "organization/warung-bu-tini", id="case"),
        pytest.param(
            {"Suka Makmur": LOC}, {"Suka Makmur": EntityType.FACILITY}, "place/suka-makmur", id="kind of place"
        ),
    ],
)
def test_same_entities_are_one(one: dict[str, EntityType], other: dict[str, EntityType], name: str) -> None:
    assert named(facts("Satu.", one), facts("Dua.", other)) == [name]


def test_single_names_join_when_something_else_tells_who_it_is() -> None:
    office = {"Budi": PER, "KPK": (ORG, "komisi-pemberantasan-korupsi")}
    held = [("Budi", "juru bicara", "KPK")]
    joined = identify(facts(text, office, positions=held) for text in ("Satu.", "Dua."))
    assert sum(entity.label == "Budi" for entity in joined.entities) == 1

    company = {"Budi": PER, "Sukamakmur": LOC, "Siti Nur Aini": PER}
    assert "place/sukamakmur" in {name.rpartition("-")[0] for name in named(facts("Satu.", company))}
    assert sum("sukamakmur" in name for name in named(facts("Satu.", company), facts("Dua.", company))) == 1
    assert sum("budi" in name for name in named(facts("Satu.", company), facts("Dua.", company))) == 1


def test_a_person_who_may_have_namesakes_never_gets_the_bare_name() -> None:
    (name,) = named(facts("Budi ditangkap.", {"Budi": PER}))
    assert name.startswith("person/budi-")
    assert name != named(facts("Budi menikah.", {"Budi": PER}))[0]


def test_entities_of_different_kinds_with_one_spelling_keep_their_rooms() -> None:
    assert named(facts("Satu.", {"Rusia": (COUNTRY, "rusia"), "Al Fatah": ORG}), facts("Dua.", {"Al-Fatah": PER})) == [
        "organization/al-fatah",
        "person/al-fatah",
        "place/rusia",
    ]


def test_the_authority_gives_the_name_and_the_article_the_others() -> None:
    corpus = identify([facts("Satu.", {"Korut": (COUNTRY, "korea-utara")})])
    (country,) = [entity for entity in corpus.entities if entity.type is COUNTRY]
    assert (country.name, country.label, country.names) == ("place/korea-utara", "Korea Utara", ("Korut",))
    assert country.identifiers == (WD + "Q423",)


def test_the_acronym_names_an_organisation() -> None:
    assert named(facts("Satu.", {"Komisi Pemberantasan Korupsi": (ORG, "komisi-pemberantasan-korupsi")})) == [
        "organization/kpk"
    ]


# -- articles ---------------------------------------------------------------------------------------------------------


def test_the_same_text_in_two_files_is_one_article() -> None:
    corpus = identify([facts("Satu.", KIM, source="b.txt"), facts("Satu.", KIM, source="a.txt")])
    assert [article.sources for article in corpus.articles] == [("a.txt", "b.txt")]


def test_two_texts_under_one_file_name_are_two_articles() -> None:
    corpus = identify([facts("Satu.", KIM), facts("Dua.", KIM)])
    assert len(corpus.articles) == 2


def test_the_number_of_the_page_names_the_article() -> None:
    url = "https://news.detik.com/berita/d-6942037/mesranya-putin"
    assert [a.name for a in identify([facts("Satu.", KIM, url=url)]).articles] == ["article/detikcom-6942037"]
    two = identify([facts("Satu.", KIM, url=url), facts("Satu, diperbarui.", KIM, url=url)])
    assert len({article.name for article in two.articles}) == 2


# -- events -----------------------------------------------------------------------------------------------------------

SUMMIT = Told("Meeting", {"participant": BOTH, "hasPlace": ("Vostochny",)}, "2023-09-13")
ARREST = {"agent": ("KPK",), "patient": ("Budi Santoso",)}
TO_RUSSIA = {"agent": ("Kim Jong Un",), "destination": ("Rusia",)}
RIFLE = {"agent": ("Vladimir Putin",), "recipient": ("Kim Jong Un",), "theme": ("senapan produksi kami",)}


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(Told("Meeting", {"participant": BOTH}, "2023-09-13", modality=Modality.PLANNED), id="planned"),
        pytest.param(Told("Negotiation", {"participant": BOTH}, "2023-09-13"), id="another class"),
        pytest.param(Told("Meeting", {"participant": BOTH}, "2023-09-14"), id="another day"),
        pytest.param(Told("Meeting", {"participant": BOTH}, "2024"), id="another year"),
        pytest.param(Told("Meeting", {"participant": ("Vladimir Putin", "Xi Jinping")}, "2023-09-13"), id="others"),
        pytest.param(Told("Meeting", {"participant": ("Vladimir Putin",)}), id="one side, no day"),
        pytest.param(Told("Meeting", {}, "2023-09-13"), id="nobody"),
    ],
)
def test_another_happening_than_the_summit(other: Told) -> None:
    assert len(happenings(SUMMIT, other).events) == 2


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(Told("Meeting", {"participant": BOTH, "hasPlace": ("Rusia",)}, "2023-09-13"), id="wider place"),
        pytest.param(Told("Meeting", {"participant": BOTH}, "2023-09-13"), id="no place"),
        pytest.param(Told("Meeting", {"participant": BOTH}, "2023-09"), id="only the month"),
        pytest.param(Told("Meeting", {"participant": BOTH}), id="no day"),
        pytest.param(Told("Meeting", {"participant": (*BOTH, "Xi Jinping")}, "2023-09-13"), id="one more side"),
    ],
)
def test_the_same_summit_told_otherwise(other: Told) -> None:
    (event,) = happenings(SUMMIT, other).events
    assert event.begin == "2023-09-13"
    assert len(event.passages) == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(
            Told("Greeting", {"agent": ("Vladimir Putin",), "patient": ("Kim Jong Un",)}, "2023-09-13"),
            Told("Greeting", {"agent": ("Kim Jong Un",), "patient": ("Vladimir Putin",)}, "2023-09-13"),
            id="who greets whom",
        ),
        pytest.param(
            Told("Giving", RIFLE, "2023-09-13"),
            Told("Giving", {**RIFLE, "theme": ("sarung tangan luar angkasa",)}, "2023-09-13"),
            id="another gift",
        ),
        pytest.param(
            Told("Visit", TO_RUSSIA, "2023-09-12"),
            Told("Visit", {"agent": ("Kim Jong Un",), "destination": ("Korea Utara",)}, "2023-09-12"),
            id="another country",
        ),
        pytest.param(
            Told("Announcement", {"agent": ("Rusia",)}), Told("Announcement", {"agent": ("Rusia",)}), id="no day"
        ),
    ],
)
def test_two_happenings(one: Told, other: Told) -> None:
    assert len(happenings(one, other).events) == 2


def test_what_has_no_day_is_near_the_day_of_its_article() -> None:
    told = (Told("Visit", TO_RUSSIA, "2023-09-12"), Told("Visit", TO_RUSSIA))
    assert len(happenings(*told, days=(date(2023, 9, 15), date(2023, 9, 20))).events) == 1
    assert len(happenings(*told, days=(date(2023, 9, 15), date(2024, 6, 19))).events) == 2
    assert len(happenings(*told, days=(date(2023, 9, 15), None)).events) == 2


def test_a_report_that_fits_two_happenings_joins_neither() -> None:
    first, second = Told("Visit", TO_RUSSIA, "2023-09-01"), Told("Visit", TO_RUSSIA, "2023-09-12")
    assert len(happenings(first, second, Told("Visit", TO_RUSSIA)).events) == 3


def test_what_one_article_tells_apart_stays_apart() -> None:
    twice = facts("Berita.", ALL, events=[SUMMIT, Told("Meeting", {"participant": BOTH}, "2023-09-13")])
    assert len(identify([twice]).events) == 2


def test_a_joined_event_keeps_what_each_article_says() -> None:
    one = Told("Giving", RIFLE, None, confidence=0.9)
    other = Told("Giving", {**RIFLE, "theme": ("senapan",), "hasPlace": ("Rusia",)}, "2023-09-13")
    corpus = happenings(one, other)
    (event,) = corpus.events
    assert [filler for role, filler in event.arguments if role == "theme"] == ["senapan", "senapan produksi kami"]
    assert [corpus.entities[filler].name for role, filler in event.arguments if role == "hasPlace"] == ["place/rusia"]
    assert (event.begin, event.confidence, len(event.passages)) == ("2023-09-13", 0.9, 2)


def test_a_disaster_is_known_by_its_place() -> None:
    flood = Told("Flood", {"hasPlace": ("Vostochny",)}, "2023-09-13")
    assert len(happenings(flood, flood).events) == 1
    assert len(happenings(flood, Told("Flood", {"hasPlace": ("Korea Utara",)}, "2023-09-13")).events) == 2
    country = Told("Flood", {"hasPlace": ("Rusia",)}, "2023-09-13")
    assert len(happenings(country, country).events) == 2, "two floods in one large country"


def test_the_name_of_an_event_can_be_read() -> None:
    (event,) = happenings(SUMMIT).events
    assert event.name.startswith("event/meeting/2023-09-13/kim-jong-un-vladimir-putin-")
    (transfer,) = happenings(Told("ArmsTransfer", {"agent": ("Rusia",)})).events
    assert transfer.name.startswith("event/arms-transfer/undated/rusia-")


# -- statements, positions, relations ---------------------------------------------------------------------------------


def test_the_same_words_of_the_same_speaker_are_one_statement() -> None:
    entities = {"Vladimir Putin": (PER, "vladimir-putin"), "Xi Jinping": (PER, "xi-jinping")}
    said = "Kami akan menang"
    corpus = identify(
        [
            facts(f'"{said}"', entities, statements=[("Vladimir Putin", said)]),
            facts(f'"{said}."', entities, statements=[("Vladimir Putin", said)]),
            facts(f'"{said}!"', entities, statements=[("Xi Jinping", said)]),
        ]
    )
    assert sorted(len(statement.passages) for statement in corpus.statements) == [1, 2]


def test_a_position_reported_twice_is_one() -> None:
    held = [("Vladimir Putin", "Presiden", "Rusia")]
    corpus = identify(facts(text, {**PUTIN, **RUSSIA}, positions=held) for text in ("Satu.", "Dua."))
    (position,) = corpus.positions
    assert position.name == "position/vladimir-putin/presiden-rusia"
    assert len(position.passages) == 2


def test_a_thing_is_not_related_to_itself() -> None:
    two_names = {"Korut": (COUNTRY, "korea-utara"), "DPRK": (COUNTRY, "korea-utara")}
    assert identify([facts("Satu.", two_names, relations=[("Korut", "allyOf", "DPRK")])]).relations == ()


# -- the order of the articles ----------------------------------------------------------------------------------------


def test_the_order_of_the_articles_does_not_matter() -> None:
    articles = [
        facts("Satu.", ALL, events=[SUMMIT]),
        facts("Dua.", ALL, events=[Told("Meeting", {"participant": BOTH})]),
        facts(
            "Tiga.", {**ALL, "Budi": PER}, events=[Told("Meeting", {"participant": (*BOTH, "Xi Jinping")}, "2023-09")]
        ),
        facts("Empat.", {"Budi": PER, "Sergey Wijaya": PER}),
        facts("Lima.", {"Sergei Wijaya": PER}),
    ]
    corpora = {identify(order) for order in permutations(articles)}
    assert len(corpora) == 1


# -- slugs ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kim Jong-un", "kim-jong-un"),
        ("Türkiye", "turkiye"),
        ("Sa'dan Toraja", "sa-dan-toraja"),
        ("kata " * 30, "-".join(["kata"] * 12)),
    ],
)
def test_slug(text: str, expected: str) -> None:
    assert slug(text) == expected


def test_text_without_latin_letters_still_has_a_name() -> None:
    assert slug("北京") != slug("東京")


def test_names_that_two_want_go_to_neither() -> None:
    names = tell_apart({"a": "same", "b": "same", "c": "other"})
    assert names["c"] == "other"
    assert len(set(names.values())) == 3
    assert "same" not in names.values()
