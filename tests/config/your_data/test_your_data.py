"""All that is kept of a learner can be taken away, and erased."""

import json
from io import BytesIO
from typing import Any

import pytest
from asgiref.sync import async_to_sync
from django.apps import apps
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.db.models import ForeignKey, Model
from django.test import AsyncClient, Client

from grader import own_rows
from grader.erasing import learners_erase
from grader.exporting import export_write, owners_of
from grader.grading import grading_claim, grading_finish, grading_run
from grader.learners import guest_create
from grader.leases import Claim, LeaseLostError
from grader.models import Grading, Learner
from grader.own_rows import ASSENT
from grader.throttling import EXPORTS_PER_LEARNER, PASSWORDS_PER_ACCOUNT
from tests.config.your_data.samples import PASSWORD, browser_of, signed_in, under_way
from tests.grader.samples import Submit, report_make, sample_judge

pytestmark = pytest.mark.django_db

SECRETS = ["digest of", "key of", PASSWORD, "md5$", "seed"]


def exported(learner: Learner) -> dict[str, Any]:
    file = BytesIO()
    export_write(learner.pk, file)
    document: dict[str, Any] = json.loads(file.getvalue())
    return document


@async_to_sync
async def sent(url: str, browser: Client | None = None, **headers: str) -> tuple[Any, bytes]:
    """Read a page as the ASGI server does, which streams."""
    client = AsyncClient()
    if browser is not None:
        client.cookies = browser.cookies
    response: Any = await client.get(url, headers=headers)
    if not response.streaming:
        return response, response.content
    return response, b"".join([chunk async for chunk in response])


def counts_of(learner: Learner) -> dict[str, int]:
    owners = owners_of(learner)
    return {table.name: table.rows(owners).count() for table in own_rows.tables()}


def owned_models() -> set[type[Model]]:
    """Every table from which foreign keys lead to a learner or an account."""
    owned: set[type[Model]] = {Learner, User}
    models = apps.get_models(include_auto_created=True)
    while True:
        found = {
            model
            for model in models
            for field in model._meta.get_fields()
            if isinstance(field, ForeignKey) and field.related_model in owned
        }
        if found <= owned:
            return owned
        owned |= found


def test_no_table_with_learners_rows_is_forgotten() -> None:
    registered = {table.model for table in own_rows.tables()}
    forgotten = {model._meta.label for model in owned_models() - registered}
    assert not forgotten, f"Add {forgotten} to the own_tables.py of their apps."
    assert registered == owned_models()


def test_a_table_is_exported_or_says_why_not() -> None:
    with pytest.raises(ValueError, match="neither or both"):
        own_rows.register(own_rows.OwnTable("x", "x", Learner, "pk"))


def test_the_export_holds_a_row_of_every_table_and_no_secret(ada: Learner) -> None:
    document = exported(ada)
    assert (document["format"], document["version"]) == ("descent-export", 1)
    names = [table.name for table in own_rows.tables() if table.row is not None]
    assert list(document)[3:] == names
    assert all(document[name] for name in names)
    assert document["account"]["email"] == "ada@example.org"
    (submission,) = document["submissions"]
    assert (submission["exercise"], submission["code"]) == ("newton-decrement", "# by ada\n")
    (grading,) = document["gradings"]
    assert (grading["submission"], grading["verdict"]) == (submission["id"], "failed")
    assert [row["verdict"] for row in document["check_results"]] == ["passed", "failed"]
    assert document["notes"][0]["text"] == "Noted by ada: ∇f = 0 “here”."
    assert document["answers"][0]["choice"] == ["chosen by ada"]
    text = json.dumps(document)
    assert [secret for secret in SECRETS if secret in text] == []


def test_the_export_holds_only_ones_own_rows(ada: Learner, eve: Learner) -> None:
    text = json.dumps(exported(eve))
    assert "eve" in text
    assert "ada" not in text
    assert str(ada.pk) not in text


def test_a_guests_export_has_no_account(guest: Learner) -> None:
    document = exported(guest)
    assert document["account"] is None
    assert document["email_addresses"] == []
    assert document["submissions"][0]["code"] == "# by gil\n"


def test_the_page_sends_the_export_as_an_attachment(ada: Learner, eve: Learner) -> None:
    client = signed_in("eve")
    response, body = sent("/your-data/download/", client)
    assert response["Content-Disposition"].startswith('attachment; filename="descent-data-')
    assert response["Cache-Control"].count("no-store")
    assert int(response["Content-Length"]) == len(body)
    assert json.loads(body)["account"]["email"] == "eve@example.org"


def test_a_bearer_token_gets_its_guests_export_and_nobody_gets_none() -> None:
    learner, token = guest_create()
    response, body = sent("/api/v1/your-data", authorization=f"Bearer {token}")
    assert response.status_code == 200
    assert json.loads(body)["learner"]["id"] == str(learner.pk)
    assert sent("/api/v1/your-data")[0].status_code == 401
    assert Learner.objects.count() == 1


def test_the_openapi_document_explains_the_export(client: Client) -> None:
    document = client.get("/api/v1/openapi.json").json()
    fields = document["components"]["schemas"]["ExportOut"]["properties"]
    assert fields.keys() >= {"format", "version", "account", "submissions", "practice_events"}
    assert fields.keys() == exported(guest_create()[0]).keys()


def test_too_many_exports_are_refused_with_a_word_on_the_page(guest: Learner) -> None:
    browser = browser_of(guest)
    for _ in range(EXPORTS_PER_LEARNER.limit):
        assert sent("/your-data/download/", browser)[0].status_code == 200
    response, body = sent("/your-data/download/", browser)
    assert response.status_code == 429
    assert 0 < int(response["Retry-After"]) <= EXPORTS_PER_LEARNER.period_s
    assert b"downloads an hour are the limit" in body


def test_the_page_says_what_is_kept(guest: Learner, client: Client) -> None:
    page = browser_of(guest).get("/your-data/").content.decode()
    assert "<span>submissions, with their code</span> <strong>1</strong>" in page
    assert "keeps nothing of you yet" in client.get("/your-data/").content.decode()
    assert client.get("/your-data/download/").status_code == 302
    assert client.post("/your-data/delete/", {"assent": ASSENT}).status_code == 302
    assert Learner.objects.count() == 1


def test_erasing_leaves_no_row_and_touches_nobody_else(
    ada: Learner, eve: Learner, submit: Submit
) -> None:
    under_way(submit, ada)
    own, others = counts_of(ada), counts_of(eve)
    assert [name for name, count in own.items() if not count] == []
    owners = owners_of(ada)
    learners_erase([ada.pk])
    left = {table.name: table.rows(owners).count() for table in own_rows.tables()}
    assert set(left.values()) == {0}
    assert counts_of(eve) == others


def test_the_password_erases_the_account_and_ends_its_sessions(ada: Learner, eve: Learner) -> None:
    here, elsewhere, other = signed_in("ada"), signed_in("ada"), signed_in("eve")
    assert Session.objects.count() == 3
    page = here.get("/your-data/delete/").content.decode()
    assert "submissions, with their code" in page
    assert "/your-data/download/" in page
    user_id = ada.user_id
    goodbye = here.post("/your-data/delete/", {"password": PASSWORD})
    assert f'data-erased="user-{user_id}"' in goodbye.content.decode()
    assert list(User.objects.values_list("username", flat=True)) == ["eve"]
    assert Session.objects.count() == 1
    assert elsewhere.get("/accounts/password/change/").status_code == 302
    assert other.get("/accounts/password/change/").status_code == 200
    assert not here.cookies["sessionid"].value


def test_a_wrong_password_erases_nothing_and_guesses_are_limited(ada: Learner) -> None:
    client = signed_in("ada")
    assert client.post("/your-data/delete/", {"assent": ASSENT}).status_code == 200
    for _ in range(PASSWORDS_PER_ACCOUNT.limit):
        page = client.post("/your-data/delete/", {"password": "wrong"}).content.decode()
        assert 'class="errorlist"' in page
    page = client.post("/your-data/delete/", {"password": PASSWORD}).content.decode()
    assert "Too many passwords" in page
    assert Learner.objects.filter(pk=ada.pk).exists()


def test_a_guest_types_what_they_want(guest: Learner) -> None:
    client = browser_of(guest)
    assert "says something else" in client.post("/your-data/delete/", {"assent": "delete"}).text
    assert Learner.objects.filter(pk=guest.pk).exists()
    goodbye = client.post("/your-data/delete/", {"assent": f" {ASSENT.title()} "})
    assert 'data-erased="guest"' in goodbye.text
    assert not Learner.objects.exists()
    assert not Session.objects.exists()


def test_an_account_that_did_nothing_can_go(client: Client) -> None:
    client.force_login(User.objects.create_user("new", "new@example.org", PASSWORD))
    assert b"Goodbye" in client.post("/your-data/delete/", {"password": PASSWORD}).content
    assert not User.objects.exists()


def test_another_site_cannot_have_an_account_erased(ada: Learner) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(User.objects.get(username="ada"))
    assert client.post("/your-data/delete/", {"password": PASSWORD}).status_code == 403
    assert Learner.objects.filter(pk=ada.pk).exists()


def test_a_worker_whose_submission_is_erased_drops_what_it_found(
    ada: Learner, submit: Submit
) -> None:
    grading_id = submit("# in line\n", by=ada).gradings.get().pk

    def erasing_judge(*args: Any, **asked: Any) -> Any:
        learners_erase([ada.pk])
        return sample_judge(*args, **asked)

    grading_run(grading_id, worker="w", judge=erasing_judge)
    assert not Grading.objects.exists()
    assert grading_claim(grading_id, "w") is None


def test_a_result_that_comes_after_the_erasure_is_dropped(ada: Learner, submit: Submit) -> None:
    grading = Grading.objects.get(pk=under_way(submit, ada))
    claim = Claim(grading.pk, grading.submission_id, grading.fencing_token)
    learners_erase([ada.pk])
    with pytest.raises(LeaseLostError):
        grading_finish(claim, report_make(), "hash")


def test_an_operator_erases_the_account_too(
    admin_client: Client, ada: Learner, eve: Learner
) -> None:
    url = f"/admin/grader/learner/{ada.pk}/delete/"
    assert "User: <a" in admin_client.get(url).text
    assert admin_client.post(url, {"post": "yes"}).status_code == 302
    assert not User.objects.filter(username="ada").exists()
    act = {"action": "delete_selected", "_selected_action": [str(eve.pk)], "post": "yes"}
    assert admin_client.post("/admin/grader/learner/", act).status_code == 302
    assert list(User.objects.values_list("username", flat=True)) == ["admin"]
    assert not Learner.objects.exists()


def test_an_account_deleted_by_an_operator_leaves_nothing_either(
    admin_client: Client, ada: Learner, eve: Learner
) -> None:
    browser, others = signed_in("ada"), counts_of(eve)
    owners = owners_of(ada)
    url = f"/admin/auth/user/{ada.user_id}/delete/"
    assert admin_client.post(url, {"post": "yes"}).status_code == 302
    left = {table.name: table.rows(owners).count() for table in own_rows.tables()}
    assert set(left.values()) == {0}
    assert browser.get("/accounts/password/change/").status_code == 302
    assert counts_of(eve) == others
    User.objects.create_user("idle", "idle@example.org", PASSWORD)
    chosen = [str(pk) for pk in User.objects.exclude(username="admin").values_list("pk", flat=True)]
    act = {"action": "delete_selected", "_selected_action": chosen, "post": "yes"}
    assert admin_client.post("/admin/auth/user/", act).status_code == 302
    assert list(User.objects.values_list("username", flat=True)) == ["admin"]
    assert not Learner.objects.exists()


def erase(client: Client, confirm: str) -> Any:
    return client.delete(
        "/api/v1/your-data", json.dumps({"confirm": confirm}), content_type="application/json"
    )


def test_a_bearer_token_erases_its_guest_when_it_says_so() -> None:
    learner, token = guest_create()
    client = Client(headers={"Authorization": f"Bearer {token}"})
    refused = erase(client, "yes")
    assert (refused.status_code, refused.json()["title"]) == (422, "Not confirmed")
    assert Learner.objects.filter(pk=learner.pk).exists()
    assert erase(client, ASSENT).status_code == 204
    assert not Learner.objects.exists()
    assert erase(client, ASSENT).status_code == 401
    assert erase(Client(), ASSENT).status_code == 401


def test_an_account_is_not_erased_by_the_api(ada: Learner) -> None:
    assert erase(signed_in("ada"), ASSENT).status_code == 403
    assert Learner.objects.filter(pk=ada.pk).exists()
