"""Runs the command ``kg`` inside the test's process."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from kg.cli import main

SEEDS = Path(__file__).parent.parent / "seeds"


class Ran(NamedTuple):
    """What a command left behind."""

    code: int
    out: str
    err: str


def run(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> Ran:
    """Run ``kg`` with these arguments."""
    capsys.readouterr()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "argv", ["kg", *map(str, arguments)])
        try:
            main()
            code = 0
        except SystemExit as stop:
            code = int(stop.code or 0)
    out, err = capsys.readouterr()
    return Ran(code, out, err)
