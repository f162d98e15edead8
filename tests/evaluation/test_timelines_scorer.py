"""Days of a timeline against those of the annotators."""

import json
from datetime import date

import pytest

from warmonitor.evaluation.timelines import (
    Topic,
    busiest,
    date_f1,
    news_folder,
    of_topic,
    pick,
    read_news,
    read_reference,
    score,
    topics,
)
from warmonitor.model import Incident, Place, Time

TOPIC = Topic(words=("Velin",), countries=frozenset({"XV"}))


def day(number: int) -> date:
    return date(2031, 5, number)


def incident(number: int, country: str | None = "XV", reports: int = 1) -> Incident:
    place = Place(text="Bera", span=(0, 4), country=country)
    time = Time(start=day(number), end=day(number), basis="stated")
    return Incident(
        id=f"i-{number}", type="clash", place=place, time=time,
        parties=(), claims=(), reports=reports, origins=1, status="single_source",
    )  # fmt: skip


def news(tmp_path) -> None:
    rows = [
        ("2031-05-01", "Velinese rebels march."),
        ("2031-05-02", "Rain in Odra."),
        ("2031-06-09", "Velin falls."),
    ]
    lines = [json.dumps({"date": when, "text": text, "headings": [], "outlets": []}) for when, text in rows]
    (tmp_path / "2031.jsonl").write_text("\n".join(lines), encoding="utf-8")


@pytest.mark.parametrize(
    ("found", "wanted", "f1"),
    [([1, 2], [1, 2], 1.0), ([1, 3], [1, 2], 0.5), ([1], [1, 2, 3], 0.5), ([], [1], 0.0), ([4], [1], 0.0)],
)
def test_date_f1(found: list[int], wanted: list[int], f1: float) -> None:
    assert date_f1([day(n) for n in found], [day(n) for n in wanted]) == f1


def test_items_of_the_topic_and_of_its_days_are_read(tmp_path) -> None:
    news(tmp_path)
    assert [report.text for report in read_news(tmp_path, TOPIC, day(1), day(31))] == [
        "Velinese rebels march."
    ]


def test_incidents_elsewhere_are_not_of_the_topic() -> None:
    told = [incident(1), incident(2, "XO"), incident(3, None)]
    assert [one.id for one in of_topic(told, TOPIC)] == ["i-1", "i-3"]


def test_days_outside_the_timeline_are_not_picked() -> None:
    assert pick([incident(number) for number in (1, 5, 9)], day(2), day(8), 3) == [day(5)]


def test_a_topic_is_scored_over_its_annotators(tmp_path) -> None:
    news(tmp_path)
    reports = read_news(tmp_path, TOPIC, day(1), day(31))
    reference = [frozenset({day(1), day(4)}), frozenset({day(1), day(2)})]
    scored = score(reference, [incident(1, reports=3), incident(2)], reports)
    assert scored == {"date_f1": 0.75, "busiest_days": 0.6667, "chance": 0.75, "days": 2.0}
    assert busiest(reports, 1) == [day(1)]


def test_the_reference_is_read_per_annotator(tmp_path) -> None:
    (tmp_path / "annotator1.tsv").write_text(
        'Date\tUpdate\tBackground\n[2031-05-01]\t"A\nB"\t\n', encoding="utf-8"
    )
    assert read_reference(tmp_path) == [frozenset({day(1)})]


def test_the_news_are_beside_the_timelines_or_where_the_variable_says(tmp_path, monkeypatch) -> None:
    monkeypatch.delenv("WARMONITOR_CURRENT_EVENTS", raising=False)
    assert news_folder(tmp_path / "timelines") == tmp_path / "current-events"
    monkeypatch.setenv("WARMONITOR_CURRENT_EVENTS", str(tmp_path))
    assert news_folder(tmp_path / "timelines") == tmp_path


def test_topics_have_words_and_countries() -> None:
    assert all(topic.words and topic.countries for topic in topics().values())
