"""Files that are replaced at once or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from errno import EISDIR
from pathlib import Path

from kg.errors import OutputError


def write_all(directory: Path, texts: Mapping[str, str]) -> list[Path]:
    """Write each text as UTF-8 under its name in *directory*, which is made if need be.

    Every text is written under a temporary name first; the names change only when all are complete.

    Raises:
        OutputError: the folder cannot be made or written to; what was there stays as it was.
    """
    pending: list[tuple[Path, Path]] = []
    try:
        directory.mkdir(parents=True, exist_ok=True)
        for name in texts:
            if (directory / name).is_dir():
                raise IsADirectoryError(EISDIR, "is a folder", str(directory / name))
        for name, text in texts.items():
            pending.append((_write_temporary(directory, name, text), directory / name))
        for temporary, path in pending:
            temporary.replace(path)
    except OSError as error:
        for temporary, _ in pending:
            temporary.unlink(missing_ok=True)
        cause = f"cannot be written ({error.strerror})" if error.strerror else "cannot be written"
        raise OutputError(cause, place=str(error.filename or directory)) from error
    return [path for _, path in pending]


def _write_temporary(directory: Path, name: str, text: str) -> Path:
    """The name of a new file beside the final one: only within a folder is a change of names one step."""
    number, made = tempfile.mkstemp(dir=directory, prefix=f".{name}.", suffix=".part")
    temporary = Path(made)
    try:
        with os.fdopen(number, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
        temporary.chmod(0o666 & ~_mask())
    except OSError:
        temporary.unlink(missing_ok=True)
        raise
    return temporary


def _mask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
