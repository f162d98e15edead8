"""The page: files that Vite built into `static/`, and the page's own addresses."""

from collections.abc import Mapping
from html import escape
from importlib.resources import files
from pathlib import Path

from fastapi import FastAPI
from starlette.responses import HTMLResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

STATIC = Path(str(files("warmonitor.server"))) / "static"

_UNBUILT = """<!doctype html><html lang="en"><meta charset="utf-8"><title>warmonitor: page not built</title>
<h1>The page is not built</h1>
<p>The API runs under <a href="/api/health">/api/</a>.
To build the page, with Node 20, in the project's folder:</p>
<pre>make setup</pre>
<p>or <code>cd web; npm ci; npm run build</code>, then load this address again.</p></html>"""


def index_html(built: Path, settings: Mapping[str, str | None], root: str = "/") -> str:
    """The page's first file with its settings written into it, and its assets looked for under `root`."""
    told = "".join(
        f'<meta name="warmonitor-{name}" content="{escape(value)}" />'
        for name, value in settings.items()
        if value
    )
    text = built.read_text(encoding="utf-8").replace('"./assets/', f'"{root}assets/')
    return text.replace("</head>", f"{told}</head>", 1)


class Assets(StaticFiles):
    """Files whose names carry a hash of their content, and so never change."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """The file, to be kept by the browser for good."""
        answer = await super().get_response(path, scope)
        answer.headers["cache-control"] = "public, max-age=31536000, immutable"
        return answer


_VIEWS = (
    "tolls",
    "actors",
    "voices",
    "review",
    "away",
    "incidents/{identifier}",
    "reports/{identifier}",
    "i/{code}",
)
"""The page's own addresses besides the first."""


def add_page(app: FastAPI, tiles: str | None = None, static: Path = STATIC) -> None:
    """Serves the page under `/` and all its own addresses."""

    def index() -> Response:
        built = static / "index.html"
        if not built.is_file():
            return HTMLResponse(_UNBUILT, status_code=503)
        return HTMLResponse(index_html(built, {"tiles": tiles}), headers={"cache-control": "no-cache"})

    for address in ("/", *(f"/{view}" for view in _VIEWS)):
        app.add_api_route(address, index, include_in_schema=False)
    app.mount("/assets", Assets(directory=static / "assets", check_dir=False), name="assets")
