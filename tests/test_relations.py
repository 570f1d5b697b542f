"""Relations: places in places, units of organisations, allies and kin."""

from __future__ import annotations

import pytest
from documents import COUNTRY, LOC, ORG, PER, document

from kg.extraction.relations import find_relations

NAMES = {
    "Dian": PER, "Rudi": PER, "KCNA": ORG, "Korea Utara": COUNTRY, "Rusia": COUNTRY, "China": COUNTRY,
    "Jawa Barat": LOC, "Kota Bekasi": LOC, "Beijing": LOC, "Menteng": LOC, "Jakarta Pusat": LOC, "Rawasari": LOC,
    "Desa Sukasari": LOC, "Desa Sukatani": LOC, "Kecamatan Sukaraja": LOC, "Panorama Media": ORG,
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
        "Mereka singgah di Rawasari, Jawa Barat, dan Beijing.",  # a list
        "Mereka singgah di Desa Sukasari, Desa Sukatani, dan Kecamatan Sukaraja.",
        "Rapat di Desa Sukasari dan Kecamatan Sukaraja.",
        "Data KCNA, Beijing, dipakai.",  # no house
    ],
)
def test_no_relation(text: str) -> None:
    assert related(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rapat di Kota Bekasi, Jawa Barat.", ["Kota Bekasi containedInPlace Jawa Barat"]),
        ("Rapat di Beijing, China.", ["Beijing containedInPlace China"]),
        ("Rapat di Desa Sukasari, Kecamatan Sukaraja, Kota Bekasi.",
         ["Desa Sukasari containedInPlace Kecamatan Sukaraja", "Kecamatan Sukaraja containedInPlace Kota Bekasi"]),
        ("Rapat di Desa Sukasari RT 03 RW 02 Kecamatan Sukaraja.",
         ["Desa Sukasari containedInPlace Kecamatan Sukaraja"]),
        ("Rapat di Desa Sukasari, Rawasari, Kota Bekasi.",
         ["Desa Sukasari containedInPlace Rawasari", "Rawasari containedInPlace Kota Bekasi"]),
        ("Rapat di Menteng, Jakarta Pusat.", ["Menteng containedInPlace Jakarta Pusat"]),  # both known in Jakarta
        ("Rapat di kantor KCNA, Beijing.", ["KCNA location Beijing"]),
        ("KCNA, anak usaha Panorama Media, tutup.", ["KCNA parentOrganization Panorama Media"]),
        ("Dian, sekutu dekat Rudi, hadir.", ["Dian allyOf Rudi"]),
        ("Hadir sekutu dekat Rudi, Dian.", ["Dian allyOf Rudi"]),
        ("Istri kedua dari Rudi, Dian, hadir.", ["Dian relatedTo Rudi"]),
        ("Menurut kantor berita Korea Utara, KCNA, begitu.", ["KCNA location Korea Utara"]),
    ],
)  # fmt: skip
def test_relations(text: str, expected: list[str]) -> None:
    assert related(text) == expected
