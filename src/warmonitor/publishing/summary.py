"""What an export says of itself."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class ExportSummary:
    """How many rows were written and what is not in them.

    `left_empty` names the columns that no row filled ("table.column" where there are several tables);
    `left_out` counts what the filter asked for and the format cannot tell, by reason.
    """

    rows: int
    left_empty: tuple[str, ...] = ()
    left_out: Mapping[str, int] = field(default_factory=dict)
