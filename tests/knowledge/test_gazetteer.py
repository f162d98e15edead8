"""The gazetteer: what a name could mean, and what holds what."""

import time

import pytest

from warmonitor.knowledge.gazetteer import Gazetteer, GazetteerFileError, distance_km, load_gazetteer


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_gazetteer()


SPELLINGS = [
    ("Saraqeb", "geonames:164816"),
    ("Saraqib", "geonames:164816"),
    ("Kiev", "geonames:703448"),
    ("Kyiv", "geonames:703448"),
    ("Deir al-Zour", "adm1:SY.07"),
    ("Deir ez-Zor", "adm1:SY.07"),
    ("Deir Ezzor", "adm1:SY.07"),
    ("Raqqa", "adm1:SY.04"),
    ("ar-Raqqah", "adm1:SY.04"),
    ("Sana'a", "geonames:71137"),
    ("Sanaa", "geonames:71137"),
    ("Hodeidah", "geonames:79415"),
    ("Mariupol", "geonames:701822"),
    ("Khan Sheikhoun", "geonames:168325"),
    ("Khan Shaykhun", "geonames:168325"),
    ("al-Hasakah", "adm1:SY.01"),
    ("Hassakeh", "adm1:SY.01"),
    ("Homs", "geonames:169577"),
    ("Syria", "iso:SY"),
    ("Syrian Arab Republic", "iso:SY"),
    ("DRC", "iso:CD"),
    ("Democratic Republic of Congo", "iso:CD"),
    ("U.S.", "iso:US"),
    ("the United States", "iso:US"),
    ("Ivory Coast", "iso:CI"),
    ("Burma", "iso:MM"),
    ("Darfur", "region:darfur"),
    ("the West Bank", "adm1:PS.WE"),
    ("Donbass", "region:donbas"),
    ("Golan Heights", "region:golan"),
    ("Strait of Hormuz", "region:hormuz"),
    ("Calif.", "adm1:US.CA"),
]


@pytest.mark.parametrize(("name", "place_id"), SPELLINGS)
def test_a_name_in_any_spelling_finds_its_place(gazetteer: Gazetteer, name: str, place_id: str) -> None:
    assert place_id in [entry.id for entry in gazetteer.candidates(name)]


@pytest.mark.parametrize("name", ["", "  ", "'", "Zzyzxqwk", "us", "la"])
def test_what_is_no_name_finds_no_country(gazetteer: Gazetteer, name: str) -> None:
    assert not [entry for entry in gazetteer.candidates(name) if entry.kind == "country"]


def test_abbreviations_are_met_only_as_written(gazetteer: Gazetteer) -> None:
    assert [match.entry.id for match in gazetteer.exactly("US")] == ["iso:US"]
    assert gazetteer.exactly("us") == ()


def test_namesakes_are_all_given(gazetteer: Gazetteer) -> None:
    countries = {entry.country for entry in gazetteer.candidates("Tripoli")}
    assert {"LY", "LB"} <= countries


def test_an_entry_carries_point_country_and_division(gazetteer: Gazetteer) -> None:
    entry = gazetteer.get("geonames:164816")
    assert entry is not None
    assert (entry.kind, entry.country, entry.admin1) == ("settlement", "SY", "Idlib")
    assert (entry.lat, entry.lon) == (35.86447, 36.80591)


def test_the_chain_of_parents_ends_at_the_country(gazetteer: Gazetteer) -> None:
    chain = gazetteer.parents("geonames:164816")
    assert [entry.kind for entry in chain[-2:]] == ["division", "country"]
    assert gazetteer.contains("iso:SY", "geonames:164816")
    assert gazetteer.contains("adm1:SY.12", "geonames:164816")
    assert not gazetteer.contains("adm1:SY.09", "geonames:164816")
    assert not gazetteer.contains("geonames:164816", "iso:SY")


def test_a_region_holds_places_of_its_countries_within_reach(gazetteer: Gazetteer) -> None:
    fasher = next(e for e in gazetteer.candidates("El Fasher") if e.country == "SD")
    assert gazetteer.contains("region:darfur", fasher.id)
    khartoum = next(e for e in gazetteer.candidates("Khartoum") if e.kind == "settlement")
    assert not gazetteer.contains("region:darfur", khartoum.id)


def test_children_of_a_country_are_its_divisions(gazetteer: Gazetteer) -> None:
    names = {entry.name for entry in gazetteer.children("iso:SY")}
    assert {"Aleppo", "Idlib", "Homs", "Daraa", "Latakia", "Quneitra"} <= names


DIVISIONS = [
    ("SY", 14),
    ("IQ", 18),
    ("YE", 21),
    ("UA", 26),
    ("AF", 34),
    ("US", 51),
]


@pytest.mark.parametrize(("country", "least"), DIVISIONS)
def test_divisions_of_a_country_have_names(gazetteer: Gazetteer, country: str, least: int) -> None:
    divisions = [e for e in gazetteer.children(f"iso:{country}") if e.kind == "division"]
    assert len(divisions) >= least
    assert all(entry.name and not entry.name.isdigit() for entry in divisions)
    assert len({entry.name for entry in divisions}) == len(divisions)


BRIDGED = [
    ("geonames:703448", "Kyiv City"),
    ("geonames:170063", "Aleppo"),
    ("geonames:99072", "Nineveh"),
    ("geonames:1105777", None),
    ("geonames:5128581", "New York"),
]


@pytest.mark.parametrize(("place_id", "division"), BRIDGED)
def test_places_lie_in_the_division_that_the_bridge_found(
    gazetteer: Gazetteer, place_id: str, division: str | None
) -> None:
    entry = gazetteer.get(place_id)
    if division is None:
        assert entry is None or entry.admin1
    else:
        assert entry is not None
        assert entry.admin1 == division


def test_unknown_ids_give_nothing(gazetteer: Gazetteer) -> None:
    assert gazetteer.get("geonames:0") is None
    assert gazetteer.parents("nonsense") == []
    assert gazetteer.children("nonsense") == []
    assert gazetteer.countries_of("nonsense") == []


DEMONYMS = [
    ("Syrian", "iso:SY"),
    ("Afghans", "iso:AF"),
    ("Burkinabe", "iso:BF"),
    ("Nigerien", "iso:NE"),
    ("Nigerian", "iso:NG"),
    ("Congolese", "iso:CD"),
    ("Gazan", "adm1:PS.GZ"),
    ("Kosovar", "iso:XK"),
    ("South Sudanese", "iso:SS"),
    ("Emirati", "iso:AE"),
    ("Kashmiri", "region:kashmir"),
]


@pytest.mark.parametrize(("word", "place_id"), DEMONYMS)
def test_demonyms(gazetteer: Gazetteer, word: str, place_id: str) -> None:
    entry = gazetteer.demonym(word)
    assert entry is not None
    assert entry.id == place_id


def test_distance_between_cities() -> None:
    assert distance_km(33.513, 36.292, 36.202, 37.161) == pytest.approx(309, abs=3)
    assert distance_km(10, 20, 10, 20) == 0


def test_lookups_take_microseconds(gazetteer: Gazetteer) -> None:
    names = ["Aleppo", "Springfield", "Bakhmut", "El Geneina", "Nowhereville"]
    for name in names:
        gazetteer.candidates(name)
    start = time.perf_counter()
    for _ in range(1000):
        for name in names:
            gazetteer.candidates(name)
    assert (time.perf_counter() - start) / 5000 < 100e-6


def test_loading_is_quick(gazetteer: Gazetteer) -> None:
    start = time.perf_counter()
    Gazetteer(gazetteer.path)
    assert time.perf_counter() - start < 0.3


def test_a_damaged_file_is_refused(gazetteer: Gazetteer, tmp_path) -> None:
    whole = gazetteer.path.read_bytes()
    for name, content in (
        ("empty", b""),
        ("other", b"not a gazetteer at all"),
        ("cut", whole[: len(whole) // 2]),
    ):
        path = tmp_path / name
        path.write_bytes(content)
        with pytest.raises(GazetteerFileError, match=name):
            Gazetteer(path)
