"""One happening out of many reports."""

from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from war_tellers import REGISTRY, claim, day, killed, partition, place, report, reports

from warmonitor.incidents import Decisions, Linkage, link
from warmonitor.model import Claim, Place


def linked(*claims: Claim, **more: object) -> Linkage:
    found = {one.report: report(one.report) for one in claims}
    return link(claims, found, REGISTRY, **more)


def lost(name: str) -> Place:
    """A place that the gazetteer does not know."""
    return Place(text=name, span=(0, len(name)))


ONE_HAPPENING = [
    ("same town, day and kind", claim("a", "shelling"), claim("b", "shelling")),
    ("a looser word for it", claim("a", "shelling"), claim("b", "attack")),
    (
        "its toll alone",
        claim("a", "airstrike", figures=(killed(9),)),
        claim("b", "casualties", figures=(killed(9),)),
    ),
    ("entered and captured", claim("a", "entry", by="front"), claim("b", "capture", by="front")),
    ("parent and child", claim("a", "capture", by="front"), claim("b", "capture", by="brigade")),
    ("an airport of the town", claim("a", "shelling", "Velin"), claim("b", "shelling", "Velin airport")),
    (
        "a rising toll",
        claim("a", "bombing", figures=(killed(9),), said="2031-05-02"),
        claim("b", "bombing", figures=(killed(14),), said="2031-05-04"),
    ),
    (
        "a town that is not in the gazetteer",
        claim("a", "bombing", lost("Ostrava Mill"), quote="a lorry blew up beside the grain market"),
        claim("b", "bombing", lost("Ostrava Mill"), quote="the lorry blew up at the grain market"),
    ),
    (
        "one tells no day",
        claim(
            "a",
            "bombing",
            when=day("2031-05-03", "publication"),
            quote="a lorry blew up beside the grain market",
        ),
        claim("b", "bombing", quote="the lorry blew up at the grain market"),
    ),
]

TWO_HAPPENINGS = [
    ("another town", claim("a", "shelling", "Velin"), claim("b", "shelling", "Tarmo")),
    ("the next day", claim("a", "shelling", when="2031-05-02"), claim("b", "shelling", when="2031-05-03")),
    ("another kind", claim("a", "airstrike"), claim("b", "talks")),
    ("another country", claim("a", "shelling", "Aland"), claim("b", "shelling", "Borland")),
    (
        "another doer and another toll",
        claim("a", "killing", by="front", figures=(killed(2),)),
        claim("b", "killing", by="army", figures=(killed(40),)),
    ),
    ("only a country each", claim("a", "attack", "Aland"), claim("b", "attack", "Aland")),
    ("no place and no time", claim("a", "attack", None, None), claim("b", "attack", None, None)),
    ("no place", claim("a", "clash", None), claim("b", "clash", None)),
    ("years apart", claim("a", "capture", when="2016-12-22"), claim("b", "capture", when="2031-05-02")),
    (
        "one report, a second attack",
        claim("a", "bombing", quote="A car bomb went off at dawn"),
        claim("a", "bombing", quote="A second bomb followed near the market", at=90),
    ),
    ("one report, two towns", claim("a", "shelling", "Velin"), claim("a", "shelling", "Tarmo", at=90)),
    ("one report, near villages", claim("a", "shelling", "Velin"), claim("a", "shelling", "Tarmo", at=90)),
    (
        "one report, a named victim and a count of others",
        claim("a", "airstrike", figures=(killed(19),), quote="Raids killed 19 villagers"),
        claim(
            "a", "casualties", at=60, quote="General Ilo Tarvik was killed in the town", victim="Ilo Tarvik"
        ),
    ),
    (
        "an attack on two towns and a day not told, and a bomb in one",
        claim("a", "attack", ["Velin", "Bera"], day("2031-05-03", "publication")),
        claim("b", "bombing"),
    ),
    (
        "north of a town and south of it",
        claim("a", "attack", place("Velin", "north_of")),
        claim("a", "bombing", place("Velin", "southeast_of"), at=60),
    ),
    (
        "one report, taken by one and taken back by another",
        claim("a", "capture", by="front", when=None),
        claim("a", "capture", by="army", when=None, at=60),
    ),
    ("one report, two days", claim("a", "airstrike"), claim("a", "airstrike", when="2031-05-03", at=90)),
]


@pytest.mark.parametrize(
    ("first", "second"), [case[1:] for case in ONE_HAPPENING], ids=[c[0] for c in ONE_HAPPENING]
)
def test_one_happening(first: Claim, second: Claim) -> None:
    found = linked(first, second)
    assert len(found.incidents) == 1
    assert set(found.incidents[0].claims) == {first.id, second.id}


@pytest.mark.parametrize(
    ("first", "second"), [case[1:] for case in TWO_HAPPENINGS], ids=[c[0] for c in TWO_HAPPENINGS]
)
def test_two_happenings(first: Claim, second: Claim) -> None:
    assert len(linked(first, second).incidents) == 2


def test_a_third_report_does_not_glue_what_one_report_tells_as_two() -> None:
    first = claim("a", "bombing", quote="A bomb went off at the gate")
    second = claim("a", "bombing", quote="A second bomb went off an hour later", at=60)
    other = claim("b", "bombing", quote="A bomb went off at the gate of the town")
    found = linked(first, second, other)
    assert {frozenset({first.id, other.id}), frozenset({second.id})} == partition(found.incidents)


@pytest.mark.parametrize("modality", ["planned", "demanded"])
def test_a_promise_is_not_an_event(modality: str) -> None:
    promise = claim("a", "offensive", modality=modality, figures=(killed(100),))
    found = linked(promise, claim("b", "offensive"))
    assert [incident.claims for incident in found.incidents] == [(claim("b", "offensive").id,)]
    assert found.left_out == {promise.id: "a promise is not an event"}


@pytest.mark.parametrize("modality", ["denied", "negated", "possible"])
def test_a_denial_founds_no_incident_but_joins_one(modality: str) -> None:
    doubt = claim("b", "shelling", modality=modality)
    assert linked(doubt).incidents == ()
    assert linked(doubt).left_out.keys() == {doubt.id}
    told = claim("a", "shelling")
    assert partition(linked(told, doubt).incidents) == {frozenset({told.id, doubt.id})}


def test_a_denial_of_another_day_or_of_the_outskirts_joins_nothing() -> None:
    told = claim("a", "clash", place("Velin", "west_of"))
    assert len(linked(told, claim("b", "clash", modality="negated")).left_out) == 1
    today = claim("c", "clash")
    assert len(linked(today, claim("b", "clash", when="2031-05-03", modality="negated")).left_out) == 1


def test_a_denial_makes_no_one_of_two() -> None:
    told = [claim("a", "shelling", "Velin"), claim("b", "shelling", "Bera")]
    doubt = claim("c", "shelling", "Aland", modality="negated")
    assert len(linked(*told, doubt).incidents) == 2


def test_words_join_what_they_speak_of_also_through_other_words() -> None:
    act = claim("a", "shelling")
    blame = claim("b", "accusation", about=act.id, says="gov")
    answer = claim("c", "denial", about=blame.id, says="front")
    idle = claim("d", "comment")
    found = linked(act, blame, answer, idle)
    assert partition(found.incidents) == {frozenset({act.id, blame.id, answer.id})}
    assert found.left_out == {idle.id: "speaks of no incident known here"}


def test_words_that_speak_of_each_other_end() -> None:
    one = claim("a", "denial")
    other = claim("b", "accusation", about=one.id)
    circle = claim("a", "denial", about=other.id)
    assert linked(circle, other).incidents == ()


def test_background_joins_the_incident_of_its_own_time() -> None:
    old = claim("a", "capture", when="2016-12-22", newness="new", said="2016-12-23")
    told_again = claim("b", "capture", when="2016-12-22", newness="background")
    now = claim("b", "capture", at=200)
    vague = claim("b", "capture", when=None, newness="background", at=400)
    found = linked(old, told_again, now, vague)
    assert partition(found.incidents) == {frozenset({old.id, told_again.id}), frozenset({now.id})}
    assert vague.id in found.left_out


def test_no_claim_is_lost() -> None:
    claims = [case[1] for case in ONE_HAPPENING] + [claim("z", "demand"), claim("y", "comment")]
    found = linked(*claims)
    kept = {one for incident in found.incidents for one in incident.claims}
    assert kept.isdisjoint(found.left_out)
    assert kept | found.left_out.keys() == {one.id for one in claims}


def test_the_waterfall_adds_up() -> None:
    found = linked(claim("a", "shelling"), claim("b", "shelling"))
    (incident,) = found.incidents
    (tie,) = found.explanations[incident.id].links
    assert [step.comparison for step in tie.steps][:4] == ["prior", "type", "place", "time"]
    assert tie.total == sum(step.weight for step in tie.steps) > 0


# what may be told of the invented war: any of these in any order
POOL = [case[at] for case in (*ONE_HAPPENING, *TWO_HAPPENINGS) for at in (1, 2)]
POOL += [
    claim(f"p{number}", kind, where, f"2031-05-0{1 + number % 4}", figures=(killed(number),))
    for number, (kind, where) in enumerate(
        (kind, where)
        for kind in ("shelling", "attack", "casualties", "capture", "clash")
        for where in ("Velin", "Upper Velin", "Orsk", "Aland", None)
    )
]


@given(st.lists(st.sampled_from(POOL), min_size=1, max_size=40, unique_by=lambda one: one.id), st.randoms())
@settings(max_examples=60, deadline=None)
def test_any_order_gives_the_same_incidents(claims: list[Claim], random: object) -> None:
    shuffled = list(claims)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert linked(*claims).incidents == linked(*shuffled).incidents


@given(st.lists(st.sampled_from(POOL), min_size=1, max_size=30, unique_by=lambda one: one.id))
@settings(max_examples=60, deadline=None)
def test_incidents_and_left_out_hold_every_claim_once(claims: list[Claim]) -> None:
    found = linked(*claims)
    held = [one for incident in found.incidents for one in incident.claims]
    assert sorted([*held, *found.left_out]) == sorted(one.id for one in claims)


def grown(claims: Sequence[Claim], cut: int) -> tuple[Linkage, Linkage]:
    before = linked(*claims[:cut])
    return before, linked(*claims, earlier=before.incidents)


@given(st.lists(st.sampled_from(POOL), min_size=2, max_size=30, unique_by=lambda one: one.id), st.data())
@settings(max_examples=40, deadline=None)
def test_new_reports_give_what_all_at_once_would_and_old_ids_lead_on(
    claims: list[Claim], data: st.DataObject
) -> None:
    before, after = grown(claims, data.draw(st.integers(1, len(claims) - 1)))
    assert after.incidents == linked(*claims).incidents
    now = {incident.id: incident for incident in after.incidents}
    for old in before.incidents:
        heir = now[after.redirects.get(old.id, old.id)]
        assert not set(old.claims).isdisjoint(heir.claims)


def test_merges_and_splits_are_recorded() -> None:
    one, two = claim("a", "shelling"), claim("b", "shelling")
    apart = Decisions(apart=frozenset({(one.id, two.id)}))
    split = linked(one, two, decisions=apart)
    assert len(split.incidents) == 2
    merged = linked(one, two, earlier=split.incidents)
    assert len(merged.incidents) == 1
    assert [change.kind for change in merged.changes] == ["merged"]
    assert len(merged.redirects) == 1
    again = linked(one, two, earlier=merged.incidents, decisions=apart)
    assert [change.kind for change in again.changes] == ["split"]
    assert partition(again.incidents) == partition(split.incidents)


def test_a_reviewer_may_merge_what_the_scores_would_not() -> None:
    one, two = claim("a", "shelling", "Velin"), claim("b", "shelling", "Bera")
    found = linked(one, two, decisions=Decisions(together=frozenset({(two.id, one.id)})))
    assert len(found.incidents) == 1


def test_the_incident_says_what_where_when_and_who() -> None:
    found = linked(
        claim("a", "attack", "Orsk", figures=(killed(3, None),)),
        claim(
            "b",
            "bombing",
            "Velin",
            by="front",
            to="army",
            quote="the blast at the barracks gate in the morning",
        ),
        claim("c", "bombing", "Velin", by="front", quote="a blast at the barracks gate this morning"),
    )
    bombing = next(incident for incident in found.incidents if "front" in incident.parties)
    assert (bombing.type, bombing.parties) == ("bombing", ("army", "front"))
    assert bombing.place is not None
    assert bombing.place.name == "Velin"
    assert bombing.time is not None
    assert bombing.time.start == date(2031, 5, 2)


def test_claims_without_reports_or_publication_are_no_trouble() -> None:
    lone = claim("a", "shelling", place("Velin", "near"), None, said=None)
    assert len(link([lone], {}, REGISTRY).incidents) == 1
    assert len(link([lone], {"a": report("a", published=None)}, REGISTRY).incidents) == 1
    assert link([], reports("a"), REGISTRY).incidents == ()


def told_in_two_papers(town: str) -> Linkage:
    """A bombing told with its town, and the next paper's bare word of it beside a claim of responsibility."""
    return linked(
        claim("a", "bombing", "Velin", quote="a lorry blew up beside the grain market"),
        claim("b", "bombing", None, quote="the lorry blew up beside the market", at=40),
        claim("b", "detention", town, quote="Police held two men in the town"),
    )


def together(linkage: Linkage, kind: str = "bombing") -> bool:
    return len([one for one in linkage.incidents if one.type == kind]) == 1


def test_a_claim_without_a_place_is_set_where_its_report_is() -> None:
    assert together(told_in_two_papers("Velin"))
    assert not together(told_in_two_papers("Krum"))


def test_a_paper_that_names_no_day_may_tell_of_it_three_days_later_and_not_after() -> None:
    first = claim("a", "bombing", when="2031-05-02", quote="a lorry blew up beside the grain market")

    def later(when: str) -> Claim:
        quote = "the mourning for those whom the lorry blew up at the grain market"
        return claim("b", "bombing", when=day(when, "publication"), quote=quote, said=when)

    assert together(linked(first, later("2031-05-05")))
    assert not together(linked(first, later("2031-05-09")))


def test_who_owns_up_without_saying_to_what_is_heard_with_the_deed() -> None:
    deed = claim("a", "bombing", by="front")
    owned = claim("b", "responsibility", by="front")
    found = linked(deed, owned)
    assert partition(found.incidents) == {frozenset({deed.id, owned.id})}
