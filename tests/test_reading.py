"""Files and pages: what is refused, what is chrome, what the page says of itself."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.model import Article, BlockKind
from kg.reading import find_articles, read
from kg.reading.files import MAX_BYTES, MAX_LINE
from kg.reading.outlets import load_outlets

SEEDS = Path(__file__).parent.parent / "seeds"
BODY = (
    "Presiden Rusia Vladimir Putin menerima undangan itu dengan senang hati dan akan mengunjungi Pyongyang pada waktu "
    "yang tepat, kata juru bicara Kremlin Dmitry Peskov kepada wartawan."
)


def page(tmp_path: Path, text: str) -> Article:
    path = tmp_path / "article.txt"
    path.write_bytes(text.encode())
    return read(path)


def lines(article: Article, kind: BlockKind) -> list[str]:
    return [article.text[block.span.start : block.span.end] for block in article.blocks if block.kind is kind]


# -- files that are refused ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "cause", "advice"),
    [
        (b"", "is empty", "some text"),
        (b"\xef\xbb\xbf \n\n", "is empty", "some text"),
        ("Kata “Kim”".encode("cp1252"), "is not UTF-8: byte 0x93 at offset 5", "--encoding windows-1252"),
        (b"Putin\xe2\x80", "is not UTF-8: byte 0xE2 at offset 5", "--encoding windows-1252"),
        (b"\x89PNG\r\n\x1a\n\0\0\0", "is not text: NUL at byte 8", "plain text"),
        ("Putin".encode("utf-16"), "is not text: NUL at byte 3", "--encoding utf-16"),
        (b"Putin\n\x01\x02", "is not text: control character U+0001 in line 2", "plain text"),
        (b"a " * (MAX_LINE // 2 + 1), f"has a line of {MAX_LINE + 2:,} characters; a paragraph may have", "a line"),
        (b"a" * (MAX_BYTES + 1), f"has {MAX_BYTES + 1:,} bytes; an article may have {MAX_BYTES:,}", "one article"),
    ],
)
def test_what_is_no_article_is_refused_in_one_line(tmp_path: Path, content: bytes, cause: str, advice: str) -> None:
    path = tmp_path / "bad.txt"
    path.write_bytes(content)
    with pytest.raises(InputError) as caught:
        read(path)
    assert cause in caught.value.cause
    assert advice in caught.value.advice
    assert caught.value.place == str(path)
    assert "\n" not in str(caught.value)


def test_missing_folder_and_unknown_encoding_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        read(tmp_path / "none.txt")
    with pytest.raises(InputError, match="is a folder"):
        read(tmp_path)
    path = tmp_path / "a.txt"
    path.write_text(BODY, encoding="utf-8")
    with pytest.raises(InputError, match="unknown encoding 'klingon'"):
        read(path, encoding="klingon")


def test_the_named_encoding_is_used(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("Kata “Kim” kepada Putin".encode("cp1252"))
    assert read(path, encoding="windows-1252").text == "Kata “Kim” kepada Putin"


def test_find_articles_leaves_out_what_is_none(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "README.txt", ".hidden.txt", "notes.md", ".git/c.txt", "deep/d.txt"):
        path = tmp_path / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(BODY, encoding="utf-8")
    found = find_articles([tmp_path / "in", tmp_path / "in" / "notes.md", tmp_path / "in" / "a.txt"])
    assert [str(path.relative_to(tmp_path / "in")) for path in found] == ["a.txt", "b.txt", "deep/d.txt", "notes.md"]


def test_a_folder_without_articles_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no article in this folder"):
        find_articles([tmp_path])
    with pytest.raises(InputError, match="no such file or folder"):
        find_articles([tmp_path / "none"])


@pytest.mark.parametrize(
    "raw", [b"Satu\r\n\r\nDua \xc2\xa0\r\n", b"\xef\xbb\xbfSatu\n\tDua\r", "Satu\u2028Dua 🇮🇩".encode()]
)
def test_the_text_is_that_of_read_text(tmp_path: Path, raw: bytes) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(raw)
    article = read(path)
    assert article.text == path.read_text(encoding="utf-8", errors="strict")
    assert "".join(article.text[b.span.start : b.span.end] for b in article.blocks).startswith("Satu")


# -- chrome -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "news",
    [
        "Simak penjelasan KPK, Jaksa Agung langsung menggelar rapat tertutup dengan Komisi III DPR di Senayan.",
        "Telegram itu dikirim Kim Jong Un kepada Putin.",
        "Iklan politik itu dilarang Komisi Pemilihan Umum.",
        "Baca buku menjadi kegemaran Menteri Pendidikan itu sejak kecil.",
        "Editor koran itu ditangkap polisi di Moskow.",
        "Halaman gedung itu penuh sesak, kata Peskov.",
        "Video itu diunggah akun resmi Kremlin.",
        "(Kim) datang ke Rusia dengan kereta api.",
    ],
)
def test_news_is_not_chrome(tmp_path: Path, news: str) -> None:
    article = page(tmp_path, f"Putin Terima Kim\n{BODY}\n{news}\n{BODY[:-1]} malam.")
    assert news in lines(article, BlockKind.PARAGRAPH)


@pytest.mark.parametrize(
    "chrome",
    [
        "SCROLL TO CONTINUE WITH CONTENT",
        "ADVERTISEMENT",
        "Baca Juga",
        "Baca juga: Kim Tiba di Vladivostok",
        "https://www.example.com/berita/d-1/kim-tiba-di-vladivostok",
        "Simak juga Video: Oleh-oleh Kim dari Rusia",
        "'Lihat juga Video: Kim Naik Kereta'",
        'Tonton juga video "Kim Naik Kereta" di sini:',
        "[Gambas:Video 20detik]",
        "Simak berita selengkapnya di halaman selanjutnya.",
        "Selengkapnya di halaman selanjutnya.",
        "Share this article",
        "Dapatkan update berita pilihan setiap hari, mari bergabung di Telegram channel kami",
        "Ikuti kami di Google News",
        "Artikel ini telah tayang di Kompas.com",
        "Hoegeng Awards 2025",
        "Penulis: Siti Aminah",
        "Editor : Budi",
        "Copyright © 2025",
        "***",
    ],
)
def test_chrome_says_nothing(tmp_path: Path, chrome: str) -> None:
    article = page(tmp_path, f"Putin Terima Kim\n{BODY}\n{chrome}\n{BODY[:-1]} malam.")
    assert lines(article, BlockKind.CHROME) == [chrome]
    assert len(lines(article, BlockKind.PARAGRAPH)) == 2


@pytest.mark.parametrize("end", ["Halaman 2 dari 2", "(abc/def)", "Hide Ads", "Topik Terkait", "Berita Terkait"])
def test_after_the_end_mark_nothing_is_news(tmp_path: Path, end: str) -> None:
    article = page(tmp_path, f"Putin Terima Kim\n{BODY}\n{end}\nMenteri Itu Ditangkap KPK\n{BODY}")
    assert lines(article, BlockKind.PARAGRAPH) == [BODY]


def test_page_one_of_two_is_not_the_end(tmp_path: Path) -> None:
    later = "Kim lalu pulang ke Pyongyang."
    assert later in lines(page(tmp_path, f"Judul Berita\n{BODY}\nHalaman 1 dari 2\n{later}"), BlockKind.PARAGRAPH)


def test_links_and_codes_at_the_end_of_a_paragraph_are_cut_off(tmp_path: Path) -> None:
    article = page(tmp_path, f"Judul Berita\n{BODY} Baca juga: Kim Pulang\nKim pulang. (abc/def)")
    assert lines(article, BlockKind.PARAGRAPH) == [BODY, "Kim pulang."]
    assert lines(article, BlockKind.CHROME) == ["Baca juga: Kim Pulang", "(abc/def)"]


def test_what_is_printed_twice_counts_once(tmp_path: Path) -> None:
    article = page(tmp_path, f"Putin Terima Kim\n\nPutin Terima Kim\n\n{BODY}\nKim pulang.\n{BODY}")
    assert lines(article, BlockKind.COPY) == ["Putin Terima Kim", BODY]
    assert lines(article, BlockKind.PARAGRAPH) == [BODY, "Kim pulang."]


# -- the parts of a page ------------------------------------------------------------------------------------------


def test_headings_are_short_lines_between_paragraphs(tmp_path: Path) -> None:
    text = f"Judul Berita\n{BODY}\nSaling Tukar Senapan\n{BODY[:-1]} pagi.\n1. Senapan Rusia\nkata Kim\n{BODY[5:]}"
    assert lines(page(tmp_path, text), BlockKind.HEADING) == ["Saling Tukar Senapan"]


def test_the_captions_of_a_seed() -> None:
    article = read(SEEDS / "002_c9a99bb9cf7fcc49.txt")
    assert [line[-30:] for line in lines(article, BlockKind.CAPTION)] == ["ik, Kremlin Pool Photo via AP)"]
    assert len(lines(article, BlockKind.COPY)) == 2


def test_wrapped_lines_are_joined(tmp_path: Path) -> None:
    text = (
        "Gempa Guncang Kota\n\nJAKARTA, KOMPAS.com - Gempa mengguncang kota itu, kata Bupati Ahmad\n"
        "Wahyu kepada wartawan di kantornya. Tidak ada korban jiwa dalam\nperistiwa itu.\n\n"
        "Badan Meteorologi mencatat pusat gempa di darat. Warga Kecamatan\nCugenang berhamburan ke luar rumah.\n"
    )
    article = page(tmp_path, text)
    assert [line.split()[-1] for line in lines(article, BlockKind.PARAGRAPH)] == ["-", "itu.", "rumah."]


@pytest.mark.parametrize(
    "opening",
    [
        "TNI-Polri menjaga kota itu.",
        "Prabowo-Gibran tiba di kota itu.",
        "Jakarta-Bandung ditempuh sejam.",
        "Kim pulang.",
    ],
)
def test_no_dateline(tmp_path: Path, opening: str) -> None:
    assert page(tmp_path, f"Judul Berita\n{opening}").dateline is None


@pytest.mark.parametrize(
    ("opening", "dateline", "publisher"),
    [
        ("Jakarta -\nKim pulang.", "Jakarta -", None),
        ("JAKARTA- Kim pulang.", "JAKARTA-", None),
        ("JAKARTA-Kim pulang.", "JAKARTA-", None),
        ("BARITO TIMUR – Kim pulang.", "BARITO TIMUR –", None),
        ("REPUBLIKA.CO.ID, MOSKOW -- Kim pulang.", "REPUBLIKA.CO.ID, MOSKOW --", "Republika"),
        ("Liputan6.com, Jakarta -Kim pulang.", "Liputan6.com, Jakarta -", "Liputan6"),
        ("Liputan6.com, JakartaPT Semen Rusia pulang.", "Liputan6.com, Jakarta", "Liputan6"),
        ("JAKARTA, KOMPAS.com — Kim pulang.", "JAKARTA, KOMPAS.com —", "Kompas.com"),
        ("TRIBUNNEWS.COM - Kim pulang.", "TRIBUNNEWS.COM -", "Tribunnews"),
        ("TEMPO.CO, Jakarta - Kim pulang.", "TEMPO.CO, Jakarta -", "Tempo"),
        ("Jakarta, CNN Indonesia -- Kim pulang.", "Jakarta, CNN Indonesia --", "CNN Indonesia"),
        ("Jakarta, CNBC Indonesia - Kim pulang.", "Jakarta, CNBC Indonesia -", "CNBC Indonesia"),
    ],
)
def test_datelines(tmp_path: Path, opening: str, dateline: str, publisher: str | None) -> None:
    article = page(tmp_path, f"Judul Berita\n{opening}")
    assert article.dateline is not None
    assert article.text[article.dateline.start : article.dateline.end] == dateline
    assert article.publisher == publisher
    assert any(block.span == article.dateline for block in article.blocks)


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


@pytest.mark.parametrize(
    ("byline", "published", "author", "publisher"),
    [
        ("31/02/2025, 10:00 WIB", None, None, None),
        ("14 Mei 2025", date(2025, 5, 14), None, None),
        ("Tim detikcom - detikNews\nRabu, 20 Sep 2023 20:02 WIB", "2023-09-20T20:02+07:00", "Tim detikcom", "detikcom"),
        (
            "Siti Aminah -detikFinance\nJum'at, 6 Jun 2025 07:05 WIB",
            "2025-06-06T07:05+07:00",
            "Siti Aminah",
            "detikcom",
        ),
        ("Siti Aminah\nDiperbarui 18 Jun 2025, 19:30 WIB", "2025-06-18T19:30+07:00", "Siti Aminah", None),
        ("Terbit 17 Juni 2025, 08:00\nDiperbarui 18 Juni 2025, 19:30 WIB", "2025-06-17T08:00+07:00", None, None),
        ("Siti Aminah\n, Jurnalis-Rabu, 18 Juni 2025 |16:12 WIB", "2025-06-18T16:12+07:00", "Siti Aminah", "Okezone"),
        ("Kompas.com - 18/06/2025, 16:12 WITA", "2025-06-18T16:12+08:00", None, "Kompas.com"),
        ("Oleh: Siti Aminah\n1 Agustus 2025 pukul 09.15 WIT", "2025-08-01T09:15+09:00", "Siti Aminah", None),
        ("Reporter: Siti Aminah | Editor: Budi\n2025-06-18T16:12:00Z", "2025-06-18T16:12+00:00", "Siti Aminah", None),
        ("CNN Indonesia\nRabu, 18 Jun 2025 16:12 WIB", "2025-06-18T16:12+07:00", None, "CNN Indonesia"),
    ],
)
def test_bylines(
    tmp_path: Path, byline: str, published: str | date | None, author: str | None, publisher: str | None
) -> None:
    article = page(tmp_path, f"Putin Terima Kim\n{byline}\n{BODY}")
    expected = moment(published) if isinstance(published, str) else published
    assert (article.published, article.author, article.publisher) == (expected, author, publisher)
    assert article.headline == "Putin Terima Kim"
    if published:
        assert lines(article, BlockKind.BYLINE) == byline.split("\n")


@pytest.mark.parametrize(
    ("body", "anchor"),
    [
        ("Kim datang Rabu (13/9/2023), kata Peskov, Kamis (14/9/2023).", date(2023, 9, 14)),
        ("Kontrak itu berlaku sampai 31 Desember 2029, kata Peskov, Kamis (14/9/2023).", date(2023, 9, 14)),
        ("Kim datang 13 Juni 2025 dan pulang 20 Juni 2025 mendatang.", date(2025, 6, 13)),
        ("Kim datang Rabu (13/9).", None),
    ],
)
def test_without_a_date_line_the_body_gives_the_anchor(tmp_path: Path, body: str, anchor: date | None) -> None:
    article = page(tmp_path, f"Putin Terima Kim\n{body}")
    assert article.published is None
    assert article.anchor == anchor


def test_metadata_at_the_top(tmp_path: Path) -> None:
    article = page(
        tmp_path,
        "url: https://news.detik.com/berita/d-1/kim\ntitle: Putin Terima Kim\ndate: 2025-06-18 10:00 WIB\n"
        f"author: Siti Aminah\n\n{BODY}",
    )
    assert article.url == "https://news.detik.com/berita/d-1/kim"
    assert (article.headline, article.publisher, article.author) == ("Putin Terima Kim", "detikcom", "Siti Aminah")
    assert article.anchor == date(2025, 6, 18)
    assert lines(article, BlockKind.PARAGRAPH) == [BODY]


def test_english_text_is_noticed(tmp_path: Path) -> None:
    text = (
        "Kim Visits Russia\nThe leader of North Korea met with the president of Russia on Wednesday, the Kremlin said."
    )
    assert page(tmp_path, text).language == "en"
    assert page(tmp_path, f"Putin Terima Kim\n{BODY}").language == "id"


@pytest.mark.parametrize("seed", sorted(SEEDS.glob("*.txt")), ids=lambda path: path.name[:3])
def test_blocks_of_the_seeds_cover_all_text_in_order(seed: Path) -> None:
    article = read(seed)
    end = 0
    for block in article.blocks:
        assert article.text[end : block.span.start].strip() == ""
        assert block.span.start < block.span.end
        end = block.span.end
    assert article.text[end:].strip() == ""


def test_no_two_outlets_share_a_brand_or_a_domain() -> None:
    outlets = load_outlets()
    assert outlets.of_address("https://www.news.detik.com/berita/1") == "detikcom"
    assert outlets.of_address("https://detik.com.example.org/") is None
    assert outlets.of_brand("Bukan detiknewsroom") is None
