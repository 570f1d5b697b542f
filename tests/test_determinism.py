"""Same input, same bytes: whatever the order, the hash seed, the folder and the name of the folder."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from commands import SEEDS

import kg

COMMAND = (sys.executable, "-m", "kg", "build", "-o")


@pytest.fixture(scope="module")
def expected() -> str:
    return kg.build([SEEDS]).serialize()


def test_the_order_of_the_files_does_not_matter(expected: str) -> None:
    assert kg.build(sorted(SEEDS.glob("*.txt"), reverse=True)).serialize() == expected


def test_building_twice_in_one_process_gives_the_same(expected: str) -> None:
    assert kg.build([SEEDS]).serialize() == expected


@pytest.mark.parametrize("seed", ["0", "1", "4294967295"])
def test_hash_seed_and_working_directory_do_not_matter(seed: str, tmp_path: Path, expected: str) -> None:
    environment = {**os.environ, "PYTHONHASHSEED": seed, "LC_ALL": "C"}
    subprocess.run(
        [*COMMAND, tmp_path, SEEDS.resolve()], cwd=tmp_path, env=environment, check=True, capture_output=True
    )
    assert (tmp_path / "graph.ttl").read_text(encoding="utf-8") == expected


def test_the_page_is_the_same_too(tmp_path: Path) -> None:
    for seed in ("0", "1"):
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        subprocess.run([*COMMAND, tmp_path / seed, SEEDS], env=environment, check=True, capture_output=True)
    assert (tmp_path / "0" / "graph.html").read_bytes() == (tmp_path / "1" / "graph.html").read_bytes()


def test_the_folder_of_the_files_does_not_matter(tmp_path: Path, expected: str) -> None:
    shutil.copytree(SEEDS, tmp_path / "elsewhere")
    assert kg.build([tmp_path / "elsewhere"]).serialize() == expected


def test_an_article_read_twice_changes_only_the_names_of_its_files(tmp_path: Path, expected: str) -> None:
    first = sorted(SEEDS.glob("*.txt"))[0]
    shutil.copy(first, tmp_path / "copy.txt")
    twice = kg.build([SEEDS, tmp_path / "copy.txt"]).serialize()
    changed = set(twice.splitlines()) ^ set(expected.splitlines())
    assert [line.strip() for line in sorted(changed) if "void:triples" not in line] == [
        f'dcterms:source "{first.name}" ;',
        f'dcterms:source "{first.name}", "copy.txt" ;',
    ]
