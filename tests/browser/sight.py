"""What a page looks like: on phones and desks, light and dark, with nothing for axe to find."""

from collections.abc import Iterable
from pathlib import Path

from playwright.sync_api import Page

from tests.browser.conftest import Axe

PICTURES = Path(__file__).resolve().parents[2] / "var" / "pictures"
WIDTHS_PX = {"phone": 390, "desk": 1440}


def looked_at(
    page: Page,
    axe: Axe,
    name: str,
    *,
    widths: Iterable[str] = tuple(WIDTHS_PX),
    within: str = "html",
    full_page: bool = True,
    is_checked: bool = True,
) -> None:
    """Keep pictures of the page that is open; fail where axe finds a fault or it is too wide."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    for width in widths:
        page.set_viewport_size({"width": WIDTHS_PX[width], "height": 900})
        page.evaluate("document.fonts.ready")
        page.locator(within).first.scroll_into_view_if_needed()
        for theme, check in (("light", axe.check), ("dark", axe.check_colours)):
            page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
            path = PICTURES / f"{name}-{width}-{theme}.png"
            page.screenshot(path=path, full_page=full_page)
            if is_checked:
                check(page, within=within)
        fits(page)


def fits(page: Page) -> None:
    """Fail where the page scrolls sideways."""
    overflow_px = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert overflow_px <= 0, f"the page is {overflow_px} px wider than the screen"
