"""Which claims of the sample reports tell of one happening, and which do not."""

from datetime import UTC, datetime
from importlib.resources import files

import pytest

from warmonitor.incidents import link
from warmonitor.knowledge.registry import users_registry
from warmonitor.pipeline import Corridor
from warmonitor.reading import Reading, ReadingOptions, read

SAMPLES = str(files("warmonitor").joinpath("samples"))
OPTIONS = ReadingOptions(retrieved_at=datetime(2031, 6, 1, tzinfo=UTC))

Incidents = dict[tuple[str, str], str]


@pytest.fixture(scope="module")
def incidents(corridor: Corridor) -> Incidents:
    """The incident of every claim, by its type and its quote."""
    reports = [one.report for one in read([SAMPLES], OPTIONS) if isinstance(one, Reading)]
    claims = [claim for told in corridor.told_many(reports) for claim in told.claims]
    linked = link(claims, {report.id: report for report in reports}, users_registry()).incidents
    known = {claim.id: (claim.type, claim.quote) for claim in claims}
    return {known[claim]: incident.id for incident in linked for claim in incident.claims}


def incident_of(incidents: Incidents, kind: str, words: str) -> str:
    (found,) = {at for (type_, quote), at in incidents.items() if type_ == kind and words in quote}
    return found


ONE = [
    (("capture", "more than 50 towns and villages"), ("capture", "over 50 cities and villages")),
    (("withdrawal", "Syrian army pulls out of Aleppo"), ("withdrawal", "Syrian military quits Aleppo")),
    (("entry", "two car bombs"), ("entry", "two automobile bombs")),
    (("bombing", "two car bombs"), ("bombing", "two automobile bombs")),
    (("restriction", "a curfew of 24 hours in Aleppo"), ("restriction", "A curfew of 24 hours was")),
    (("airstrike", "Russian jets bombed"), ("airstrike", "Russian planes struck")),
    (("clash", "Dozens of soldiers were killed"), ("clash", "Dozens of troops died")),
    (("casualties", "at least 327 people"), ("casualties", "At least 327 individuals")),
]


@pytest.mark.parametrize(("one", "other"), ONE)
def test_a_copy_tells_of_what_its_source_tells(
    one: tuple[str, str], other: tuple[str, str], incidents: Incidents
) -> None:
    assert incident_of(incidents, *one) == incident_of(incidents, *other)


TOLD_AGAIN = [
    (("offensive", "launched an offensive against"), ("attack", "they started a shock attack")),
    (("capture", "from the rebels in December 2016"), ("capture", "Rebels held half of Aleppo")),
    (("repelled", "Army repels large attack"), ("repelled", "Our armed forces are continuing")),
    (("displacement", "Thousands flee Homs"), ("displacement", "Thousands of people fled")),
    (("capture", "took over Deir ez-Zor"), ("withdrawal", "took over Deir ez-Zor")),
    (("entry", "are entering Damascus"), ("capture", "Rebels took Damascus")),
    (("capture", "more than 50 towns and villages"), ("capture", "put the figure at about 70")),
    (("casualties", "said that 727 people"), ("casualties", "put the toll at 704")),
    (("casualties", "at least 327 people"), ("casualties", "The dead included 183")),
]


@pytest.mark.parametrize(("one", "other"), TOLD_AGAIN)
def test_what_is_told_in_other_words_or_on_another_day_is_one_happening(
    one: tuple[str, str], other: tuple[str, str], incidents: Incidents
) -> None:
    assert incident_of(incidents, *one) == incident_of(incidents, *other)


TWO = [
    (("capture", "more than 50 towns and villages"), ("withdrawal", "Syrian army pulls out of Aleppo")),
    (("displacement", "over half of them children"), ("clash", "Dozens of soldiers were killed")),
    (("siege", "the M5 highway"), ("airstrike", "At least 19 civilians")),
    (("airstrike", "At least 19 civilians"), ("airstrike", "the town of Atarib")),
    (("airstrike", "University Hospital"), ("airstrike", "killed at least 25 people")),
    (("airstrike", "the Rastan bridge"), ("airstrike", "scores of air strikes")),
    (("release", "Sednaya"), ("release", "the military prison in Homs")),
    (("release", "Hama's central prison"), ("release", "the military prison in Homs")),
    (("restriction", "imposed in Damascus"), ("restriction", "a curfew of 24 hours in Aleppo")),
    (("agreement", "1974 disengagement"), ("agreement", "ceasefire of March 2020")),
    (("repelled", "In 1982 the army"), ("repelled", "Army repels large attack")),
    (("casualties", "182 fighters killed since Wednesday"), ("casualties", "Kioumars Pourhashemi")),
    (("capture", "at least ten villages"), ("capture", "more than 50 towns and villages")),
    (("attack", "The attack violates"), ("shelling", "hit a dormitory")),
]


@pytest.mark.parametrize(("one", "other"), TWO)
def test_an_offensive_is_not_each_thing_that_happens_in_it(
    one: tuple[str, str], other: tuple[str, str], incidents: Incidents
) -> None:
    assert incident_of(incidents, *one) != incident_of(incidents, *other)
