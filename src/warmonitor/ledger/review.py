"""What a reviewer says of claims and incidents, and what a correction makes of a claim."""

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any, Literal

import msgspec

from warmonitor.model import Claim, Figure, Report, from_json, to_json
from warmonitor.model.noun import Span
from warmonitor.ontology import load_ontology

Act = Literal["accept", "correct", "reject", "merge", "split", "comment", "grade", "undo"]

GRADES = ("confirmed", "fair", "weak", "contested", "discounted")
"""The grades of docs/method/incidents.md."""

_FIXED = ("id", "report")


class Edit(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One field of a claim set or dropped.

    `path` is a JSON Pointer (RFC 6901) into the claim, as "/figures/0/low"; "/figures/-" adds to a list.
    """

    path: str
    value: Any = None
    drop: bool = False


class Review(msgspec.Struct, frozen=True, kw_only=True):
    """What one reviewer decided, when and why.

    `subjects` are the ids that it was said of, claims or incidents; `claims` the claims that these came to
    at the time, of a split those that stay, and `taken` those that leave. `undoes` is the id of the review
    that an undo takes back, `undone` whether one took this back.
    """

    id: str
    act: Act
    subjects: tuple[str, ...]
    who: str
    at: datetime
    why: str
    claims: tuple[str, ...] = ()
    edits: tuple[Edit, ...] = ()
    taken: tuple[str, ...] = ()
    grade: str | None = None
    undoes: str | None = None
    undone: bool = False


class CorrectionError(ValueError):
    """A correction that a claim cannot take; the message says which field and why."""


def edit_of(words: str) -> Edit:
    """A correction as a person writes it: PATH=VALUE; the value is JSON, or a word as it stands.

    >>> edit_of("/figures/0/low=12")
    Edit(path='/figures/0/low', value=12)

    Raises:
        CorrectionError: without "=".
    """
    path, sign, value = words.partition("=")
    if not sign:
        raise CorrectionError(
            f"{words!r} is no correction: write a field and its value, as /figures/0/low=12"
        )
    return Edit(path=_pointer(path), value=_value(value))


def drop_of(path: str) -> Edit:
    """A field or item to be dropped."""
    return Edit(path=_pointer(path), drop=True)


def corrected(claim: Claim, edits: Iterable[Edit], report: Report) -> Claim:
    """The claim with the corrections made, checked against the model, the ontology and the report's words.

    Raises:
        CorrectionError: naming the field and what is wrong.
    """
    told = msgspec.json.decode(to_json(claim))
    for edit in edits:
        _make(told, edit)
    try:
        changed = from_json(msgspec.json.encode(told), Claim)
    except msgspec.ValidationError as fault:
        raise CorrectionError(f"the corrected claim is not valid: {fault}") from None
    for field in _FIXED:
        if getattr(changed, field) != getattr(claim, field):
            raise CorrectionError(f"/{field} names the claim and cannot be corrected")
    before = set(_faults(claim, report))
    for words in _faults(changed, report):
        if words not in before:
            raise CorrectionError(words)
    return changed


def _pointer(path: str) -> str:
    return path if path.startswith("/") else "/" + path.replace(".", "/")


def _value(words: str) -> Any:
    try:
        return json.loads(words)
    except ValueError:
        return words


def _make(told: dict[str, Any], edit: Edit) -> None:
    keys = [key.replace("~1", "/").replace("~0", "~") for key in edit.path.split("/")[1:]]
    try:
        _put(told, keys, edit)
    except (LookupError, TypeError, ValueError):
        raise CorrectionError(f"the claim has no field {edit.path}") from None


def _put(inside: Any, keys: Sequence[str], edit: Edit) -> None:
    for key in keys[:-1]:
        inside = inside[int(key)] if isinstance(inside, list) else inside[key]
    last = keys[-1]
    if isinstance(inside, list):
        if edit.drop:
            del inside[int(last)]
        elif last == "-":
            inside.append(edit.value)
        else:
            inside[int(last)] = edit.value
    elif edit.drop:
        del inside[last]
    elif last in inside or last in _ADDED:
        inside[last] = edit.value
    else:
        raise LookupError(last)


_ADDED = frozenset({"age", "sex", "approx", "cumulative", "since"})
"""The fields that a claim may lack."""


def _faults(claim: Claim, report: Report) -> Iterator[str]:
    """What of a claim does not agree with the report's words, with the ontology or with itself."""
    for path, words, (start, end) in _worded(claim):
        if report.text[start:end] != words:
            yield f"{path} is not what the report says at {start} to {end}"
    ontology = load_ontology()
    if claim.type not in ontology.claim_types:
        yield f"/type: {claim.type!r} is not in the ontology"
    for position, voice in enumerate(claim.voices):
        if voice.kind not in ontology.voice_kinds:
            yield f"/voices/{position}/kind: {voice.kind!r} is not in the ontology"
    for position, figure in enumerate(claim.figures):
        yield from (f"/figures/{position}{fault}" for fault in _figure_faults(figure, len(claim.figures)))


def _worded(claim: Claim) -> Iterator[tuple[str, str, Span]]:
    yield "/quote", claim.quote, claim.span
    for name in ("actors", "objects", "places"):
        for position, item in enumerate(getattr(claim, name)):
            yield f"/{name}/{position}/text", item.text, item.span
    if claim.about is not None:
        yield "/about/text", claim.about.text, claim.about.span


def _figure_faults(figure: Figure, figures: int) -> Iterator[str]:
    ontology = load_ontology()
    if figure.measure not in ontology.measures:
        yield f"/measure: {figure.measure!r} is not in the ontology"
    if figure.group not in ontology.groups and figure.group not in ontology.object_kinds:
        yield f"/group: {figure.group!r} is not in the ontology"
    if figure.part_of is not None and not 0 <= figure.part_of < figures:
        yield "/part_of names no figure of the claim"
    if figure.low is not None and figure.high is not None and figure.low > figure.high:
        yield ": low lies above high"
