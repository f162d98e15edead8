"""The parsed blocks of a report: offsets, sentences, tags, lemmas and dependencies."""

import time
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from warmonitor.language import Language, load, noun_phrases
from warmonitor.model import Block, Report


@pytest.fixture(scope="module")
def language() -> Language:
    return load()


def report_of(*blocks: tuple[str, str]) -> Report:
    text = "\n\n".join(words for _, words in blocks)
    spans, start = [], 0
    for kind, words in blocks:
        spans.append(Block(kind=kind, start=start, end=start + len(words)))
        start += len(words) + 2
    return Report(
        id="r-1",
        outlet="Example Wire",
        retrieved_at=datetime(2024, 12, 1, tzinfo=UTC),
        language="en",
        sha256="0" * 64,
        path="example.txt",
        blocks=tuple(spans),
        text=text,
    )


def test_one_parsed_block_for_each_block_with_offsets_into_the_report(language: Language) -> None:
    report = report_of(
        ("headline", "Rebels seize Dorvaz"),
        (
            "paragraph",
            "KELMAR (Example Wire) — Rebels seized Dorvaz on Friday. Nobody was hurt, Gen. Omar Tal said.",
        ),
        ("caption", "Smoke rises over Dorvaz"),
    )
    parsed = language.parse(report)
    assert [item.block for item in parsed] == list(report.blocks)
    for item in parsed:
        assert item.doc.text == report.text[item.offset : item.offset + len(item.doc.text)]
        for token in item.doc:
            start = item.offset + token.idx
            assert report.text[start : start + len(token)] == token.text
        for name in item.names:
            assert report.text[name.start : name.end].strip() == report.text[name.start : name.end] != ""
    assert [len(list(item.doc.sents)) for item in parsed] == [1, 3, 1]


def test_many_reports_read_as_one_by_one(language: Language) -> None:
    reports = [
        report_of(("paragraph", f"Troops left {place} on Monday.")) for place in ("Aksu", "Belmar", "Corvo")
    ]
    together = [[t.dep_ for t in blocks[0].doc] for blocks in language.parse_many(iter(reports), batch=2)]
    assert together == [[t.dep_ for t in language.parse(report)[0].doc] for report in reports]


@pytest.mark.parametrize(
    ("text", "lemma"),
    [
        ("They fled.", "flee"),
        ("Troops withdrew from the town.", "withdraw"),
        ("Rebels seized it.", "seize"),
        ("Jets were striking the airport.", "strike"),
        ("The army has overrun the base.", "overrun"),
        ("Shelling wounded three militiamen.", "militiaman"),
        ("Shelling hit two bases.", "base"),
        ("It has been said.", "be"),
        ("He was shot.", "be"),
    ],
)
def test_lemmas(language: Language, text: str, lemma: str) -> None:
    (doc,) = language.parse_texts([text])
    assert lemma in [token.lemma_ for token in doc]


def test_capitals_are_read_as_running_text_and_kept_as_printed(language: Language) -> None:
    text = "REBELS SEIZE THE TOWN AFTER THE ARMY WITHDRAWS"
    (doc,) = language.parse_texts([text])
    assert doc.text == text
    assert [token.lemma_ for token in doc if token.pos_ == "VERB"] == ["seize", "withdraw"]


def test_blank_runs_and_line_breaks_keep_offsets(language: Language) -> None:
    text = "  Rebels   seized the\ntown on  Friday.\n\nThe army left. "
    (doc,) = language.parse_texts([text])
    assert doc.text == text
    assert [sent.text.strip() for sent in doc.sents] == [
        "Rebels   seized the\ntown on  Friday.",
        "The army left.",
    ]
    subject = next(token for token in doc if token.text == "Rebels")
    assert (subject.dep_, subject.head.text) == ("nsubj", "seized")


@pytest.mark.parametrize("text", ["", " ", "\n\n", ".", "“", "…", "12", "•"])
def test_odd_texts_do_not_fail(language: Language, text: str) -> None:
    (doc,) = language.parse_texts([text])
    assert doc.text == text


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="ABab .,!?“”‘’\"'()-—\n\t•12:", max_size=80))
def test_any_text_keeps_its_characters(text: str) -> None:
    (doc,) = load().parse_texts([text])
    assert doc.text == text
    assert all(token.dep_ or doc.text.isspace() for token in doc)


def test_reading_is_the_same_alone_and_in_company(language: Language) -> None:
    texts = ["Rebels shelled the town.", "A ceasefire was agreed in Kelmar on Tuesday, officials said."]
    alone = [[t.head.i for t in doc] for text in texts for doc in language.parse_texts([text])]
    assert alone == [[t.head.i for t in doc] for doc in language.parse_texts(texts)]


def test_a_very_long_block_is_read_in_pieces_and_given_whole(language: Language) -> None:
    text = "Rebels seized the town on Friday. " * 2000 + "no end " * 4500
    (doc,) = language.parse_texts([text])
    assert doc.text == text
    sentences = list(doc.sents)
    assert len(sentences) >= 2001
    assert {sent.root.lemma_ for sent in sentences[:2000]} == {"seize"}


def test_noun_phrases_hold_objects_and_leave_clauses_out(language: Language) -> None:
    (doc,) = language.parse_texts(["Government forces captured the old fort, which rebels had held."])
    phrases = [phrase.text for phrase in noun_phrases(next(doc.sents))]
    assert "Government forces" in phrases
    assert "the old fort" in phrases
    assert "rebels" in phrases


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        (
            "At least 277 people were killed, including 28 civilians.",
            ["At least 277 people", "28 civilians"],
        ),
        (
            "The army left, police spokesman John Adeyo told Reuters.",
            ["The army", "police spokesman John Adeyo", "Reuters"],
        ),
    ],
)
def test_noun_phrases_keep_numbers_and_titles_inside(
    language: Language, text: str, phrases: list[str]
) -> None:
    (doc,) = language.parse_texts([text])
    assert [phrase.text for phrase in noun_phrases(next(doc.sents))] == phrases


@pytest.mark.parametrize(
    ("text", "word", "dep", "head"),
    [
        ("At least 12 people were killed, including five women, officials said.", "killed", "ccomp", "said"),
        (
            "At least 12 people were killed, including five women, two of them medics.",
            "medics",
            "parataxis",
            "women",
        ),
        ("The Observatory, a war monitor, said rebels had left.", "monitor", "appos", "Observatory"),
        ("Rebels, who had fled, returned on Friday.", "fled", "acl:relcl", "Rebels"),
        ("Rebels shelled the town on Friday.", "Friday", "obl", "shelled"),
        ("According to the army, rebels shelled the town.", "army", "obl", "shelled"),
        ("The town was shelled by rebels.", "rebels", "obl:agent", "shelled"),
        ("Rebels seize Kelmar as army retreats", "retreats", "advcl", "seize"),
        ("A drone hit a school, killing seven people and wounding 21.", "killing", "advcl", "hit"),
        ("He was seen in Kelmar, Syria.", "Syria", "appos", "Kelmar"),
    ],
)
def test_what_news_needs(language: Language, text: str, word: str, dep: str, head: str) -> None:
    (doc,) = language.parse_texts([text])
    token = next(token for token in doc if token.text == word)
    assert (token.dep_, token.head.text) == (dep, head)


def test_names_of_a_report(language: Language) -> None:
    report = report_of(
        ("paragraph", "President Viktor Sokolov met Red Cross staff in Kelmar, Syria, on Monday.")
    )
    (block,) = language.parse(report)
    found = {report.text[name.start : name.end]: name.kind for name in block.names}
    assert found == {
        "President Viktor Sokolov": "person",
        "Red Cross": "organisation",
        "Kelmar": "place",
        "Syria": "place",
    }


def test_loads_once_and_within_a_second() -> None:
    load.cache_clear()
    started = time.process_time()
    first = load()
    assert time.process_time() - started < 1.5
    assert load() is first
