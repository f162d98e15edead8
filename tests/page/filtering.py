"""Setting a word of the filter as a person does."""

from playwright.sync_api import Page


def set_filter(page: Page, name: str, value: str) -> None:
    """Chooses from a list, or types and presses Enter."""
    field = page.locator(f"#filter-{name}")
    if field.evaluate("field => field.tagName") == "SELECT":
        field.select_option(value)
    else:
        field.fill(value)
        field.press("Enter")
