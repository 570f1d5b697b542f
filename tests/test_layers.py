"""Imports point one way: from values to the shell, as ``docs/pipeline.md`` draws it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "kg"
ORDER = (
    ("model", "errors", "vocabulary", "engine"),
    ("knowledge",),
    ("language", "reading"),
    ("extraction",),
    ("identity",),
    ("graph",),
    ("explorer", "query", "merging", "exports", "reconciliation"),
    ("pipeline",),
    ("server",),
    ("cli",),
)
"""A room imports from rooms to its left, never from its neighbours and never from its right."""
LEVEL = {room: level for level, rooms in enumerate(ORDER) for room in rooms}
VALUES = ORDER[0]

BACKWARDS = {("kg/graph/graph.py", "explorer"), ("kg/graph/graph.py", "query")}
"""Graph is also the face that users hold: ``write`` and ``query`` reach to the right, when they are called."""
MODULES = sorted(PACKAGE.rglob("*.py"))


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(tree: ast.AST) -> Iterator[str]:
    """Full names of what is imported, wherever the import stands."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def rooms_imported(path: Path) -> set[str]:
    names = [name.split(".") for name in imports(ast.parse(path.read_text(encoding="utf-8")))]
    return {parts[1] for parts in names if parts[0] == "kg" and len(parts) > 1 and parts[1] in LEVEL}


def test_every_room_has_its_place() -> None:
    rooms = {room_of(path) for path in MODULES} - {"__init__", "__main__"}
    assert rooms == set(LEVEL)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_point_one_way(path: Path) -> None:
    room = room_of(path)
    if room in ("__init__", "__main__"):
        return
    name = path.relative_to(PACKAGE.parent).as_posix()
    others = {other for other in rooms_imported(path) - {room} if (name, other) not in BACKWARDS}
    wrong = {other for other in others if LEVEL[other] >= LEVEL[room] and room not in VALUES}
    assert wrong == set()
    if room in VALUES:
        assert others == set()


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_what_reaches_backwards_does_so_late(path: Path) -> None:
    """Importing the package's faces must not import what is to their right."""
    name = path.relative_to(PACKAGE.parent).as_posix()
    early = ast.Module([n for n in ast.parse(path.read_text(encoding="utf-8")).body if not isinstance(n, ast.If)], [])
    top = {
        imported for node in early.body if isinstance(node, ast.Import | ast.ImportFrom) for imported in imports(node)
    }
    assert not {
        imported for imported in top for file, room in BACKWARDS if file == name and imported.startswith(f"kg.{room}")
    }


RDF = ("rdflib", "pyoxigraph", "pyshacl")
TEXT = ("kg.language", "kg.extraction", "kg.reading", "pycrfsuite")


@pytest.mark.parametrize(
    ("rooms", "forbidden"),
    [
        (("model", "errors", "vocabulary", "language", "reading", "extraction", "identity"), RDF),
        (("graph", "explorer", "query", "merging"), TEXT),
    ],
    ids=["extraction never sees RDF", "the graph maker never sees the language"],
)
def test_rooms_that_must_not_know(rooms: tuple[str, ...], forbidden: tuple[str, ...]) -> None:
    found = {
        (path.name, name)
        for path in MODULES
        if room_of(path) in rooms
        for name in imports(ast.parse(path.read_text(encoding="utf-8")))
        if name.startswith(forbidden)
    }
    assert found == set()
