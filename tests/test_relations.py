"""Relations: places in places, units of organisations, allies and kin."""

from __future__ import annotations

import pytest
from documents import COUNTRY, LOC, ORG, PER, document

from kg.extraction.relations import find_relations

NAMES = {
    "Dian": PER, "Rudi": PER, "KCNA": ORG, "Korea Utara": COUNTRY, "Rusia": COUNTRY, "China": COUNTRY,
    "Jawa Barat": LOC, "Kota Bekasi": LOC, "Beijing": LOC,
}  # fmt: skip


def related(text: str) -> list[str]:
    made = document(text, NAMES)
    return [
        f"{made.entities[r.subject].names[0]} {r.predicate} {made.entities[r.object].names[0]}"
        for r in find_relations(made)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Dian bertemu Rudi.",
        "Mereka singgah di Jawa Barat, Beijing, dan Rusia.",
        "Anak itu melihat Dian, Rudi tidak.",
        "Istri pertama yang melapor ke Dian, Rudi diam.",
        "China, Rusia",
    ],
)
def test_no_relation(text: str) -> None:
    assert related(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rapat di Kota Bekasi, Jawa Barat.", ["Kota Bekasi containedInPlace Jawa Barat"]),
        ("Rapat di Beijing, China.", ["Beijing containedInPlace China"]),
        ("Dian, sekutu dekat Rudi, hadir.", ["Dian allyOf Rudi"]),
        ("Hadir sekutu dekat Rudi, Dian.", ["Dian allyOf Rudi"]),
        ("Istri kedua dari Rudi, Dian, hadir.", ["Dian relatedTo Rudi"]),
        ("Menurut kantor berita Korea Utara, KCNA, begitu.", ["KCNA location Korea Utara"]),
    ],
)
def test_relations(text: str, expected: list[str]) -> None:
    assert related(text) == expected
