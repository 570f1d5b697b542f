"""Mentions: names with their types, descriptions, pronouns; and what is none of them."""

from __future__ import annotations

from pathlib import Path
from unittest.mock import Mock

import pytest

from kg.extraction.mentions import find_mentions
from kg.extraction.mentions.name_grammar import default_grammar
from kg.extraction.mentions.names import SentenceNames
from kg.knowledge.authority import load_authority
from kg.language.segmentation import split_sentences
from kg.language.tagger import TaggedSpan
from kg.model import Article, Block, BlockKind, EntityType, Mention, MentionKind, Span
from kg.reading import read

PER, ORG, LOC = EntityType.PERSON, EntityType.ORGANISATION, EntityType.PLACE
COUNTRY, FACILITY, WORK = EntityType.COUNTRY, EntityType.FACILITY, EntityType.WORK
SEEDS = sorted((Path(__file__).parents[1] / "seeds").glob("*.txt"))


def article(*lines: str, headline: str = "") -> Article:
    text = "\n".join([headline, *lines] if headline else lines)
    blocks: list[Block] = []
    position = 0
    for line in text.split("\n"):
        kind = BlockKind.HEADLINE if headline and not blocks else BlockKind.PARAGRAPH
        blocks.append(Block(kind, Span(position, position + len(line))))
        position += len(line) + 1
    return Article("test.txt", text, tuple(blocks), headline=headline)


def mentions(made: Article, kind: MentionKind) -> list[tuple[str, Mention]]:
    found = find_mentions(made, split_sentences(made))
    return [(made.text[m.span.start : m.span.end], m) for m in found if m.kind is kind]


def names(*lines: str, headline: str = "") -> dict[str, EntityType | None]:
    return {surface: m.type for surface, m in mentions(article(*lines, headline=headline), MentionKind.NAME)}


def anaphors(text: str, kind: MentionKind) -> list[str]:
    return [surface for surface, _ in mentions(article(text), kind)]


# -- names ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Acara itu digelar Rabu (18) di aula.", set()),
        ("Sedangkan Sholeh (26) luka ringan.", {"Sholeh"}),
        ("Korban Moh Syakir (7) luka ringan.", {"Moh Syakir"}),
        ("Sedangkan korban lain, Amira Mawadah (29), selamat.", {"Amira Mawadah"}),
        ("Polisi menangkap RZ (24) di rumahnya.", {"RZ"}),
    ],
)
def test_an_age_in_brackets_stands_behind_a_person(text: str, people: set[str]) -> None:
    assert {name for name, kind in names(text).items() if kind is PER} == people


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Warga Perumahan Sukasari, Bojong Wetan, Bogor, mengungsi.", set()),  # an address
        ("Sidang pembunuhan Rabu ditunda.", set()),
        ('"Ayo," papar Lelaki kelahiran Jakarta itu.', set()),
        ("Acara itu dipimpin juru kunci makam, Xiu Renqa dan dilanjutkan dengan doa.", {"Xiu Renqa"}),
        ("Dia bertemu wakil direktur Institut Seni Sukamaju, Xiu Renqa.", {"Xiu Renqa"}),
        ("Sidang kasus pembunuhan Xiu Renqa ditunda.", {"Xiu Renqa"}),
        ("Seorang tokoh bernama Xiu Renqa terluka.", {"Xiu Renqa"}),
        ("Uang itu diberikan kepada Budi Santoso, Marl, dan Siti Aminah.", {"Budi Santoso", "Marl", "Siti Aminah"}),
        (
            '"Kami senang," kata Andita.\nMenurut Direktur Sinar Makmur Andita Renqawati acara ini baik sekali.',
            {"Andita", "Andita Renqawati"},
        ),
    ],
)
def test_people_whom_their_neighbours_introduce(text: str, people: set[str]) -> None:
    assert {name for name, kind in names(*text.split("\n")).items() if kind is PER} == people


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Seorang anggota DPRD Cilegon menabrak pagar rumah orang itu.", set()),
        ("Beberapa anggota DPR, Senat, serta pejabat lain sudah hadir di sana.", set()),
        ("Petugas di Polda Bali menerima surat itu.", set()),
        ("Begitu kata Wakil Ketua KPPU, Renqawan, saat ditemui di sana.", {"Renqawan"}),
        ("Hal itu benar, kata Gubernur Bank Indonesia Renqawati Hendarsa sebagai saksi.", {"Renqawati Hendarsa"}),
        (
            "Semua itu tadi memang sudah dikatakan Kepala Dinas Kehutanan Provinsi Sulut Renqa Wirawan.",
            {"Renqa Wirawan"},
        ),
        ("Hal itu benar, kata Sekretaris Bank Indonesia Renqawan Santosa, Selasa (7/10).", {"Renqawan Santosa"}),
        ("Vonis dibacakan Ketua Majelis Hakim Ni Renqawati Sukmarani dalam sidang.", {"Ni Renqawati Sukmarani"}),
    ],
)
def test_holders_of_offices_behind_their_organisation(text: str, people: set[str]) -> None:
    assert {name for name, kind in names(text).items() if kind is PER} == people


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Denda itu untuk Sumbangan Dana Kecelakaan Lalu Lintas Jalan yang sudah lama ada.", "Lintas Jalan", None),
        ("Hal itu sudah lama dikatakan Brigadir Polisi Satu Renqa Wirawan di sana.", "Renqa Wirawan", PER),
        ("Hal itu sudah lama ditangani oleh BPBD Jember Sabtu (14/5/2025) di sana.", "BPBD Jember", ORG),
        ("Hal itu sudah lama ditangani oleh Polsek Pasar Minggu di sana.", "Polsek Pasar Minggu", ORG),
    ],
)
def test_ranks_and_days_are_in_no_name(text: str, name: str, kind: EntityType | None) -> None:
    assert names(text).get(name) is kind


def test_names_of_people_that_touch_are_one() -> None:
    text = "menurut Kapolres itu AKBP Budi Renqa Wirawan dan PT Maju semua sudah selesai"
    words = text.split()
    tagger = Mock(tag=lambda *_: (TaggedSpan(4, 5, "PER", 0.9), TaggedSpan(5, 7, "PER", 0.9)))
    found = SentenceNames(default_grammar(), load_authority(), tagger).find(words)
    assert [" ".join(words[n.first : n.last]) for n in found if n.type is PER] == ["Budi Renqa Wirawan"]


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("menurut Kapolres Metro Sukarenqa hal itu sudah lama selesai", "Sukarenqa"),
        ("menurut Ketua Fraksi Sukarenqa hal itu sudah lama selesai", "Fraksi Sukarenqa"),
    ],
)
def test_a_name_begins_behind_a_title_of_two_words(words: str, place: str) -> None:
    row = words.split()
    tagger = Mock(tag=lambda *_: (TaggedSpan(2, 4, "ORG", 0.9),))
    found = SentenceNames(default_grammar(), load_authority(), tagger).find(row)
    assert [" ".join(row[n.first : n.last]) for n in found] == [place]


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Menurut Direktur Riset Siti Aminah, hal itu sudah lama terjadi.", "Riset", None),
        ("Menurut Direktur Renqa Siti Aminah, hal itu sudah lama terjadi.", "Renqa", None),  # rather a field
        ("Menurut CEO Renqa, Siti Aminah, hal itu sudah lama terjadi.", "Renqa", ORG),
        ("Menurut CEO Renqa Indonesia, Siti Aminah, hal itu sudah lama terjadi.", "Renqa Indonesia", ORG),
        ("Menurut Kapolsek Renqa AKP Budi Santoso, hal itu sudah lama terjadi.", "Renqa", LOC),
        ("Menurut Pangdam V Renqa Mayjen Budi Santoso, hal itu sudah lama terjadi.", "V Renqa", None),
    ],
)
def test_whose_office_it_is(text: str, name: str, kind: EntityType | None) -> None:
    assert names(text).get(name) is kind


def test_a_roman_numeral_belongs_to_the_organisation() -> None:
    found = names('"Ya," kata Kepala Satuan Tugas Supervisi KPK Wilayah V Budi Santoso di gedung itu.')
    assert {"Satuan Tugas Supervisi KPK Wilayah V", "Budi Santoso"} <= found.keys()


def test_a_head_inside_a_known_name_opens_nothing() -> None:
    found = names("Ia bertemu Presiden Amerika Serikat (AS) Donald Trump di sana.")
    assert {"Amerika Serikat", "AS", "Donald Trump"} <= found.keys()


def test_a_board_in_a_line_of_capitals_is_its_partys() -> None:
    assert "DPP PKB" in names("- Sekretaris DPP PKB Budi Santoso")


def test_a_kind_goes_on_behind_its_short_form() -> None:
    found = names("Ia dosen Universitas Islam Negeri (UIN) Sunan Renqa yang ramah.")
    assert "Universitas Islam Negeri (UIN) Sunan Renqa" in found
    assert "Pengadilan Negeri Sleman" in names("Sidang digelar di Pengadilan Negeri Sleman kemarin.")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Hal itu tertuang dalam perkara Nomor 35/PUU-KPK/2023 yang diputus kemarin.", "KPK"),
        ("Laporan itu bernomor LP/B/21/2025/SPKT/JATIM tertanggal kemarin.", "JATIM"),
        ("Kapuspen TNI Brigjen Marinir Budi Santoso mengatakan prajurit siaga.", "Marinir"),
        ("Jabatan Menteri PAN tetap kosong.", "PAN"),
        ("Kepala SPPG mengatakan makanan itu dimasak pagi hari.", "SPPG"),
    ],
)
def test_a_piece_of_a_number_a_rank_or_a_kind_is_no_name(text: str, name: str) -> None:
    assert name not in names(text)


def test_a_corps_is_not_part_of_a_persons_name() -> None:
    assert "Budi Santoso" in names("Hal itu dikatakan Kolonel Cpl Budi Santoso kemarin.")


def test_a_name_goes_on_behind_its_short_form() -> None:
    found = names("Hal itu dikatakan ketua Satuan Tugas (Satgas) Pencegahan Rokok Ilegal kemarin.")
    assert "Satuan Tugas (Satgas) Pencegahan Rokok Ilegal" in found
    assert not any(name.count("(") != name.count(")") for name in found)


def test_who_somebody_is_tells_the_type_of_a_name_everywhere() -> None:
    found = names("Di Timur Renqa ramai.", "Ada pula Timur Renqa, asisten pelatih tim itu.", "Kata Timur Renqa begitu.")
    assert found.get("Timur Renqa") in (PER, None)


def test_a_clinic_is_nobody() -> None:
    found = names("Menurut Renqaland Clinic, ada beberapa tanda yang patut diwaspadai.")
    assert PER not in {kind for name, kind in found.items() if name.endswith("Clinic")}


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Angin bertiup dari Bandung ke timur.", {"Bandung"}),
        ("Hujan turun di Surabaya. Barat pulau itu kering.", {"Surabaya"}),
        ("Ia tinggal di Ciputat Timur, Tangerang Selatan.", {"Ciputat Timur", "Tangerang Selatan"}),
        ("Tarif itu berlaku di Semarang Raya sejak Senin.", {"Semarang Raya"}),
    ],
)
def test_a_direction_makes_another_place(text: str, places: set[str]) -> None:
    assert set(names(text)) == places


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ia mengajar di Universitas Tahun Renqa.", "Universitas Tahun Renqa"),
        ("Ia tinggal di Jalan Renqa Nomor 14 Sleman.", "Jalan Renqa Nomor 14"),
        ("Ia diperiksa di Polres Sleman Senin siang.", "Polres Sleman"),
        ("Anggaran Dinas Sosial Sleman Tahun 2022 habis.", "Dinas Sosial Sleman"),
        ("Anggaran Dinas Sosial Sleman Tahun Anggaran 2022 habis.", "Dinas Sosial Sleman"),
    ],
)
def test_days_and_years_end_a_name(text: str, name: str) -> None:
    assert name in names(text)


def test_a_street_ends_before_its_city() -> None:
    found = names("Ia tinggal di Jalan Tambaksari Surabaya.", "Sidang di Rutan Polres Bogor ditunda.")
    assert {"Jalan Tambaksari", "Surabaya", "Rutan Polres Bogor"} <= found.keys()


def test_a_rank_is_no_other_persons_name() -> None:
    found = names("Hal itu disampaikan Kombes Jules Abraham Abast.", '"Kami menangkapnya," ucap Kombes Abast.')
    assert found["Abast"] is PER


@pytest.mark.parametrize(
    ("text", "organisation"),
    [
        ("Direktur Keuangan Siti Aminah datang ke acara itu kemarin sore", []),
        ("Ketua Umum Siti Aminah datang ke acara itu kemarin sore", []),
        ("Direktur Panorama Medika Siti Aminah datang ke acara itu kemarin sore", ["Panorama Medika"]),
        ("Direktur Eksekutif IPRX , Siti Aminah datang ke acara itu kemarin sore", ["IPRX"]),
    ],
)
def test_an_organisation_between_an_office_and_its_holder(text: str, organisation: list[str]) -> None:
    words = text.split()
    at = words.index("Siti")
    tagger = Mock(tag=lambda *_: (TaggedSpan(at, at + 2, "PER", 0.9),))
    found = SentenceNames(default_grammar(), load_authority(), tagger).find(words)
    assert [" ".join(words[n.first : n.last]) for n in found if n.type is ORG] == organisation


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Kafilah itu tiba di Sahara, Bupati Budi Santoso menyambutnya.", LOC),
        ("Sahara datang kemarin, kata Sahara kepada wartawan.", PER),
    ],
)
def test_who_speaks_is_no_place(line: str, kind: EntityType) -> None:
    assert names(line)["Sahara"] is kind


@pytest.mark.parametrize(
    ("line", "outlet"),
    [
        ("Hal itu diambil dari Cahaya kemarin.", None),
        ("Melansir Cryptowarta, harga itu naik.", "Cryptowarta"),
        ("Harga itu naik, dikutip dari laman Cryptowarta kemarin.", "Cryptowarta"),
    ],
)
def test_who_is_credited_is_an_outlet(line: str, outlet: str | None) -> None:
    assert next((name for name, kind in names(line).items() if kind is ORG), None) == outlet


def test_authorities_of_a_country_are_the_country() -> None:
    assert set(names("Otoritas Iran mengatakan sedikitnya 24 orang tewas.")) == {"Iran"}


@pytest.mark.parametrize(
    "text",
    [
        "Majelis hakim menunda sidang itu hingga pekan depan.",
        "Menurut dia, harga cabai di tingkat pedagang naik Rp 5.000 per kilogram.",
        "Media sosial ramai membahas kenaikan tarif sejak Selasa (17/6).",
        "Petugas gabungan mengevakuasi warga yang terjebak banjir.",
        "Ketiganya terjaring Operasi Tangkap Tangan (OTT) polisi.",
        "Hal itu dibahas dalam Sidang Kabinet Paripurna.",
        "Kedua orang itu anggota Lembaga Swadaya Masyarakat (LSM).",
        "Perkara itu sudah masuk ke Pengadilan Negeri dan Kejaksaan Tinggi.",
    ],
)
def test_common_words_are_no_names(text: str) -> None:
    assert names(text) == {}


def test_an_address_is_not_part_of_a_name() -> None:
    found = names("Hal itu disampaikan Siti Aminah https://example.com/berita/siti-aminah-bicara kemarin.")
    assert not any("://" in name for name in found)


def test_the_capital_of_a_country_is_nobody_called_kota() -> None:
    assert "Kota" not in names("Presiden tiba di Ibu Kota Korea Utara, Pyongyang, kemarin.")


def test_a_title_is_not_part_of_a_name() -> None:
    found = names("Presiden Rusia Vladimir Putin tiba, kata Kombes Pol Rudi Hartono kepada wartawan.")
    assert found["Vladimir Putin"] is PER
    assert found["Rudi Hartono"] is PER
    assert found["Rusia"] is COUNTRY


def test_a_person_who_is_known_ends_the_name_of_the_country_before() -> None:
    found = names("Kemarin Presiden Rusia Vladimir Putin bertemu Presiden China Xi Jinping di Beijing.")
    assert {"China", "Xi Jinping"} <= found.keys()
    assert "China Xi Jinping" not in found


def test_a_headline_with_two_known_names_is_not_one_name() -> None:
    made = article("Vladimir Putin menyambut Kim Jong Un. Putin tersenyum.", headline="Putin Sambut Kim Jong Un")
    found = {made.text[m.span.start : m.span.end] for m in find_mentions(made, split_sentences(made))}
    assert "Putin Sambut Kim Jong Un" not in found


def test_who_is_called_like_a_brand_is_a_person() -> None:
    assert names("Kemarin pakar keselamatan, Sony Susmana, menjelaskan hal itu.").get("Sony Susmana") is PER


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Mobil Ferrari itu milik ahli gizi Stephanie Ferrari. Ferrari melaju kencang.", ORG),
        ("Ahli gizi Stephanie Ferrari hadir kemarin. Anak perlu sarapan, kata Ferrari.", PER),
    ],
)
def test_a_firms_name_that_speaks_may_be_a_persons(text: str, kind: EntityType) -> None:
    made = article(text)
    found = find_mentions(made, split_sentences(made))
    assert [m.type for m in found if made.text[m.span.start : m.span.end] == "Ferrari"][-1] is kind


def test_a_mayor_is_not_mayor_of_a_city_called_kota() -> None:
    found = names("Wali Kota Bandung meninjau sungai yang meluap di kawasan itu.")
    assert "Bandung" in found
    assert "Kota Bandung" not in found


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Pesawat itu mendarat di Bandara Kualanamu pada malam hari.", "Bandara Kualanamu", FACILITY),
        ("Korban dirawat di RSUD Sleman sejak kemarin.", "RSUD Sleman", FACILITY),
        ("Kasus ini ditangani Polres Lumajang sejak Mei.", "Polres Lumajang", ORG),
        ("Ia mengajar di Universitas Hasanuddin sejak lama.", "Universitas Hasanuddin", ORG),
        ("Gempa terasa hingga Kabupaten Garut pada dini hari.", "Kabupaten Garut", LOC),
        ("Pelaku dijerat UU Nomor 35 Tahun 2009 tentang Narkotika karena perbuatannya.",
         "UU Nomor 35 Tahun 2009 tentang Narkotika", WORK),
        ("Serangan itu dilakukan oleh militer Israel pada malam hari.", "militer Israel", ORG),
        ("Data itu dirilis kementerian kesehatan Palestina kemarin.", "kementerian kesehatan Palestina", ORG),
    ],
)  # fmt: skip
def test_the_head_of_a_name_says_its_type(text: str, name: str, kind: EntityType) -> None:
    assert names(text).get(name) is kind


@pytest.mark.parametrize(
    ("text", "work"),
    [
        ("Keputusan KPU itu dicabut.", set()),  # no number
        ("Keputusan Presiden di Kantor Nomor 3 dicabut.", set()),
        ("Warga menunggu Keputusan KPU RI Nomor 731 Tahun 2025 tentang Dokumen itu.",
         {"Keputusan KPU RI Nomor 731 Tahun 2025 tentang Dokumen"}),
        ("Itu melanggar Undang-Undang Pemilu dan Undang-Undang Pers.", {"Undang-Undang Pemilu", "Undang-Undang Pers"}),
        ("Itu melanggar Undang-Undang Informasi dan Transaksi.", {"Undang-Undang Informasi dan Transaksi"}),
        ("Menurut UU No. 1 Tahun 2024 hal itu dilarang.", {"UU No. 1 Tahun 2024"}),
        ("Surat Edaran Wali Kota Bandung Nomor 100.3/142/436.1.2/2025 berlaku.",
         {"Surat Edaran Wali Kota Bandung Nomor 100.3/142/436.1.2/2025"}),
        ("Peraturan Menteri Kelautan dan Perikanan Nomor: 17/PRT/M/2014 berlaku.",
         {"Peraturan Menteri Kelautan dan Perikanan Nomor: 17/PRT/M/2014"}),
    ],
)  # fmt: skip
def test_documents_are_named_to_their_end(text: str, work: set[str]) -> None:
    assert {name for name, kind in names(text).items() if kind is EntityType.WORK} - {"Keputusan Presiden"} == work


@pytest.mark.parametrize(
    "name",
    [
        "Kementerian Koordinator Bidang Politik, Hukum, dan Keamanan",
        "Badan Meteorologi, Klimatologi, dan Geofisika",
        "Kementerian Pemberdayaan Perempuan dan Perlindungan Anak",
        "Dinas Kependudukan dan Pencatatan Sipil",
        "Fakultas Ilmu Sosial dan Ilmu Politik",
        "Satgas Pencegahan dan Penanganan Kekerasan",
        "Kodim 0830/Surabaya",
    ],
)
def test_names_of_ministries_hold_commas_and_dan(name: str) -> None:
    assert names(f"Hal itu disampaikan pejabat {name} pada pekan lalu.").get(name) is ORG


@pytest.mark.parametrize(
    ("text", "name", "whole"),
    [
        ("Roket itu meluncur dari Kosmodrom Baikonur Rusia pada pekan lalu.", "Kosmodrom Baikonur", "Rusia"),
        ("Kasus ini diusut Badan Geologi Kementerian ESDM sejak Mei.", "Badan Geologi", "Kementerian ESDM"),
        ("Hal itu dikatakan Kapolda Jatim Irjen Nanang Avianto di kantornya.", "Nanang Avianto", "Jatim"),
    ],
)
def test_names_end_where_another_begins(text: str, name: str, whole: str) -> None:
    found = names(text)
    assert name in found
    assert not any(name in surface and whole in surface for surface in found)


def test_english_names_go_on_over_small_words() -> None:
    assert names("Ia akan menghadiri Forum Belt and Road di negara itu.") == {"Forum Belt and Road": ORG}


def test_a_common_noun_before_an_unknown_name_tells_its_type() -> None:
    assert names("Gempa itu dirasakan warga di kota Zvyagorod pada malam hari.") == {"Zvyagorod": LOC}
    assert names("Laporan itu dikirim dalam bahasa Inggris pada malam hari.") == {}


def test_the_government_is_named_only_where_it_acts() -> None:
    assert names("Warga menunggu bantuan dari pemerintah.") == {}
    assert names("Hal ini program pemerintah.", "Kini pemerintah akan membangunnya.") == {"pemerintah": ORG}


def test_a_word_inside_a_known_name_opens_no_other() -> None:
    found = names("Presiden Amerika Serikat (AS) Budi Santoso pada Selasa (17/6) mengatakan Iran harus menyerah.")
    assert found == {"Amerika Serikat": COUNTRY, "AS": COUNTRY, "Budi Santoso": PER, "Iran": COUNTRY}


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Warga mendatangi Dinas Sosial Kabupaten Bogor Jaya Raya pada pekan lalu.", set()),  # no office
        ("Ia menjadi Kepala Dinas Sosial Kabupaten Bogor sejak pekan lalu.", set()),
        ("Ia menemui Kepala Dinas Sosial Kabupaten Bogor Elpi Yanti Harahap pada pekan lalu.", {"Elpi Yanti Harahap"}),
        ("Ketua Forum Indonesia Muda Berjaya hadir.", set()),  # behind a country, common words go on its name
        ("Ketua Komisi III DPR RI Putri Indah Sari hadir.", {"Putri Indah Sari"}),
        ("Direktur Departemen Komunikasi BI Ramdan Prakoso hadir.", {"Ramdan Prakoso"}),
        ("Kepala Kantor Otoritas Bandara Wilayah II Medan Asri Santosa hadir.", {"Asri Santosa"}),
    ],
)
def test_behind_an_office_and_its_place_stands_its_holder(text: str, people: set[str]) -> None:
    assert {name for name, kind in names(text).items() if kind is PER} == people


def test_no_head_begins_behind_the_last_word() -> None:
    words = ("Ia", "tiba", "di", "Rumah", "Sakit")
    assert default_grammar().head_at(words, len(words)) is None


def test_two_offices_joined_by_dan_are_two() -> None:
    found = names("Rapat itu dihadiri Kementerian Keuangan dan Bank Indonesia pada pekan lalu.")
    assert found == {"Kementerian Keuangan": ORG, "Bank Indonesia": ORG}


def test_a_short_form_in_brackets_is_a_name_of_its_own() -> None:
    found = names("Aturan itu dikeluarkan Lembaga Penjamin Mutu Beras (LPMB) pada pekan lalu.")
    assert found["Lembaga Penjamin Mutu Beras"] is ORG
    assert found["LPMB"] is ORG


def test_a_short_form_of_a_title_is_no_name() -> None:
    found = names("Kepala Dinas Sosial (Kadinsos) Sleman dan Kepala Dinas Kesehatan (Dinkes) Sleman datang.")
    assert "Kadinsos" not in found
    assert "Dinkes" in found


def test_a_known_name_has_no_unknown_parts() -> None:
    assert set(names("Itu tugas Kementerian Badan Usaha Milik Negara.")) == {"Kementerian Badan Usaha Milik Negara"}


def test_units_inside_a_name_are_names_too() -> None:
    found = names("Kasus ini ditangani Satreskrim Polres Lumajang sejak Mei.")
    assert found["Satreskrim Polres Lumajang"] is ORG
    assert found["Polres Lumajang"] is ORG


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Pelaku UMKM dan tersangka PT Sukamaju hadir.", set()),  # known or a head
        ("Tersangka TPPU itu ditahan.", set()),
        ("Pria berinisial AS ditahan.", {"AS"}),  # not the country
        ("Ia menahan dua orang berinisial S (23), DP, dan BA pada pekan lalu.", {"S", "DP", "BA"}),
        ("Polisi menahan tersangka RP pada pekan lalu.", {"RP"}),
    ],
)
def test_who_is_called_by_initials(text: str, people: set[str]) -> None:
    assert {name for name, kind in names(text).items() if kind is PER} == people


@pytest.mark.parametrize("text", ["Polisi menangkap AR (23) di rumahnya.", "Korban berinisial AR ditemukan warga."])
def test_initials_are_persons_where_the_article_uses_them_so(text: str) -> None:
    assert names(text) == {"AR": PER}


def test_the_body_tells_where_names_end_in_the_headline() -> None:
    made = article("Vladimir Putin menyambut Kim Jong Un. Putin tersenyum.", headline="Putin Sambut Kim Jong Un")
    headline = [(s, m.type) for s, m in mentions(made, MentionKind.NAME) if m.sentence == 0]
    assert headline == [("Putin", PER), ("Kim Jong Un", PER)]


def test_a_name_found_once_is_found_everywhere() -> None:
    made = article("Hal itu dikatakan Yohana Pesulima di kantornya.", "Menanggapi itu, Pesulima tertawa.")
    assert [s for s, _ in mentions(made, MentionKind.NAME)] == ["Yohana Pesulima", "Pesulima"]


def test_two_names_joined_by_a_hyphen_are_two() -> None:
    assert names("Perang Iran-Israel memasuki hari keenam.") == {"Iran": COUNTRY, "Israel": COUNTRY}


def test_the_west_is_a_place_only_by_itself() -> None:
    assert names("Negara itu dikucilkan Barat sejak lama.") == {"Barat": LOC}
    assert "Barat" not in names("Hujan turun di Jawa Barat sejak pagi.")


# -- descriptions and pronouns ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    ["Hal itu akan dibahas besok.", "Kejadian itu menggegerkan warga.", "Hari itu hujan turun."],
)
def test_not_every_itu_describes_a_thing_with_a_name(text: str) -> None:
    assert anaphors(text, MentionKind.DESCRIPTION) == []


@pytest.mark.parametrize(
    ("text", "description", "kind"),
    [
        ("Undangan pemimpin Korea Utara itu diterima.", "pemimpin Korea Utara itu", PER),
        ("Rencana kementerian tersebut ditunda.", "kementerian tersebut", ORG),
        ("Pria berusia 70 tahun itu terkejut.", "Pria berusia 70 tahun itu", PER),
        ("Warga di kota tersebut mengungsi.", "kota tersebut", LOC),
        ("Pasukan negara itu mundur.", "negara itu", COUNTRY),
        ("Pertemuan kedua pemimpin berlangsung lama.", "kedua pemimpin", PER),
        ("Kerja sama kedua negara tersebut menguat.", "kedua negara tersebut", COUNTRY),
    ],
)
def test_descriptions_have_the_type_of_their_head(text: str, description: str, kind: EntityType) -> None:
    assert [(s, m.type) for s, m in mentions(article(text), MentionKind.DESCRIPTION)] == [(description, kind)]


@pytest.mark.parametrize(
    "text",
    ["Biasanya hujan turun pada malam hari.", "Akhirnya warga pulang.", "Ia hanya diam.", "Misalnya cabai dan beras."],
)
def test_adverbs_in_nya_are_no_pronouns(text: str) -> None:
    assert "nya" not in anaphors(text, MentionKind.PRONOUN)


@pytest.mark.parametrize(
    ("text", "pronouns"),
    [
        ("Dia datang, katanya, untuk berunding.", ["Dia", "nya"]),
        ("Menurutnya, keduanya sepakat.", ["nya", "keduanya"]),
        ("Negaranya kalah dan beliau mundur.", ["nya", "beliau"]),
    ],
)
def test_pronouns(text: str, pronouns: list[str]) -> None:
    assert anaphors(text, MentionKind.PRONOUN) == pronouns


def test_a_pronoun_has_no_type() -> None:
    assert [m.type for _, m in mentions(article("Dia datang."), MentionKind.PRONOUN)] == [None]


# -- invariants -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_mentions_lie_where_they_say(path: Path) -> None:
    made = read(path)
    sentences = split_sentences(made)
    found = find_mentions(made, sentences)
    assert found
    for mention in found:
        tokens = sentences[mention.sentence].tokens[mention.first : mention.last]
        assert tokens[0].start <= mention.span.start < mention.span.end == tokens[-1].end or "-" in tokens[0].text
        assert 0 < mention.confidence <= 1
        assert (mention.type is None) is (mention.kind is MentionKind.PRONOUN)
    assert list(found) == sorted(found, key=lambda m: (m.span.start, -m.span.end))


def test_the_actors_of_a_seed_are_found() -> None:
    made = read(SEEDS[0])
    found = dict(mentions(made, MentionKind.NAME))
    people = {"Vladimir Putin", "Kim Jong Un", "Dmitry Peskov", "Nikolai Patrushev", "Xi Jinping", "Wang Yi"}
    assert people <= {surface for surface, m in found.items() if m.type is PER}
    assert {"Rusia", "Korea Utara", "Korut", "China"} <= {s for s, m in found.items() if m.type is COUNTRY}
    assert {"Dewan Keamanan Rusia", "KCNA", "AFP", "Reuters"} <= {s for s, m in found.items() if m.type is ORG}
    assert "detikNews" not in found
