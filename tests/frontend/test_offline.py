"""The service worker's script and the page for pages never visited, as the server gives them."""

import json
from pathlib import Path

from django.test import Client, RequestFactory

from frontend.offline import service_worker


def test_the_script_may_answer_for_the_whole_site_and_is_asked_for_anew(tmp_path: Path) -> None:
    manifest = tmp_path / "manifest.json"
    manifest.write_text(json.dumps({"service-worker.js": {"file": "service-worker-A1.js"}}))
    (tmp_path / "service-worker-A1.js").write_text("go()")
    response = service_worker(RequestFactory().get("/service-worker.js"), manifest=manifest)
    assert response.content == b"go()"
    assert response["Content-Type"] == "text/javascript; charset=utf-8"
    assert response["Service-Worker-Allowed"] == "/"
    assert response["Cache-Control"] == "no-cache"


def test_the_script_lies_at_the_root_under_the_site_s_policy(client: Client) -> None:
    response = client.get("/service-worker.js")
    assert response.status_code == 200
    assert response.content
    assert "connect-src 'self'" in response["Content-Security-Policy"]


def test_pages_may_start_workers_of_this_site_only(client: Client) -> None:
    assert "worker-src 'self'" in client.get("/offline/")["Content-Security-Policy"]


def test_the_page_for_pages_never_visited_is_nobody_s(client: Client) -> None:
    html = client.get("/offline/").content.decode()
    assert "This page is not on this device" in html
    assert 'name="learner"' not in html
    assert "csrf" not in html
    assert "base-" not in html
    assert "Sign in" not in html
