"""What people decide overrides the rules of joining: first the tables that are refused."""

from __future__ import annotations

import json
from itertools import permutations
from pathlib import Path

import pytest
from collections_of_facts import COUNTRY, LOC, ORG, PER, Told, facts
from commands import SEEDS, run

import kg
from kg.errors import InputError
from kg.graph import BASE, Graph, build_graph
from kg.identity import Corpus, Decision, DecisionsError, Rule, identify, read_decisions
from kg.model import Facts, Modality
from kg.query import explain

HEADER = "iri,decision,iri,who,why\n"
NAMES = {
    "Ani Lestari": PER,
    "Budi": PER,
    "Vladimir Putin": (PER, "vladimir-putin"),
    "Xi Jinping": (PER, "xi-jinping"),
    "Partai Maju": ORG,
    "Kota Baru": LOC,
    "Rusia": (COUNTRY, "rusia"),
}
BOTH = {"participant": ("Ani Lestari", "Vladimir Putin")}


def articles() -> list[Facts]:
    """Two reports of one meeting, one of another day, and a plan."""
    told = [Told("Meeting", BOTH, "2023-09-13"), Told("Meeting", BOTH, "2023-09"), Told("Meeting", BOTH, "2023-08-01")]
    plan = Told("Meeting", BOTH, "2024", modality=Modality.PLANNED)
    visit = Told("Visit", {"agent": ("Ani Lestari",), "destination": ("Kota Baru",)}, "2023-09-13")
    return [facts(f"Berita {n}.", NAMES, events=[each]) for n, each in enumerate((*told, plan, visit))]


PLAIN = identify(articles())
MEETING = next(e.name for e in PLAIN.events if e.begin == "2023-09-13" and e.type == "Meeting")
EARLIER = next(e.name for e in PLAIN.events if e.begin == "2023-08-01")
PLAN = next(e.name for e in PLAIN.events if e.modality is Modality.PLANNED)
VISIT = next(e.name for e in PLAIN.events if e.type == "Visit")
FIRST, SECOND = (PLAIN.articles[p.article].name for p in next(e for e in PLAIN.events if e.name == MEETING).passages)
ELSEWHERE = next(PLAIN.articles[e.passages[0].article].name for e in PLAIN.events if e.name == EARLIER)
(BUDI,) = (e.name for e in PLAIN.entities if e.label == "Budi")


def table(tmp_path: Path, *rows: str) -> Path:
    path = tmp_path / "table.csv"
    path.write_text(HEADER + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    return path


def decided(tmp_path: Path, *rows: str) -> Corpus:
    return identify(articles(), decisions=read_decisions(table(tmp_path, *rows), BASE))


# -- tables that are refused ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "line", "cause"),
    [
        pytest.param("a/b,same,a/c,Ani,x\n", 1, "there is no header", id="no header"),
        pytest.param(HEADER + "a/b,same,a/c\n", 2, "3 columns instead of 5", id="columns"),
        pytest.param(HEADER + "\na/b,equal,a/c,Ani,x\n", 3, "'equal' is no decision", id="decision"),
        pytest.param(HEADER + ",same,a/c,Ani,x\n", 2, "an IRI is missing", id="no IRI"),
        pytest.param(HEADER + f"a/b,same,<{BASE}a/b>,Ani,x\n", 2, "<a/b> is named twice", id="one thing"),
        pytest.param(HEADER + 'a/b,same,"a/c,Ani,x\n', 2, "not CSV", id="open quotation mark"),
    ],
)
def test_what_is_no_table(tmp_path: Path, text: str, line: int, cause: str) -> None:
    path = tmp_path / "table.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DecisionsError) as error:
        read_decisions(path, BASE)
    assert str(error.value).startswith(f"{path}:{line}: {cause}")


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        read_decisions(tmp_path / "nothing.csv", BASE)
    (tmp_path / "latin.csv").write_bytes(b"iri,decision,iri,who,why\nM\xfcller")
    with pytest.raises(InputError, match="not UTF-8: byte 0xFC"):
        read_decisions(tmp_path / "latin.csv", BASE)


@pytest.mark.parametrize(
    ("rows", "cause"),
    [
        pytest.param(["person/nobody,same,person/ani-lestari,,"], "there is no <person/nobody>", id="unknown thing"),
        pytest.param([f"{MEETING},same,event/meeting/x,,"], "there is no <event/meeting/x>", id="unknown event"),
        pytest.param([f"{MEETING},different,article/x,,"], "there is no <article/x>", id="unknown article"),
        pytest.param(["statement/x,same,person/budi,,"], "there is no <statement/x>", id="a statement"),
        pytest.param(
            [f"{MEETING},same,person/ani-lestari,,"], "one is an event, the other is none", id="event and person"
        ),
        pytest.param(
            ["person/ani-lestari,same,organization/partai-maju,,"],
            "one is a person, the other a organization",
            id="person and organisation",
        ),
        pytest.param(
            ["person/vladimir-putin,same,person/xi-jinping,,"],
            "the authority knows them as two: vladimir-putin, xi-jinping",
            id="two entries",
        ),
        pytest.param(
            ["person/vladimir-putin,same,person/ani-lestari,,", "person/ani-lestari,same,person/xi-jinping,,"],
            "the authority knows them as two",
            id="two entries by way of a third",
        ),
        pytest.param([f"{MEETING},same,{VISIT},,"], "one is a Meeting, the other a Visit", id="two classes"),
        pytest.param([f"{MEETING},same,{PLAN},,"], "one is asserted, the other planned", id="plan and happening"),
        pytest.param([f"{MEETING},same,{FIRST},,"], "nothing is the same as an article", id="same as an article"),
        pytest.param([f"{MEETING},different,{ELSEWHERE},,"], f"<{ELSEWHERE}> does not speak of", id="not its article"),
        pytest.param([f"{EARLIER},different,{ELSEWHERE},,"], f"only <{ELSEWHERE}> speaks of", id="its only article"),
        pytest.param(
            [f"{MEETING},same,{EARLIER},,", f"{EARLIER},different,{MEETING},,"], "but line 2 makes them one", id="both"
        ),
        pytest.param(
            [
                "person/ani-lestari,same,{0},,",
                "{0},same,person/xi-jinping,,",
                "person/ani-lestari,different,person/xi-jinping,,",
            ],
            "but lines 2, 3 make them one",
            id="a chain",
        ),
    ],
)
def test_decisions_that_cannot_be_put_into_effect(tmp_path: Path, rows: list[str], cause: str) -> None:
    with pytest.raises(DecisionsError) as error:
        decided(tmp_path, *(row.format(BUDI) for row in rows))
    (line,) = str(error.value).splitlines()
    assert line.startswith(f"{tmp_path / 'table.csv'}:")
    assert cause in line


def test_every_wrong_row_has_its_line_and_nothing_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = tmp_path / "out"
    output.mkdir()
    (output / "graph.ttl").write_text("old", encoding="utf-8")
    path = table(tmp_path, "person/a,same,person/b,,", "person/vladimir-putin,different,article/c,,")
    done = run(capsys, "build", SEEDS, "-o", output, "--no-html", "--decisions", path)
    assert done.code == 3
    assert [line.partition(".csv:")[2][:1] for line in done.err.splitlines()] == ["2", "2", "3"]
    assert (output / "graph.ttl").read_text(encoding="utf-8") == "old"


# -- tables that are put into effect ----------------------------------------------------------------------------------


def test_two_events_become_one_with_the_name_of_the_better_known(tmp_path: Path) -> None:
    corpus = decided(tmp_path, f"{EARLIER},same,{MEETING},Ani,one meeting")
    (event,) = [e for e in corpus.events if e.name == MEETING]
    assert len(event.passages) == 3
    assert EARLIER not in {e.name for e in corpus.events}
    assert [join.rule.value for join in event.joins].count("Decided") == 1
    assert event.notes == (f"{EARLIER} same {MEETING} (Ani: one meeting)",)


def test_what_an_article_says_leaves_an_event_that_keeps_its_name(tmp_path: Path) -> None:
    corpus = decided(tmp_path, f"{MEETING},different,{SECOND},Ani,")
    kept = next(e for e in corpus.events if e.name == MEETING)
    assert [corpus.articles[p.article].name for p in kept.passages] == [FIRST]
    (other,) = kept.different
    apart = next(e for e in corpus.events if e.name == other)
    assert [corpus.articles[p.article].name for p in apart.passages] == [SECOND]
    assert kept.joins == apart.joins == ()


def test_what_was_split_off_can_be_joined_elsewhere(tmp_path: Path) -> None:
    split = f"{MEETING},different,{SECOND},,"
    (part,) = next(e for e in decided(tmp_path, split).events if e.name == MEETING).different
    corpus = decided(tmp_path, split, f"{part},same,{EARLIER},,")
    assert {len(e.passages) for e in corpus.events} == {1, 2}
    assert next(e for e in corpus.events if e.name == MEETING).different


def test_people_of_one_name_are_one_when_somebody_says_so(tmp_path: Path) -> None:
    corpus = decided(tmp_path, f"{BUDI},different,{SECOND},,")
    assert sum(e.label == "Budi" for e in corpus.entities) == 2


def test_a_wrong_link_to_the_authority_is_undone_for_one_article(tmp_path: Path) -> None:
    corpus = decided(tmp_path, f'person/vladimir-putin,different,"{SECOND}#char=0,9",Ani,a namesake')
    president, namesake = (e for e in corpus.entities if e.label == "Vladimir Putin")
    assert (president.name, len(president.identifiers), namesake.identifiers) == ("person/vladimir-putin", 1, ())
    assert president.different == (namesake.name,)


def test_who_the_authority_knows_gives_the_name(tmp_path: Path) -> None:
    corpus = decided(tmp_path, "person/ani-lestari,same,person/vladimir-putin,,")
    assert "person/ani-lestari" not in {e.name for e in corpus.entities}
    (person,) = [e for e in corpus.entities if e.name == "person/vladimir-putin"]
    assert "Ani Lestari" in person.names
    assert person.rule is Rule.DECIDED


def test_events_are_found_by_the_names_that_they_had_before_things_were_joined(tmp_path: Path) -> None:
    corpus = decided(tmp_path, f"{BUDI},same,person/ani-lestari,,", f"{MEETING},different,{SECOND},,")
    assert sorted(len(e.passages) for e in corpus.events) == [1] * 5


def test_rows_that_agree_with_the_rules_change_no_node(tmp_path: Path) -> None:
    corpus = decided(tmp_path, f"{EARLIER},different,{MEETING},,", f"{PLAN},different,{MEETING},,")
    assert [e.name for e in corpus.events] == [e.name for e in PLAIN.events]


def test_circles_of_same_are_no_contradiction(tmp_path: Path) -> None:
    rows = [f"{a},same,{b},," for a, b in ((MEETING, EARLIER), (EARLIER, MEETING), (MEETING, EARLIER))]
    assert len(decided(tmp_path, *rows).events) == len(PLAIN.events) - 1


def test_the_order_of_rows_and_articles_does_not_matter(tmp_path: Path) -> None:
    rows = [f"{EARLIER},same,{MEETING},,", f"{MEETING},different,{SECOND},,", f"{BUDI},same,person/ani-lestari,,"]
    corpora = {decided(tmp_path, *order) for order in permutations(rows)}
    assert len(corpora) == 1
    told = articles()
    decisions: tuple[Decision, ...] = read_decisions(table(tmp_path, *rows), BASE)
    assert {identify(told[::-1], decisions=decisions)} == corpora


def test_the_graph_says_what_was_decided(tmp_path: Path) -> None:
    graph = build_graph(decided(tmp_path, f"{MEETING},different,{SECOND},Ani,another meeting"))
    told = explain(graph, MEETING)
    assert told.notes == (f"{MEETING} different {SECOND} (Ani: another meeting)",)
    assert [link.relation for link in told.links] == ["different from"]


# -- there and back ---------------------------------------------------------------------------------------------------


def test_from_explanation_to_decision_to_graph(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    graph = kg.build([SEEDS])
    event = next(s for s, described in graph.descriptions().items() if "/event/meeting/2023-09-13" in s)
    (file,) = graph.write(tmp_path, html=False)
    told = json.loads(run(capsys, "explain", file, event, "--format", "json").out)
    wrong = next(source for source in told["sources"] if source["rule"])
    path = table(tmp_path, f'{event},different,"{wrong["passages"][0]["iri"]}",Ani,')
    assert run(capsys, "build", SEEDS, "-o", tmp_path, "--no-html", "--decisions", path).code == 0
    again = json.loads(run(capsys, "explain", file, event, "--format", "json").out)
    assert wrong["article"] not in {source["article"] for source in again["sources"]}
    (other,) = again["links"]
    apart = explain(Graph.read(file), other["iri"])
    assert [source.article for source in apart.sources] == [wrong["article"]]
    path = table(tmp_path, f"{event},different,{wrong['article']},Ani,", f"{event},same,{other['iri']},Budi,")
    assert run(capsys, "build", SEEDS, "-o", tmp_path, "--no-html", "--decisions", path).code == 3
