"""A graph as a store to ask: in memory from a file, or on disk for graphs that are asked often."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox

from kg.errors import InputError, OutputError
from kg.graph import BASE
from kg.vocabulary import VOID

_MARK = "CURRENT"
"""A file that every store on disk has (RocksDB)."""


class Opened(NamedTuple):
    """A store, and what relative IRIs are completed with."""

    store: ox.Store
    base: str


def open_store(path: Path) -> Opened:
    """Open a file in memory, or a store on disk for reading.

    Raises:
        InputError: it is neither.
    """
    if not path.is_dir():
        store = ox.Store()
        _load(store, path)
        return Opened(store, _base(store))
    if not (path / _MARK).is_file():
        raise InputError("is a folder, but no store", place=str(path), advice="`kg store GRAPH -o DIR` makes one.")
    try:
        store = ox.Store.read_only(str(path))
    except OSError as error:
        raise InputError(f"cannot be opened as a store ({error})", place=str(path)) from error
    return Opened(store, _base(store))


def write_store(sources: Sequence[Path], directory: Path) -> int:
    """Put graphs into a new store on disk. A store that is there already is replaced whole, or not at all.

    Args:
        sources: files.
        directory: is made.

    Returns:
        How many triples it holds.

    Raises:
        InputError: a source cannot be read.
        OutputError: the folder cannot be written to, or holds something that is not a store.
    """
    is_taken = directory.exists() and not (directory / _MARK).is_file()
    if is_taken and not (directory.is_dir() and not any(directory.iterdir())):
        raise OutputError("exists and is no store", place=str(directory), advice="Give a new folder.")
    try:
        directory.parent.mkdir(parents=True, exist_ok=True)
        made = Path(tempfile.mkdtemp(dir=directory.parent, prefix=f".{directory.name}.", suffix=".part"))
    except OSError as error:
        raise OutputError(f"cannot be written ({error.strerror})", place=str(directory)) from error
    try:
        store = ox.Store(str(made / "new"))
        for source in sources:
            _load(store, source)
        store.optimize()
        size = len(store)
        del store
        if directory.exists():
            directory.rename(made / "old")
        (made / "new").rename(directory)
    finally:
        shutil.rmtree(made, ignore_errors=True)
    return size


def _load(store: ox.Store, path: Path) -> None:
    """Straight into the store, which is fastest; what needs more care, and what is broken, is for the loader."""
    from kg.graph.loading import format_of, load

    try:
        store.bulk_load(path=str(path), format=format_of(path))
    except (OSError, SyntaxError):
        store.bulk_extend(load(path).quads.quads())


def _base(store: ox.Store) -> str:
    """What the graph's own IRIs begin with, as its ``void:Dataset`` says."""
    spaces = (quad.object for quad in store.quads_for_pattern(None, ox.NamedNode(VOID.uriSpace), None))
    return min((space.value for space in spaces if isinstance(space, ox.Literal)), default=BASE)
