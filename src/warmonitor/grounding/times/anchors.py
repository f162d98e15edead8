"""What date expressions count from."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from warmonitor.grounding.times.moment import (
    Moment,
)

Tense = Literal["past", "future"]


@dataclass(frozen=True, slots=True)
class Anchors:
    """What expressions count from.

    `today` is the day of publication; `earlier` the date told before in the text; `event` the date of the
    occurrence that the words name ("three days after the ceasefire"). `narrative` is true in histories, where
    a yearless date goes on from the one told before and not from the day of publication.
    """

    today: date | None = None
    earlier: Moment | None = None
    event: Moment | None = None
    tense: Tense | None = None
    narrative: bool = False
