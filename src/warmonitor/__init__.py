"""warmonitor reads reports of a war and keeps every statement with its source."""

__version__ = "0.1.0"
