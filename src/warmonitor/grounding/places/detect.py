"""Finding the names of places in running text, by the gazetteer and the words around.

A span of capitalised words that the gazetteer knows becomes a mention when the signs for a place outweigh
those for a person, a paper, a club or a common word. Signs and their weights are data (``cues.yaml``,
``weights.yaml``).
"""

from collections.abc import Sequence

from warmonitor.grounding.places.hits import Hit, find_hits
from warmonitor.grounding.places.nouns import PlaceMention
from warmonitor.grounding.places.signs import alone_signs, text_signs, weigh
from warmonitor.grounding.places.weights import packaged_weights
from warmonitor.grounding.places.words import Token, tokenise
from warmonitor.knowledge.gazetteer import Gazetteer, load_gazetteer


def find_place_mentions(
    text: str,
    names: Sequence[tuple[int, int, str]] | None = None,
    *,
    gazetteer: Gazetteer | None = None,
    adjectives: bool = False,
) -> list[PlaceMention]:
    """Find the names of places in ``text``, in order, not overlapping.

    ``names`` are spans of proper nouns with their kind ("person", "organisation", "location" or the labels of
    common annotation schemes), where a tagger has found them: persons are passed over. With ``adjectives``,
    adjectives and names of peoples ("Syrian") are given too, with that ``form``.
    """
    gazetteer = gazetteer or load_gazetteer()
    tokens = tokenise(text)
    hits = find_hits(text, tokens, gazetteer)
    judged = _judge(text, tokens, hits, names or ())
    mentions = [PlaceMention(text[hit.start : hit.end], hit.start, hit.end) for hit in judged]
    if adjectives:
        mentions += _find_adjectives(tokens, mentions, gazetteer)
    return sorted(mentions, key=lambda mention: mention.start)


def _find_adjectives(
    tokens: Sequence[Token], mentions: Sequence[PlaceMention], gazetteer: Gazetteer
) -> list[PlaceMention]:
    taken = {offset for mention in mentions for offset in range(mention.start, mention.end)}
    found: list[PlaceMention] = []
    skip = -1
    for index, token in enumerate(tokens):
        if index <= skip or token.start in taken or not token.capital:
            continue
        for size in (2, 1):
            span = tokens[index : index + size]
            words = " ".join(part.text for part in span)
            if len(span) == size and all(part.joined for part in span[1:]) and gazetteer.demonym(words):
                found.append(PlaceMention(words, token.start, span[-1].end, form="adjective"))
                skip = index + size - 1
                break
    return found


def _judge(
    text: str, tokens: Sequence[Token], hits: Sequence[Hit], names: Sequence[tuple[int, int, str]]
) -> list[Hit]:
    """Keep the hits whose signs speak for a place: first each alone, then in the light of the whole text."""
    weights = packaged_weights().detection
    scores = [weigh(signs, weights) for signs in alone_signs(text, tokens, hits, names)]
    together = text_signs(text, hits, scores)
    return [
        hit
        for hit, score, signs in zip(hits, scores, together, strict=True)
        if score + weigh(signs, weights) > 0
    ]
