"""The claims benchmark is what its guide says, and its scorer counts what it should."""

import hashlib
import re
import shutil
from pathlib import Path

import msgspec
import pytest

from warmonitor.evaluation.annotated import (
    ROUNDS,
    SPLITS,
    Document,
    GoldClaim,
    check_frozen,
    current_events_folder,
    read_annotated,
)
from warmonitor.evaluation.claims import Score, calibration_error, reliability, same_voice
from warmonitor.evaluation.pairing import pair
from warmonitor.model import Actor, Claim, Figure, Place, Voice
from warmonitor.ontology import load_ontology

DATA = Path(__file__).parents[2] / "benchmarks" / "claims"
EVENTS = current_events_folder(DATA)
EVERY = (*SPLITS, ROUNDS)


def documents(split: str) -> list[Document]:
    return list(read_annotated(DATA, split, EVENTS).documents)


def every_claim() -> list[tuple[Document, GoldClaim]]:
    return [(d, claim) for split in EVERY for d in documents(split) for claim in d.claims]


def lines(split: str) -> list[dict]:
    return [msgspec.json.decode(raw) for raw in (DATA / f"{split}.jsonl").read_bytes().splitlines()]


def test_the_test_split_is_the_frozen_one() -> None:
    check_frozen(DATA)


def test_another_test_split_is_refused(tmp_path: Path) -> None:
    shutil.copytree(DATA, tmp_path / "claims")
    with (tmp_path / "claims" / "test.jsonl").open("a", encoding="utf-8") as split:
        split.write("\n")
    with pytest.raises(ValueError, match="frozen"):
        check_frozen(tmp_path / "claims")


def test_size_and_variety() -> None:
    every = [line for split in SPLITS for line in lines(split)]
    assert sum(line["kind"] == "sentence" for line in every) >= 400
    assert sum(line["kind"] == "report" for line in every) >= 20
    told = {claim["type"] for line in every for claim in line["claims"]}
    assert told == set(load_ontology().claim_types)
    assert 0.15 < sum(not line["claims"] for line in every) / len(every) < 0.25


@pytest.mark.parametrize("split", SPLITS)
def test_documents_are_split_by_the_hash_of_their_id(split: str) -> None:
    for line in lines(split):
        even = int(hashlib.sha256(line["id"].encode()).hexdigest(), 16) % 2 == 0
        assert line["split"] == split == ("test" if even else "dev"), line["id"]


def test_rounds_are_a_split_of_their_own() -> None:
    rounds = lines(ROUNDS)
    named = [line["id"] for line in rounds]
    assert {line["split"] for line in rounds} == {ROUNDS}
    assert all(re.fullmatch(r"round\d+-\d{3}", name) for name in named)
    assert len(set(named)) == len(named)


@pytest.mark.parametrize("split", EVERY)
def test_pointed_documents_carry_no_words(split: str) -> None:
    for line in lines(split):
        assert ("source" in line) != ("text" in line), line["id"]


def test_pointed_documents_are_the_items_that_were_annotated() -> None:
    if not EVENTS.exists():
        pytest.skip(f"no Current Events files at {EVENTS}")
    for split in SPLITS:
        assert read_annotated(DATA, split, EVENTS).left_out == ()


def test_documents_without_their_source_are_left_out(tmp_path: Path) -> None:
    annotated = read_annotated(DATA, "dev", tmp_path)
    pointed = {line["id"] for line in lines("dev") if "source" in line}
    assert set(annotated.left_out) == pointed
    assert len(annotated.documents) == len(lines("dev")) - len(pointed)


def test_spans_lie_inside_their_texts_and_on_words() -> None:
    for document, claim in every_claim():
        text = document.report.text
        spans = [claim.trigger, claim.quote, claim.time, claim.voice.span, claim.voice.antecedent]
        spans += [inner.span for inner in (*claim.actors, *claim.places)]
        for start, end in (span for span in spans if span is not None):
            assert 0 <= start < end <= len(text), document.id
            assert text[start:end].strip() == text[start:end], document.id
        assert claim.quote[0] <= claim.trigger[0] < claim.trigger[1] <= claim.quote[1], document.id


def test_names_are_of_the_ontology() -> None:
    ontology = load_ontology()
    groups = set(ontology.groups) | set(ontology.object_kinds)
    for document, claim in every_claim():
        assert set(claim.types) <= set(ontology.claim_types), document.id
        assert claim.modality in ontology.modalities, document.id
        assert claim.newness in ontology.newness, document.id
        assert claim.voice.kind in ontology.voice_kinds, document.id
        assert {actor.role for actor in claim.actors} <= set(ontology.actor_roles), document.id
        for index, figure in enumerate(claim.figures):
            assert figure.measure in ontology.measures, document.id
            assert figure.group in groups, document.id
            assert figure.part_of is None or figure.part_of < index, document.id
            assert figure.low is None or figure.high is None or figure.low <= figure.high, document.id


def found(type_: str, span: tuple[int, int], **keys: object) -> Claim:
    return Claim(
        id=f"c-{type_}-{span[0]}",
        report="r-1",
        type=type_,
        quote="",
        span=span,
        block="paragraph",
        confidence=keys.pop("confidence", 0.5),
        rule="r",
        **keys,
    )


def gold(type_: str, quote: tuple[int, int], **keys: object) -> GoldClaim:
    raw = {
        "type": type_,
        "trigger": quote,
        "quote": quote,
        "actors": [],
        "places": [],
        "time": None,
        "figures": [],
        "voice": {"span": None, "kind": "outlet"},
        "modality": "asserted",
        "newness": "new",
        **keys,
    }
    return msgspec.convert(raw, GoldClaim)


def toll(low: int | None, high: int | None, group: str = "people") -> dict:
    return {"measure": "killed", "low": low, "high": high, "group": group}


def figure(low: int | None, high: int | None, group: str = "people") -> Figure:
    return Figure(measure="killed", low=low, high=high, group=group, text="")


@pytest.mark.parametrize(
    ("wanted", "claims", "pairs"),
    [
        ([gold("clash", (0, 9))], [found("clash", (5, 20))], [(0, 0)]),
        ([gold("clash", (0, 9))], [found("clash", (9, 20))], []),
        ([gold("clash", (0, 9))], [found("attack", (0, 9))], []),
        ([gold("attack", (0, 9), also=["airstrike"])], [found("airstrike", (0, 9))], [(0, 0)]),
        (
            [gold("bombing", (0, 9), figures=[toll(3, 3)]), gold("bombing", (0, 9), figures=[toll(7, 7)])],
            [found("bombing", (0, 9), figures=(figure(7, 7),)), found("bombing", (0, 9))],
            [(0, 1), (1, 0)],
        ),
        (
            [gold("attack", (0, 9), also=["airstrike"]), gold("airstrike", (0, 9))],
            [found("airstrike", (0, 9)), found("attack", (0, 9))],
            [(0, 1), (1, 0)],
        ),
        (
            [gold("airstrike", (0, 9)), gold("attack", (0, 9), also=["airstrike"])],
            [found("airstrike", (0, 9)), found("airstrike", (0, 9))],
            [(0, 0), (1, 1)],
        ),
    ],
)
def test_pairs(wanted: list[GoldClaim], claims: list[Claim], pairs: list[tuple[int, int]]) -> None:
    assert pair(wanted, claims) == pairs


@pytest.mark.parametrize(
    ("voice", "own", "right"),
    [
        ({"span": None, "kind": "outlet"}, ("outlet", None), True),
        ({"span": None, "kind": "outlet"}, ("police", "police"), False),
        ({"span": [0, 10], "kind": "police"}, ("police", "a police colonel"), True),
        ({"span": [0, 10], "kind": "police"}, ("government", "the police"), False),
        ({"span": [0, 3], "kind": "police"}, ("police", "the mayor"), False),
        ({"span": [20, 22], "kind": "police", "antecedent": [0, 10]}, ("police", "the police"), True),
    ],
)
def test_voices(voice: dict, own: tuple[str, str | None], right: bool) -> None:
    text = "The police came. So he said."
    claim = found("clash", (0, 9), voices=(Voice(kind=own[0], text=own[1]),))
    assert same_voice(text, gold("clash", (0, 9), voice=voice), claim) is right


def scored(wanted: list[GoldClaim], claims: list[Claim]) -> dict[str, float]:
    document = documents("dev")[0]
    own = Document("x", "dev", "sentence", document.report, tuple(wanted))
    score = Score()
    score.add(own, claims)
    return score.results()


def test_everything_right_is_one() -> None:
    wanted = gold(
        "clash",
        (0, 9),
        figures=[toll(9, None), {**toll(2, 2), "part_of": 0}],
        places=[{"span": [4, 9], "relation": "in"}],
        actors=[{"role": "party", "span": [0, 3]}],
    )
    claim = found(
        "clash",
        (0, 9),
        confidence=1.0,
        actors=(Actor(role="party", text="The", span=(0, 3)),),
        places=(Place(text="there", span=(4, 9)),),
        figures=(
            figure(9, None),
            Figure(measure="killed", low=2, high=2, group="people", text="", part_of=0),
        ),
        voices=(Voice(kind="outlet"),),
    )
    results = scored([wanted], [claim])
    assert results.pop("calibration_error") == 0
    assert results.pop("silent_kept") == 0
    assert set(results.values()) == {1.0}


def test_figures_of_a_lost_claim_are_lost_and_those_of_an_invented_one_wrong() -> None:
    wanted = [gold("clash", (0, 9), figures=[toll(4, 4)]), gold("siege", (0, 9), figures=[toll(5, 5)])]
    claims = [
        found("clash", (0, 9), figures=(figure(4, 4),)),
        found("attack", (0, 9), figures=(figure(5, 5),)),
    ]
    results = scored(wanted, claims)
    assert (results["figure_f1"], results["figure_f1_in_pairs"]) == (0.5, 1.0)
    assert (results["precision"], results["recall"]) == (0.5, 0.5)


def test_an_enclosing_place_is_neither_required_nor_wrong() -> None:
    places = [{"span": [0, 3], "relation": "in"}, {"span": [5, 9], "relation": "in", "within": True}]
    wanted = gold("clash", (0, 20), places=places)
    inner, outer, other = (Place(text="", span=span) for span in ((0, 3), (5, 9), (12, 15)))
    assert scored([wanted], [found("clash", (0, 20), places=(inner,))])["place_f1"] == 1
    assert scored([wanted], [found("clash", (0, 20), places=(inner, outer))])["place_f1"] == 1
    assert scored([wanted], [found("clash", (0, 20), places=(inner, other))])["place_f1"] < 1


def test_silence_where_nothing_is_told() -> None:
    assert scored([], [])["silent_kept"] == 1
    assert scored([], [found("clash", (0, 9))])["silent_kept"] == 0


def test_calibration() -> None:
    honest = [(0.75, True)] * 3 + [(0.75, False)]
    assert calibration_error(honest) == 0
    assert calibration_error([(0.95, False)] * 4) == pytest.approx(0.95)
    assert reliability([(1.0, True)]) == [{"claims": 1, "confidence": 1.0, "right": 1.0}]
    assert calibration_error([]) == 0
