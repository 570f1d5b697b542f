"""A stretch of an article, read for who says what in it: its words, its cues of speech, the references and days.

The words of saying are the ontology's (``ontology/cues.ttl``), the function words around them ``speech.toml``'s.
"""

from __future__ import annotations

import itertools
import re
import tomllib
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import NamedTuple

from kg.engine import Memo
from kg.extraction.mentions.name_grammar import load_words
from kg.extraction.phrases import load_grammar, looks_like_verb
from kg.extraction.statements.titleholders import TitleHolders
from kg.knowledge.ontology import SpeechCues, load_ontology
from kg.language.morphology import active_forms
from kg.model import BlockKind, Document, EntityType, Mention, MentionKind, Modality, Reference, Span, Time, Token

_VERB = re.compile(r"(?:me(?:ng|ny|m|n|l|r|w|y)|di|ber|ter)[a-z]{3,}$")
_STEM = re.compile(r"[a-pr-wyz][a-z]{2,}")
"""What may be an Indonesian stem: no native word begins with q or x."""
_DOCUMENT_REACH = 8
"""How many words before its verb a document may begin: "[hasil survei terbaru lembaga X] menunjukkan"."""
_COPULAS = frozenset({"adalah", "ialah", "merupakan"})
_GLUE = re.compile(r"(?<=[a-zà-ÿ])(?=[A-Z])")


def _cuts_of(word: str) -> tuple[int, ...]:
    is_whole = word.isupper() or word[1:].islower()
    return () if is_whole else tuple(match.start() for match in _GLUE.finditer(word))


_GLUED = Memo(_cuts_of)
"""Where a word is two that scraping glued."""


@dataclass(frozen=True, slots=True)
class FunctionWords:
    """The closed classes of ``speech.toml``; each field is one list of it."""

    complementisers: frozenset[str]
    joiners: frozenset[str]
    participles: frozenset[str]
    adjuncts: frozenset[str]
    inner_adjuncts: frozenset[str]
    namings: frozenset[str]
    leads: frozenset[str]
    likenesses: frozenset[str]
    anaphors: frozenset[str]
    demonstratives: frozenset[str]
    pronouns: frozenset[str]
    plurals: frozenset[str]
    people: frozenset[str]
    indefinites: frozenset[str]
    carriers: frozenset[str]
    filings: frozenset[str]
    filed_with: frozenset[str]
    agents: frozenset[str]
    recipients: frozenset[str]
    purposes: frozenset[str]
    contrasts: frozenset[str]
    connectives: frozenset[str]
    continuers: frozenset[str]
    narrating: frozenset[str]
    tellings: frozenset[str]
    topics: frozenset[str]
    turns: frozenset[str]
    intents: frozenset[str]
    matters: frozenset[str]
    mentionings: frozenset[str]
    headings: frozenset[str]
    stances: frozenset[str]
    deeds: frozenset[str]
    teasers: frozenset[str]
    crowds: frozenset[str]
    unsaid: frozenset[str]
    auxiliaries: frozenset[str]
    documents: frozenset[str]
    evidentials: frozenset[str]
    degrees: frozenset[str]
    standing_for: frozenset[str]
    not_verbs: frozenset[str]
    possessed: frozenset[str]
    house_reported: frozenset[str]
    determiners: frozenset[str]


_SHARED = ("auxiliaries", "standing_for", "not_verbs", "possessed", "determiners", "house_reported")
"""Classes that the reading of events keeps in ``grammar.toml``."""


@cache
def load_function_words() -> FunctionWords:
    """Read ``speech.toml``, once."""
    lists = tomllib.loads(Path(__file__).with_name("speech.toml").read_text(encoding="utf-8"))
    shared = {name: getattr(load_grammar(), name) for name in _SHARED}
    return FunctionWords(**{name: frozenset(words) for name, words in lists.items()}, **shared)


@cache
def load_human_nouns() -> frozenset[str]:
    """Nouns for people: those of descriptions ("politikus"), and ``people`` of ``speech.toml``."""
    return load_function_words().people.union(load_words()["descriptions"]["heads"]["Person"])


@cache
def load_cues() -> SpeechCues:
    """The words of saying."""
    return load_ontology().speech


class CueKind(StrEnum):
    """How a cue is tied to its speaker and to what is said."""

    ACTIVE = "active"
    """The speaker stands before it, the words after it: "Peskov mengatakan, …"."""
    INVERTED = "inverted"
    """The speaker stands after it: "…, kata Peskov", "menurut Peskov, …", "ujarnya"."""
    PASSIVE = "passive"
    """"Disebutkan oleh Peskov bahwa …", "hal itu disampaikan Peskov"."""
    CREDIT = "credit"
    """An outlet stands after it: "seperti dilansir AFP"."""


@cache
def load_untitled() -> frozenset[str]:
    """The words that no title holds: cues and function words."""
    cues, words = load_cues(), load_function_words()
    return frozenset().union(
        cues.verbs,
        cues.active_forms,
        cues.passive_forms,
        cues.phrases,
        cues.credits,
        words.adjuncts,
        words.joiners,
        words.complementisers,
        words.auxiliaries,
        words.connectives,
        words.agents,
        words.likenesses,
    )


@cache
def load_openings() -> Mapping[str, tuple[tuple[tuple[str, ...], CueKind], ...]]:
    """The cues that may have several words ("menurut", "berdasarkan data", "dilansir"), by their first word."""
    cues = load_cues()
    openings: dict[str, list[tuple[tuple[str, ...], CueKind]]] = {}
    for kind, phrases in ((CueKind.INVERTED, cues.phrases), (CueKind.CREDIT, cues.credits)):
        for phrase in sorted(phrases, key=lambda p: (-p.count(" "), p)):
            words = tuple(phrase.split())
            openings.setdefault(words[0], []).append((words, kind))
    return {word: tuple(entries) for word, entries in openings.items()}


@cache
def load_first_words() -> frozenset[str]:
    """The words with which a cue can begin in running text."""
    cues = load_cues()
    evidentials = load_function_words().evidentials
    suffixed = [word + "nya" for word in (*cues.verbs, *cues.phrases)]
    return cues.active_forms.union(
        load_quoting(), evidentials, load_openings(), cues.passive_forms, cues.verbs, suffixed
    )


@cache
def load_quoting() -> frozenset[str]:
    """The active forms of the verbs that stand beside quotations: "menegaskan", "melanjutkan"."""
    stems = {stem for verb in load_cues().verbs for stem in (verb, verb + "kan") if _STEM.fullmatch(stem)}
    return frozenset(form for stem in stems for form in active_forms(stem))


@cache
def load_resuming() -> frozenset[str]:
    """Active forms that may go on after a conjunction without a subject of their own: "… dan menegaskan Y".

    Those whose stem also stands beside a quotation; "mendorong" and "menyampaikan" are as often no speech.
    """
    return load_quoting() & load_cues().active_forms


@cache
def load_unsaid() -> frozenset[str]:
    """What stands before a verb of saying when nobody has said anything (yet): "tidak", "akan", "untuk" …"""
    cues = load_ontology().modality_cues
    return load_function_words().unsaid.union(cues[Modality.PLANNED], cues[Modality.DENIED])


class Cue(NamedTuple):
    """A cue of speech."""

    at: int
    """Index of its word."""
    end: int
    """Index of the word after it."""
    kind: CueKind
    is_suffixed: bool = False
    """Whether the speaker is its suffix: "katanya"."""


def _brand(outlet: str) -> str:
    return outlet.lower().removesuffix(".com").removesuffix("com")


def _after_dateline(tokens: Iterable[Token], dateline: Span | None) -> Iterable[Token]:
    """The tokens without those of the dateline ("JAKARTA - ") and its dash."""
    if dateline is None:
        return tokens
    end = dateline.end
    kept = []
    for token in tokens:
        if dateline.start <= token.start < end or (0 <= token.start - end <= 1 and token.text in ("-", "–", "—", ",")):
            end = max(end, token.end)
        else:
            kept.append(token)
    return kept


class Passage:
    """Consecutive sentences of one block, with what is known of them.

    Args:
        document: the article.
        span: from the first to the last character.
        block: index of the block.
        tokens: in order.
        references: those inside, sorted by where they begin.
        times: those inside, sorted by where they begin.
        titles: who bears which title in the whole article.
    """

    def __init__(
        self,
        document: Document,
        span: Span,
        block: int,
        tokens: Iterable[Token],
        references: Sequence[Reference],
        times: Sequence[Time],
        titles: TitleHolders,
    ) -> None:
        self.document = document
        self.titles = titles
        self.text = document.article.text
        self.span = span
        self.block = block
        self.is_headline = document.article.blocks[block].kind in (BlockKind.HEADLINE, BlockKind.HEADING)
        self.is_title = document.article.blocks[block].kind is BlockKind.HEADLINE
        self.references = [r for r in references if not any(t.span.covers(r.mention.span) for t in times)]
        self.times = times
        self.words = tuple(self._words(_after_dateline(tokens, document.article.dateline)))
        self.starts = [word.start for word in self.words]
        self.cues = tuple(
            cue
            for at in (range(len(self.words)) if self.is_headline else self._may_be_cues())
            if (cue := self._cue_from(at)) is not None
        )

    def _words(self, tokens: Iterable[Token]) -> Iterable[Token]:
        """The tokens, cut where scraping glued two words ("dilansirAFP") or a word to a name ("Boroujerdimengaku")."""
        tokens = list(tokens)
        glued = [r.mention.span for r in self.references if self._is_glued(r.mention)]
        edges = {edge for span in glued for edge in span}
        if not edges and not any(map(_GLUED.__getitem__, [token.text for token in tokens])):
            yield from tokens  # most passages are whole
            return
        for token in tokens:
            cuts = {edge for edge in edges if token.start < edge < token.end}
            cuts.update(token.start + at for at in _GLUED[token.text])
            if not cuts:
                yield token
                continue
            bounds = [token.start, *sorted(cuts), token.end]
            for start, end in itertools.pairwise(bounds):
                piece = self.text[start:end]
                yield Token(start, end, piece, piece.lower())

    def _is_glued(self, mention: Mention) -> bool:
        """Whether a mention begins or ends inside a token; a suffix does, and is no word."""
        tokens = self.document.sentences[mention.sentence].tokens
        is_whole = (
            tokens[mention.first].start == mention.span.start and tokens[mention.last - 1].end == mention.span.end
        )
        return not is_whole and mention.kind is not MentionKind.PRONOUN

    # -- words ----------------------------------------------------------------------------------------------------

    def index_at(self, offset: int) -> int:
        """Index of the first word that begins at or after *offset*."""
        return bisect_left(self.starts, offset)

    def end_of(self, last: int) -> int:
        """Where the word before index *last* ends."""
        return self.words[last - 1].end if last else self.span.start

    def cues_between(self, first: int, last: int) -> list[Cue]:
        """The cues among the words from *first* to *last* (half-open)."""
        return [cue for cue in self.cues if first <= cue.at < last]

    def cue_at(self, index: int) -> Cue | None:
        """The cue that a word is."""
        return next((cue for cue in self.cues if cue.at == index), None)

    def _may_be_cues(self) -> Sequence[int]:
        first = load_first_words()
        return [at for at, word in enumerate(self.words) if word.lower in first]

    def _cue_from(self, at: int) -> Cue | None:
        """The cue that begins with a word; outside headlines only :meth:`_may_be_cues` are asked."""
        word, cues = self.words[at].lower, load_cues()
        if (
            word in cues.active_forms
            or self._is_evident(at)
            or (self.is_headline and self._is_bare(at))
            or self._is_quoting(at)
        ):
            return Cue(at, at + 1, CueKind.ACTIVE)
        for phrase, kind in load_openings().get(word, ()):
            end = at + len(phrase)
            if phrase == tuple(w.lower for w in self.words[at:end]):
                return Cue(at, end, kind)
        if word in cues.passive_forms:
            return Cue(at, at + 1, CueKind.PASSIVE)
        if word in cues.verbs:
            return Cue(at, at + 1, CueKind.INVERTED)
        if word.endswith("nya") and (word[:-3] in cues.verbs or word[:-3] in cues.phrases):
            return Cue(at, at + 1, CueKind.INVERTED, is_suffixed=True)
        return None

    def _is_quoting(self, at: int) -> bool:
        """Whether a verb says something because words follow it: "Perry melanjutkan, …", not "melanjutkan lawatan"."""
        if at + 1 >= len(self.words) or self.words[at].lower not in load_quoting():
            return False
        following = self.words[at + 1]
        return following.text in (",", ":") or following.lower in load_function_words().complementisers

    def _is_evident(self, at: int) -> bool:
        """Whether a document says it: "Hasil analisis BMKG menunjukkan …", "Data BPS mencatat …"."""
        grammar = load_function_words()
        if self.words[at].lower not in grammar.evidentials:
            return False
        return any(word.lower in grammar.documents for word in self.words[max(0, at - _DOCUMENT_REACH) : at])

    def _is_bare(self, at: int) -> bool:
        """Whether a word is the bare stem that headlines use for meN-: "KPK Ungkap …"."""
        word = self.words[at]
        if not at or not _STEM.fullmatch(word.lower) or self.words[at - 1].text in (",", '"', "”"):
            return False
        return any(form in load_cues().active_forms for form in active_forms(word.lower))

    def is_verb(self, index: int) -> bool:
        """Whether a word looks like a verb: a lower-case meN-, di-, ber- or ter- form."""
        word = self.words[index].text
        return _VERB.match(word) is not None and word not in load_function_words().not_verbs

    # -- who and when ---------------------------------------------------------------------------------------------

    def references_between(self, start: int, end: int) -> list[Reference]:
        """The references that lie wholly between two offsets, outermost only."""
        found: list[Reference] = []
        for reference in self.references:
            span = reference.mention.span
            if span.start >= end:
                break
            if span.start >= start and span.end <= end and not (found and found[-1].mention.span.covers(span)):
                found.append(reference)
        return found

    def day_between(self, span: Span) -> tuple[str | None, bool]:
        """The single day that is named inside *span* (ISO 8601), and whether it is only that of an outlet's report.

        The day before a credit is the speaker's: "mengatakan, Senin (16/6), seperti dikutip dari AFP, Selasa (17/6)".
        """
        days = [
            time
            for time in self.times
            if span.covers(time.span) and not time.is_duration and time.end is None and len(time.begin) == 10
        ]
        credits = [self.words[c.at].start for c in self.cues if c.kind is CueKind.CREDIT]
        said = [time.begin for time in days if not any(span.start <= c < time.span.start for c in credits)]
        if said:
            return said[-1], False
        return (days[-1].begin, True) if days else (None, False)

    def is_publisher(self, index: int) -> bool:
        """Whether a word is the article's own outlet, which is no entity: "dalam catatan detikcom"."""
        publisher, word = self.document.article.publisher, self.words[index]
        is_brand = publisher is not None and _brand(word.text) == _brand(publisher)
        return is_brand and not any(r.mention.span.start == word.start for r in self.references)

    def is_time(self, index: int) -> bool:
        """Whether a date begins at a word."""
        return any(time.span.start == self.words[index].start for time in self.times)

    def last_mention(self, entity: int, before: int) -> Mention | None:
        """The last words for an entity before an offset that are no pronoun."""
        earlier = (
            reference.mention
            for reference in self.document.references
            if entity in reference.entities
            and reference.mention.span.end <= before
            and reference.mention.kind is not MentionKind.PRONOUN
        )
        return max(earlier, key=lambda m: m.span, default=None)

    def acts(self, entity: int, before: int) -> bool:
        """Whether the last words for an entity before an offset are a subject: a verb follows, or "kata" precedes."""
        mention = self.last_mention(entity, before)
        if mention is None:
            return False
        tokens = self.document.sentences[mention.sentence].tokens
        following = tokens[mention.last].lower if mention.last < len(tokens) else ""
        preceding = tokens[mention.first - 1].lower if mention.first else ""
        is_auxiliary = following in load_function_words().auxiliaries and following not in _COPULAS
        is_predicate = looks_like_verb(following) or is_auxiliary
        is_apart = following in (",", "(") and preceding not in load_grammar().prepositions
        return is_predicate or is_apart or preceding in load_cues().verbs

    def fellows(self, speaker: int, cue: Span) -> tuple[int, ...]:
        """Those who say it together with *speaker*: "BPOM dan BPJPH mengklaim", "ujar keduanya"."""
        references = self.references_between(cue.start, cue.end)
        named = any(r.entities == (speaker,) for r in references)
        together = [r.entities for r in references if speaker in r.entities and not named]
        for one, other in itertools.pairwise(references):
            pair = (one.entities[0], other.entities[0])
            between = self.text[one.mention.span.end : other.mention.span.start].split()
            is_pair = between in (["dan"], ["serta"]) and self.type_of(one) is self.type_of(other)
            if is_pair and speaker in pair and MentionKind.PRONOUN not in (one.mention.kind, other.mention.kind):
                together.append(pair)
        return tuple(dict.fromkeys(entity for group in together for entity in group if entity != speaker))

    def is_person(self, entity: int) -> bool:
        """Whether an entity of the article is a person."""
        return self.document.entities[entity].type is EntityType.PERSON

    def type_of(self, reference: Reference) -> EntityType:
        """The type of what a reference stands for (of the first, where it stands for several)."""
        return self.document.entities[reference.entities[0]].type
