"""References: which words stand for whom."""

from __future__ import annotations

import pytest
from documents import COUNTRY, LOC, ORG, PER, document

from kg.model import Document, MentionKind


def groups(made: Document) -> list[tuple[str, ...]]:
    return [entity.names for entity in made.entities]


def stands_for(made: Document, word: str) -> list[str]:
    """Names of what the first reference with these words stands for."""
    for reference in made.references:
        span = reference.mention.span
        if made.article.text[span.start : span.end] == word and reference.mention.kind is not MentionKind.NAME:
            return sorted(made.entities[entity].names[0] for entity in reference.entities)
    return []


def test_two_people_who_share_a_surname_stay_two() -> None:
    made = document(
        "Andi Wijaya menyapa Rudi Wijaya. Wijaya tertawa.", {"Andi Wijaya": PER, "Rudi Wijaya": PER, "Wijaya": PER}
    )
    assert len(made.entities) == 2


def test_a_first_name_goes_to_whom_it_begins() -> None:
    names = {"Dian Pramudya": PER, "Rudi Dian": PER, "Dian": PER}
    assert groups(document("Dian Pramudya menyapa anaknya, Rudi Dian. Dian tertawa.", names))[0][-1] == "Dian"


def test_a_name_behind_yang_at_the_start_of_a_sentence_is_nobody_elses() -> None:
    made = document("Rudi Hartono pulang. Yang Dika bawa itu buku.", {"Rudi Hartono": PER, "Dika": PER})
    assert groups(made) == [("Rudi Hartono",), ("Dika",)]


def test_name_wrapped_over_two_lines_is_one_name_in_one_line() -> None:
    made = document("Andi\nWijaya pulang. Andi Wijaya tiba.", {"Andi\nWijaya": PER, "Andi Wijaya": PER})
    assert groups(made) == [("Andi Wijaya",)]


def test_units_are_not_their_bank() -> None:
    made = document(
        "Dewan Gubernur Bank Indonesia rapat di Bank Indonesia.",
        {"Dewan Gubernur Bank Indonesia": ORG, "Bank Indonesia": ORG},
    )
    assert len(made.entities) == 2


def test_province_is_not_the_regency_beside_it() -> None:
    made = document("Jawa Barat dan Jawa Timur.", {"Jawa Barat": LOC, "Jawa Timur": LOC})
    assert len(made.entities) == 2


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Budi Wijaya dan Rudi Wijaya hadir.", {"Budi Wijaya": PER, "Rudi Wijaya": PER}),
        ("Hasan Wijaya hadir. Husin Wijaya pulang.", {"Hasan Wijaya": PER, "Husin Wijaya": PER}),
        ("Ari Wijaya dan Ali Wijaya hadir.", {"Ari Wijaya": PER, "Ali Wijaya": PER}),
        ("PT Sukamaju dan Pengadilan Tinggi Sukamaju.", {"PT Sukamaju": ORG, "Pengadilan Tinggi Sukamaju": ORG}),
        ("Polsek Sukamaju dan Polres Sukamaju.", {"Polsek Sukamaju": ORG, "Polres Sukamaju": ORG}),
        ("Bank Aceh dan Polres Aceh.", {"Bank Aceh": ORG, "Polres Aceh": ORG}),
        ("Komisi Pemberantasan Korupsi (MUI) hadir.", {"Komisi Pemberantasan Korupsi": ORG, "MUI": ORG}),
        ("Kecamatan Medan Kota dan Kota Medan.", {"Kecamatan Medan Kota": LOC, "Kota Medan": LOC}),
        ("Kecamatan Makassar sepi. Makassar ramai.", {"Kecamatan Makassar": LOC, "Makassar": LOC}),
        ("Sukuk Valuta Bank Indonesia (SVBI) terbit.", {"Bank Indonesia": ORG, "SVBI": ORG}),
        ("Dian Pramudya dan Dia hadir.", {"Dian Pramudya": PER, "Dia": PER}),  # too short for a nickname
    ],
)
def test_names_of_two_things(text: str, names: dict[str, object]) -> None:
    assert len(document(text, names).entities) == 2  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Dian Pramudya hadir. Dian bicara.", {"Dian Pramudya": PER, "Dian": PER}),
        ("Dian Pramudya hadir. Pramudya bicara.", {"Dian Pramudya": PER, "Pramudya": PER}),
        ("Korea Utara (Korut) menang. Korut bangga.", {"Korea Utara": COUNTRY, "Korut": COUNTRY}),
        ("Lembaga Riset Nusantara (LRN) terbit. LRN bicara.", {"Lembaga Riset Nusantara": ORG, "LRN": ORG}),
        ("Kabupaten Sukamaju banjir. Sukamaju sepi.", {"Kabupaten Sukamaju": LOC, "Sukamaju": LOC}),
        ("Rina alias Tuti ditangkap.", {"Rina": PER, "Tuti": PER}),
        ("Garda Nusantara Raya (XKQ) hadir.", {"Garda Nusantara Raya": ORG, "XKQ": ORG}),
        ("PT Asuransi Mobil Nusantara (Asmonus) untung.", {"PT Asuransi Mobil Nusantara": ORG, "Asmonus": ORG}),
        ("Emanuel Pramudiades hadir. Pramu bicara.", {"Emanuel Pramudiades": PER, "Pramu": PER}),
        ("Dian hadir. Itu kata pria yang akrab disapa Ipang.", {"Dian": PER, "Ipang": PER}),
        ("Kim Jong-un hadir. Kim Jong Un pulang.", {"Kim Jong-un": PER, "Kim Jong Un": PER}),
        ("DianPramudya hadir. Dian Pramudya bicara.", {"DianPramudya": PER, "Dian Pramudya": PER}),
        ("Dian Pramudya hadir. Pramuddya bicara.", {"Dian Pramudya": PER, "Pramuddya": PER}),
        (
            "Polsek Sukamaju sibuk. Kepolisian Sektor Sukamaju bicara.",
            {"Polsek Sukamaju": ORG, "Kepolisian Sektor Sukamaju": ORG},
        ),
        ("Kejari Sukamaju rapat. Kejari sepakat.", {"Kejari Sukamaju": ORG, "Kejari": ORG}),
        (
            "Lembaga Riset (LR) Jati terbit. Lembaga Riset Jati bicara.",
            {"Lembaga Riset (LR) Jati": ORG, "Lembaga Riset Jati": ORG},
        ),
    ],
)
def test_names_of_one_thing(text: str, names: dict[str, object]) -> None:
    assert len(document(text, names).entities) == 1  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("BPJS hadir.", ["badan-penyelenggara-jaminan-sosial"]),
        ("BPJS Kesehatan membayar. BPJS hadir.", ["badan-penyelenggara-jaminan-sosial-kesehatan"]),
        (
            "BPJS Kesehatan dan BPJS Ketenagakerjaan membayar. BPJS hadir.",
            [
                "badan-penyelenggara-jaminan-sosial-kesehatan",
                "badan-penyelenggara-jaminan-sosial-ketenagakerjaan",
                "badan-penyelenggara-jaminan-sosial",
            ],
        ),
    ],
)
def test_a_body_of_which_there_are_several_is_the_one_that_is_named(text: str, keys: list[str]) -> None:
    names = {"BPJS Kesehatan": ORG, "BPJS Ketenagakerjaan": ORG, "BPJS": ORG}
    assert [entity.authority for entity in document(text, names).entities] == keys


def test_pronoun_is_the_subject_of_the_sentence_before() -> None:
    made = document("Dian bertemu Rudi. Dia pulang.", {"Dian": PER, "Rudi": PER})
    assert stands_for(made, "Dia") == ["Dian"]


def test_pronoun_without_anybody_stands_for_nothing() -> None:
    made = document("Dia pulang ke Surabaya.", {"Surabaya": LOC})
    assert stands_for(made, "Dia") == []


def test_a_possessor_does_not_speak() -> None:
    made = document("Dian menyambut baik hal itu. Keputusan Rudi, menurutnya tepat.", {"Dian": PER, "Rudi": PER})
    assert stands_for(made, "nya") == ["Dian"]


def test_the_country_of_an_office_is_nobodys_antecedent() -> None:
    names = {"Rusia": COUNTRY, "Dian": PER}
    made = document("Presiden Rusia juga tahu bahwa Dian bebas meski ada surat penangkapannya.", names)
    assert stands_for(made, "nya") == ["Dian"]
    made = document("Rusia juga tahu bahwa Dian bebas meski ada surat penangkapannya.", names)
    assert stands_for(made, "nya") == ["Rusia"]


def test_keduanya_is_the_couple() -> None:
    made = document("Menurut Tono, Dian dan Rudi menikah. Keduanya bahagia.", {"Tono": PER, "Dian": PER, "Rudi": PER})
    assert stands_for(made, "Keduanya") == ["Dian", "Rudi"]


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("Dian bertemu Rudi. Kata politikus Partai Maju itu, Tono akan datang.", ["Dian"]),  # the name begins a clause
        ("Dian bertemu Rudi. Presiden menjamu politikus Partai Maju itu, Tono, dalam makan malam.", ["Tono"]),
    ],
)
def test_a_name_between_commas_says_who_is_described(text: str, person: list[str]) -> None:
    names = {"Dian": PER, "Rudi": PER, "Tono": PER, "Partai Maju": ORG}
    assert stands_for(document(text, names), "politikus Partai Maju itu") == person


def test_speaker_inside_a_quotation_is_no_antecedent() -> None:
    made = document('"Rudi hebat," kata Dian. Dia tertawa.', {"Dian": PER, "Rudi": PER})
    assert stands_for(made, "Dia") == ["Dian"]


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ('"Kami mencari pelaku," kata Rudi Wijaya. Pelaku lari.', []),  # who speaks of one is none
        ("Tersangka Dian Pramudya hadir. Terdakwa Rudi Wijaya pulang. Tersangka lari.", []),
        ("Polisi menangkap tersangka Dian Pramudya. Tersangka lari.", ["Dian Pramudya"]),
        ("Dian Pramudya ditetapkan sebagai tersangka. Tersangka lari.", ["Dian Pramudya"]),
    ],
)
def test_what_somebody_is_in_a_case(text: str, person: list[str]) -> None:
    made = document(text, {"Dian Pramudya": PER, "Rudi Wijaya": PER})
    assert stands_for(made, text.split(". ")[-1].split()[0]) == person


@pytest.mark.parametrize(
    ("text", "court"),
    [
        ("Rina menyuap hakim di Pengadilan Negeri Sukamaju.", []),
        ("Kata Rina di sidang Pengadilan Negeri Sukamaju. Rina menyuap tiga hakim Pengadilan Negeri Sukarela.", []),
        ("Sidang di Pengadilan Negeri Sukamaju. Ketua majelis hakim Rina hadir.", []),
        (
            "Sidang di Pengadilan Negeri Sukamaju. Suap hakim di Pengadilan Negeri Sukarela. Hakim menyatakan itu.",
            ["Sukamaju"],
        ),
        ("Pengadilan Negeri Sukamaju ramai. Majelis hakim menyatakan ia bersalah.", ["Sukamaju"]),
    ],
)
def test_judges_speak_for_their_court(text: str, court: list[str]) -> None:
    made = document(text, {"Pengadilan Negeri Sukamaju": ORG, "Pengadilan Negeri Sukarela": ORG, "Rina": PER})
    found = stands_for(made, "Hakim") or stands_for(made, "Majelis hakim") or stands_for(made, "hakim")
    assert found == [f"Pengadilan Negeri {place}" for place in court]
