"""What the reading of quoted and of reported speech share: whose cue it is, and which outlet is credited."""

from __future__ import annotations

from kg.extraction.statements.floor import Floor
from kg.extraction.statements.speakers import pronoun, quoting_pronoun, speaker_after
from kg.extraction.statements.speech import Cue, CueKind, Passage, load_function_words
from kg.knowledge.authority import load_authority
from kg.model import EntityType, Span

_OUTLETS = frozenset({EntityType.ORGANISATION, EntityType.WORK, EntityType.PRODUCT})
_MEDIA = frozenset({"media", "news_agency"})
"""Kinds of organisation in the authority."""
_TOLD_REACH = 6
"""How many words "kepada kantor berita Rusia Interfax" may take."""
_CREDIT_REACH = 12
"""How many words may stand between a credit and its outlet: "dikutip dari laman resmi kantor berita X"."""


class Reader:
    """Reads one passage for a floor."""

    def __init__(self, passage: Passage, floor: Floor) -> None:
        self.passage = passage
        self.words = passage.words
        self.floor = floor
        self.grammar = load_function_words()

    def inverted_speaker(self, cue: Cue, last: int, *, is_quoting: bool = False) -> tuple[int | None, int]:
        """Who speaks by a cue that the speaker follows ("kata X", "katanya", "disebutkan oleh X").

        Args:
            cue: the cue.
            last: index of the word after the last that may name the speaker.
            is_quoting: whether the cue stands beside a quotation.

        Returns:
            Index of the entity or None, and the index of the word after the name; the word after the cue where no
            name follows.
        """
        floor = self.floor
        if cue.is_suffixed and is_quoting:
            return self._quoting(cue.at), cue.end
        if cue.is_suffixed:
            speaker = floor.speaker
            return speaker if floor.holds() else pronoun(self.passage, cue.at, speaker), cue.end
        first = cue.end
        is_passive = cue.kind is CueKind.PASSIVE
        while first < last and (
            (self.words[first].text == "," and not is_passive)
            or self.words[first].lower in self.grammar.agents
            or self.words[first].lower in self.grammar.auxiliaries
            or (is_passive and self.words[first].lower in self.grammar.degrees)
        ):
            first += 1
        if is_passive and first < last and self._is_no_agent(first):
            return None, cue.end  # "disampaikan dalam sidang itu", "dinyatakan sebagai pemenang"
        if is_quoting and first < last and self.words[first].lower in self.grammar.pronouns:
            return self._quoting(first), first + 1
        speaker, after = speaker_after(self.passage, first, last, floor.speaker)
        return speaker, after if after > first else cue.end

    def _is_no_agent(self, index: int) -> bool:
        word = self.words[index]
        return word.text == "," or word.lower in self.grammar.adjuncts or word.lower in self.grammar.likenesses

    def _quoting(self, index: int) -> int | None:
        """Who the pronoun of a word beside a quotation is."""
        floor = self.floor
        since = floor.before.start if floor.before is not None else 0
        return quoting_pronoun(self.passage, index, floor.speaker, floor.person, since)

    def outlet_between(self, first: int, last: int) -> int | None:
        """The outlet that is credited among these words: "dilansir Reuters"."""
        for cue in self.passage.cues_between(first, last):
            if cue.kind is CueKind.CREDIT and (outlet := self.outlet_after(cue, last)) is not None:
                return outlet[0]
        return self._told_outlet(first, last)

    def _told_outlet(self, first: int, last: int) -> int | None:
        """The outlet that is told: "mengatakan kepada DW"; never the article's own."""
        entries, entities = load_authority().entries, self.passage.document.entities
        for index in range(first, last - 1):
            if self.words[index].lower not in self.grammar.recipients:
                continue
            stop = min(last, index + _TOLD_REACH)
            for reference in self.passage.references_between(self.words[index].end, self.passage.end_of(stop)):
                entity = entities[reference.entities[0]]
                entry = entries.get(entity.authority) if entity.authority is not None else None
                if entry is None or entry.kind not in _MEDIA or entry.name == self.passage.document.article.publisher:
                    break
                return reference.entities[0]
        return None

    def outlet_after(self, cue: Cue, last: int) -> tuple[int, int] | None:
        """The outlet after a credit, and the index of the word after its name."""
        stop = min(last, cue.end + _CREDIT_REACH)
        if stop <= cue.end:
            return None
        for reference in self.passage.references_between(self.words[cue.end - 1].end, self.passage.end_of(stop)):
            kind = self.passage.type_of(reference)
            if kind in _OUTLETS:
                return reference.entities[0], self.passage.index_at(reference.mention.span.end)
            if kind is EntityType.PERSON:
                return None
        return None

    def offset(self, index: int) -> int:
        """Where the word at *index* begins; the end of the passage after its last word."""
        return self.words[index].start if index < len(self.words) else self.passage.span.end

    def span(self, first: int, last: int) -> Span:
        """The characters of the words from *first* to *last* (half-open)."""
        if last <= first:
            return Span(self.offset(first), self.offset(first))
        return Span(self.words[first].start, self.passage.end_of(last))
