"""Packaged YAML, read into typed values."""

from collections.abc import Hashable
from importlib.resources import files
from typing import Any, TypeVar

import msgspec
import yaml

T = TypeVar("T")


class OntologyError(ValueError):
    """A packaged YAML file does not say what it should; the message names the file, the key and the fault."""


class _UniqueKeys(yaml.CSafeLoader):
    """A safe loader that refuses a key given twice, which YAML would let the later one win silently."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        seen: set[str] = set()
        for key, _ in node.value:
            if key.value in seen:
                raise OntologyError(f"key {key.value!r} stands twice (line {key.start_mark.line + 1})")
            seen.add(key.value)
        return super().construct_mapping(node, deep)


def parse_yaml(text: str, kind: type[T], name: str) -> T:
    """A YAML text as a value of the given type; `name` is what errors call the text.

    Raises:
        OntologyError: not YAML, a key given twice, a key or value that does not fit the type.
    """
    try:
        return msgspec.convert(yaml.load(text, _UniqueKeys), kind)
    except (yaml.YAMLError, msgspec.ValidationError, OntologyError) as fault:
        raise OntologyError(f"{name}: {fault}") from fault


def read_yaml(package: str, name: str, kind: type[T]) -> T:
    """A YAML file packaged beside the code of `package`, as a value of the given type.

    Raises:
        OntologyError: as `parse_yaml`.
    """
    return parse_yaml(files(package).joinpath(name).read_text(encoding="utf-8"), kind, name)
