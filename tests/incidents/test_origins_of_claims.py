"""Whose word it is in the end."""

import pytest
from war_tellers import REGISTRY, claim, report, voice

from warmonitor.incidents import Origins, link
from warmonitor.model import Claim, Voice


def origins(families: dict[str, str] | None = None) -> Origins:
    return Origins({key: report(key) for key in "abc"}, families or {}, REGISTRY)


CHAINS = [
    ("the outlet itself", claim("a", "attack"), "outlet a"),
    ("a monitor", claim("a", "attack", says="watch"), "watch"),
    ("a desk of an agency", claim("a", "attack", says="desk"), "agency"),
    ("state media", claim("a", "attack", says="stana"), "gov"),
    ("a speaker without a body", claim("a", "attack", says="Ana Merik"), "ana merik"),
]


@pytest.mark.parametrize(("told", "key"), [case[1:] for case in CHAINS], ids=[case[0] for case in CHAINS])
def test_the_innermost_voice(told: Claim, key: str) -> None:
    assert origins().of(told).key == key


def test_a_witness_without_a_name_is_the_word_of_who_quotes_it() -> None:
    chain = (
        Voice(text="a resident", kind="eyewitness"),
        voice("agency"),
        Voice(kind="outlet", name="outlet a"),
    )
    told = claim("a", "attack")
    quoted = type(told)(
        **{name: getattr(told, name) for name in told.__struct_fields__ if name != "voices"}, voices=chain
    )
    assert origins().of(quoted).key == "agency"


def test_a_copy_is_the_word_of_the_first() -> None:
    assert origins({"b": "a"}).of(claim("b", "attack")).key == "outlet a"


INDEPENDENT = [
    ("ten outlets, one monitor", [claim(key, "attack", says="watch") for key in "abc"], 1),
    ("three outlets", [claim(key, "attack") for key in "abc"], 3),
    (
        "government, army, state media",
        [claim("a", "attack", says=key) for key in ("gov", "army", "stana")],
        1,
    ),
    ("the government and its militia", [claim("a", "attack", says=key) for key in ("gov", "militia")], 1),
    ("both sides", [claim("a", "attack", says=key) for key in ("gov", "front")], 2),
    ("a monitor and the army", [claim("a", "attack", says=key) for key in ("watch", "army")], 2),
    (
        "a headline and the voice beneath it",
        [claim("a", "attack"), claim("a", "attack", says="watch", at=90)],
        1,
    ),
    ("a voice and another paper", [claim("b", "attack"), claim("a", "attack", says="watch")], 2),
    ("nobody", [], 0),
]


@pytest.mark.parametrize(
    ("told", "number"), [case[1:] for case in INDEPENDENT], ids=[case[0] for case in INDEPENDENT]
)
def test_independent_origins(told: list[Claim], number: int) -> None:
    assert len(origins().independent(told)) == number


def test_a_copied_report_corroborates_nothing() -> None:
    text = (
        "Shells fell on the eastern quarter of Velin on Friday night, wrecking the bakery on Mill Street. "
        "Rescue crews dug through rubble until dawn with bare hands and a single excavator. "
        "Neighbours counted nine bodies laid out on the pavement before the school gate. "
        "Electricity failed across the district and telephone lines went dead shortly after midnight."
    )
    told = {"a": report("a", text, "2031-05-03"), "b": report("b", text, "2031-05-04")}
    found = link([claim("a", "shelling"), claim("b", "shelling")], told, REGISTRY)
    (incident,) = found.incidents
    assert (incident.reports, incident.origins, incident.status) == (2, 1, "single_source")
    assert found.families == {"a": "a", "b": "a"}
