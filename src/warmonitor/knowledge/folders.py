"""Where a user's own data lies."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path


def data_folder(environment: Mapping[str, str] = os.environ, platform: str = sys.platform) -> Path:
    """The folder for what must not be lost: the ledger, a user's own actors.

    `$XDG_DATA_HOME/warmonitor` where that is set; else `~/.local/share/warmonitor` on Linux,
    `~/Library/Application Support/warmonitor` on macOS, `%LOCALAPPDATA%\\warmonitor` on Windows.
    """
    if data := environment.get("XDG_DATA_HOME"):
        base = Path(data)
    elif platform == "darwin":
        base = Path.home() / "Library" / "Application Support"
    elif platform == "win32":
        base = Path(environment.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    else:
        base = Path.home() / ".local" / "share"
    return base / "warmonitor"
