"""One text in two tabs, and on two devices: both versions are kept, shown and joined."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Axe
from tests.browser.local_first.conftest import DeviceMake, Stored
from tests.browser.local_first.device import EXERCISE, PART, SYNCED, Device
from tests.browser.sight import looked_at

THEIRS = "The Hessian is symmetric.\nIts square root scales the step.\nSee 3.2.\nAnd Cholesky."
MINE = "The Hessian is symmetric.\nIts inverse scales the step.\nSee 3.2.\nAsk about damping."
BASE = "The Hessian is symmetric.\nIts inverse root scales the step.\nSee 3.2.\nAsk about damping."


@pytest.fixture
def devices(device_make: DeviceMake, email: str) -> tuple[Device, Device]:
    """Two devices of one account."""
    one, two = device_make(), device_make()
    one.sign_up(email)
    two.sign_in(email)
    return one, two


def test_a_note_changed_on_two_devices_shows_both_and_is_joined_line_by_line(
    devices: tuple[Device, Device], stored: Stored, email: str, axe: Axe
) -> None:
    one, two = devices
    one.note.fill(f"{BASE}\n{email}")
    expect(one.note_state).to_have_text(SYNCED)
    expect(two.note).to_have_value(f"{BASE}\n{email}")
    one.note.fill(f"{THEIRS}\n{email}")
    expect(one.note_state).to_have_text(SYNCED)
    two.note.fill(f"{MINE}\n{email}")
    expect(two.note_state).to_have_text("kept, choose below")
    box = two.reading.locator("[data-notes-conflict]")
    expect(box.locator(".merge-base")).to_have_text("Its inverse root scales the step.")
    expect(box.locator(".merge-conflict .merge-mine")).to_have_text("Its inverse scales the step.")
    expect(box.locator(".merge-conflict .merge-theirs")).to_contain_text("Its square root")
    looked_at(two.reading, axe, "merge-note", within="[data-notes-conflict]", full_page=False)
    # Nothing that waits for the learner holds up the rest, or is lost by a reload.
    two.reading.reload()
    expect(two.note).to_have_value(f"{MINE}\n{email}")
    expect(box.locator(".merge-theirs").first).to_be_visible()
    box.get_by_label("The other").check()
    box.get_by_role("button", name="Join").press("Enter")
    expect(box).to_be_hidden()
    joined = two.note.input_value()
    assert "Its square root" in joined
    assert "Its inverse scales" not in joined
    assert "And Cholesky." in joined
    expect(two.note_state).to_have_text(SYNCED)
    one.reading.reload()
    expect(one.note).to_have_value(joined)
    assert stored.notes(joined) == 1


def test_changes_in_different_lines_join_without_a_choice(
    devices: tuple[Device, Device], email: str
) -> None:
    one, two = devices
    one.draft_write(f"a = 1\nb = 2\nc = {email!r}\n")
    expect(one.draft_state).to_have_text(SYNCED)
    expect(two.draft).to_contain_text("b = 2")
    one.draft_write(f"a = 'one'\nb = 2\nc = {email!r}\n")
    expect(one.draft_state).to_have_text(SYNCED)
    two.draft_write(f"a = 1\nb = 2\nc = {email!r}\nd = 'two'\n")
    expect(two.draft_state).to_have_text("kept, choose below")
    box = two.coding.locator("[data-draft-conflict]")
    expect(box.get_by_role("radio")).to_have_count(0)
    expect(box.locator("ins.merge-theirs")).to_have_text("a = 'one'")
    box.get_by_role("button", name="Join").click()
    expect(two.draft_state).to_have_text(SYNCED)
    expect(two.draft).to_contain_text(re.compile("a = 'one'.*d = 'two'", re.DOTALL))
    one.coding.reload()
    expect(one.draft).to_contain_text("d = 'two'")


def test_answers_and_sections_read_meet_on_two_devices(devices: tuple[Device, Device]) -> None:
    one, two = devices
    one.answer()
    section = one.reading.locator("[data-section]").first
    section.locator("[data-end-of]").evaluate("(end) => end.scrollIntoView({block: 'center'})")
    expect(section).to_have_attribute("data-read", "")
    expect(one.site_state).to_have_text(SYNCED)
    expect(two.reading.locator("[data-answered]")).to_have_text("1/4")
    expect(two.reading.locator("[data-contents-link][data-read]").first).to_be_attached()


def test_two_tabs_show_one_note_and_one_draft(laptop: Device) -> None:
    tab = laptop.context.new_page()
    tab.goto(PART)
    laptop.note.fill("Typed in one tab.")
    expect(tab.get_by_label("Private notes")).to_have_value("Typed in one tab.")
    tab.get_by_label("Private notes").fill("Typed in one tab, then in the other.")
    expect(laptop.note).to_have_value("Typed in one tab, then in the other.")
    tab.goto(EXERCISE)
    laptop.draft_write("typed = 'in one tab'\n")
    expect(tab.locator(".cm-content")).to_contain_text("in one tab")
    expect(laptop.reading.locator("[data-notes-conflict]")).to_be_hidden()


def test_two_tabs_that_do_not_hear_each_other_keep_both_texts(laptop: Device) -> None:
    tab = laptop.context.new_page()
    # As where a tab was put to sleep.
    tab.add_init_script("BroadcastChannel.prototype.addEventListener = () => {}")
    tab.goto(PART)
    laptop.open()
    laptop.break_site(None)
    laptop.note.fill("From the tab that is awake.")
    expect(laptop.note_state).not_to_have_text("")
    tab.get_by_label("Private notes").fill("From the tab that slept.")
    box = tab.locator("[data-notes-conflict]")
    expect(box).to_contain_text("Another tab wrote a different text")
    expect(box).to_contain_text("From the tab that is awake.")
    box.get_by_role("button", name="Join").click()
    both = "From the tab that slept.\nFrom the tab that is awake."
    expect(tab.get_by_label("Private notes")).to_have_value(both)
    laptop.mend_site()
    expect(tab.locator("[data-notes-status]")).to_have_text(SYNCED)
    expect(laptop.note).to_have_value(both)


def test_two_tabs_send_a_thing_once(laptop: Device, stored: Stored, email: str) -> None:
    tab = laptop.context.new_page()
    tab.goto(PART)
    laptop.open()
    laptop.break_site(None)
    laptop.answer()
    code = f"once = {email!r}\n"
    laptop.draft_write(code)
    laptop.submit()
    expect(laptop.sent).to_contain_text("kept on this device")
    sent: list[str] = []
    laptop.context.on(
        "request", lambda request: request.method == "POST" and sent.append(request.url)
    )
    laptop.mend_site()
    laptop.turn_to()
    expect(laptop.draft_state).to_have_text(SYNCED)
    expect(laptop.coding.locator(".history-row").first).to_contain_text("public checks")
    assert sum(url.endswith("/submissions") for url in sent) == 1
    assert (stored.submissions(code), stored.answers(email)) == (1, 1)


def test_earlier_drafts_are_listed_and_come_back(laptop: Device, axe: Axe) -> None:
    page = laptop.coding
    laptop.draft_write("def newton_decrement(g, H):\n    return 'first'\n")
    laptop.submit()
    expect(page.locator(".history-row").first).to_contain_text("public checks")
    laptop.draft_write("def newton_decrement(g, H):\n    x = 1\n    return 'second'\n")
    laptop.submit()
    expect(page.locator(".history-row")).to_have_count(2)
    laptop.draft_write("third = 3\n")
    page.get_by_text("Earlier drafts").click()
    rows = page.locator(".version-row")
    expect(rows).to_have_count(2)
    expect(rows.first).to_contain_text("3 lines")
    expect(rows.first.locator("code")).to_have_text("x = 1")
    looked_at(page, axe, "earlier-drafts", within=".versions", full_page=False)
    rows.last.get_by_role("button", name="Restore").press("Enter")
    expect(laptop.draft).to_contain_text("'first'")
    expect(rows).to_have_count(3)
    expect(rows.first).to_contain_text("third = 3")
    page.reload()
    expect(laptop.draft).to_contain_text("'first'")
    page.get_by_text("Earlier drafts").click()
    rows.first.get_by_role("button", name="Restore").click()
    expect(laptop.draft).to_have_text("third = 3")
