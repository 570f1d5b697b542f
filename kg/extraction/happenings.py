"""Mentions of happenings → happenings: which mentions are of one, and which of them are worth telling."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kg.extraction.phrases import load_grammar
from kg.extraction.triggers import Form
from kg.knowledge.authority import load_authority
from kg.knowledge.ontology import EventClass
from kg.model import Document, EntityType, Modality, Span

PLACE = "hasPlace"
PLACE_ROLES = frozenset({PLACE, "origin", "destination"})
TEXT_ROLES = ("theme", "topic")
ACTOR_ROLES = ("agent", "patient", "recipient", "participant")
BEFALLING = frozenset({"Conflict", "Disaster", "Justice", "Life"})
"""Groups whose happenings are news even where nobody with a name takes part: "bentrokan di Gaza"."""
_OF_CASE = frozenset({"Justice", "Personnel"})
"""Groups whose happenings belong to a case, of which an article has one."""
_ARRANGED = frozenset({"Contact", "Movement"})
"""Groups whose happenings are worth telling where they are only wanted: an invitation says who is to go where."""
OF_PEOPLE = frozenset({"Justice", "Life", "Movement", "Personnel"})
"""Groups whose happenings befall people and things: a town before the verb only says where they are."""
STRIKING = frozenset({"Conflict", "Disaster", "Life"})
"""Groups whose happenings strike where they take place: who is hurt, is hurt there."""


@dataclass(slots=True)
class Found:
    """One mention of an event, before mentions are joined."""

    type: str
    modality: Modality
    roles: dict[str, list[int | str]] = field(default_factory=dict)
    begin: str | None = None
    end: str | None = None
    passages: list[Span] = field(default_factory=list)
    is_anaphoric: bool = False
    is_wanted: bool = False
    """It is only what somebody asks for, aims at or supposes."""
    is_shared: bool = False
    """Those who take part are the ones who do something on its occasion."""
    is_epithet: bool = False
    """It is told by what somebody is called: "tersangka Budi" says no more than that the case has charged Budi too."""
    forms: list[Form] = field(default_factory=list)

    def entities(self) -> set[int]:
        """All that fills a role and has a node."""
        return {filler for fillers in self.roles.values() for filler in fillers if isinstance(filler, int)}

    def people(self, role: str) -> set[int]:
        """What fills a role and has a node."""
        return {filler for filler in self.roles.get(role, ()) if isinstance(filler, int)}

    def actors(self) -> set[int]:
        """Who acts or undergoes."""
        return {filler for role in ACTOR_ROLES for filler in self.people(role)}

    def places(self) -> set[int]:
        """Where it takes place, begins or ends."""
        return {filler for role in PLACE_ROLES for filler in self.people(role)}

    def add(self, role: str, filler: int | str) -> None:
        """Let *filler* fill *role* too."""
        fillers = self.roles.setdefault(role, [])
        if filler not in fillers:
            fillers.append(filler)


def is_told(found: Found, event_class: EventClass, document: Document) -> bool:
    """Whether enough is said of a happening: who takes part, what, from where to where, or what befalls a place."""
    if found.actors():
        return True
    if event_class.group in BEFALLING:
        return not _is_general(found, document)
    if event_class.is_speech_act:
        return False
    if set(found.forms) == {Form.NOUN} and found.begin is None and not found.entities():
        return False
    is_way = bool(found.people("origin") and found.people("destination"))
    return is_way or any(found.roles.get(role) for role in TEXT_ROLES)


def _is_general(found: Found, document: Document) -> bool:
    """Whether nothing tells one happening from all of its kind: "kecelakaan di Indonesia"."""
    is_mere_noun = set(found.forms) == {Form.NOUN} and found.begin is None
    places = found.entities()
    return is_mere_noun and all(document.entities[place].type is EntityType.COUNTRY for place in places)


def join(mentions: Iterable[Found], classes: Mapping[str, EventClass], document: Document) -> list[Found]:
    """The happenings of which some mentions are, in the order of the text, without what is only wanted."""
    events: list[Found] = []
    for mention in mentions:
        event_class = classes[mention.type]
        same = next((event for event in reversed(events) if _is_same(event, mention, event_class, document)), None)
        if same is None:
            if mention.entities() and (not mention.is_wanted or _is_arranged(mention, event_class)):
                events.append(mention)
            continue
        for role, fillers in mention.roles.items():
            told = [filler for filler in same.roles.get(role, ()) if isinstance(filler, str)]
            if any(isinstance(filler, str) and not _is_mere_gift(filler) for filler in fillers):
                told = _without_mere_gifts(same, role, told)
            is_told = bool(told)
            for filler in fillers:
                if isinstance(filler, int) or not is_told:  # one wording of what is given is enough
                    same.add(role, filler)
        same.passages += mention.passages
        same.forms += mention.forms
        if same.begin is None or (mention.begin or "").startswith(same.begin):
            same.begin, same.end = mention.begin, mention.end
    return events


def _is_mere_gift(words: str) -> bool:
    """Whether words say that something is given and not what."""
    return load_grammar().gifts.issuperset(words.lower().split())


def _without_mere_gifts(event: Found, role: str, told: Iterable[str]) -> list[str]:
    """Take back the "hadiah" of which a later mention says what it is; gives the wordings that stay."""
    mere = [words for words in told if _is_mere_gift(words)]
    if mere:
        event.roles[role] = [filler for filler in event.roles[role] if filler not in mere]
    return [words for words in told if words not in mere]


def _is_arranged(found: Found, event_class: EventClass) -> bool:
    """Whether what is only wanted is a journey or an encounter of which it is said who goes where or meets whom."""
    is_known = len(found.actors()) > 1 or bool(found.actors() and found.people("destination"))
    return event_class.group in _ARRANGED and is_known


def _is_same(event: Found, mention: Found, event_class: EventClass, document: Document) -> bool:
    """Whether a mention can be of an event: nothing in it contradicts, and something speaks for it.

    An article is mostly about one case: of what happens in it one mention may say who did it, and another to whom it
    was done. Where an invitation leads is worded anew each time.
    """
    of_case = event_class.group in _OF_CASE
    if event.type != mention.type or not _days_agree(event.begin, mention.begin):
        return False
    if mention.is_epithet:
        return of_case and event.modality is mention.modality
    if not mention.entities():
        return mention.is_anaphoric or event.modality is mention.modality
    if event.modality is not mention.modality:
        return False
    if event.actors() and mention.actors() and _is_mutual_only(event) is not _is_mutual_only(mention):
        return False
    roles = [role for role in ACTOR_ROLES if event.people(role) and mention.people(role)]
    if not all(event.people(role) & mention.people(role) for role in roles):
        return False
    if _turns_round(event, mention) or _turns_round(mention, event):
        return False
    if not _ways_agree(event, mention, document):
        return False
    share = 1 / 3 if len(roles) > 1 else 1 / 2  # the same two: words may differ more
    is_one_case = of_case and bool(event.people("patient") & mention.people("patient"))
    sends_somebody = all(found.people(role) for found in (event, mention) for role in ("recipient", "destination"))
    if not (is_one_case or sends_somebody) and not _texts_agree(event, mention, share, document):
        return False
    if event.entities() & mention.entities():
        return True
    if event.actors() and mention.actors():
        return of_case and _complete(event, mention)
    same_day = event.begin is not None and mention.begin is not None
    return same_day or not (event.places() and mention.places())


def _turns_round(one: Found, other: Found) -> bool:
    """Whether who acts in the one undergoes it in the other: "Budi memberi Siti …", "Budi menerima …"."""
    return bool(one.people("agent") & (other.people("patient") | other.people("recipient")))


def _ways_agree(one: Found, other: Found, document: Document) -> bool:
    """Whether both can lead to the same place: one does not say where to, or one place holds the other."""
    for role in ("origin", "destination"):
        mine, theirs = one.people(role), other.people(role)
        if mine and theirs and not any(_overlap(document, here, there) for here in mine for there in theirs):
            return False
    return True


def _overlap(document: Document, one: int, other: int) -> bool:
    """Whether two places are one, or may lie in each other; of a place that nobody knows that cannot be told."""
    if one == other:
        return True
    here, there = (load_authority().levels(document.entities[place].authority) for place in (one, other))
    return not here or not there or here[0] in there or there[0] in here


def _complete(event: Found, mention: Found) -> bool:
    """Whether one says who does it and the other to whom it is done."""
    roles = {role for found in (event, mention) for role in ACTOR_ROLES if found.people(role)}
    return "participant" not in roles and bool(event.people("agent")) is not bool(mention.people("agent"))


def _is_mutual_only(found: Found) -> bool:
    """Whether it is told as something between sides ("perang Iran-Israel"), not by one against another."""
    return bool(found.people("participant")) and not (found.people("agent") or found.people("patient"))


def _texts_agree(one: Found, other: Found, share: float, document: Document) -> bool:
    """Whether what is given or asked in both can be the same: one says nothing, or they share enough of their words."""
    for role in TEXT_ROLES:
        mine, theirs = _words(one, role, document), _words(other, role, document)
        counted, recounted = _numbers(mine), _numbers(theirs)
        if counted and recounted and not counted & recounted:
            return False  # "30 orang tewas" and "11 orang tewas" are two happenings
        if mine and theirs and len(mine & theirs) < share * min(len(mine), len(theirs)):
            return False
    return True


def _words(event: Found, role: str, document: Document) -> set[str]:
    """The words of what fills a role: as the article tells it, or of its names."""
    fillers = event.roles.get(role, ())
    told = [filler if isinstance(filler, str) else " ".join(document.entities[filler].names) for filler in fillers]
    words = {word for text in told for word in text.lower().split()}
    return set() if words <= load_grammar().gifts else words


def _numbers(words: Iterable[str]) -> set[str]:
    return {word for word in words if word[0].isdigit()}


def _days_agree(one: str | None, other: str | None) -> bool:
    return one is None or other is None or one.startswith(other) or other.startswith(one)
