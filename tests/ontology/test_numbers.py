"""Number words read as the contract says."""

import pytest

from warmonitor.ontology import Bounds, load_ontology

numbers = load_ontology().numbers


@pytest.mark.parametrize(
    ("words", "low"),
    [
        ("several", 3),
        ("tens of", 20),
        ("dozens", 24),
        ("scores", 40),
        ("hundreds", 200),
        ("thousands", 2000),
        ("tens of thousands of", 20_000),
        ("many", None),
        ("a number of", None),
    ],
)
def test_vague_words_only_bound(words: str, low: int | None) -> None:
    assert numbers.vague[words] == Bounds(low, None)


@pytest.mark.parametrize(
    ("words", "value"), [("a", 1), ("an", 1), ("both", 2), ("twin", 2), ("a couple", 2), ("half a dozen", 6)]
)
def test_exact_words(words: str, value: int) -> None:
    assert numbers.exact[words] == value


def test_cardinals_and_scales() -> None:
    assert [numbers.cardinals[word] for word in ("zero", "nine", "nineteen", "ninety")] == [0, 9, 19, 90]
    assert numbers.scales["dozen"] == 12
    assert numbers.scales["million"] == numbers.scales["m"] == 10**6


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("at_least", ["at least", "more than", "over", "no fewer than"]),
        ("at_most", ["up to", "as many as", "at most"]),
        ("about", ["about", "nearly", "roughly", "around", "some", "approximately", "an estimated"]),
    ],
)
def test_words_that_bound_or_blur_a_number(kind: str, words: list[str]) -> None:
    assert set(words) <= set(getattr(numbers, kind))


def test_no_word_both_raises_and_lowers() -> None:
    lists = [set(numbers.at_least), set(numbers.at_most), set(numbers.about)]
    assert sum(map(len, lists)) == len(set().union(*lists))
    assert not set(numbers.exact) & set(numbers.vague)


def test_words_are_lower_case_and_shares_are_fractions() -> None:
    words = {*numbers.cardinals, *numbers.scales, *numbers.exact, *numbers.vague, *numbers.fractions}
    words |= {*numbers.at_least, *numbers.at_most, *numbers.about}
    assert all(word == " ".join(word.lower().split()) for word in words)
    assert all(share is None or 0 < share <= 1 for share in numbers.fractions.values())
    assert all(b.low is None or b.high is None or b.low <= b.high for b in numbers.vague.values())
