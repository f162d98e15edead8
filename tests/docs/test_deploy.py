"""What deploy/ calls is there: commands, options, environment, files."""

import re
import shlex
from pathlib import Path

import pytest
import typer.main
import yaml

from warmonitor.cli import app

DEPLOY = Path(__file__).parents[2] / "deploy"
COMPOSE = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
UNIT = (DEPLOY / "warmonitor-watch.service").read_text(encoding="utf-8")
CONTAINER = (DEPLOY / "Containerfile").read_text(encoding="utf-8")


def called() -> list[list[str]]:
    services = [one["command"] for one in COMPOSE["services"].values() if "command" in one]
    (started,) = re.findall(r"^ExecStart=\S+/warmonitor (.+)$", UNIT, re.MULTILINE)
    (default,) = re.findall(r"^CMD (.+)$", CONTAINER, re.MULTILINE)
    return [*services, shlex.split(started), yaml.safe_load(default)]


@pytest.mark.parametrize("words", called(), ids=" ".join)
def test_every_command_can_be_parsed(words: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    command = typer.main.get_command(app).commands[words[0]]  # type: ignore[attr-defined]
    for path in (word for word in words if word.startswith("/")):
        monkeypatch.setattr(Path, "exists", lambda self: True)
        assert path
    command.make_context(words[0], list(words[1:]), resilient_parsing=False)


def test_what_is_to_be_withheld_comes_from_outside_and_is_never_set_to_nothing() -> None:
    for service in ("watch", "page"):
        environment = COMPOSE["services"][service]["environment"]
        for name in ("WARMONITOR_WITHHOLD", "WARMONITOR_EMBARGO", "WARMONITOR_COARSEN"):
            assert name in environment
            assert environment[name] is None


def test_what_the_image_copies_is_there() -> None:
    copied = re.findall(r"^COPY (?!--from)(.+) \S+$", CONTAINER, re.MULTILINE)
    for path in (path for words in copied for path in words.split()):
        assert (DEPLOY.parent / path).exists(), path
