"""Why a claim is read in a sentence: the words it stands on, the rule, the grammar between, and what lost.

Nothing of this is stored: the report's words are, and reading them is the same every time. What rules of an
earlier day told is not explained by those of today.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from warmonitor.claims.draft import Draft
from warmonitor.claims.extract import Extractor
from warmonitor.claims.finding import candidates
from warmonitor.claims.happenings import Found
from warmonitor.claims.lexicon import EventRule, Lexicon, load_lexicon
from warmonitor.claims.sentence import Sentence, forms
from warmonitor.claims.triggers import Trigger
from warmonitor.knowledge.gazetteer import Gazetteer
from warmonitor.knowledge.registry import Registry
from warmonitor.language import ParsedBlock, Token
from warmonitor.model import Claim, Report
from warmonitor.model.noun import Span
from warmonitor.ontology import line_of, load_ontology

_RULES = f"{__package__}.rules"
_MISFIT = "the words around it are not what the rule asks for"
_LONGER = "a longer phrase, or a rule before it, tells it"
_TAKEN_IN = "taken in by other words of the sentence, or not of war in this report"


@dataclass(frozen=True, slots=True)
class Part:
    """Words of the sentence that gave a claim something.

    `span`: character offsets in the report's text. `edges`: the way through the parse from the words that
    tell to these, one step each ("took -nsubj-> Forces", "pulled <-advcl- took" upwards).
    """

    part: str
    text: str
    span: Span
    edges: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RuleLine:
    """Where the rule stands: a file of `claims/rules`, and its line, from 1."""

    file: str
    line: int


@dataclass(frozen=True, slots=True)
class Rival:
    """What other rules would make of words in the sentence: the words, the type, why it is not told.

    `lines`: of these rules in events.yaml.
    """

    text: str
    type: str
    lines: tuple[int, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Reading:
    """How a claim is read: its parts, the trigger first; `rule` is None where no one line tells it."""

    parts: tuple[Part, ...]
    rule: RuleLine | None
    rivals: tuple[Rival, ...]


def why(
    claim: str, report: Report, blocks: Sequence[ParsedBlock], gazetteer: Gazetteer, registry: Registry
) -> Reading | None:
    """How a claim of a parsed report is read; None where the rules of today do not tell it.

    Args:
        claim: its id.
        report: the report as it is kept.
        blocks: its blocks, parsed.
        gazetteer, registry: as for `extract`.
    """
    lexicon = load_lexicon()
    extractor = Extractor(report, lexicon, load_ontology(), gazetteer, registry)
    draft = next((one for one in extractor.drafts(blocks) if one.claim.id == claim), None)
    if draft is None:
        return None
    happenings = extractor.happenings
    found = next(one for one in happenings.found(blocks) if one.sentence.bounds == draft.claim.span)
    words = _token_range(found.sentence, draft.trigger)
    # A member of a list ("… fell on Monday, Homs on Friday") has the rule of the first.
    told = sorted(
        (one for one in found.triggers if one.start in words or one.type == draft.claim.type),
        key=lambda one: one.start not in words,
    )[:1]
    known = [one.rule for one in told if one.rule in lexicon.rules]
    return Reading(
        parts=tuple(_parts(draft, found.sentence, told)),
        rule=RuleLine("events.yaml", _line(known[0], lexicon)) if known else _of_count(words, found.sentence),
        rivals=tuple(_rivals(found, known, words, happenings.context)),
    )


def _token_range(sentence: Sentence, span: Span) -> range:
    inside = [t.i for t in sentence.tokens if span[0] <= sentence.offset + t.idx < span[1]]
    return range(inside[0], inside[-1] + 1) if inside else range(0)


def _line(rule: EventRule, lexicon: Lexicon) -> int:
    return line_of(_RULES, "events.yaml", lexicon.rules.index(rule))


def _of_count(words: range, sentence: Sentence) -> RuleLine | None:
    """The dead, hurt or displaced that are told without a happening: by which words."""
    cues = load_lexicon().measure_cues
    measure = next((cues[form] for i in words for form in forms(sentence.doc[i]) if form in cues), None)
    if measure is None:
        return None
    return RuleLine("casualties.yaml", line_of(_RULES, "casualties.yaml", "measures", measure))


def _parts(draft: Draft, sentence: Sentence, told: Sequence[Trigger]) -> Iterator[Part]:
    words = _token_range(sentence, draft.trigger)
    top = told[0].head if told else sentence.doc[words[0]]
    for part, text, span in _named_parts(draft.claim, draft, sentence):
        inside = _token_range(sentence, span)
        yield Part(part, text, span, _edges(top, _head(sentence, inside)) if inside else ())


def _named_parts(claim: Claim, draft: Draft, sentence: Sentence) -> Iterator[tuple[str, str, Span]]:
    """What gave the claim something within its sentence: the part, its words, where they stand."""
    told: list[tuple[str, str, Span | None]] = [(claim.type, "", draft.trigger)]
    told += [(actor.role, actor.text, actor.span) for actor in claim.actors]
    told += [(thing.role, thing.text, thing.span) for thing in claim.objects]
    told += [("place", place.text, place.span) for place in claim.places]
    told += [("time", "", draft.time)]
    told += [(one.measure, one.text, _within(claim, one.text)) for one in claim.figures]
    told += [("voice", one.text, _within(claim, one.text)) for one in claim.voices if one.text]
    start, end = sentence.bounds
    for part, text, span in told:
        if span is not None and start <= span[0] and span[1] <= end:
            yield part, text or sentence.doc.text[span[0] - sentence.offset : span[1] - sentence.offset], span


def _within(claim: Claim, words: str) -> Span | None:
    """Where words stand in the quote, if they stand there once."""
    at = claim.quote.find(words)
    if at < 0 or claim.quote.count(words) > 1:
        return None
    return claim.span[0] + at, claim.span[0] + at + len(words)


def _head(sentence: Sentence, inside: range) -> Token:
    tokens = [sentence.doc[i] for i in inside]
    return next(
        (token for token in tokens if token.head.i not in inside or token.head.i == token.i), tokens[0]
    )


def _edges(above: Token, word: Token) -> tuple[str, ...]:
    """The way from one word to another over the word that governs both."""
    over = _ancestry(above)
    under = _ancestry(word)
    common = next((token for token in under if token in over), None)
    if common is None:
        return ()
    up = over[: over.index(common)]
    down = under[: under.index(common)]
    return (
        *(f"{token.text} <-{token.dep_}- {token.head.text}" for token in up),
        *(f"{token.head.text} -{token.dep_}-> {token.text}" for token in reversed(down)),
    )


def _ancestry(token: Token) -> list[Token]:
    found = [token]
    while token.head.i != token.i:
        token = token.head
        found.append(token)
    return found


def _rivals(
    found: Found, known: Sequence[EventRule], words: range, context: frozenset[str]
) -> Iterator[Rival]:
    """Rules that had words of the claim's own, and happenings of the sentence that make no claim."""
    sentence, lexicon = found.sentence, load_lexicon()
    kept = {(one.type, one.start) for one in found.triggers}
    lines: dict[tuple[str, str, str], list[int]] = {}
    for one, fits in candidates(sentence, found.nouns, lexicon, context):
        touches = any(i in words for i in range(one.start, one.end))
        if one.rule in known or (one.type, one.start) in kept or not (touches or fits):
            continue
        reason = _MISFIT if not fits else _LONGER if touches else _TAKEN_IN
        told = lines.setdefault((sentence.words(one.start, one.end), one.type, reason), [])
        told.append(_line(one.rule, lexicon))
    for (text, type_, reason), at in lines.items():
        yield Rival(text, type_, tuple(sorted(set(at))), reason)
