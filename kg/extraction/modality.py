"""Words round a predicate → whether it is told as a fact, planned, alleged or denied."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import takewhile
from typing import NamedTuple

from kg.extraction.phrases import Kind, Line, Phrase, load_grammar
from kg.extraction.slots import controls_by_object, is_done_with
from kg.model import Modality

_PURPOSE = frozenset({"untuk", "agar", "supaya", "guna", "demi"})
_OF_ONE_CLAUSE = frozenset({Kind.NOUN, Kind.TIME, Kind.COMMA, Kind.COORDINATOR, Kind.AUXILIARY})
_OPENINGS = frozenset({Kind.RELATIVE, Kind.CONJUNCTION, Kind.BREAK, Kind.COMMA, Kind.VERB})
_STRENGTH = (Modality.DENIED, Modality.PLANNED, Modality.ALLEGED, Modality.ASSERTED)
"""The modalities, the one that prevails first."""


class Stance(NamedTuple):
    """How a mention is told, and whether only as what somebody asks for, aims at or supposes."""

    modality: Modality
    is_wanted: bool = False


class Stances:
    """Reads how predicates are told.

    Args:
        cues: the words that say so, of each modality.
    """

    def __init__(self, cues: Mapping[Modality, Iterable[str]]) -> None:
        self._cues = {
            cue: modality
            for modality in (Modality.ALLEGED, Modality.PLANNED, Modality.DENIED)
            for cue in cues.get(modality, ())
        }

    def of(self, line: Line, at: int, *, is_noun: bool) -> Stance:
        """How the predicate, a verb or a noun, at phrase *at* is told."""
        cues = list(self._cues_before(line, at))
        if not is_noun and _is_refused(line, at):
            cues.append(Stance(Modality.DENIED))
        if is_noun:
            cues += map(Stance, self._cues_after(line, at))
        elif (first := self._joined_to(line, at)) is not None:
            cues += [cue for cue in self._cues_before(line, first) if cue.modality is not Modality.DENIED]
        if _is_asked(line, at):
            cues.append(Stance(Modality.ALLEGED))
        strongest = min((cue.modality for cue in cues), key=_STRENGTH.index, default=Modality.ASSERTED)
        return Stance(strongest, any(cue.is_wanted for cue in cues))

    def _joined_to(self, line: Line, at: int) -> int | None:
        """The verb that one without a subject of its own goes on: "akan [mengunjungi] Kim dan menemui Putin"."""
        index = at - 1
        while index > 0 and line.phrases[index].kind is Kind.AUXILIARY and self._cue(line, line.phrases[index]) is None:
            index -= 1
        if index < 1 or line.phrases[index].kind is not Kind.COORDINATOR:
            return None
        verbs = (i for i in range(index - 1, -1, -1) if line.phrases[i].kind not in _OF_ONE_CLAUSE)
        first = next(verbs, -1)
        if first < 0 or line.phrases[first].kind is not Kind.VERB:
            return None
        opening = next((p.kind for p in reversed(line.phrases[:first]) if p.kind in _OPENINGS), None)
        return None if opening is Kind.RELATIVE else first

    def _cues_before(self, line: Line, at: int) -> Iterator[Stance]:
        nouns = 0
        for index in range(at - 1, -1, -1):
            phrase = line.phrases[index]
            cue = self._cue(line, phrase)
            if phrase.kind is Kind.NOUN:
                nouns += 1
                if cue is not None and cue is not Modality.DENIED:
                    yield Stance(cue)
                if nouns > 1:
                    return
            elif phrase.kind is Kind.AUXILIARY or phrase.kind is Kind.VERB:
                if cue is not None and (nouns == 0 or cue is not Modality.DENIED):
                    yield Stance(cue)
                if phrase.kind is Kind.VERB and cue is None:
                    is_asked = controls_by_object(line, index) and not is_done_with(line, index)
                    if is_asked:  # "meminta Kim mengunjungi": it has not happened yet
                        yield Stance(Modality.PLANNED, is_wanted=True)
                    if nouns or is_asked:
                        return  # but "didakwa [melakukan] penyuapan", "akan [mencoba] menyerang"
            elif phrase.head in _PURPOSE or phrase.head in load_grammar().conditional:
                yield Stance(Modality.PLANNED, is_wanted=True)
                return
            elif phrase.kind is Kind.NOMINAL:
                if cue is not None and nouns == 0:
                    yield Stance(cue)
                return
            elif phrase.kind is Kind.PREPOSITION and cue is not None and index == at - 1:
                yield Stance(cue)  # "tanpa pemeriksaan"
                return
            elif phrase.kind not in (Kind.TIME, Kind.COORDINATOR):
                return

    def _cues_after(self, line: Line, at: int) -> Iterator[Modality]:
        for index in range(at + 1, min(at + 6, len(line.phrases))):
            phrase = line.phrases[index]
            if phrase.kind is Kind.AUXILIARY:
                cue = self._cue(line, phrase)
                if cue is not None and not (cue is Modality.DENIED and _goes_on_otherwise(line, index)):
                    yield cue
            elif phrase.kind not in (Kind.NOUN, Kind.TIME, Kind.COORDINATOR):
                return

    def _cue(self, line: Line, phrase: Phrase) -> Modality | None:
        for at in range(phrase.first, phrase.last):
            cue = self._cues.get(line.tokens[at].lower)
            after = line.tokens[at + 1].lower if at + 1 < len(line.tokens) else ""
            before = line.tokens[at - 1].lower if at else ""
            if cue is Modality.DENIED and after in load_grammar().limiting:
                continue  # "tidak hanya menyerang": it did
            if cue is Modality.PLANNED and before in load_grammar().achieving:
                continue  # "akhirnya dapat ditangkap": he was
            if cue is not None:
                return cue
        return None


def _is_refused(line: Line, at: int) -> bool:
    """Whether somebody refuses to do what a verb says: "menolak [hadir]"."""
    refusing = load_grammar().refusing
    before = takewhile(lambda phrase: phrase.kind in (Kind.AUXILIARY, Kind.VERB), reversed(line.phrases[:at]))
    return next((phrase.head in refusing for phrase in before if phrase.kind is Kind.VERB), False)


def _goes_on_otherwise(line: Line, denial: int) -> bool:
    """Whether a denial after a noun is of what came of it, not of itself: "pertemuan itu [tidak] menghasilkan"."""
    if line.phrases[denial].head not in load_grammar().negations:
        return False
    following = (phrase for phrase in line.phrases[denial + 1 :] if phrase.kind is not Kind.AUXILIARY)
    after = next(following, None)
    return after is not None and after.kind is not Kind.BREAK and after.head not in load_grammar().occurrence


def _is_asked(line: Line, at: int) -> bool:
    """Whether the clause asks if it happened; "kapan", "siapa" ask about what did."""
    after = line.sentence.lower[line.phrases[at].last :]
    is_question = "?" in after[-2:] and "," not in after
    return is_question and load_grammar().interrogative.isdisjoint(line.sentence.lower)
