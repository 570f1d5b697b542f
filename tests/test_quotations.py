"""What counts as a quotation, and where it begins and ends."""

from __future__ import annotations

import pytest

from kg.language.quotations import find_quotations
from kg.model import Article, Block, BlockKind, Span


def article_of(*paragraphs: str | tuple[BlockKind, str]) -> Article:
    text, blocks = "", []
    for paragraph in paragraphs:
        kind, words = paragraph if isinstance(paragraph, tuple) else (BlockKind.PARAGRAPH, paragraph)
        blocks.append(Block(kind, Span(len(text), len(text) + len(words))))
        text += words + "\n"
    return Article(source="a.txt", text=text, blocks=tuple(blocks))


def quoted(*paragraphs: str | tuple[BlockKind, str]) -> list[str]:
    article = article_of(*paragraphs)
    return [article.text[q.span.start : q.span.end] for q in find_quotations(article)]


@pytest.mark.parametrize(
    "text",
    [
        "Wakil Presiden Ma'ruf Amin tiba pada Jum'at di Qur'an Center.",
        "Angkatan '98 berkumpul lagi.",
        "Layar 14\" dan meja 2' dijual.",
        'Tanda " " tanpa kata.',
    ],
)
def test_apostrophes_inches_and_empty_marks_are_no_quotations(text: str) -> None:
    assert quoted(text) == []


def test_chrome_and_bylines_hold_no_quotations() -> None:
    assert quoted((BlockKind.CHROME, 'Baca juga: "Kata siapa"'), (BlockKind.BYLINE, '"Tim"')) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('"Kami siap," kata Budi.', ["Kami siap,"]),
        ("“Kami siap,” kata Budi.", ["Kami siap,"]),
        ('“Putin memberi (Kim) senapan," ungkap Peskov.', ["Putin memberi (Kim) senapan,"]),
        ("”Kami siap,” kata Budi.", ["Kami siap,"]),
        ("„Kami siap,“ kata Budi.", ["Kami siap,"]),
        ("“Kami siap, “ kata Budi. “Ayo,” kata Siti.", ["Kami siap,", "Ayo,"]),
        ("''Kami siap,'' kata Budi.", ["Kami siap,"]),
        ("kerja sama dan 'situasi di kawasan' itu.", ["situasi di kawasan"]),
        ("kerja sama dan ‘situasi di kawasan’ itu.", ["situasi di kawasan"]),
    ],
)
def test_marks_of_every_shape(text: str, words: list[str]) -> None:
    assert quoted(text) == words


def test_a_quotation_runs_over_sentences() -> None:
    assert quoted('"Satu kalimat. Dua kalimat! Tiga?" ujarnya.') == ["Satu kalimat. Dua kalimat! Tiga?"]


def test_an_interrupted_quotation_is_two() -> None:
    assert quoted('"Kami siap," kata Budi, "berangkat besok."') == ["Kami siap,", "berangkat besok."]


def test_a_nested_quotation_follows_the_one_around_it() -> None:
    assert quoted("\"Korut adalah 'gudang senjata' itu,\" kata Easley.") == [
        "Korut adalah 'gudang senjata' itu,",
        "gudang senjata",
    ]
    assert quoted('"Ia bilang “tidak mau” kepada kami," kata Budi.') == [
        "Ia bilang “tidak mau” kepada kami,",
        "tidak mau",
    ]


def test_one_mark_may_close_two() -> None:
    text = '"Putin memberi Kim senapan produksi Rusia “berkualitas terbaik,” kata juru bicara Kremlin.'
    assert quoted(text) == ["Putin memberi Kim senapan produksi Rusia “berkualitas terbaik,", "berkualitas terbaik,"]


def test_an_unclosed_quotation_ends_with_its_paragraph() -> None:
    article = article_of('Budi berkata: "Kami siap. Besok kami berangkat.', "Lalu ia pergi.")
    (quotation,) = find_quotations(article)
    assert not quotation.is_closed
    assert quotation.outer.end == article.blocks[0].span.end


def test_a_quotation_goes_on_in_the_next_paragraph() -> None:
    article = article_of('"Kami siap.', 'Besok kami berangkat," kata Budi.')
    first, second = find_quotations(article)
    assert (first.is_closed, second.is_closed) == (False, True)
    assert article.text[second.span.start : second.span.end] == "Besok kami berangkat,"


def test_spans_hold_the_words_and_the_marks() -> None:
    article = article_of('Budi: " Kami siap ".')
    (quotation,) = find_quotations(article)
    assert article.text[quotation.span.start : quotation.span.end] == "Kami siap"
    assert article.text[quotation.outer.start : quotation.outer.end] == '" Kami siap "'
    assert quotation.block == 0
