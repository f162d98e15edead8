"""Which place a name means: by hierarchy, by the rest of the report, or not at all."""

from datetime import UTC, datetime
from typing import Any

import pytest

from warmonitor.grounding.places import (
    GroundedPlace,
    PlaceContext,
    PlaceMention,
    find_place_mentions,
    ground_places,
)
from warmonitor.grounding.setting import settle
from warmonitor.knowledge.gazetteer import Gazetteer, load_gazetteer
from warmonitor.knowledge.registry import load_registry
from warmonitor.model import Report
from warmonitor.model.claim import Place


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_gazetteer()


def ground(text: str, name: str, gazetteer: Gazetteer, **context: Any) -> GroundedPlace:
    start = text.index(name)
    mention = PlaceMention(name, start, start + len(name))
    return ground_places([mention], PlaceContext(text=text, **context), gazetteer)[0]


MEANT = [
    # the rest of the report decides among namesakes
    (
        "Shells fell on Tripoli as Libyan factions fought near Misrata and Zawiya.",
        "Tripoli",
        "geonames:2210247",
    ),
    ("Gunfire rang out in Tripoli, the port city in northern Lebanon.", "Tripoli", "geonames:266826"),
    ("Troops left Georgia after talks in Tbilisi; Abkhazia was calm.", "Georgia", "iso:GE"),
    ("The governor of Georgia spoke in Atlanta and Savannah.", "Georgia", "adm1:US.GA"),
    ("Clashes went on in Homs, Hama and Idlib.", "Homs", "geonames:169577"),
    ("Drones struck Odesa and Mykolaiv, Ukrainian officials said.", "Odesa", "geonames:698740"),
    ("A blast hit Hyderabad in Sindh, southern Pakistan.", "Hyderabad", "geonames:1176734"),
    (
        "Police in Hyderabad, the capital of Telangana in India, made arrests.",
        "Hyderabad",
        "geonames:1269843",
    ),
    # hierarchy
    ("Officers searched homes in Alexandria, La.", "Alexandria", "geonames:4314550"),
    ("A train was derailed near Alexandria, Egypt.", "Alexandria", "geonames:361058"),
    ("The militia shelled Beni, North Kivu, overnight.", "Beni", "geonames:219057"),
    # kinds
    ("Rebels hold most of Idlib province.", "Idlib", "adm1:SY.12"),
    ("Rebels hold most of Idlib province.", "Idlib province", "adm1:SY.12"),
    ("Shelling hit the city of Idlib again.", "Idlib", "geonames:169389"),
    ("They fled from the Aleppo countryside.", "Aleppo countryside", "adm1:SY.09"),
    ("Villages in Aleppo and Hama provinces fell.", "Aleppo", "adm1:SY.09"),
    ("Air raids on Gaza went on, the Israeli army said.", "Gaza", "adm1:PS.GZ"),
    ("Tanks entered Gaza City at dawn.", "Gaza City", "geonames:281133"),
    # names inside phrases
    (
        "The Damascus suburb of Douma was hit.",
        "The Damascus suburb of Douma",
        "geonames:170592",
    ),
    ("The Syrian city of Aleppo fell.", "Syrian city of Aleppo", "geonames:170063"),
    ("Fighting reached the outskirts of Donetsk.", "the outskirts of Donetsk", "geonames:709717"),
    ("Aleppo's western outskirts were shelled.", "Aleppo's western outskirts", "geonames:170063"),
    ("Aid reached northern Syria.", "northern Syria", "iso:SY"),
    ("Aid reached South Sudan.", "South Sudan", "iso:SS"),
    ("Rebels entered Saraqeb, south of Aleppo.", "Saraqeb, south of Aleppo", "geonames:164816"),
    ("Shops shut in Aleppo city center.", "Aleppo city center", "geonames:170063"),
    (
        "Jets hit a military airbase southeast of Hama.",
        "a military airbase southeast of Hama",
        "geonames:170017",
    ),
    ("Planes hit Khan Younis camp.", "Khan Younis camp", "region:khan-younis-camp"),
    ("Fishermen fled Lake Chad.", "Lake Chad", "region:lake-chad"),
    # countries and regions
    ("Villagers crossed from Darfur into Chad.", "Darfur", "region:darfur"),
    ("Villagers crossed from Darfur into Chad.", "Chad", "iso:TD"),
    ("The DRC accuses Rwanda.", "DRC", "iso:CD"),
    ("A convoy left the U.S. for talks.", "U.S.", "iso:US"),
]


@pytest.mark.parametrize(("text", "name", "place_id"), MEANT)
def test_a_name_is_decided_by_its_report(gazetteer: Gazetteer, text: str, name: str, place_id: str) -> None:
    found = ground(text, name, gazetteer)
    assert found.id == place_id, found.reason
    assert 0 < found.score <= 1
    assert found.reason


RELATIONS = [
    ("A convoy was hit south of Aleppo.", "Aleppo", "south_of"),
    ("A convoy was hit north-east of Homs.", "Homs", "northeast_of"),
    ("Bombs fell at the western edge of Aleppo.", "Aleppo", "outskirts_of"),
    ("Aleppo's western outskirts were shelled.", "Aleppo's western outskirts", "outskirts_of"),
    ("Shells hit the centre of Donetsk.", "Donetsk", "in"),
    ("Planes bombed the east of Syria.", "the east of Syria", "in"),
    ("Planes bombed the east of Syria.", "Syria", "in"),
    ("Jets hit an airbase southeast of Hama.", "an airbase southeast of Hama", "southeast_of"),
]


@pytest.mark.parametrize(("text", "name", "relation"), RELATIONS)
def test_relations_are_read_from_the_words(gazetteer: Gazetteer, text: str, name: str, relation: str) -> None:
    assert ground(text, name, gazetteer).relation == relation


PRECISIONS = [
    ("Shelling hit the city of Idlib again.", "Idlib", "settlement"),
    ("Rebels hold most of Idlib province.", "Idlib", "division"),
    ("Raiders burned Harim District, Syria.", "Harim District", "district"),
    ("Fighting spread across Syria.", "Syria", "country"),
    ("Fighting spread across Darfur.", "Darfur", "region"),
    ("A ship was hit in the Red Sea.", "Red Sea", "region"),
    ("Planes left Bagram Airfield, Afghanistan.", "Bagram Airfield", "point"),
]


@pytest.mark.parametrize(("text", "name", "precision"), PRECISIONS)
def test_precision_says_how_exact_the_point_is(
    gazetteer: Gazetteer, text: str, name: str, precision: str
) -> None:
    assert ground(text, name, gazetteer).precision == precision


def test_an_unknown_village_is_given_as_the_division_named_around_it(gazetteer: Gazetteer) -> None:
    found = ground("Jets bombed the village of Qurzabiyat in Idlib province, Syria.", "Qurzabiyat", gazetteer)
    assert (found.id, found.precision) == ("adm1:SY.12", "division")


def test_a_division_with_its_word_in_capitals_holds_its_town(gazetteer: Gazetteer) -> None:
    found = ground("A bomb killed six people in Ras al-Ayn, al-Hasakah Governorate.", "Ras al-Ayn", gazetteer)
    assert (found.id, found.country) == ("geonames:165509", "SY")


def test_an_unknown_village_before_its_country_is_given_as_the_country(gazetteer: Gazetteer) -> None:
    found = ground("Jets bombed the Syrian village of Qurzabiyat.", "Qurzabiyat", gazetteer)
    assert (found.id, found.precision) == ("iso:SY", "country")


def test_whose_an_embassy_is_says_nothing_of_where_it_is(gazetteer: Gazetteer) -> None:
    assert ground("Iran's embassy in Damascus was looted.", "Damascus", gazetteer).name == "Damascus"


def test_an_unknown_name_alone_is_left_open(gazetteer: Gazetteer) -> None:
    found = ground("Jets bombed Qurzabiyat at night.", "Qurzabiyat", gazetteer)
    assert (found.id, found.lat, found.lon, found.precision) == (None, None, None, "unresolved")
    assert found.reason


@pytest.mark.parametrize("words", ["the city", "the coast", "the area", "several villages"])
def test_words_without_a_name_are_left_open(gazetteer: Gazetteer, words: str) -> None:
    assert ground(f"In Syria, rebels entered {words} at dawn.", words, gazetteer).id is None


def test_the_head_of_another_name_beside_it_holds_nothing(gazetteer: Gazetteer) -> None:
    text = "Lines broke along the Qurzabiyat, New Aleppo, and Marj fronts in Syria."
    assert ground(text, "Qurzabiyat", gazetteer).country in (None, "SY")


def test_a_small_namesake_in_a_far_country_is_no_answer(gazetteer: Gazetteer) -> None:
    text = "Syrian rebels in Aleppo and Idlib said that the Syrian army had shelled Zahra."
    found = ground(text, "Zahra", gazetteer)
    assert found.id is None
    assert found.rivals


def test_a_name_told_to_lie_in_a_country_is_not_looked_for_elsewhere(gazetteer: Gazetteer) -> None:
    found = ground("Raiders burned the Sudanese village of Springfield.", "Springfield", gazetteer)
    assert found.id == "iso:SD"


def test_a_namesake_elsewhere_in_the_country_is_no_answer_to_an_address(gazetteer: Gazetteer) -> None:
    found = ground("A blast in Aleppo, Helmand, southern Afghanistan, killed six.", "Aleppo", gazetteer)
    assert (found.name, found.precision) == ("Helmand", "division")


def test_the_port_of_a_sea_is_not_in_a_division_of_that_name(gazetteer: Gazetteer) -> None:
    found = ground("Rockets hit a ship off Yemen, near the Red Sea port of Mokha.", "Mokha", gazetteer)
    assert found.country == "YE"


def test_rivals_are_kept_with_their_scores(gazetteer: Gazetteer) -> None:
    found = ground("Gunfire rang out in Tripoli.", "Tripoli", gazetteer)
    assert len(found.rivals) >= 2
    assert all(place_id != found.id and 0 < score <= 1 for place_id, score in found.rivals)


def test_headline_and_dateline_help(gazetteer: Gazetteer) -> None:
    text = "The mayor of Tripoli resigned."
    assert ground(text, "Tripoli", gazetteer, dateline="BEIRUT, Lebanon").country == "LB"
    assert ground(text, "Tripoli", gazetteer, headline="Libya: fighting near Misrata").country == "LY"


def test_the_country_of_a_named_armed_group_is_spoken_of(gazetteer: Gazetteer) -> None:
    of_its_own = ground("Boko Haram burnt Rann.", "Rann", gazetteer)
    assert of_its_own.country == "SI"  # the only one that the gazetteer knows
    nigerian = frozenset({"NG"})
    assert ground("Boko Haram burnt Rann.", "Rann", gazetteer, countries=nigerian).id is None
    afghan = frozenset({"AF"})
    assert ground("A rocket hit a clinic in Kunar.", "Kunar", gazetteer, countries=afghan).country == "AF"


@pytest.mark.parametrize(
    ("text", "countries"),
    [
        ("Donors sent money to Hamas.", {}),  # another name of Hamm in Germany
        ("Donors sent money to Hamm.", {"DE": 1}),
    ],
)
def test_an_armed_group_is_no_place(text: str, countries: dict[str, int], gazetteer: Gazetteer) -> None:
    told = Report(
        id="r-1", outlet="Kesra Wire", retrieved_at=datetime(2023, 11, 8, tzinfo=UTC), language="en",
        sha256="0" * 64, path="a.txt", text=text, blocks=(),
    )  # fmt: skip
    assert settle([], told, gazetteer, load_registry()).actors.countries == countries


def test_the_words_around_may_come_with_the_mention(gazetteer: Gazetteer) -> None:
    mention = PlaceMention("Idlib", 0, 5, left="rebels across ", right=" province")
    assert ground_places([mention], PlaceContext(), gazetteer)[0].id == "adm1:SY.12"


def test_answers_come_in_the_order_of_mentions_and_always_the_same(gazetteer: Gazetteer) -> None:
    text = "From Damascus to Aleppo, Homs and Hama, roads were cut."
    mentions = find_place_mentions(text, gazetteer=gazetteer)
    once = ground_places(mentions, PlaceContext(text=text), gazetteer)
    assert [place.mention for place in once] == mentions
    assert once == ground_places(mentions, PlaceContext(text=text), gazetteer)


def test_nothing_to_ground_gives_nothing(gazetteer: Gazetteer) -> None:
    assert ground_places([], PlaceContext(text="Rebels advanced on Aleppo."), gazetteer) == []


def test_a_claims_place_takes_on_what_was_found(gazetteer: Gazetteer) -> None:
    text = "Shells fell near Saraqeb in Syria."
    place = Place(text="Saraqeb", span=(17, 24), relation="near")
    grounded = ground_places([PlaceMention.of(place)], PlaceContext(text=text), gazetteer)[0]
    told = grounded.applied_to(place)
    assert (told.text, told.span, told.relation) == ("Saraqeb", (17, 24), "near")
    assert (told.id, told.country, told.admin1, told.precision) == (
        "geonames:164816",
        "SY",
        "Idlib",
        "settlement",
    )


TAKEN_UP = [
    ("Rebels entered Goma on Monday. Shells fell on the city at dusk.", "the city", "Goma"),
    ("Troops are deployed in Somalia. Nine of them were killed there on Monday.", "there", "Somalia"),
    ("Syrian shells hit a farm. The army has cut roads across the country.", "the country", "Syria"),
    ("Fighting raged in Homs and Aleppo. Shells fell on the city.", "the city", None),
    ("Fighting raged across Somalia. Shells fell on the city.", "the city", None),
    ("Two men died near the Turkish border.", "Turkish border", "Turkey"),
    ("Drones hit Saudi Arabian cities.", "Saudi Arabian cities", "Saudi Arabia"),
]


@pytest.mark.parametrize(("text", "words", "name"), TAKEN_UP)
def test_spots_that_are_not_named(text: str, words: str, name: str | None, gazetteer: Gazetteer) -> None:
    start = text.index(words)
    mention = PlaceMention(words.removeprefix("the "), start, start + len(words))
    named = find_place_mentions(text, gazetteer=gazetteer, adjectives=True)
    found = ground_places([mention, *named], PlaceContext(text=text), gazetteer)[0]
    assert found.name == name


def test_a_spot_at_a_border_is_near_the_country(gazetteer: Gazetteer) -> None:
    found = ground("Two men died on the Turkish border.", "Turkish border", gazetteer)
    assert (found.name, found.relation, found.precision) == ("Turkey", "near", "country")
