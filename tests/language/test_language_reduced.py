"""Whose deed a sentence tells when a participle stands between the doer and the verb."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc

from warmonitor.language import Language, load

WORDS = [
    "Troops",
    "loyal",
    "to",
    "him",
    "armed",
    "with",
    "fired",
    "shelled",
    "killed",
    ",",
    "was",
    ".",
    "reported",
    "in",
    "towns",
    "left",
]


@pytest.fixture(scope="module")
def language() -> Language:
    return load()


SENTENCES = [
    ("Forces allied with the government shelled the camp.", "Forces", "shelled"),
    ("Men dressed in police uniforms abducted three engineers.", "Men", "abducted"),
    ("Militiamen loyal to the warlord seized the airport.", "Militiamen", "seized"),
    ("Fighters carrying black flags overran the base.", "Fighters", "overran"),
    ("The rebels, officials said on Monday, have captured the town.", "rebels", "captured"),
    ("Britain, whose Typhoons shot down a number of drones, urged Israel to wait.", "Britain", "urged"),
    ("Militants, police said, stormed a hotel in Kabul.", "Militants", "stormed"),
    ("A strike, the minister warned, could set the region ablaze.", "strike", "set"),
    ("A rocket fired from Gaza hit a house in Sderot.", "rocket", "hit"),
    ("A missile fired from Yemen was shot down over Eilat.", "missile", "shot"),
    ("Militants linked to al-Qaeda bombed a church.", "Militants", "bombed"),
    ("According to the monitor, the city of Kesra has been cleared by the army.", "city", "cleared"),
    ("A bomb detonates in Kesra, injuring nine soldiers.", "bomb", "detonates"),
    ("Borland's military claims to have killed nine rebels near the Tarmo border.", "military", "claims"),
    ("Marovian security forces free a large number of hostages from a cellar in Kesra.", "forces", "free"),
    ("Retaliatory Marovian strikes on Kesra kill at least nine people.", "strikes", "kill"),
    ("A rocket fired from Kesra strikes a school in Tarmo.", "rocket", "strikes"),
    ("The Marovian Air Force strikes targets in the Kesra valley.", "Force", "strikes"),
    ("The Marovian military launches cruise missile strikes on rebel positions.", "military", "launches"),
]


@pytest.mark.parametrize(("sentence", "who", "deed"), SENTENCES)
def test_the_finite_verb_has_the_subject(sentence: str, who: str, deed: str, language: Language) -> None:
    (doc,) = language.parse_texts([sentence])
    verb = next(token for token in doc if token.text == deed)
    assert verb.dep_ == "ROOT"
    assert [child.text for child in verb.lefts if child.dep_ in {"nsubj", "nsubj:pass"}] == [who]


@pytest.mark.parametrize(
    ("sentence", "word", "relation", "above"),
    [
        (
            "The ministry confirms two pilots, Ruslan Orlov and Oleg Tarn, were killed.",
            "pilots",
            "nsubj:pass",
            "killed",
        ),
        (
            "The ministry confirms two pilots, Ruslan Orlov and Oleg Tarn, were killed.",
            "killed",
            "ccomp",
            "confirms",
        ),
        (
            "Ten people were killed when a suicide-bomber attacks a mosque in Kesra.",
            "bomber",
            "nsubj",
            "attacks",
        ),
        (
            "The army appears to have captured up to 300 fleeing Marovian villagers.",
            "villagers",
            "obj",
            "captured",
        ),
        ("Ten men are killed when a bomb detonates in Kesra, Marovia.", "bomb", "nsubj", "detonates"),
        ("Nine people were killed amid an offensive to retake Kesra.", "retake", "acl", "offensive"),
        ("Gunmen attacked a vessel near Tyre, Lebanon, killing a sailor.", "Lebanon", "appos", "Tyre"),
        (
            "Nine men were killed, with fighters loyal to the general believed to be behind it.",
            "fighters",
            "nsubj:pass",
            "believed",
        ),
        (
            "Marovia claims airstrikes on Friday in Borland killed nine rebels.",
            "airstrikes",
            "nsubj",
            "killed",
        ),
        (
            "Police arrest nine after Liberation Front of Marovia separatists kill nine shepherds.",
            "Front",
            "nsubj",
            "kill",
        ),
        (
            "A bomber blows himself up in Kesra and police foil another attempted attack.",
            "police",
            "nsubj",
            "foil",
        ),
    ],
)
def test_a_word_belongs_to_the_verb_it_is_told_of(
    sentence: str, word: str, relation: str, above: str, language: Language
) -> None:
    (doc,) = language.parse_texts([sentence])
    found = next(token for token in doc if token.text == word)
    assert (found.dep_, found.head.text) == (relation, above)


@pytest.mark.parametrize(
    ("sentence", "word", "part"),
    [
        ("Nine soldiers are dead in fighting near the town of Kesra.", "fighting", "NOUN"),
        ("Soldiers looted shops and set houses on fire.", "set", "VERB"),
    ],
)
def test_a_word_is_what_its_place_tells(sentence: str, word: str, part: str, language: Language) -> None:
    (doc,) = language.parse_texts([sentence])
    assert next(token for token in doc if token.text == word).pos_ == part


@pytest.mark.parametrize(
    ("sentence", "verb"),
    [
        ("Gunmen stormed a mosque, killed twelve and fled.", "stormed"),
        ("Police said they had eliminated dozens of rioters.", "said"),
        ("Oil fell by a quarter as Riyadh and Moscow went to war over prices.", "fell"),
        ("Ukrainian forces advanced near Toretsk and Russian forces advanced near Kupyansk.", "advanced"),
        ("A protester died of wounds suffered last week.", "died"),
    ],
)
def test_what_is_told_one_after_the_other_stays(sentence: str, verb: str, language: Language) -> None:
    (doc,) = language.parse_texts([sentence])
    assert next(token for token in doc if token.dep_ == "ROOT").text == verb


@pytest.mark.parametrize(
    ("sentence", "participle", "above"),
    [
        ("The government failed to resupply troops stationed at the border.", "stationed", "troops"),
        ("A pipe bomb explodes in Istanbul, leaving five people injured.", "injured", "leaving"),
    ],
)
def test_a_participle_behind_a_noun_describes_it(
    sentence: str, participle: str, above: str, language: Language
) -> None:
    (doc,) = language.parse_texts([sentence])
    assert next(token for token in doc if token.text == participle).head.text == above


def hangs_together(doc: Doc) -> bool:
    """Whether every word comes to the root of its sentence by its heads, and to no circle."""
    for sentence in doc.sents:
        for token in sentence:
            above = token
            for _ in sentence:
                above = above.head
            if above.head.i != above.i or above.sent != sentence:
                return False
    return True


@pytest.mark.parametrize(
    "sentence",
    [
        "The province sets a record for daily deaths, with 152 fatalities reported in a day.",
        "Two officers were killed on Sunday while clearing ordnance left over from the war.",
        "The premier rejects a supposed deadline set by the mainland's government.",
    ],
)
def test_nothing_hangs_on_itself(sentence: str, language: Language) -> None:
    (doc,) = language.parse_texts([sentence])
    assert hangs_together(doc)


@given(words=st.lists(st.sampled_from(WORDS), max_size=25))
def test_any_words_are_one_tree(words: list[str], language: Language) -> None:
    for doc in language.parse_texts([" ".join(words)]):
        assert hangs_together(doc)
        assert all(sum(token.head.i == token.i for token in sentence) == 1 for sentence in doc.sents)
