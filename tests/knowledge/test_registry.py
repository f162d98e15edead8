"""The registry: integrity of the packaged entries, look-ups, a user's own file."""

from collections import Counter
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warmonitor.knowledge.registry import RegistryError, fold_name, load_registry

REGISTRY = load_registry()


def test_it_holds_the_actors_of_the_wars():
    written = [entry for entry in REGISTRY if not entry.generated]
    assert len(written) >= 600
    kinds = Counter(entry.kind for entry in written)
    assert kinds["armed_group"] >= 100
    assert {"monitor", "media", "state_media", "un", "ngo", "coalition", "militia", "analyst"} <= set(kinds)
    assert len({entry.country for entry in written}) >= 40


@pytest.mark.parametrize(
    ("name", "ids"),
    [
        ("SOHR", ["sohr"]),
        ("the Syrian Observatory for Human Rights", ["sohr"]),
        ("Syrian Observatory for Human Right", ["sohr"]),
        ("Hay'at Tahrir al-Sham", ["hts"]),
        ("Hayat Tahrir Al Sham", ["hts"]),
        ("Israel Defence Forces", ["israel-armed-forces"]),
        ("ISIL", ["islamic-state"]),
        ("Daesh", ["islamic-state"]),
        ("Médecins Sans Frontières", ["msf"]),
        ("Medecins sans Frontieres", ["msf"]),
        ("Kremlin", ["russia-government"]),
        ("the Pentagon", ["united-states-defence-ministry"]),
        ("Hizballah", ["hezbollah"]),
        ("Ansarallah", ["ansarallah"]),
        ("U.N. Security Council", ["un-security-council"]),
        ("RSF", ["rsf", "rsf-reporters"]),
        ("AA", ["anadolu", "arakan-army"]),
        ("Order of the Silver Heron", []),
    ],
)
def test_candidates(name, ids):
    assert sorted(entry.id for entry in REGISTRY.candidates(name)) == ids


def test_parents_speak_for_states():
    for child, parent in [
        ("anadolu", "turkey-government"),
        ("tass", "russia-government"),
        ("sana", "syria-government"),
        ("quds-force", "irgc"),
        ("qassam-brigades", "hamas"),
        ("syria-armed-forces", "syria-government"),
    ]:
        assert REGISTRY.get(child).parent == parent


def test_sides_have_dates():
    russia = REGISTRY.get("russia-government")
    assert "syria-government" in russia.sides_on(date(2016, 1, 1))
    assert "syria-government" not in russia.sides_on(date(2014, 1, 1))
    assert REGISTRY.get("hts").predecessor == "al-nusra-front"


def test_persons_under_all_their_spellings():
    for spelling in ("Rami Abdul Rahman", "Rami Abdurrahman", "Rami Abdel-Rahman", "rami abdulrahman"):
        holders = REGISTRY.holders(spelling)
        assert {(each.entry.id, each.office.person) for each in holders} == {("sohr", "Rami Abdul Rahman")}


def test_every_state_has_its_bodies():
    for country in ("SY", "UA", "BF", "CD", "KP", "US"):
        kinds = {entry.kind for entry in REGISTRY.bodies_of(country)}
        assert {"state", "government", "military", "police"} <= kinds


def test_no_name_is_empty_or_given_twice_to_one_entry():
    for entry in REGISTRY:
        assert entry.name.strip()
        assert all(fold_name(name) for name in entry.names), entry.id


@given(st.text(max_size=60))
def test_folding_is_stable(name):
    assert fold_name(fold_name(name)) == fold_name(name)


def written(tmp_path, text):
    path = tmp_path / "own.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_own_entries_add_and_replace(tmp_path):
    path = written(
        tmp_path,
        "- {id: silver-heron, name: Order of the Silver Heron, kind: militia, aliases: [OSH]}\n"
        "- {id: sohr, name: The Observatory of Novy Brod, kind: monitor}\n",
    )
    registry = load_registry(path)
    assert [entry.id for entry in registry.candidates("OSH")] == ["silver-heron"]
    assert registry.get("sohr").name == "The Observatory of Novy Brod"
    assert load_registry().get("silver-heron") is None
    assert load_registry(tmp_path).get("silver-heron") is not None


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("- {id: one, name: One, kind: navy}\n", 1, "kind"),
        ("- {id: one, name: One, kind: media}\n- {id: two, kind: media}\n", 2, "name"),
        ("- {id: One!, name: One, kind: media}\n", 1, "lower-case"),
        ("- {id: one, name: One, kind: media, colour: red}\n", 1, "unknown keys"),
        ("- {id: one, name: One, kind: media, country: Syria}\n", 1, "two-letter"),
        ("- {id: one, name: One, kind: media, aliases: One}\n", 1, "list of words"),
        ("- {id: one, name: One, kind: media, sides: [{side: hamas, since: soon}]}\n", 1, "not a day"),
        ("- id: one\n  name: [\n", 2, "YAML"),
        ("just words\n", 1, "list of entries"),
    ],
)
def test_bad_rows_are_refused_with_line_and_reason(tmp_path, text, line, reason):
    with pytest.raises(RegistryError, match=reason) as caught:
        load_registry(written(tmp_path, text))
    assert f"line {line}" in str(caught.value) or reason == "YAML"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (
            "- {id: a, name: Aa, kind: media, parent: b}\n- {id: b, name: Bb, kind: media, parent: a}\n",
            "circle of parents",
        ),
        ("- {id: a, name: Aa, kind: media, parent: nowhere}\n", "unknown parent"),
        ("- {id: a, name: Aa, kind: media, sides: [{side: nobody}]}\n", "unknown side"),
        ("- {id: a, name: Aa, kind: media}\n- {id: a, name: Ab, kind: media}\n", "twice"),
    ],
)
def test_bad_references_are_refused(tmp_path, text, reason):
    with pytest.raises(RegistryError, match=reason):
        load_registry(written(tmp_path, text))
