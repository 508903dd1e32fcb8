"""The page of a theory notebook, and its download."""

import pytest

pytestmark = pytest.mark.django_db


def test_the_page_shows_the_notebook_and_leads_to_its_download(notebook_cell, client) -> None:
    page = client.get("/lessons/newton/notebook/").content.decode()
    assert "1.414" in page
    assert 'data-run-url="/api/v1/notebooks/newton/cells/square-root/run"' in page
    assert page.count('<svg class="drawing"') == 1
    download = client.get("/lessons/newton/notebook.ipynb")
    assert download.content == b"{}"
    assert "newton-notebook.ipynb" in download["Content-Disposition"]
    assert "/lessons/newton/notebook/" in client.get("/lessons/newton/").content.decode()


def test_a_lesson_without_notebook_has_no_page_and_no_link(loaded, client) -> None:
    assert client.get("/lessons/newton/notebook/").status_code == 404
    assert client.get("/lessons/newton/notebook.ipynb").status_code == 404
    assert "notebook" not in client.get("/lessons/newton/").content.decode()


def test_the_page_takes_a_fixed_number_of_queries(
    notebook_cell, client, django_assert_max_num_queries
) -> None:
    with django_assert_max_num_queries(3):
        client.get("/lessons/newton/notebook/")
