"""Writes the pages of the documentation that list the ontology: docs/method/types.md and docs/standards.md.

python scripts/write_reference.py          writes them
python scripts/write_reference.py --check  says which are not up to date, and ends with 1 when one is not
"""

import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from warmonitor.ontology import Ontology, load_ontology
from warmonitor.ontology.crosswalk import Rule

DOCS = Path(__file__).parents[1] / "docs"
NOTE = "<!-- Written by scripts/write_reference.py from the ontology; edit the YAML, not this page. -->"
GROUPS_LEAD = """
A group lies within another only where that is sure: a child, a journalist or a police officer may or may
not be a civilian. Figures of objects have an object kind as their group.
"""
STANDARDS_LEAD = """
How a claim is coded in the schemes of others. The type alone does not decide it: a bombing may be a
suicide bomb or a roadside one, a capture a government's or a rebel's. Rules are tried from the top; a
condition holds only where the claim tells it. An empty cell is a code that the other scheme does not
have, or that the claim does not decide; exports leave it empty.

`state`, `group`, `armed`, `civilian` and `outside` are [sides](method/types.md#kinds-of-actors);
`aerial`, `explosive`, `artillery` and the like are [classes of
weapons](method/types.md#kinds-of-things).

Vague words are read as the [contract](contract.md) says ("dozens" is 24 or more). ACLED reads dozens as
12, tens as 10 and hundreds as 100; an export in its shape says that ours differ.
"""


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A Markdown table."""
    head = list(head)
    lines = [head, ["---"] * len(head), *(list(row) for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


def title(name: str) -> str:
    """A name as a heading: "public_order" is "Public order"."""
    return name.replace("_", " ").capitalize()


def codes(names: Iterable[str] | None) -> str:
    """Names as code, or nothing."""
    return ", ".join(f"`{name}`" for name in names or ())


def meanings(entries: Mapping[str, str], head: str = "name") -> str:
    """Names with their definitions."""
    return table((head, "meaning"), ((f"`{name}`", text) for name, text in entries.items()))


def types_page(ontology: Ontology) -> str:
    """What can be said: everything but number words and crosswalks."""
    parts = [
        NOTE,
        "# What can be said",
        "Every name that a claim can carry, as the ontology defines it.",
        "## Claim types",
    ]
    for family, meaning in ontology.families.items():
        rows = ((f"`{name}`", ontology.claim_types[name]) for name in ontology.types_of(family))
        parts += [
            f"### {title(family)}",
            meaning,
            table(
                ("type", "meaning", "example"), ((name, e.definition, f"*{e.example}*") for name, e in rows)
            ),
        ]
    parts += ["## Modality", meanings(ontology.modalities), "## Newness", meanings(ontology.newness)]
    parts += [
        "## Roles of actors",
        meanings(ontology.actor_roles),
        "## Roles of things",
        meanings(ontology.object_roles),
    ]
    parts += ["## Kinds of voices", meanings(ontology.voice_kinds)]
    parts += [
        "## Measures",
        "Those marked as harm enter tolls of people.",
        table(
            ("measure", "counts", "harm", "meaning"),
            (
                (f"`{m.name}`", m.unit, "yes" if m.harm else "", m.definition)
                for m in ontology.measures.values()
            ),
        ),
        "## Groups",
        GROUPS_LEAD,
        table(
            ("group", "counts", "within", "meaning"),
            (
                (f"`{g.name}`", g.unit, codes(ontology.ancestors(g.name)), g.definition)
                for g in ontology.groups.values()
            ),
        ),
        "## Kinds of actors",
        "The side is what an actor counts as when a pair of actors decides a code.",
        table(
            ("kind", "side", "kind of voice", "meaning"),
            ((f"`{a.name}`", a.side, a.voice or "", a.definition) for a in ontology.actor_kinds.values()),
        ),
        "## Kinds of things",
        table(
            ("kind", "class of weapon", "meaning"),
            (
                (f"`{o.name}`", (o.weapon or "").replace("_", " "), o.definition)
                for o in ontology.object_kinds.values()
            ),
        ),
    ]
    return "\n\n".join(part.strip() for part in parts) + "\n"


def condition(rule: Rule) -> str:
    """What must be told for a rule to be taken."""
    told = (("weapon", rule.weapon), ("agent", rule.agent), ("target", rule.target))
    return "; ".join(f"{name} {codes(names)}" for name, names in told if names) or "else"


def crosswalk_rows(ontology: Ontology, claim_type: str) -> Iterator[tuple[str, ...]]:
    """The rules of a claim type in the order in which they are tried."""
    events = {
        sub: name for name, event in ontology.crosswalks.source.acled.items() for sub in event.sub_events
    }
    for rule in ontology.crosswalks.source.rules:
        if claim_type in rule.types:
            acled = f"{events[rule.acled]}: {rule.acled}" if rule.acled else rule.acled_event or ""
            yield f"`{claim_type}`", condition(rule), acled, rule.plover or "", rule.cameo or ""


def standards_page(ontology: Ontology) -> str:
    """The crosswalks to the schemes of others."""
    parts = [
        NOTE,
        "# Standards",
        STANDARDS_LEAD,
    ]
    for family in ontology.families:
        rows = (row for name in ontology.types_of(family) for row in crosswalk_rows(ontology, name))
        parts += [f"## {title(family)}", table(("type", "where", "ACLED", "PLOVER", "CAMEO root"), rows)]
    ucdp = ontology.crosswalks.source.ucdp
    names = {1: "1 state-based", 2: "2 non-state", 3: "3 one-sided"}
    parts += [
        "## UCDP type of violence",
        f"It follows from the sides of the pair of actors, for {codes(ucdp.types)} only.",
        table(
            ("agent or party", "target or party", "type of violence"),
            ((f"`{pair.agent}`", f"`{pair.target}`", names[pair.violence]) for pair in ucdp.pairs),
        ),
    ]
    return "\n\n".join(part.strip() for part in parts) + "\n"


def pages() -> dict[Path, str]:
    """The generated pages and what they should hold."""
    ontology = load_ontology()
    return {
        DOCS / "method" / "types.md": types_page(ontology),
        DOCS / "standards.md": standards_page(ontology),
    }


def main() -> int:
    """Writes or checks the pages."""
    stale = [
        path
        for path, text in pages().items()
        if not path.exists() or path.read_text(encoding="utf-8") != text
    ]
    if "--check" in sys.argv[1:]:
        for path in stale:
            print(f"{path.name} is not up to date: run python scripts/write_reference.py", file=sys.stderr)
        return 1 if stale else 0
    for path in stale:
        path.write_text(pages()[path], encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
