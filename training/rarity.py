"""Counts how rare words and names are in short news of war, for `src/warmonitor/incidents/rarity.yaml`.

`python -m training.rarity FOLDER` reads the items of `FOLDER/*.jsonl` (key `text`) and prints the YAML: bits,
log2 of one in how many items, with the words and names that have so many. What is rarer is not listed.
"""

import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from math import log2
from pathlib import Path

from warmonitor.incidents import proper, settings, wording

_WORD = re.compile(r"(?<![\w'’])[a-z]{3,}")
_RAREST = 9
_LINE = 112


def read(folder: Path) -> Iterator[str]:
    """The texts of all items."""
    for path in sorted(folder.glob("*.jsonl")):
        with path.open(encoding="utf-8") as lines:
            yield from (str(json.loads(line).get("text") or "") for line in lines)


def words_of(text: str) -> set[str]:
    """The words in lower case that are no small ones, made comparable."""
    stop = settings.words().stop
    return {wording.common(word) for word in _WORD.findall(text) if word not in stop}


def listed(counts: Counter[str], spelled: dict[str, Counter[str]], items: int) -> Iterator[str]:
    """The lines of one list."""
    by_bits: dict[int, list[str]] = {}
    for key, times in counts.items():
        bits = int(log2(items / times))
        if bits <= _RAREST:
            by_bits.setdefault(bits, []).append(spelled[key].most_common(1)[0][0])
    for bits, found in sorted(by_bits.items()):
        yield f"  {bits}:"
        line = "    ["
        for word in sorted(set(found)):
            piece = (
                f'"{word}", ' if word in {"no", "yes", "on", "off", "null", "true", "false"} else f"{word}, "
            )
            if len(line) + len(piece) > _LINE:
                yield line.rstrip()
                line = "     "
            line += piece
        yield line.rstrip(", ") + "]"


def main(texts: Iterable[str]) -> None:
    """Prints both lists."""
    words: Counter[str] = Counter()
    names: Counter[str] = Counter()
    spelled: dict[str, Counter[str]] = {}
    items = 0
    kept = list(texts)
    for text in kept:
        items += 1
        words.update(words_of(text))
    common = frozenset(word for word, times in words.items() if times >= items / 2**13)
    for text in kept:
        found = dict(proper.spelled(text, common))
        names.update(found.keys())
        for key, name in found.items():
            spelled.setdefault(key, Counter())[name] += 1
    print("names:", *listed(names, spelled, items), sep="\n")
    print("words:", *listed(words, {word: Counter([word]) for word in words}, items), sep="\n")


if __name__ == "__main__":
    main(read(Path(sys.argv[1])))
