"""Positions: titles before and after names."""

from __future__ import annotations

from pathlib import Path

import pytest
from documents import COUNTRY, LOC, ORG, PER, document

from kg.extraction.positions import find_positions
from kg.pipeline import facts_of

NAMES = {
    "Dian Pramudya": PER, "Rudi Hartono": PER, "Sergey Lavrov": PER, "Kremlin": ORG, "Rusia": COUNTRY, "KPK": ORG,
    "Komisi III DPR RI": ORG, "Universitas Airlangga": ORG, "Surabaya": LOC, "Partai Maju": ORG,
    "Dewan Keamanan Rusia": ORG,
}  # fmt: skip


def held(text: str) -> list[str]:
    made = document(text, NAMES)
    return sorted(
        " | ".join(
            [
                made.entities[p.holder].names[0],
                p.title,
                made.entities[p.organisation].names[0] if p.organisation is not None else "-",
            ]
        )
        for p in find_positions(made)
    )


@pytest.mark.parametrize(
    "text",
    [
        "Dian Pramudya datang ke Surabaya.",
        "Dian Pramudya bertemu Rudi Hartono.",
        "Mereka memandang Dian Pramudya sebagai ketua sejati.",
        "AKBP Dian Pramudya tiba.",  # a rank is no position
        "Pertemuan dengan menteri dihadiri Dian Pramudya.",
        "Dian Pramudya, Rudi Hartono, dan Sergey Lavrov hadir.",
        "Kepada wartawan, Dian Pramudya menjelaskan hal itu.",  # who is told is no title
        "Kuasa hukum Dian Pramudya datang ke Surabaya.",
        "Uang itu dari pegawai lain, Dian Pramudya.",
        "Dia ditunjuk Rudi Hartono menjabat sebagai Ketua KPK.",  # Rudi gives the office
        "Dian Pramudya menjadi ketua yang baik.",
        "Polisi yang menangkap ketua KPK itu, Dian Pramudya.",
        "Anggota Komisi III DPR RI: Dian Pramudya.",
        "Larangan itu dari para pejabat Dian Pramudya.",
        "Menurut majelis hakim, Dian Pramudya bersalah.",
        "Dian Pramudya (KPK) hadir.",
        "Mereka memandang Dian Pramudya sebagai Presiden.",
        "Mereka mengundang Dian Pramudya sebagai Guru.",
    ],
)
def test_no_position(text: str) -> None:
    assert held(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Presiden Rusia Dian Pramudya tiba.", ["Dian Pramudya | Presiden | Rusia"]),
        (
            "Tukang cukur mantan Gubernur Surabaya Rudi Hartono, Dian Pramudya, hadir.",
            ["Rudi Hartono | mantan Gubernur | Surabaya"],
        ),
        ("Dian Pramudya, Ketua KPK, Rudi Hartono hadir.", ["Dian Pramudya | Ketua | KPK"]),  # it says who Dian is
        ("Menteri Luar Negeri Rusia Sergey Lavrov tiba.", ["Sergey Lavrov | Menteri Luar Negeri | Rusia"]),
        ("Kata juru bicara Kremlin, Dian Pramudya.", ["Dian Pramudya | juru bicara | Kremlin"]),
        ("Wakil Ketua Komisi III DPR RI Dian Pramudya marah.", ["Dian Pramudya | Wakil Ketua | Komisi III DPR RI"]),
        ("Juru bicara (jubir) KPK, AKBP Dian Pramudya, hadir.", ["Dian Pramudya | Juru bicara | KPK"]),
        (
            "Sekjen Partai Maju sekaligus Ketua Komisi III DPR RI Dian Pramudya hadir.",
            ["Dian Pramudya | Ketua | Komisi III DPR RI", "Dian Pramudya | Sekjen | Partai Maju"],
        ),
        (
            "Dian Pramudya, profesor hukum di Universitas Airlangga, hadir.",
            ["Dian Pramudya | profesor hukum | Universitas Airlangga"],
        ),
        (
            "Dian Pramudya, yang menjabat sebagai Sekretaris Dewan Keamanan Rusia, hadir.",
            ["Dian Pramudya | Sekretaris | Dewan Keamanan Rusia"],
        ),
        (
            "Dian Pramudya, yang merupakan sekutu dekat Rusia dan menjabat sebagai Ketua KPK, hadir.",
            ["Dian Pramudya | Ketua | KPK"],
        ),
        ("Dian Pramudya selaku Ketua Partai Maju hadir.", ["Dian Pramudya | Ketua | Partai Maju"]),
        ("Dian Pramudya pulang. Dia menjabat sebagai Ketua KPK.", ["Dian Pramudya | Ketua | KPK"]),
        ("Jubir KPK Dian Pramudya hadir.", ["Dian Pramudya | juru bicara | KPK"]),
        ("Kuasa hukum Dian Pramudya yakni Rudi Hartono hadir.", ["Rudi Hartono | Kuasa hukum Dian Pramudya | -"]),
        ("Dian Pramudya diangkat jadi Ketua KPK.", ["Dian Pramudya | Ketua | KPK"]),
        ("Pelatih asal Rusia, Dian Pramudya, hadir.", ["Dian Pramudya | Pelatih asal Rusia | -"]),
        ("Dian Pramudya - Ketua KPK", ["Dian Pramudya | Ketua | KPK"]),
        ("Ketua KPK dijabat oleh Dian Pramudya.", ["Dian Pramudya | Ketua | KPK"]),
        ("Dian Pramudya (Ketua KPK) hadir.", ["Dian Pramudya | Ketua | KPK"]),
        ("Seorang mahasiswa berinisial Dian Pramudya hadir.", ["Dian Pramudya | mahasiswa | -"]),
        ("Dian Pramudya - Direktur Keuangan4", ["Dian Pramudya | Direktur Keuangan | -"]),
        (
            "Rapat itu mengangkat Dian Pramudya sebagai Direktur Keuangan dan Rudi Hartono sebagai Komisaris.",
            ["Dian Pramudya | Direktur Keuangan | -", "Rudi Hartono | Komisaris | -"],
        ),
        ("Head of Public Affairs KPK Dian Pramudya hadir.", ["Dian Pramudya | Head of Public Affairs | KPK"]),
        ("Dian Pramudya, Head of KPK, hadir.", ["Dian Pramudya | Head | KPK"]),
        ("Ketua Bidang Riset, Partai Maju, Dian Pramudya hadir.", ["Dian Pramudya | Ketua Bidang Riset | Partai Maju"]),
        (
            "Ketua Partai Maju yang juga Sekretaris KPK Dian Pramudya hadir.",
            ["Dian Pramudya | Ketua | Partai Maju", "Dian Pramudya | Sekretaris | KPK"],
        ),
        ("Mantan pejabat KPK yang dikenal ramah, Dian Pramudya, hadir.", ["Dian Pramudya | Mantan pejabat | KPK"]),
        (
            "Dua anggota KPK, Dian Pramudya dan Rudi Hartono, hadir.",
            ["Dian Pramudya | anggota | KPK", "Rudi Hartono | anggota | KPK"],
        ),
        (
            "Menlu Rusia Sergey Lavrov. Menteri Luar Negeri Rusia Sergey Lavrov.",
            ["Sergey Lavrov | Menteri Luar Negeri | Rusia"],
        ),
    ],
)
def test_titles(text: str, expected: list[str]) -> None:
    assert held(text) == expected


def test_in_a_list_only_the_first_bears_the_title() -> None:
    assert held("Presiden Rusia Dian Pramudya, Rudi Hartono, dan Sergey Lavrov hadir.") == [
        "Dian Pramudya | Presiden | Rusia"
    ]


def test_two_titles_joined_by_dan_belong_to_two_people() -> None:
    assert held("Presiden Rusia Dian Pramudya dan Ketua KPK Rudi Hartono bertemu.") == [
        "Dian Pramudya | Presiden | Rusia",
        "Rudi Hartono | Ketua | KPK",
    ]


def test_whose_adviser_somebody_is_holds_no_title() -> None:
    told = held("Kata penasihat Dian Pramudya, Rudi Hartono, kepada KPK.")
    assert told == ["Rudi Hartono | penasihat Dian Pramudya | -"]


def test_a_title_is_not_that_of_who_stands_behind_its_holder() -> None:
    assert held("Kata tukang cukur mantan Presiden Rusia Dian Pramudya, Rudi Hartono.") == [
        "Dian Pramudya | mantan Presiden | Rusia"
    ]


def test_what_a_title_says_itself_is_not_its_organisation() -> None:
    names = {**NAMES, "BUMN": ORG, "Kementerian Badan Usaha Milik Negara": ORG}
    for text, owner in (
        ("Menteri BUMN Dian Pramudya hadir.", None),
        ("Kementerian Badan Usaha Milik Negara ramai. Menteri BUMN Dian Pramudya hadir.", "Kementerian"),
    ):
        made = document(text, names)
        (position,) = find_positions(made)
        named = None if position.organisation is None else made.entities[position.organisation].name.split()[0]
        assert (position.title, named) == ("Menteri BUMN", owner)


def test_title_after_a_comma_belongs_to_the_name_that_follows_it() -> None:
    assert held("Dian Pramudya, Presiden Rusia Rudi Hartono, dan lain-lain.") == ["Rudi Hartono | Presiden | Rusia"]


def test_in_a_headline_only_the_bare_title_is_sure() -> None:
    made = document("Ketua KPK Harap Pengganti Dian Pramudya Hadir", NAMES, headline=True)
    assert find_positions(made) == ()


@pytest.mark.parametrize(
    ("text", "organisation"),
    [
        ("KPK datang. Menteri Dian Pramudya hadir.", None),  # a minister is of no organisation that is near
        ("KPK datang. Pakar hukum Dian Pramudya hadir.", None),  # nor is who has a profession
        ("KPK dan KPK datang. Juga Kremlin. Direktur Riset Dian Pramudya hadir.", None),  # the article is about another
        ("KPK datang. Direktur Riset Dian Pramudya hadir.", "KPK"),
        ("Dari KPK hadir Direktur Riset Dian Pramudya.", "KPK"),
    ],
)
def test_whose_office_it_is_where_the_title_does_not_say(text: str, organisation: str | None) -> None:
    made = document(text, NAMES)
    (position,) = find_positions(made)
    owner = position.organisation
    assert (None if owner is None else made.entities[owner].names[0]) == organisation


@pytest.mark.parametrize(
    ("text", "owner"),
    [
        ("Kapolres Surabaya AKBP Dian Pramudya hadir.", "Surabaya"),
        ("Polres Malang sepi. Kapolres Surabaya AKBP Dian Pramudya hadir.", "Surabaya"),
        ("Polres Surabaya sepi. Kapolres Surabaya AKBP Dian Pramudya hadir.", "Polres Surabaya"),
        ("Polrestabes Surabaya sepi. Kapolres Surabaya AKBP Dian Pramudya hadir.", "Polrestabes Surabaya"),
    ],
)
def test_a_chief_of_police_belongs_to_the_unit_that_the_article_names(text: str, owner: str) -> None:
    made = document(text, {**NAMES, "Polres Surabaya": ORG, "Polrestabes Surabaya": ORG, "Polres Malang": ORG})
    (position,) = find_positions(made)
    assert position.organisation is not None
    assert owner in made.entities[position.organisation].names


def test_a_judge_belongs_to_the_court_that_sits() -> None:
    names = {**NAMES, "Pengadilan Negeri Sukamaju": ORG, "Mahkamah Agung": ORG}
    text = "Mantan pejabat Mahkamah Agung datang. Kata Ketua Majelis Hakim Dian Pramudya di Pengadilan Negeri Sukamaju."
    made = document(text, names)
    (position,) = find_positions(made)
    assert made.entities[position.organisation or 0].name == "Pengadilan Negeri Sukamaju"


def test_a_council_in_a_title_is_not_what_it_belongs_to(tmp_path: Path) -> None:
    file = tmp_path / "article.txt"
    file.write_text("Ketua Dewan Pembina Partai Gerindra Prabowo Subianto hadir kemarin.\n", encoding="utf-8")
    facts = facts_of(file)
    (position,) = facts.positions
    assert position.title == "Ketua Dewan Pembina"
    assert position.organisation is not None
    assert "Partai Gerindra" in facts.document.entities[position.organisation].names
