"""What goes wrong on the way to the web, each with its reason and mend."""


class NotFetchedError(Exception):
    """An address that was not fetched; `passing`: it may be had later, `after` so many seconds."""

    def __init__(self, reason: str, mend: str, *, passing: bool = False, after: float | None = None) -> None:
        super().__init__(f"{reason}: {mend}")
        self.reason = reason
        self.mend = mend
        self.passing = passing
        self.after = after
