"""Where the data that the package reads lies."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from kg.errors import KnowledgeError


@cache
def ontology_directory() -> Path:
    """The folder ``ontology/``: vocabulary, triggers, shapes and ``authority/``.

    An installed package carries it as ``kg/ontology``; a checkout has it beside ``kg/``.

    Raises:
        KnowledgeError: neither is there.
    """
    package = Path(__file__).resolve().parent.parent
    for directory in (package / "ontology", package.parent / "ontology"):
        if directory.is_dir():
            return directory
    raise KnowledgeError("the folder ontology/ is missing", place=str(package), advice="Reinstall the package.")
