"""The sample reports that ship with the package say what they are."""

import re
from datetime import date
from importlib.resources import files
from itertools import combinations

import pytest
import yaml

SAMPLES = {
    path.name: path.read_text(encoding="utf-8") for path in files("warmonitor").joinpath("samples").iterdir()
}
KEYS = ["title", "outlet", "published", "url", "language", "note"]


def header(name: str) -> dict[str, object]:
    keys: dict[str, object] = yaml.safe_load(SAMPLES[name].split("---\n")[1])
    return keys


def test_there_are_twelve() -> None:
    assert len(SAMPLES) == 12


@pytest.mark.parametrize("name", sorted(SAMPLES))
def test_a_sample_is_marked_as_written_for_the_project(name: str) -> None:
    keys = header(name)
    assert list(keys) == KEYS
    assert keys["note"] == "Written for warmonitor; not a real article."
    assert str(keys["url"]).startswith("https://example.org/")
    assert name.endswith(f"{keys['published']}.txt")
    assert date(2024, 11, 27) <= date.fromisoformat(str(keys["published"])) <= date(2024, 12, 9)


@pytest.mark.parametrize("name", sorted(SAMPLES))
def test_a_sample_begins_with_its_headline(name: str) -> None:
    body = SAMPLES[name].split("---\n", 2)[2].strip()
    assert body.startswith(f"{header(name)['title']}\n\n")
    assert len(body.split()) >= 120


def test_one_sample_is_a_reworded_copy_and_the_others_are_not() -> None:
    """Shared runs of five words: many between a copy and its source, few between two reports of one day."""

    def runs(text: str) -> set[tuple[str, ...]]:
        words = re.findall(r"[a-z0-9]+", text.split("---\n", 2)[2].lower())
        return {tuple(words[at : at + 5]) for at in range(len(words) - 4)}

    shared = {
        (one, other): len(runs(SAMPLES[one]) & runs(SAMPLES[other]))
        for one, other in combinations(sorted(SAMPLES), 2)
    }
    copy = ("04-levant-wire-2024-11-30.txt", "05-herald-today-2024-11-30.txt")
    assert shared.pop(copy) > 25
    assert max(shared.values()) <= 12
