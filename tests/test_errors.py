"""Bad input: one clear line each, the other articles are still built, and an old graph survives."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from commands import SEEDS, run

import kg
from kg.errors import InputError, KabarError, KnowledgeError, OutputError, QueryError
from kg.model import Article, Document
from kg.pipeline import understand

Capture = pytest.CaptureFixture[str]
GOOD = "Presiden Rusia Vladimir Putin bertemu Presiden China Xi Jinping di Beijing, Rabu (13/9/2023).\n"


def _missing(path: Path) -> None:
    path.unlink(missing_ok=True)


def _empty(path: Path) -> None:
    path.touch()


def _blank(path: Path) -> None:
    path.write_text(" \n\n\t\n", encoding="utf-8")


def _empty_folder(path: Path) -> None:
    path.mkdir()


def _windows(path: Path) -> None:
    path.write_bytes(GOOD.encode() + "“Kami sahabat”".encode("windows-1252"))


def _binary(path: Path) -> None:
    path.write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)))


def _huge_line(path: Path) -> None:
    path.write_text("a" * 50_000_000, encoding="utf-8")


BAD: dict[str, tuple[Callable[[Path], None], str]] = {
    "a missing path": (_missing, "no such file or folder"),
    "an empty file": (_empty, "is empty"),
    "a blank file": (_blank, "is empty"),
    "a folder without articles": (_empty_folder, "no article in this folder"),
    "not UTF-8": (_windows, f"byte 0x93 at offset {len(GOOD)}"),
    "a binary file": (_binary, "is not text"),
    "a line of 50 MB": (_huge_line, "bytes"),
}


@pytest.mark.parametrize("name", list(BAD))
def test_the_others_are_still_built(name: str, tmp_path: Path, capsys: Capture) -> None:
    make, cause = BAD[name]
    make(tmp_path / "bad")
    (tmp_path / "good.txt").write_text(GOOD, encoding="utf-8")
    ran = run(capsys, "build", tmp_path / "bad", tmp_path / "good.txt", "-o", tmp_path / "out", "--no-html")
    assert ran.code == 1
    assert len(ran.err.splitlines()) == 1
    assert ran.err.startswith(f"kg: {tmp_path / 'bad'}: ")
    assert cause in ran.err
    assert "kg:Meeting" in (tmp_path / "out" / "graph.ttl").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", list(BAD))
def test_nothing_is_built_from_nothing(name: str, tmp_path: Path, capsys: Capture) -> None:
    BAD[name][0](tmp_path / "bad")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "graph.ttl").write_text("old", encoding="utf-8")
    ran = run(capsys, "build", tmp_path / "bad", "-o", tmp_path / "out")
    assert (ran.code, ran.out) == (3, "")
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["graph.ttl"]
    assert (tmp_path / "out" / "graph.ttl").read_text(encoding="utf-8") == "old"


def test_the_encoding_can_be_given(tmp_path: Path, capsys: Capture) -> None:
    _windows(tmp_path / "old.txt")
    arguments = ("build", tmp_path / "old.txt", "-o", tmp_path, "--no-html", "--encoding", "windows-1252")
    assert run(capsys, *arguments).code == 0


def test_a_file_without_a_date_is_built_without_a_date_and_named(tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "undated.txt").write_text("Vladimir Putin bertemu Xi Jinping, Rabu (13/9).\n", encoding="utf-8")
    ran = run(capsys, "build", tmp_path / "undated.txt", "-o", tmp_path, "--no-html")
    assert ran.code == 1
    assert ran.err.count("\n") == 1
    assert "undated.txt: has no date" in ran.err
    written = (tmp_path / "graph.ttl").read_text(encoding="utf-8")
    assert "kg:Meeting" in written
    assert "schema:datePublished" not in written


def test_a_fault_of_ours_costs_one_article(tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    def stumble(article: Article) -> Document:
        if article.source == "bad.txt":
            raise IndexError("tuple index out of range")
        return understand(article)

    monkeypatch.setattr("kg.pipeline.understand", stumble)
    (tmp_path / "bad.txt").write_text("Sesuatu.", encoding="utf-8")
    (tmp_path / "good.txt").write_text(GOOD, encoding="utf-8")
    ran = run(capsys, "build", tmp_path, "-o", tmp_path / "out", "--no-html")
    assert ran.code == 1
    assert ran.err.startswith(
        f"kg: {tmp_path / 'bad.txt'}: cannot be understood (IndexError: tuple index out of range)"
    )
    assert (tmp_path / "out" / "graph.ttl").exists()


def test_a_file_in_the_place_of_the_folder(tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "out").touch()
    ran = run(capsys, "build", SEEDS, "-o", tmp_path / "out", "--no-html")
    assert ran.code == 3
    assert len(ran.err.splitlines()) == 1


def test_a_graph_that_is_not_there(tmp_path: Path, capsys: Capture) -> None:
    for command in (["query", tmp_path / "no.ttl", "ASK {}"], ["validate", tmp_path / "no.ttl"]):
        ran = run(capsys, *command)
        assert ran.code == 3
        assert ran.err == f"kg: {tmp_path / 'no.ttl'}: no such file or directory\n"


def test_a_query_that_cannot_be_parsed(tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "graph.ttl").touch()
    ran = run(capsys, "query", tmp_path / "graph.ttl", "SELECT *\n{ ?s ?p")
    assert ran.code == 3
    assert ran.err.startswith("kg: query, line 2, column 8: not SPARQL")
    assert len(ran.err.splitlines()) == 1


def test_a_query_file_that_is_not_utf_8(tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "graph.ttl").touch()
    (tmp_path / "q.rq").write_bytes(b"ASK { # \xe9\n}")
    ran = run(capsys, "query", tmp_path / "graph.ttl", "-f", tmp_path / "q.rq")
    assert ran.code == 3
    assert "byte 0xE9 at offset 8" in ran.err


# -- the library ------------------------------------------------------------------------------------------------------


def test_without_a_listener_the_first_bad_file_ends_the_build(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(GOOD, encoding="utf-8")
    with pytest.raises(InputError, match="no such file"):
        kg.build([tmp_path / "bad.txt", tmp_path / "good.txt"])


def test_a_listener_hears_of_every_bad_file(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(GOOD, encoding="utf-8")
    heard: list[KabarError] = []
    kg.build([tmp_path / "a", tmp_path / "good.txt", tmp_path / "b"], on_error=heard.append)
    assert [error.place for error in heard] == [str(tmp_path / "a"), str(tmp_path / "b")]


@pytest.mark.parametrize(
    "base", ["", "x", "https://example.org/id", "https://example.org/a b/", "<https://e.org/>", ":/"]
)
def test_what_cannot_begin_an_iri(base: str) -> None:
    with pytest.raises(InputError, match="cannot begin an IRI"):
        kg.build([SEEDS], base=base)


@pytest.mark.parametrize("kind", [InputError, KnowledgeError, OutputError, QueryError])
def test_every_error_has_one_base_and_prints_as_one_line(kind: type[KabarError]) -> None:
    error = kind("is empty", place="a.txt", advice="An article needs some text.")
    assert isinstance(error, KabarError)
    assert str(error) == "a.txt: is empty. An article needs some text."
    assert str(kind("is empty")) == "is empty"
