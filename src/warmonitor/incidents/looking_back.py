"""Whether words announce a happening or look back to one that is known: "a bomb", "Monday's bombing"."""

import re
from functools import cache, lru_cache
from itertools import dropwhile, pairwise

from warmonitor.incidents import settings, wording

_TOKEN = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_OPENING = 3


def _spoken(text: str) -> list[str]:
    """Its words, in small letters."""
    return [found.lower() for found in _TOKEN.findall(text)]


@cache
def _told() -> frozenset[str]:
    """Words for a happening, or for who was in one."""
    known = settings.words()
    return known.happening | known.taking_part


@cache
def _phrases() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Of a happening known from before, of the day before, of a toll known from before."""
    known = settings.words()
    back = (*known.back_phrases, *(rf"{day}['’]s" for day in known.back_days))
    before, risen = known.day_before, known.risen
    one, other, third = (
        re.compile(rf"\b(?:{'|'.join(words)})\b", re.IGNORECASE) for words in (back, before, risen)
    )
    return one, other, third


@lru_cache(maxsize=4096)
def speaks_of_the_day_before(text: str) -> bool:
    """ "Yesterday's blast", "the previous day"."""
    return _phrases()[1].search(text) is not None


@lru_cache(maxsize=4096)
def raises_a_toll(text: str) -> bool:
    """ "The death toll from the blast rises to 41"."""
    return _phrases()[2].search(text) is not None


@lru_cache(maxsize=4096)
def looks_back(text: str) -> bool:
    """Whether a paragraph points to a happening, or to who was in one, as known from before.

    A definite word does so in the first sentence only: later on, it takes up what the paragraph itself told.
    """
    if any(phrases.search(text) for phrases in _phrases()):
        return True
    definite, told = settings.words().definite, _told()
    spoken = _spoken(next(iter(wording.sentences(text)), text))
    return any(
        word in definite and not told.isdisjoint(spoken[position + 1 : position + 4])
        for position, word in enumerate(spoken)
    )


def opens_as_known(sentence: str) -> str | None:
    """The word for a happening, or for who was in it, that a sentence opens with: "Among the dead"."""
    definite = settings.words().definite
    behind = dropwhile(lambda word: word not in definite, _spoken(sentence)[:_OPENING])
    return next((word for word in behind if word in _told()), None)


def counts_as_known(sentence: str) -> bool:
    """ "Put the figure at about 70", "it had put the toll at 704": a count of what is known."""
    known = settings.words()
    return any(
        word in known.definite and count in known.counts for word, count in pairwise(_spoken(sentence))
    )


@cache
def _deeds() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for deed, words in settings.words().deeds.items():
        for word in words:
            found.setdefault(word, set()).add(deed)
    return {word: frozenset(kinds) for word, kinds in found.items()}


@lru_cache(maxsize=4096)
def deeds(text: str) -> frozenset[str]:
    """What kinds of deed the words of a text tell of."""
    known = _deeds()
    return frozenset().union(*(known[word] for word in known.keys() & _spoken(text)))
