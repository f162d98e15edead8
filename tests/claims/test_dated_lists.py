"""Lists under one verb whose members have dates of their own."""

from collections.abc import Callable, Sequence

import pytest

from warmonitor.claims.draft import Draft

DraftsOf = Callable[..., Sequence[Draft]]

LISTS = [
    (
        "Aleppo fell on 30 November, Hama on 5 December and Homs three days later.",
        [("Aleppo", "30 November"), ("Hama", "5 December"), ("Homs", "three days later")],
    ),
    (
        "Rebels took Bria on Monday, Bambari on Thursday and Kaga a week later.",
        [("Bria", "Monday"), ("Bambari", "Thursday"), ("Kaga", "a week later")],
    ),
    (
        "Aleppo fell on 30 November, Hama on 5 December, and Homs in the first hours of 8 December.",
        [("Aleppo", "30 November"), ("Hama", "5 December"), ("Homs", "8 December")],
    ),
    (
        "Air strikes hit Raqqa on Monday and Tabqa on Tuesday.",
        [("Raqqa", "Monday"), ("Tabqa", "Tuesday")],
    ),
]


@pytest.mark.parametrize(("text", "members"), LISTS)
def test_each_member_of_a_list_has_its_place_and_date(
    drafts_of: DraftsOf, text: str, members: list[tuple[str, str]]
) -> None:
    drafts = drafts_of(text)
    told = [(draft.claim.places[0].text, text[slice(*draft.time)]) for draft in drafts if draft.time]
    assert told == members
    assert len({draft.claim.id for draft in drafts}) == len(members)
    assert len({draft.claim.type for draft in drafts}) == 1


def test_who_took_the_first_took_all(drafts_of: DraftsOf) -> None:
    drafts = drafts_of("Rebels took Bria on Monday and Bambari on Thursday.")
    assert [draft.claim.actors[0].text for draft in drafts] == ["Rebels", "Rebels"]


@pytest.mark.parametrize(
    "text",
    [
        "Soldiers shelled Bria on Monday and residents fled to Kaga on Tuesday.",
        "A shell killed three people in Bria on Monday, two in Kaga on Tuesday.",
        "Rebels took Bria and Kaga on Monday.",
    ],
)
def test_what_has_verbs_or_figures_of_its_own_is_no_list(drafts_of: DraftsOf, text: str) -> None:
    types = [draft.claim.type for draft in drafts_of(text)]
    assert len(types) == len(set(types))
