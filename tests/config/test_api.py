"""Errors of the API are problem details."""

import json
from typing import Any

import pytest
from django.test import Client

from grader.models import Learner

pytestmark = pytest.mark.django_db


def problem(response: Any) -> dict[str, Any]:
    assert response["Content-Type"].startswith("application/problem+json")
    body: dict[str, Any] = json.loads(response.content)
    assert body["status"] == response.status_code
    assert body["title"]
    assert body["detail"]
    return body


def token_get(client: Client) -> str:
    response = client.post("/api/v1/guests", {}, content_type="application/json")
    token: str = response.json()["token"]
    return token


def test_the_openapi_document_names_every_operation(client: Client) -> None:
    document = client.get("/api/v1/openapi.json").json()
    assert document["openapi"].startswith("3.")
    operations = {(method, path) for path, entry in document["paths"].items() for method in entry}
    assert operations >= {
        ("post", "/api/v1/guests"),
        ("get", "/api/v1/exercises"),
        ("post", "/api/v1/exercises/{slug}/submissions"),
        ("get", "/api/v1/submissions/{submission_id}"),
        ("get", "/api/v1/submissions/{submission_id}/events"),
        ("get", "/api/v1/practice/next"),
        ("post", "/api/v1/practice/events"),
        ("get", "/api/v1/notes/{part_id}"),
        ("put", "/api/v1/notes/{part_id}"),
    }


def test_a_request_without_a_learner_is_told_how_to_be_known(client: Client) -> None:
    response = client.get("/api/v1/practice/events", HTTP_AUTHORIZATION="Bearer wrong")
    assert response.status_code == 405
    response = client.post(
        "/api/v1/practice/events",
        {"device_id": "b7e23ec2-9af2-4b5a-8d3a-0a3a1f0c9a10"},
        content_type="application/json",
        HTTP_AUTHORIZATION="Bearer wrong",
    )
    assert response.status_code == 401
    assert "POST /api/v1/guests" in problem(response)["detail"]


def test_a_body_that_does_not_fit_names_its_fields(client: Client) -> None:
    response = client.post(
        "/api/v1/practice/events",
        {"device_id": "not-a-uuid"},
        content_type="application/json",
        HTTP_AUTHORIZATION=f"Bearer {token_get(client)}",
    )
    assert response.status_code == 422
    assert "device_id" in problem(response)["errors"][0]["field"]


def test_a_body_larger_than_any_real_one_is_refused(client: Client) -> None:
    response = client.post(
        "/api/v1/practice/events",
        " " * 3_000_000,
        content_type="application/json",
        HTTP_AUTHORIZATION=f"Bearer {token_get(client)}",
    )
    assert response.status_code == 413
    assert "2621440 bytes" in problem(response)["detail"]


def test_a_page_of_an_account_whose_session_is_over_is_not_taken_for_a_guests(
    client: Client,
) -> None:
    response = client.post(
        "/api/v1/practice/events",
        {"device_id": "b7e23ec2-9af2-4b5a-8d3a-0a3a1f0c9a10"},
        content_type="application/json",
        HTTP_X_LEARNER="user-7",
    )
    assert response.status_code == 401
    assert problem(response)["title"] == "You are signed out"
    assert Learner.objects.count() == 0
