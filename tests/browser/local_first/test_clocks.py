"""Devices whose clocks and time zones are not the site's."""

from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect

from tests.browser.local_first.conftest import DeviceMake, Stored
from tests.browser.local_first.device import SYNCED, Device

DAY_MS = 86_400_000
MINUTE_MS = 60_000


@pytest.mark.parametrize("days", [-1, 1])
def test_a_clock_that_is_a_day_off_dates_nothing_wrong(
    laptop: Device, device_make: DeviceMake, stored: Stored, email: str, days: int
) -> None:
    page = laptop.reading
    page.clock.install(time=datetime.now(UTC) + timedelta(days=days))
    page.reload()
    # The first answer of the site tells the time.
    expect(laptop.site_state).to_have_text(SYNCED)
    laptop.answer()
    laptop.note.fill(f"What day is it, {email}?")
    page.clock.run_for(1000)
    expect(laptop.site_state).to_have_text(SYNCED)
    expect(laptop.note_state).to_have_text(SYNCED)
    (event,) = stored.events(email)
    assert event["t_client_ms"] - event["t_recv_ms"] == pytest.approx(days * DAY_MS, abs=MINUTE_MS)
    assert event["t_eff_ms"] == pytest.approx(event["t_recv_ms"], abs=MINUTE_MS)
    assert stored.notes(email) == 1
    # Another device, whose clock is right, shows the same.
    other = device_make()
    other.sign_in(email)
    expect(other.reading.locator("[data-answered]")).to_have_text("1/4")
    other.answer()
    expect(other.site_state).to_have_text(SYNCED)
    page.reload()
    expect(page.locator("[data-answered]")).to_have_text("1/4")
    assert stored.answers(email) == 2


def test_a_clock_set_back_while_the_page_waits_does_not_stop_it(
    laptop: Device, stored: Stored, email: str
) -> None:
    expect(laptop.site_state).to_have_text(SYNCED)
    yesterday = "const now = Date.now; Date.now = () => now() - 86_400_000"
    laptop.reading.evaluate(yesterday)
    laptop.answer()
    laptop.note.fill(f"Set back, {email}.")
    expect(laptop.note_state).to_have_text(SYNCED)
    expect(laptop.site_state).to_have_text(SYNCED)
    assert (stored.notes(email), stored.answers(email)) == (1, 1)


@pytest.mark.parametrize(
    ("minute_before", "offsets_min"),
    [("2026-03-29T00:59:00Z", [60, 120]), ("2026-10-25T00:59:00Z", [120, 60])],
)
def test_two_answers_around_a_change_of_summer_time_keep_order_and_offset(
    laptop: Device, stored: Stored, email: str, minute_before: str, offsets_min: list[int]
) -> None:
    laptop.context.clock.install(time=minute_before)
    expect(laptop.site_state).to_have_text(SYNCED)
    laptop.answer()
    laptop.reading.clock.run_for(1000)
    laptop.reading.clock.fast_forward(2 * MINUTE_MS)
    laptop.answer()
    laptop.reading.clock.run_for(1000)
    expect(laptop.site_state).to_have_text(SYNCED)
    first, second = stored.events(email)
    assert [first["tz_offset_min"], second["tz_offset_min"]] == offsets_min
    assert [first["seq"], second["seq"]] == [1, 2]
    # An hour that comes twice is told by the moment, not by the clock on the wall.
    assert 0 <= second["t_client_ms"] - first["t_client_ms"] - 2 * MINUTE_MS < 2 * MINUTE_MS
    assert first["t_eff_ms"] <= second["t_eff_ms"]


def test_a_flight_between_two_visits_keeps_the_order_and_the_zones(
    device_make: DeviceMake, stored: Stored, email: str
) -> None:
    before = device_make(timezone_id="Europe/Zurich")
    before.sign_up(email)
    before.answer()
    expect(before.site_state).to_have_text(SYNCED)
    after = device_make(
        timezone_id="Pacific/Auckland", storage_state=before.context.storage_state(indexed_db=True)
    )
    expect(after.reading.locator("[data-answered]")).to_have_text("1/4")
    after.answer()
    expect(after.site_state).to_have_text(SYNCED)
    first, second = stored.events(email)
    assert first["device_id"] == second["device_id"]
    assert [first["seq"], second["seq"]] == [1, 2]
    assert second["tz_offset_min"] - first["tz_offset_min"] == 12 * 60
    assert first["t_eff_ms"] <= second["t_eff_ms"]


def test_the_site_is_asked_every_few_minutes(device_make: DeviceMake, email: str) -> None:
    device, other = device_make(), device_make()
    device.sign_up(email)
    other.sign_in(email)
    page = device.reading
    page.clock.install()
    page.reload()
    expect(device.site_state).to_have_text(SYNCED)
    other.answer()
    expect(other.site_state).to_have_text(SYNCED)
    with page.expect_response("**/practice/events") as asked:
        page.clock.fast_forward(5 * MINUTE_MS + 1000)
    assert len(asked.value.json()["events"]) == 1
