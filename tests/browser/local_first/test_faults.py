"""Whatever stands between a learner and the site: what they typed stays, says so, and arrives."""

import re
from itertools import cycle

import pytest
from playwright.sync_api import Route, expect

from tests.browser.local_first.conftest import Stored
from tests.browser.local_first.device import HERE, KEPT, SIGN_IN, SYNCED, Answer, Device, fault


def in_turn(*statuses: int) -> Answer:
    """Answer each request with the next; 200 as a train's network does, 0 by hanging up."""
    turn = cycle(statuses)

    def answer(route: Route) -> None:
        status = next(turn)
        return fault(status)(route) if status else route.abort("connectionreset")

    return answer


NOT_SENT = re.compile(r"Not sent: .*kept on this device")
FAULTS: dict[str, tuple[Answer | None, str]] = {
    "offline": (None, KEPT),
    "401": (fault(401), SIGN_IN),
    "403": (fault(403), SIGN_IN),
    "429": (fault(429), KEPT),
    "5xx and worse": (in_turn(500, 502, 503, 200, 0), KEPT),
}


@pytest.mark.parametrize("name", FAULTS)
def test_what_is_typed_against_a_fault_is_kept_and_arrives_once(
    shared_device: Device, shared_email: str, stored: Stored, name: str
) -> None:
    device, email = shared_device, shared_email
    answer, words = FAULTS[name]
    note, code = f"Noted against {name} by {email}.", f"against = {name + email!r}\n"
    device.open()
    answers = stored.answers(email)
    device.break_site(answer)
    device.note.fill(note)
    device.answer()
    device.draft_write(code)
    device.submit()
    expect(device.site_state).to_have_text(words)
    expect(device.note_state).to_have_text(words)
    expect(device.draft_state).to_have_text(words)
    expect(device.sent).to_have_text(re.compile(r"kept on this device", re.IGNORECASE))
    assert (stored.notes(note), stored.drafts(code), stored.submissions(code)) == (0, 0, 0)
    device.mend_site()
    device.turn_to()
    expect(device.site_state).to_have_text(SYNCED)
    expect(device.note_state).to_have_text(SYNCED)
    expect(device.draft_state).to_have_text(SYNCED)
    expect(device.coding.locator(".history-row").first).to_contain_text("public checks")
    assert (stored.notes(note), stored.drafts(code), stored.submissions(code)) == (1, 1, 1)
    assert stored.answers(email) == answers + 1
    (numbers,) = stored.sequences(email).values()
    assert numbers == list(range(1, len(numbers) + 1))


def test_what_is_kept_is_there_after_a_reload(
    shared_device: Device, shared_email: str, stored: Stored
) -> None:
    device = shared_device
    note, code = (
        f"Noted before a reload by {shared_email}.",
        f"before = 'a reload {shared_email}'\n",
    )
    device.open()
    device.break_site(fault(503))
    device.note.fill(note)
    device.draft_write(code)
    device.submit()
    expect(device.note_state).to_have_text(HERE)
    expect(device.draft_state).to_have_text(HERE)
    expect(device.sent).to_have_text(NOT_SENT)
    device.reload()
    expect(device.note).to_have_value(note)
    expect(device.draft).to_contain_text("a reload")
    expect(device.sent).to_have_text(NOT_SENT)
    device.mend_site()
    device.turn_to()
    expect(device.note_state).to_have_text(SYNCED)
    expect(device.draft_state).to_have_text(SYNCED)
    assert (stored.notes(note), stored.drafts(code), stored.submissions(code)) == (1, 1, 1)


def test_a_site_that_asks_for_patience_is_left_alone_that_long(laptop: Device) -> None:
    page = laptop.reading
    page.clock.install()
    page.reload()
    expect(laptop.site_state).to_have_text(SYNCED)
    asked: list[str] = []
    page.on("request", lambda request: "/api/v1/" in request.url and asked.append(request.url))
    laptop.break_site(fault(429, Retry_After="90"))
    laptop.note.fill("Patience.")
    page.clock.fast_forward(1000)
    expect(laptop.note_state).to_have_text(KEPT)
    count = len(asked)
    page.clock.fast_forward(80_000)
    laptop.turn_to()
    assert len(asked) == count
    laptop.mend_site()
    page.clock.fast_forward(11_000)
    expect(laptop.note_state).to_have_text(SYNCED)
    assert len(asked) > count


def test_too_many_events_at_once_are_sent_in_halves(
    laptop: Device, stored: Stored, email: str
) -> None:
    laptop.open()
    laptop.break_site(None)
    for _ in range(3):
        laptop.answer()
    # Each failure waits longer; who turns to the page need not.
    laptop.turn_to()
    expect(laptop.site_state).to_have_text(KEPT)
    sizes: list[int] = []

    def too_large(route: Route) -> None:
        events = route.request.post_data_json["events"]
        sizes.append(len(events))
        if len(events) > 1:
            return route.fulfill(status=413, body="<html>Request Entity Too Large</html>")
        return route.continue_()

    laptop.context.route("**/practice/events", too_large)
    laptop.mend_site()
    expect(laptop.site_state).to_have_text(SYNCED)
    assert sizes[:3] == [3, 2, 1]
    assert list(stored.sequences(email).values()) == [[1, 2, 3]]


def test_code_that_is_refused_when_another_page_sends_it_is_told_on_its_own(
    laptop: Device, stored: Stored, email: str
) -> None:
    laptop.open()
    laptop.break_site(None)
    code = f"refused = {email!r}\n"
    laptop.draft_write(code)
    laptop.submit()
    expect(laptop.sent).to_have_text(NOT_SENT)
    laptop.coding_close()
    reason = "This exercise takes no code today."
    laptop.context.route(
        "**/submissions", lambda route: route.fulfill(status=422, json={"detail": reason})
    )
    with laptop.reading.expect_response("**/submissions"):
        laptop.mend_site()
    expect(laptop.site_state).to_have_text(SYNCED)
    expect(laptop.sent).to_have_text(re.compile(f"^Your code of .+ was not taken: {reason}$"))
    expect(laptop.draft).to_contain_text(email)
    laptop.coding.reload()
    expect(laptop.draft).to_contain_text(email)
    expect(laptop.sent).not_to_contain_text("was not taken")
    assert stored.submissions(code) == 0


def test_one_text_that_is_too_large_is_kept_and_says_why_and_the_rest_is_synced(
    laptop: Device, stored: Stored, email: str
) -> None:
    # A real one takes an editor half a minute to paste: tests/grader/test_drafts.py sends one.
    refusal = {"detail": "The code has 70 KiB; 64 KiB are allowed."}

    def too_large(route: Route) -> None:
        if "long" in route.request.post_data_json["text"]:
            return route.fulfill(status=413, json=refusal)
        return route.continue_()

    laptop.context.route("**/api/v1/drafts/*", too_large)
    laptop.draft_write("long = 1\n")
    expect(laptop.draft_state).to_have_text(f"kept on this device, not synced: {refusal['detail']}")
    laptop.note.fill("Short.")
    expect(laptop.note_state).to_have_text(SYNCED)
    laptop.coding.reload()
    expect(laptop.draft).to_contain_text("long = 1")
    expect(laptop.draft_state).to_contain_text(refusal["detail"])
    laptop.draft_write(f"short = {email!r}\n")
    expect(laptop.draft_state).to_have_text(SYNCED)
    assert stored.drafts(email) == 1
