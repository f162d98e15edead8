"""Words made comparable: lower case, number words as digits, endings off, words alike as one."""

import re
from functools import cache, lru_cache

from warmonitor.incidents import settings

_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)?")
_SENTENCE = re.compile(r"(?<=[.!?…])[\"'”’)]*\s+(?=[\"'“‘(]*[A-Z0-9])|\n+")
_NAME = re.compile(r"[^\W\d_][\w’'-]*")


def sentences(text: str) -> list[str]:
    """The text cut at line breaks and at full stops before a capital; good enough to align copies."""
    return [part.strip() for part in _SENTENCE.split(text) if part and part.strip()]


@cache
def _classes() -> dict[str, str]:
    classes: dict[str, str] = {}
    for group in settings.words().alike:
        for word in group:
            classes.setdefault(_stem(word), _stem(group[0]))
    return classes


@lru_cache(maxsize=200_000)
def _stem(word: str) -> str:
    for ending in settings.words().endings:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


@lru_cache(maxsize=200_000)
def common(word: str) -> str:
    """A word in lower case made comparable: its ending off, like words as one."""
    stem = _stem(word.removesuffix("'s").removesuffix("’s"))
    return _classes().get(stem, stem)


def _digits(tokens: list[str]) -> list[str]:
    """Number words as digits: "two hundred and seventy-seven" becomes "277"."""
    known = settings.words()
    out: list[str] = []
    total, current, counting = 0, 0, False
    for position, token in enumerate(tokens):
        if token in known.numbers:
            current, counting = current + known.numbers[token], True
        elif token in known.scales and counting:
            current = max(current, 1) * known.scales[token]
            total, current = (total + current, 0) if known.scales[token] >= 1000 else (total, current)
        elif token == "and" and counting and _counts(tokens, position + 1):
            continue
        else:
            if counting:
                out.append(str(total + current))
                total, current, counting = 0, 0, False
            out.append(token.replace(",", "").replace(".", "") if token[0].isdecimal() else token)
    if counting:
        out.append(str(total + current))
    return out


def _counts(tokens: list[str], position: int) -> bool:
    return position < len(tokens) and tokens[position] in settings.words().numbers


def tokens(text: str) -> list[str]:
    """The text's words in order, made comparable, small words included."""
    return [common(token) for token in _digits([found.lower() for found in _TOKEN.findall(text)])]


def content(text: str) -> frozenset[str]:
    """The text's content words, made comparable; numbers and small words left out."""
    stop = settings.words().stop
    raw = (found.lower() for found in _TOKEN.findall(text))
    return frozenset(
        common(token) for token in raw if token not in stop and token.isalpha() and len(token) > 2
    )


def numbers(text: str) -> frozenset[str]:
    """The numbers a text tells, as digits, spelled out or not."""
    return frozenset(token for token in tokens(text) if token.isdecimal())


def names(text: str) -> frozenset[str]:
    """Words with a capital that do not open a sentence, folded to lower case: names, mostly."""
    found: set[str] = set()
    for sentence in sentences(text):
        for position, match in enumerate(_NAME.finditer(sentence)):
            word = match.group()
            if position and word[0].isupper() and len(word) > 2:
                found.add(_bare(word))
    known = settings.words()
    return frozenset(found - known.stop - known.no_names)


def _bare(word: str) -> str:
    return word.lower().removesuffix("'s").removesuffix("’s").strip("-'’")


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """Jaccard: shared words over all words; 0 when both are empty."""
    union = len(one | other)
    return len(one & other) / union if union else 0.0


def overlap(one: frozenset[str], other: frozenset[str]) -> float:
    """Shared words over the smaller set's words; 0 when one is empty."""
    least = min(len(one), len(other))
    return len(one & other) / least if least else 0.0


def tells_another(text: str) -> bool:
    """Whether the words set a happening apart from one told before: "a second blast", "elsewhere"."""
    known = settings.words()
    spoken = [found.lower() for found in _TOKEN.findall(text)]
    if not known.apart.isdisjoint(spoken):
        return True
    return any(
        word in known.ordinal and not known.happening.isdisjoint(spoken[position + 1 : position + 4])
        for position, word in enumerate(spoken)
    )
