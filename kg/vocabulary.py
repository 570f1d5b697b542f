"""The terms that this project reads and writes: closed mirrors of its vocabularies, as plain IRI strings.

``KG.Meeting`` is ``"https://w3id.org/kabar/ontology#Meeting"``; a mistyped ``KG.Meetign`` raises AttributeError.
Names that come from data are looked up with ``KG["Meeting"]``, which raises KeyError.

``ontology/kabar.ttl`` is the source of ``KG``; a test compares the two both ways. No RDF library is imported here.
"""

from __future__ import annotations

from collections.abc import Iterator


class Namespace:
    """A closed set of terms under one IRI.

    Args:
        iri: what every term of the vocabulary begins with.
        terms: local names of the terms that this project uses, between blanks.
    """

    def __init__(self, iri: str, terms: str) -> None:
        self._iri = iri
        self._terms = {term: iri + term for term in terms.split()}
        vars(self).update(self._terms)  # found without a call; a builder asks for some millions

    def __getattr__(self, name: str) -> str:
        try:
            return self._terms[name]
        except KeyError:
            raise AttributeError(f"<{self._iri}> has no term {name!r} that this project uses") from None

    def __getitem__(self, name: str) -> str:
        return self._terms[name]

    def __contains__(self, name: object) -> bool:
        return name in self._terms

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(self._terms))

    def __str__(self) -> str:
        return self._iri


KG = Namespace(
    "https://w3id.org/kabar/ontology#",
    # events, statements, positions; event classes by group; the language of triggers and cues
    """
    Alleged Asserted Denied Event EventClass EventGroup Modality Planned Role Statement agent allyOf confidence
    SpeechAct destination direct fulfils modality origin outletCount participant patient recipient reportedBy speaker
    theme title topic

    Join JoinRule Link OnceClass conflictsWith joinConfidence joinedBy joins linkConfidence nearCopyOf
    Decided NestedTime SameContext SameDay SameEntry SameName SameParticipants SameStory SameWords
    Value
    Alignment AlikeInContext LinkedAsSame SameIdentifier SameRecord because before joined kept maybeSame

    Business Bankruptcy Investment Launch Merger
    Conflict Attack Invasion MilitaryExercise Protest WeaponTest
    Contact Call Correspondence Greeting Meeting
    Diplomacy Acceptance Accusation Agreement Attendance Banquet Ceremony Cooperation Criticism Demand
    Invitation Negotiation Praise Rejection Sanction Support Threat
    Disaster Accident Earthquake Eruption Fire Flood Landslide
    Governance Announcement Inspection Legislation
    Justice Arrest Charge Investigation Lawsuit Release Search Seizure Sentence Trial Warrant
    Life Birth Death Injury Marriage
    Movement Arrival Departure Deportation Evacuation Travel Visit
    Personnel Appointment Dismissal Election Nomination Resignation
    Transfer Aid ArmsTransfer Giving Payment Purchase

    ace activeForm addressee complement creditCue cue cuePhrase cueVerb epithet evokes LightVerb marker needs noun
    object owner passes passiveForm passiveWord plover possessor relationalNoun seat Slot slotAntara slotAtas slotBagi
    slotBersama slotDari slotDengan slotDi slotKe slotKepada slotOleh slotSebagai slotTentang slotTerhadap slotUntuk
    SpeechVerb subject Trigger unless verb word
    """,
)
"""Our own terms."""

SCHEMA = Namespace(
    "https://schema.org/",
    """
    Claim Country CreativeWork Event NewsArticle Organization Person Place Product about affiliation author
    containedInPlace datePublished headline inLanguage jobTitle location manufacturer memberOf mentions
    parentOrganization publisher rangeIncludes relatedTo softwareVersion text url
    """,
)
"""People, places, organisations, articles and their direct properties."""

SEM = Namespace(
    "http://semanticweb.cs.vu.nl/2009/11/sem/",
    """
    Event EventType eventType hasActor hasBeginTimeStamp hasEndTimeStamp hasPlace hasTimeStamp
    """,
)
"""Events: the Simple Event Model."""

ORG = Namespace("http://www.w3.org/ns/org#", "Membership member organization")
"""Positions held."""

PROV = Namespace(
    "http://www.w3.org/ns/prov#",
    """
    Activity Entity SoftwareAgent used wasAssociatedWith wasDerivedFrom wasGeneratedBy
    """,
)
"""Where a fact comes from; the run that made the graph."""

NIF = Namespace(
    "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#",
    """
    RFC5147String String anchorOf beginIndex endIndex referenceContext
    """,
)
"""Characters of an article."""

ITSRDF = Namespace("http://www.w3.org/2005/11/its/rdf#", "taIdentRef")
"""Which entity a mention stands for."""

SKOS = Namespace(
    "http://www.w3.org/2004/02/skos/core#", "altLabel closeMatch editorialNote exactMatch notation prefLabel"
)
"""Alternative labels, mappings."""

OWL = Namespace(
    "http://www.w3.org/2002/07/owl#",
    """
    AnnotationProperty Class DatatypeProperty FunctionalProperty NamedIndividual ObjectProperty Ontology
    SymmetricProperty differentFrom sameAs
    """,
)
"""Identity with Wikidata; how the ontology is written."""

DCTERMS = Namespace("http://purl.org/dc/terms/", "description identifier license source title")
"""The file that an article was read from; the data set."""

VOID = Namespace("http://rdfs.org/ns/void#", "Dataset documents entities subset triples uriSpace")
"""The data set's own description."""

RDF = Namespace(
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    """
    Property Statement langString object predicate subject type
    """,
)
"""RDF itself."""

RDFS = Namespace(
    "http://www.w3.org/2000/01/rdf-schema#",
    """
    Literal comment domain label range seeAlso subClassOf subPropertyOf
    """,
)
"""Labels and comments."""

XSD = Namespace("http://www.w3.org/2001/XMLSchema#", "boolean date dateTime decimal gYear gYearMonth integer string")
"""Types of literals."""

WD = "http://www.wikidata.org/entity/"
"""What the IRI of a Wikidata item begins with: an open set."""
