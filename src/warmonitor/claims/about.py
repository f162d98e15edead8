"""What acts of speech speak of: another claim of the sentence where there is one."""

from collections.abc import Sequence
from dataclasses import replace

import msgspec

from warmonitor.claims.draft import Draft
from warmonitor.claims.governors import is_purpose
from warmonitor.claims.modality import SPEECH
from warmonitor.claims.sentence import Sentence
from warmonitor.claims.triggers import Trigger
from warmonitor.model import About


def with_about(drafts: Sequence[Draft], triggers: Sequence[Trigger], sentence: Sentence) -> list[Draft]:
    """The claims of a sentence, those of words with what they speak of."""
    spoken = []
    for draft in drafts:
        head = next((t for t in triggers if sentence.offsets(t.start, t.end) == draft.trigger), None)
        content = _content(head) if head is not None and head.type in SPEECH | {"violation"} else None
        if content is None:
            spoken.append(draft)
            continue
        span = sentence.offsets(content[0], content[1])
        inner = next(
            (d for d in drafts if d is not draft and span[0] <= d.trigger[0] and d.trigger[1] <= span[1]),
            None,
        )
        text = sentence.words(content[0], content[1])
        about = About(claim=inner.claim.id if inner else None, text=text, span=span)
        claim = msgspec.structs.replace(draft.claim, about=about)
        spoken.append(replace(draft, claim=claim))
    return spoken


def _content(trigger: Trigger) -> tuple[int, int] | None:
    """Tokens of what is said: the clause, else the object or what "for", "of" names."""
    for token in trigger.head.doc[trigger.start : trigger.end]:
        for relations in (("ccomp", "xcomp", "advcl"), ("obj",), ("obl", "nmod")):
            for child in token.children:
                infinitive = child.dep_ != "advcl" or is_purpose(child)
                if child.dep_ in relations and infinitive and child.i >= trigger.end:
                    return child.left_edge.i, child.right_edge.i + 1
    return None
