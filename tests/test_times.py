"""The times that an article names: first what is none, then what each kind of expression means."""

from __future__ import annotations

from datetime import date

import pytest

from kg.language.segmentation import split_sentences
from kg.language.storytimes import Timex
from kg.language.times import find_times, find_timexes
from kg.model import Article, Block, BlockKind, Span, Time

ANCHOR = date(2023, 9, 20)  # a Wednesday


def article(text: str, anchor: date | None = ANCHOR, kind: BlockKind = BlockKind.PARAGRAPH) -> Article:
    return Article("a.txt", text, (Block(kind, Span(0, len(text))),), anchor=anchor)


def times(text: str, anchor: date | None = ANCHOR) -> tuple[Time, ...]:
    page = article(text, anchor)
    return find_times(page, split_sentences(page))


def timexes(text: str) -> list[Timex]:
    return [timex for found in find_timexes(split_sentences(article(text)), ANCHOR) for timex in found]


@pytest.mark.parametrize(
    "text",
    [
        "Skor sementara 3/4 untuk tuan rumah.",
        "Mereka kalah (3/4) di laga itu.",
        "Ia dijerat Pasal 12 dan pasal 2023.",
        "Harganya Rp 2023 per lembar.",
        "Peraturan Nomor 17/2023 berlaku.",
        "Layanan itu buka 24/7.",
        "Hubungi 0812-2019-2020 segera.",
        "Telepon 021-2014 tidak aktif.",
        "Sekitar 2015 orang hadir, dari 1500-2000 orang.",
        "Pria berusia 70 tahun itu menyambut kawannya.",
        "Bocah 7 tahun dan pria, 27 tahun, selamat.",
        "Seorang guru (25 tahun) melapor.",
        "Ia merayakan ulang tahun ke-52.",
        "Rumah di RT 07/03, RT 03/02/01 dan Jalan 17 Agustus terendam.",
        "Warga Pasar Minggu menunaikan salat Jumat.",
        "Mei Lin dan April Jasmine datang.",
        "Ini hari kedua dan tahun ketiga.",
        "Hari-hari ini sepi, pada tahun-tahun lalu dan sebelumnya ramai.",
        "Harga di level 60-an dolar.",
        "Indeks turun ke 7.100-an.",
        "Kecepatannya 100 km per jam.",
        "Ia tengah makan, sama sekali tidak lebih dulu dari tamu.",
    ],
)
def test_numbers_and_names_that_are_no_dates(text: str) -> None:
    assert times(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "Rapat digelar setiap Senin dan tiap hari Rabu.",
        "Saat ini ia di Moskow, kini dan nanti.",
        "Dulu dan pada masa lalu hal itu biasa.",
        "Acara mulai pukul 15.24 WIB.",
        "Ia menang pada Pemilu 2024.",
        "Ia dijerat UU Nomor 8 Tahun 2010.",
        "Toko buka Senin-Jumat.",
        "Sehari sebelumnya ia pergi.",
        "Beberapa hari lagi ia pulang.",
    ],
)
def test_what_has_no_place_in_the_calendar(text: str) -> None:
    assert times(text) == ()


@pytest.mark.parametrize(
    ("words", "begin"),
    [
        ("13 September 2023", "2023-09-13"),
        ("Rabu, 18 Juni 2025", "2025-06-18"),
        ("Minggu 22 Juni 2025, pukul 17.00 hingga 23.00 WIB", "2025-06-22"),
        ("13/6/2025", "2025-06-13"),
        ("18-06-2025", "2025-06-18"),
        ("2025-06-18", "2025-06-18"),
        ("Kamis (14/9/2023)", "2023-09-14"),
        ("Selasa(7/10/2025)", "2025-10-07"),
        ("tahun 1945", "1945"),
        ("Maret 2023", "2023-03"),
        ("20 Sep 2023", "2023-09-20"),
        ("awal Desember 2014", "2014-12"),
        ("September 13, 2023", "2023-09-13"),
    ],
)
def test_absolute_dates_need_no_anchor(words: str, begin: str) -> None:
    text = f"Peristiwa itu terjadi pada {words} di kota."
    (time,) = times(text, anchor=None)
    assert (text[slice(*time.span)], time.begin, time.end, time.is_duration) == (words, begin, None, False)


@pytest.mark.parametrize(
    ("words", "begin"),
    [
        ("Rabu (13/9)", "2023-09-13"),
        ("Rabu (13/9) dini hari waktu setempat", "2023-09-13"),
        ("Jumat (13/6)", "2023-06-13"),
        ("Kamis (29/12)", "2022-12-29"),
        ("hari Rabu (13/9) malam", "2023-09-13"),
        ("Kamis (14/9) pukul 09.00 WIB", "2023-09-14"),
        ("Selasa", "2023-09-19"),
        ("Rabu", "2023-09-20"),
        ("Rabu lalu", "2023-09-13"),
        ("Rabu malam lalu", "2023-09-13"),
        ("Senin depan", "2023-09-25"),
        ("Rabu mendatang", "2023-09-27"),
        ("Selasa pekan lalu", "2023-09-12"),
        ("Minggu", "2023-09-17"),
        ("Oktober mendatang", "2023-10"),
        ("Maret lalu", "2023-03"),
        ("September", "2023-09"),
        ("Januari", "2023-01"),
        ("Desember", "2023-12"),
        ("Juli tahun lalu", "2022-07"),
        ("bulan depan", "2023-10"),
        ("tahun lalu", "2022"),
        ("hari ini", "2023-09-20"),
        ("kemarin (19/9)", "2023-09-19"),
        ("besok", "2023-09-21"),
        ("lusa", "2023-09-22"),
        ("tadi pagi", "2023-09-20"),
        ("tadi malam", "2023-09-19"),
        ("semalam", "2023-09-19"),
        ("malam Minggu", "2023-09-16"),
        ("dua hari lalu", "2023-09-18"),
        ("sembilan bulan silam", "2022-12"),
        ("tiga bulan lagi", "2023-12"),
        ("sepuluh tahun yang lalu", "2013"),
        ("17 Agustus", "2023-08-17"),
    ],
)
def test_relative_dates_count_from_the_anchor(words: str, begin: str) -> None:
    text = f"Peristiwa itu terjadi pada {words} di kota."
    (time,) = times(text)
    assert (text[slice(*time.span)], time.begin, time.end) == (words, begin, None)
    assert times(text, anchor=None) == ()


@pytest.mark.parametrize(
    ("words", "begin", "end"),
    [
        ("17-18 Juni 2025", "2025-06-17", "2025-06-18"),
        ("22 dan 23 April 2025", "2025-04-22", "2025-04-23"),
        ("13 hingga 15 Mei", "2023-05-13", "2023-05-15"),
        ("Senin-Rabu (18-20/9)", "2023-09-18", "2023-09-20"),
        ("15 Juni hingga 15 September 2025", "2025-06-15", "2025-09-15"),
        ("Januari sampai Maret 2025", "2025-01", "2025-03"),
        ("Juni-Juli 2014", "2014-06", "2014-07"),
        ("Desember hingga Januari 2025", "2024-12", "2025-01"),
        ("2014-2024", "2014", "2024"),
        ("pekan ini", "2023-09-18", "2023-09-24"),
        ("minggu lalu", "2023-09-11", "2023-09-17"),
        ("tiga pekan lalu", "2023-08-28", "2023-09-03"),
        ("akhir pekan ini", "2023-09-23", "2023-09-24"),
        ("kuartal I 2025", "2025-01", "2025-03"),
        ("triwulan I-2015", "2015-01", "2015-03"),
        ("semester kedua tahun lalu", "2022-07", "2022-12"),
        ("tahun 1970-an", "1970", "1979"),
        ("abad ke-19", "1801", "1900"),
    ],
)
def test_spans_have_two_ends(words: str, begin: str, end: str) -> None:
    text = f"Rapat digelar pada {words} di kota."
    (time,) = times(text)
    assert (text[slice(*time.span)], time.begin, time.end) == (words, begin, end)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Keduanya berjabat tangan selama 40 detik.", "PT40S"),
        ("Perjalanan selama dua hari itu usai.", "P2D"),
        ("Ia divonis 12 tahun penjara.", "P12Y"),
        ("Dalam dua puluh empat tahun terakhir ia absen.", "P24Y"),
        ("Proyek itu molor satu setengah tahun.", "P1.5Y"),
        ("Ia cuti setahun.", "P1Y"),
        ("Perang berlangsung tiga dekade.", "P30Y"),
    ],
)
def test_durations(text: str, value: str) -> None:
    (time,) = times(text)
    assert (time.begin, time.end, time.is_duration) == (value, None, True)


def test_a_capital_makes_minggu_a_sunday() -> None:
    assert times("Ia tiba pada Minggu lalu.")[0].begin == "2023-09-17"
    assert times("Ia tiba pada minggu lalu.")[0].begin == "2023-09-11"
    assert times("Minggu lalu, ia tiba.")[0].begin == "2023-09-11"


def test_the_future_is_meant_where_akan_stands_before() -> None:
    assert times("Konser akan digelar Sabtu di Moskow.")[0].begin == "2023-09-23"
    assert times("Ia akan pergi, kata Peskov, Sabtu.")[0].begin == "2023-09-16"


def test_the_weekday_helps_to_choose_the_year_of_a_distant_day() -> None:
    assert times("Ia ditahan pada Rabu (16/2).", date(2023, 9, 20))[0].begin == "2022-02-16"
    assert times("Ia ditahan pada Kamis (16/2).", date(2023, 9, 20))[0].begin == "2023-02-16"
    assert times("Ia ditahan pada Selasa (18/6).", date(2025, 6, 18))[0].begin == "2025-06-18"  # a slip of the pen


def test_tokens_and_sentence_of_a_time() -> None:
    page = article("Putin tiba. Ia pergi pada Rabu (13/9) malam.")
    sentences = split_sentences(page)
    (time,) = find_times(page, sentences)
    tokens = sentences[time.sentence].tokens[time.first : time.last]
    assert time.sentence == 1
    assert [token.text for token in tokens] == ["Rabu", "(", "13/9", ")", "malam"]


@pytest.mark.parametrize("kind", [BlockKind.HEADLINE, BlockKind.CAPTION])
def test_headlines_and_captions_name_times_too(kind: BlockKind) -> None:
    page = article("Pertemuan di Vostochny, September 13, 2023", kind=kind)
    assert [time.begin for time in find_times(page, split_sentences(page))] == ["2023-09-13"]


@pytest.mark.parametrize(
    ("words", "type_", "value"),
    [
        ("Rabu (13/9) pukul 15.24 WIB", "TIME", "2023-09-13T15:24"),
        ("pukul 7 malam", "TIME", "2023-09-20T19:00"),
        ("Selasa pagi", "TIME", "2023-09-19TMO"),
        ("setiap Senin", "SET", "XXXX-WXX-1"),
        ("setiap dua pekan", "SET", "P2W"),
        ("saat ini", "DATE", "PRESENT_REF"),
        ("beberapa waktu lalu", "DATE", "PAST_REF"),
        ("masa depan", "DATE", "FUTURE_REF"),
        ("pekan ini", "DATE", "2023-W38"),
        ("beberapa tahun terakhir", "DURATION", "PXY"),
    ],
)
def test_timex3_values(words: str, type_: str, value: str) -> None:
    text = f"Hal itu terjadi pada {words} di kota."
    (timex,) = timexes(text)
    assert (text[slice(*timex.span)], timex.type, timex.value) == (words, type_, value)


@pytest.mark.parametrize(
    "text",
    [
        "Kecepatannya per jam 30 kilometer.",
        "Ia tengah makan dan lebih dulu pulang.",
        "Sementara itu hujan turun sekali.",
        "Nantinya rumah itu dijual, sama seperti dulu.",
        "Ia menang dua kali, sekali di kandang.",
    ],
)
def test_words_that_timex3_does_not_mark(text: str) -> None:
    assert timexes(text) == []


@pytest.mark.parametrize(
    ("words", "type_", "value"),
    [
        ("tengah hari", "TIME", "2023-09-20T12:00"),
        ("Selasa tengah malam", "TIME", "2023-09-19TNI"),
        ("pertengahan tahun depan", "DATE", "2024"),
        ("tengah tahun", "DATE", "2023"),
        ("kemarin lusa", "DATE", "2023-09-18"),
        ("pukul tujuh pagi", "TIME", "2023-09-20T07:00"),
        ("pukul setengah delapan malam", "TIME", "2023-09-20T19:30"),
        ("pukul 12.00 WIB siang ini", "TIME", "2023-09-20T12:00"),
        ("malam nanti", "TIME", "2023-09-20TNI"),
        ("puluhan tahun", "DURATION", "PXY"),
        ("besok lusa", "DATE", "2023-09-22"),
        ("musim kemarau tahun lalu", "DATE", "2022-SU"),
        ("hari raya Natal", "DATE", "2022-12-25"),
        ("malam tahun baru", "TIME", "2022-12-31TNI"),
        ("kuartal terakhir 2014", "DATE", "2014-Q4"),
        ("masa yang akan datang", "DATE", "FUTURE_REF"),
        ("sebentar lagi", "DATE", "FUTURE_REF"),
        ("masa sebelumnya", "DATE", "PAST_REF"),
        ("zaman dahulu kala", "DATE", "PAST_REF"),
        ("belakangan ini", "DATE", "PAST_REF"),
        ("dua tahun mendatang", "DATE", "2025"),
        ("dua tahun ke depan", "DURATION", "P2Y"),
        ("lebih dari 5,5 tahun", "DURATION", "P5.5Y"),
        ("satu dekade terakhir", "DURATION", "P1DE"),
        ("beberapa saat", "DURATION", "PXX"),
        ("enam bulan sekali", "SET", "P6M"),
        ("setiap pukul 07.00", "SET", "XXXX-XX-XXT07:00"),
    ],
)
def test_what_timex3_marks_and_no_event_needs(words: str, type_: str, value: str) -> None:
    text = f"Hal itu terjadi {words} di kota."
    (timex,) = timexes(text)
    assert (text[slice(*timex.span)], timex.type, timex.value) == (words, type_, value)


@pytest.mark.parametrize(
    ("words", "type_", "value"),
    [
        ("sehari sebelumnya", "DATE", "2023-09-12"),
        ("keesokan harinya", "DATE", "2023-09-14"),
        ("tiga hari kemudian", "DATE", "2023-09-16"),
        ("sepekan kemudian", "DATE", "2023-W38"),
        ("bulan berikutnya", "DATE", "2023-10"),
        ("setahun sebelumnya", "DATE", "2022"),
        ("hari itu", "DATE", "2023-09-13"),
        ("hari yang sama", "DATE", "2023-09-13"),
        ("malam itu", "TIME", "2023-09-13TNI"),
        ("sore harinya", "TIME", "2023-09-13TAF"),
    ],
)
def test_what_counts_from_the_time_named_before_it(words: str, type_: str, value: str) -> None:
    text = f"Gempa terjadi pada Rabu (13/9). Ia tiba pada {words} di kota."
    timex = timexes(text)[-1]
    assert (text[slice(*timex.span)], timex.type, timex.value) == (words, type_, value)
    assert len(times(text)) == 1  # no event is placed by it


def test_a_day_counts_from_the_last_time_that_is_as_precise() -> None:
    assert timexes("Pada Rabu (13/9) dan pada 2020 ia menang, sehari sebelumnya ia kalah.")[-1].value == "2023-09-12"
    assert timexes("Pada 2020 ia menang, setahun sebelumnya ia kalah.")[-1].value == "2019"


def test_a_bare_weekday_is_the_one_that_the_article_prints_if_that_is_nearer() -> None:
    assert [t.begin for t in times("Rapat digelar Kamis (21/9). Rapat Kamis itu tertutup.")] == ["2023-09-21"] * 2
    assert [t.begin for t in times("Rapat digelar Selasa (26/9). Ia bicara, Selasa.")] == ["2023-09-26", "2023-09-19"]


def test_a_day_that_is_counted_follows_the_one_that_is_printed_after_it() -> None:
    assert [t.begin for t in times('"Hari ini, Senin (18/9), kami pergi," kata Putin.')] == ["2023-09-18"] * 2
    assert [t.begin for t in times("Hari ini, Rabu (20/9/2024), ia pergi.")] == ["2023-09-20", "2024-09-20"]
    assert [t.begin for t in times("Hari ini ia pergi, Senin (18/9) ia tiba.")] == ["2023-09-20", "2023-09-18"]


def test_a_clock_time_is_on_the_day_named_nearest_to_it() -> None:
    clock, day = timexes("Pukul 07.55 WIB pesawat hilang, Senin (18/9).")
    assert (clock.value, day.value) == ("2023-09-18T07:55", "2023-09-18")
    day, clock = timexes("Pesawat hilang Senin (18/9). Pukul 07.55 WIB pencarian dimulai.")
    assert clock.value == "2023-09-18T07:55"
    day, clock = timexes("Museum itu berdiri pada 1 Mei 1995. Museum tutup pukul 17.00.")
    assert clock.value == "2023-09-20T17:00"


def test_timex3_sees_both_ends_of_a_span() -> None:
    (span,) = timexes("Acara itu berlangsung 13 hingga 15 Mei.")
    assert [half.value for half in span.halves] == ["2023-05-13", "2023-05-15"]
    (hours,) = timexes("Museum dibuka pukul 06.00 hingga 18.00 WIB.")
    assert [half.value for half in hours.halves] == ["2023-09-20T06:00", "2023-09-20T18:00"]
    (day,) = timexes("Ia tiba Rabu (13/9) sekitar pukul 07.00 WIB.")
    assert [half.value for half in day.halves] == ["2023-09-13", "2023-09-13T07:00"]


def test_very_long_counts_do_not_leave_the_calendar() -> None:
    assert times("Fosil itu dari 9000 tahun lalu, 999999 hari lalu.") == ()


def test_every_span_is_the_surface_of_the_seeds_kind_of_text() -> None:
    text = "Peskov, Kamis (14/9) waktu setempat. Putin datang Rabu lalu, dini hari. Tahun 1945 usai."
    for time in times(text):
        words = text[slice(*time.span)]
        assert words == words.strip()
        assert text.count(words) == 1
