"""Names → entries of the authority: which bearer of a name the article means, and how sure that is.

A name is looked up, each of its bearers of the right type gets a confidence by what the name is (one word, several, a
common word), and the article speaks for or against it: the titles before the name and the year, what else is named.
Below a limit nothing is linked. The numbers are in ``linking.toml``, the rule is in ``docs/authority.md``.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import NamedTuple

from kg.knowledge.authority import Authority, Bearer, Entry
from kg.knowledge.titles import Title
from kg.model import Article, EntityType, Mention, Sentence

_PLACES = frozenset({EntityType.PLACE, EntityType.COUNTRY, EntityType.FACILITY})
_BACK = 9
"""How many words before a name its title may begin."""
_BETWEEN = 5
"""How many words of the title's organisation may stand between the title and the name."""
_HOME = "ID"
_LOCATIVE = frozenset({"di", "ke", "dari"})
_FORMER = frozenset({"mantan", "eks", "bekas"})
_SHORTEST = 4
_LONG_ENOUGH = 6
"""Letters that a misspelt word must have: in names of three words, and of two."""
_OLDEST = 120


class Link(NamedTuple):
    """An entry that a name means.

    Attributes:
        entry: the entry.
        confidence: 0 to 1.
    """

    entry: Entry
    confidence: float


@dataclass(frozen=True, slots=True)
class Weights:
    """The numbers and lists of ``linking.toml``."""

    prior: Mapping[str, float]
    lift: Mapping[str, float]
    drop: Mapping[str, float]
    sure: float
    least: float
    field_of: Mapping[str, str]
    small: tuple[str, ...]


@cache
def load_weights() -> Weights:
    """Read ``linking.toml``, once."""
    read = tomllib.loads(Path(__file__).with_name("linking.toml").read_text(encoding="utf-8"))
    return Weights(
        prior=read["prior"],
        lift=read["lift"],
        drop=read["drop"],
        sure=read["limits"]["sure"],
        least=read["limits"]["least"],
        field_of={kind: name for name, kinds in read["fields"].items() for kind in kinds},
        small=tuple(title.casefold() for title in read["titles"]["small"]),
    )


@dataclass(slots=True)
class Context:
    """What an article says of its names.

    Attributes:
        year: in which it was written, or None.
        titles: for each name the titles before it, with the words between the two and whether "mantan" stands before.
        placed: for each name how often it stands behind "di", "ke" or "dari", and how often at all.
        aged: names with an age behind them: "Budi Santoso (45)".
        before: for each place the places behind it and a comma: "Kuningan, Jakarta Selatan".
        foreign: names with another country right behind them: "Ombudsman Peru".
        named: keys of the entries that are named beyond doubt, and of their countries.
        fields: how many of these entries are of each field.
    """

    year: int | None = None
    titles: dict[str, list[tuple[Title, tuple[str, ...], bool]]] = field(default_factory=dict)
    placed: dict[str, tuple[int, int]] = field(default_factory=dict)
    aged: set[str] = field(default_factory=set)
    before: dict[str, set[str]] = field(default_factory=dict)
    foreign: set[str] = field(default_factory=set)
    named: set[str] = field(default_factory=set)
    fields: dict[str, set[str]] = field(default_factory=dict)

    def knows(self, entry: Entry) -> None:
        """Note that the article names *entry* beyond doubt."""
        self.named.add(entry.key)
        if subject := load_weights().field_of.get(entry.kind):
            self.fields.setdefault(subject, set()).add(entry.key)


def read_context(
    article: Article, sentences: Sequence[Sentence], mentions: Iterable[tuple[str, Mention]], authority: Authority
) -> Context:
    """What stands round the names of an article.

    Args:
        article: the article.
        sentences: its sentences.
        mentions: its names as printed, each with its mention.
        authority: what is known of titles.
    """
    context = Context(article.anchor.year if article.anchor else None)
    mentions = list(mentions)
    starting = {(mention.sentence, mention.first): surface for surface, mention in mentions if mention.type in _PLACES}
    for surface, mention in mentions:
        tokens = sentences[mention.sentence].tokens
        before = tokens[mention.first - 1].lower if mention.first else ""
        placed, seen = context.placed.get(surface, (0, 0))
        context.placed[surface] = placed + (before in _LOCATIVE), seen + 1
        following = starting.get((mention.sentence, mention.last + 1))
        if following is not None and mention.type in _PLACES and tokens[mention.last].text == ",":
            context.before.setdefault(surface, set()).add(following)
        country = starting.get((mention.sentence, mention.last))
        if country is not None and any(b.entry.country != _HOME for b in _countries(country, authority)):
            context.foreign.add(surface)
        if mention.type is EntityType.PERSON:
            words = [token.text for token in tokens[: mention.last + 3]]
            context.titles.setdefault(surface, []).extend(_titles_before(words, mention.first, authority))
            after = words[mention.last :]
            if len(after) == 3 and after[0] == "(" and after[1].isdigit() and int(after[1]) < _OLDEST:
                context.aged.add(surface)
    return context


def _countries(surface: str, authority: Authority) -> Iterator[Bearer]:
    return (bearer for bearer in authority.bearers(surface) if bearer.entry.type is EntityType.COUNTRY)


def _titles_before(
    words: Sequence[str], end: int, authority: Authority
) -> Iterator[tuple[Title, tuple[str, ...], bool]]:
    """The offices that stand before a name, with the words between: "Menteri [BUMN] Rini Soemarno"."""
    for start in range(max(0, end - _BACK), end):
        match = authority.titles.match(words[:end], start)
        if match is None or match[1].kind != "office":
            continue
        between = tuple(words[match[0] : end])
        if len(between) <= _BETWEEN and all(word[0].isupper() or word == "dan" for word in between):
            yield match[1], between, start > 0 and words[start - 1].lower() in _FORMER


class Linker:
    """Links the names of one article.

    Args:
        authority: what is known of names.
        context: what the article says of its names.
    """

    def __init__(self, authority: Authority, context: Context) -> None:
        self._authority = authority
        self._context = context
        self._weights = load_weights()

    def learn(self, names: Iterable[tuple[str, EntityType]]) -> None:
        """Let the names that one thing alone bears speak for the others."""
        for surface, kind in names:
            bearers = self._bearers(surface, kind)
            if len(bearers) == 1 and not bearers[0].is_weak:
                self._context.knows(bearers[0].entry)

    def link(self, surface: str, kind: EntityType, words: tuple[str, ...], forms: Iterable[str] = ()) -> Link | None:
        """What a name means; None where nothing is likely enough.

        Args:
            surface: the name as printed.
            kind: its type.
            words: its words in normal form, without titles.
            forms: other ways to write it, tried in turn where the authority does not have it as printed.
        """
        found = ((form, self._bearers(form, kind)) for form in (surface, *forms))
        form, bearers = next(((form, bearers) for form, bearers in found if bearers), (surface, []))
        links = self._links(form, kind, bearers, surface)
        if not bearers and kind is EntityType.PERSON and len(words) > 1:
            links = list(self._misspelt(surface, words))
        best = max(links, key=lambda link: link.confidence, default=None)
        return best if best is not None and best.confidence >= self._weights.least else None

    def _bearers(self, surface: str, kind: EntityType) -> list[Bearer]:
        bearers = self._authority.bearers(surface)
        if surface in self._context.foreign and kind is EntityType.ORGANISATION:
            bearers = tuple(bearer for bearer in bearers if bearer.entry.country != _HOME)
        if kind in _PLACES and (club := self._club(surface, bearers)):
            return [club]
        fitting = [b for b in bearers if b.entry.type is kind] or [
            b for b in bearers if {b.entry.type, kind} <= _PLACES
        ]
        if kind in _PLACES and len(fitting) > 1:
            fitting.sort(key=lambda bearer: not self._is_here(surface, bearer.entry))
        return fitting

    def _is_here(self, surface: str, place: Entry) -> bool:
        """Whether the article has a place written out, or names behind it what lies where it does."""
        if place.key in self._context.named:
            return True  # "Sukabumi" where it says "Kabupaten Sukabumi"
        around = {place.parent, place.key}
        others = (b.entry for name in self._context.before.get(surface, ()) for b in self._authority.bearers(name))
        return any(bool(around & {other.key, other.parent}) for other in others if other.type in _PLACES)

    def _club(self, surface: str, bearers: Sequence[Bearer]) -> Bearer | None:
        """The club that is called like its city, where the article speaks of sport and not of the city."""
        placed, seen = self._context.placed.get(surface, (0, 0))
        for bearer in bearers:
            subject = self._weights.field_of.get(bearer.entry.kind)
            if subject and self._context.fields.get(subject, set()) - {bearer.entry.key} and 2 * placed < seen:
                return bearer
        return None

    def _links(self, form: str, kind: EntityType, bearers: Sequence[Bearer], surface: str) -> list[Link]:
        prior = self._weights.prior
        abroad = {entry.country for entry, _ in bearers} - {_HOME}
        is_home = len(bearers) > len(abroad) > 0 and not any(map(self._names_country, abroad))
        links = []
        for place, (entry, is_weak) in enumerate(bearers):
            is_person = kind is EntityType.PERSON
            start = self._person_prior(form, entry, is_weak) if is_person else prior["weak" if is_weak else "full"]
            if len(bearers) > 1 and not (place == 0 and (entry.is_own or entry.type in _PLACES)):
                start *= prior["shared"]
                start += (1 - start) * self._weights.lift["home"] * (is_home and entry.country == _HOME)
            links.append(Link(entry, self._weighed(surface, entry, start)))
        return links

    def _person_prior(self, form: str, entry: Entry, is_weak: bool) -> float:
        prior = self._weights.prior
        is_member = entry.kind == "member_of_parliament"
        if sum(len(word.strip(".")) > 1 for word in form.split()) < 2:
            if not is_weak:
                return prior["single"]
            return prior["mononym"] if is_member and form.casefold() == entry.name.casefold() else prior["alias"]
        return prior["member"] if is_member and form.count(" ") == 1 else prior["full"]

    def _misspelt(self, surface: str, words: tuple[str, ...]) -> Iterator[Link]:
        """Those whose names have one letter more, less or other: "Kim Kong Un"; "Kim Jong Il" has two."""
        is_short = len(words) == 2
        least = _LONG_ENOUGH if is_short else _SHORTEST
        start = self._weights.prior["misprint" if is_short else "misspelt"]
        for name, entry in self._authority.people_beside(words):
            wrong = [(ours, theirs) for ours, theirs in zip(words, name, strict=True) if ours != theirs]
            if len(wrong) == 1 and min(map(len, wrong[0])) >= least and differ_by_one_letter(*wrong[0]):
                yield Link(entry, self._weighed(surface, entry, start))

    # -- what the article says ------------------------------------------------------------------------------------

    def _weighed(self, surface: str, entry: Entry, start: float) -> float:
        doubt = 1 - start
        lifts = list(self._lifts(surface, entry))
        for lift in lifts:
            doubt *= 1 - self._weights.lift[lift]
        confidence = 1 - doubt
        if "title" not in lifts and entry.type is EntityType.PERSON and not entry.is_own:
            for title, *_ in self._context.titles.get(surface, ()):
                if title.expansion.casefold().startswith(self._weights.small):
                    return confidence * self._weights.drop["small"]
            if surface in self._context.aged:
                confidence *= self._weights.drop["age"]
        return confidence

    def _lifts(self, surface: str, entry: Entry) -> Iterator[str]:
        held = self._held(surface, entry)
        if held:
            yield held
        named = self._context.named - {entry.key}
        if named & {key for key in (entry.of, entry.parent) if key and key != "indonesia"}:
            yield "office"
        if entry.country not in ("", _HOME) and self._names_country(entry.country):
            yield "country"
        subject = self._weights.field_of.get(entry.kind)
        if subject and self._context.fields.get(subject, set()) - {entry.key}:
            yield "field"

    def _names_country(self, code: str) -> bool:
        entries = self._authority.entries
        return any(entries[key].kind == "country" and entries[key].country == code for key in self._context.named)

    def _held(self, surface: str, entry: Entry) -> str:
        """Whether a title before the name is an office of the entry, in the year of the article or another."""
        found = ""
        for title, between, is_former in self._context.titles.get(surface, ()):
            for office in self._authority.offices(entry):
                if self._is_office(title, between, office.title, office.of):
                    if is_former or office.is_held_in(self._context.year):
                        return "title"
                    found = "former"
        return found

    def _is_office(self, title: Title, between: Sequence[str], held: str, of: str) -> bool:
        """Whether the printed title, with what stands between it and the name, is the office *held* at *of*."""
        printed, name = title.expansion.casefold(), held.casefold()
        if printed != name and not printed.startswith(f"{name} "):
            return False
        if between:
            return any(entry.key == of for entry in self._authority.lookup(" ".join(between)))
        organisation = self._authority.entries.get(of)
        implied = {pattern for pattern in title.organisation_patterns if "{" not in pattern}
        return not implied or (organisation is not None and organisation.name in implied)


def differ_by_one_letter(one: str, other: str) -> bool:
    """Whether two words differ in one letter: another, one more, or two that are exchanged."""
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    short, long = sorted((one, other), key=len)
    at = next((i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    if len(short) < len(long):
        return short[at:] == long[at + 1 :]
    exchanged = short[at + 2 :] == long[at + 2 :] and short[at : at + 2] == long[at : at + 2][::-1]
    return short[at + 1 :] == long[at + 1 :] or exchanged
