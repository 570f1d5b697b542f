"""A class of events is added in ontology/ alone, without any Python."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from documents import LOC, ORG, document

from kg.extraction import extract_facts
from kg.extraction.triggers import TriggerIndex
from kg.knowledge.location import ontology_directory
from kg.knowledge.ontology import load_ontology

NAMES = {"Badan Antariksa": ORG, "Biak": LOC}

CLASS = """
kg:Orbiting a owl:Class, kg:EventClass ;
    rdfs:subClassOf kg:Movement ;
    rdfs:label "Penorbitan"@id, "Orbiting"@en .
"""
TRIGGER = """
kgt:orbiting a kg:Trigger ;
    kg:evokes kg:Orbiting ;
    kg:verb "orbitkan" ;
    kg:noun "penorbitan" ;
    kg:subject kg:agent ; kg:object kg:theme ; kg:slotDari kg:origin .
"""


@pytest.fixture
def extended(tmp_path: Path) -> Path:
    directory = tmp_path / "ontology"
    shutil.copytree(ontology_directory(), directory)
    for name, addition in (("kabar.ttl", CLASS), ("triggers.ttl", TRIGGER)):
        with (directory / name).open("a", encoding="utf-8") as file:
            file.write(addition)
    return directory


def events(text: str, triggers: TriggerIndex | None = None) -> list[tuple[str, list[str]]]:
    made = document(text, NAMES)

    def name(filler: int | str) -> str:
        return made.entities[filler].names[0] if isinstance(filler, int) else filler

    return [
        (event.type, [f"{argument.role}={name(argument.filler)}" for argument in event.arguments])
        for event in extract_facts(made, triggers).events
    ]


def test_the_shipped_ontology_does_not_know_it() -> None:
    assert events("Badan Antariksa mengorbitkan satelit.") == []


def test_its_events_are_found(extended: Path) -> None:
    triggers = TriggerIndex(load_ontology(extended))
    assert events("Badan Antariksa mengorbitkan satelit di Biak.", triggers) == [
        ("Orbiting", ["agent=Badan Antariksa", "hasPlace=Biak", "theme=satelit"])
    ]
    assert events("Satelit diorbitkan Badan Antariksa.", triggers) == [
        ("Orbiting", ["agent=Badan Antariksa", "theme=Satelit"])
    ]
