"""The nouns: frozen, typed values, the same in code, JSON, database and page. Imports nothing of ours."""

from warmonitor.model.claim import (
    About,
    Actor,
    Claim,
    Extent,
    Figure,
    Object,
    Place,
    Time,
    Voice,
)
from warmonitor.model.control import Control, ControlAccount
from warmonitor.model.ids import claim_id, incident_id, report_id
from warmonitor.model.incident import Contradiction, Incident, Mention, Toll, VoiceFigure
from warmonitor.model.json import from_json, json_schema, to_json
from warmonitor.model.report import Block, Publication, Report

__all__ = [
    "About",
    "Actor",
    "Block",
    "Claim",
    "Contradiction",
    "Control",
    "ControlAccount",
    "Extent",
    "Figure",
    "Incident",
    "Mention",
    "Object",
    "Place",
    "Publication",
    "Report",
    "Time",
    "Toll",
    "Voice",
    "VoiceFigure",
    "claim_id",
    "from_json",
    "incident_id",
    "json_schema",
    "report_id",
    "to_json",
]
