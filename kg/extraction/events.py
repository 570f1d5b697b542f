"""Document → events: triggers, the slots round them, modality and time; mentions of one happening become one event."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import dropwhile, takewhile

from kg.extraction.clause_times import is_of_report, time_of, times_of
from kg.extraction.confidence import Assessor
from kg.extraction.days import give_days
from kg.extraction.happenings import (
    ACTOR_ROLES,
    BEFALLING,
    OF_PEOPLE,
    PLACE,
    PLACE_ROLES,
    STRIKING,
    TEXT_ROLES,
    Found,
    is_told,
    join,
)
from kg.extraction.modality import Stances
from kg.extraction.phrases import Kind, Line, Phrase, actors, group_by_sentence, load_grammar, owners, places, seats
from kg.extraction.slots import (
    governed_by,
    levels_of,
    object_of,
    occasion_of,
    possessor_of,
    subject_of,
)
from kg.extraction.triggers import Form, Hit, TriggerIndex, default_index
from kg.model import (
    Argument,
    BlockKind,
    Document,
    EntityType,
    Event,
    MentionKind,
    Modality,
    Position,
    Span,
    Statement,
    Time,
    Token,
)

_BARE_KINDS = frozenset({BlockKind.HEADLINE, BlockKind.HEADING})
_PASSIVES = frozenset({Form.PASSIVE, Form.PASSIVE_WORD})
_BETWEEN_REPORT_AND_PLACE = frozenset(
    {Kind.NOUN, Kind.COMMA, Kind.AUXILIARY, Kind.TIME, Kind.PREPOSITION, Kind.NOMINAL}
)


def find_events(
    document: Document,
    statements: Sequence[Statement] = (),
    triggers: TriggerIndex | None = None,
    assessor: Assessor | None = None,
    positions: Sequence[Position] = (),
) -> tuple[Event, ...]:
    """The happenings that the article reports, each once.

    Args:
        document: the article, understood word by word.
        statements: what is said in it: a speech act happens on the day on which its agent is quoted.
        triggers: the triggers to look for; those of the shipped ontology by default.
        assessor: says how sure they are, and how sure they must be; with the shipped weights by default.
        positions: who holds which office: a speech act of an organisation happens when who speaks for it is quoted.
    """
    triggers = triggers or default_index()
    classes = triggers.ontology.event_classes
    joined = [
        found
        for found in join(_Finder(document, triggers).found(), classes, document)
        if is_told(found, classes[found.type], document)
    ]
    for found in joined:
        if classes[found.type].group == "Conflict":
            _name_the_attacked(found, document)
    give_days(joined, classes, document, statements, positions)
    events, forms = [_as_event(found) for found in joined], [found.forms for found in joined]
    return (assessor or Assessor(document)).events(events, forms)


class _Finder:
    """Looks for events sentence by sentence."""

    def __init__(self, document: Document, index: TriggerIndex) -> None:
        self._document = document
        self._index = index
        self._ontology = ontology = index.ontology
        self._stances = Stances(ontology.modality_cues)
        self._slot_of = {
            marker: name for name, markers in sorted(ontology.slots.items(), reverse=True) for marker in markers
        }

        self._sides: list[Found] = []

    def found(self) -> Iterator[Found]:
        grouped = group_by_sentence(self._document)
        scene: Found | None = None
        for sentence in self._document.sentences:
            references, times = grouped[sentence.index]
            bare = sentence.kind in _BARE_KINDS
            words = sentence.lower
            hits: dict[int, list[Hit]] = {}
            for at in [at for at, word in enumerate(words) if word in self._index.first_words]:
                if any(r.mention.kind is MentionKind.NAME and r.mention.holds(at) for r in references):
                    continue
                before = words[at - 1] if at else ""
                starting = self._index.hits(sentence.tokens, at, bare=bare or before in load_grammar().before_stems)
                if before in load_grammar().kinds_of:  # "lembaga [survei] X": a kind of thing, no happening
                    starting = [hit for hit in starting if hit.form is not Form.NOUN]
                if starting:
                    hits[at] = starting
            nominals = {at: _nominal_length(found) for at, found in hits.items()}
            verbs = hits.keys() | {at for at, word in enumerate(words) if word in self._index.light_words}
            line = Line(sentence, references, times, nominals, verbs)
            found = list(self._told(line, hits))
            if found:
                self._share_place(line, found)
                _share_time(line, found)
                self._hold_to_account(found)
                scene = self._at_scene(found, scene)
                yield from found

    def _share_place(self, line: Line, found: Iterable[Found]) -> None:
        """Happenings of a sentence that names one place are there, unless they say otherwise.

        What befalls a place may name more: "Gunung Marapi [di Agam, Sumatera Barat,] erupsi".
        """
        named = list(self._places_named(line))
        for event in found:
            befalls = self._ontology.event_classes[event.type].group == "Disaster"
            says_otherwise = not befalls and PLACE_ROLES & event.roles.keys()
            is_exact = befalls or event.begin is not None or Form.NOUN not in event.forms  # not "serangan" in general
            strikes = self._ontology.event_classes[event.type].group in STRIKING and is_exact
            if (event.entities() or strikes) and (befalls or len(named) == 1) and not says_otherwise:
                for place in (place for levels in named for place in levels if place not in event.actors()):
                    event.add(PLACE, place)

    def _hold_to_account(self, found: Sequence[Found]) -> None:
        """Who attacks has done what the attack does: "Serangan [Israel] menewaskan 224 orang"."""
        groups = [self._ontology.event_classes[event.type].group for event in found]
        attackers: set[int] = set()
        for event, group in zip(found, groups, strict=True):
            if group == "Conflict" and Form.NOUN in event.forms:
                attackers = event.people("agent")
            elif group == "Life" and event.forms == [Form.ACTIVE] and not event.people("agent"):
                for attacker in sorted(attackers - event.actors()):
                    event.add("agent", attacker)

    def _at_scene(self, found: Iterable[Found], scene: Found | None) -> Found | None:
        """Who dies or is hurt is so where and when the last thing that strikes took place; gives that thing."""
        striking = [event for event in found if self._ontology.event_classes[event.type].group in STRIKING]
        scene = next((event for event in reversed(striking) if event.places()), scene)
        fought = [event for event in striking if self._ontology.event_classes[event.type].group == "Conflict"]
        attackers = {agent for event in fought for agent in event.people("agent")}
        struck = self._struck_by(attackers)
        self._sides += fought
        for event in striking:
            is_harm = self._ontology.event_classes[event.type].group == "Life" and not event.people("participant")
            if scene is None or not is_harm or event.places():
                continue
            where = scene.places() if attackers.isdisjoint(scene.places()) else struck
            for place in sorted(where):
                event.add(PLACE, place)
            if event.begin is None and where == scene.places():
                event.begin, event.end = scene.begin, scene.end
        return scene

    def _struck_by(self, attackers: set[int]) -> set[int]:
        """The countries that fight those who attack, as far as the article has told."""
        others: set[int] = set()
        for event in self._sides:
            sides = event.actors() | event.places()
            if attackers & sides:
                others |= sides - attackers
        return {side for side in others if self._document.entities[side].type is EntityType.COUNTRY}

    def _places_named(self, line: Line) -> Iterator[tuple[int, ...]]:
        """Each place after "di" with the levels that follow it, relative clauses aside."""
        marks = self._ontology.slots.get("slotDi", ())
        in_relative = False
        for at, phrase in enumerate(line.phrases):
            if phrase.kind in (Kind.COMMA, Kind.BREAK, Kind.CONJUNCTION, Kind.RELATIVE):
                in_relative = phrase.kind is Kind.RELATIVE
            elif phrase.preposition not in marks or in_relative or is_of_report(line, at, _BETWEEN_REPORT_AND_PLACE):
                continue
            elif places(phrase, self._document):
                levels = (
                    place for part in levels_of(line, at, self._document) for place in places(part, self._document)
                )
                yield tuple(dict.fromkeys(levels))

    def _told(self, line: Line, hits: Mapping[int, list[Hit]]) -> Iterator[Found]:
        """What the predicates of a sentence say, from left to right, and what people are called in it."""
        for at, phrase in enumerate(line.phrases):
            if phrase.kind in (Kind.VERB, Kind.NOMINAL):
                if phrase.first in hits:
                    yield from self._events_at(line, at, hits[phrase.first])
            elif phrase.references and not self._index.epithets.keys().isdisjoint(phrase.words):
                yield from self._told_by_epithet(line, phrase)

    def _events_at(self, line: Line, at: int, hits: list[Hit]) -> Iterator[Found]:
        seen: set[str] = set()
        longest = 0
        applying = [hit for hit in hits if self._applies(line, at, hit)]
        if any(hit.trigger.complements for hit in applying):  # "menetapkan … tersangka" is no mere "menetapkan"
            applying = [hit for hit in applying if hit.trigger.complements]
        for hit in applying:
            if hit.last < longest or hit.trigger.evokes in seen:
                continue
            longest = hit.last
            seen.add(hit.trigger.evokes)
            found = self._event(line, at, hit)
            if hit.trigger.needs and not any(found.people(role) for role in hit.trigger.needs):
                continue
            yield from _each_to_the_other(found, hit) if _is_mutual(line, at) else (found,)

    def _told_by_epithet(self, line: Line, phrase: Phrase) -> Iterator[Found]:
        """What has happened to a person is said by what they are called: "tersangka Budi" has been charged."""
        for reference in phrase.references:
            is_person = reference.mention.type is EntityType.PERSON and reference.mention.kind is MentionKind.NAME
            for word in sorted(phrase.words_before(reference) & self._index.epithets.keys()) if is_person else ():
                trigger = self._index.epithets[word]
                found = Found(trigger.evokes, Modality.ASSERTED, forms=[Form.NOUN], is_epithet=True)
                hit = Hit(trigger, Form.NOUN, phrase.first, phrase.last)
                if self._fill("object", reference.entities, hit, found):
                    found.passages = [line.span(phrase.first, phrase.last)]
                    yield found

    def _applies(self, line: Line, at: int, hit: Hit) -> bool:
        if hit.trigger.unless or hit.trigger.complements:
            after = list(line.sentence.lower[hit.last : hit.last + 12])
            undergoing = _words_of_subject(line, at) if hit.form in _PASSIVES else []
            openings = [words for words in (after, undergoing) if words]
            if after and after[0] in load_grammar().determiners:  # "memberi banyak waktu"
                openings.append(list(dropwhile(load_grammar().determiners.__contains__, after)))
            for opening in openings:
                if any(_stands_first(opening, words) for words in hit.trigger.unless):
                    return False
            if complements := hit.trigger.complements:
                clause = _up_to_clause_end(after)
                return any(_stands_in(clause, words) or _stands_in(undergoing, words) for words in complements)
        if hit.form is Form.NOUN and _is_in_name(line, at):
            return False  # "Menteri Investasi"
        if hit.form is Form.NOUN:
            before = line.phrases[at - 1].words[-1:] if at else ()
            return load_grammar().kinds_of.isdisjoint(before)
        return not self._is_light_here(line, at)

    def _is_light_here(self, line: Line, at: int) -> bool:
        """Whether a verb means no more than the noun of a happening that it goes with: "memberikan rekomendasi"."""
        light = self._index.light(line.tokens[line.phrases[at].first])
        if light is None:
            return False
        step = -1 if light.is_passive else 1
        passed = (Kind.AUXILIARY, Kind.RELATIVE, Kind.TIME) if light.is_passive else (Kind.AUXILIARY,)
        index = at + step
        while 0 <= index < len(line.phrases):
            phrase = line.phrases[index]
            if phrase.kind is Kind.NOMINAL:
                return True
            belongs = light.is_passive and (phrase.is_possessor or bool(phrase.preposition))
            if not (phrase.kind in passed or _is_transparent(phrase) or belongs):
                return False
            index += step
        return False

    # -- one trigger ----------------------------------------------------------------------------------------------

    def _event(self, line: Line, at: int, hit: Hit) -> Found:
        stance = self._stances.of(line, at, is_noun=hit.form is Form.NOUN)
        found = Found(hit.trigger.evokes, stance.modality, forms=[hit.form], is_wanted=stance.is_wanted)
        used: list[Phrase] = [line.phrases[at]]
        if hit.form is Form.NOUN:
            self._fill_nominal(line, at, hit, found, used)
        else:
            self._fill_verbal(line, at, hit, found, used)
        for phrase in governed_by(line, at, self._document):
            self._fill_preposition(phrase, line, hit, found, used)
        self._suffix(line, at, hit, found)
        self._content(line, at, hit, found)
        time = time_of(line, at) or (time_of(line, after) if (after := self._predicate_after(line, at, hit)) else None)
        if time is not None:
            found.begin, found.end = time.begin, time.end
        found.passages = [_passage(line, used, time)]
        return found

    def _content(self, line: Line, at: int, hit: Hit, found: Found) -> None:
        """What is asked, planned or said, where a clause says so: "meminta warga [agar waspada]"."""
        role = next((role for role in TEXT_ROLES if any(role in roles for roles in hit.trigger.slots.values())), None)
        if role is None or hit.form is Form.NOUN:
            if hit.form is Form.NOUN:
                self._lead_to(_purpose_after(line, at), hit, found)
            return
        for index in range(at + 1, min(at + 6, len(line.phrases))):
            phrase = line.phrases[index]
            if phrase.head in load_grammar().content_openers and phrase.kind is not Kind.NOUN:
                last = index + 1
                while last < len(line.phrases) and line.phrases[last].kind not in (Kind.COMMA, Kind.BREAK):
                    last += 1
                first, end = phrase.last, line.phrases[last - 1].last
                self._lead_to(line.phrases[index + 1 : last], hit, found)
                if end > first:
                    found.roles[role] = [f for f in found.roles.get(role, ()) if isinstance(f, int)]
                    found.add(role, line.text(first, end, self._document.article.text))
                return
            if phrase.kind not in (Kind.NOUN, Kind.COMMA, Kind.COORDINATOR, Kind.AUXILIARY):
                return

    def _lead_to(self, content: Iterable[Phrase], hit: Hit, found: Found) -> None:
        """Where the clause that says what is asked leads: "mengundang Putin untuk mengunjungi [Moskow]"."""
        markers = {"", *self._ontology.slots["slotKe"]}
        for phrase in content if "destination" in hit.trigger.slots.get("slotKe", ()) else ():
            if phrase.kind is Kind.NOUN and phrase.preposition in markers:
                for place in places(phrase, self._document):
                    found.add("destination", place)

    def _fill_verbal(self, line: Line, at: int, hit: Hit, found: Found, used: list[Phrase]) -> None:
        passive = hit.form in _PASSIVES
        if self._is_nominalised(line, at, hit):
            self._fill_phrases("object", object_of(line, at, self._document), line, hit, found, used)
            return
        self._fill_phrases(
            "object" if passive else "subject", subject_of(line, at, self._document), line, hit, found, used
        )
        if hit.form is Form.PASSIVE:
            agents = [
                phrase
                for phrase in object_of(line, at, self._document)
                if actors(phrase, self._document) and not set(hit.trigger.complements) & set(phrase.words)
            ]
            self._fill_phrases("subject", agents, line, hit, found, used)
        elif not passive:
            objects = object_of(line, at, self._document) or _nominal_object(line, at)
            self._fill_phrases("object", objects, line, hit, found, used)
            if objects and "recipient" in hit.trigger.slots.get("object", ()):
                self._tell_gift(objects[0], line, hit, found)

    def _is_nominalised(self, line: Line, at: int, hit: Hit) -> bool:
        """Whether -nya makes a noun of a passive verb: "dengan [ditetapkannya] batik sebagai warisan"."""
        is_with_nya = hit.form is Form.PASSIVE and line.tokens[hit.last - 1].lower.endswith("nya")
        return is_with_nya and bool(object_of(line, at, self._document))

    def _fill_nominal(self, line: Line, at: int, hit: Hit, found: Found, used: list[Phrase]) -> None:
        found.is_anaphoric = _is_demonstrative(line, at)
        self._fill_phrases("possessor", possessor_of(line, at, self._document), line, hit, found, used)
        light = self._light_before(line, at, hit)
        if light is not None:
            index, passes = light
            self._fill_phrases(passes, subject_of(line, index, self._document), line, hit, found, used)
            used.append(line.phrases[index])
        if not found.actors() and self._is_occasion(line, hit):
            self._fill_phrases("subject", occasion_of(line, at, self._document), line, hit, found, used)
            found.is_shared = bool(found.actors())
        after = self._predicate_after(line, at, hit)
        if after is None:
            return
        verb = self._index.light(line.tokens[line.phrases[after].first])
        if verb is not None and verb.is_passive:
            agents = [p for p in object_of(line, after, self._document) if actors(p, self._document)]
            self._fill_phrases(verb.verb.passes, agents, line, hit, found, used)
        else:
            for phrase in object_of(line, after, self._document):
                for place in places(phrase, self._document):
                    found.add(PLACE, place)
                    used.append(phrase)
        used.append(line.phrases[after])
        for phrase in governed_by(line, after, self._document):
            if verb is not None and phrase.preposition == "oleh":  # "undangan itu diterima oleh Kim"
                self._fill_phrases(verb.verb.passes, [phrase], line, hit, found, used)
            else:
                self._fill_preposition(phrase, line, hit, found, used)

    def _is_occasion(self, line: Line, hit: Hit) -> bool:
        """Whether those who do something on the occasion of it take part: meetings and announcements, not visits."""
        if hit.first and line.tokens[hit.first - 1].lower in load_grammar().means:
            return True  # "Kim membuat gebrakan lewat peluncuran satelit"
        event_class = self._ontology.event_classes[hit.trigger.evokes]
        is_shared = "participant" in hit.trigger.slots.get("subject", ()) and event_class.group not in BEFALLING
        return is_shared or event_class.is_speech_act

    def _is_speech_act(self, hit: Hit) -> bool:
        return self._ontology.event_classes[hit.trigger.evokes].is_speech_act

    def _light_before(self, line: Line, at: int, hit: Hit) -> tuple[int, str] | None:
        index = at - 1
        while index >= 0 and (line.phrases[index].kind is Kind.AUXILIARY or _is_transparent(line.phrases[index])):
            index -= 1
        if index < 0 or line.phrases[index].kind is not Kind.VERB:
            return None
        token = line.tokens[line.phrases[index].first]
        light = self._index.light(token)
        if light is None or light.is_passive:
            return None
        if token.lower in self._ontology.speech.active_forms and not self._is_speech_act(hit):
            return None  # who announces an arrest has not made it
        return index, light.verb.passes

    def _predicate_after(self, line: Line, at: int, hit: Hit) -> int | None:
        """The verb that says that what a noun names takes place: "kunjungan yang dilakukan", "gempa mengguncang".

        Not one that only tells of it: "kunjungan itu diungkapkan oleh Peskov".
        """
        for index in range(at + 1, min(at + 6, len(line.phrases))):
            phrase = line.phrases[index]
            if phrase.kind is Kind.VERB:
                light = self._index.light(line.tokens[phrase.first])
                happens = phrase.head in load_grammar().occurrence
                if phrase.head in self._ontology.speech.passive_forms and not self._is_speech_act(hit):
                    return None
                return index if happens or (light is not None and light.is_passive) else None
            if phrase.kind in (Kind.COMMA, Kind.BREAK, Kind.CONJUNCTION, Kind.NOMINAL):
                return None
        return None

    # -- slots and roles ------------------------------------------------------------------------------------------

    def _fill(self, slot: str, fillers: Iterable[int], hit: Hit, found: Found) -> bool:
        """Give each filler the first role of the slot that admits it; whether any has been given."""
        given = False
        for filler in fillers:
            kind = self._document.entities[filler].type
            roles = hit.trigger.slots.get(slot, ())
            if hit.form is Form.NOUN and slot in ("possessor", "owner") and self._is_enforcers(hit, filler):
                roles = ("agent",)  # "razia Polresta": who does it, not whom it befalls
            for role in roles:
                if self._ontology.roles[role].admits(kind):
                    if role in ACTOR_ROLES and filler in found.actors() - found.people(role):
                        break  # nobody gives to themselves
                    found.add(role, filler)
                    given = True
                    break
        return given

    def _is_enforcers(self, hit: Hit, filler: int) -> bool:
        """Whether something is of the law, and done by those who enforce it."""
        if self._ontology.event_classes[hit.trigger.evokes].group != "Justice":
            return False
        entity = self._document.entities[filler]
        firsts = {name.split()[0].lower() for name in (entity.name, *entity.names)}
        return entity.type is EntityType.ORGANISATION and not firsts.isdisjoint(load_grammar().enforcers)

    def _fill_phrases(
        self, slot: str, phrases: Iterable[Phrase], line: Line, hit: Hit, found: Found, used: list[Phrase]
    ) -> None:
        roles = hit.trigger.slots.get(slot, ())
        admits_places = any(role in PLACE_ROLES for role in roles)
        is_of_people = self._ontology.event_classes[hit.trigger.evokes].group in OF_PEOPLE
        for phrase in phrases:
            if is_of_people and not admits_places and self._is_town(phrase):
                continue  # "Budi, warga Bekasi, [Jawa Barat], ditangkap"
            given = self._fill(slot, actors(phrase, self._document), hit, found)
            if not given and admits_places:
                given = self._fill(slot, places(phrase, self._document), hit, found)
            is_told = slot != "subject" or any(role in TEXT_ROLES for role in roles)
            if not given and is_told:
                self._fill("owner", owners(phrase, self._document), hit, found)
                given = self._tell(phrase, roles, line, found)
            if given:
                used.append(phrase)

    def _is_town(self, phrase: Phrase) -> bool:
        """Whether a phrase is the name of a place where people live, and of nothing else."""
        kinds = {self._document.entities[e].type for r in phrase.references for e in r.entities}
        return kinds == {EntityType.PLACE} and bool(places(phrase, self._document))

    def _fill_preposition(self, phrase: Phrase, line: Line, hit: Hit, found: Found, used: list[Phrase]) -> None:
        slot = self._slot_of.get(phrase.preposition)
        if slot == "slotOleh" and slot not in hit.trigger.slots:
            slot = "subject"
        roles = hit.trigger.slots.get(slot, ()) if slot else ()
        if not roles and slot == "slotDi":
            if self._fill("owner", owners(phrase, self._document), hit, found):
                used.append(phrase)  # "penggeledahan di rumah Budi"
            stands_at = places(phrase, self._document)
            sits_at = () if stands_at else seats(phrase, self._document)
            if self._fill("seat", sits_at, hit, found):
                used.append(phrase)  # "sidang di Pengadilan Tipikor": the court tries
                return
            for place in stands_at or sits_at:
                found.add(PLACE, place)
                used.append(phrase)
            return
        fillers = actors(phrase, self._document)
        if slot == "slotSebagai":  # "mengangkat Kim sebagai duta besar dan [Putin] sebagai utusan"
            people = [filler for filler in fillers if self._document.entities[filler].type is EntityType.PERSON]
            given = self._fill("object", people, hit, found)
            fillers = ()
        else:
            if any(role in PLACE_ROLES for role in roles):
                fillers = fillers or places(phrase, self._document)
            given = slot is not None and self._fill(slot, fillers, hit, found)
            owned = {*TEXT_ROLES, *hit.trigger.slots.get("owner", ())}  # not "dukungan dari keluarga Kim"
            if not given and not owned.isdisjoint(roles):
                given = self._fill("owner", owners(phrase, self._document), hit, found)
        if not given and not phrase.references:
            given = self._tell(phrase, roles, line, found)
        if given:
            used.append(phrase)

    def _tell(self, phrase: Phrase, roles: Iterable[str], line: Line, found: Found) -> bool:
        """Give the first role that words may fill the words of a phrase, without its preposition."""
        role = next((role for role in roles if self._ontology.roles[role].admits(None)), None)
        if role is None or not _is_telling(phrase):
            return False
        first = phrase.first + (1 if phrase.preposition else 0)
        found.add(role, line.text(first, phrase.last, self._document.article.text))
        return True

    def _tell_gift(self, phrase: Phrase, line: Line, hit: Hit, found: Found) -> None:
        """What stands behind the name of who is given something: "memberi Kim [sebuah senapan]"."""
        first = phrase.references[0].mention.last if phrase.is_bare_name else phrase.last
        if first < phrase.last and line.tokens[first].text.islower() and line.tokens[first].text.isalpha():
            words = tuple(token.lower for token in line.tokens[first : phrase.last])
            gift = phrase._replace(first=first, references=(), head=words[0], words=words)
            self._tell(gift, hit.trigger.slots["object"], line, found)

    def _suffix(self, line: Line, at: int, hit: Hit, found: Found) -> None:
        reference = line.suffix_at.get(hit.last - 1)
        if reference is None or found.is_shared or self._is_nominalised(line, at, hit):
            return  # "dalam pertemuannya, Putin dan Kim …": the suffix says again who is named
        slot = "possessor" if hit.form is Form.NOUN else "object" if hit.form is Form.ACTIVE else "subject"
        self._fill(slot, reference.entities, hit, found)


def _name_the_attacked(found: Found, document: Document) -> None:
    """A country that attacks in another attacks it: "Israel melancarkan serangan di [Iran]"."""
    if found.actors() != found.people("agent"):
        return
    agents, where = (
        {entity for entity in found.people(role) if document.entities[entity].type is EntityType.COUNTRY}
        for role in ("agent", PLACE)
    )
    for country in sorted(where - agents) if agents else ():
        found.add("patient", country)


def _share_time(line: Line, found: Iterable[Found]) -> None:
    """A time that opens a sentence, or that no happening of it has, is that of all of them that have none."""
    undated = [event for event in found if event.begin is None and not event.is_wanted]
    taken = {event.begin for event in found}
    free = [time for index, time in times_of(line) if index <= 1 or time.begin not in taken]
    if len(free) == 1:
        for event in undated:
            event.begin, event.end = free[0].begin, free[0].end


def _is_telling(phrase: Phrase) -> bool:
    grammar = load_grammar()
    words = phrase.words[1:] if phrase.preposition else phrase.words
    return any(word not in grammar.determiners and word not in grammar.untelling for word in words)


def _is_transparent(phrase: Phrase) -> bool:
    """Whether a noun phrase only counts or names the doing of what follows: "melakukan [sejumlah] pertemuan"."""
    is_counting = phrase.kind is Kind.NOUN and not phrase.references
    is_number = phrase.head[:1].isdigit() and phrase.last - phrase.first == 1
    return is_counting and not phrase.preposition and (is_number or phrase.head in load_grammar().doings)


def _is_mutual(line: Line, at: int) -> bool:
    return at > 0 and line.phrases[at - 1].head in load_grammar().mutual


def _each_to_the_other(found: Found, hit: Hit) -> Iterator[Found]:
    """ "Putin dan Kim saling memberi senapan": each gives and is given, which is two happenings."""
    agents = [filler for filler in found.roles.get("agent", ()) if isinstance(filler, int)]
    counterpart = next(
        (role for role in ("recipient", "patient") if any(role in roles for roles in hit.trigger.slots.values())), None
    )
    if len(agents) != 2 or counterpart is None:
        yield found
        return
    for agent, other in (agents, agents[::-1]):
        roles = {role: list(fillers) for role, fillers in found.roles.items()} | {
            "agent": [agent],
            counterpart: [other],
        }
        yield replace(found, roles=roles, passages=list(found.passages))


def _nominal_object(line: Line, at: int) -> tuple[Phrase, ...]:
    """The happening that is the object of a verb, as mere words: "menghadiri [upacara pemakaman]"."""
    if at + 1 == len(line.phrases) or line.phrases[at + 1].kind is not Kind.NOMINAL:
        return ()
    nominal, after = line.phrases[at + 1], line.phrases[at + 2 : at + 3]
    last = after[0].last if after and after[0].is_possessor else nominal.last
    words = tuple(token.lower for token in line.tokens[nominal.first : last])
    whose = after[0].references if last > nominal.last else ()
    return (nominal._replace(kind=Kind.NOUN, last=last, words=words, references=whose, head_at=nominal.first),)


def _purpose_after(line: Line, at: int) -> tuple[Phrase, ...]:
    """The clause that says what a nominal is for: "undangan Kim untuk [mengunjungi Moskow]"."""
    first = at + 1
    while first < len(line.phrases) and line.phrases[first].is_possessor:
        first += 1
    if first == len(line.phrases) or line.phrases[first].head not in load_grammar().content_openers:
        return ()
    return tuple(takewhile(lambda p: p.kind not in (Kind.COMMA, Kind.BREAK), line.phrases[first + 1 :]))


def _words_of_subject(line: Line, at: int) -> list[str]:
    """The words before a passive verb that say what undergoes it: "[barang bukti] yang diamankan"."""
    words: list[str] = []
    for index in range(at - 1, -1, -1):
        phrase = line.phrases[index]
        if phrase.kind in (Kind.NOUN, Kind.NOMINAL):
            first = phrase.first + (1 if phrase.preposition else 0)
            words = [*line.sentence.lower[first : phrase.last], *words]
        elif phrase.kind not in (Kind.AUXILIARY, Kind.RELATIVE, Kind.TIME):
            break
    return list(dropwhile(load_grammar().determiners.__contains__, words))


def _is_in_name(line: Line, at: int) -> bool:
    """Whether in running text a noun in capitals goes on a name or title: "Direktur Penyidikan"."""
    first = line.phrases[at].first
    if first < 2 or line.sentence.kind in _BARE_KINDS:
        return False
    return all(token.text[0].isupper() and token.text[1:].islower() for token in line.tokens[first - 1 : first + 1])


def _nominal_length(hits: Iterable[Hit]) -> int:
    return max((hit.last - hit.first for hit in hits if hit.form is Form.NOUN), default=0)


def _stands_first(words: list[str], phrase: str) -> bool:
    if not words or not phrase.startswith(words[0].removesuffix("nya")):
        return False  # for speed: most do not
    wanted = phrase.split()
    return words[: len(wanted)] == wanted or words[0] == f"{phrase}nya"


def _stands_in(words: list[str], phrase: str) -> bool:
    if " " not in phrase:
        return phrase in words
    wanted = phrase.split()
    return wanted[0] in words and any(words[i : i + len(wanted)] == wanted for i in range(len(words)))


def _up_to_clause_end(words: list[str]) -> list[str]:
    """The words that follow a verb in its clause; none where a comma parts them from it."""
    for index, word in enumerate(words):
        if word in '.;:"”“' or (word == "," and not index):
            return words[:index]
        if word in load_grammar().conjunctions:
            return words[: index + 1]  # "mendorong warga [agar] waspada"
    return words


def _is_demonstrative(line: Line, at: int) -> bool:
    last = line.phrases[at].last
    following: list[Token] = list(line.tokens[last : last + 1])
    return bool(following) and following[0].lower in load_grammar().demonstratives


def _passage(line: Line, used: Iterable[Phrase], time: Time | None) -> Span:
    """The smallest stretch of the sentence that holds the trigger and what fills its slots."""
    spans = [line.span(phrase.first, phrase.last) for phrase in used]
    if time is not None:
        spans.append(time.span)
    return Span(min(span.start for span in spans), max(span.end for span in spans))


def _as_event(found: Found) -> Event:
    arguments = sorted(
        {Argument(role, filler) for role, fillers in found.roles.items() for filler in fillers},
        key=lambda argument: (argument.role, str(type(argument.filler)), argument.filler),
    )
    passages = tuple(sorted(dict.fromkeys(found.passages)))
    return Event(
        type=found.type,
        arguments=tuple(arguments),
        begin=found.begin,
        end=found.end,
        modality=found.modality,
        passages=passages,
    )
