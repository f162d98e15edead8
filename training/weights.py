"""Writes learned weights into the YAML file that the package reads, and leaves its comments as they are."""

import re
from collections.abc import Mapping
from pathlib import Path

Level = tuple[str, str]
"""A comparison and one of its levels."""


def write(file: Path, weights: Mapping[Level, float], prior: float) -> None:
    """Replaces the weights of a file, rounded to a tenth of a bit.

    Args:
        file: a YAML file with `prior` and a table of levels for each comparison, in block or flow style.
        weights: the new weights.
        prior: the new prior.

    Raises:
        ValueError: the file has no such level.
    """
    text = _replaced(file.read_text(encoding="utf-8"), r"^(prior: )", prior)
    for (comparison, level), weight in weights.items():
        text = _replaced(text, rf"^({comparison}:(?:(?!\n\S)[\s\S])*?\b{level}: )", weight)
    file.write_text(text, encoding="utf-8")


def _replaced(text: str, before: str, weight: float) -> str:
    """A text with the number behind a pattern replaced."""
    spelled = f"{round(weight, 1) + 0.0:.1f}"
    new, found = re.subn(before + r"-?[\d.]+", rf"\g<1>{spelled}", text, count=1, flags=re.MULTILINE)
    if not found:
        raise ValueError(f"no weight to replace: {before}")
    return new
