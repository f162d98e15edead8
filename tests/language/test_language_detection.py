"""The language of a report, told at the door."""

import pytest

from warmonitor.language import detect_language


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Rebels seized the town of Dorvaz on Friday, a monitor said.", "en"),
        ("REBELS SEIZE TOWN AFTER THE ARMY WITHDRAWS", "en"),
        ("Boko Haram attacks the village of Alagarno, in Borno State", "en"),
        ("Les rebelles ont pris la ville vendredi, selon une organisation.", "fr"),
        ("Die Rebellen haben am Freitag die Stadt eingenommen.", "de"),
        ("Los rebeldes tomaron la ciudad el viernes, según una organización.", "es"),
        ("Повстанцы захватили город в пятницу, сообщили наблюдатели", "ru"),
        ("Повстанці захопили місто в п'ятницю, повідомили спостерігачі", "uk"),
        ("سيطرت الفصائل على المدينة يوم الجمعة بحسب المرصد", "ar"),
        ("De rebellen hebben vrijdag de stad ingenomen, aldus een waarnemer", "nl"),
        ("", "und"),
        ("Ok.", "und"),
        ("12 345 — 67", "und"),
        ("https://example.org/the-news-of-the-day @someone", "und"),
    ],
)
def test_language_of_a_text(text: str, code: str) -> None:
    assert detect_language(text) == code
