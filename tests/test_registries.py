"""``kg build --authority``: registries of the user's own. First what cannot be used."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from commands import run
from documents import ORG, PER, document

import kg
from kg.errors import InputError
from kg.knowledge.authority import load_authority, use_registries
from kg.knowledge.registries import RegistriesError, read_registries
from kg.model import EntityType

Capture = pytest.CaptureFixture[str]
HEAD = "iri,type,name,aliases,acronym,wikidata\n"
BANK = "https://bank.example/id/1,Organisation,Bank Sukamaju,Bank Suka|BS Bank,BSM,\n"
SKOS = """
@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix schema: <https://schema.org/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> . @prefix r: <https://register.example/id/> .
r:1 a skos:Concept, schema:Person ; skos:prefLabel "Dian Pramudya"@id, "Dian the Clerk"@en ;
    skos:altLabel "D. Pramudya" .
r:2 a skos:Concept, schema:GovernmentOrganization ; skos:prefLabel "Dinas Sukamaju" ; skos:notation "DSM" ;
    skos:exactMatch <http://www.wikidata.org/entity/Q4242> .
r: a skos:ConceptScheme .
"""


@pytest.fixture(autouse=True)
def _no_registry_stays() -> Iterator[None]:
    yield
    use_registries(())


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "a.csv:1: the column 'type' is missing"),
        ("iri,type,nama\n", "a.csv:1: there is no column 'nama'"),
        ("type,name\n", "a.csv:1: there is neither a column 'iri' nor 'wikidata'"),
        (HEAD + "x:1,Organisation,Bank\n", "a.csv:2: too many or too few cells"),
        (HEAD + "x:1,Bank,Bank Sukamaju,,,\n", "a.csv:2: 'Bank' is no type. Types are Person, Organisation,"),
        (HEAD + "x:1,Person,,,,\n", "a.csv:2: no name"),
        (HEAD + ",Person,Dian Pramudya,,,\n", "a.csv:2: Dian Pramudya has no identifier. Give its iri,"),
        (HEAD + "a b,Person,Dian Pramudya,,,\n", "a.csv:2: 'a b' is no IRI"),
        (HEAD + ",Person,Dian Pramudya,,,Q\n", "a.csv:2: 'Q' is no item of Wikidata"),
    ],
)
def test_a_table_that_cannot_be_used(text: str, problem: str, tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        read_registries([write(tmp_path / "a.csv", text)])
    assert str(caught.value).removeprefix(f"{tmp_path}/").startswith(problem)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("<a> <b>", "a.ttl:1:"),
        ("<x:1> <x:2> <x:3> .", "a.ttl: holds nothing with a skos:prefLabel"),
        (
            '<x:1> <http://www.w3.org/2004/02/skos/core#prefLabel> "Dian" .',
            "a.ttl: <x:1>: no type. Types are Person",
        ),
    ],
)
def test_turtle_that_cannot_be_used(text: str, problem: str, tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        read_registries([write(tmp_path / "a.ttl", text)])
    assert str(caught.value).removeprefix(f"{tmp_path}/").startswith(problem)


def test_a_registry_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="No such file"):
        read_registries([tmp_path / "none.csv"])


@pytest.mark.parametrize(
    ("other", "problem"),
    [
        (
            "https://bank.example/id/2,Organisation,Bank Sukamaju,,,\n",
            "Bank Sukamaju is https://bank.example/id/2 here",
        ),
        (
            "https://bank.example/id/1,Organisation,Bank Lain,,,\n",
            "https://bank.example/id/1 is Bank Lain (Organisation)",
        ),
        ("https://bank.example/id/1,Person,Bank Sukamaju,,,\n", "https://bank.example/id/1 is Bank Sukamaju (Person)"),
    ],
)
def test_two_registries_that_contradict_each_other(other: str, problem: str, tmp_path: Path, capsys: Capture) -> None:
    one, two = write(tmp_path / "one.csv", HEAD + BANK), write(tmp_path / "two.csv", HEAD + other)
    old = write(tmp_path / "graph.ttl", "old")
    article = write(tmp_path / "a.txt", "Kabar\n\nBank Sukamaju rugi.\n")
    ran = run(capsys, "build", article, "-o", tmp_path, "--authority", one, "--authority", two)
    assert (ran.code, ran.out) == (3, "")
    assert ran.err.startswith(f"kg: {two}:2: {problem}")
    assert len(ran.err.splitlines()) == 1
    assert old.read_text(encoding="utf-8") == "old", "nothing is written over"


def test_each_contradiction_is_a_line(tmp_path: Path) -> None:
    names = ("Dian Pramudya", "Dian Pramudya", "Rina Wijaya", "Rina Wijaya")
    rows = "".join(f"x:{number},Person,{name},,,\n" for number, name in enumerate(names))
    with pytest.raises(RegistriesError) as caught:
        read_registries([write(tmp_path / "a.csv", HEAD + rows)])
    assert len(str(caught.value).splitlines()) == 2


# -- what must --------------------------------------------------------------------------------------------------------


def test_columns_and_concepts(tmp_path: Path) -> None:
    bank, clerk, office = read_registries([write(tmp_path / "a.csv", HEAD + BANK), write(tmp_path / "b.ttl", SKOS)])
    assert (bank.name, bank.aliases, bank.acronyms, bank.iri) == (
        "Bank Sukamaju",
        ("Bank Suka", "BS Bank"),
        ("BSM",),
        "https://bank.example/id/1",
    )
    assert (clerk.type, clerk.name, clerk.aliases) == (
        EntityType.PERSON,
        "Dian Pramudya",
        ("D. Pramudya", "Dian the Clerk"),
    )
    assert (office.type, office.acronyms, office.iri, office.wikidata) == (
        EntityType.ORGANISATION,
        ("DSM",),
        "https://register.example/id/2",
        "Q4242",
    )


def test_what_only_a_registry_has_is_found_and_linked(tmp_path: Path) -> None:
    use_registries(read_registries([write(tmp_path / "a.csv", HEAD + BANK)]))
    made = document("Bank Sukamaju rugi. BSM tutup.", {"Bank Sukamaju": ORG, "BSM": ORG})
    (entity,) = made.entities
    assert load_authority().entries[entity.authority or ""].identifiers == ("https://bank.example/id/1",)


def test_their_identifiers_win(tmp_path: Path) -> None:
    rows = "https://tokoh.example/7,Person,Joko Widodo,,,Q7\n,Organisation,Komisi Pemberantasan Korupsi,,,Q8\n"
    use_registries(read_registries([write(tmp_path / "a.csv", HEAD + rows)]))
    known = load_authority()
    assert known.entries["joko-widodo"].identifiers == ("http://www.wikidata.org/entity/Q7", "https://tokoh.example/7")
    assert [entry.wikidata for entry in known.lookup("KPK")][:1] == ["Q8"], "what we know beside it stays"
    use_registries(())
    assert load_authority().entries["joko-widodo"].wikidata == "Q3318231"


def test_a_namesake_in_parliament_is_not_meant(tmp_path: Path) -> None:
    member = next(e for e in load_authority().entries.values() if e.kind == "member_of_parliament" and " " in e.name)
    use_registries(read_registries([write(tmp_path / "a.csv", f"{HEAD}x:1,Person,{member.name},,,\n")]))
    assert load_authority().entries[member.key].iri == ""
    made = document(f"{member.name} hadir.", {member.name: PER})
    assert load_authority().entries[made.entities[0].authority or ""].identifiers == ("x:1",)


def test_the_graph_points_there(tmp_path: Path) -> None:
    registry = write(tmp_path / "a.csv", HEAD + BANK)
    article = write(tmp_path / "a.txt", "Kabar\n\nJakarta - Bank Sukamaju rugi pada Senin (1/9/2025).\n")
    graph = kg.build([article], authorities=[registry])
    turtle = graph.serialize()
    assert "owl:sameAs <https://bank.example/id/1>" in turtle
    assert "bank.example" not in kg.build([article]).serialize(), "the next build does not know it"
