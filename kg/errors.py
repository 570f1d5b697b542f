"""Errors that users see.

::

    KabarError
    ├── InputError       a file that cannot be used: not there, empty, not text, not RDF …
    ├── KnowledgeError   ontology/ or an authority file is broken
    ├── QueryError       a query that cannot be run
    └── OutputError      the result cannot be written

Each carries where it happened and prints as one line: ``place: cause. What to do.``
"""

from __future__ import annotations


class KabarError(Exception):
    """Base of all errors of this package.

    Args:
        cause: what is wrong, one clause.
        place: file, line or byte where it is wrong.
        advice: what the user can do about it.
    """

    def __init__(self, cause: str, *, place: str = "", advice: str = "") -> None:
        self.cause = cause
        self.place = place
        self.advice = advice
        super().__init__(cause)

    def __str__(self) -> str:
        line = f"{self.place}: {self.cause}" if self.place else self.cause
        return f"{line}. {self.advice}" if self.advice else line


class InputError(KabarError):
    """A file or folder that was given cannot be used."""


class KnowledgeError(KabarError):
    """The ontology or an authority file says something that cannot be read."""


class QueryError(KabarError):
    """A SPARQL query that cannot be parsed or run."""


class OutputError(KabarError):
    """A result cannot be written."""
