"""Papers of one paragraph, as the corridor reads them."""

from datetime import UTC, date, datetime

from warmonitor.model import Block, Publication, Report


def paper(text: str, day: date) -> Report:
    return Report(
        id=f"r-{text[:16]}-{day}",
        outlet=f"The {text[:9]} Post",
        published=Publication(start=day, end=day, known_by="item"),
        retrieved_at=datetime.combine(day, datetime.min.time(), UTC),
        language="en",
        sha256="0" * 64,
        path="paper.txt",
        blocks=(Block(kind="paragraph", start=0, end=len(text)),),
        text=text,
    )
