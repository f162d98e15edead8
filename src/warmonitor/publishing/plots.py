"""Plots for a notebook: days, tolls and places, drawn by matplotlib from pandas frames of linked tables.

What a plot cannot show is counted in its title.
"""

from typing import Any

MOST_TOLLS = 40


def days(incidents: Any, pyplot: Any) -> Any:
    """Bars of incidents by the day they began, stacked by status; gives the axes."""
    dated = incidents.dropna(subset=["start"])
    axes = _axes(pyplot)
    if len(dated):
        table = dated.groupby(["start", "status"]).size().unstack(fill_value=0)
        table.plot.bar(stacked=True, ax=axes, width=0.9)
    axes.set(
        xlabel="began on", ylabel="incidents", title=_title("Incidents", len(incidents) - len(dated), "day")
    )
    return axes


def tolls(incidents: Any, figures: Any, measure: str, pyplot: Any) -> Any:
    """A line from low to high for each voice of each incident, largest first; gives the axes.

    An arrow marks "or more"; a figure with no lower end begins at 0.
    """
    asked = figures[(figures["measure"] == measure) & figures[["low", "high"]].notna().any(axis=1)]
    asked = asked.assign(most=asked[["low", "high"]].max(axis=1)).sort_values("most", ascending=False)
    shown = asked.head(MOST_TOLLS)
    names = incidents.set_index("id")
    axes = _axes(pyplot, height=max(2.5, 0.32 * len(shown)))
    labels = []
    for at, figure in enumerate(shown.itertuples()):
        open_end = figure.high != figure.high
        low = 0 if figure.low != figure.low else figure.low
        high = low if open_end else figure.high
        axes.plot([low, high], [at, at], marker=">" if open_end else "|", color="#8c2d19")
        labels.append(_told(figure, names))
    axes.set_yticks(range(len(labels)), labels)
    axes.invert_yaxis()
    left = len(asked) - len(shown)
    axes.set(
        xlabel=measure, title=f"{measure}, by voice" + (f" ({left} smaller ones not shown)" if left else "")
    )
    return axes


def places(incidents: Any, pyplot: Any) -> Any:
    """Points sized by the number of incidents; gives the axes."""
    placed = incidents.dropna(subset=["latitude", "longitude"])
    axes = _axes(pyplot)
    spots = placed.groupby(["longitude", "latitude", "place"]).size().reset_index(name="incidents")
    axes.scatter(spots["longitude"], spots["latitude"], s=20 * spots["incidents"], color="#8c2d19", alpha=0.6)
    for spot in spots.nlargest(12, "incidents").itertuples():
        axes.annotate(spot.place, (spot.longitude, spot.latitude), xytext=(4, 4), textcoords="offset points")
    title = _title("Where", len(incidents) - len(placed), "point")
    axes.set(xlabel="longitude", ylabel="latitude", title=title)
    return axes


def _axes(pyplot: Any, height: float = 4.0) -> Any:
    return pyplot.subplots(figsize=(8.0, height), layout="constrained")[1]


def _title(what: str, missing: int, of: str) -> str:
    return f"{what} ({missing} without a {of})" if missing else what


def _told(figure: Any, incidents: Any) -> str:
    incident = incidents.loc[figure.incident]
    return " \N{MIDDLE DOT} ".join(
        str(part) for part in (incident["type"], incident["place"], incident["start"], figure.voice) if part
    )
