"""The texts that the process keeps: every reader gets them, and none gets an old one."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from courses.models import Note, Section

pytestmark = pytest.mark.django_db

PART = "/lessons/newton/part-1/"


def page(client) -> str:
    response = client.get(PART)
    assert response.status_code == 200
    assert len(response.content) == int(response["Content-Length"])
    return response.content.decode()


def test_every_section_and_question_has_its_text(loaded, client) -> None:
    html = page(client)
    for section in Section.objects.filter(part="newton-1"):
        assert html.count(section.html) == 1
    for question_id in ["nw-1-q1", "nw-1-q2", "nw-1-q4", "nw-1-q3"]:
        assert html.count(f'id="{question_id}-prompt"') == 1
    assert "<!--" not in html


def test_a_text_is_read_once_for_all_readers(loaded, client) -> None:
    with CaptureQueriesContext(connection) as first:
        page(client)
    with CaptureQueriesContext(connection) as second:
        page(client)
    assert len(second) == len(first) - 2
    texts = '"courses_section"."html"', '"courses_question"."instances"'
    assert [sum(text in query["sql"] for query in first) for text in texts] == [1, 1]
    assert [sum(text in query["sql"] for query in second) for text in texts] == [0, 0]


def test_the_next_reader_gets_what_a_load_changed(loaded, client) -> None:
    page(client)
    loaded.replace("content/newton/part-1/1.2-solving.md", "then solve twice", "then solve thrice")
    loaded.replace("content/newton/part-1/skill-check.toml", "Which hold?", "Which are true?")
    loaded.load()
    html = page(client)
    assert [html.count("then solve thrice"), html.count("Which are true?")] == [1, 1]
    assert [html.count("then solve twice"), html.count("Which hold?")] == [0, 0]


def test_a_readers_own_words_are_never_taken_for_the_place_of_a_text(
    loaded, guest_client, learner
) -> None:
    marker = "<!--text of nw-1.1-->"
    Note.objects.create(learner=learner, part_id="newton-1", text=marker, revision=1)
    html = page(guest_client)
    assert html.count("&lt;!--text of nw-1.1--&gt;") == 1
    assert marker not in html
