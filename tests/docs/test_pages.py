"""The documentation builds without a warning, and names the commands that there are."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
import typer.main

from warmonitor.cli import app

ROOT = Path(__file__).parents[2]
COMMANDS = set(typer.main.get_command(app).commands)  # type: ignore[attr-defined]


def named(page: str) -> set[str]:
    """The commands that a page calls: in a cell, or at a prompt."""
    return set(
        re.findall(
            r"(?:^\| `|^\$ )warmonitor ([a-z]+)", (ROOT / page).read_text(encoding="utf-8"), re.MULTILINE
        )
    )


def test_the_page_of_commands_lists_every_command_and_no_other() -> None:
    assert named("docs/use/cli.md") == COMMANDS


def test_the_tour_of_the_readme_uses_commands_that_there_are() -> None:
    assert {"extract", "ingest", "serve"} <= named("README.md") <= COMMANDS


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md"])
def test_links_between_files_lead_somewhere(page: str) -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)", (ROOT / page).read_text(encoding="utf-8"))
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_the_documentation_builds_without_a_warning(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        env={"PATH": "/usr/bin:/bin", "NO_MKDOCS_2_WARNING": "1"},
    )
    assert done.returncode == 0, done.stderr
