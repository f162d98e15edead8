"""The application: routes, guards and the page, around one ledger."""

from collections.abc import Sequence

from fastapi import FastAPI
from starlette.middleware.gzip import GZipMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware

import warmonitor
from warmonitor.knowledge.registry import Registry, load_registry
from warmonitor.ledger import Ledger
from warmonitor.server.guards import SecurityHeaders
from warmonitor.server.openapi import describe
from warmonitor.server.page import add_page
from warmonitor.server.problems import add_problems
from warmonitor.server.routes import ROUTERS


def create_app(ledger: Ledger, hosts: Sequence[str] = ("*",), registry: Registry | None = None) -> FastAPI:
    """The API under `/api/` and the page under `/`, both reading `ledger` and never writing to it.

    Args:
        ledger: what is asked.
        hosts: the host names under which requests are answered; the rest get 400. On loopback this keeps
            a foreign web page from reading the ledger through a name of its own that points here.
        registry: who belongs to whom, for tolls and control; the packaged one without it.
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
    app.add_middleware(GZipMiddleware, minimum_size=1024, compresslevel=5)
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=list(hosts), www_redirect=False)
    app.add_middleware(SecurityHeaders)
    add_problems(app)
    for router in ROUTERS:
        app.include_router(router, prefix="/api")
    describe(app)
    add_page(app)
    return app
