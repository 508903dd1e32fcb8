"""A learner's device: a browser of its own, on the pages where things are typed."""

import re
from collections.abc import Callable
from typing import Any

from playwright.sync_api import BrowserContext, Locator, Page, Route, expect

from tests.browser.accounts import PASSWORD

PART = "/lessons/second-order-methods/part-2/"
EXERCISE = "/exercises/newton-decrement/"
API = re.compile(r"/api/v1/")

KEPT = "could not sync, kept"
SAVED = "saved on this device"
SIGN_IN = "needs sign-in"
SYNCED = "synced"
# What a text says that only this device has, whether or not the site was asked already.
HERE = re.compile(f"^({SAVED}|syncing|{KEPT}|{SIGN_IN})$")

Answer = Callable[[Route], None]


def fault(status: int, body: str = "<html><h1>Bad luck</h1></html>", **headers: str) -> Answer:
    """Return what answers for the site: a status with a page of somebody else's."""
    given = {"Content-Type": "text/html", **{k.replace("_", "-"): v for k, v in headers.items()}}
    return lambda route: route.fulfill(status=status, body=body, headers=given)


class Device:
    """One browser; its pages are opened when first asked for."""

    def __init__(self, context: BrowserContext) -> None:
        self.context = context
        self._pages: dict[str, Page] = {}
        self.faults: list[str] = []
        context.on("weberror", lambda error: self.faults.append(str(error.error)))

    def _page(self, path: str) -> Page:
        if path not in self._pages:
            page = self.context.new_page()
            page.goto(path)
            self._pages[path] = page
        return self._pages[path]

    def open(self) -> None:
        """Open both pages, while there is a network to open them with."""
        expect(self.note_state).to_be_attached()
        expect(self.draft).to_be_visible()
        check = self.reading.locator("[data-skill-check]")
        expect(check.locator("[data-answer]:enabled:visible").first).to_be_visible()

    @property
    def reading(self) -> Page:
        return self._page(PART)

    @property
    def coding(self) -> Page:
        page = self._page(EXERCISE)
        expect(page.locator(".cm-content")).to_be_visible()
        return page

    def coding_close(self) -> None:
        self._pages.pop(EXERCISE).close()

    @property
    def note(self) -> Locator:
        return self.reading.get_by_label("Private notes")

    @property
    def note_state(self) -> Locator:
        return self.reading.locator("[data-notes-status]")

    @property
    def draft(self) -> Locator:
        return self.coding.get_by_role("textbox", name="Your Python code")

    @property
    def draft_state(self) -> Locator:
        return self.coding.locator("[data-draft-status]")

    @property
    def site_state(self) -> Locator:
        """What the foot of a page says of everything."""
        return self.reading.locator("footer [data-sync-status]")

    @property
    def sent(self) -> Locator:
        """What the exercise's page says of a submission."""
        return self.coding.locator("[data-progress-text]")

    def draft_write(self, code: str) -> None:
        self.draft.click()
        self.coding.keyboard.press("ControlOrMeta+A")
        self.coding.keyboard.insert_text(code)

    def submit(self) -> None:
        self.coding.get_by_role("button", name="Run public checks").click()

    def answer(self) -> None:
        """Give some answer to the first question that is open, from the start if none is."""
        check = self.reading.locator("[data-skill-check]")
        # All slots are filled at once.
        expect(check.locator("[data-answer]:enabled:visible").first).to_be_visible()
        again = check.locator("[data-retake]")
        if again.is_visible():
            again.click()
            expect(check.locator("[data-answered]")).to_have_text("0/4")
        first = check.locator("[data-question]").first
        expect(first.locator("[data-answer]")).to_be_enabled()
        # Sections are laid out when they come near, which moves what is below them.
        first.scroll_into_view_if_needed()
        first.get_by_role("radio").or_(first.get_by_role("checkbox")).first.check()
        first.locator("[data-answer]").click()
        expect(self.reading.locator("[data-answered]")).to_have_text("1/4")

    def break_site(self, answer: Answer | None) -> None:
        """Let something stand in front of the site's API; None cuts the network."""
        if answer is None:
            self.context.set_offline(True)
        else:
            self.context.route(API, answer)

    def mend_site(self) -> None:
        self.context.unroute(API)
        self.context.set_offline(False)

    def turn_to(self) -> None:
        """The learner comes back to the window."""
        for page in self._pages.values():
            page.evaluate("dispatchEvent(new Event('focus'))")

    def reload(self) -> None:
        for page in self._pages.values():
            page.reload()

    def sign_up(self, email: str) -> None:
        """Make an account, without the form's pages."""
        self._account("/accounts/signup/", email=email, password1=PASSWORD, password2=PASSWORD)

    def sign_in(self, email: str) -> None:
        self._account("/accounts/login/", login=email, password=PASSWORD)

    def sign_out(self) -> None:
        self._account("/accounts/logout/")

    def _account(self, path: str, **form: str) -> None:
        request = self.context.request
        shown = request.get(path)
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', shown.text())
        assert token
        sent: dict[str, Any] = {"csrfmiddlewaretoken": token[1], **form}
        done = request.post(path, form=sent, headers={"Referer": shown.url})
        assert done.ok, done.text()
        assert done.url != shown.url, done.text()

    def check(self) -> None:
        assert self.faults == [], "\n".join(self.faults)
