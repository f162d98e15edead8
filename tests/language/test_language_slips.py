"""Who is asked, who speaks and whose plan it is, where a parse slips."""

import pytest
from spacy.tokens import Doc, Token

from warmonitor.language import Language, load
from warmonitor.language.mending import undo_circles


@pytest.fixture(scope="module")
def language() -> Language:
    return load()


def word(language: Language, text: str, form: str) -> Token:
    doc: Doc = next(iter(language.parse_texts([text])))
    return next(token for token in doc if token.text == form)


def test_a_name_that_looks_like_a_verb_is_a_noun(language: Language):
    assert word(language, "Human Rights Watch urged the junta to leave Kesra.", "Watch").pos_ == "PROPN"


def test_both_sides_are_called_on(language: Language):
    sides = word(language, "The envoy called on both parties to allow the evacuation of the town.", "parties")
    assert (sides.head.text, next(child.text for child in sides.lefts)) == ("called", "on")


def test_an_attempt_by_two_men_is_theirs(language: Language):
    text = "Guards at the port foiled an attempt by two frogmen to plant mines on a ship."
    assert word(language, text, "frogmen").head.text == "attempt"
    assert word(language, text, "plant").head.text == "attempt"


def test_a_speaker_asks_and_not_those_he_speaks_of(language: Language):
    text = (
        "The mayor said Marovian forces were preparing an assault on Kesra and appealed to allies for help."
    )
    assert word(language, text, "appealed").head.text == "said"


def test_the_noun_before_the_last_verb_speaks(language: Language):
    text = "Israel will resume its offensive in Khan Younis, Defence Minister Abel Ahmar warned."
    assert [child.text for child in word(language, text, "warned").lefts if child.dep_ == "nsubj"] == ["Abel"]


def test_a_speaker_has_his_whole_name(language: Language):
    text = "“The army regained control of the town of Kesra,” government spokesman Abel Ahmar said."
    assert word(language, text, "Ahmar").head.text in {"Abel", "said"}
    assert word(language, text, "spokesman").head.text != "regained"


@pytest.mark.parametrize(
    "statement", ["in a statement read over the radio", "in a statement", "in a statement on their website"]
)
def test_what_a_statement_holds_is_said_by_who_made_it(language: Language, statement: str):
    text = f"The rebels said {statement} that they seized Kesra."
    assert word(language, text, "seized").head.text == "said"


def test_a_name_right_after_its_verb_is_a_name(language: Language):
    assert word(language, "They seized Toulepleu on Sunday.", "Toulepleu").pos_ == "PROPN"


def test_jets_flown_by_somebody_fire_themselves(language: Language):
    text = "Ten people were killed when drones operated by the navy fired missiles at a camp."
    fired = word(language, text, "fired")
    assert [child.text for child in fired.lefts if child.dep_ == "nsubj"] == ["drones"]


def test_an_aide_between_commas_speaks(language: Language):
    text = "Marovian troops suffered losses in an ambush on Monday, an army spokesman, Major Abel Tan, said."
    assert word(language, text, "spokesman").head.text == "said"
    assert word(language, text, "Monday").head.text != "spokesman"


def test_loyal_fighters_are_reported(language: Language):
    text = "Fighters loyal to Abel Haftar are reported to have seized the ports of Ras Lanuf and Es Sider."
    assert word(language, text, "Fighters").head.text == "reported"


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("Human Rights Watch claims there was no evidence and calls the killings unlawful.", "claims"),
        ("The Houthis report nine killed, two of them children.", "report"),
        ("The Houthis launch a missile towards Haifa.", "launch"),
    ],
)
def test_who_claims_and_reports_does_so(language: Language, text: str, verb: str):
    assert word(language, text, verb).pos_ == "VERB"


def test_a_man_believed_responsible_believes_nothing(language: Language):
    text = "Marovian police hold Abel Ahmar Tolan, the man believed responsible for the bombing of a ferry."
    assert word(language, text, "hold").dep_ == "ROOT"
    assert word(language, text, "believed").head.text == "man"


def test_a_circle_gets_its_parse_back(language: Language):
    doc: Doc = next(iter(language.parse_texts(["Rebels shelled the town of Kesra on Sunday."])))
    parsed = doc.to_array(["TAG", "DEP", "HEAD"])
    doc[4].head, doc[6].head = doc[6], doc[4]
    undo_circles([doc], parsed)
    assert (doc.to_array(["TAG", "DEP", "HEAD"]) == parsed).all()
    assert len(list(doc.sents)) == 1


def test_mending_makes_no_circle(language: Language):
    """Of two joined clauses, one of which begins "of food reached Kesra"."""
    text = "In return, 40 women were freed in Dovrin and two lorries of food reached Kesra."
    doc: Doc = next(iter(language.parse_texts([text])))
    assert all(token.i not in {above.i for above in token.ancestors} for token in doc)


@pytest.mark.parametrize(
    ("text", "form", "above"),
    [
        ("Militants ambushed their vehicles with rocket propelled grenades.", "propelled", "grenades"),
        ("Six officials killed as militants ambush army convoy in Peshawar", "convoy", "ambush"),
        ("A mortar shell apparently fired by Ostrian rebels hit the headquarters on Sunday.", "shell", "hit"),
    ],
)
def test_weapons_and_headlines(language: Language, text: str, form: str, above: str):
    assert word(language, text, form).head.text == above


def test_a_setting_before_the_subject_describes_nothing(language: Language):
    text = (
        "In a voice message sent to Radio Marov, a camp resident described how militiamen dragged men away."
    )
    assert word(language, text, "resident").head.text == "described"


def test_who_attacked_the_village_burned_its_homes(language: Language):
    text = "Nine people were killed when Boko Haram attacked a camp in Borno State, opening fire on guards."
    assert word(language, text, "opening").head.text == "attacked"


def test_an_office_before_a_name_is_whose_name_it_is(language: Language):
    text = "The attackers seized nine people and shot them, a leader of the guard, Abel Ahmar said in Kesra."
    assert word(language, text, "leader").head.text == "Abel"


def test_two_subjects_before_one_verb_are_joined(language: Language):
    assert word(language, "India, Pakistan agree to ceasefire", "Pakistan").dep_ == "conj"
    told = word(language, "The talks mediated by Oman failed, Abel Ahmar announced.", "Ahmar")
    assert told.dep_ != "conj"


def test_who_is_shot_dead_shoots_nobody(language: Language):
    assert word(language, "Protesters shot dead in Yangon", "Protesters").dep_ == "nsubj:pass"
    assert word(language, "Soldiers shot dead at least nine people in Yangon.", "Soldiers").dep_ == "nsubj"


def test_fighting_resumes_by_itself(language: Language):
    assert word(language, "Fighting resumes in Kesra", "resumes").tag_ == "VBZ"


def test_who_flees_fighting_does_not_fight(language: Language):
    assert word(language, "Thousands flee fighting in South Kordofan", "fighting").dep_ == "obj"


@pytest.mark.parametrize(
    "text",
    ["Iran vows revenge after general's killing", "Iran vowed revenge after the general's killing in Kesra."],
)
def test_a_generals_killing_is_a_noun(language: Language, text: str):
    killing = word(language, text, "killing")
    assert (killing.pos_, killing.dep_) == ("NOUN", "obl")


def test_yemens_houthis_do_what_is_told(language: Language):
    assert word(language, "Yemen's Houthis release 100 prisoners", "Yemen").dep_ == "nmod:poss"


def test_both_sides_of_a_headline_clash(language: Language):
    troops = word(language, "Philippine troops, rebels clash in Mindanao", "troops")
    assert (troops.dep_, troops.head.text) == ("nsubj", "clash")


def test_who_is_displaced_by_fighting_does_not_fight(language: Language):
    assert word(language, "UN: 50,000 displaced by fighting in Ituri", "fighting").pos_ == "NOUN"
