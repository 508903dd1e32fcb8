"""What every page has in common."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests.grader.samples import worker_make

pytestmark = pytest.mark.django_db


def test_the_health_address_answers(client: Client) -> None:
    response = client.get("/healthz")
    nobody = b"ok\ngrades on nothing, as no grading worker is up\n"
    assert (response.status_code, response.content) == (200, nobody)
    worker_make(queue="grade.cuda")
    assert client.get("/healthz").content == b"ok\ngrades on cuda\n"


def test_scripts_need_a_nonce_and_trusted_types(client: Client) -> None:
    policy = client.get("/")["Content-Security-Policy"]
    assert "script-src 'self' 'nonce-" in policy
    assert "unsafe-inline" not in policy.split("script-src ")[1].split(";")[0]
    assert "require-trusted-types-for 'script'" in policy
    assert "frame-ancestors 'none'" in policy


def test_the_admin_keeps_the_policy_but_for_trusted_types(admin_client: Client) -> None:
    policy = admin_client.get("/admin/")["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "trusted-types" not in policy


def test_the_admin_lists_every_table_for_an_operator(admin_client: Client) -> None:
    from django.apps import apps
    from django.contrib import admin

    ours = {"courses", "exercises", "grader", "practice"}
    models = [model for model in apps.get_models() if model._meta.app_label in ours]
    assert models
    for model in models:
        assert admin.site.is_registered(model), f"{model.__name__} is not in the admin"
        name = f"{model._meta.app_label}/{model._meta.model_name}"
        assert admin_client.get(f"/admin/{name}/").status_code == 200
        assert admin_client.get(f"/admin/{name}/?q=x").status_code == 200


def test_the_admin_is_closed_to_others(client: Client) -> None:
    client.force_login(User.objects.create_user("someone", "someone@example.org"))
    assert client.get("/admin/").status_code == 302


def test_a_missing_page_says_so_kindly(client: Client) -> None:
    response = client.get("/no/such/page/")
    assert response.status_code == 404
    assert b"Descent" in response.content
