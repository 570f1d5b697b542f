"""Reading the CSV tables of ``ontology/``."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from kg.errors import KnowledgeError


def read_rows(path: Path, columns: tuple[str, ...]) -> Iterator[tuple[int, list[str]]]:
    """The rows of *path* below its header, each with the number of its last line.

    Raises:
        KnowledgeError: the file is missing or not UTF-8, the header is not *columns*, or a row has too many or too
            few cells; the place is ``file:line``.
    """
    try:
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.reader(file, strict=True)
            if (header := tuple(next(reader, ()))) != columns:
                raise KnowledgeError(f"the header is {','.join(header)}, not {','.join(columns)}", place=f"{path}:1")
            width = len(columns)
            for row in reader:
                if len(row) != width:
                    raise KnowledgeError(f"{len(row)} cells, not {width}", place=f"{path}:{reader.line_num}")
                yield reader.line_num, row
    except OSError as error:
        raise KnowledgeError(error.strerror or "cannot be read", place=str(path)) from error
    except UnicodeDecodeError as error:
        raise KnowledgeError(f"not UTF-8 at byte {error.start}", place=str(path)) from error
    except csv.Error as error:
        raise KnowledgeError(str(error), place=f"{path}:{reader.line_num}") from error
