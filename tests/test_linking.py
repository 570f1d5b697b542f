"""Linking: which entry of the authority a name means. First what must not be linked, or not for sure."""

from __future__ import annotations

from datetime import date

import pytest
from documents import COUNTRY, LOC, ORG, PER, document

from kg.extraction.linking import differ_by_one_letter, load_weights
from kg.graph import build_graph
from kg.identity import identify
from kg.model import Document, EntityType, Facts

SURE = load_weights().sure


def linked(made: Document, name: str) -> tuple[str | None, bool]:
    """Key of the entry of the thing called *name*, and whether that is sure."""
    (entity,) = [entity for entity in made.entities if name in entity.names]
    return entity.authority, entity.authority is not None and entity.link_confidence >= SURE


def nodes(*texts: tuple[str, dict[str, EntityType]]) -> list[str]:
    """Names of the people of several articles, as the corpus has them."""
    documents = [document(text, names, anchor=date(2018, 5, 1)) for text, names in texts]
    corpus = identify(Facts(made, (), (), (), ()) for made in documents)
    return sorted(entity.name for entity in corpus.entities)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        pytest.param("Budi hadir.", {"Budi": PER}, id="a given name of many"),
        pytest.param("Sudirman pulang.", {"Sudirman": PER}, id="a member of parliament with one name"),
        pytest.param("Rini hadir.", {"Rini": PER}, id="an alias of two"),
        pytest.param("Kapolsek Budi Gunawan hadir.", {"Budi Gunawan": PER}, id="an office below him"),
        pytest.param("Rini Aulia hadir. Rini pulang.", {"Rini Aulia": PER, "Rini": PER}, id="somebody else's"),
        pytest.param("Kim Jong Ik hadir.", {"Kim Jong Ik": PER}, id="short words are no misprints"),
        pytest.param("Budi Santosa hadir.", {"Budi Santosa": PER}, id="another spelling is another man"),
        pytest.param("Bank Sumatera Utara rugi.", {"Bank Sumatera Utara": ORG}, id="a bank named after a province"),
        pytest.param(
            "Koperasi Simpan Pinjam (KSP) rugi.",
            {"Koperasi Simpan Pinjam": ORG, "KSP": ORG},
            id="a short form that the article explains otherwise",
        ),
        pytest.param("Jabatan Menteri PAN kosong.", {"PAN": ORG}, id="a ministry called like a party"),
        pytest.param("Kecamatan Makassar sepi.", {"Kecamatan Makassar": LOC}, id="a district named like its city"),
        pytest.param("PT Sumatera Utara rugi.", {"PT Sumatera Utara": ORG}, id="a firm named after a province"),
    ],
)
def test_not_linked(text: str, names: dict[str, EntityType]) -> None:
    assert {entity.authority for entity in document(text, names).entities} == {None}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param("Mega hadir.", "Mega", id="others bear the name as well"),
        pytest.param("Kim Kong Un hadir.", "Kim Kong Un", id="a misprint"),
    ],
)
def test_linked_in_doubt(text: str, name: str) -> None:
    made = document(text, {name: PER})
    key, is_sure = linked(made, name)
    assert (key is not None, is_sure) == (True, False)
    assert made.entities[0].name == name, "what is in doubt keeps the name that the article gives it"


@pytest.mark.parametrize(
    ("text", "names", "key"),
    [
        pytest.param("Jokowi tiba.", {"Jokowi": PER}, "joko-widodo", id="a word that names one person"),
        pytest.param("Menteri BUMN Rini tiba.", {"Rini": PER, "BUMN": ORG}, "rini-soemarno", id="title, organisation"),
        pytest.param("Sergey Lavrov tiba.", {"Sergey Lavrov": PER}, "sergei-lavrov", id="transliteration"),
        pytest.param("Kim Jong-un tiba.", {"Kim Jong-un": PER}, "kim-jong-un", id="hyphen"),
        pytest.param("Pak Jokowi tiba.", {"Pak Jokowi": PER}, "joko-widodo", id="honorific"),
        pytest.param("Warga Sumatera Utara.", {"Sumatera Utara": LOC}, "sumatera-utara", id="the province itself"),
    ],
)
def test_linked_for_sure(text: str, names: dict[str, EntityType], key: str) -> None:
    made = document(text, names, anchor=date(2018, 5, 1))
    assert linked(made, next(iter(names))) == (key, True)


def test_a_body_of_another_country_is_not_ours() -> None:
    names = {"Ombudsman": ORG, "Peru": COUNTRY}
    assert linked(document("Ombudsman Peru hadir.", names), "Ombudsman") == (None, False)
    assert linked(document("Ombudsman hadir. Peru menang.", names), "Ombudsman")[0] == "ombudsman-republik-indonesia"


def test_a_title_says_who_in_its_years_only() -> None:
    def is_sure(year: int) -> bool:
        made = document("Menteri BUMN Rini tiba.", {"Rini": PER, "BUMN": ORG}, anchor=date(year, 5, 1))
        return linked(made, "Rini")[1]

    assert [year for year in (2009, 2016, 2025) if is_sure(year)] == [2016]


def test_a_former_holder_is_called_so_later() -> None:
    made = document("Mantan Menteri BUMN Rini tiba.", {"Rini": PER, "BUMN": ORG}, anchor=date(2025, 5, 1))
    assert linked(made, "Rini") == ("rini-soemarno", True)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Presiden tiba di Madrid.", "madrid"),
        ("Real Sociedad bermain di Madrid.", "madrid"),
        ("Real Sociedad mengalahkan Madrid.", "real-madrid"),
    ],
)
def test_a_city_or_its_club(text: str, key: str) -> None:
    assert linked(document(text, {"Madrid": LOC, "Real Sociedad": ORG}), "Madrid")[0] == key


@pytest.mark.parametrize(
    ("text", "name", "key"),
    [
        ("Rapat di Kuningan, Jawa Barat.", "Kuningan", "kabupaten-kuningan"),
        ("Rapat di Kuningan, Jakarta Selatan.", "Kuningan", "kuningan"),
        ("Rapat di Sukabumi.", "Sukabumi", "kota-sukabumi"),
        ("Rapat di Sukabumi. Warga Kabupaten Sukabumi hadir.", "Sukabumi", "kabupaten-sukabumi"),
    ],
)
def test_a_place_among_its_namesakes(text: str, name: str, key: str) -> None:
    places = ("Kuningan", "Jawa Barat", "Jakarta Selatan", "Kabupaten Sukabumi", "Sukabumi")
    assert linked(document(text, dict.fromkeys(places, LOC)), name)[0] == key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("Kim Jong Un", "Kim Jong Il", id="father and son"),
        pytest.param("Budi", "Budi", id="two people named Budi"),
    ],
)
def test_two_articles_two_people(one: str, other: str) -> None:
    assert len(nodes((f"{one} hadir.", {one: PER}), (f"{other} pulang.", {other: PER}))) == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Joko Widodo", "Jokowi"),
        ("Sergei Lavrov", "Sergey Lavrov"),
        ("Kim Jong-un", "Kim Jong Un"),
        ("Presiden Prabowo", "Prabowo Subianto"),
    ],
)
def test_two_articles_one_person(one: str, other: str) -> None:
    texts = [(f"{name} hadir.", {name.removeprefix("Presiden "): PER}) for name in (one, other)]
    documents = [document(text, names, anchor=date(2025, 5, 1)) for text, names in texts]
    assert len({entity.name for made in documents for entity in made.entities}) == 1


def test_a_misprint_in_one_article_joins() -> None:
    made = document("Kim Jong Un hadir. Kim Kong Un pulang.", {"Kim Jong Un": PER, "Kim Kong Un": PER})
    assert [entity.authority for entity in made.entities] == ["kim-jong-un"]


def test_a_misprint_with_the_right_title_is_sure() -> None:
    names = {"Kim Kong Un": PER, "Korea Utara": COUNTRY}
    made = document("Pemimpin Korea Utara Kim Kong Un hadir.", names)
    assert linked(made, "Kim Kong Un")[0] == "kim-jong-un"


def test_the_graph_says_how_close() -> None:
    made = document("Mega hadir. Jokowi pulang.", {"Mega": PER, "Jokowi": PER})
    graph = build_graph(identify([Facts(made, (), (), (), ())]), "https://example.org/")
    sure = graph.query("SELECT ?name { ?thing owl:sameAs wd:Q3318231 ; rdfs:label ?name }")
    close = graph.query(
        "SELECT ?name ?confidence { ?link a kg:Link ; rdf:subject ?thing ; rdf:object wd:Q76179 ;"
        " rdf:predicate skos:closeMatch ; kg:linkConfidence ?confidence ."
        " ?thing skos:closeMatch wd:Q76179 ; rdfs:label ?name FILTER NOT EXISTS { ?thing owl:sameAs ?other } }"
    )
    assert [row["name"].value for row in sure] == ["Joko Widodo"]
    assert [(row["name"].value, row["confidence"].value) for row in close] == [("Mega", "0.6")]


@pytest.mark.parametrize(
    ("one", "other", "is_close"),
    [
        ("jong", "jong", False),
        ("jong", "ko", False),
        ("abc", "cba", False),
        ("widodo", "wdoo", False),
        ("jong", "song", True),
        ("widodo", "widdo", True),
        ("joko", "jkoo", True),
        ("subianto", "subiantio", True),
    ],
)
def test_one_letter(one: str, other: str, is_close: bool) -> None:
    assert differ_by_one_letter(one, other) is is_close
