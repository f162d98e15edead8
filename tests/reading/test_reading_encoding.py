import random
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warmonitor.reading.encoding import control_share, decode
from warmonitor.reading.nouns import RefusedError

ENGLISH = "The “governor” said the mayor’s café was hit – nine people were hurt in São Bento on Friday."
FRENCH = "Les forces armées ont quitté la ville après une journée de tirs; le maire a été blessé, dit-on."
POLISH = (
    "Żołnierze opuścili miasto w piątek, powiedział rzecznik. Zginęło pięć osób, łącznie z żoną burmistrza."
)
RUSSIAN = "Солдаты покинули город в пятницу вечером, сообщил представитель губернатора. Пять человек погибли."
ARABIC = "قال مكتب المحافظ إن الجنود غادروا المدينة مساء الجمعة وقتل خمسة أشخاص"
JAPANESE = "県知事によると、兵士は金曜日の夜に町を離れた。五人が死亡した。"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (ENGLISH, "utf-8"),
        (ENGLISH, "utf-8-sig"),
        (ENGLISH, "utf-16"),
        (ENGLISH, "utf-16-le"),
        (ENGLISH, "utf-16-be"),
        (ENGLISH, "utf-32"),
        (ENGLISH, "cp1252"),
        (FRENCH, "cp1252"),
        (FRENCH, "latin-1"),
        (POLISH, "cp1250"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8-r"),
        (ARABIC, "cp1256"),
        (JAPANESE, "shift_jis"),
    ],
)
def test_encodings(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)).text == text


def test_a_long_plain_text_with_one_late_letter() -> None:
    text = "Fighters took the bridge at Sardan.\n" * 5000 + "The café was hit, the mayor’s office said.\n"
    assert decode(text.encode("cp1252")).text == text


def test_windows_bytes_pasted_into_utf8() -> None:
    raw = ENGLISH.encode() * 3 + b" The town\x92s hospital"
    assert decode(raw).text == ENGLISH * 3 + " The town’s hospital"


@pytest.mark.parametrize("declared", ["iso-8859-1", "windows-1252", "ISO_8859-1", "latin1"])
def test_a_page_is_read_as_it_declares(declared: str) -> None:
    assert decode("“é”".encode("cp1252"), declared).text == "“é”"


@pytest.mark.parametrize("declared", ["no-such-encoding", "utf-8", "ascii"])
def test_a_false_declaration_is_passed_over(declared: str) -> None:
    assert decode(FRENCH.encode("cp1252"), declared).text == FRENCH


@pytest.mark.parametrize(
    "raw", [random.Random(7).randbytes(4000), b"\xff\xfe\x00\xd8\x00", bytes(range(128, 256)) * 3]
)
def test_what_no_encoding_fits_is_refused(raw: bytes) -> None:
    with pytest.raises(RefusedError) as refused:
        decode(raw)
    assert "UTF-8" in refused.value.mend


def test_controls_tell_binary_from_text() -> None:
    assert control_share(random.Random(7).randbytes(4000)) > 0.05
    assert control_share(ENGLISH.encode("utf-16")) == 0
    assert control_share(ENGLISH.encode()) == 0
    assert control_share(b"") == 0


@given(st.text())
def test_utf8_is_always_itself(text: str) -> None:
    raw = text.encode()
    if not raw.startswith(b"\xef\xbb\xbf") and b"\0" not in raw:
        assert decode(raw).text == text


@given(st.binary())
def test_any_bytes_decode_or_are_refused(raw: bytes) -> None:
    with suppress(RefusedError):
        assert isinstance(decode(raw).text, str)
