"""Curves of growth as SVG: seconds against items, both on scales of tens."""

from math import log10
from typing import Any

_WIDTH, _HEIGHT, _EDGE = 640, 400, 60
_CURVES = {"extraction_seconds": "#7a5195", "linkage_seconds": "#ef5675", "query_seconds": "#2f9e8f"}


def growth_plot(rows: list[dict[str, Any]]) -> str:
    """The plot of rows that have `items` and the seconds of curves."""
    items = [log10(row["items"]) for row in rows]
    seconds = [log10(max(row[name], 1e-4)) for row in rows for name in _CURVES if name in row]
    left, right = min(items), max(*items, min(items) + 1)
    low, high = int(min(seconds) // 1), int(-(-max(seconds) // 1))

    def across(value: float) -> float:
        return _EDGE + (value - left) / (right - left) * (_WIDTH - 2 * _EDGE)

    def up(value: float) -> float:
        return _HEIGHT - _EDGE - (value - low) / max(high - low, 1) * (_HEIGHT - 2 * _EDGE)

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" font-family="sans-serif" '
        'font-size="12" fill="#888" role="img" aria-label="Seconds against items">'
    ]
    for ten in range(low, high + 1):
        parts.append(
            f'<path d="M{_EDGE} {up(ten):.0f}H{_WIDTH - _EDGE}" stroke="#8884"/>'
            f'<text x="{_EDGE - 8}" y="{up(ten) + 4:.0f}" text-anchor="end">{10.0**ten:g} s</text>'
        )
    for value, row in zip(items, rows, strict=True):
        parts.append(
            f'<text x="{across(value):.0f}" y="{_HEIGHT - _EDGE + 20}" text-anchor="middle">'
            f"{row['items']:,}</text>"
        )
    for name, colour in _CURVES.items():
        points = [
            (across(value), up(log10(max(row[name], 1e-4))))
            for value, row in zip(items, rows, strict=True)
            if name in row
        ]
        line = "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
        parts.append(f'<path d="M{line}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts.append(
            f'<text x="{points[-1][0] - 6:.0f}" y="{points[-1][1] - 8:.0f}" text-anchor="end" '
            f'fill="{colour}">'
            f"{name.removesuffix('_seconds')}</text>"
        )
    return "\n".join([*parts, "</svg>\n"])
