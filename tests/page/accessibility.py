"""Where axe-core, the accessibility checker, lies once the page's packages are installed."""

from pathlib import Path

AXE = Path(__file__).parents[2] / "web" / "node_modules" / "axe-core" / "axe.min.js"
