"""Small dependency trees that are put together by hand-written rules, and printed as CoNLL-U."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

UPOS = {
    "NN": "NOUN", "NNS": "NOUN", "NNP": "PROPN", "NNPS": "PROPN", "CD": "NUM", "DT": "DET", "IN": "ADP",
    "JJ": "ADJ", "JJS": "ADJ", "JJR": "ADJ", "RB": "ADV", "RBR": "ADV", "VBD": "VERB", "VBZ": "VERB",
    "VBN": "VERB", "VBG": "VERB", "VB": "VERB", "VBP": "VERB", "MD": "AUX", "PRP": "PRON", "PRP$": "PRON",
    "WDT": "PRON", "WP": "PRON", "TO": "PART", "CC": "CCONJ", "EX": "PRON", ",": "PUNCT", ".": "PUNCT",
    ":": "PUNCT", "-LRB-": "PUNCT", "-RRB-": "PUNCT", "``": "PUNCT", "''": "PUNCT", "HYPH": "PUNCT",
    "POS": "PART", "WRB": "ADV", "RP": "ADP",
}  # fmt: skip
NO_SPACE_BEFORE = {",", ".", "-RRB-", "''", "HYPH", "POS"}
NO_SPACE_AFTER = {"-LRB-", "``", "HYPH"}


@dataclass
class Node:
    """A word with what depends on it to the left and to the right."""

    form: str
    xpos: str
    upos: str
    left: list[tuple[str, Node]] = field(default_factory=list)
    right: list[tuple[str, Node]] = field(default_factory=list)
    plural: bool = False
    name: str = ""
    """Kind of the proper name that begins at this word."""
    inside: bool = False
    """Whether the word goes on with the name before it."""

    def before(self, rel: str, node: Node) -> Node:
        """Add a dependent left of those already there."""
        self.left.insert(0, (rel, node))
        return self

    def near(self, rel: str, node: Node) -> Node:
        """Add a dependent directly left of the word."""
        self.left.append((rel, node))
        return self

    def after(self, rel: str, node: Node) -> Node:
        """Add a dependent at the right end."""
        self.right.append((rel, node))
        return self

    def words(self) -> Iterator[Node]:
        """The words of the tree in order."""
        for _, node in self.left:
            yield from node.words()
        yield self
        for _, node in self.right:
            yield from node.words()


def _without_double_commas(words: list[Node]) -> list[Node]:
    """The words without a comma that another comma, a full stop or a closing quote follows."""
    following = [node.form for node in words[1:]] + [""]
    return [n for n, after in zip(words, following, strict=True) if n.form != "," or after not in {",", "."}]


def word(form: str, xpos: str, upos: str = "", plural: bool = False) -> Node:
    """A word without dependents."""
    return Node(form, xpos, upos or UPOS[xpos], plural=plural or xpos in {"NNS", "NNPS"})


def conllu(root: Node, identity: str) -> str:
    """The tree as a CoNLL-U sentence; features and lemmas are left for training to fill."""
    words = _without_double_commas(list(root.words()))
    number = {id(node): i for i, node in enumerate(words, 1)}
    heads: dict[int, tuple[int, str]] = {id(root): (0, "root")}
    for node in words:
        for rel, child in [*node.left, *node.right]:
            heads[id(child)] = (number[id(node)], rel)
    lines = []
    for i, node in enumerate(words):
        head, rel = heads[id(node)]
        following = words[i + 1] if i + 1 < len(words) else None
        glued = (
            following is None
            or following.xpos in NO_SPACE_BEFORE
            or following.form == ":"
            or node.xpos in NO_SPACE_AFTER
        )
        misc = [f"Name={'I' if node.inside else 'B'}-{node.name}"] if node.name else []
        misc += ["SpaceAfter=No"] if glued else []
        opens = i == 0 or words[i - 1].xpos == "``"
        form = _article(node.form, following)
        form = form[0].upper() + form[1:] if opens else form
        columns = [
            str(i + 1),
            form,
            "_",
            node.upos,
            node.xpos,
            "_",
            str(head),
            rel,
            "_",
            "|".join(misc) or "_",
        ]
        lines.append("\t".join(columns))
    text = "".join(line.split("\t")[1] + ("" if "SpaceAfter=No" in line else " ") for line in lines).strip()
    return f"# sent_id = {identity}\n# text = {text}\n" + "\n".join(lines) + "\n\n"


def _article(form: str, following: Node | None) -> str:
    """`a` or `an`, by the next word's first letter."""
    if form not in {"a", "an"} or following is None:
        return form
    return "an" if following.form[0].lower() in "aeio" else "a"
