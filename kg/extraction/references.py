"""Mentions → entities: names, descriptions ("pemimpin Korea Utara itu") and pronouns ("dia", "-nya", "keduanya")."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from kg.extraction.coreference import Links, load_links, resolve_names
from kg.extraction.courts import sitting_court
from kg.extraction.phrases import load_grammar, looks_like_verb
from kg.extraction.positions import titles_held
from kg.knowledge.authority import Authority, load_authority
from kg.knowledge.ontology import load_ontology
from kg.model import (
    Article,
    Document,
    EntityType,
    Mention,
    MentionKind,
    Position,
    Quotation,
    Reference,
    Sentence,
    Span,
    Time,
)

_JOINING = frozenset({"dan", "serta", "dengan", "bersama"})
_SENTENCES_BACK = 6
"""How many sentences back an antecedent may stand."""
_NEAR = 3
"""How many words may stand between "tersangka" and a name."""


def resolve_references(
    article: Article,
    sentences: Sequence[Sentence],
    quotations: Sequence[Quotation],
    times: Sequence[Time],
    mentions: Sequence[Mention],
    authority: Authority | None = None,
) -> Document:
    """Decide what each mention stands for.

    Mentions that stand for nothing with a name ("polisi itu") are left out.
    """
    authority = authority or load_authority()
    ordered = sorted(mentions, key=lambda mention: (mention.span.start, -mention.span.end))
    names = [mention for mention in ordered if mention.kind is MentionKind.NAME]
    entities, references = resolve_names(article, sentences, names, authority)
    document = Document(article, tuple(sentences), tuple(quotations), tuple(times), entities, references)
    discourse = _Discourse(document, titles_held(document, authority), authority)
    described = (
        *_case_roles(document, ordered),
        *_offices(document, ordered, authority),
        *_benches(document, ordered),
    )
    for mention in sorted((*ordered, *described), key=lambda m: (m.span.start, -m.span.end)):
        if mention.kind is not MentionKind.NAME:
            discourse.resolve(mention)
    return replace(document, references=tuple(sorted(discourse.references, key=lambda r: (r.mention.span, r.entities))))


def _case_roles(document: Document, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """ "pelaku", "tersangka" that stand alone, as descriptions."""
    grammar = load_grammar()
    for sentence in document.sentences:
        for at in [at for at, word in enumerate(sentence.lower) if word in grammar.case_roles]:
            token = sentence.tokens[at]
            if any(m.sentence == sentence.index and (m.holds(at) or m.holds(at + 1)) for m in mentions):
                continue
            before = sentence.tokens[at - 1].lower if at else ""
            if before in grammar.determiners or before in ("sebagai", "jadi", "menjadi", "penetapan"):
                continue
            yield Mention(
                Span(token.start, token.end), sentence.index, at, at + 1, MentionKind.DESCRIPTION, EntityType.PERSON
            )


def _benches(document: Document, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """ "majelis hakim", "hakim" without a name, where they act or speak: descriptions of their court."""
    grammar = load_grammar()
    for sentence in document.sentences:
        words = sentence.lower
        for at in [at for at, word in enumerate(words) if word in grammar.benches]:
            if any(m.sentence == sentence.index and m.holds(at) for m in mentions):
                continue
            first = at - (at > 0 and words[at - 1] in grammar.bench_heads)
            before = words[first - 1] if first else ""
            after = words[at + 1] if at + 1 < len(words) else ""
            if after and sentence.tokens[at + 1].text[0].isupper():
                continue  # "ujar hakim Sumarni": somebody whose name nobody knows
            acts = looks_like_verb(after) or after in grammar.auxiliaries
            if acts or before in load_ontology().speech.verbs or before in ("oleh", "menurut"):
                start, end = sentence.tokens[first].start, sentence.tokens[at].end
                kind = EntityType.ORGANISATION
                yield Mention(Span(start, end), sentence.index, first, at + 1, MentionKind.DESCRIPTION, kind)


def _offices(document: Document, mentions: Sequence[Mention], authority: Authority) -> Iterator[Mention]:
    """ "politikus Partai Maju itu", "akademisi dari Universitas X tersebut": an office with its organisation."""
    described = [m.span for m in mentions if m.kind is MentionKind.DESCRIPTION]
    demonstratives = load_grammar().demonstratives
    for mention in mentions:
        tokens = document.sentences[mention.sentence].tokens
        if mention.type is not EntityType.ORGANISATION or mention.kind is not MentionKind.NAME:
            continue
        if mention.last >= len(tokens) or tokens[mention.last].lower not in demonstratives:
            continue
        end = mention.first - (tokens[mention.first - 1].lower == "dari")
        words = [token.text for token in tokens[:end]]
        office = authority.titles.office_before(words, end)
        if office is not None:
            first = office[0]
            span = Span(tokens[first].start, tokens[mention.last].end)
            if not any(span.overlaps(other) for other in described):
                yield Mention(
                    span, mention.sentence, first, mention.last + 1, MentionKind.DESCRIPTION, EntityType.PERSON
                )


class _Discourse:
    """What has been spoken of, sentence by sentence."""

    def __init__(self, document: Document, positions: Sequence[Position], authority: Authority) -> None:
        self.references: list[Reference] = list(document.references)
        self._document = document
        self._text = document.article.text
        self._positions = positions
        self._authority = authority
        self._links: Links = load_links()
        self._by_sentence: dict[int, list[Reference]] = {}
        for reference in self.references:
            self._by_sentence.setdefault(reference.mention.sentence, []).append(reference)

    def resolve(self, mention: Mention) -> None:
        """Add what *mention* stands for, if that can be told."""
        entities = self._pronoun(mention) if mention.kind is MentionKind.PRONOUN else self._description(mention)
        if entities:
            reference = Reference(mention, entities)
            self.references.append(reference)
            row = self._by_sentence.setdefault(mention.sentence, [])
            row.append(reference)
            row.sort(key=lambda r: r.mention.span)

    # -- pronouns -------------------------------------------------------------------------------------------------

    def _pronoun(self, mention: Mention) -> tuple[int, ...]:
        word = self._text[mention.span.start : mention.span.end].lower()
        tokens = self._document.sentences[mention.sentence].tokens
        for reference in self._by_sentence.get(mention.sentence, ()):  # the editor says who: "dia (Kim)"
            if reference.mention.first == mention.last + 1 and tokens[mention.last].text == "(":
                return reference.entities
        if word in self._links.dual:
            return self._last_distinct(mention, 2, (EntityType.PERSON,)) or self._last_distinct(
                mention, 2, (EntityType.COUNTRY, EntityType.ORGANISATION)
            )
        if word in self._links.triple:
            return self._last_distinct(mention, 3, (EntityType.PERSON,))
        if word == "nya":
            host = tokens[mention.first].lower
            if host in self._links.speech_suffixed:
                is_own = not self._in_quotation(mention) and self._acts_before(mention)
                return self._center(mention, (EntityType.PERSON,), same_sentence=is_own)
            if host.removesuffix("nya") in load_grammar().prepositions:
                return self._other_than_subject(mention)
            kinds = (EntityType.PERSON, EntityType.COUNTRY, EntityType.ORGANISATION)
            return self._center(mention, kinds, farthest=0) or self._center(mention, (EntityType.PERSON,))
        if word in self._links.singular:
            return self._center(mention, (EntityType.PERSON,))
        return ()

    def _center(
        self,
        mention: Mention,
        kinds: tuple[EntityType, ...],
        *,
        same_sentence: bool = True,
        farthest: int = _SENTENCES_BACK,
    ) -> tuple[int, ...]:
        """The thing that the text is about here: the subject of the sentence so far, else of an earlier one."""
        for back in range(0 if same_sentence else 1, farthest + 1):
            candidates = list(self._candidates(mention.sentence - back, mention, kinds))
            if candidates:
                return next((r for r in candidates if self._is_subject(r.mention)), candidates[0]).entities
        return ()

    def _acts_before(self, mention: Mention) -> bool:
        """Whether a person of the same sentence may be the speaker: one who acts, or any where nobody spoke before."""
        here = list(self._candidates(mention.sentence, mention, (EntityType.PERSON,)))
        return any(self._is_subject(r.mention) for r in here) or not any(
            True for back in (1, 2) for _ in self._candidates(mention.sentence - back, mention, (EntityType.PERSON,))
        )

    def _other_than_subject(self, mention: Mention) -> tuple[int, ...]:
        """ "kepadanya" is not the one who acts in its own clause: somebody before them, or of an earlier sentence."""
        people = (EntityType.PERSON,)
        here = list(dict.fromkeys(r.entities for r in self._candidates(mention.sentence, mention, people)))
        if len(here) > 1:
            return here[0]
        return self._center(mention, people, same_sentence=False) or (here[0] if here else ())

    def _is_subject(self, mention: Mention) -> bool:
        """Whether a verb or what goes with one follows directly, or the verb of saying stands before: "kata X"."""
        tokens = self._document.sentences[mention.sentence].tokens
        following = tokens[mention.last].lower if mention.last < len(tokens) else ""
        before = tokens[mention.first - 1].lower if mention.first else ""
        speaks = before in load_ontology().speech.verbs
        return speaks or following in load_grammar().auxiliaries or looks_like_verb(following)

    def _last_distinct(self, mention: Mention, count: int, kinds: tuple[EntityType, ...]) -> tuple[int, ...]:
        """The last *count* different things: those that "dan" joins before those that merely stand near."""
        found: list[int] = []
        for back in range(_SENTENCES_BACK + 1):
            candidates = list(self._candidates(mention.sentence - back, mention, kinds))
            tokens = self._document.sentences[mention.sentence - back].tokens if candidates else ()
            for one, other in itertools.pairwise(candidates):
                between = {token.lower for token in tokens[one.mention.last : other.mention.first]}
                if count == 2 and between & _JOINING and one.entities != other.entities:
                    return tuple(sorted((*one.entities, *other.entities)))[:2]
            for reference in candidates:
                found += [entity for entity in reference.entities if entity not in found]
            if len(found) >= count:
                return tuple(sorted(found[:count]))
        return ()

    def _candidates(self, sentence: int, mention: Mention, kinds: tuple[EntityType, ...]) -> Iterator[Reference]:
        inside = self._in_quotation(mention)
        for reference in self._by_sentence.get(sentence, ()):
            if reference.mention.span.end > mention.span.start:
                return
            kind = self._document.entities[reference.entities[0]].type
            if kind not in kinds or (kind is not EntityType.PERSON and self._is_of_office(reference.mention)):
                continue
            if self._in_quotation(reference.mention) and not inside:
                continue
            yield reference

    def _is_of_office(self, mention: Mention) -> bool:
        """Whether a name only says whose office is spoken of: "Presiden [Rusia] juga ingin"."""
        words = [token.text for token in self._document.sentences[mention.sentence].tokens[: mention.first]]
        return self._authority.titles.office_before(words, mention.first) is not None

    def _in_quotation(self, mention: Mention) -> bool:
        return any(q.span.covers(mention.span) for q in self._document.quotations)

    # -- descriptions ---------------------------------------------------------------------------------------------

    def _description(self, mention: Mention) -> tuple[int, ...]:
        words = self._text[mention.span.start : mention.span.end].lower().split()
        if words[0] in self._links.dual or words[0] in self._links.triple:
            count = 2 if words[0] in self._links.dual else 3
            is_country = any(word in self._links.country_heads for word in words)
            kinds = (EntityType.COUNTRY,) if is_country else (mention.type or EntityType.PERSON,)
            return self._last_distinct(mention, count, kinds)
        if mention.type is EntityType.PERSON:
            return self._person_described(mention, words)
        if mention.type is EntityType.COUNTRY or words[0] in self._links.country_heads:
            return self._nearest(mention, (EntityType.COUNTRY,), "")
        if words[-1] in load_grammar().benches:
            court = sitting_court(self._document)
            return () if court is None else (court,)
        if mention.type is EntityType.ORGANISATION:
            return self._nearest(mention, (EntityType.ORGANISATION,), words[0])
        if mention.type in (EntityType.PLACE, EntityType.FACILITY):
            return self._nearest(mention, (EntityType.PLACE, EntityType.FACILITY), "")
        return ()

    def _only_one_called(self, words: frozenset[str]) -> tuple[int, ...]:
        """The only person whom the article calls by one of *words*: "tersangka Budi", "Budi menjadi tersangka"."""
        called = {
            reference.entities[0]
            for sentence in self._document.sentences
            for at, word in enumerate(sentence.lower)
            if word in words
            for reference in self._by_sentence.get(sentence.index, ())
            if self._document.entities[reference.entities[0]].type is EntityType.PERSON
            and _is_called(sentence, at, reference.mention)
        }
        return (next(iter(called)),) if len(called) == 1 else ()

    def _person_described(self, mention: Mention, words: list[str]) -> tuple[int, ...]:
        if named := self._named_after(mention):
            return named
        if words[0] in load_grammar().case_roles:
            return self._only_one_called(load_grammar().case_roles)
        inside = {
            entity
            for r in self._by_sentence.get(mention.sentence, ())
            if mention.span.covers(r.mention.span) and r.mention.span != mention.span
            for entity in r.entities
        }
        held = [p for p in self._positions if _title_in(p.title, words)]
        for position in reversed(held):
            if inside and position.organisation in inside:
                return (position.holder,)
        if inside:
            owned = {p.holder for p in self._positions if p.organisation in inside}
            if owned:
                return tuple(owned) if len(owned) == 1 else ()
            return self._center(mention, (EntityType.PERSON,), same_sentence=False)
        holders = {position.holder for position in held}
        if holders:
            for back in range(_SENTENCES_BACK + 1):
                for reference in self._candidates(mention.sentence - back, mention, (EntityType.PERSON,)):
                    if reference.entities[0] in holders:
                        return reference.entities
        return self._center(mention, (EntityType.PERSON,), same_sentence=False)

    def _named_after(self, mention: Mention) -> tuple[int, ...]:
        """The person whom commas set apart behind the description: "pemimpin negara itu, [Kim Jong Un], …"."""
        tokens = self._document.sentences[mention.sentence].tokens
        if mention.last + 1 >= len(tokens) or tokens[mention.last].text != ",":
            return ()
        before = takewhile(lambda token: token.text != ",", reversed(tokens[: mention.first]))
        if any(token.lower in load_grammar().relative for token in before):
            return ()  # "polisi yang menangkap ketua itu, Budi": the name is the policeman's
        for reference in self._by_sentence.get(mention.sentence, ()):
            if reference.mention.first == mention.last + 1 and reference.mention.type is EntityType.PERSON:
                after = tokens[reference.mention.last].text if reference.mention.last < len(tokens) else "."
                return reference.entities if after in ",." else ()
        return ()

    def _nearest(self, mention: Mention, kinds: tuple[EntityType, ...], head: str) -> tuple[int, ...]:
        fallback: tuple[int, ...] = ()
        for back in range(_SENTENCES_BACK + 1):
            for reference in reversed(list(self._candidates(mention.sentence - back, mention, kinds))):
                entity = self._document.entities[reference.entities[0]]
                if not head or any(head in name.lower().split() for name in (entity.name, *entity.names)):
                    return reference.entities
                if back <= 1 and not fallback:
                    fallback = reference.entities
        return fallback


def _is_called(sentence: Sentence, at: int, person: Mention) -> bool:
    """Whether the word at token *at* says what a person is in a case."""
    between = sentence.tokens[at + 1 : person.first]
    if person.first > at:  # "tersangka berinisial M", not "pelaku, kata Kapolres M"
        return len(between) <= _NEAR and all(token.text.isalnum() and token.text.islower() for token in between)
    is_made = sentence.tokens[at - 1].lower in ("sebagai", "jadi", "menjadi")
    return is_made or (at == person.last + 1 and sentence.tokens[person.last].text == ",")


def _title_in(title: str, words: list[str]) -> bool:
    wanted = title.lower().split()
    return bool(wanted) and wanted[0] in words
