"""The command line imports what a command needs, and no more."""

import subprocess
import sys

import pytest
import typer.main

from warmonitor.cli import app, app_of, table_of_contents
from warmonitor.cli.contents import CONTENTS


def commands_of(made: typer.Typer) -> dict[str, str]:
    """The commands with the line that the help shows for each."""
    found = typer.main.get_command(made).commands  # type: ignore[attr-defined]
    return {name: command.get_short_help_str(limit=1000) for name, command in found.items()}


def modules_after(code: str) -> set[str]:
    """The packages imported once the code has run."""
    shown = f"{code}\nprint(*{{name.split('.')[0] for name in sys.modules}}, file=sys.stderr)"
    done = subprocess.run(
        [sys.executable, "-c", f"import sys\n{shown}"], capture_output=True, text=True, check=True
    )
    return set(done.stderr.split())


def test_every_command_is_found_in_its_file_and_told_of_as_it_is() -> None:
    for file, commands in CONTENTS.items():
        assert commands_of(app_of([file])) == commands
    assert commands_of(app) == {
        name: said for commands in CONTENTS.values() for name, said in commands.items()
    }


def test_the_help_shows_what_the_whole_command_line_would() -> None:
    assert commands_of(table_of_contents()) == commands_of(app)


def test_extract_brings_neither_a_database_nor_a_server() -> None:
    heavy = {"sqlalchemy", "fastapi", "scipy", "pyarrow", "datasketch", "alembic", "feedparser"}
    assert not heavy & modules_after("import warmonitor.cli.extract")


@pytest.mark.parametrize("option", ["--version", "--help", ""])
def test_who_asks_for_the_version_or_the_help_waits_for_no_parser(option: str) -> None:
    asked = f"from warmonitor.cli import main\nsys.argv[1:] = {option.split()!r}"
    code = f"{asked}\ntry:\n    main()\nexcept SystemExit:\n    pass"
    assert not {"spacy", "numpy", "yaml", "sqlalchemy"} & modules_after(code)
