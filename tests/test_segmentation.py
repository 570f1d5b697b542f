"""Sentences and tokens: what must stay whole first, then what is cut."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.language.segmentation import SPOKEN_KINDS, split_sentences, tokenise
from kg.model import Article, Block, BlockKind, Span
from kg.reading import read

SEEDS = Path(__file__).parent.parent / "seeds"


def article(*paragraphs: str, kind: BlockKind = BlockKind.PARAGRAPH) -> Article:
    text = "\n".join(paragraphs)
    blocks, start = [], 0
    for paragraph in paragraphs:
        blocks.append(Block(kind, Span(start, start + len(paragraph))))
        start += len(paragraph) + 1
    return Article("test.txt", text, tuple(blocks))


def sentences(*paragraphs: str) -> list[str]:
    made = article(*paragraphs)
    return [made.text[sentence.span.start : sentence.span.end] for sentence in split_sentences(made)]


def words(*paragraphs: str) -> list[str]:
    return [token.text for sentence in split_sentences(article(*paragraphs)) for token in sentence.tokens]


# -- sentences ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "one",
    [
        "Harganya Rp 1.000 per kg, naik 2,5 persen.",
        "Dr. Tirta bertemu Prof. A. Yani di Jl. Merdeka No. 5, Bandung.",
        "Gubernur I. B. Mantra tiba pukul 10.30 WIB.",
        "Direktur PT Timah Tbk. Ahmad Dani mundur.",
        "Ahmad, S.H. Hutapea, dan Siti hadir.",
        '"Saya akan datang!" kata Kim.',
        '"Benarkah?" tanya Putin kepada Kim.',
        "Ia menjawab... lalu pergi.",
        "2. Kim membuka pameran.",
        "Laman Kompas.com dan REPUBLIKA.CO.ID memuatnya.",
        "Pasal 27A ayat 1 s.d. 3 berlaku.",
    ],
)
def test_one_sentence_stays_one(one: str) -> None:
    assert sentences(one) == [one]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kim pulang. Putin tinggal.", ["Kim pulang.", "Putin tinggal."]),
        ('"Saya senang." Kim lalu pulang.', ['"Saya senang."', "Kim lalu pulang."]),
        ('Ia berkata: "Ya." "Saya juga," kata Putin.', ['Ia berkata: "Ya."', '"Saya juga," kata Putin.']),
        ("Kim tersebut pulang.Namun Putin tinggal.", ["Kim tersebut pulang.", "Namun Putin tinggal."]),
        ('Ia tegang."Saya takut," kata Kim.', ["Ia tegang.", '"Saya takut," kata Kim.']),
        ('"Saya takut."Kim lalu pulang.', ['"Saya takut."', "Kim lalu pulang."]),
        ("Harganya naik 5%. Warga resah.", ["Harganya naik 5%.", "Warga resah."]),
        ("Ia membeli beras, dll. Setelah itu ia pulang.", ["Ia membeli beras, dll.", "Setelah itu ia pulang."]),
        ("Apa kabar? Baik! Begitulah… Selesai.", ["Apa kabar?", "Baik!", "Begitulah…", "Selesai."]),
    ],
)
def test_sentences_end(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


def test_a_sentence_never_crosses_a_block() -> None:
    assert sentences("Kim dan", "Putin bertemu") == ["Kim dan", "Putin bertemu"]


@pytest.mark.parametrize("kind", sorted(set(BlockKind) - SPOKEN_KINDS))
def test_what_is_not_spoken_has_no_sentences(kind: BlockKind) -> None:
    assert split_sentences(article("Baca juga: Kim pulang.", kind=kind)) == ()


# -- tokens ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rp100 Rp1.500,5 US$20", ["Rp100", "Rp1.500,5", "US$20"]),
        ("(13/9) 2,5 1.000 10:30", ["(", "13/9", ")", "2,5", "1.000", "10:30"]),
        ("undang-undang Jum'at COVID-19 F-16", ["undang-undang", "Jum'at", "COVID-19", "F-16"]),
        ("Kompas.com, S.H, M.Si", ["Kompas.com", ",", "S.H", ",", "M.Si"]),
        ("pertempurannya G20 LM350h", ["pertempurannya", "G20", "LM350h"]),
        ("lihat https://a.id/b?c=1. Ya", ["lihat", "https://a.id/b?c=1", ".", "Ya"]),
    ],
)
def test_tokenise(text: str, expected: list[str]) -> None:
    assert [token.text for token in tokenise(text)] == expected


@settings(derandomize=True, deadline=None)
@given(st.text(alphabet="aBé1 .,-'\"“(%/\n🇮\u0301"))
def test_tokens_are_the_text_without_its_blanks(text: str) -> None:
    tokens = tokenise(text)
    assert "".join(token.text for token in tokens) == "".join(text.split())
    assert all(text[token.start : token.end] == token.text for token in tokens)


@settings(derandomize=True, deadline=None)
@given(st.lists(st.text(alphabet="iIranseltdKm. -AS", min_size=1).filter(str.strip), min_size=1, max_size=4))
def test_cutting_glued_words_loses_nothing(paragraphs: list[str]) -> None:
    made = article(*paragraphs)
    tokens = [token for sentence in split_sentences(made) for token in sentence.tokens]
    assert all(made.text[token.start : token.end] == token.text for token in tokens)
    assert "".join(token.text for token in tokens) == "".join(made.text.split())


WHOLE = """
    iPhone YouTube TikTok WhatsApp McDonald BUMDes SobatBangun TransJakarta detikNews PDIP DPRD Rp100 COVID-19 G20 F-16
    Kim-Jong Jong-un Jong-Un undang-undang Undang-Undang Bangsa-Bangsa Laki-Laki Ko-Pilot Al-Qaeda Leif-Eric
    Rolls-Royce Mercedes-Benz Indo-Pasifik Pyongyang Blagoveshchensk Wahyudi Suryadi Banjarnegara Tanjungkarang
    dikontrol multinasional pertempurannya mempertanggungjawabkan ketidakpastian Israelnya
"""


@pytest.mark.parametrize("whole", WHOLE.split())
def test_whole_words_stay_whole(whole: str) -> None:
    assert words(f"Kata {whole} itu tetap satu.")[1] == whole


@pytest.mark.parametrize(
    ("glued", "parts"),
    [
        ("DPRRI", "DPR RI"),
        ("diJalur Gazaselatan", "di Jalur Gaza selatan"),
        ("program3 juta", "program 3 juta"),
        ("seranganIsraelpada", "serangan Israel pada"),
        ("dugaankorupsidana", "dugaan korupsi dana"),
        ("PresidenAS(Donald)", "Presiden AS ( Donald )"),
        ("dilansirAFP,", "dilansir AFP ,"),
        ("dikutipdetikNews", "dikutip detikNews"),
        ("KotaBandung", "Kota Bandung"),
        ("perangIran-Israeltidak", "perang Iran - Israel tidak"),
        ("Rusia-Korut", "Rusia - Korut"),
        ("AS-China", "AS - China"),
        ("TNI-Polri", "TNI - Polri"),
    ],
)
def test_glued_words_are_cut(glued: str, parts: str) -> None:
    assert words(f"Soal {glued} itu.")[1:-2] == parts.split()


def test_what_stands_alone_elsewhere_is_evidence() -> None:
    glued = "Gubernur Zvonarevhadir di Moskow."
    assert "Zvonarevhadir" in words(glued)
    assert words(glued, "Zvonarev lalu pulang.")[1:3] == ["Zvonarev", "hadir"]


def test_names_of_the_article_are_cut_at_their_hyphen() -> None:
    pair = "Pasangan Zvonarev-Petrenkov menang."
    assert "Zvonarev-Petrenkov" in words(pair)
    assert words(pair, "Zvonarev dan Petrenkov pulang.")[1:4] == ["Zvonarev", "-", "Petrenkov"]


def test_the_seeds_hold_no_glued_words() -> None:
    for seed in sorted(SEEDS.glob("*.txt")):
        made = read(seed)
        for sentence in split_sentences(made):
            for left, right in zip(sentence.tokens, sentence.tokens[1:], strict=False):
                is_glued = left.end == right.start and left.text.isalpha() and right.text.isalpha()
                assert not is_glued, (left.text, right.text)
