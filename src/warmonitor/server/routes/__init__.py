"""The collections of the API, one file each."""

from warmonitor.server.routes import accounts, claims, health, incidents, people, reports, vocabulary

ROUTERS = (
    incidents.router,
    claims.router,
    reports.router,
    accounts.router,
    people.router,
    vocabulary.router,
    health.router,
)
