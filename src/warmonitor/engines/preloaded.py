"""Imported by the process that workers are forked from: loads once what all of them share."""

from warmonitor.engines.worker import corridor

corridor()
