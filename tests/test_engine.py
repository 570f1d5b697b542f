"""How many at once: the same results in the same order, whatever the number of workers."""

from __future__ import annotations

from pathlib import Path

import pytest
from commands import SEEDS

import kg
from kg.engine import Memo, available_cores, ordered_map
from kg.errors import InputError


def double(number: int) -> int:
    return 2 * number


def refuse(number: int) -> int:
    raise InputError("is odd", place=str(number), advice="Give an even one.")


@pytest.mark.parametrize("workers", [1, 2, 7])
@pytest.mark.parametrize("count", [0, 1, 2, 25])
def test_results_come_in_order(workers: int, count: int) -> None:
    assert list(ordered_map(double, range(count), workers)) == [2 * number for number in range(count)]


def test_an_error_in_a_worker_says_what_it_said_there() -> None:
    with pytest.raises(InputError, match=r"0: is odd\. Give an even one\."):
        list(ordered_map(refuse, range(9), 2))


def test_there_is_a_core() -> None:
    assert available_cores() >= 1


def test_the_graph_is_the_same_with_any_number_of_workers(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    for number in range(25):
        (tmp_path / f"{number}.txt").write_text(f"Presiden {number}.\n\nPutin tiba di Beijing, Rabu (13/9/2023).\n")
    said: list[str] = []
    one = kg.build([SEEDS, tmp_path], jobs=1, on_error=lambda error: said.append(str(error)))
    three = kg.build([SEEDS, tmp_path], jobs=3, on_error=lambda error: said.append(str(error)))
    assert one.serialize() == three.serialize()
    assert said[0] == said[1]


def test_a_memo_does_not_grow_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.engine.memo._MOST", 3)
    memo = Memo(double)
    assert [memo[number] for number in range(100)] == [2 * number for number in range(100)]
    assert len(memo) <= 3


def test_a_memo_asks_once() -> None:
    asked: list[int] = []
    memo = Memo(asked.append)
    assert list(map(memo.__getitem__, [1, 1, 2, 1])) == [None] * 4
    assert asked == [1, 2]
