"""Denials without a word for it: "the army said it had not shelled the town"."""

from collections.abc import Sequence
from dataclasses import replace

import msgspec

from warmonitor.claims import roles
from warmonitor.claims.draft import Draft
from warmonitor.claims.sentence import Sentence
from warmonitor.claims.triggers import Trigger
from warmonitor.claims.voices import Attribution
from warmonitor.model import About, Actor, claim_id

_TO_COME = frozenset({"will", "would", "shall", "wo", "'ll"})


def with_denials(
    drafts: Sequence[Draft], triggers: Sequence[Trigger], voices: Sequence[Attribution], sentence: Sentence
) -> list[Draft]:
    """The claims of a sentence, with the denial that its party makes by saying that it did not do it.

    Takes what the sentence tells, by which triggers, and whose words stand in it; a sentence that tells of a
    denial already is left as it is. "The army will not attack" and "no casualties" deny nothing.
    """
    if any(draft.claim.type == "denial" for draft in drafts):
        return list(drafts)
    to_come = {sentence.offsets(one.start, one.end) for one in triggers if _is_to_come(one)}
    deeds = (one for one in drafts if one.claim.type != "casualties" and one.trigger not in to_come)
    denied = next((one for one in deeds if one.claim.modality == "denied"), None)
    if denied is None:
        return list(drafts)
    speaker = next((one for one in voices if one.voice == denied.claim.voices[0]), None)
    return [*drafts, _denial(denied, speaker, sentence)]


def _is_to_come(trigger: Trigger) -> bool:
    return any(child.lower_ in _TO_COME for child in roles.children(trigger.head, "aux"))


def _denial(denied: Draft, speaker: Attribution | None, sentence: Sentence) -> Draft:
    claim, span = denied.claim, denied.trigger
    actors: tuple[Actor, ...] = ()
    if speaker is not None and speaker.source is not None:
        start, end = speaker.span
        name = speaker.voice.name or speaker.voice.speaker
        words, at = sentence.words(start, end), sentence.offsets(start, end)
        actors = (Actor(role="agent", text=words, span=at, name=name),)
    text = sentence.bounds[0]
    told = msgspec.structs.replace(
        claim,
        id=claim_id(claim.report, "denial", claim.span, span),
        type="denial",
        actors=actors,
        objects=(),
        places=(),
        figures=(),
        modality="asserted",
        newness="new",
        about=About(claim=claim.id, text=claim.quote[span[0] - text : span[1] - text], span=span),
        rule="denial.negation",
    )
    return replace(denied, claim=told, time=None)
