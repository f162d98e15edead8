"""For a place over time: who is said to hold it, on whose word."""

from datetime import date
from typing import Literal

from warmonitor.model.claim import Extent, Place
from warmonitor.model.noun import Noun


class ControlAccount(Noun, frozen=True, kw_only=True):
    """One voice's word that a holder has a place since a day."""

    voice: str
    claim: str
    said_on: date | None


class Control(Noun, frozen=True, kw_only=True):
    """Who is said to hold a place.

    `layer` is "assessed" when the loser admits it or two origins that are no party to the war say so, else
    "claimed". `since` is the earliest day told for it.
    """

    place: Place
    holder: str
    state: Literal["held", "partly_held", "contested"]
    extent: Extent | None = None
    layer: Literal["assessed", "claimed"]
    since: date | None
    accounts: tuple[ControlAccount, ...]
