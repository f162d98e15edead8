"""The corridor from a report to its claims, on the contract's own example and on small invented reports."""

from collections.abc import Callable
from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from warmonitor.model import Claim, Report
from warmonitor.pipeline import Corridor

MONITOR = """The Syrian Observatory for Human Rights is a war monitor.

At least 312 people were killed, including 31 civilians, nine of them children, \
as rebels shelled Saraqeb on Friday, the monitor said."""


def _of_type(claims: list[Claim], kind: str) -> Claim:
    (claim,) = [claim for claim in claims if claim.type == kind]
    return claim


def test_the_contracts_example_is_read_as_the_contract_says(claims_of: Callable[..., list[Claim]]) -> None:
    claim = _of_type(claims_of(MONITOR, date(2024, 11, 30)), "shelling")
    (place,) = claim.places
    (agent,) = claim.actors
    assert (place.text, place.id, place.country, place.admin1) == (
        "Saraqeb",
        "geonames:164816",
        "SY",
        "Idlib",
    )
    assert (agent.role, agent.text, agent.id) == ("agent", "rebels", "syrian-opposition")
    assert claim.time is not None
    assert (claim.time.start, claim.time.end, claim.time.basis) == (
        date(2024, 11, 29),
        date(2024, 11, 29),
        "relative",
    )
    figures = [(f.measure, f.low, f.high, f.group, f.part_of) for f in claim.figures]
    assert figures == [
        ("killed", 312, None, "people", None),
        ("killed", 31, 31, "civilian", 0),
        ("killed", 9, 9, "child", 1),
    ]
    assert [(voice.id, voice.kind) for voice in claim.voices] == [("sohr", "monitor"), (None, "outlet")]
    assert (claim.modality, claim.newness, claim.rule) == ("asserted", "new", "shelling.verb+toll")


def test_every_span_holds_its_words(corridor: Corridor, report_of: Callable[..., Report]) -> None:
    report = report_of(MONITOR)
    for claim in corridor.told(report).claims:
        assert report.text[slice(*claim.span)] == claim.quote
        for words in (*claim.actors, *claim.places, *claim.objects):
            assert report.text[slice(*words.span)] == words.text


def test_the_same_report_has_the_same_claims(corridor: Corridor, report_of: Callable[..., Report]) -> None:
    report = report_of(MONITOR)
    assert corridor.told(report) == corridor.told(report)


def test_a_report_in_another_language_is_kept_and_never_read_as_english(
    corridor: Corridor, report_of: Callable[..., Report]
) -> None:
    told = corridor.told(
        report_of(
            "Mindestens zwölf Menschen wurden am Freitag bei einem Luftangriff auf die Stadt getötet, "
            "wie die Behörden mitteilten. Die Armee wies die Vorwürfe zurück und sprach von einem Irrtum."
        )
    )
    assert (told.report.language, told.claims) == ("de", ())
    assert told.unread is not None


def test_what_nobody_dates_is_given_no_date(claims_of: Callable[..., list[Claim]]) -> None:
    claim = _of_type(
        claims_of("Gunmen attacked a police post near Aleppo and killed two officers."), "attack"
    )
    assert claim.time is not None
    assert (claim.time.start, claim.time.end, claim.time.basis) == (None, date(2031, 5, 9), "publication")


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(min_size=1, max_size=300).filter(lambda text: text.strip()))
def test_no_text_makes_the_corridor_fall(
    corridor: Corridor, report_of: Callable[..., Report], text: str
) -> None:
    try:
        report = report_of(text.encode("utf-8", "ignore").decode())
    except (AssertionError, ValueError):
        return  # reading refused it, with a reason
    for claim in corridor.told(report).claims:
        assert report.text[slice(*claim.span)] == claim.quote


def test_the_first_word_of_a_headline_is_no_name(claims_of: Callable[..., list[Claim]]) -> None:
    headline = "Army repels large attack by rebel groups in Aleppo and Idlib countryside."
    claim = _of_type(claims_of(headline, date(2024, 11, 29)), "repelled")
    assert claim.actors[0].id == "syria-armed-forces"
