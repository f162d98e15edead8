"""Packaged YAML, read into typed values."""

from collections.abc import Hashable
from functools import cache
from importlib.resources import files
from typing import Any, TypeVar

import msgspec
import yaml

T = TypeVar("T")

_WORD = "tag:yaml.org,2002:str"


class OntologyError(ValueError):
    """A packaged YAML file does not say what it should; the message names the file, the key and the fault."""


class _Loader(yaml.CSafeLoader):
    """A safe loader that refuses a key given twice, which YAML would let the later one win silently, and
    takes words, lists and mappings straight from what is read: the way that YAML's own constructors go was
    half of the time.
    """

    def construct_document(self, node: yaml.Node) -> Any:
        return self._value(node)

    def _value(self, node: yaml.Node) -> Any:
        if node.tag == _WORD:
            return node.value
        if isinstance(node, yaml.SequenceNode):
            return [self._value(each) for each in node.value]
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node)
        return self.construct_object(node)

    def _mapping(self, node: yaml.MappingNode) -> dict[Hashable, Any]:
        told: dict[Hashable, Any] = {}
        for key, value in node.value:
            name = self._value(key)
            if name in told:
                raise OntologyError(f"key {name!r} stands twice (line {key.start_mark.line + 1})")
            told[name] = self._value(value)
        return told


def parse_yaml(text: str, kind: type[T], name: str) -> T:
    """A YAML text as a value of the given type; `name` is what errors call the text.

    Raises:
        OntologyError: not YAML, a key given twice, a key or value that does not fit the type.
    """
    try:
        return msgspec.convert(yaml.load(text, _Loader), kind)
    except (yaml.YAMLError, msgspec.ValidationError, OntologyError) as fault:
        raise OntologyError(f"{name}: {fault}") from fault


def read_yaml(package: str, name: str, kind: type[T]) -> T:
    """A YAML file packaged beside the code of `package`, as a value of the given type.

    Raises:
        OntologyError: as `parse_yaml`.
    """
    return parse_yaml(files(package).joinpath(name).read_text(encoding="utf-8"), kind, name)


def line_of(package: str, name: str, *keys: str | int) -> int:
    """The line, counted from 1, on which an entry of a packaged YAML file stands, by its keys and places.

    Raises:
        KeyError, IndexError: where the file has no such entry.
    """
    node, line = _composed(package, name), 1
    for key in keys:
        if isinstance(key, int):
            node = node.value[key]
            line = node.start_mark.line + 1
        else:
            named = {one.value: (one.start_mark.line + 1, value) for one, value in node.value}
            line, node = named[key]
    return line


@cache
def _composed(package: str, name: str) -> Any:
    return yaml.compose(files(package).joinpath(name).read_text(encoding="utf-8"), yaml.CSafeLoader)
