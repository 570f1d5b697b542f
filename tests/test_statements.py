"""Who said what: cues, speakers, outlets, days. What must yield no statement comes first."""

from __future__ import annotations

import re

import pytest

from kg.extraction.statements import find_statements
from kg.language.quotations import find_quotations
from kg.language.segmentation import split_sentences
from kg.model import (
    Article,
    Block,
    BlockKind,
    Document,
    Entity,
    EntityType,
    Mention,
    MentionKind,
    Reference,
    Span,
    Statement,
    Time,
)

NAMES = {
    "Budi Santoso": EntityType.PERSON,
    "Siti Aminah": EntityType.PERSON,
    "Vladimir Putin": EntityType.PERSON,
    "Joko Susilo": EntityType.PERSON,
    "Dmitry Peskov": EntityType.PERSON,
    "Bank Rakyat": EntityType.ORGANISATION,
    "Kementerian Sosial": EntityType.ORGANISATION,
    "AFP": EntityType.ORGANISATION,
    "TASS": EntityType.ORGANISATION,
    "Rusia": EntityType.COUNTRY,
    "Bandung": EntityType.PLACE,
}
SHORT = {"Budi": "Budi Santoso", "Siti": "Siti Aminah", "Putin": "Vladimir Putin", "Peskov": "Dmitry Peskov"}
ENTITIES = tuple(Entity(kind, name, (name,)) for name, kind in NAMES.items())
INDEX = {entity.name: index for index, entity in enumerate(ENTITIES)}
ANY_NAME = re.compile("|".join(sorted((*NAMES, *SHORT), key=len, reverse=True)))
DAY = re.compile(r"(?:Rabu|Kamis) \((\d+)/(\d+)\)")


def document_of(*paragraphs: str, headline: str = "") -> Document:
    """A document in which every name of NAMES and SHORT is resolved and pronouns are not."""
    text, blocks = "", []
    for number, words in enumerate((headline, *paragraphs)):
        if words:
            kind = BlockKind.PARAGRAPH if number else BlockKind.HEADLINE
            blocks.append(Block(kind, Span(len(text), len(text) + len(words))))
            text += words + "\n"
    article = Article(source="a.txt", text=text, blocks=tuple(blocks), headline=headline)
    sentences = split_sentences(article)
    references, times = [], []
    for sentence in sentences:
        for match in ANY_NAME.finditer(text, *sentence.span):
            index = INDEX[SHORT.get(match.group(), match.group())]
            mention = Mention(Span(*match.span()), sentence.index, 0, 1, MentionKind.NAME, ENTITIES[index].type)
            references.append(Reference(mention, (index,)))
        for match in DAY.finditer(text, *sentence.span):
            day = f"2023-{int(match[2]):02d}-{int(match[1]):02d}"
            times.append(Time(Span(*match.span()), sentence.index, 0, 1, day))
    return Document(article, sentences, find_quotations(article), tuple(times), ENTITIES, tuple(references))


def name(index: int | None) -> str | None:
    return None if index is None else ENTITIES[index].name


def said(*paragraphs: str, headline: str = "") -> list[tuple[str | None, str]]:
    return [(name(s.speaker), s.text) for s in find_statements(document_of(*paragraphs, headline=headline))]


def only(*paragraphs: str) -> Statement:
    (statement,) = find_statements(document_of(*paragraphs))
    return statement


@pytest.mark.parametrize(
    "text",
    [
        '"Kami takut," kata seorang warga.',
        '"Kami takut," ujar warga Bandung.',
        "Polisi mengatakan pelaku sudah ditangkap.",
        "Peskov tak mengungkapkan kapan Putin akan pergi.",
        "Peskov akan menyampaikan laporan itu besok.",
        "Budi tidak pernah secara resmi mengakui bahwa ia terlibat.",
        "Budi dan Siti membahas kerja sama dan 'situasi di kawasan'.",
        'Budi menonton film "Laskar Pelangi" di Bandung.',
        "Jalan itu ditutup lebih lanjut.",
        "Kuasa hukum Budi mengatakan pasar sepi.",
        "Pihak yang meminta bantuan Budi sudah pulang.",
        "Sementara itu, warga mengatakan pasar sepi.",
        "Budi melanjutkan lawatan ke Bandung.",
        "Keputusan ini diungkapkan Budi.",
        "Laporan soal harga beras itu disampaikan Budi di Bandung.",
        "Siti setuju dengan apa yang sebelumnya disampaikan oleh Budi.",
        "Pasar itu dinyatakan sebagai milik Budi.",
        "Disebutkan juga, Budi dan Siti bertemu di Bandung.",
        "Budi menyampaikan sejumlah pesan tentang harga beras.",
        "Budi menjelaskan soal harga beras.",
        "Budi melaporkan Siti setelah pesta itu.",
        "Budi melaporkan kasus itu ke Bank Rakyat.",
        "Seorang pegawai Bank Rakyat mengatakan pasar sepi.",
        "Seorang politikus yang dekat dengan Budi mengatakan pasar sepi.",
        "Televisi pemerintah Rusia mengatakan pasar sepi.",
        "Budi mengingatkan soal harga beras.",
        "Dilansir AFP, warga mengatakan pasar sepi.",
    ],
)
def test_nobody_with_a_name_says_anything(text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize(
    ("text", "speaker", "words"),
    [
        ('"Kami siap," kata Budi.', "Budi Santoso", "Kami siap"),
        ('"Kami siap. Besok berangkat," tutur Budi di Bandung.', "Budi Santoso", "Kami siap. Besok berangkat"),
        ('"Kami siap," ujar Kepala Dinas Pasar, Budi Santoso, Rabu (13/9).', "Budi Santoso", "Kami siap"),
        ('"Kami siap," kata pengacara Siti, Budi Santoso.', "Budi Santoso", "Kami siap"),
        ('"Kami siap," kata Budi, dosen di Bandung.', "Budi Santoso", "Kami siap"),
        ('"Kami siap," kata pria yang karib disapa Budi itu.', "Budi Santoso", "Kami siap"),
        ('"Kami siap," demikian kata Budi.', "Budi Santoso", "Kami siap"),
        ('"Kami siap," Budi mengatakan.', "Budi Santoso", "Kami siap"),
        ('"Kami siap," ujar Bank Rakyat dalam siaran pers.', "Bank Rakyat", "Kami siap"),
        ('"Kami siap," kata juru bicara pemerintah Rusia.', "Rusia", "Kami siap"),
        ('Budi mengatakan, "Kami siap."', "Budi Santoso", "Kami siap"),
        ('Budi mengatakan kepada wartawan bahwa, "kami siap."', "Budi Santoso", "kami siap"),
        ('Kata Budi: "Kami siap."', "Budi Santoso", "Kami siap"),
        (
            'Putin menyambut tamunya dengan pepatah lama: "teman lama lebih baik".',
            "Vladimir Putin",
            "teman lama lebih baik",
        ),
    ],
)
def test_direct_speech(text: str, speaker: str, words: str) -> None:
    statement = only(text)
    assert (name(statement.speaker), statement.text, statement.is_direct) == (speaker, words, True)


def test_direct_speech_interrupted_by_its_cue_is_two_statements() -> None:
    text = '"Kami siap," kata Budi, "dan besok kami berangkat."'
    assert said(text) == [("Budi Santoso", "Kami siap"), ("Budi Santoso", "dan besok kami berangkat")]


def test_a_bare_cue_and_a_paragraph_of_quotation_go_on_with_the_speaker() -> None:
    assert said('"Satu," kata Budi.', '"Dua," imbuhnya.', '"Tiga."', '"Empat," kata dia.') == [
        ("Budi Santoso", words) for words in ("Satu", "Dua", "Tiga", "Empat")
    ]


@pytest.mark.parametrize(
    ("between", "speaker"),
    [
        ("Siti ditangkap di Bandung.", "Budi Santoso"),
        ("Bank Rakyat menegaskan pasar sepi.", "Budi Santoso"),
        ("Siti mengecam aksi itu.", "Siti Aminah"),
        ("Keluhan serupa disampaikan oleh Siti.", "Siti Aminah"),
    ],
)
def test_who_says_ujarnya(between: str, speaker: str) -> None:
    for cue in ("ujarnya", "kata dia"):
        assert said('"Satu," kata Budi.', between, f'"Dua," {cue}.')[-1] == (speaker, "Dua")


@pytest.mark.parametrize(
    ("text", "is_said"),
    [
        ("Program ini memastikan beras murah.", False),
        ("Hal ini menegaskan bahwa beras murah.", False),
        ("Penelitian tersebut menunjukkan bahwa beras murah.", False),
        ("Politikus Partai Maju itu menegaskan beras murah.", True),
        ("Bintang film itu mengaku suka beras.", True),
    ],
)
def test_only_a_person_is_meant_by_a_noun_with_itu(text: str, is_said: bool) -> None:
    assert bool(said('"Satu," kata Budi.', text)[1:]) is is_said


def test_nobody_goes_on_for_a_speaker_without_a_name() -> None:
    assert said('"Satu," kata Budi.', '"Dua," kata seorang warga.', '"Tiga," imbuhnya.') == [("Budi Santoso", "Satu")]


@pytest.mark.parametrize(
    ("text", "speaker", "words"),
    [
        ("Peskov mengatakan Putin akan datang.", "Dmitry Peskov", "Putin akan datang"),
        ("Peskov juga mengatakan bahwa Putin akan datang.", "Dmitry Peskov", "Putin akan datang"),
        ("Juru Bicara Rusia Dmitry Peskov menyebut Putin akan datang.", "Dmitry Peskov", "Putin akan datang"),
        ("Peskov, juru bicara itu, menegaskan, Putin akan datang.", "Dmitry Peskov", "Putin akan datang"),
        ("Peskov, dalam tanggapannya, menyatakan Putin akan datang.", "Dmitry Peskov", "Putin akan datang"),
        ("Terkait Rusia, Peskov mengatakan Putin akan datang.", "Dmitry Peskov", "Putin akan datang"),
        ("Peskov mengatakan kepada wartawan, Rabu (13/9), Putin datang.", "Dmitry Peskov", "Putin datang"),
        ("Peskov mengatakan pada Rabu (13/9) bahwa Putin datang.", "Dmitry Peskov", "Putin datang"),
        ("Menurut Peskov, Putin akan datang.", "Dmitry Peskov", "Putin akan datang"),
        ("Menurut juru bicara Rusia Dmitry Peskov, Rabu (13/9), Putin datang.", "Dmitry Peskov", "Putin datang"),
        (
            "Tidak hanya senapan, sebut Peskov, Putin juga memberi sarung tangan.",
            "Dmitry Peskov",
            "Putin juga memberi sarung tangan",
        ),
        ("Putin akan datang ke Bandung, kata Peskov, Rabu (13/9).", "Dmitry Peskov", "Putin akan datang ke Bandung"),
        ("Putin akan datang ke Bandung, menurut Peskov.", "Dmitry Peskov", "Putin akan datang ke Bandung"),
        ("Disebutkan oleh Peskov dalam rapat itu bahwa Putin akan datang.", "Dmitry Peskov", "Putin akan datang"),
        ("Dikatakan Peskov, Putin akan datang.", "Dmitry Peskov", "Putin akan datang"),
        ("Rencana kunjungan itu diungkapkan oleh Peskov.", "Dmitry Peskov", "Rencana kunjungan itu"),
        ("Penyaluran beras dikatakan Budi akan rampung besok.", "Budi Santoso", "akan rampung besok"),
        ("Pasar Bandung, diungkap Budi, dibuka untuk petani.", "Budi Santoso", "dibuka untuk petani"),
        ("Budi Santoso, perwakilan pedagang Bandung mengatakan pasar sepi.", "Budi Santoso", "pasar sepi"),
        ("Gubernur Budi Santoso yang hadir di pasar itu mengatakan pasar sepi.", "Budi Santoso", "pasar sepi"),
        ("Budi menegaskan laporan ini tentang harga beras.", "Budi Santoso", "laporan ini tentang harga beras"),
        ("Budi melaporkan bahwa beras dikirim ke Bandung.", "Budi Santoso", "beras dikirim ke Bandung"),
        ("Bank Rakyat melaporkan Budi mengundang Siti ke Bandung.", "Bank Rakyat", "Budi mengundang Siti ke Bandung"),
        ("Seorang warga yang tinggal di Bandung bernama Budi mengatakan pasar sepi.", "Budi Santoso", "pasar sepi"),
        ("Kementerian Sosial memastikan bantuan tiba besok.", "Kementerian Sosial", "bantuan tiba besok"),
        ("Pemerintah Rusia mengklaim serangan itu gagal.", "Rusia", "serangan itu gagal"),
    ],
)
def test_reported_speech(text: str, speaker: str, words: str) -> None:
    statement = only(text)
    assert (name(statement.speaker), statement.text, statement.is_direct) == (speaker, words, False)


def test_what_was_just_said_is_attributed_by_the_next_sentence() -> None:
    assert said("Putin akan datang ke Bandung.", "Hal itu disampaikan oleh Peskov kepada wartawan.") == [
        ("Dmitry Peskov", "Putin akan datang ke Bandung")
    ]


def test_a_second_verb_has_the_speaker_of_the_first() -> None:
    assert said("Peskov mengatakan Putin sehat, seraya menambahkan bahwa Rusia siap.") == [
        ("Dmitry Peskov", "Putin sehat"),
        ("Dmitry Peskov", "Rusia siap"),
    ]
    assert said('"Putin sehat," kata Peskov, seraya menambahkan bahwa Rusia siap.') == [
        ("Dmitry Peskov", "Putin sehat"),
        ("Dmitry Peskov", "Rusia siap"),
    ]
    assert said("Warga mengatakan Putin sehat, seraya menambahkan bahwa Rusia siap.") == []


def test_a_clause_ends_where_somebody_else_begins_to_speak() -> None:
    assert said("Rusia mengklaim serangan itu gagal, tetapi para ahli mengatakan bahwa kapal itu rusak.") == [
        ("Rusia", "serangan itu gagal")
    ]


@pytest.mark.parametrize(
    ("text", "goes_on"),
    [
        ("Budi mengatakan pasar sepi. Budi lalu pulang.", False),
        ("Budi mengatakan pasar sepi. Sebelumnya, pasar itu terbakar.", False),
        ("Budi mengatakan pasar sepi. Mengapa pasar itu sepi?", False),
        ("Bank Rakyat mengatakan pasar sepi. Pasar itu dibangun di Bandung.", False),
        ("Bank Rakyat mengatakan pasar sepi. Sebab, harga beras naik tajam.", True),
        ("Budi mengatakan pasar sepi. Harga beras naik tajam.", False),
        ("Budi mengatakan pasar sepi. Kini pihaknya menunggu.", False),
        ("Budi mengatakan pasar sepi. Saat ini pihaknya menunggu.", True),
    ],
)
def test_a_sentence_without_a_cue_goes_on(text: str, goes_on: bool) -> None:
    assert bool(said(text)[1:]) is goes_on


@pytest.mark.parametrize(("cue", "goes_on"), [("ujarnya", True), ("kata Siti", False)])
def test_a_sentence_goes_on_where_its_speaker_speaks_on_behind_it(cue: str, goes_on: bool) -> None:
    words = [text for _, text in said("Budi mengatakan pasar sepi. Harga beras naik tajam.", f'"Satu," {cue}.')]
    assert words == ["pasar sepi", *(["Harga beras naik tajam"] if goes_on else []), "Satu"]


def test_what_goes_on_in_another_paragraph_is_told() -> None:
    assert said("Budi mengatakan pasar sepi.", "Harga beras naik tajam.")[1:] == []


def test_nobody_with_a_name_keeps_the_floor() -> None:
    assert said('"Kami takut," kata seorang warga. Budi datang.', '"Kami lapar," katanya.') == []


def test_hakim_is_no_title_of_the_one_judge_who_is_named() -> None:
    assert said('"Ia bersalah," kata Hakim Anggota Budi Santoso.', '"Ia dihukum," ujar hakim.')[1:] == []


def test_what_hal_itu_points_at() -> None:
    told = "Hal itu disampaikan oleh Budi di Bandung."
    assert said("Pasar ditutup. Harga naik. " + told) == [("Budi Santoso", "Harga naik")]
    assert said("Pasar ditutup. Harga naik.", told) == [("Budi Santoso", "Pasar ditutup")]
    assert said("Bank Rakyat mengatakan pasar ditutup. Harga naik.", told)[-1] == ("Budi Santoso", "Harga naik")


def test_a_likeness_is_no_part_of_what_is_said() -> None:
    text = "Program itu hanya sekali sebagaimana pernah diungkap Budi Santoso."
    assert said(text) == [("Budi Santoso", "Program itu hanya sekali")]


def test_what_is_said_of_a_topic_without_commas() -> None:
    assert said("Keputusan itu menurut Budi adalah langkah tepat.") == [("Budi Santoso", "adalah langkah tepat")]


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("Budi bertemu Siti dan mengatakan pasar sepi.", {"Budi Santoso"}),
        ("Siti, istri Budi, mengatakan pasar sepi.", {"Siti Aminah"}),
        ("Budi dan Siti mengatakan pasar sepi.", {"Budi Santoso", "Siti Aminah"}),
        ('"Pasar sepi," kata Budi dan Siti.', {"Budi Santoso", "Siti Aminah"}),
    ],
)
def test_who_says_it_together(text: str, speakers: set[str]) -> None:
    assert {speaker for speaker, _ in said(text)} == speakers


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Bank Rakyat menunjukkan gedung barunya.", None),
        ("Hasil survei Bank Rakyat menunjukkan harga beras naik tajam.", "Bank Rakyat"),
        ("Berdasarkan catatan Kementerian Sosial, harga beras naik tajam.", "Kementerian Sosial"),
        ("Disebutkan lebih lanjut oleh Budi, harga beras naik tajam.", "Budi Santoso"),
    ],
)
def test_documents_speak_for_those_who_wrote_them(text: str, speaker: str | None) -> None:
    assert [who for who, _ in said(text)] == ([speaker] if speaker else [])


def test_a_bare_title_stands_for_the_one_who_bears_it() -> None:
    assert said(
        '"Satu," kata Menteri Sosial (Mensos) Budi Santoso.',
        '"Dua," ujar Mensos.',
        "Menurut Menteri Sosial, pasar sepi.",
        '"Tiga," kata Menteri Luar Negeri.',
        headline="Mensos: Bantuan Tiba",
    ) == [("Budi Santoso", words) for words in ("Bantuan Tiba", "Satu", "Dua", "pasar sepi")]


def test_a_title_of_two_people_stands_for_nobody() -> None:
    assert said('"Satu," kata Direktur Budi.', '"Dua," kata Direktur Siti.', '"Tiga," kata Direktur.')[2:] == []


def test_speech_inside_reported_speech_stays_with_its_speaker() -> None:
    assert said("Peskov mengatakan Putin menyebut Rusia siap.") == [("Dmitry Peskov", "Putin menyebut Rusia siap")]


BODY = '"Harga beras naik tajam," kata Gubernur Jawa Budi Santoso.'


@pytest.mark.parametrize(
    ("headline", "statements"),
    [
        ("Mesranya Putin di Bandung: Jadwal dan Lokasi", []),
        ("Program Beras Murah: Janji untuk Rakyat", []),
        ("Siti Aminah: Riwayat dan Karya", []),  # says nothing in the article
        ("Bank Rakyat Buka Cabang di Pasar Beras: Daftar dan Lokasi", []),
        ("Kata Budi usai Bertemu Siti", []),
        ("Budi Ungkap Penyebab Harga Beras Naik", []),
        ("Budi Minta Maaf kepada Siti", []),
        ("Budi Laporkan Siti ke Polisi", []),
        ("Budi Lantik Siti, Sebut Beras Murah", []),
        ("Warga: Jalan Kaki Saja Susah", []),
        ("Kementerian Sosial: Bantuan Tiba Besok", [("Kementerian Sosial", "Bantuan Tiba Besok")]),
        ("Peskov Sebut Putin Sehat", [("Dmitry Peskov", "Putin Sehat")]),
        ("Peskov Sebut Putin Sehat, Ini Buktinya", [("Dmitry Peskov", "Putin Sehat")]),
        ("Peskov Sebut Putin Sehat, Siti Tak Percaya", [("Dmitry Peskov", "Putin Sehat")]),
        ("Budi ke Siti: Beras Sudah Murah", [("Budi Santoso", "Beras Sudah Murah")]),
        ("Harga Naik, Budi soal Beras: Sudah Murah", [("Budi Santoso", "Sudah Murah")]),
        ("Budi Puji Bank Rakyat: Layanan Cepat", [("Budi Santoso", "Layanan Cepat")]),
        ("Budi Minta Siti Pulang: Beras Murah", [("Budi Santoso", "Siti Pulang"), ("Budi Santoso", "Beras Murah")]),
        ("Gubernur Jawa: Beras Sudah Murah", [("Budi Santoso", "Beras Sudah Murah")]),
        ("Pakar: Beras Sudah Murah", [("Budi Santoso", "Beras Sudah Murah")]),  # who alone speaks
        ("Warga: Harga Beras Naik", [("Budi Santoso", "Harga Beras Naik")]),  # who says so in the article
    ],
)
def test_headlines(headline: str, statements: list[tuple[str, str]]) -> None:
    assert said(BODY, headline=headline) == [*statements, ("Budi Santoso", "Harga beras naik tajam")]


def test_an_outlet_is_credited_only_with_what_it_is_named_with() -> None:
    first, second = find_statements(
        document_of('"Satu," kata Peskov, Kamis (14/9), dilaporkan kantor berita Rusia, TASS.', '"Dua," ujarnya.')
    )
    assert (name(first.reported_by), name(second.reported_by)) == ("TASS", None)


def test_a_credit_before_somebody_elses_words_is_the_reporter() -> None:
    statement = only("Seperti dilansir AFP, Rabu (13/9), Peskov mengatakan Putin sehat.")
    assert (name(statement.speaker), name(statement.reported_by), statement.text) == (
        "Dmitry Peskov",
        "AFP",
        "Putin sehat",
    )


@pytest.mark.parametrize(
    "text",
    ["Seperti dilansir AFP, Rabu (13/9), Putin tiba di Bandung.", "Putin tiba di Bandung, seperti dilansir AFP."],
)
def test_an_outlet_speaks_where_nobody_else_does(text: str) -> None:
    statement = only(text)
    assert (name(statement.speaker), statement.reported_by, statement.text) == ("AFP", None, "Putin tiba di Bandung")


def test_the_day_of_an_occasion_is_the_speakers() -> None:
    statements = find_statements(
        document_of(
            "Budi menilai pasar sepi.",
            '"Satu," kata Budi, Rabu (13/9).',
            '"Dua," ujarnya.',
            "Siti mengatakan pada Kamis (14/9) bahwa pasar ramai.",
            '"Tiga," kata Joko Susilo.',
        )
    )
    assert [s.time for s in statements] == ["2023-09-13", "2023-09-13", "2023-09-13", "2023-09-14", None]


def test_a_day_inside_the_words_is_not_the_statements() -> None:
    assert only("Peskov mengatakan Putin tiba pada Rabu (13/9).").time is None


def test_what_the_words_name_and_where_they_stand() -> None:
    document = document_of('Cuaca cerah. "Putin ke Bandung," kata Peskov, Rabu (13/9).')
    (statement,) = find_statements(document)
    assert [name(entity) for entity in statement.about] == ["Vladimir Putin", "Bandung"]
    (passage,) = statement.passages
    assert document.article.text[passage.start : passage.end] == '"Putin ke Bandung," kata Peskov, Rabu (13/9).'
    assert statement.text in document.article.text


def test_glued_words() -> None:
    assert said('"Kami siap," kataBudi.') == [("Budi Santoso", "Kami siap")]
    assert only('"Kami siap," kata Peskov dilansirAFP.').reported_by == INDEX["AFP"]


def test_who_is_quoted_as_saying_speaks() -> None:
    text = "Bahkan, Budi Santoso, anggota parlemen, dikutip mengatakan kepada media bahwa selat itu ditutup."
    assert said(text) == [("Budi Santoso", "selat itu ditutup")]
