"""The forms under which a word is looked up in word lists."""

from functools import lru_cache


@lru_cache(maxsize=65536)
def forms_of(lemma: str, lower: str, tag: str) -> tuple[str, ...]:
    """The lemma and the word itself, lower-cased, and the regular stems of an inflected word by its Penn tag,
    since a lemmatiser that does not know a word cuts it wrong ("straf", "airdropp").
    """
    stems: tuple[str, ...] = ()
    if tag in {"NNS", "NNP", "NNPS", "VBZ"} and lower.endswith("s"):
        stems = (lower[:-1], lower[:-2]) if lower.endswith("es") else (lower[:-1],)
    elif tag in {"VBD", "VBN"} and lower.endswith("ed"):
        stems = _bases(lower[:-2])
    elif tag == "VBG" and lower.endswith("ing"):
        stems = _bases(lower[:-3])
    return tuple(dict.fromkeys((lemma, lower, *stems)))


def _bases(stem: str) -> tuple[str, ...]:
    """What a stem may be the stem of: "straf" of "strafe", "airdropp" of "airdrop"."""
    doubled = (stem[:-1],) if stem[-2:-1] == stem[-1:] else ()
    return (stem, f"{stem}e", *doubled)
