import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warmonitor.reading.blocks import cues, plain_blocks
from warmonitor.reading.text import ends_sentence, normalise, unwrap

TEXT = "Fighters took the bridge at Sardan on Friday, the governor said."
MORE = "Two of them were hurt, according to the town's hospital."


def kinds(*blocks: str, title: str | None = None, outlet: str | None = None) -> list[str]:
    return [block.kind for block in plain_blocks("\n\n".join(blocks), title, outlet)]


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        pytest.param([TEXT], ["paragraph"], id="one sentence"),
        pytest.param(
            ["Twelve dead in Sardan market blast"], ["paragraph"], id="one line is news, not a headline"
        ),
        pytest.param([TEXT, MORE], ["paragraph", "paragraph"], id="no headline"),
        pytest.param(["Rebels cross river at Sardan", TEXT], ["headline", "paragraph"], id="headline"),
        pytest.param(["Who holds Sardan now?", TEXT], ["headline", "paragraph"], id="headline that asks"),
        pytest.param(
            ["Smoke rises over Sardan as rebels cross river", TEXT],
            ["headline", "paragraph"],
            id="headline like a caption",
        ),
        pytest.param(
            ["Example Wire", "Rebels cross river at Sardan after a day of shelling", TEXT],
            ["boilerplate", "headline", "paragraph"],
            id="site name",
        ),
        pytest.param(
            ["Rebels cross river at Sardan", "Governor says bridge is lost and calls for help", TEXT],
            ["headline", "standfirst", "paragraph"],
            id="standfirst",
        ),
        pytest.param(
            ["Rebels cross river at Sardan", "By Jane Doe and John Roe", "30 November 2024", TEXT],
            ["headline", "boilerplate", "standfirst", "paragraph"],
            id="byline",
        ),
        pytest.param(
            [
                TEXT,
                "Fighters wave flags on the bridge of Sardan",
                "Fighters wave flags on the bridge of Sardan",
                MORE,
            ],
            ["paragraph", "caption", "caption", "paragraph"],
            id="caption copied twice",
        ),
        pytest.param(
            [
                TEXT,
                "The governor's house after the shelling",
                "The governor’s house after the shelling",
                MORE,
            ],
            ["paragraph", "caption", "caption", "paragraph"],
            id="caption copied twice, quotes differ",
        ),
        pytest.param(
            [TEXT, "A boy looks at the bridge.", "A boy looks at the bridge.", MORE],
            ["paragraph", "caption", "caption", "paragraph"],
            id="full stop, one right after the other",
        ),
        pytest.param(
            ["We are not leaving this town.", TEXT, "We are not leaving this town."],
            ["paragraph"] * 3,
            id="a sentence said twice far apart stays",
        ),
        pytest.param(
            ["Rebels cross river at Sardan", "Rebels cross river at Sardan", TEXT, MORE],
            ["headline", "boilerplate", "paragraph", "paragraph"],
            id="headline copied twice",
        ),
        pytest.param(
            [TEXT, "Smoke billows from a depot near the river on Friday", MORE],
            ["paragraph", "caption", "paragraph"],
            id="smoke",
        ),
        pytest.param(
            [TEXT, "Soldiers patrol near the river, in a town held by the army. (Jo Roe/AFP)", MORE],
            ["paragraph", "caption", "paragraph"],
            id="credit",
        ),
        pytest.param(
            [TEXT, "File photo: the governor, here in 2019", MORE],
            ["paragraph", "caption", "paragraph"],
            id="file photo",
        ),
        pytest.param(
            [TEXT, "Smoke rose over the river all day, residents said."], ["paragraph"] * 2, id="smoke told"
        ),
        pytest.param([TEXT, "What we know so far", MORE], ["paragraph"] * 3, id="subheading"),
        pytest.param([TEXT, "Read more", MORE], ["paragraph", "boilerplate", "paragraph"], id="read more"),
    ],
)
def test_layouts(blocks: list[str], expected: list[str]) -> None:
    assert kinds(*blocks) == expected


def test_a_known_title_is_the_headline_and_short_lines_above_it_are_furniture() -> None:
    blocks = ["World news today", "Rebels Cross River", "The bridge is lost", TEXT]
    assert kinds(*blocks, title="Rebels cross river") == [
        "boilerplate",
        "headline",
        "standfirst",
        "paragraph",
    ]


def test_a_known_title_that_the_text_lacks_makes_no_headline() -> None:
    assert kinds("The bridge is lost", TEXT, title="Rebels cross river") == ["paragraph", "paragraph"]


def test_a_known_outlet_on_top_is_furniture() -> None:
    blocks = ["example-wire.example", "Rebels cross river at Sardan", TEXT]
    assert kinds(*blocks, outlet="Example-wire.example") == ["boilerplate", "headline", "paragraph"]


@pytest.mark.parametrize(
    "text",
    [
        "Share this article",
        "Share on Facebook",
        "Facebook | X | WhatsApp",
        "Read more: Why the bridge matters",
        "Sign up for our daily newsletter",
        "Subscribe now",
        "Follow us on Telegram",
        "© 2024 Example Wire",
        "Copyright 2024 Example Wire. All rights reserved.",
        "We use cookies to improve your experience.",
        "Advertisement",
        "Related articles",
        "Most read",
        "12 comments",
        "5 min read",
        "Tags: Sardan, war",
        "Listen to this article",
        "Reporting by Jane Doe; editing by John Roe",
        "Last updated: 30 November 2024, 10:15",
        "By Jane Doe in Sardan",
        "Skip to content",
        "Leave a comment",
        "This article is for subscribers only. Already a subscriber? Log in.",
    ],
)
def test_furniture(text: str) -> None:
    assert cues().is_boilerplate(text)


@pytest.mark.parametrize(
    "text",
    [
        "Share prices in the capital fell after the attack.",
        "By Friday the army had left the town, leaving its tanks behind.",
        "By late evening the bridge was lost",
        "Follow-up strikes hit the depot an hour later.",
        "Home guards held the bridge until dusk.",
        "News of the attack reached the capital at noon.",
        "Readers in the capital were told nothing.",
        "Live rounds were fired at the crowd.",
        "Posted guards fled when the shelling began.",
        "Copyright law was suspended along with all others, the junta said.",
        "Related families fled together.",
        "Print shops in the town were looted.",
    ],
)
def test_news_is_no_furniture(text: str) -> None:
    assert not cues().is_boilerplate(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It is over.", True),
        ("“It is over.”", True),
        ("It is over (for now.)", True),
        ("He said:", True),
        ("Over?", True),
        ("انتهى الأمر؟", True),
        ("停火已经结束。", True),
        ("Bridge lost", False),
        ("Bridge “lost”", False),
        ("", False),
    ],
)
def test_ends_of_sentences(text: str, expected: bool) -> None:
    assert ends_sentence(text) is expected


LINES = st.sampled_from(
    [TEXT, MORE, "Read more", "Rebels cross river", "", "  ", "\t\u00a0", "Photo: Jo Roe"]
)


@given(st.one_of(st.text(), st.lists(LINES).map("\n".join), st.text(alphabet=" \n\t\u200b\u2028a.")))
def test_blocks_hold_every_character_that_is_not_blank_exactly_once(raw: str) -> None:
    text = unwrap(normalise(raw))
    blocks = plain_blocks(text)
    at = 0
    for block in blocks:
        assert not text[at : block.start].strip()
        words = text[block.start : block.end]
        assert words
        assert words == words.strip()
        assert "\n" not in words
        at = block.end
    assert not text[at:].strip()


@given(st.text())
def test_normalising_keeps_letters_and_settles(raw: str) -> None:
    text = normalise(raw)
    assert normalise(text) == text
    assert [char for char in text if char.isalnum()] == [char for char in raw if char.isalnum()]
    assert len(unwrap(text)) == len(text)


def test_wrapped_lines_are_joined_and_paragraphs_kept_apart() -> None:
    text = (
        "Fighters took the bridge at Sardan on Friday after a day of shelling\n"
        "that drove most families out of the town, the governor's office said\n"
        "in a statement that named no units and gave no figures of the losses.\n"
        "\n"
        "Two of the fighters were hurt, according to a doctor at the hospital\n"
        "who spoke by telephone.\n"
    )
    joined = unwrap(text)
    assert len(joined) == len(text)
    assert [len(block) for block in joined.strip().split("\n\n")] == [207, 92]
    assert len(plain_blocks(joined)) == 2


@pytest.mark.parametrize(
    "text",
    [
        f"{TEXT}\n{MORE}\n{TEXT}",
        "Example Wire\nShare\nRead more\nRebels cross river at Sardan after a day of shelling\n" + TEXT,
        "x" * 500 + "\n" + "y" * 500,
        "",
    ],
)
def test_lines_that_end_on_purpose_stay_apart(text: str) -> None:
    assert unwrap(text) == text


def test_the_report_as_copied_from_its_page() -> None:
    folder = Path(__file__).parents[2] / "../shared/data/reports"
    files = sorted(folder.glob("*.txt"))
    if not files:
        pytest.skip("the data sets are not here")
    text = normalise(files[0].read_text(encoding="utf-8"))
    blocks = plain_blocks(text)
    assert [block.kind for block in blocks[:3]] == ["boilerplate", "headline", "paragraph"]
    captions = [text[block.start : block.end] for block in blocks if block.kind == "caption"]
    assert len(captions) == 18
    paragraphs = [text[block.start : block.end] for block in blocks if block.kind == "paragraph"]
    assert all(re.search(r"[.:]\W*$", paragraph) for paragraph in paragraphs)
