"""What can be said: claim types, measures, groups, kinds, number words, crosswalks; checked when loaded."""

from warmonitor.ontology.crosswalk import Codes
from warmonitor.ontology.files import OntologyError, line_of, read_yaml
from warmonitor.ontology.loader import Ontology, load_ontology
from warmonitor.ontology.terms import ActorKind, Bounds, ClaimType, Group, Measure, Numbers, ObjectKind

__all__ = [
    "ActorKind",
    "Bounds",
    "ClaimType",
    "Codes",
    "Group",
    "Measure",
    "Numbers",
    "ObjectKind",
    "Ontology",
    "OntologyError",
    "line_of",
    "load_ontology",
    "read_yaml",
]
