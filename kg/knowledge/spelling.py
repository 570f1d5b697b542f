"""The normal form in which names are compared.

Small letters, no diacritics, no punctuation but commas, and the foldings of ``ontology/authority/spelling.csv``:
"Sergey" and "Sergei", "Jong-un" and "Jong Un", "Soekarno" and "Sukarno" have one form.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from pathlib import Path

from kg.engine import Memo
from kg.errors import KnowledgeError
from kg.knowledge.tables import read_rows

_JOINING = "-–‑.'’‘`/&"
"""Marks inside names: they part words and are no word ("Jong-un", "ATR/BPN", "N'Djamena")."""
_FOREIGN_JOINING = {ord(mark): "-" for mark in _JOINING if not mark.isascii()}
_LETTERS = {
    ord(letter): " " if letter in _JOINING else letter if letter.isalnum() or letter in " \n," else None
    for letter in map(chr, range(128))
}
"""What becomes of each ASCII character; the others are gone by then."""
_BARRIER = ("|",)
"""The form of a word that no name holds: quotation marks, brackets, colons."""


class Spelling:
    """Folds names into their normal form.

    Args:
        folds: substrings and what replaces them, in order; a blank at either end stands for the edge of a word.
    """

    def __init__(self, folds: Sequence[tuple[str, str]] = ()) -> None:
        self._letters = _LETTERS | {ord(old): new for old, new in folds if len(old) == len(new) == 1}
        self._folds = tuple(fold for fold in folds if not len(fold[0]) == len(fold[1]) == 1)
        self._forms = Memo(self._form)
        self._words = Memo(self._words_in)

    def normal_forms(self, names: Sequence[str]) -> list[str]:
        """The normal form of each name; all at once, because that is many times faster than one by one."""
        if not names:
            return []
        plain = [name if name.isascii() else _without_diacritics(name) for name in names]
        text = " " + " \n ".join(plain) + " "
        text = text.lower().translate(self._letters).replace(",", " , ").replace("   ", " ").replace("  ", " ")
        for old, new in (*self._folds, (" , dan ", " dan ")):
            text = text.replace(old, new)
        return [line.strip() for line in text.split("\n")]

    def normal_form(self, name: str) -> str:
        """The normal form of one name."""
        return self._forms[name]

    def _form(self, name: str) -> str:
        return self.normal_forms([name])[0]

    def words(self, word: str) -> tuple[str, ...]:
        """The normal words in one word of a text.

        "Jong-un" holds two, a full stop none; a bracket is a word that is in no name.
        """
        return self._words[word]

    def _words_in(self, word: str) -> tuple[str, ...]:
        words = tuple(self.normal_form(word).split())
        return words or (_BARRIER if word.strip(_JOINING) else ())


def _without_diacritics(name: str) -> str:
    letters = unicodedata.normalize("NFKD", name.translate(_FOREIGN_JOINING))
    return letters.encode("ascii", "ignore").decode()


def read_spelling(path: Path) -> Spelling:
    """Read the foldings from a table ``from,to,comment``.

    Raises:
        KnowledgeError: the table is broken.
    """
    folds = []
    for line, (old, new, _) in read_rows(path, ("from", "to", "comment")):
        if not old.strip():
            raise KnowledgeError("nothing to fold", place=f"{path}:{line}")
        folds.append((old, new))
    return Spelling(folds)
