"""Ids: short, stable on any machine, and of what does not change."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warmonitor.model import claim_id, incident_id, report_id

REPORT = report_id("Example Wire", "https://example.org/1", "2024-11-30", b"Shells fell on the town.")


@pytest.mark.parametrize(
    ("got", "known"),
    [
        (REPORT, "r-196f1b22e2ddb6bd"),
        (claim_id(REPORT, "shelling", (0, 24), (7, 11)), "c-688ed39f0c5ff50c"),
        (incident_id(["c-2", "c-1"]), "i-b5bfda1e3721b1b6"),
    ],
)
def test_the_same_input_has_the_same_id_on_any_machine(got: str, known: str) -> None:
    assert got == known


@pytest.mark.parametrize(
    "other",
    [
        report_id("Example Wir", "https://example.org/1", "2024-11-30", b"Shells fell on the town."),
        report_id("Example Wireh", "ttps://example.org/1", "2024-11-30", b"Shells fell on the town."),
        report_id("Example Wire", None, "2024-11-30", b"Shells fell on the town."),
        report_id("Example Wire", "https://example.org/1", None, b"Shells fell on the town."),
        report_id("Example Wire", "https://example.org/1", "2024-11-30", b"Shells fell on the town"),
    ],
)
def test_another_report_has_another_id(other: str) -> None:
    assert other != REPORT


offsets = st.tuples(st.integers(0, 10**6), st.integers(0, 10**6))


@given(st.lists(st.tuples(st.sampled_from(["clash", "capture"]), offsets, offsets), unique=True))
def test_claims_of_one_report_never_share_an_id(
    claims: list[tuple[str, tuple[int, int], tuple[int, int]]],
) -> None:
    ids = [claim_id(REPORT, *claim) for claim in claims]
    assert len(set(ids)) == len(ids)


@given(st.lists(st.text(min_size=1), min_size=1), st.randoms())
def test_an_incident_s_id_does_not_depend_on_the_order_of_its_claims(
    claims: list[str], random: object
) -> None:
    shuffled = list(claims)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert incident_id(shuffled) == incident_id(claims)
