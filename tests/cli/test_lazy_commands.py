"""The command line imports what a command needs, and no more."""

import subprocess
import sys

import typer.main

from warmonitor.cli import FILES, app, app_of


def commands_of(made: typer.Typer) -> set[str]:
    return set(typer.main.get_command(made).commands)  # type: ignore[attr-defined]


def test_every_command_is_found_in_its_file() -> None:
    for file, commands in FILES.items():
        assert commands_of(app_of([file])) == set(commands)
    assert commands_of(app) == {command for commands in FILES.values() for command in commands}


def test_extract_brings_neither_a_database_nor_a_server() -> None:
    heavy = {"sqlalchemy", "fastapi", "scipy", "pyarrow", "datasketch", "alembic"}
    code = "import sys, warmonitor.cli.extract; print(*{name.split('.')[0] for name in sys.modules})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not heavy & set(done.stdout.split())
