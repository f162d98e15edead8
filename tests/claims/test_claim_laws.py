"""What holds for every claim of every text."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from warmonitor.claims import Draft
from warmonitor.model import Claim

DraftsOf = Callable[[str], list[Draft]]

QUIET = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
WHO = st.sampled_from(["Rebels", "The army", "Gunmen", "Israeli warplanes", "They", "An official"])
DID = st.sampled_from(["captured", "shelled", "attacked", "did not enter", "vowed to destroy", "killed"])
WHOM = st.sampled_from(
    [
        "Aleppo",
        "at least 12 soldiers, including three officers",
        "four people, two of them children",
        "a school",
    ]
)
WHEN = st.sampled_from(
    ["on Friday", "in 2016", "near Homs", ", the monitor said", ", killing nine and wounding 20"]
)
SENTENCES = st.builds(lambda *words: " ".join(words).replace(" ,", ",") + ".", WHO, DID, WHOM, WHEN)
TEXTS = st.lists(SENTENCES, min_size=1, max_size=3).map(" ".join)


def spans(claim: Claim) -> list[tuple[str, tuple[int, int]]]:
    inner = [(noun.text, noun.span) for noun in (*claim.actors, *claim.objects, *claim.places)]
    about = [(claim.about.text, claim.about.span)] if claim.about is not None else []
    return [(claim.quote, claim.span), *inner, *about]


@QUIET
@given(TEXTS)
def test_words_stand_where_their_spans_say(drafts_of: DraftsOf, text: str) -> None:
    for draft in drafts_of(text):
        assert all(text[start:end] == words for words, (start, end) in spans(draft.claim))
        assert all(figure.text in draft.claim.quote for figure in draft.claim.figures)


@QUIET
@given(TEXTS)
def test_parts_follow_their_whole_and_count_the_same(drafts_of: DraftsOf, text: str) -> None:
    for draft in drafts_of(text):
        figures = draft.claim.figures
        for index, figure in enumerate(figures):
            if figure.part_of is not None:
                assert figure.part_of < index
                assert figures[figure.part_of].measure == figure.measure


@QUIET
@given(TEXTS)
def test_the_same_text_gives_the_same_claims(drafts_of: DraftsOf, text: str) -> None:
    first = drafts_of(text)
    assert drafts_of(text) == first
    assert len({draft.claim.id for draft in first}) == len(first)


@QUIET
@given(st.text(max_size=120))
def test_reads_anything(drafts_of: DraftsOf, text: str) -> None:
    for draft in drafts_of(text):
        assert text[draft.claim.span[0] : draft.claim.span[1]] == draft.claim.quote


@pytest.mark.parametrize(
    "text",
    [
        "Nearly 30 Iraqi mercenaries hired by the army have fled to Greece, raising the number of Iraqi "
        "fighters who fled from Libya to Italy to nearly 300.",
        "Al-Shabaab kills over 15 policemen and 30 villagers in raids in Kismayo and Jilib in Somalia – "
        "two weeks after they killed 60 civilians in Afgooye.",
    ],
)
def test_one_word_tells_one_happening_of_a_type(drafts_of: DraftsOf, text: str) -> None:
    told = drafts_of(text)
    assert len({draft.claim.id for draft in told}) == len(told)


TOLLS = st.sampled_from(
    [
        "A bomb in Torvik killed {n} people, including {a} {x} and {b} {y}.",
        "A bomb in Torvik killed {n} people, {a} of them {x}.",
        "Some {n} people, among them {a} {x}, died when a bomb exploded in Torvik.",
        "In Torvik, {a} of the {n} people killed in the bombing were {x}.",
        "At least {a} of the {n} dead in the bombing of Torvik were {x}.",
        "Rebels fired on a bus in Torvik, killing {n} people, {a} {x} and {b} {y} among them.",
    ]
)
GROUPS = st.permutations(["women", "soldiers", "children", "nurses", "students"])


@QUIET
@given(TOLLS, st.integers(20, 90), st.integers(2, 9), st.integers(2, 9), GROUPS)
def test_a_sum_counts_no_part_twice(
    drafts_of: DraftsOf, words: str, whole: int, part: int, other: int, groups: list[str]
) -> None:
    text = words.format(n=whole, a=part, b=other, x=groups[0], y=groups[1])
    figures = [figure for draft in drafts_of(text) for figure in draft.claim.figures]
    assert sum(figure.low or 0 for figure in figures if figure.part_of is None) == whole, text
    assert any(figure.low == part and figure.part_of is not None for figure in figures), text
