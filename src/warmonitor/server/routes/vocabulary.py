"""The words in which everything else is told."""

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from warmonitor.ontology import load_ontology
from warmonitor.server.asked import only_known_words
from warmonitor.server.bodies import json_answer

router = APIRouter(tags=["ontology"], dependencies=[Depends(only_known_words)])


@router.get("/ontology", response_class=Response)
def ontology(request: Request) -> Response:
    """The claim types with family, definition and example; families, measures, groups, kinds of voices."""
    return json_answer(request, vocabulary())


def vocabulary() -> dict[str, object]:
    """The words of the ontology, as they are answered."""
    words = load_ontology()
    return {
        "families": dict(words.families),
        "types": list(words.claim_types.values()),
        "measures": list(words.measures.values()),
        "groups": list(words.groups.values()),
        "voice_kinds": dict(words.voice_kinds),
    }
