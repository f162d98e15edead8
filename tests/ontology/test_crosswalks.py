"""The codes of other schemes: right where the claim decides them, empty where not, and all real."""

import re
from pathlib import Path

import msgspec
import pytest

from warmonitor.ontology import Codes, OntologyError, load_ontology
from warmonitor.ontology.crosswalk import Crosswalk, CrosswalkFile, Rule

ontology = load_ontology()
STANDARDS = Path(__file__).parents[3] / "shared" / "design" / "standards.md"


@pytest.mark.parametrize(
    ("claim_type", "weapon", "agent", "target", "sub_event"),
    [
        ("bombing", "suicide_vest", "armed_group", "civilian", "Suicide bomb"),
        ("bombing", "suicide_car_bomb", None, None, "Suicide bomb"),
        ("bombing", "ied", "armed_group", "military", "Remote explosive/landmine/IED"),
        ("bombing", "car_bomb", None, None, "Remote explosive/landmine/IED"),
        ("bombing", "grenade", None, None, "Grenade"),
        ("bombing", "barrel_bomb", "military", None, "Air/drone strike"),
        ("bombing", None, None, None, "Remote explosive/landmine/IED"),
        ("capture", None, "military", "armed_group", "Government regains territory"),
        ("capture", None, "armed_group", "military", "Non-state actor overtakes territory"),
        ("capture", None, "military", "military", None),  # whose land it was is not told
        ("capture", None, None, None, None),
        ("attack", None, "armed_group", "civilian", "Attack"),
        ("attack", "small_arms", "armed_group", "police", "Armed clash"),
        ("attack", "rocket", "armed_group", "civilian", "Shelling/artillery/missile attack"),
        ("attack", None, "armed_group", None, None),  # on whom is not told
        ("killing", "drone", "military", "armed_group", "Air/drone strike"),
        ("killing", None, None, None, "Attack"),
        ("shelling", "chemical", None, None, "Chemical weapon"),
        ("riot", None, None, "community", "Mob violence"),
        ("riot", None, None, None, "Violent demonstration"),
        ("seizure", "small_arms", "police", None, "Disrupted weapons use"),
        ("seizure", None, "armed_group", None, "Looting/property destruction"),
        ("comment", None, "government", None, None),
    ],
)
def test_acled_sub_event(
    claim_type: str, weapon: str | None, agent: str | None, target: str | None, sub_event: str | None
) -> None:
    assert ontology.crosswalk(claim_type, weapon, agent, target).acled_sub_event == sub_event


@pytest.mark.parametrize(
    ("claim_type", "agent", "target", "violence"),
    [
        ("clash", "military", "armed_group", 1),
        ("clash", "armed_group", "military", 1),
        ("airstrike", "state", "state", 1),
        ("clash", "armed_group", "armed_group", 2),
        ("killing", "armed_group", "civilian", 3),
        ("shelling", "military", "civilian", 3),
        ("clash", "militia", "armed_group", None),  # whose militia is not told
        ("airstrike", "coalition", "armed_group", None),  # of states, or of states and groups
        ("clash", None, "military", None),
        ("clash", "a kind unheard of", "military", None),
        ("protest", "military", "civilian", None),  # no armed force used
    ],
)
def test_ucdp_violence_follows_from_the_pair(
    claim_type: str, agent: str | None, target: str | None, violence: int | None
) -> None:
    assert ontology.crosswalk(claim_type, agent_kind=agent, target_kind=target).ucdp_violence == violence


def test_a_code_brings_its_parents() -> None:
    assert ontology.crosswalk("drone_strike", "drone", "military", "armed_group") == Codes(
        acled_event="Explosions/Remote violence",
        acled_sub_event="Air/drone strike",
        acled_disorder="Political violence",
        plover_type="ASSAULT",
        plover_mode="drone",
        cameo_root="19",
        ucdp_violence=1,
    )
    assert ontology.crosswalk("capture").acled_event == "Battles"
    assert ontology.crosswalk("capture").acled_disorder == "Political violence"


def test_an_unknown_kind_decides_nothing_and_an_unknown_type_is_refused() -> None:
    assert ontology.crosswalk("bombing", "trebuchet") == ontology.crosswalk("bombing")
    with pytest.raises(KeyError, match="earthquake"):
        ontology.crosswalk("earthquake")


def standard_codes() -> dict[str, set[str]]:
    """The code lists of the design's standards.md: event types, sub-events, PLOVER codes, CAMEO roots."""
    if not STANDARDS.exists():
        pytest.skip("the design's standards.md is not beside this checkout")
    text = STANDARDS.read_text(encoding="utf-8")
    paragraph = {
        head: re.search(rf"\*\*{head}[^*]*\*\*(.*)", text)[1]  # type: ignore[index]
        for head in ("ACLED sub-event types", "PLOVER types", "CAMEO roots")
    }
    events = re.findall(r"\s*([^:.;]+): ([^.]+)\.", paragraph["ACLED sub-event types"])
    plover: set[str] = set()
    for names, modes in re.findall(
        r"([A-Z]{3,}(?: and [A-Z]{3,})?)(?:\{([^}]*)\})?", paragraph["PLOVER types"]
    ):
        for name in names.split(" and "):
            plover |= {name, *(f"{name}/{mode.strip()}" for mode in modes.split(",") if mode)}
    return {
        "acled_event": {event for event, _ in events},
        "acled_sub_event": {sub.strip() for _, subs in events for sub in subs.split(";")},
        "plover": plover,
        "cameo": set(re.findall(r"\b(\d\d) ", paragraph["CAMEO roots"])),
    }


def test_the_standards_are_read_whole() -> None:
    codes = standard_codes()
    assert {name: len(listed) for name, listed in codes.items() if name != "plover"} == {
        "acled_event": 6,
        "acled_sub_event": 25,
        "cameo": 20,
    }
    assert {"REJECT/yield", "AID", "COERCE/martial-law"} <= codes["plover"]


def test_acled_events_and_sub_events_are_those_of_the_standards() -> None:
    codes, ours = standard_codes(), ontology.crosswalks.source.acled
    assert set(ours) == codes["acled_event"]
    assert {sub for event in ours.values() for sub in event.sub_events} == codes["acled_sub_event"]


@pytest.mark.parametrize("rule", ontology.crosswalks.source.rules, ids=lambda rule: "+".join(rule.types))
def test_every_code_of_a_rule_is_in_the_standards(rule: Rule) -> None:
    codes = standard_codes()
    assert rule.plover is None or rule.plover in codes["plover"]
    assert rule.cameo is None or rule.cameo in codes["cameo"]
    assert rule.acled is None or rule.acled in codes["acled_sub_event"]


@pytest.mark.parametrize("claim_type", ontology.claim_types)
def test_every_type_has_codes_or_none_without_raising(claim_type: str) -> None:
    assert isinstance(ontology.crosswalk(claim_type), Codes)


def crosswalk_with(rules: list[dict[str, object]]) -> Crosswalk:
    whole = {
        "acled": {"Battles": {"disorder": "Political violence", "sub_events": ["Armed clash"]}},
        "acled_disorder_of_sub_event": {},
        "rules": rules,
        "ucdp": {"types": [], "pairs": []},
    }
    source = msgspec.convert(whole, CrosswalkFile)
    return Crosswalk(source, ["clash"], ontology.actor_kinds, ontology.object_kinds)


@pytest.mark.parametrize(
    ("rules", "fault"),
    [
        ([], r"no default for \['clash'\]"),
        ([{"types": ["clash"], "weapon": ["drone"]}], "no default"),
        (
            [{"types": ["clash"]}, {"types": ["clash"], "weapon": ["drone"]}],
            "rule 2 .*stands after the default",
        ),
        ([{"types": ["clash", "duel"]}], r"unknown types \['duel'\]"),
        ([{"types": ["clash"], "weapon": ["trebuchet"]}], r"weapon: unknown names \['trebuchet'\]"),
        ([{"types": ["clash"], "agent": ["wizard"]}], "agent: unknown names"),
        ([{"types": ["clash"], "acled": "Duel"}], "'Duel' is no sub-event"),
        ([{"types": ["clash"], "acled_event": "Duels"}], "'Duels' is no event type"),
    ],
)
def test_a_faulty_crosswalk_is_refused_by_name(rules: list[dict[str, object]], fault: str) -> None:
    with pytest.raises(OntologyError, match=fault):
        crosswalk_with(rules)
