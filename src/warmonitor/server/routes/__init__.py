"""The collections of the API, one file each."""

from warmonitor.server.routes import (
    accounts,
    away,
    claims,
    events,
    feeds,
    health,
    incidents,
    past,
    people,
    reports,
    review,
    spots,
    vocabulary,
)

ROUTERS = (
    incidents.router,
    claims.router,
    reports.router,
    spots.router,
    accounts.router,
    people.router,
    past.router,
    review.router,
    away.router,
    events.router,
    feeds.router,
    vocabulary.router,
    health.router,
)
