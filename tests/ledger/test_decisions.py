"""What reviewers decide is kept, changes what it should, and can be taken back."""

from datetime import date
from typing import Any

import msgspec
import pytest
from invented_war import Clock, Linked, claimed, happened, reported

from warmonitor.incidents import link
from warmonitor.knowledge.registry import Registry, load_registry
from warmonitor.ledger import CorrectionError, Draft, Filter, Ledger, LedgerError, drop_of, edit_of
from warmonitor.model import Claim, Incident


@pytest.fixture(scope="module")
def registry() -> Registry:
    return load_registry()


def keep(ledger: Ledger, words: str = "Rebels shelled Tarsil at dawn.", **more: Any) -> Claim:
    report, raw = reported(words, outlet=more.pop("outlet", "Example Wire"))
    claim = claimed(report, **more)
    assert ledger.add(report, raw, [claim])
    return claim


def say(ledger: Ledger, act: Any, *subjects: str, why: str = "read it", **more: Any) -> str:
    return ledger.review(Draft(act=act, subjects=subjects, why=why, **more), "Amal").id


def linked(ledger: Ledger, registry: Registry) -> list[Incident]:
    reports = {report.id: report for report in ledger.reports()}
    linkage = link(
        list(ledger.claims()), reports, registry, list(ledger.incidents()), decisions=ledger.decisions()
    )
    ledger.record_linkage(linkage)
    return sorted(ledger.incidents(), key=lambda incident: incident.id)


CORRECTIONS: list[tuple[list[str], dict[str, Any]]] = [
    (["/figures/0/low=4", "figures.0.high=null"], {"figures.0.low": 4, "figures.0.high": None}),
    (["/type=airstrike"], {"type": "airstrike"}),
    (["/modality=alleged", "/newness=background"], {"modality": "alleged", "newness": "background"}),
    (["/time/start=2031-04-28"], {"time.start": date(2031, 4, 28)}),
    (["/places/0/id=geonames:1", "/places/0/name=Tarsil Hill"], {"places.0.name": "Tarsil Hill"}),
    (["/voices/0/kind=military"], {"voices.0.kind": "military"}),
    (["/figures/0/approx=true"], {"figures.0.approx": True}),
    (
        ['/figures/-={"measure": "injured", "low": 2, "high": 2, "group": "child", "text": "two"}'],
        {"figures.1.measure": "injured"},
    ),
]


def field(noun: Any, path: str) -> Any:
    for key in path.split("."):
        noun = noun[int(key)] if key.isdigit() else getattr(noun, key)
    return noun


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
@pytest.mark.parametrize(("words", "expected"), CORRECTIONS, ids=[words[0][:20] for words, _ in CORRECTIONS])
def test_a_correction_is_a_new_revision(ledger: Ledger, words: list[str], expected: dict[str, Any]) -> None:
    claim = keep(ledger)
    say(ledger, "correct", claim.id, edits=tuple(edit_of(one) for one in words))
    now = ledger.claim(claim.id)
    assert {path: field(now, path) for path in expected} == expected
    assert [revision.noun for revision in ledger.history(claim.id)] == [claim, now]
    assert ledger.history(claim.id)[1].who == "Amal"
    assert ledger.history(claim.id)[1].why == "read it"
    assert ledger.verify().sound


WRONG = [
    ("/figures/0/low=many", "not valid"),
    ("/figures/7/low=1", "no field /figures/7/low"),
    ("/colour=red", "no field /colour"),
    ("/type=picnic", "not in the ontology"),
    ("/voices/0/kind=oracle", "not in the ontology"),
    ("/figures/0/measure=sorrow", "not in the ontology"),
    ("/figures/0/low=99", "low lies above high"),
    ("/figures/0/part_of=5", "part_of"),
    ("/id=c-1", "cannot be corrected"),
    ("/report=r-1", "cannot be corrected"),
    ("/quote=Rebels left.", "not what the report says"),
    ("/modality=maybe", "not valid"),
    ("type", "no correction"),
]


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
@pytest.mark.parametrize(("words", "said"), WRONG)
def test_a_correction_that_cannot_be_is_refused(ledger: Ledger, words: str, said: str) -> None:
    claim = keep(ledger)
    with pytest.raises(CorrectionError, match=said):
        say(ledger, "correct", claim.id, edits=(edit_of(words),))
    assert ledger.claim(claim.id) == claim
    assert ledger.reviews() == []


def test_a_dropped_item_is_gone(ledger: Ledger) -> None:
    claim = keep(ledger)
    say(ledger, "correct", claim.id, edits=(drop_of("/figures/0"),))
    now = ledger.claim(claim.id)
    assert now is not None
    assert now.figures == ()
    assert ledger.count("claims", Filter(measure="killed")) == 0


def test_corrections_build_on_each_other_and_come_off_one_by_one(ledger: Ledger) -> None:
    claim = keep(ledger)
    first = say(ledger, "correct", claim.id, edits=(edit_of("/type=airstrike"),))
    say(ledger, "correct", claim.id, edits=(edit_of("/modality=alleged"),))
    say(ledger, "undo", undoes=first)
    assert ledger.claim(claim.id) == msgspec.structs.replace(claim, modality="alleged")
    assert [one.undone for one in ledger.reviews(claim.id)] == [True, False, False]
    assert len(ledger.history(claim.id)) == 4
    with pytest.raises(ValueError, match="undone already"):
        say(ledger, "undo", undoes=first)
    assert ledger.verify().sound


def test_a_rejected_claim_leaves_the_incidents_until_that_is_undone(
    ledger: Ledger, registry: Registry
) -> None:
    one, two = keep(ledger), keep(ledger, "Jets struck Velmora.", kind="airstrike", at="Velmora")
    before = linked(ledger, registry)
    assert len(before) == 2
    rejected = say(ledger, "reject", one.id)
    assert ledger.claim(one.id) is None
    assert [incident.claims for incident in linked(ledger, registry)] == [(two.id,)]
    assert ledger.history(one.id)[-1].withdrawn
    say(ledger, "undo", undoes=rejected)
    assert ledger.claim(one.id) == one
    assert linked(ledger, registry) == before


def test_a_merge_holds_when_linked_anew_and_a_later_split_parts_it(
    ledger: Ledger, registry: Registry
) -> None:
    one = keep(ledger)
    two = keep(ledger, "Jets struck Velmora.", kind="airstrike", at="Velmora", by="jets", voice="Ministry")
    apart = linked(ledger, registry)
    assert len(apart) == 2
    merged = say(ledger, "merge", *(incident.id for incident in apart))
    (whole,) = linked(ledger, registry)
    assert set(whole.claims) == {one.id, two.id}
    assert {ledger.incident(incident.id) for incident in apart} == {whole}
    keep(ledger, "It went on in Karo.", at="Karo", kind="siege", voice="Third")
    assert whole.claims in {incident.claims for incident in linked(ledger, registry)}
    say(ledger, "split", whole.id, taken=(two.id,))
    assert {incident.claims for incident in linked(ledger, registry)} >= {(one.id,), (two.id,)}
    say(ledger, "undo", undoes=ledger.reviews(whole.id)[-1].id)
    assert whole.claims in {incident.claims for incident in linked(ledger, registry)}
    say(ledger, "undo", undoes=merged)
    assert {incident.claims for incident in linked(ledger, registry)} >= {(one.id,), (two.id,)}


def test_a_split_keeps_alike_claims_apart(ledger: Ledger, registry: Registry) -> None:
    one, two = keep(ledger), keep(ledger, "Shells fell on Tarsil at dawn, killing 3.", outlet="Second Wire")
    (whole,) = linked(ledger, registry)
    say(ledger, "split", whole.id, taken=(two.id,))
    assert {incident.claims for incident in linked(ledger, registry)} == {(one.id,), (two.id,)}
    assert {incident.claims for incident in linked(ledger, registry)} == {(one.id,), (two.id,)}


def test_a_grade_stands_in_place_of_the_one_worked_out(ledger: Ledger, registry: Registry) -> None:
    keep(ledger)
    (before,) = linked(ledger, registry)
    graded = say(ledger, "grade", before.id, grade="confirmed")
    assert linked(ledger, registry) == [msgspec.structs.replace(before, grade="confirmed")]
    say(ledger, "undo", undoes=graded)
    assert linked(ledger, registry) == [before]


def test_bulk_is_one_review_and_one_undo(ledger: Ledger) -> None:
    claims = [keep(ledger, f"Shells fell on Tarsil for the {number}th time.") for number in range(3)]
    changes = ledger.stats().changes
    rejected = say(ledger, "reject", *(claim.id for claim in claims))
    assert (ledger.count("claims"), ledger.stats().changes) == (0, changes + 1)
    say(ledger, "undo", undoes=rejected)
    assert ledger.count("claims") == 3


def test_a_review_of_an_incident_is_of_its_claims(ledger: Ledger) -> None:
    claims = [keep(ledger), keep(ledger, "Shells fell on Tarsil.")]
    incident = happened(claims)
    ledger.record_linkage(Linked((incident,)))
    say(ledger, "comment", incident.id, why="the bridge is meant")
    (review,) = ledger.reviews(claims[1].id)
    assert (review.who, review.why, review.subjects) == ("Amal", "the bridge is meant", (incident.id,))
    say(ledger, "reject", incident.id)
    assert ledger.count("claims") == 0


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    ("draft", "said"),
    [
        ({"act": "accept", "subjects": ("c-1",)}, "no claim or incident 'c-1'"),
        ({"act": "accept", "subjects": ()}, "needs the id"),
        ({"act": "undo", "subjects": (), "undoes": "v-9"}, "no review 'v-9'"),
        ({"act": "correct", "subjects": ("CLAIM",)}, "needs a field"),
        ({"act": "merge", "subjects": ("CLAIM",)}, "needs two"),
        ({"act": "split", "subjects": ("CLAIM",), "taken": ("c-2",)}, "no claim of the incident"),
        ({"act": "split", "subjects": ("CLAIM",), "taken": ("CLAIM",)}, "claims that stay"),
        ({"act": "grade", "subjects": ("CLAIM",), "grade": "splendid"}, "a grade is one of"),
    ],
)
def test_a_review_that_says_nothing_is_refused(ledger: Ledger, draft: dict[str, Any], said: str) -> None:
    claim = keep(ledger)

    def named(ids: Any) -> tuple[str, ...]:
        return tuple(claim.id if one == "CLAIM" else one for one in ids)

    draft = {**draft, "subjects": named(draft["subjects"]), "taken": named(draft.get("taken", ()))}
    with pytest.raises(ValueError, match=said):
        ledger.review(Draft(why="", **draft), "Amal")
    assert ledger.reviews() == []


def test_queues_hold_what_matters_most_first_and_forget_what_is_decided(ledger: Ledger) -> None:
    few = keep(ledger, killed=30)
    many = keep(ledger, "Jets struck Velmora.", killed=90, by="jets", at="Velmora", kind="airstrike")
    lost = keep(ledger, "Gunmen fired in Karo.", at="Karo", by="gunmen", killed=None)
    contested = happened([few, many], status="contested")
    ledger.record_linkage(Linked((contested, happened([lost]))))
    waiting = {
        "contested": [contested.id],
        "high-toll": [many.id, few.id],
        "low-confidence": [],
        "new-actor": sorted([many.id, lost.id]),
        "unresolved-place": [lost.id],
    }
    found = {reason: [one.id for one in ledger.queue(reason)] for reason in waiting}  # type: ignore[arg-type]
    assert found == waiting
    assert [one.id for one in ledger.queue("high-toll", Filter(place="Velmora"))] == [many.id]
    assert [one.id for one in ledger.queue("high-toll", Filter(limit=1))] == [many.id]
    accepted = say(ledger, "accept", many.id)
    assert [one.id for one in ledger.queue("high-toll")] == [few.id]
    say(ledger, "correct", few.id, edits=(edit_of("/figures/0/high=31"),))
    assert ledger.queue("high-toll") == []
    say(ledger, "undo", undoes=accepted)
    assert [one.id for one in ledger.queue("high-toll")] == [many.id]
    say(ledger, "comment", many.id)
    assert [one.id for one in ledger.queue("high-toll")] == [many.id]


def test_a_queue_of_the_past_knows_no_later_decision(url: str) -> None:
    clock = Clock()
    with Ledger.open(url, clock=clock) as ledger:
        many = keep(ledger, killed=90)
        states = {clock.now: [many.id]}
        clock.forward(hours=1)
        accepted = say(ledger, "accept", many.id)
        states[clock.now] = []
        clock.forward(hours=1)
        say(ledger, "undo", undoes=accepted)
        states[clock.now] = [many.id]
        found = {at: [one.id for one in ledger.queue("high-toll", Filter(as_of=at))] for at in states}
        assert found == states


def test_reading_again_supersedes_and_keeps_decisions(url: str) -> None:
    clock = Clock()
    with Ledger.open(url, clock=clock) as ledger:
        report, raw = reported("Rebels shelled Tarsil at dawn.")
        kept, gone, rejected = (claimed(report, trigger=number) for number in range(3))
        ledger.add(report, raw, [kept, gone, rejected])
        first = clock.now
        clock.forward(hours=1)
        corrected = say(ledger, "correct", kept.id, edits=(edit_of("/figures/0/low=1"),))
        say(ledger, "reject", rejected.id)
        clock.forward(hours=1)
        better = msgspec.structs.replace(kept, confidence=0.9)
        new = claimed(report, trigger=9)
        doubted = msgspec.structs.replace(rejected, confidence=0.1)
        done = ledger.reread(report, [better, new, doubted], "read again")
        assert (done.new, done.withdrawn, done.unfit) == ((new.id,), (gone.id,), ())
        assert set(done.changed) == {kept.id, rejected.id}
        now = ledger.claim(kept.id)
        assert now is not None
        assert (now.confidence, now.figures[0].low) == (0.9, 1)
        assert {claim.id for claim in ledger.claims()} == {kept.id, new.id}
        assert {c.id: c for c in ledger.claims(Filter(as_of=first))}[kept.id] == kept
        assert ledger.reread(report, [better, new, doubted], "read again").changed == ()
        say(ledger, "undo", undoes=corrected)
        assert ledger.claim(kept.id) == better
        bare = msgspec.structs.replace(better, figures=())
        say(ledger, "correct", kept.id, edits=(edit_of("/figures/0/low=2"),))
        (review,) = [one.id for one in ledger.reviews(kept.id) if not one.undone and one.act == "correct"]
        assert ledger.reread(report, [bare, new, doubted], "read again").unfit == (review,)
        assert ledger.claim(kept.id) == bare
        assert ledger.verify().sound, ledger.verify().faults


def test_only_a_kept_report_is_read_again(ledger: Ledger) -> None:
    report, _ = reported("Rebels shelled Tarsil.")
    with pytest.raises(LookupError, match="does not keep"):
        ledger.reread(report, [], "read again")


def test_reviews_survive_a_backup(ledger: Ledger, tmp_path: Any) -> None:
    claim = keep(ledger)
    say(ledger, "reject", claim.id)
    ledger.backup(tmp_path / "copy.db")
    with Ledger.open(str(tmp_path / "copy.db")) as copy:
        assert copy.reviews() == ledger.reviews()
        assert copy.verify() == ledger.verify()
        with pytest.raises(LedgerError):
            copy.restore(tmp_path / "copy.db")
