"""Headlines: "KPK Ungkap …", "Kemenkes Gaza: Tank Israel Tembak 45 Warga", "Menkeu ke Kepala Daerah: …", "Pakar: …".

They are read after the article, which says who "Pakar" is, and whether somebody whom the headline lets speak does so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from kg.extraction.phrases import load_grammar
from kg.extraction.statements.floor import Floor, Tie, Utterance
from kg.extraction.statements.reader import Reader
from kg.extraction.statements.speakers import government
from kg.extraction.statements.speech import CueKind, Passage, load_human_nouns, load_unsaid
from kg.knowledge.authority import load_authority
from kg.language.morphology import active_forms
from kg.model import EntityType, MentionKind, Statement

_ALIKE = 0.6
"""Share of the words behind a colon that a statement must have to be the one that the headline quotes."""
_MOST = 0.6
"""Share of the statements that the person whom an article is about makes."""
_SHORT = 4
"""Shorter words say nothing of what a sentence is about."""
_BODIES = frozenset({EntityType.ORGANISATION, EntityType.COUNTRY})
_SPEAKERS = _BODIES | {EntityType.PERSON}


class HeadlineSpeech(Reader):
    """A headline.

    Args:
        passage: the headline.
        floor: takes up what is said in headlines.
        spoken: what is said in the article.
    """

    def __init__(self, passage: Passage, floor: Floor, spoken: Sequence[Statement]) -> None:
        super().__init__(passage, floor)
        self._spoken = spoken
        self._speakers = Counter(statement.speaker for statement in spoken)

    def read(self) -> None:
        """Take up what the headline reports, and what stands behind its colon."""
        last = len(self.words)
        colon = next((i for i in range(1, last - 1) if self.words[i].text == ":"), None)
        self._reported(0, last if colon is None else colon)
        if colon is not None and not self._quoted(colon):
            self._reported(colon + 1, last)

    # -- "Menteri Sosial Tegaskan …" --------------------------------------------------------------------------------

    def _reported(self, begin: int, last: int) -> None:
        """The first verb between two commas, where it is one of saying: "[Harga Naik,] Mensos Sebut Bantuan Tiba"."""
        acting = -1
        for at in range(begin + 1, last):
            first = max(begin, self._part(at))
            if first in (at, acting) or not self._is_verb(at):
                continue
            acting = first
            if self._says(at) and not self._is_unsaid(at, first):
                self._take_reported(at, first, last)
                return

    def _take_reported(self, at: int, first: int, last: int) -> None:
        start = at + 1
        while start < last and self.words[start].lower in self.grammar.complementisers:
            start += 1
        stop = self._clause_end(start, last)
        if stop - start < 2 or self._is_matter(at, start):
            return
        speaker, said = self._speaker(first, at, start, stop), self.span(start, stop)
        self.floor.take(self.passage, Utterance(speaker, said, self.span(first, start), False, Tie.ACTIVE))

    def _is_unsaid(self, at: int, first: int) -> bool:
        return any(self.words[i].lower in load_unsaid() for i in range(first, at))

    def _is_matter(self, at: int, start: int) -> bool:
        """Whether a headline only names what was spoken of: "Ungkap Penyebab …", "Minta Maaf", "Soroti …"."""
        forms, following = {self.words[at].lower, *active_forms(self.words[at].lower)}, self.words[start].lower
        if forms & (self.grammar.filings | self.grammar.mentionings):
            return True
        if following.isdigit() and start + 1 < len(self.words):
            following = self.words[start + 1].lower
        topics = self.grammar.topics | self.grammar.matters | self.grammar.adjuncts
        return following == "maaf" or (following in topics and bool(forms & self.grammar.tellings))

    def _clause_end(self, start: int, last: int) -> int:
        """Where a clause ends: before what calls for reading ("…, Ini Alasannya") or another ("…, Siti Setuju")."""
        names = {r.mention.span.start for r in self.passage.references if self.passage.type_of(r) in _SPEAKERS}
        for index in range(start + 1, last - 1):
            following = self.words[index + 1]
            if self.words[index].text == "," and (following.lower in self.grammar.teasers or following.start in names):
                return index
        return last

    # -- "Menteri Sosial: …" ----------------------------------------------------------------------------------------

    def _quoted(self, colon: int) -> bool:
        """Take up what stands behind a colon; False where nobody says it."""
        first = self._part(colon)
        if first < colon and self.words[first].lower in self.grammar.headings:
            first += 1
        end = next((i for i in range(first + 1, colon) if self._ends_speaker(i)), colon)
        speaker = self._speaker(first, end, colon + 1, len(self.words))
        if speaker is None or not self._does_speak(speaker, end, colon):
            return False
        said = self.span(colon + 1, len(self.words))
        return self.floor.take(self.passage, Utterance(speaker, said, self.span(0, colon + 1), False, Tie.COLON))

    def _ends_speaker(self, index: int) -> bool:
        return self.words[index].lower in self.grammar.adjuncts or self._is_verb(index)

    def _does_speak(self, speaker: int, end: int, colon: int) -> bool:
        """Whether the words behind the colon are the speaker's, and not what the article is about."""
        is_heard = speaker in self._speakers or not self.passage.is_person(speaker)
        is_told = end < colon and self._is_verb(end) and not self._has_stance(end)
        return is_heard and not is_told

    # -- who ----------------------------------------------------------------------------------------------------------

    def _part(self, at: int) -> int:
        """Index after the last comma before a word."""
        return next((i + 1 for i in range(at - 1, -1, -1) if self.words[i].text == ","), 0)

    def _is_verb(self, index: int) -> bool:
        """Whether a word is a verb of headlines, which have no prefix."""
        return self._has_stance(index) or self.words[index].lower in self.grammar.deeds

    def _has_stance(self, index: int) -> bool:
        """Whether the subject of a verb speaks: "Tegaskan", "Puji"."""
        cue = self.passage.cue_at(index)
        return (cue is not None and cue.kind is CueKind.ACTIVE) or self.words[index].lower in self.grammar.stances

    def _says(self, index: int) -> bool:
        """Whether the object of a verb is what is said: "Tegaskan", not "Puji"."""
        return self._has_stance(index) and self.words[index].lower not in self.grammar.stances

    def _speaker(self, first: int, end: int, start: int, stop: int) -> int | None:
        """Whom the words from *first* to *end* name, who says the words from *start* to *stop*."""
        while end > first and self.words[end - 1].lower in self.grammar.auxiliaries:
            end -= 1
        if end <= first:
            return None
        references = self.passage.references_between(self.offset(first), self.passage.end_of(end))
        opening = self.words[first]
        is_human = opening.lower in load_human_nouns() or opening.lower in self.grammar.crowds
        is_human = is_human or self._is_office(first, end)
        is_kin = is_human and opening.lower in load_grammar().possessed - load_grammar().determiners
        bodies = [r for r in references if self.passage.type_of(r) in _BODIES]
        if bodies and bodies[0].mention.span == self.span(first, end):
            return bodies[0].entities[0]
        people = [r for r in references if r.mention.kind is MentionKind.NAME and self.passage.is_person(r.entities[0])]
        if people and is_human and not is_kin:
            return people[-1].entities[0]
        if people and people[0].mention.span.start == opening.start:  # "Sahroni DPR" has a word more
            rest = end - self.passage.index_at(people[0].mention.span.end)
            return people[0].entities[0] if rest <= 1 else None
        titled = self.passage.titles.holder([word.lower for word in self.words[first:end]])
        if titled is not None:
            return titled
        if is_human:
            return self._described(first, end, start, stop)
        if bodies and opening.lower in self.grammar.standing_for | self.grammar.documents:
            return bodies[0].entities[0]
        place = next((r for r in references if r.mention.span == self.span(first, end)), None)
        return None if place is None else government(self.passage, place.entities[0])

    def _is_office(self, first: int, end: int) -> bool:
        match = load_authority().titles.match([word.text for word in self.words[first:end]])
        return match is not None and match[1].kind in ("office", "modifier")

    def _described(self, first: int, end: int, start: int, stop: int) -> int | None:
        """The person of the article whom "Pakar", "Bos Bank Rakyat" or "Ibunda Budi" means.

        Who says there what the headline says; for an office or an expert also who alone does most of the speaking.
        """
        if self.words[first].lower in load_grammar().benches:
            return None
        said = self._content(self.passage.text[self.offset(start) : self.passage.end_of(stop)])
        named = {entity for r in self.passage.references for entity in r.entities}
        people = [s for s in self._spoken if self.passage.is_person(s.speaker) and s.speaker not in named]
        likest = max(people, key=lambda s: len(said & self._content(s.text)), default=None)
        if likest is not None and said and len(said & self._content(likest.text)) >= _ALIKE * len(said):
            return likest.speaker
        if self.words[first].lower in self.grammar.crowds:
            return None
        most = Counter(s.speaker for s in people).most_common(1)
        return most[0][0] if most and most[0][1] >= _MOST * len(people) else None

    @staticmethod
    def _content(text: str) -> set[str]:
        words = (word.strip(".,:;!?\"'“”‘’()").lower() for word in text.split())
        return {word.removesuffix("nya") for word in words if len(word) >= _SHORT}
