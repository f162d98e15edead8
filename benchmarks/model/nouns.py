"""Encodes and decodes the contract's claim with msgspec and with pydantic, and prints the figures as JSON.

    python benchmarks/model/nouns.py > benchmarks/results/model-nouns.json

The pydantic twin is built from the same fields and types, frozen, with its defaults for everything else.
"""

import json
import platform
import re
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path
from timeit import repeat
from typing import Any

import msgspec
from msgspec import UnsetType
from pydantic import BaseModel, ConfigDict, create_model

from warmonitor import model

PAGE = Path(__file__).parents[2] / "docs" / "contract.md"
ROUNDS, CALLS = 9, 2000


def example() -> bytes:
    """The claim of docs/contract.md as one line of JSON."""
    block = re.search(r"```json\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert block is not None
    return json.dumps(json.loads(block[1]), ensure_ascii=False, separators=(",", ":")).encode()


def twin(noun: type[msgspec.Struct], made: dict[type, type[BaseModel]]) -> type[BaseModel]:
    """A frozen pydantic model with the fields of a noun; nouns inside become models too."""
    fields: dict[str, Any] = {}
    for field in msgspec.structs.fields(noun):
        default = ... if field.required else field.default
        fields[field.name] = (swap(field.type, made), None if default is msgspec.UNSET else default)
    made[noun] = create_model(noun.__name__, __config__=ConfigDict(frozen=True), **fields)
    return made[noun]


def swap(kind: Any, made: dict[type, type[BaseModel]]) -> Any:
    """A type with nouns replaced by their models, and "absent" by null, which pydantic has instead."""
    if kind is UnsetType:
        return None
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        return made.get(kind) or twin(kind, made)
    arguments = getattr(kind, "__args__", ())
    if not arguments or all(isinstance(part, str) for part in arguments):
        return kind
    swapped = tuple(part if part is ... else swap(part, made) for part in arguments)
    if hasattr(kind, "__or__") and not hasattr(kind, "__origin__"):
        union = swapped[0]
        for part in swapped[1:]:
            union = union | part if union is not None else part | None
        return union
    return kind.__origin__[swapped]


def microseconds(call: Any) -> float:
    """The time of one call, best of nine rounds."""
    return round(min(repeat(call, number=CALLS, repeat=ROUNDS)) / CALLS * 1e6, 2)


def import_milliseconds(statement: str) -> float:
    """How much longer a fresh interpreter takes with this statement, best of nine."""

    def once(code: str) -> float:
        return min(
            repeat(lambda: subprocess.run([sys.executable, "-c", code], check=True), number=1, repeat=ROUNDS)
        )

    return round((once(statement) - once("pass")) * 1e3, 1)


def main() -> None:
    line = example()
    made: dict[type, type[BaseModel]] = {}
    pydantic_claim = twin(model.Claim, made)
    ours, theirs = model.from_json(line, model.Claim), pydantic_claim.model_validate_json(line)
    assert json.loads(theirs.model_dump_json(exclude_unset=True)) == json.loads(model.to_json(ours))
    figures = {
        "msgspec": {
            "version": version("msgspec"),
            "encode_us": microseconds(lambda: model.to_json(ours)),
            "decode_us": microseconds(lambda: model.from_json(line, model.Claim)),
            "import_ms": import_milliseconds("import msgspec"),
        },
        "pydantic": {
            "version": version("pydantic"),
            "encode_us": microseconds(theirs.model_dump_json),
            "decode_us": microseconds(lambda: pydantic_claim.model_validate_json(line)),
            "import_ms": import_milliseconds("import pydantic; pydantic.BaseModel"),
        },
    }
    print(
        json.dumps(
            {"claim_bytes": len(line), "python": platform.python_version(), "figures": figures}, indent=2
        )
    )


if __name__ == "__main__":
    main()
