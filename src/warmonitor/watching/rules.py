"""What to be told of and by which way: a YAML file of rules and channels, checked when it is loaded."""

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

import msgspec
import yaml

from warmonitor.ontology import load_ontology


class RulesError(ValueError):
    """The rules cannot be read; says where and how to mend it."""


class TollRule(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A toll of a measure that is told to be more than a number, by the lowest of its figures."""

    measure: str = "killed"
    over: int


class Rule(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What to be told of.

    Incidents by default, narrowed by place, actor, type and toll; each once, and with `status` again whenever
    its status changes. `about` feeds: one that falls silent or fails; corrections: pages that changed.
    """

    name: str
    about: Literal["incidents", "feeds", "corrections"] = "incidents"
    place: str | None = None
    actor: str | None = None
    type: str | None = None
    toll: TollRule | None = None
    status: bool = False
    days: int = 30

    @property
    def key(self) -> str:
        """The rule's name with a mark of what it says: a rule that is changed begins anew."""
        return f"{self.name}:{hashlib.sha256(msgspec.json.encode(self)).hexdigest()[:8]}|"


class Stdout(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="stdout", tag_field="to"
):
    """Lines on standard output."""

    name: str = "stdout"


class Atom(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="atom", tag_field="to"):
    """A feed, written to a file that a web server may serve."""

    name: str = "atom"
    path: str
    title: str = "warmonitor: alerts"


class Webhook(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="webhook", tag_field="to"
):
    """A POST signed as the Standard Webhooks say; `secret` names the environment variable with the key."""

    name: str = "webhook"
    url: str
    secret: str = "WARMONITOR_WEBHOOK_SECRET"


class Mail(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="mail", tag_field="to"):
    """A letter by SMTP; `password` names the environment variable that holds it."""

    name: str = "mail"
    host: str
    port: int = 587
    sender: str
    receivers: tuple[str, ...]
    starttls: bool = True
    user: str | None = None
    password: str = "WARMONITOR_SMTP_PASSWORD"


Channel = Stdout | Atom | Webhook | Mail


class Rules(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All rules, and the channels that every alert goes to."""

    rules: tuple[Rule, ...]
    channels: tuple[Channel, ...] = (Stdout(),)


def load_rules(path: Path) -> Rules:
    """The rules of a YAML file.

    Raises:
        RulesError: when it cannot be read, or says what is not known.
    """
    try:
        rules = msgspec.convert(yaml.safe_load(path.read_text(encoding="utf-8")), Rules)
    except (yaml.YAMLError, msgspec.ValidationError, UnicodeDecodeError, RecursionError) as error:
        raise RulesError(f"{path}: {error}; see docs/use/watching.md for what rules may say") from error
    _check_words(path, rules.rules)
    for channel in rules.channels:
        if isinstance(channel, Mail) and channel.user is not None and not channel.starttls:
            raise RulesError(f"{path}: channel {channel.name!r}: a password is never sent without starttls")
    for what, names in (
        ("rules", [one.name for one in rules.rules]),
        ("channels", [one.name for one in rules.channels]),
    ):
        if len(set(names)) < len(names):
            raise RulesError(f"{path}: two {what} have one name; give each its own")
    return rules


def _check_words(path: Path, rules: Sequence[Rule]) -> None:
    types, measures = load_ontology().claim_types, load_ontology().measures
    for rule in rules:
        if rule.type is not None and rule.type not in types:
            raise RulesError(f"{path}: rule {rule.name!r}: {rule.type!r} is no claim type")
        if rule.toll is not None and rule.toll.measure not in measures:
            raise RulesError(f"{path}: rule {rule.name!r}: {rule.toll.measure!r} is no measure")
