"""A sentence that speaks again of what its report told before."""

import pytest
from war_tellers import claim, killed

from warmonitor.incidents.taking_up import taken_up
from warmonitor.model import Claim

STORMED = claim("a", "offensive", "Velin", quote="The front stormed Velin in a surprise assault.", at=0)
SHELLED = claim("a", "shelling", "Tarmo", quote="Shells fell on Tarmo.", at=100)
COUNTED = claim("a", "casualties", "Orsk", figures=(killed(40),), quote="Forty were killed in Orsk.", at=200)


def later(kind: str, quote: str, **more: object) -> Claim:
    return claim("a", kind, more.pop("where", None), None, quote=quote, at=300, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("again", "meant"),
    [
        (later("attack", "The assault began at dawn."), STORMED),
        (later("casualties", "It had put the toll at 35.", figures=(killed(35),)), COUNTED),
    ],
)
def test_the_assault_and_the_toll_are_those_told_before(again: Claim, meant: Claim) -> None:
    assert taken_up([again, COUNTED, SHELLED, STORMED]) == {again.id: meant}


@pytest.mark.parametrize(
    "again",
    [
        later("attack", "An assault began at dawn."),
        later("attack", "The assault on Bera began at dawn.", where="Bera"),
        later("agreement", "The assault broke the truce."),
        later("casualties", "The watch counted 35 dead.", figures=(killed(35),)),
        later("casualties", "It put the toll at 35."),
    ],
)
def test_a_new_deed_or_one_with_its_own_town_takes_up_nothing(again: Claim) -> None:
    assert taken_up([STORMED, SHELLED, COUNTED, again]) == {}


def test_what_comes_later_is_not_taken_up() -> None:
    before = claim("a", "attack", None, None, quote="The assault began.", at=0)
    after = claim("a", "offensive", "Velin", quote="The front stormed Velin in an assault.", at=100)
    assert taken_up([before, after]) == {}
