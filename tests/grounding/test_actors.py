"""Who a mention means, in its report, or nobody."""

from datetime import date

import pytest

from warmonitor.grounding.actors import ActorContext, actor_context, ground_mention
from warmonitor.knowledge.registry import load_registry

REGISTRY = load_registry()
SYRIA_2024 = ActorContext(countries={"SY": 0.8, "TR": 0.1, "RU": 0.1}, on=date(2024, 11, 30))
UKRAINE_2023 = ActorContext(countries={"UA": 0.7, "RU": 0.3}, on=date(2023, 5, 1))
LIBYA_2011 = ActorContext(countries={"LY": 1.0}, on=date(2011, 5, 1))
SUDAN_2024 = ActorContext(countries={"SD": 1.0}, on=date(2024, 2, 1))
NOWHERE = ActorContext()


def who(mention, context=NOWHERE):
    return ground_mention(mention, context, REGISTRY).id


@pytest.mark.parametrize(
    ("mention", "expected"),
    [
        # names, abbreviations, spellings
        ("Hezbollah", "hezbollah"),
        ("Lebanon's Hezbollah", "hezbollah"),
        ("the PKK", "pkk"),
        ("ISIS", "islamic-state"),
        ("the Syrian Observatory for Human Right", "sohr"),
        ("Médecins sans frontières", "msf"),
        ("Tehrik-e Taliban Pakistan", "ttp"),
        # bodies of states
        ("Turkish security officials", "turkey-government"),
        ("the Israeli military", "israel-armed-forces"),
        ("Iraqi police", "iraq-police"),
        ("French forces", "france-armed-forces"),
        ("Kyiv's troops", "ukraine-armed-forces"),
        ("Syria’s Armed Forces", "syria-armed-forces"),
        ("Syrian government forces", "syria-armed-forces"),
        ("Myanmar's military", "myanmar-armed-forces"),
        ("two anonymous U.S. officials", "united-states-government"),
        ("Russia's Ministry of Defence", "russia-defence-ministry"),
        ("the Russian foreign ministry", "russia-foreign-ministry"),
        ("the government of Burkina Faso", "burkina-faso-government"),
        ("South Korean troops", "south-korea-armed-forces"),
        ("the U.S.", "united-states"),
        ("the Kremlin", "russia-government"),
        ("Somali security forces", "somalia-security-forces"),
        # known names among plain words
        ("the Islamist militant group Hayat Tahrir al-Sham", "hts"),
        ("Turkey's state-run Anadolu Agency", "anadolu"),
        ("Islamic State militants", "islamic-state"),
        ("Houthi fighters", "ansarallah"),
        ("Iran-backed Houthi rebels", "ansarallah"),
        ("suspected Boko Haram gunmen", "boko-haram"),
        # more words around a known name or body
        ("Human Rights Watch, an independent group", "hrw"),
        ("a Hezbollah commander Ruri al-Tanik", "hezbollah"),
        ("a spokesperson for Hamas's Al-Qassam Brigades", "qassam-brigades"),
        ("the 9th Mountain Brigade of the Ukrainian army", "ukraine-armed-forces"),
        ("mercenaries belonging to the Wagner Group", "wagner-group"),
        ("the Tripoli-based Government of National Accord", "gna"),
        ("the Mexican drug cartel Los Zetas", "los-zetas"),
        ("Saudi state news agency SPA", "spa"),
        ("the Royal Jordanian Air Force", "jordan-armed-forces"),
        ("ISIL-linked Abu Sayyaf", "abu-sayyaf"),
        ("United Nations Relief and Works Agency", "unrwa"),
        ("the United Nations", "un"),
        # nobody known, or somebody else than the name says
        ("insurgents linked to the Islamic State", None),
        ("gunmen allied to Hezbollah", None),
        ("the Heron Brigade of the Silver Army", None),
        ("Iran-linked groups", None),
        ("Hezbollah-backed fighters", None),
        ("an Islamic State affiliate", None),
        ("anti-Taliban militia", None),
        ("the former leader of al-Shabaab", None),
        ("the Syrian Arab Coalition", None),
        ("Isa", None),
        ("former Taliban commanders", None),
        ("Syrian refugees", None),
        ("Order of the Silver Heron", None),
        ("aid groups", None),
        ("local media", None),
        ("who", None),
        ("time", None),
        ("the", None),
        ("", None),
        # common words without a report to tell whose
        ("rebels", None),
        ("the army", None),
        ("police", None),
        ("the ministry", None),
    ],
)
def test_mention_alone(mention, expected):
    assert who(mention) == expected


@pytest.mark.parametrize(
    ("mention", "context", "expected"),
    [
        ("the insurgents", SYRIA_2024, "syrian-opposition"),
        ("rebels", SYRIA_2024, "syrian-opposition"),
        ("opposition factions", SYRIA_2024, "syrian-opposition"),
        ("regime forces", SYRIA_2024, "syria-armed-forces"),
        ("government forces", SYRIA_2024, "syria-armed-forces"),
        ("police", SYRIA_2024, "syria-police"),
        ("soldiers", SYRIA_2024, "syria-armed-forces"),
        ("troops", UKRAINE_2023, None),
        ("the interior ministry", SYRIA_2024, "syria-interior-ministry"),
        ("armed forces", SYRIA_2024, "syria-armed-forces"),
        ("the General Command of the Army", SYRIA_2024, "syria-armed-forces"),
        ("communist rebels", ActorContext(countries={"PH": 1.0}, on=date(2017, 7, 1)), "npa"),
        ("rebels", LIBYA_2011, "ntc-libya"),
        ("government forces", LIBYA_2011, "gaddafi-forces"),
        ("paramilitaries", SUDAN_2024, "rsf"),
        ("the army", SUDAN_2024, "sudan-armed-forces"),
        ("Kurdish forces", SYRIA_2024, "sdf"),
        ("Iraqi Kurdish forces", SYRIA_2024, "peshmerga"),
        ("Hezbollah fighters in Tyre", SYRIA_2024, "hezbollah"),
        ("police in Nairobi", SYRIA_2024, None),
        ("rebels", UKRAINE_2023, None),
        ("jihadists", SYRIA_2024, None),
        ("the ministry", SYRIA_2024, None),
    ],
)
def test_common_words_in_their_report(mention, context, expected):
    assert who(mention, context) == expected


def test_common_words_need_a_country_far_above_the_others():
    torn = ActorContext(countries={"SY": 0.5, "IQ": 0.5}, on=date(2016, 1, 1))
    assert who("the army", torn) is None


def test_words_mean_a_group_only_in_its_days():
    after = ActorContext(countries={"SY": 1.0}, on=date(2025, 6, 1))
    assert who("rebels", after) is None
    assert who("regime forces", after) is None


@pytest.mark.parametrize(
    ("countries", "expected"),
    [({"SD": 1.0}, "rsf"), ({"FR": 1.0}, "rsf-reporters"), ({}, None), ({"SD": 0.5, "FR": 0.5}, None)],
)
def test_namesakes(countries, expected):
    grounded = ground_mention("RSF", ActorContext(countries=countries, on=date(2024, 1, 1)), REGISTRY)
    assert grounded.id == expected
    assert {"rsf", "rsf-reporters"} - {expected} <= {rival for rival, _ in grounded.rivals}


@pytest.mark.parametrize(
    ("mention", "on", "expected", "person"),
    [
        (
            "Russian presidential spokesperson Dmitry Peskov",
            date(2024, 11, 29),
            "russia-government",
            "Dmitry Peskov",
        ),
        ("Rami Abdurrahman, head of the Observatory", date(2024, 11, 29), "sohr", "Rami Abdul Rahman"),
        ("Rami Abdel Rahman", date(2014, 1, 1), "sohr", "Rami Abdul Rahman"),
        ("President Barack Obama", date(2014, 1, 1), "united-states-government", "Barack Obama"),
        ("Barack Obama", date(2020, 1, 1), None, "Barack Obama"),
        ("former President Barack Obama", date(2014, 1, 1), None, "Barack Obama"),
        (
            "Iran's Foreign Minister Abbas Araghchi",
            date(2024, 11, 29),
            "iran-foreign-ministry",
            "Abbas Araghchi",
        ),
        ("Syrian president Bashar al-Assad", date(2015, 1, 1), "syria-government", "Bashar al-Assad"),
        ("President Bashar al-Assad's forces", date(2015, 1, 1), "syria-armed-forces", None),
        ("Jason Nobody", date(2015, 1, 1), None, None),
    ],
)
def test_persons_in_office(mention, on, expected, person):
    grounded = ground_mention(mention, ActorContext(on=on), REGISTRY)
    assert (grounded.id, grounded.person) == (expected, person)


REPORT = (
    "Hayat Tahrir al-Sham, or HTS, entered the town with the Front of the Nine Rivers (FNR), the Syrian "
    "Observatory for Human Rights told the wire. Dmitry Peskov, the Kremlin spokesman, urged calm."
)


def test_what_the_report_introduces():
    context = actor_context(REPORT, {"SY": 1.0}, date(2024, 11, 30), REGISTRY)
    assert who("HTS", context) == "hts"
    assert who("FNR", context) is None
    assert who("the monitor", context) == "sohr"
    assert who("the Observatory", context) == "sohr"
    assert who("Peskov", context) == "russia-government"
    assert who("the monitor", SYRIA_2024) is None
    assert who("Peskov", SYRIA_2024) is None


def test_an_abbreviation_introduced_for_somebody_unknown_is_not_the_known_one():
    text = "The Silver Desert Falcons (SDF) took the hill."
    context = actor_context(text, {"SY": 1.0}, date(2024, 11, 30), REGISTRY)
    assert who("SDF", context) is None
    assert who("SDF", SYRIA_2024) == "sdf"


def test_every_decision_says_why():
    for mention in ("HTS", "rebels", "Order of the Silver Heron", "Turkish officials"):
        grounded = ground_mention(mention, SYRIA_2024, REGISTRY)
        assert grounded.reason
        assert (grounded.id is None) == (grounded.score == 0.0)


def test_a_few_letters_of_a_country_not_spoken_of_mean_nobody():
    assert who("CJTF", ActorContext(countries={"NG": 1.0})) == "civilian-joint-task-force"
    assert who("CJTF", ActorContext(countries={"IQ": 1.0})) is None
    assert who("PKK", ActorContext(countries={"IQ": 1.0})) == "pkk"


@pytest.mark.parametrize(
    ("mention", "on", "expected"),
    [
        ("vice president Malik Agar", date(2024, 3, 1), "sudan-government"),
        ("SPLM-N leader Malik Agar", date(2024, 3, 1), "splm-n"),
        ("François Bozizé", date(2012, 12, 1), "central-african-republic-government"),
        ("François Bozizé", date(2021, 3, 1), "cpc"),
    ],
)
def test_of_two_offices_the_one_that_title_or_day_tell(mention, on, expected):
    assert who(mention, ActorContext(on=on)) == expected
