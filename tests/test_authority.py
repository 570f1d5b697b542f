"""The authority: names are found where they name something, and nowhere else."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest

from kg.errors import KnowledgeError
from kg.knowledge.authority import Authority, load_authority
from kg.knowledge.location import ontology_directory
from kg.knowledge.spelling import Spelling
from kg.model import EntityType

TABLES = ("countries", "places", "facilities", "organisations", "products", "works", "people")


@pytest.fixture(scope="module")
def authority() -> Authority:
    return load_authority()


def found(authority: Authority, text: str) -> list[tuple[str, str, bool]]:
    words = text.split()
    return [(" ".join(words[m.first : m.last]), m.entries[0].key, m.is_certain) for m in authority.match(words)]


# -- what must not be found -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "as roda itu patah",  # AS is a country
        "ia orang kuba yang sana",  # small letters: no Kuba, no Sana
        "pas foto dan kim itu",
        "lima orang antara lain",
        "Lion lapar",  # Lyon is spelt with y
        "Kim ( Jong Un )",  # a bracket parts a name
        "Vladimir : Putin-nya",
        "Jakartanya",
    ],
)
def test_look_alikes_name_nothing_for_certain(authority: Authority, text: str) -> None:
    assert [name for name, _, is_certain in found(authority, text) if is_certain] == []


@pytest.mark.parametrize("word", ["Antara", "Serang", "Lima", "Batu", "May", "Abbas", "Wagner", "Puncak", "Total"])
def test_a_name_that_is_a_common_word_is_not_certain(authority: Authority, word: str) -> None:
    assert [is_certain for _, _, is_certain in found(authority, word)] in ([], [False])


@pytest.mark.parametrize("word", ["Pramono", "Gatot", "Rini", "Budi", "Anwar", "Abbas", "Marcelo", "Novel", "Xi"])
def test_a_name_that_others_bear_is_not_certain(authority: Authority, word: str) -> None:
    assert [is_certain for _, _, is_certain in found(authority, word)] in ([], [False])


@pytest.mark.parametrize("surface", ["as", "kpk", "Presiden", "Kepala", "", ".", "Polda Atlantis"])
def test_lookup_of_no_name(authority: Authority, surface: str) -> None:
    assert authority.lookup(surface) == ()


@pytest.mark.parametrize("text", ["lalu pergi", "uni itu", "ibu itu", "mas kawin", "Presidenku"])
def test_honorifics_keep_their_case(authority: Authority, text: str) -> None:
    assert authority.titles.match(text.split()) is None


# -- what must --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("surface", "key", "wikidata"),
    [
        ("AS", "amerika-serikat", "Q30"),
        ("Korut", "korea-utara", "Q423"),
        ("Sergei Lavrov", "sergei-lavrov", "Q58217"),
        ("Sergey Lavrov", "sergei-lavrov", "Q58217"),
        ("Kim Jong-un", "kim-jong-un", "Q56226"),
        ("KIM JONG UN", "kim-jong-un", "Q56226"),
        ("Mohammed bin Salman", "mohammed-bin-salman", ""),
        ("PBB", "perserikatan-bangsa-bangsa", "Q1065"),
        ("Polri", "kepolisian-negara-republik-indonesia", "Q3103954"),
        ("Jabar", "jawa-barat", ""),
        ("Bandung", "kota-bandung", "Q10389"),
        ("Türkiye", "turki", "Q43"),
    ],
)
def test_lookup(authority: Authority, surface: str, key: str, wikidata: str) -> None:
    entry = authority.lookup(surface)[0]
    assert entry.key == key
    assert not wikidata or entry.wikidata == wikidata


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Presiden Rusia Vladimir Putin di Pyongyang", ["Rusia", "Vladimir Putin", "Pyongyang"]),
        ("kata Dewan Keamanan PBB , Kamis", ["Dewan Keamanan PBB"]),
        ("Kementerian Kelautan dan Perikanan", ["Kementerian Kelautan dan Perikanan"]),
        (
            "Badan Meteorologi , Klimatologi , dan Geofisika ( BMKG )",
            ["Badan Meteorologi , Klimatologi , dan Geofisika", "BMKG"],
        ),
        ("Badan Meteorologi Klimatologi dan Geofisika", ["Badan Meteorologi Klimatologi dan Geofisika"]),
        ("dilansir AFP dan detikcom", ["AFP", "detikcom"]),
        ("MOSKOW -- Rusia", ["MOSKOW", "Rusia"]),
    ],
)
def test_the_longest_names_are_found(authority: Authority, text: str, names: list[str]) -> None:
    assert [name for name, _, is_certain in found(authority, text) if is_certain] == names


def test_a_namesake_comes_second(authority: Authority) -> None:
    (match,) = authority.match(["Bandung"])
    assert [entry.kind for entry in match.entries] == ["city", "regency"]


def test_capitals_belong_to_their_countries(authority: Authority) -> None:
    moscow = authority.entries["moskow"]
    assert moscow.capital_of == "rusia"
    assert authority.entries["rusia"].capital == "moskow"


def test_places_lie_in_places(authority: Authority) -> None:
    bandung = authority.entries["kota-bandung"]
    assert bandung.parent == "jawa-barat"
    assert authority.entries[bandung.parent].parent == "indonesia"


def test_people_have_an_office(authority: Authority) -> None:
    lavrov = authority.entries["sergei-lavrov"]
    assert (lavrov.title, lavrov.of) == ("Menteri Luar Negeri", "rusia")


# -- titles -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "surface", "patterns"),
    [
        ("Menlu Rusia", "Menlu", ("{country}", "Kementerian Luar Negeri")),
        ("Menteri Luar Negeri Iran", "Menteri Luar Negeri", ("{country}", "Kementerian Luar Negeri")),
        ("Kapolda Jabar", "Kapolda", ("Polda {place}",)),
        ("Kapolres Metro Depok", "Kapolres Metro", ("Polres Metro {place}",)),
        ("Mensos Budi", "Mensos", ("{country}", "Kementerian Sosial")),
        ("Wali Kota Bogor", "Wali Kota", ("{place}",)),
        ("walikota Bogor", "Wali Kota", ("{place}",)),
        ("juru bicara Kremlin", "Juru Bicara", ("{organisation}", "{country}", "{person}")),
        ("Ketua KPK", "Ketua", ("{organisation}",)),
        ("Kepala Badan Geologi", "Kepala", ("{organisation}",)),
        ("AKBP Budi", "AKBP", ()),
        ("Dr . Ani", "Dr.", ()),
    ],
)
def test_titles(authority: Authority, text: str, surface: str, patterns: tuple[str, ...]) -> None:
    found = authority.titles.match(text.split())
    assert found is not None
    end, title = found
    assert authority.spelling.normal_form(" ".join(text.split()[:end])) == authority.spelling.normal_form(surface)
    assert title.organisation_patterns == patterns


@pytest.mark.parametrize(("text", "end"), [("Plt . Kepala", 2), ("kata Ketua .", 2), ("Ketua KPK", 1)])
def test_the_full_stop_of_an_abbreviation_belongs_to_it(authority: Authority, text: str, end: int) -> None:
    words = text.split()
    found = authority.titles.match(words, words.index("Ketua") if "Ketua" in words else 0)
    assert found is not None
    assert found[0] == end


def test_implied_organisations_are_known(authority: Authority) -> None:
    implied = {p for title in authority.titles for p in title.organisation_patterns if "{" not in p}
    unknown = [p for p in sorted(implied) if not any(e.type is EntityType.ORGANISATION for e in authority.lookup(p))]
    assert unknown == []


def test_slots_are_few(authority: Authority) -> None:
    slots = {w for t in authority.titles for p in t.organisation_patterns for w in p.split() if w.startswith("{")}
    assert slots == {"{country}", "{place}", "{organisation}", "{person}", "{field}", "{court}"}


# -- the tables -------------------------------------------------------------------------------------------------------


def test_every_row_has_a_source() -> None:
    for table in TABLES:
        with (ontology_directory() / "authority" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
            assert [row["key"] for row in csv.DictReader(file) if not row["source"]] == []


def test_no_wikidata_id_is_there_twice(authority: Authority) -> None:
    ids = [entry.wikidata for entry in authority.entries.values() if entry.wikidata]
    assert len(ids) > 4000
    assert sorted(ids) == sorted(set(ids))


def test_every_entry_is_found_by_its_name(authority: Authority) -> None:
    lost = [key for key, entry in authority.entries.items() if entry not in authority.lookup(entry.name)]
    assert lost == []


def test_what_is_read_once_is_kept() -> None:
    assert load_authority() is load_authority()


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    """A copy of the authority, to be broken."""
    return Path(shutil.copytree(ontology_directory() / "authority", tmp_path / "authority"))


@pytest.mark.parametrize(
    ("table", "line", "cause"),
    [
        ("countries", "atlantis,Atlantis", "2 cells"),
        ("countries", "rusia,Rusia,,,,country,RU,Q159,,,,x", "twice"),
        ("places", "x,,,,,city,,,,x", "without key or name"),
        ("places", "y-y,Y,,,,city,,,atlantis,x", "parent 'atlantis' is no key"),
        ("people", "y-y,X Y,,,,person,,,,,soon,,x", "from 'soon' is no year"),
        ("titles", "X,X,throne,before,", "is no title"),
        ("spelling", " ,x,", "nothing to fold"),
    ],
)
def test_a_broken_table_is_named_with_its_line(tables: Path, table: str, line: str, cause: str) -> None:
    path = tables / f"{table}.csv"
    number = path.read_text(encoding="utf-8").count("\n") + 1
    with path.open("a", encoding="utf-8") as file:
        file.write(line + "\n")
    with pytest.raises(KnowledgeError, match=cause) as error:
        load_authority(tables)
    assert error.value.place == f"{path}:{number}"


def test_a_missing_table_and_a_wrong_header(tables: Path) -> None:
    (tables / "works.csv").write_text("key,name\n", encoding="utf-8")
    with pytest.raises(KnowledgeError, match="the header is key,name"):
        load_authority(tables)
    (tables / "works.csv").unlink()
    with pytest.raises(KnowledgeError) as error:
        load_authority(tables)
    assert error.value.place == str(tables / "works.csv")


# -- spelling ---------------------------------------------------------------------------------------------------------


def test_spelling_folds_in_order_and_at_the_edges_of_words() -> None:
    spelling = Spelling([("y ", "i "), ("oe", "u"), (" jusuf ", " yusuf ")])
    assert spelling.normal_forms([]) == []
    forms = spelling.normal_forms(["Sergey", "Lyon", "Soekarno", "Jusuf Kalla", "Jusufan", "Ürümqi", "", ".", "A, B"])
    assert forms == ["sergei", "lyon", "sukarno", "yusuf kalla", "jusufan", "urumqi", "", "", "a , b"]


@pytest.mark.parametrize(("word", "forms"), [("Jong-un", ("jong", "un")), (".", ()), ("(", ("|",)), ("“", ("|",))])
def test_the_normal_words_of_a_word(word: str, forms: tuple[str, ...]) -> None:
    assert Spelling().words(word) == forms
