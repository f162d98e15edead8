"""Joined people share what befell the last of them: "40 rebels, three soldiers and a nurse died"."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from warmonitor.claims.counted import Counted, figure_of
from warmonitor.claims.counting import counting_words, text
from warmonitor.claims.groups import group_of
from warmonitor.claims.nominal import Nouns
from warmonitor.claims.phrases import Phrase
from warmonitor.claims.sentence import Sentence
from warmonitor.claims.shares import who_was_said

# More words than this between two members may hold a name in commas.
_NAMED = 3
_LAST_LINKS = frozenset({"and", ", and", ", as well as", "as well as", "along with", ", along with"})
AMONG = frozenset(
    f"{be}{among}{the}"
    for be in ("", "was ", "were ", "is ", "are ")
    for among in ("among", "one of", "amongst")
    for the in ("", " the", " those", " at least")
)
_EXCHANGED = re.compile(r".*\bin (exchange|return) for( the| its| their)?$")
_WHOSE = frozenset({"their", "his", "her", "its", "the"})
_GOVERNING = frozenset({"by", "from", "against", "between"})


def with_joined(sentence: Sentence, phrases: Sequence[Phrase], found: Sequence[Counted]) -> list[Counted]:
    """ "40 rebels, three soldiers and a nurse died": the parse may give their lot to the last alone."""
    known = {one.start: one for one in found}
    joined: list[Counted] = []
    listed = False
    for phrase, after in reversed(list(pairwise(phrases))):
        other = known.get(after.start)
        link = _link(sentence, phrase, after)
        listed = link == "and" or (listed and link == ",")
        counted = phrase.sort == after.sort == "people" and phrase.start not in known
        if not (listed and counted and other is not None):
            continue
        if other.figure.part_of is None and other.cue.i >= after.start and not _is_governed(sentence, phrase):
            words = sentence.words(phrase.start, phrase.end)
            figure = figure_of(phrase, other.figure.measure, words)
            known[phrase.start] = Counted(figure, other.cue, phrase.start, phrase.end, phrase.noun)
            joined.append(known[phrase.start])
    return joined


def with_members(sentence: Sentence, phrases: Sequence[Phrase], found: Sequence[Counted]) -> list[Counted]:
    """ "a marine was among the 13 soldiers killed", "132 children among 141 dead": parts told first."""
    known = {one.start: nth for nth, one in enumerate(found)}
    members: list[Counted] = []
    for phrase, after in pairwise(phrases):
        whole = known.get(after.start)
        if whole is None or phrase.start in known or phrase.sort != "people":
            continue
        one = found[whole]
        fits = one.figure.high is None or (phrase.quantity.low or 0) <= one.figure.high
        if fits and text(sentence, phrase.end, after.start) in AMONG:
            words = sentence.words(phrase.start, phrase.end)
            figure = figure_of(phrase, one.figure.measure, words, whole)
            members.append(Counted(figure, one.cue, phrase.start, phrase.end, phrase.noun))
    return members


def is_share(sentence: Sentence, phrase: Phrase, after: Phrase | None) -> bool:
    """Whether a bare number is told to be of the next one: "17 of the 40 people killed"."""
    if after is None or phrase.sort != "bare":
        return False
    return text(sentence, phrase.end, after.start) in counting_words().out_of


def with_shares(nouns: Nouns, phrases: Sequence[Phrase], found: Sequence[Counted]) -> list[Counted]:
    """ "17 of the 40 people killed were women": a part told before its whole, by who they were."""
    sentence = nouns.sentence
    known = {one.start: nth for nth, one in enumerate(found)}
    shares = []
    for phrase, after in pairwise(phrases):
        whole = known.get(after.start)
        who = who_was_said(sentence, phrase)
        if whole is not None and is_share(sentence, phrase, after):
            group = (group_of(who, nouns) if who is not None else None) or after.group
            words = sentence.words(phrase.start, phrase.end)
            figure = figure_of(replace(phrase, group=group), found[whole].figure.measure, words, whole)
            shares.append(Counted(figure, found[whole].cue, phrase.start, phrase.end, who))
    return shares


def with_besides(sentence: Sentence, phrases: Sequence[Phrase], found: Sequence[Counted]) -> list[Counted]:
    """ "In addition to nine soldiers, four rebels were killed": what befell those told second befell both."""
    known = {one.start: one for one in found}
    besides = []
    for phrase, after in pairwise(phrases):
        other = known.get(after.start)
        led = text(sentence, phrase.start - 3, phrase.start).endswith(counting_words().besides)
        if other is None or not led or phrase.start in known or phrase.sort != "people":
            continue
        if text(sentence, phrase.end, after.start) == ",":
            words = sentence.words(phrase.start, phrase.end)
            figure = figure_of(phrase, other.figure.measure, words)
            besides.append(Counted(figure, other.cue, phrase.start, phrase.end, phrase.noun))
    return besides


def with_exchanged(sentence: Sentence, phrases: Sequence[Phrase], found: Sequence[Counted]) -> list[Counted]:
    """ "In exchange for two pilots Norvania will free 15 rebels": those told first go free too."""
    known = {one.start for one in found}
    freed = next((one for one in found if one.figure.measure == "released"), None)
    given = (phrase for phrase in phrases if phrase.sort == "people" and phrase.start not in known)
    return [
        Counted(
            figure_of(phrase, "released", sentence.words(phrase.start, phrase.end)),
            freed.cue,
            phrase.start,
            phrase.end,
            phrase.noun,
        )
        for phrase in given
        if freed is not None
        and phrase.start < freed.start
        and _EXCHANGED.match(text(sentence, phrase.start - 4, phrase.start))
    ]


def _link(sentence: Sentence, phrase: Phrase, after: Phrase) -> str | None:
    """ "and" or a comma between two members of a list; a name told of the first one is passed over."""
    at, end = phrase.end, after.start
    name = sentence.name_at(sentence.doc[at + 1]) if end - at > _NAMED else None
    if name is not None and name[2].kind == "person" and text(sentence, at, at + 1) == ",":
        at = name[1]
    at = _past_uncounted(sentence, at, end)
    words = text(sentence, at, end).removesuffix(" all").removesuffix(" both")
    return "and" if words in _LAST_LINKS else words if words == "," else None


def _past_uncounted(sentence: Sentence, at: int, end: int) -> int:
    """Past ", their driver" in "six nurses, their driver and a guide"."""
    if end - at <= _NAMED or text(sentence, at + 1, at + 2) not in _WHOSE:
        return at
    inner = at + 2
    while inner < end and sentence.doc[inner].pos_ in {"ADJ", "NOUN"}:
        inner += 1
    return inner


def _is_governed(sentence: Sentence, phrase: Phrase) -> bool:
    """ "in an attack by 30 rebels, 12 soldiers and a nurse died": the rebels are of the phrase before."""
    before = text(sentence, phrase.start - 1, phrase.start)
    spanned = before == "between" and phrase.quantity.low != phrase.quantity.high  # "between four and six"
    return before in _GOVERNING and not spanned
