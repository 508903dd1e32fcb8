"""Reading progress over the API."""

import pytest

from courses.models import Section, SectionRead
from grader.models import Learner

pytestmark = pytest.mark.django_db


def test_a_section_is_read_once(loaded, guest_client) -> None:
    first = guest_client.put("/api/v1/sections/nw-1.1/read")
    second = guest_client.put("/api/v1/sections/nw-1.1/read")
    assert first.status_code == second.status_code == 200
    assert first.json() == second.json()
    assert first.json()["id"] == "nw-1.1"
    assert SectionRead.objects.count() == 1


def test_reading_makes_a_newcomer_a_guest(loaded, client) -> None:
    client.put("/api/v1/sections/nw-1.1/read")
    assert SectionRead.objects.get().learner == Learner.objects.get()


@pytest.mark.parametrize("name", ["nw-9.9", "a%00b", "%FF"])
def test_a_section_that_does_not_exist_is_404(loaded, guest_client, name) -> None:
    response = guest_client.put(f"/api/v1/sections/{name}/read")
    assert response.status_code == 404
    assert "There is no section" in response.json()["detail"]


def test_a_retired_section_can_still_be_marked(loaded, guest_client) -> None:
    Section.objects.filter(pk="nw-1.1").update(is_retired=True)
    assert guest_client.put("/api/v1/sections/nw-1.1/read").status_code == 200
