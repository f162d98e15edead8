"""Learned weights are written into the file that the package reads."""

from pathlib import Path

import msgspec
import pytest
from training.weights import write

from warmonitor.incidents import settings

PACKAGED = Path(settings.__file__).with_name("weights.yaml")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    file = tmp_path / "weights.yaml"
    file.write_text(PACKAGED.read_text(encoding="utf-8"), encoding="utf-8")
    return file


def test_only_what_was_learned_changes(copy: Path) -> None:
    before = msgspec.yaml.decode(copy.read_bytes())
    write(copy, {("place", "near"): 3.14, ("dead", "other"): -9.0, ("names", "rare"): 0.04}, prior=-1.26)
    after = msgspec.yaml.decode(copy.read_bytes())
    before["place"]["near"], before["dead"]["other"], before["names"]["rare"] = 3.1, -9.0, 0.0
    assert after == {**before, "prior": -1.3}
    assert copy.read_text(encoding="utf-8").count("#") == PACKAGED.read_text(encoding="utf-8").count("#")


def test_an_unknown_level_is_an_error(copy: Path) -> None:
    with pytest.raises(ValueError, match="no weight"):
        write(copy, {("place", "nowhere"): 1.0}, prior=0.0)
