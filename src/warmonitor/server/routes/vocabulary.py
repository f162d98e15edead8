"""The words in which everything else is told."""

import msgspec
from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from warmonitor.ontology import load_ontology
from warmonitor.ontology.terms import ClaimType, Group, Measure
from warmonitor.publishing.words import group_words
from warmonitor.server.asked import only_known_words
from warmonitor.server.bodies import json_answer
from warmonitor.server.openapi import answers

router = APIRouter(tags=["ontology"], dependencies=[Depends(only_known_words)])


class Vocabulary(msgspec.Struct, frozen=True):
    """The words of the ontology: families and kinds of voices with what they mean, plurals of groups."""

    families: dict[str, str]
    types: list[ClaimType]
    measures: list[Measure]
    groups: list[Group]
    plurals: dict[str, str]
    voice_kinds: dict[str, str]


@router.get("/ontology", responses=answers(Vocabulary), response_class=Response)
def ontology(request: Request) -> Response:
    """The claim types with family, definition and example; families, measures, groups, kinds of voices."""
    return json_answer(request, vocabulary())


def vocabulary() -> Vocabulary:
    """The words of the ontology, as they are answered."""
    words = load_ontology()
    return Vocabulary(
        families=dict(words.families),
        types=list(words.claim_types.values()),
        measures=list(words.measures.values()),
        groups=list(words.groups.values()),
        plurals={name: group_words(name) for name in words.groups},
        voice_kinds=dict(words.voice_kinds),
    )
