"""Pages that end in the middle of typing, and browsers that will not keep anything."""

import os
import signal
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserType, Page, expect

from tests.browser.local_first.conftest import DeviceMake, Stored
from tests.browser.local_first.device import HERE, SYNCED, Device, fault

NO_DATABASE = "IDBFactory.prototype.open = () => { throw new DOMException('', 'SecurityError'); }"
FULL = """() => {
    for (const name of ['put', 'add'])
        IDBObjectStore.prototype[name] = () => {
            throw new DOMException('', 'QuotaExceededError');
        };
}"""
PERSISTENCE_COUNT = """
window.persisted = 0;
if (navigator.storage) navigator.storage.persist = async () => (window.persisted += 1) > 0;
"""
CANNOT_SAVE = "cannot save on this device"


def test_a_tab_that_is_closed_right_after_typing_loses_nothing(
    laptop: Device, stored: Stored, email: str
) -> None:
    laptop.open()
    # Nothing may reach the site from these pages: what comes back was kept here.
    laptop.break_site(fault(503))
    laptop.note.fill(f"Typed last by {email}.")
    expect(laptop.note_state).to_have_text(HERE)
    laptop.reading.close()
    laptop.draft_write(f"last = {email!r}\n")
    expect(laptop.draft_state).to_have_text(HERE)
    laptop.coding.close()
    laptop.mend_site()
    later = Device(laptop.context)
    expect(later.note).to_have_value(f"Typed last by {email}.")
    expect(later.draft).to_contain_text(email)
    expect(later.note_state).to_have_text(SYNCED)
    expect(later.draft_state).to_have_text(SYNCED)
    assert (stored.notes(email), stored.drafts(email)) == (1, 1)


def test_a_browser_that_is_killed_keeps_what_it_said_was_kept(
    browser_type: BrowserType,
    browser_type_launch_args: dict[str, Any],
    browser_context_args: dict[str, Any],
    tmp_path: Path,
    stored: Stored,
    email: str,
) -> None:
    def start() -> Device:
        options = {**browser_type_launch_args, **browser_context_args}
        return Device(browser_type.launch_persistent_context(tmp_path / "profile", **options))

    device = start()
    device.sign_up(email)
    # The session's cookie is not written to the disk; the one that is lets the account come back.
    cookies = device.context.cookies()
    device.open()
    device.break_site(fault(503))
    device.note.fill(f"Noted before the kill by {email}.")
    device.answer()
    device.draft_write(f"killed = {email!r}\n")
    device.submit()
    expect(device.note_state).to_have_text(HERE)
    expect(device.draft_state).to_have_text(HERE)
    expect(device.sent).to_contain_text("kept on this device")
    kill(tmp_path / "profile")
    device = start()
    device.context.add_cookies(cookies)  # type: ignore[arg-type]
    expect(device.note).to_have_value(f"Noted before the kill by {email}.")
    expect(device.reading.locator("[data-answered]")).to_have_text("1/4")
    expect(device.draft).to_contain_text(email)
    expect(device.coding.locator(".history-row").first).to_contain_text("public checks")
    expect(device.draft_state).to_have_text(SYNCED)
    expect(device.site_state).to_have_text(SYNCED)
    assert stored.submissions(f"killed = {email!r}\n") == 1
    assert list(stored.sequences(email).values()) == [[1, 2]]
    device.context.close()


def kill(profile: Path) -> None:
    """Kill the browser that holds a profile, as a machine that runs out of memory does."""
    # Its lock names the process.
    process = int((profile / "SingletonLock").readlink().name.rsplit("-", 1)[1])
    os.kill(process, signal.SIGKILL)
    os.waitid(os.P_ALL, 0, os.WNOHANG | os.WEXITED | os.WNOWAIT)


def test_a_page_that_is_hidden_sends_at_once(laptop: Device) -> None:
    page = laptop.reading
    expect(laptop.site_state).to_have_text(SYNCED)
    page.clock.install()
    page.reload()
    expect(laptop.site_state).to_have_text(SYNCED)
    # From here on no timer of the page runs out.
    page.clock.pause_at(page.evaluate("Date.now() + 1000"))
    laptop.note.fill("The lid is about to close.")
    expect(laptop.note_state).to_have_text(HERE)
    with page.expect_request("**/api/v1/notes/*") as sent:
        hide(page)
    assert sent.value.method == "PUT"
    expect(laptop.note_state).to_have_text(SYNCED)


def hide(page: Page) -> None:
    page.evaluate(
        """() => {
            Object.defineProperty(document, 'visibilityState', {value: 'hidden'});
            document.dispatchEvent(new Event('visibilitychange'));
        }"""
    )


def test_a_browser_that_refuses_a_database_says_so_and_keeps_the_text_on_the_page(
    device_make: DeviceMake,
) -> None:
    device = device_make()
    device.context.add_init_script(NO_DATABASE)
    page = device.reading
    expect(device.site_state).to_have_text(CANNOT_SAVE)
    page.get_by_label("Private notes").fill("Typed all the same.")
    expect(device.note_state).to_have_text(CANNOT_SAVE)
    expect(device.note).to_have_value("Typed all the same.")
    coding = device.context.new_page()
    coding.goto("/exercises/newton-decrement/")
    expect(coding.locator("[data-sync-status]")).to_have_text(CANNOT_SAVE)
    device.faults.clear()


def test_a_full_disk_is_told_where_one_types(device_make: DeviceMake) -> None:
    device = device_make()
    device.open()
    for page in (device.reading, device.coding):
        page.evaluate(FULL)
    device.note.fill("No room for this.")
    expect(device.note_state).to_have_text(CANNOT_SAVE)
    device.draft_write("no_room = True\n")
    expect(device.draft_state).to_contain_text("cannot be saved on this device. Copy it")
    device.turn_to()
    expect(device.note_state).to_have_text(CANNOT_SAVE)
    expect(device.note).to_have_value("No room for this.")


def test_storage_is_asked_to_stay_once_there_is_something_to_lose(
    device_make: DeviceMake,
) -> None:
    device = device_make()
    device.context.add_init_script(PERSISTENCE_COUNT)
    page = device.reading
    expect(device.note_state).to_be_attached()
    assert page.evaluate("window.persisted") == 0
    device.note.fill("Something to lose.")
    expect(device.note_state).to_have_text(SYNCED)
    device.note.fill("Something more to lose.")
    expect(device.note_state).to_have_text(SYNCED)
    assert page.evaluate("window.persisted") == 1
