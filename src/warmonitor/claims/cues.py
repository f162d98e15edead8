"""Cue words beside a number of people, "killed", "wounded", "dead", and whether they count them."""

from spacy.tokens import Token

from warmonitor.claims import roles
from warmonitor.claims.lexicon import Lexicon
from warmonitor.claims.quantities import counting_words
from warmonitor.claims.sentence import Sentence, forms

_OF_TO_AT = frozenset({"of", "to", "at"})
# How many words may stand between a cue and its figure.
_REACH = 14
_BODIES = frozenset({"family", "group", "crowd", "team", "pair"})
_AUXILIARIES = frozenset({"AUX", "ADV", "PART"})
_OBJECTS = frozenset({"obj", "nsubj:pass", "iobj"})


def measure_of(sentence: Sentence, token: Token, lexicon: Lexicon) -> str | None:
    """What a word says was done to people ("killed", "shot dead", "wounded"); None for other words."""
    if token.pos_ not in {"VERB", "ADJ", "NOUN", "AUX"}:
        return None
    single = next((lexicon.measure_cues[form] for form in forms(token) if form in lexicon.measure_cues), None)
    if single is not None or token.pos_ != "VERB":
        return single
    phrase = next(sentence.match_at(lexicon.measure_phrases, token.i, gaps=True), None)
    return phrase.labels[0] if phrase is not None else None


def cue_for(
    sentence: Sentence, span: tuple[int, int], head: Token, lexicon: Lexicon, taken: set[int]
) -> Token | None:
    """The cue of a number with its noun, the tokens of `span`: by grammar, else by what stands beside it.

    `head` is the noun, or the number where there is none; `taken` are words of earlier figures.
    """
    start, end = span
    top = _top(head, start, end)
    above = top.head
    if measure_of(sentence, above, lexicon) is not None and above.pos_ == "VERB":
        if _suffers(top, above, lexicon):
            return above
        if _acts(top, above, lexicon):
            return None
    return _cue_after(sentence, end, lexicon) or _cue_before(sentence, start, lexicon, taken)


def _top(head: Token, start: int, end: int) -> Token:
    """The word that carries the phrase in the parse: "dozens" in "dozens of soldiers"."""
    while start <= head.head.i < end and head.head.i != head.i:
        head = head.head
    return head


def _suffers(top: Token, verb: Token, lexicon: Lexicon) -> bool:
    if top.dep_ in _OBJECTS:
        return not (top.dep_ == "obj" and roles.is_passive(verb))
    return top.dep_ == "nsubj" and (_is_intransitive(verb, lexicon) or roles.is_passive(verb))


def _acts(top: Token, verb: Token, lexicon: Lexicon) -> bool:
    """ "A gunman kills two people": the subject did it."""
    if top.dep_ != "nsubj" or _is_intransitive(verb, lexicon):
        return False
    return verb.tag_ in {"VBZ", "VBP", "VBG", "VB"} or bool(roles.children(verb, "obj"))


def _is_intransitive(verb: Token, lexicon: Lexicon) -> bool:
    return any(form in lexicon.intransitive for form in forms(verb))


def _cue_after(sentence: Sentence, end: int, lexicon: Lexicon) -> Token | None:
    """ "12 people were killed", "12 dead", "30 others were reportedly wounded"."""
    doc, at = sentence.doc, _past_parenthesis(sentence, end)
    for _ in range(6):
        if at >= sentence.span.end:
            return None
        token = doc[at]
        if (
            measure_of(sentence, token, lexicon) is not None
            and token.pos_ != "NOUN"
            and _follows(token, lexicon)
        ):
            return token
        if token.pos_ not in _AUXILIARIES and token.lower_ not in counting_words().fillers:
            return None
        at += 1
    return None


def _follows(cue: Token, lexicon: Lexicon) -> bool:
    """Whether the counted may stand before the cue: "12 killed", "12 died", not "12 killing", "12 kill"."""
    if cue.pos_ != "VERB" or _is_intransitive(cue, lexicon):
        return cue.tag_ != "VBG"
    return cue.tag_ in {"VBN", "VBD"} and (
        not roles.children(cue, "obj") or bool(roles.children(cue, "aux:pass"))
    )


def _past_parenthesis(sentence: Sentence, at: int) -> int:
    """Skips ", including two students," between a figure and its verb."""
    doc = sentence.doc
    if at + 1 >= sentence.span.end or doc[at].text not in {",", "("}:
        return at
    opening = text(sentence, at + 1, at + 4)
    if not any(cue in opening for cue in counting_words().parts_before):
        return at
    for closing in range(at + 2, min(at + 14, sentence.span.end - 1)):
        if doc[closing].text in {",", ")"} and doc[closing + 1].pos_ in {"AUX", "VERB"}:
            return closing + 1
    return at


def _cue_before(sentence: Sentence, start: int, lexicon: Lexicon, taken: set[int]) -> Token | None:
    """ "killing at least 12", "killed 12 people and 30 soldiers", "the death toll rose to 49"."""
    doc, at = sentence.doc, start - 1
    if at > sentence.span.start + 1 and doc[at].lower_ == "of" and doc[at - 1].lower_ in _BODIES:
        at = doc[at - 1].left_edge.i - 1
    if at < sentence.span.start or (doc[at].pos_ == "ADP" and doc[at].lower_ not in _OF_TO_AT):
        return None
    needs_noun = doc[at].lower_ in _OF_TO_AT
    for token in reversed(doc[max(sentence.span.start, at - _REACH) : at + 1]):
        if (
            measure_of(sentence, token, lexicon) is not None
            and (token.pos_ == "NOUN" or not needs_noun)
            and token.i not in taken
        ):
            return token if _governs(token, start, lexicon, needs_noun=needs_noun) else None
        if _stops(token, lexicon, needs_noun=needs_noun, near=token.i > at - 2):
            return None
    return None


def _stops(token: Token, lexicon: Lexicon, *, needs_noun: bool, near: bool) -> bool:
    """Whether looking back for a cue ends here: at another verb, a preposition, what else is numbered."""
    if needs_noun:
        return token.lower_ in {"number", "count"}
    if token.pos_ == "VERB":
        return token.lemma_.lower() not in lexicon.totals | lexicon.resultatives
    return (
        near
        and token.pos_ == "ADP"
        and token.lower_ not in _OF_TO_AT | {"as", "by", "including", "with", "least"}
    )


def _governs(cue: Token, start: int, lexicon: Lexicon, *, needs_noun: bool) -> bool:
    """A passive "were killed" before a number does not take it, nor "died"; "killed 12", "killing 12" do."""
    if cue.pos_ == "NOUN":
        return needs_noun or start - cue.i <= 2
    if cue.pos_ == "VERB" and _is_intransitive(cue, lexicon):
        return False
    return not any(child.dep_ in {"aux:pass", "nsubj:pass"} for child in cue.children)


def text(sentence: Sentence, start: int, end: int) -> str:
    """The words of tokens [start, end), lower-cased, spaces between them."""
    end = min(end, sentence.span.end)
    return " ".join(token.lower_ for token in sentence.doc[start:end]) if start < end else ""
