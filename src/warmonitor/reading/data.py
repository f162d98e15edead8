"""Loads the room's YAML into typed values, once."""

from importlib.resources import files
from typing import TypeVar

import msgspec
import yaml

T = TypeVar("T")


def load(name: str, kind: type[T]) -> T:
    """The YAML file of that name beside the code, checked against a type.

    Raises:
        msgspec.ValidationError: with the path of the key that does not fit.
    """
    text = files(__package__).joinpath(name).read_text(encoding="utf-8")
    return msgspec.convert(yaml.load(text, yaml.CSafeLoader), type=kind)
