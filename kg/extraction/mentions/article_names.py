"""Names of one article made consistent: one type a name, and what is named once is found everywhere."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from kg.extraction.mentions.name_grammar import NameGrammar, default_grammar
from kg.extraction.mentions.names import Name, SentenceNames, longest
from kg.extraction.phrases import load_grammar, looks_like_verb
from kg.knowledge.authority import load_authority
from kg.knowledge.ontology import load_ontology
from kg.language.features import is_title_case
from kg.language.glued import load_lexicon
from kg.language.tagger import default_tagger
from kg.model import Article, BlockKind, EntityType, Sentence

_CARRIED = 0.75
_DATELINE = 0.9
_SURE = 0.9
_CUED_WEIGHT = 10.0
"""What a cue beside a name counts that it is a person's."""
_LONGEST_PERSON = 4
_SETTLED = 0.5
"""Names that are surer than this are looked for in the rest of the article."""
_HEADLINE_WEIGHT = 0.3
"""What a headline, where every word has a capital, counts in deciding a name's type."""
_BRACKET_WEIGHT = 4.0
"""What "(OJK)" behind "Otoritas Jasa Keuangan" counts."""


def find_names(article: Article, sentences: Sequence[Sentence]) -> list[list[Name]]:
    """The names in each sentence, in order; a name may lie inside another."""
    finder = SentenceNames(default_grammar(), load_authority(), default_tagger())
    rows = [tuple([token.text for token in sentence.tokens]) for sentence in sentences]
    found = [finder.find(words) for words in rows]
    for sentence, words, names in zip(sentences, rows, found, strict=True):
        names += [n for n in bracketed(words, names) if not finder.is_none(words, n)]
        names += list(dateline_places(article, sentence, names))
    for names, bodies in zip(found, acting_bodies(rows, finder.grammar), strict=True):
        names += [body for body in bodies if not any(body.overlaps(name) for name in names)]
    lexicon = ArticleNames(rows, found, finder.grammar)
    result: list[list[Name]] = []
    for number, (words, names) in enumerate(zip(rows, found, strict=True)):
        whole = lexicon.complete(number, names)
        if not is_title_case(words):
            whole += finder.led(words, whole)
        result.append(sorted([*whole, *finder.nested(words, whole)]))
    return _without_publisher(article, sentences, result)


def bracketed(words: Sequence[str], names: Sequence[Name]) -> Iterator[Name]:
    """The short form in brackets behind a name: "Otoritas Jasa Keuangan (OJK)", "Korea Utara (Korut)"."""
    if "(" not in words:
        return
    by_place = {i: name for name in names for i in range(name.first, name.last)}
    for name in names:
        at = name.last + 1
        if name.type is EntityType.PERSON or at + 1 >= len(words) or words[at - 1] != "(" or words[at + 1] != ")":
            continue
        if words[at][0].isupper() and len(words[at]) > 1 and (at not in by_place or by_place[at].type != name.type):
            yield Name(at, at + 1, name.type, name.confidence)


def dateline_places(article: Article, sentence: Sentence, names: Sequence[Name]) -> Iterator[Name]:
    """The city of a dateline ("Liputan6.com, Jakarta -", "JAKARTA -") that was not found as a name."""
    dateline = article.dateline
    if dateline is None or not dateline.overlaps(sentence.span):
        return
    tokens = sentence.tokens
    row = [i for i, token in enumerate(tokens) if dateline.start <= token.start and token.end <= dateline.end]
    run: list[int] = []
    for i in [*row, -1]:
        if i >= 0 and tokens[i].text.isalpha() and tokens[i].text[0].isupper():
            run.append(i)
            continue
        if run and not any(n.first <= run[-1] and run[0] < n.last for n in names):
            yield Name(run[0], run[-1] + 1, EntityType.PLACE, _DATELINE)
        run = []


def acting_bodies(rows: Sequence[Sequence[str]], grammar: NameGrammar) -> list[list[Name]]:
    """ "pemerintah" by itself, which is the government, wherever it stands in an article that lets it act.

    It acts where a verb or what goes with one follows: "pemerintah akan membantu".
    """
    found: list[list[Name]] = []
    acts = False
    for words in rows:
        bodies: list[Name] = []
        for at in grammar.may_be_bodies(words):
            last = grammar.body_at(words, at)
            if last is not None:
                bodies.append(Name(at, last, EntityType.ORGANISATION, _CARRIED))
                following = words[last].lower() if last < len(words) else ""
                acts = acts or looks_like_verb(following) or following in load_grammar().auxiliaries
        found.append(bodies)
    return found if acts else [[] for _ in rows]


def _is_short_form(words: Sequence[str], name: Name) -> bool:
    """Whether a name stands alone in brackets; what it is short for tells its type."""
    in_brackets = name.first > 0 and words[name.first - 1] == "(" and words[name.last : name.last + 1] == (")",)
    return in_brackets and name.last == name.first + 1 and name.type is not EntityType.PERSON


def _is_somebody(words: Sequence[str], name: Name, grammar: NameGrammar) -> bool:
    """Whether the words beside a name that is taken for something else say that it is a person's.

    "kata Sahara", "Timur Kapadze (41)", "Gigih Gesang, Sekjen …": a verb of saying, an age, an office in apposition.
    """
    surface = words[name.first : name.last]
    is_body = name.type is EntityType.ORGANISATION and (len(surface) == 1 or surface[0].isupper())
    if name.type not in (EntityType.PLACE, EntityType.ORGANISATION) or is_body or grammar.type_of(surface) is not None:
        return False
    if grammar.is_cued_person(words, name.first, name.last):
        return True
    is_apart = words[name.last : name.last + 1] == (",",) and not load_authority().lookup(" ".join(surface))
    is_inside = name.first > 0 and words[name.first - 1].lower() in load_grammar().prepositions
    office = load_authority().titles.match(words, name.last + 1) if is_apart and not is_inside else None
    return office is not None and office[1].kind == "office"


def _speaks(words: Sequence[str], name: Name, grammar: NameGrammar) -> bool:
    """Whether a single word that is taken for an organisation's name stands beside a verb of saying."""
    if name.type is not EntityType.ORGANISATION or name.last - name.first > 1:
        return False
    after = words[name.last].lower() if name.last < len(words) else ""
    return after in load_ontology().speech.active_forms or grammar.is_cued_person(words, name.first, name.last)


def _is_sure_person(name: Name) -> bool:
    """Whether the tagger is sure of a full name: "Angga Raka Prabowo" though the article is about Prabowo."""
    return name.type is EntityType.PERSON and name.confidence >= _SURE and name.last - name.first > 2


def _is_two_names(name: Name, known: Sequence[Name]) -> bool:
    """Whether a name begins with one that the article knows and ends with another: "Kim Sambut Putin"."""
    inside = [k for k in known if name.first <= k.first and k.last <= name.last]
    return len(inside) > 1 and inside[0].first == name.first and inside[-1].last == name.last


def _is_outlet(words: Sequence[str], name: Name, grammar: NameGrammar) -> bool:
    """Whether a single word that nobody knows is credited, and so an outlet: "Disitat dari Carnewschina".

    People report, too: "Harta itu dilaporkan Sari".
    """
    surface = words[name.first : name.last]
    is_unknown = len(surface) == 1 and name.type is not EntityType.PERSON and not load_authority().lookup(surface[0])
    return is_unknown and grammar.is_credited(words, name.first)


class ArticleNames:
    """The names of one article, each with the type that most of its mentions have.

    Args:
        rows: the words of each sentence.
        found: the names of each sentence.
        grammar: knows which names must not be looked for elsewhere.
    """

    def __init__(self, rows: Sequence[Sequence[str]], found: Sequence[Sequence[Name]], grammar: NameGrammar) -> None:
        self._rows = rows
        self._votes: dict[tuple[str, ...], dict[EntityType, float]] = defaultdict(lambda: defaultdict(float))
        self._settled: set[tuple[str, ...]] = set()
        self._parts: set[tuple[str, ...]] = set()
        self._speaking: set[tuple[str, ...]] = set()
        for words, names in zip(rows, found, strict=True):
            headline = is_title_case(words)
            for name in names:
                surface = tuple(words[name.first : name.last])
                weight = _HEADLINE_WEIGHT if headline else _BRACKET_WEIGHT if _is_short_form(words, name) else 1.0
                self._votes[surface][name.type] += name.confidence * weight
                if _is_somebody(words, name, grammar):
                    self._votes[surface][EntityType.PERSON] += _CUED_WEIGHT
                elif _is_outlet(words, name, grammar):
                    self._votes[surface][EntityType.ORGANISATION] += _CUED_WEIGHT
                if _speaks(words, name, grammar):
                    self._speaking.add(surface)
                if not headline and name.confidence >= _SETTLED and not grammar.is_body(surface):
                    self._settled.add(surface)
        self._lengthen(rows, found)
        self._add_parts_of_persons()
        self._longest: dict[str, int] = {}
        for surface in self._settled:
            self._longest[surface[0]] = max(self._longest.get(surface[0], 0), len(surface))
        self._matches = [list(self._match(words)) for words in rows]
        self._vote_for_persons(grammar)

    def _vote_for_persons(self, grammar: NameGrammar) -> None:
        """Count what stands beside names of several words where the sentence alone did not find them, too."""
        for words, matches in zip(self._rows, self._matches, strict=True):
            for first, last in matches:
                surface = tuple(words[first:last])
                if len(surface) > 1 and _is_somebody(words, self._name(surface, first, last), grammar):
                    self._votes[surface][EntityType.PERSON] += _CUED_WEIGHT

    def _name(self, surface: tuple[str, ...], first: int, last: int) -> Name:
        return Name(first, last, self.type_of(surface), _CARRIED)

    def _lengthen(self, rows: Sequence[Sequence[str]], found: Sequence[Sequence[Name]]) -> None:
        """One word that is a person's name goes on with the free capitalised words behind it: "Andita [Tirta]"."""
        singles = {s[0] for s in self._settled if len(s) == 1 and self.type_of(s) is EntityType.PERSON}
        for words, names in zip(rows, found, strict=True):
            if is_title_case(words):
                continue
            starts = [at for at, word in enumerate(words) if word in singles]
            taken = {i for n in names for i in range(n.first, n.last)} if starts else ()
            for at in starts:
                last = at + 1
                while last < len(words) and last not in taken and self._is_surname(words[last]):
                    last += 1
                if at not in taken and at + 1 < last < at + _LONGEST_PERSON:
                    self._votes[tuple(words[at:last])][EntityType.PERSON] += _CARRIED
                    self._settled.add(tuple(words[at:last]))

    def _is_surname(self, word: str) -> bool:
        return word.istitle() and self._is_new(word) and word.lower() not in load_lexicon().cost

    def _add_parts_of_persons(self) -> None:
        """The first or last words of a person's name stand for it: "Peskov" for "Dmitry Peskov".

        So does a word that is a firm's elsewhere, where it speaks: "kata Ferrari" for "Stephanie Ferrari".
        """
        persons = [s for s in sorted(self._settled) if len(s) > 1 and self.type_of(s) is EntityType.PERSON]
        for surface in persons:
            parts = [surface[:1], surface[-1:], *((surface[:2], surface[-2:]) if len(surface) > 2 else ())]
            for part in parts:
                if len(part[0]) > 1 and part[0].istitle() and part not in self._votes:
                    self._votes[part][EntityType.PERSON] = _CARRIED
                    self._settled.add(part)
                    self._parts.add(part)
                elif part in self._speaking and part[0].istitle():
                    self._votes[part][EntityType.PERSON] += _CUED_WEIGHT

    def type_of(self, surface: tuple[str, ...]) -> EntityType:
        """The type of a name in this article."""
        votes = self._votes[surface]
        if len(votes) == 1:
            return next(iter(votes))
        return max(sorted(votes), key=votes.__getitem__)

    def _match(self, words: Sequence[str]) -> Iterator[tuple[int, int]]:
        """Where a known name stands, the longest first, none inside another."""
        end = 0
        for at in [at for at, word in enumerate(words) if word in self._longest]:
            if at < end:
                continue
            for length in range(min(self._longest[words[at]], len(words) - at), 0, -1):
                if tuple(words[at : at + length]) in self._settled:
                    end = at + length
                    yield at, end
                    break

    def _is_torn(self, words: Sequence[str], part: Name, names: Sequence[Name]) -> bool:
        """Whether a part of a person's name is part of somebody else's: "Budi" in "Budi Prasetyo"."""
        if tuple(words[part.first : part.last]) not in self._parts:
            return False
        beside = [i for i in (part.first - 1, part.last) if 0 < i < len(words) and words[i].istitle()]
        return any(not any(n.first <= i < n.last for n in names) and self._is_new(words[i]) for i in beside)

    def _is_new(self, word: str) -> bool:
        is_title = load_authority().titles.match([word]) is not None
        return (word,) not in self._settled and word.isalpha() and not is_title

    def complete(self, number: int, names: Sequence[Name]) -> list[Name]:
        """The names of a sentence, with those that the rest of the article knows, each with the article's type."""
        words = self._rows[number]
        known = [self._name(tuple(words[first:last]), first, last) for first, last in self._matches[number]]
        if is_title_case(words):
            kept = [
                n
                for n in names
                if (_is_sure_person(n) and not _is_two_names(n, known))
                or not any(k.overlaps(n) and k[:2] != n[:2] for k in known)
            ]
            merged = longest([*kept, *known])
        else:
            free = [k for k in known if not any(k.overlaps(n) for n in names)]
            merged = sorted([*names, *(k for k in free if not self._is_torn(words, k, names))])
        return [Name(n.first, n.last, self.type_of(tuple(words[n.first : n.last])), n.confidence) for n in merged]


def _without_publisher(
    article: Article, sentences: Sequence[Sentence], found: Sequence[Sequence[Name]]
) -> list[list[Name]]:
    """Leave out the outlet itself, and everything but places from the dateline."""
    brands = {_brand(article.publisher)} if article.publisher else set[str]()
    result: list[list[Name]] = []
    for sentence, names in zip(sentences, found, strict=True):
        kept: list[Name] = []
        for name in names:
            start, end = sentence.tokens[name.first].start, sentence.tokens[name.last - 1].end
            dateline = article.dateline
            in_dateline = dateline is not None and dateline.start <= start and end <= dateline.end
            if in_dateline and name.type not in {EntityType.PLACE, EntityType.COUNTRY}:
                continue
            if _brand(article.text[start:end]) not in brands:
                kept.append(name)
        result.append(kept if sentence.kind is not BlockKind.BYLINE else [])
    return result


def _brand(name: str) -> str:
    return name.lower().removesuffix(".com").removesuffix(".co").replace(" ", "")
