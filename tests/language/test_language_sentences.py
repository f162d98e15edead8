"""Where sentences begin in news text."""

import time

import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab

from warmonitor.language.sentences import mark_sentences
from warmonitor.language.tokens import make_tokenizer

TOKENISE = make_tokenizer(Vocab())


def sentences(text: str) -> list[str]:
    doc: Doc = TOKENISE(text)
    mark_sentences(doc)
    return [sent.text.strip() for sent in doc.sents]


@pytest.mark.parametrize(
    "parts",
    [
        ["Rebels took the town.", "The army left."],
        ["Gen. Omar Tal left for St. Anna with Lt. Col. Deng and Mr. Osei.", "Dr. Haddad stayed."],
        ["The U.S. Army trained them.", "It left in 2019."],
        ["They flew to the U.S.", "The trip took nine hours."],
        ["The talks ended at 3 p.m. without a deal.", "They resume at 6 p.m.", "The envoy will attend."],
        ["J. B. Carter wrote it.", "He is dead."],
        ["Bread costs 3.25 pounds.", "It cost 1.5 in May."],
        ["Battery No. 5 fired.", "Nobody was hurt."],
        ["“We will not stop.", "We go on,” he said.", "“Never!”"],
        ["“Is it over?” he asked.", "Nobody answered."],
        ["‘No one came.’", "‘No one cared.’"],
        ["He said: “We stay.", "We fight.”", "Then he left."],
        ["KELMAR, Syria (AP) —", "Rebels entered Kelmar on Friday."],
        ["Beirut/Damascus, Nov 30 (Reuters) -", "Rebels entered Kelmar."],
        ["KYIV —", "Sirens sounded at dawn."],
        ["(AP) BEIRUT -", "Rebels entered Kelmar."],
        ["(Reuters) -", "Rebels entered Kelmar."],
        ["Quetta, May 20 (PTI)", "Rebels entered Kelmar."],
        ["GENEVA, 12 March 2013 (IRIN) -", "Rebels entered Kelmar."],
        ["KELMAR, Sept 1:", "Rebels entered Dorvaz."],
        ["14:05 GMT", "Sirens are sounding."],
        ["10.35am:", "Good morning."],
        ["[12:30]", "The army confirms it."],
        ["al-Nimri is dead.", "al-Nimri led the group."],
        ["Smoke rises over Dorvaz.", "(Photo: L. Berg/AFP)"],
        ["Rebels seize Dorvaz as army retreats"],
        ["Opinion: who wins?"],
        ["A wall fell… and nobody moved."],
        ["It was over.", "$4 million was gone.", "7 men were held."],
    ],
)
def test_sentences_of_a_block(parts: list[str]) -> None:
    assert sentences(" ".join(parts)) == parts


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "Key events:\n• Rebels enter Kelmar\n• Airport closed",
            ["Key events:", "• Rebels enter Kelmar", "• Airport closed"],
        ),
        ("1. The attack began.\n2. It ended.", ["1. The attack began.", "2. It ended."]),
        ("Rebels took the town and\nthe army left it.", ["Rebels took the town and\nthe army left it."]),
        ("The first.\n\nThe second", ["The first.", "The second"]),
        ("", []),
    ],
)
def test_line_breaks(text: str, parts: list[str]) -> None:
    assert sentences(text) == parts


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("anti-government protesters", ["anti-government", "protesters"]),
        ("Russian-backed forces", ["Russian", "-", "backed", "forces"]),
        ("a 12-year-old boy", ["a", "12", "-", "year", "-", "old", "boy"]),
        ("at 10am", ["at", "10", "am"]),
        ("$1.2bn", ["$", "1.2", "bn"]),
        ("Syria‘s north", ["Syria", "‘s", "north"]),
        ("Gen. Tal", ["Gen.", "Tal"]),
        ("He said no.", ["He", "said", "no", "."]),
        ("al-Nimri", ["al", "-", "Nimri"]),
        ("didn't", ["did", "n't"]),
    ],
)
def test_words(text: str, words: list[str]) -> None:
    assert [token.text for token in TOKENISE(text)] == words


@pytest.mark.parametrize(
    "text",
    ["Line one of the text\n" * 3000, "12:30" + " " * 6000, "AAAA, " * 3000, "A B C D " * 2000, "a. " * 4000],
)
def test_time_grows_with_length_alone(text: str) -> None:
    doc = TOKENISE(text)
    started = time.process_time()
    mark_sentences(doc)
    assert time.process_time() - started < 2
