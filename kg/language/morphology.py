"""The verb forms that a stem has in the news.

The rules of the nasal prefix meN- are those of Alwi et al., *Tata Bahasa Baku Bahasa Indonesia* (ch. 4):
p, t, k and s give way to the nasal, other sounds keep.
"""

from __future__ import annotations

_VOWELS = "aeiou"


def active_forms(stem: str) -> tuple[str, ...]:
    """Forms of *stem* ("kunjungi") with meN- ("mengunjungi").

    Loans keep their first sound before a second consonant ("memproduksi" beside "memroduksi"), and so does the
    prefix per- ("memperkuat"): both spellings are given where writers waver.
    """
    first, second = stem[0], stem[1:2]
    if _is_one_syllable(stem):
        return (f"menge{stem}",)
    if first in "lmnrwy":
        return (f"me{stem}",)
    if first in "bfv":
        return (f"mem{stem}",)
    if first in "cdjz" or stem.startswith("sy"):
        return (f"men{stem}",)
    if first in _VOWELS or first in "gh" or stem.startswith("kh"):
        return (f"meng{stem}",)
    nasal, kept = {"p": ("mem", "mem"), "t": ("men", "men"), "k": ("meng", "meng"), "s": ("meny", "men")}[first]
    assimilated, whole = nasal + stem[1:], kept + stem
    if second not in _VOWELS:
        return (assimilated, whole)
    if stem.startswith("per") and stem[3:4] not in _VOWELS:
        return (whole,)
    return (assimilated,)


def passive_forms(stem: str) -> tuple[str, ...]:
    """Forms of *stem* with di- ("dikunjungi")."""
    return (f"di{stem}",)


def _is_one_syllable(stem: str) -> bool:
    """Whether a root has one syllable, -kan aside: "cek", "sahkan", not "tekan". Most stems in -i end so themselves."""
    root = stem.removesuffix("kan")
    root = root if len(root) > 2 else stem
    return sum(letter in _VOWELS for letter in root) == 1
