"""Reported speech: the clauses that a cue governs, and what an outlet is credited with."""

from __future__ import annotations

from kg.extraction.statements.floor import Tie, Utterance
from kg.extraction.statements.reader import Reader
from kg.extraction.statements.speakers import speaker_before
from kg.extraction.statements.speech import Cue, CueKind, load_cues, load_resuming, load_unsaid
from kg.model import EntityType, Span

_OPENING = 5
"""Whom one of the first words of a sentence names, of them it tells."""
_CUE_REACH = 30
"""How many words a cue's adjuncts may take before "bahwa"."""
_FILING_REACH = 12
"""How many words after "melaporkan" the authority may follow."""
_FILED_REACH = 4
"""How many words after "melaporkan" a title and a name may take."""
_SPEAKERS = frozenset({EntityType.PERSON, EntityType.ORGANISATION, EntityType.COUNTRY})


class ReportedSpeech(Reader):
    """A passage in which speech is only reported."""

    def read(self, begin: int = 0, last: int | None = None) -> None:
        """Take up what is said among the words from *begin* to *last* (half-open); one statement for each cue."""
        last = len(self.words) if last is None else last
        if begin >= last:
            return
        outlet = self.outlet_between(begin, last)
        first, credited = self._leading_credit(begin, last)
        position = self._read_cues(first, first, last, outlet, False)
        if position == first and credited is None and self._goes_on(begin):
            everything = Utterance(self.floor.speaker, self.span(begin, last), self.passage.span, False, Tie.ONGOING)
            self.floor.take(self.passage, everything)
        if credited is not None and position == first:
            if any(cue.kind is CueKind.ACTIVE for cue in self.passage.cues_between(first, last)):
                return  # "dilansir AFP, warga mengatakan …" is what somebody without a name says
            cue_span = Span(self.words[begin].start, self.offset(first))
            self.floor.take(self.passage, Utterance(credited, self.span(first, last), cue_span, False, Tie.CREDIT))
        elif position == first and not self.floor.has_taken(self.passage.span):
            self._take_turn(first, last)

    def _take_turn(self, first: int, last: int) -> None:
        """Give the floor to a person who speaks without it being said what: "Budi mengecam aksi itu."."""
        turn = next((i for i in range(first, last) if self.words[i].lower in self.grammar.turns), None)
        if turn is None:
            return
        speaker, has_subject = speaker_before(self.passage, first, turn, None)
        if has_subject and speaker is not None and self.passage.is_person(speaker):
            self.floor.give(self.passage, speaker)

    def _goes_on(self, begin: int) -> bool:
        """Whether a sentence without a cue takes up the reported one before it, of the same paragraph.

        It does when it says so ("Sebab, …"). It is also a person's who has just been reported, unless it tells of them
        ("Ia sudah menginstruksikan …").
        """
        before = self.floor.before
        if begin or before is None or not self.floor.statements or self.passage.cues:
            return False
        last = self.floor.statements[-1]
        if last.is_direct or not before.covers(last.passages[0]) or self.floor.block != self.passage.block:
            return False
        return self.words[0].lower in self.grammar.continuers or self._may_be_said_by(last.speaker)

    def _may_be_said_by(self, speaker: int) -> bool:
        entities = self.passage.document.entities
        is_person = entities[speaker].type is EntityType.PERSON
        tells_of = any(speaker in r.entities for r in self.passage.references if r.mention.first < _OPENING)
        is_told = self.words[0].lower in self.grammar.connectives | self.grammar.narrating
        return is_person and self.floor.has_cued() and not (tells_of or is_told) and self.words[-1].text != "?"

    def resume(self, begin: int, last: int) -> None:
        """Take up what the speaker goes on to say by a second verb: "…, kata X, seraya menambahkan bahwa Y"."""
        for cue in self.passage.cues_between(begin, last):
            if cue.kind is CueKind.ACTIVE and self._is_joined(cue.at, begin):
                self._read_cues(cue.at, begin, last, None, True)
                return

    def _read_cues(self, position: int, first: int, last: int, outlet: int | None, goes_on: bool) -> int:
        """Take up what the cues from *position* on govern; the index of the word after the last clause."""
        is_nameless = False
        for cue in self.passage.cues_between(position, last):
            if cue.at < position or (is_nameless and self._is_joined(cue.at, first)):
                continue  # "penduduk mengatakan X dan menambahkan Y": Y is the nameless speaker's as well
            said = self._said(cue, first, last, goes_on)
            if said is not None and self.floor.take(self.passage, said[0], outlet):
                goes_on, position = True, said[1]
                if self.passage.is_headline:
                    break
            else:
                is_nameless = is_nameless or cue.kind in (CueKind.ACTIVE, CueKind.INVERTED)
        return position

    def _said(self, cue: Cue, first: int, last: int, goes_on: bool) -> tuple[Utterance, int] | None:
        """What a cue governs, and the index of the word after it; None where it governs nothing."""
        if cue.kind is CueKind.ACTIVE:
            return self._active(cue, first, last, goes_on)
        if cue.kind is CueKind.CREDIT:
            return self._credit(cue, first, last)
        if cue.kind is CueKind.PASSIVE:
            return self._passive(cue, first, last)
        return self._inverted(cue, first, last)

    # -- "Peskov mengatakan, …" -----------------------------------------------------------------------------------

    def _active(self, cue: Cue, first: int, last: int, goes_on: bool) -> tuple[Utterance, int] | None:
        if self._is_unsaid(cue.at, first) or self._is_filing(cue.at, last):
            return None
        speaker, has_subject = speaker_before(self.passage, first, cue.at, self.floor.speaker)
        if not has_subject:
            if cue.at == first or not self._is_joined(cue.at, first):
                return None
            speaker = self.floor.speaker if goes_on else self.sentence_subject(first, cue.at)
        start = self._clause_start(cue.at + 1, last)
        stop = self._clause_end(start, last)
        if self._is_topic(cue.at, start):
            self.floor.give(self.passage, speaker)
            return None
        if stop - start < 2:
            return None
        cue_span = Span(self.offset(first), self.offset(start))
        return Utterance(speaker, self.span(start, stop), cue_span, False, Tie.ACTIVE), stop

    def _is_topic(self, at: int, start: int) -> bool:
        """Whether what follows a verb only names what was spoken of: "menyampaikan pesan …", "menjelaskan soal …"."""
        if start != at + 1 or start >= len(self.words) or self.words[at].lower not in self.grammar.tellings:
            return False
        if self.words[start].lower not in self.grammar.topics:
            return False
        following = self.words[start + 1].lower if start + 1 < len(self.words) else ""
        return following not in self.grammar.demonstratives  # "menegaskan laporan ini difokuskan pada X" says something

    def _is_filing(self, at: int, last: int) -> bool:
        """Whether somebody is reported to the police: "melaporkan Budi", "melaporkan kasus itu ke polisi"."""
        words, start = self.words, at + 1
        if words[at].lower not in self.grammar.filings or start >= last:
            return False
        if words[start].text in (",", ":") or words[start].lower in self.grammar.complementisers - {"jika"}:
            return False
        stop = self.passage.end_of(min(last, start + _FILED_REACH))
        for reference in self.passage.references_between(words[start].start, stop):
            if self.passage.type_of(reference) is EntityType.PERSON:
                after = self.passage.index_at(reference.mention.span.end)
                return after >= last or not self.passage.is_verb(after)
        for index in range(start, min(last, start + _FILING_REACH)):
            if self.passage.is_verb(index) and words[index - 1].lower != "yang":
                return False  # "melaporkan Budi mengundang Siti ke Bandung"
            if words[index].lower in self.grammar.filed_with:
                return True
        return False

    def _is_unsaid(self, at: int, first: int) -> bool:
        """Whether the words before a verb say that nobody has said it: "tidak pernah secara resmi mengakui"."""
        if at > first and self.words[at - 1].lower == "yang":  # "pihak yang meminta impor"
            return at + 1 >= len(self.words) or self.words[at + 1].lower not in self.grammar.complementisers
        unsaid = load_unsaid()
        for index in range(at - 1, first - 1, -1):
            word = self.words[index].lower
            if word in unsaid:
                return True
            if word not in self.grammar.auxiliaries:
                return False
        return False

    def _is_joined(self, at: int, first: int) -> bool:
        """Whether a verb is tied to the speaker of an earlier one: "seraya menambahkan", "dan menegaskan"."""
        if at <= first or self.words[at - 1].lower not in self.grammar.joiners:
            return False
        if self.words[at].lower in load_resuming() or self.words[at - 1].lower in self.grammar.participles:
            return True
        following = self.words[at + 1].lower if at + 1 < len(self.words) else ""
        return following in self.grammar.complementisers | self.grammar.pronouns  # "dan menyatakan dirinya senang"

    def sentence_subject(self, first: int, at: int) -> int | None:
        """The first that can speak among the words from *first* to *at*; who has the floor, where there are none."""
        for reference in self.passage.references_between(self.offset(first), self.offset(at)):
            if self.passage.type_of(reference) in _SPEAKERS:
                return reference.entities[0]
        return self.floor.speaker if at - first <= 1 else None

    def _clause_start(self, index: int, last: int) -> int:
        """Index where the reported clause begins, after the adjuncts of its verb."""
        words, grammar = self.words, self.grammar
        start = index
        if index < last and (words[index].lower in grammar.adjuncts or self.passage.is_time(index)):
            limit = min(last, index + _CUE_REACH)
            that = next((i for i in range(index, limit) if words[i].lower == "bahwa"), None)
            if that is not None:
                return that + 1
            start = self._after_adjuncts(index, limit)
            if start == index and words[index].lower in grammar.recipients:  # "mengimbau kepada warga untuk …"
                return next((i + 1 for i in range(index, limit) if words[i].lower in grammar.purposes), index)
        while start < last and (
            words[start].text in (",", ":")
            or words[start].lower in grammar.complementisers
            or words[start].lower in ("juga", "pula", "lagi", "pun")
        ):
            start += 1
        return start

    def _after_adjuncts(self, index: int, limit: int) -> int:
        """Index after the comma that ends the adjuncts; *index* itself where there is none."""
        for comma in range(index, limit - 1):
            following = self.words[comma + 1]
            if self.words[comma].text != "," or self.passage.is_time(comma + 1):
                continue
            if following.lower not in self.grammar.adjuncts:
                return comma + 1
        return index

    def _clause_end(self, start: int, last: int) -> int:
        """Index after the clause: before a credit, or a second cue, that closes the sentence."""
        words, passage = self.words, self.passage
        for index in range(start + 1, last):
            word = words[index].lower
            if words[index - 1].text == ",":
                at = index + 1 if word in self.grammar.likenesses else index
                cue = passage.cue_at(at)
                if cue is not None and cue.kind in (CueKind.CREDIT, CueKind.INVERTED):
                    return index - 1
                if word in self.grammar.contrasts and self._speaks_on(index, last):
                    return index - 1
            cue = passage.cue_at(index + 1)
            if cue is not None and cue.kind is CueKind.ACTIVE and self._is_joined(index + 1, start):
                return index - 1 if words[index - 1].text == "," else index
        return last

    def _speaks_on(self, index: int, last: int) -> bool:
        """Whether another active verb of saying follows: "…, tetapi para ahli mengatakan bahwa …"."""
        return any(cue.kind is CueKind.ACTIVE for cue in self.passage.cues_between(index, last))

    # -- "Menurut Peskov, …", "…, kata Peskov" --------------------------------------------------------------------

    def _inverted(self, cue: Cue, first: int, last: int) -> tuple[Utterance, int] | None:
        words = self.words
        after_comma = cue.at > first and words[cue.at - 1].text in (",", "-", "–", "—")
        is_inside = cue.at > first and not after_comma
        if is_inside and not self._is_inset(cue, first):
            return None
        speaker, after = self.inverted_speaker(cue, last)
        if speaker is None or (after == cue.end and not cue.is_suffixed):
            return None
        if is_inside:  # "Keputusan itu menurut Budi [adalah langkah tegas]"
            cue_span, said = Span(self.offset(first), self.offset(after)), self.span(after, last)
            return Utterance(speaker, said, cue_span, False, Tie.BESIDE), last
        return self._beside(cue.at, cue.at - 1 if after_comma else cue.at, after, first, last, speaker)

    def _is_inset(self, cue: Cue, first: int) -> bool:
        """Whether a phrase such as "menurut" stands between a topic and what is said of it, without commas."""
        is_phrase = self.words[cue.at].lower.removesuffix("nya") in load_cues().phrases
        return is_phrase and not any(c.at < cue.at for c in self.passage.cues_between(first, cue.at))

    def _beside(
        self, at: int, left_end: int, after: int, first: int, last: int, speaker: int
    ) -> tuple[Utterance, int] | None:
        """What stands on both sides of "menurut X"; the longer side is the clause, the shorter its topic."""
        start = self._after_name(after, last)
        stop = self._clause_end(start, last) if start < last else last
        left, right = self.span(first, left_end), self.span(start, stop)
        is_topic = self.words[first].lower in self.grammar.adjuncts and stop - start > 2
        if left.end - left.start > right.end - right.start and not is_topic:
            return Utterance(speaker, left, Span(self.offset(at), self.passage.end_of(last)), False, Tie.BESIDE), start
        cue_span = Span(self.offset(at), self.offset(start))
        return Utterance(speaker, right, cue_span, False, Tie.BESIDE), stop

    def _after_name(self, after: int, last: int) -> int:
        """Index where the clause begins after "menurut NAME, kepada wartawan, Rabu (18/6), …"."""
        words, passage = self.words, self.passage
        if after < last and words[after].text == "(":
            after = next((i + 1 for i in range(after, last) if words[i].text == ")"), after)
        comma = next((i for i in range(after, min(last, after + 25)) if words[i].text == ","), None)
        if comma is None:
            return after
        if comma > after and not self._is_adjunct(after):
            return after
        start = comma + 1
        while start < last and self._is_adjunct(start):
            following = next((i for i in range(start, last) if words[i].text == ","), None)
            if following is None:
                is_tail = passage.cue_at(start) is not None or passage.is_time(start)
                return last if is_tail else start
            start = following + 1
        return start

    def _is_adjunct(self, index: int) -> bool:
        word = self.words[index]
        return (
            word.lower in self.grammar.adjuncts
            or word.text in "()"
            or self.passage.is_time(index)
            or self.passage.cue_at(index) is not None
        )

    # -- "Disebutkan oleh Patrushev bahwa …", "hal itu disampaikan Peskov" ----------------------------------------

    def _passive(self, cue: Cue, first: int, last: int) -> tuple[Utterance, int] | None:
        words = self.words
        speaker, after = self.inverted_speaker(cue, last)
        is_named = after > cue.end
        if cue.at == first:
            return self._opening_passive(cue, last, speaker, after, is_named)
        if not is_named or speaker is None or self._is_unsaid(cue.at, first):
            return None
        if self._is_relative(cue.at, first):
            return None
        tail = Span(words[cue.at].start, self.passage.end_of(last))
        likeness = words[cue.at - 1].lower in self.grammar.likenesses
        end = cue.at - 1 if likeness else cue.at
        skipped = self.grammar.auxiliaries | self.grammar.likenesses
        while end > first and (words[end - 1].lower in skipped or words[end - 1].text == ","):
            end -= 1
        if end > first and words[first].lower in self.grammar.anaphors and end - first <= 3:
            before = self._pointed_at(first)
            if before is None or self.floor.has_taken(before):
                self.floor.give(self.passage, speaker, tail)
                return None
            return Utterance(speaker, before, Span(words[first].start, tail.end), False, Tie.ANAPHOR), last
        if likeness:
            return self._beside(cue.at - 1, end, after, first, last, speaker)
        predicate = after + (after < last and words[after].text == ",")
        if predicate < last - 1 and self._is_predicate(predicate):  # "Pasar itu disebutkan X akan dibuka"
            cue_span = Span(words[first].start, self.offset(predicate))
            return Utterance(speaker, self.span(predicate, last), cue_span, False, Tie.PASSIVE), last
        opening = words[first].lower
        if opening in self.grammar.narrating and words[cue.at - 1].text == ",":
            return None  # "Kemudian, dalam unggahan itu, disebutkan X dan Y bertemu"
        is_content = opening in self.grammar.intents or any(self._is_predicate(i) for i in range(first + 1, end))
        if not is_content:
            self.floor.give(self.passage, speaker, tail)  # "keputusan ini diumumkan oleh X" says nothing of what
            return None
        return Utterance(speaker, self.span(first, end), tail, False, Tie.PASSIVE), last

    def _is_predicate(self, index: int) -> bool:
        """Whether a clause's predicate begins at a word: a verb that no "yang" precedes, or what stands before one."""
        word, before = self.words[index].lower, self.words[index - 1].lower
        is_adverb = word in self.grammar.narrating or word not in self.grammar.auxiliaries
        return before != "yang" and (self.passage.is_verb(index) or not is_adverb)

    def _is_relative(self, at: int, first: int) -> bool:
        """Whether a passive only describes a noun: "apa yang [sebelumnya sudah] disampaikan oleh X"."""
        words, before = self.words, at
        while before > first and words[before - 1].lower in self.grammar.auxiliaries | self.grammar.narrating:
            before -= 1
        return before > first and words[before - 1].lower == "yang"

    def _pointed_at(self, first: int) -> Span | None:
        """What "Hal itu" means: the sentence before; behind a paragraph the first sentence of that."""
        before, sentences = self.floor.before, self.passage.document.sentences
        if before is None or first:
            return before
        block = next((s.block for s in sentences if s.span.overlaps(before)), self.passage.block)
        opening = next((s.span for s in sentences if s.block == block), before)
        is_said = any(said.overlaps(opening) for statement in self.floor.statements for said in statement.passages)
        return before if block == self.passage.block or is_said else opening

    def _opening_passive(
        self, cue: Cue, last: int, speaker: int | None, after: int, is_named: bool
    ) -> tuple[Utterance, int] | None:
        limit = min(last, cue.at + _CUE_REACH)
        that = next((i for i in range(cue.at, limit) if self.words[i].lower == "bahwa"), None)
        if that is None and not is_named:
            return None
        start = that + 1 if that is not None else self._after_name(after, last)
        cue_span = Span(self.words[cue.at].start, self.offset(start))
        who = speaker if is_named else self.floor.speaker
        stop = self._clause_end(start, last)
        return Utterance(who, self.span(start, stop), cue_span, False, Tie.PASSIVE), stop

    # -- "Seperti dilansir AFP, …" --------------------------------------------------------------------------------

    def _leading_credit(self, begin: int, last: int) -> tuple[int, int | None]:
        """Index of the first word after "Seperti dilansir AFP, Rabu (13/9),", and the outlet."""
        cue = self.passage.cue_at(begin + 1 if self.words[begin].lower in self.grammar.likenesses else begin)
        if cue is None or cue.kind is not CueKind.CREDIT:
            return begin, None
        outlet = self.outlet_after(cue, last)
        if outlet is None:
            return begin, None
        start = self._after_name(outlet[1], last)
        return (start, outlet[0]) if start < last else (begin, None)

    def _credit(self, cue: Cue, first: int, last: int) -> tuple[Utterance, int] | None:
        words = self.words
        if cue.at == first or any(c.kind is not CueKind.CREDIT for c in self.passage.cues_between(first, last)):
            return None
        likeness = words[cue.at - 1].lower in self.grammar.likenesses
        begin = cue.at - 1 if likeness else cue.at
        if begin <= first or not (likeness or words[begin - 1].text == ","):
            return None
        outlet = self.outlet_after(cue, last)
        if outlet is None:
            return None
        return self._beside(begin, begin, outlet[1], first, last, outlet[0])
