"""Sessions that end, accounts that change, and what a guest brings along."""

import re

from playwright.sync_api import expect

from tests.browser.local_first.conftest import DeviceMake, Stored
from tests.browser.local_first.device import EXERCISE, PART, SIGN_IN, SYNCED, Device


def test_a_session_that_ended_asks_to_sign_in_and_then_sends(
    laptop: Device, stored: Stored, email: str
) -> None:
    laptop.open()
    laptop.context.clear_cookies()
    laptop.note.fill(f"Typed signed out, {email}.")
    laptop.answer()
    laptop.draft_write(f"signed_out = {email!r}\n")
    laptop.submit()
    expect(laptop.note_state).to_have_text(SIGN_IN)
    expect(laptop.draft_state).to_have_text(SIGN_IN)
    expect(laptop.sent).to_contain_text("sign in, and it will be sent then")
    assert stored.notes(email) == 0
    laptop.sign_in(email)
    laptop.turn_to()
    expect(laptop.note_state).to_have_text(SYNCED)
    expect(laptop.draft_state).to_have_text(SYNCED)
    expect(laptop.coding.locator(".history-row").first).to_contain_text("public checks")
    assert (stored.notes(email), stored.answers(email)) == (1, 1)
    assert stored.submissions(f"signed_out = {email!r}\n") == 1


def test_two_accounts_of_one_browser_do_not_mix(laptop: Device, stored: Stored, email: str) -> None:
    laptop.open()
    laptop.break_site(None)
    laptop.note.fill(f"Of the first, {email}.")
    laptop.draft_write(f"first = {email!r}\n")
    expect(laptop.note_state).not_to_have_text("")
    expect(laptop.draft_state).not_to_have_text("")
    laptop.context.route("**/api/v1/**", lambda route: route.abort())
    laptop.mend_site()
    laptop.sign_out()
    second = f"second-{email}"
    laptop.sign_up(second)
    laptop.context.unroute("**/api/v1/**")
    # A page of the first that is still open sends nothing as the second.
    laptop.note.fill(f"Of the first, typed late, {email}.")
    expect(laptop.note_state).to_have_text(SIGN_IN)
    later = Device(laptop.context)
    expect(later.note).to_have_value("")
    expect(later.draft).not_to_contain_text(email)
    later.note.fill("Of the second.")
    expect(later.note_state).to_have_text(SYNCED)
    assert stored.notes(email) == 0
    later.sign_out()
    later.sign_in(email)
    later.reload()
    expect(later.note).to_have_value(f"Of the first, typed late, {email}.")
    expect(later.draft).to_contain_text(email)
    expect(later.note_state).to_have_text(SYNCED)
    assert stored.notes(f"Of the first, typed late, {email}.") == 1


def test_a_guest_s_work_joins_the_account_s_both_ways(
    device_make: DeviceMake, stored: Stored, email: str
) -> None:
    home = device_make()
    home.sign_up(email)
    home.note.fill(f"At home, {email}.")
    home.draft_write(f"home = {email!r}\n")
    expect(home.note_state).to_have_text(SYNCED)
    expect(home.draft_state).to_have_text(SYNCED)
    away = device_make()
    away.note.fill(f"As a guest, {email}.")
    away.draft_write(f"guest = {email!r}\n")
    away.answer()
    expect(away.note_state).to_have_text(SYNCED)
    expect(away.draft_state).to_have_text(SYNCED)
    expect(away.site_state).to_have_text(SYNCED)
    away.sign_in(email)
    for device in (away, home):
        device.reading.goto(PART)
        device.coding.goto(EXERCISE)
        both = re.compile(rf"At home, {email}\..*As a guest, {email}\.", re.DOTALL)
        expect(device.note).to_have_value(both)
        expect(device.draft).to_contain_text(f"home = '{email}'")
        expect(device.draft).to_contain_text(f"guest = '{email}'")
        expect(device.reading.locator("[data-answered]")).to_have_text("1/4")
        expect(device.reading.locator("[data-notes-conflict]")).to_be_hidden()
        expect(device.coding.locator("[data-draft-conflict]")).to_be_hidden()
    assert stored.answers(email) == 1
