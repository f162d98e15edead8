"""What acts of speech speak of: another claim of the sentence, or of what was told before it."""

from collections.abc import Sequence
from dataclasses import replace

import msgspec

from warmonitor.claims.draft import Draft
from warmonitor.claims.governors import is_purpose
from warmonitor.claims.lexicon import Lexicon
from warmonitor.claims.modality import SPEECH
from warmonitor.claims.presupposed import BESIDES
from warmonitor.claims.role_words import role_words
from warmonitor.claims.sentence import Sentence
from warmonitor.claims.triggers import Trigger
from warmonitor.language import Token
from warmonitor.model import About, Claim, Voice

_TOLD = frozenset({"asserted", "alleged"})
# "the latest government claims": so many words take up what was said before.
_FEW = 4
_POINTING = frozenset(
    {"the", "this", "that", "these", "those", "all", "both", "any", "such", "its", "his", "her", "their"}
)
# What an authority does on a charge is not the charge.
_ON_CHARGES = frozenset({"sanction", "detention", "restriction", "release"})
# So many characters stand between two sentences of one passage.
_GAP = 4
_REACH = 500
"""So many characters back "the claim" is looked for, where the sentence before tells nothing."""
# What nobody is charged with.
_NO_CHARGE = frozenset(
    {"detention", "deployment", "talks", "agreement", "evacuation", "return", "aid", "release", "sanction"}
)
# So many words stand before and behind "rejects" in "However, the army rejects the claim".
_BEFORE = 8
_AFTER = 5
_RELATIVE = frozenset({"which", "something"})
_POINTERS = frozenset({"it", "this", "that", "these", "those", "them", "so"})


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
                if (
                    child.dep_ in relations
                    and infinitive
                    and child.i >= trigger.end
                    and not _is_verdict(child)
                ):
                    return child.left_edge.i, child.right_edge.i + 1
    return None


def _is_verdict(child: Token) -> bool:
    """ "dismissed the claim as false"."""
    return child.doc[child.left_edge.i].lower_ == "as"


def with_antecedents(drafts: Sequence[Draft], lexicon: Lexicon) -> list[Draft]:
    """The claims of a report, its denials of "it", "the claim", "the reports" with what they take up.

    That is what another told before: in the sentence, else in the one before it in the paragraph.
    """
    taken_up = []
    for nth, draft in enumerate(drafts):
        told = _antecedent(draft, drafts[:nth], lexicon) if _takes_up(draft, lexicon) else None
        if told is not None:
            start, end = (at - told.claim.span[0] for at in told.trigger)
            about = About(claim=told.claim.id, text=told.claim.quote[start:end], span=told.trigger)
            draft = replace(draft, claim=msgspec.structs.replace(draft.claim, about=about))  # noqa: PLW2901
        taken_up.append(draft)
    return taken_up


def _takes_up(draft: Draft, lexicon: Lexicon) -> bool:
    """Whether a denial says what it denies by a word for something said before, or not at all."""
    claim = draft.claim
    if claim.type != "denial" or claim.modality != "asserted" or (claim.about and claim.about.claim):
        return False
    if claim.about is None:
        return True
    words = [word.strip(",;.") for word in claim.about.text.split()]
    taking = (at for at, word in enumerate(words[:_FEW]) if word.lower() in lexicon.modality["taking_up"])
    last = next(taking, None)
    if last is None or any(word.islower() and word not in _POINTING for word in words[:last]):
        return False  # "the weapons charges" says which
    judged = lexicon.modality["going_on"] | lexicon.modality["falsehoods"] | {"a", "an"}
    return not set(words[last + 1 : last + 2]) - judged  # "called the report a lie"


def _antecedent(denial: Draft, before: Sequence[Draft], lexicon: Lexicon) -> Draft | None:
    """What another told last; of several things that he told in one sentence the first.

    "Which the army denies" speaks of its own sentence, and there of what is told last. A happening that the
    sentence before names by the way, on nobody's word or as what went before, is not what was told there.
    """
    relative = _is_relative(denial)
    others = [
        draft
        for draft in before
        if _is_told(draft)
        and not (draft.claim.type in _NO_CHARGE and _is_of_charges(denial))
        and (relative or not _is_by_the_way(draft))
        and not _is_of(draft.claim, denial.claim.voices[0])
    ]
    near = [draft for draft in others if draft.claim.span == denial.claim.span]
    if not near and (denial.claim.about is not None or (not relative and _answers(denial, lexicon))):
        last = [draft for draft in others if 0 < denial.claim.span[0] - draft.claim.span[1] <= _GAP]
        near = [draft for draft in last if _is_voiced(draft) or ".verb" in draft.claim.rule]
        near = near or [draft for draft in others if _is_called(denial) and _is_claimed(draft, denial)][-1:]
    voiced = [draft for draft in near if _is_voiced(draft)]
    if denial.claim.about is None:
        before_it = [draft for draft in voiced or near if draft.trigger[1] <= denial.trigger[0]]
        return max(before_it, key=lambda draft: draft.trigger, default=None)
    return next(iter(voiced or near[-1:]), None)


def _is_called(denial: Draft) -> bool:
    """ "Denied the claim": by a word for what was said, which may stand some sentences before."""
    return denial.claim.about is not None and denial.claim.about.text.lower() not in _POINTERS


def _answers(denial: Draft, lexicon: Lexicon) -> bool:
    """ "The army dismissed the report as a lie": a sentence that only denies what was said before it."""
    start = denial.trigger[0] - denial.claim.span[0]
    before, behind = denial.claim.quote[:start].split(), denial.claim.quote[start:].lower().split()[:_AFTER]
    taken_up = {word.strip(",;.") for word in (*before[-_FEW:], *behind)} & lexicon.modality["taking_up"] - (
        _POINTING - {"this"}
    ) - {"them", "so"}
    return len(before) <= _BEFORE and bool(taken_up)


def _is_of_charges(denial: Draft) -> bool:
    """ "Rejected the accusations": those of a deed."""
    words = {word.strip(",;.") for word in denial.claim.quote.lower().split()}
    return not role_words().charges.isdisjoint(words)


def _is_relative(denial: Draft) -> bool:
    """ "…, which the army denies"."""
    start = denial.trigger[0] - denial.claim.span[0]
    return not _RELATIVE.isdisjoint(denial.claim.quote[:start].lower().split()[-_FEW:])


def _is_by_the_way(draft: Draft) -> bool:
    """ "Amid clashes", "after the shelling": what else is told there goes by these."""
    start, quote = draft.trigger[0] - draft.claim.span[0], draft.claim.quote
    before = quote[:start].lower().split()[-_FEW:]
    return ".noun" in draft.claim.rule and not BESIDES.isdisjoint(before)


def _is_claimed(draft: Draft, denial: Draft) -> bool:
    """Whether another told it as his own word shortly before."""
    return _is_voiced(draft) and 0 < denial.claim.span[0] - draft.claim.span[1] <= _REACH


def _is_voiced(draft: Draft) -> bool:
    return draft.claim.voices[0].kind != "outlet"


def _is_told(draft: Draft) -> bool:
    claim = draft.claim
    if claim.type in _ON_CHARGES and not _is_voiced(draft):
        return False
    return claim.modality in _TOLD and (claim.type == "accusation" or claim.type not in SPEECH)


def _is_of(claim: Claim, speaker: Voice) -> bool:
    """Whether a speaker is among those on whose word something is told."""
    known = {speaker.text, speaker.name, speaker.speaker} - {None}
    return any(known & {voice.text, voice.name, voice.speaker} for voice in claim.voices)
