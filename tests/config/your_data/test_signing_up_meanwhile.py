"""A guest who gets an account while they confirm that they want to be erased stays."""

from uuid import UUID

import pytest
from django.contrib.auth.models import User
from django.test import Client

from grader import own_api, your_data
from grader.erasing import learners_erase
from grader.learners import guest_create
from grader.merging import guest_attach
from grader.models import Learner
from grader.own_rows import ASSENT
from tests.config.your_data.samples import PASSWORD, browser_of

pytestmark = pytest.mark.django_db


@pytest.fixture(params=["a new account", "ada's"])
def signed_up_late(
    request: pytest.FixtureRequest, ada: Learner, monkeypatch: pytest.MonkeyPatch
) -> int:
    """Have whoever erases a guest find that they signed in at this moment; return as whom."""
    new = User.objects.create_user("new", "new@example.org", PASSWORD)
    user_id = new.pk if request.param == "a new account" else ada.user_id
    assert user_id is not None

    def erase_late(learner_ids: list[UUID], **more: bool) -> None:
        guest_attach(learner_ids[0], user_id)
        learners_erase(learner_ids, **more)

    for module in (your_data, own_api):
        monkeypatch.setattr(module, "learners_erase", erase_late)
    return int(user_id)


def test_a_guest_who_signs_in_meanwhile_is_not_erased_without_a_password(
    guest: Learner, signed_up_late: int
) -> None:
    response = browser_of(guest).post("/your-data/delete/", {"assent": ASSENT})
    assert (response.status_code, response["Location"]) == (302, "/your-data/")
    assert Learner.objects.filter(user=signed_up_late).exists()


def test_nor_is_one_by_the_api(signed_up_late: int) -> None:
    _, token = guest_create()
    response = Client(headers={"Authorization": f"Bearer {token}"}).delete(
        "/api/v1/your-data", {"confirm": ASSENT}, content_type="application/json"
    )
    assert response.status_code == 409
    assert Learner.objects.filter(user=signed_up_late).exists()
