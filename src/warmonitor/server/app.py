"""The application: routes, guards and the page, around one ledger."""

from collections.abc import Sequence

from fastapi import FastAPI
from starlette.middleware.gzip import GZipMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware

import warmonitor
from warmonitor.knowledge.registry import Registry, load_registry
from warmonitor.ledger import Ledger
from warmonitor.server.bodies import PACKING, Kept
from warmonitor.server.guards import BodyLimit, SecurityHeaders, policy
from warmonitor.server.linking import Linker
from warmonitor.server.openapi import describe
from warmonitor.server.page import add_page
from warmonitor.server.picture import Pictures
from warmonitor.server.problems import add_problems
from warmonitor.server.routes import ROUTERS
from warmonitor.server.tokens import Tokens


def create_app(
    ledger: Ledger,
    hosts: Sequence[str] = ("*",),
    registry: Registry | None = None,
    tokens: Tokens | None = None,
    tiles: str | None = None,
) -> FastAPI:
    """The API under `/api/` and the page under `/`, reading `ledger`; only a token's holder may review.

    Args:
        ledger: what is asked.
        hosts: the host names under which requests are answered; the rest get 400. On loopback this keeps
            a foreign web page from reading the ledger through a name of its own that points here.
        registry: who belongs to whom, for tolls and control; the packaged one without it.
        tokens: by which to write, and whose each is; without any, nothing can be written.
        tiles: the address of map tiles with {z}, {x} and {y}, the one foreign host that the page then asks.
    """
    app = FastAPI(
        title="warmonitor",
        version=warmonitor.__version__,
        description="What is said to have happened, where, when, to whom, how many, and on whose word.",
        openapi_url="/api/openapi.json",
        docs_url=None,
        redoc_url=None,
    )
    app.state.ledger = ledger
    app.state.registry = registry or load_registry()
    app.state.pictures = Pictures(ledger)
    app.state.kept = Kept()
    app.state.tokens = tokens or {}
    app.state.linker = Linker(ledger, app.state.registry)
    headers = policy(tiles)
    app.add_middleware(GZipMiddleware, minimum_size=1024, compresslevel=PACKING)
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=list(hosts), www_redirect=False)
    app.add_middleware(BodyLimit)
    app.add_middleware(SecurityHeaders, headers=headers)
    add_problems(app, headers)
    for router in ROUTERS:
        app.include_router(router, prefix="/api")
    describe(app)
    add_page(app, tiles)
    return app
