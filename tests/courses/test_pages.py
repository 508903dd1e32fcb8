"""The reading pages and what they show."""

import json
from uuid import uuid4

import pytest
from django.urls import reverse

from courses.models import Answer, Lesson, Note, Part, Question, Section, SectionRead
from courses.part_pages import part_page
from courses.question_texts import pool_texts, question_text
from courses.selectors import course_page, lesson_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def busy_learner(loaded, learner):
    """Someone who read, answered and wrote."""
    SectionRead.objects.create(learner=learner, section_id="nw-1.1", read_at="2026-01-01T00:00:00Z")
    Note.objects.create(learner=learner, part_id="newton-1", text="Mine.", revision=2)
    for question, choice, is_correct in [("q1", ["a"], True), ("q4", ["<no>&"], False)]:
        Answer.objects.create(
            event_id=uuid4(),
            learner=learner,
            question_id=f"nw-1-{question}",
            question_revision=1,
            choice=choice,
            is_correct=is_correct,
            answered_at="2026-01-01T00:00:00Z",
        )
    return learner


def test_the_home_page_lists_lessons_and_parts(loaded) -> None:
    page = course_page(None)
    assert [lesson.title for lesson in page.lessons] == ["Descent", "Newton's method"]
    parts = page.lessons[1].parts
    assert [part.url for part in parts] == [
        "/lessons/newton/part-1/",
        "/lessons/newton/part-2/",
        None,
    ]
    assert (parts[0].status, parts[0].score) == ("not attempted", None)
    assert parts[2].status is None


def test_the_home_page_shows_how_far_the_learner_is(busy_learner) -> None:
    part = course_page(busy_learner).lessons[1].parts[0]
    assert (part.status, part.score) == ("in progress", "1/4")
    assert (part.read_count, len(part.sections)) == (1, 3)


def test_without_content_the_home_page_says_so(db, client) -> None:
    response = client.get("/")
    assert response.status_code == 200


def test_a_lesson_lists_concepts_with_where_to_read_and_to_practise(loaded) -> None:
    page = lesson_page("newton", None)
    concepts = {each.slug: (each.url, each.exercise_url) for each in page.concepts}
    assert concepts == {
        "newton-step": ("/lessons/newton/part-1/#nw-1.1", "/exercises/newton-step/"),
        "newton-decrement": ("/lessons/newton/part-1/#nw-2.1", None),
    }
    assert "katex" in page.useful_formula_html


def test_a_part_groups_its_sections_under_their_headings(loaded) -> None:
    page = part_page("newton", 1, None)
    groups = [(group.number, [each.id for each in group.sections]) for group in page.groups]
    assert groups == [("1", ["nw-1.1", "nw-1.2"]), ("2", ["nw-2.1"])]
    section = page.groups[0].sections[0]
    assert [(each.title, each.url) for each in section.exercises] == [
        ("Newton step", "/exercises/newton-step/")
    ]


def test_a_part_knows_its_place_and_its_neighbours(loaded) -> None:
    page = part_page("newton", 1, None)
    assert (page.number_text, page.part_count, page.previous) == ("1", 3, None)
    assert page.next is not None
    assert page.next.url == "/lessons/newton/part-2/"
    last = part_page("newton", 2, None)
    assert last.previous is not None
    assert last.previous.title == "The step"
    assert last.next is None


def test_a_part_shows_the_learners_own_state(busy_learner) -> None:
    page = part_page("newton", 1, busy_learner)
    assert page.read_section_ids == {"nw-1.1"}
    assert (page.note.text, page.note.revision) == ("Mine.", 2)
    assert (page.skill_check.score, page.skill_check.answered, page.skill_check.total) == (1, 2, 4)
    assert page.skill_check.status == "in progress"


def test_answers_cannot_end_the_script_that_carries_them(busy_learner) -> None:
    text = part_page("newton", 1, busy_learner).answers_json
    assert not set(text) & set("<>&")
    assert json.loads(text)["nw-1-q4"]["choice"] == ["<no>&"]


def test_a_newcomer_sees_an_untouched_part(loaded) -> None:
    page = part_page("newton", 1, None)
    assert (page.note.text, page.note.revision) == ("", 0)
    assert page.answers_json == "{}"
    assert page.skill_check.status == "not attempted"


def test_a_part_asks_one_question_a_slot(loaded) -> None:
    page = part_page("newton", 1, None)
    assert [each.slot for each in page.questions] == ["belongs", "covers", "term", "use"]
    assert [each.id for each in page.questions] == ["nw-1-q1", "nw-1-q2", "nw-1-q4", "nw-1-q3"]
    assert page.skill_check.total == 4


def test_a_pool_holds_all_variants_with_what_a_device_needs_to_check_them(loaded) -> None:
    pool = pool_texts("newton", 1)
    assert list(pool) == ["belongs", "covers", "term", "use"]
    fixed, generated, expression = pool["use"]
    assert (fixed.first.answer, fixed.relative_tolerance) == ("-2.0", "0.001")
    assert (pool["belongs"][0].first.answer, pool["belongs"][0].relative_tolerance) == ("", "")
    assert expression.first.answer == "-(a*x + b)/a"
    instances = [generated.first, *generated.others]
    assert [each.number for each in instances] == list(range(8))
    for each in instances:
        assert -float(each.wrong[0].value) == pytest.approx(float(each.answer), rel=1e-5)


def test_a_pool_is_a_page_that_is_sent_again_only_when_it_changed(loaded, client) -> None:
    address = part_page("newton", 1, None).questions_url
    first = client.get(address)
    html = first.content.decode()
    assert html.count("data-question=") == 7
    assert html.count('data-instance-of="nw-1-use-b"') == 7
    again = client.get(address, headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304
    Question.objects.filter(pk="nw-1-use-b").update(is_retired=True)
    assert client.get(address, headers={"If-None-Match": first["ETag"]}).status_code == 200
    assert "sessionid" not in client.cookies


def test_the_steps_of_an_order_are_always_shuffled_the_same_way_and_never_in_order(loaded) -> None:
    question = Question.objects.get(pk="nw-1-covers-b")
    shown = set()
    for number in range(60):
        question.pk = f"nw-1-covers-{number}"
        text = question_text(question)
        order = tuple(step["id"] for step in text.options)
        assert sorted(order) == sorted(text.right_order)
        assert list(order) != text.right_order
        assert question_text(question).options == text.options
        shown.add(order)
    assert len(shown) > 10


def test_retired_rows_are_not_shown(loaded) -> None:
    Section.objects.filter(pk="nw-1.2").update(is_retired=True)
    page = part_page("newton", 1, None)
    assert [each.id for each in page.groups[0].sections] == ["nw-1.1"]


@pytest.mark.parametrize("who", ["newcomer", "learner"])
def test_queries_do_not_grow_with_the_content(busy_learner, who, django_assert_num_queries) -> None:
    learner = busy_learner if who == "learner" else None
    known = learner is not None
    with django_assert_num_queries(7 if known else 5):
        course_page(learner)
    with django_assert_num_queries(12 if known else 7):
        lesson_page("newton", learner)
    with django_assert_num_queries(7 if known else 4):
        part_page("newton", 1, learner)
    section = Section.objects.get(pk="nw-1.1")
    for number in range(20):
        section.pk, section.number, section.position = f"nw-9.{number}", f"9.{number}", 100 + number
        section.save(force_insert=True)
    with django_assert_num_queries(7 if known else 4):
        part_page("newton", 1, learner)


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/", 200),
        ("/lessons/newton/", 200),
        ("/lessons/descent/", 200),
        ("/lessons/newton/concepts/", 200),
        ("/lessons/descent/concepts/", 200),
        ("/lessons/nowhere/concepts/", 404),
        ("/map/", 200),
        ("/concepts/newton-step/preview/", 200),
        ("/concepts/nowhere/preview/", 404),
        ("/lessons/newton/part-1/", 200),
        ("/lessons/newton/part-1/questions/", 200),
        ("/lessons/newton/part-3/", 404),
        ("/lessons/newton/part-3/questions/", 404),
        ("/lessons/nowhere/part-1/questions/", 404),
        ("/lessons/newton/part-9/", 404),
        ("/lessons/nowhere/", 404),
        ("/lessons/nowhere/part-1/", 404),
    ],
)
def test_pages_answer(loaded, client, address, status) -> None:
    assert client.get(address).status_code == status


def test_a_part_page_holds_its_text_questions_and_note(loaded, guest_client, learner) -> None:
    Note.objects.create(learner=learner, part_id="newton-1", text="Mine & only mine.")
    html = guest_client.get("/lessons/newton/part-1/").content.decode()
    assert "The Newton step" in html
    assert 'data-question="nw-1-q3"' in html
    assert "Mine &amp; only mine." in html
    assert 'class="katex"' in html


def test_a_page_makes_no_learner(loaded, client) -> None:
    client.get("/lessons/newton/part-1/")
    assert "sessionid" not in client.cookies


def test_stored_addresses_are_those_of_the_site(loaded) -> None:
    lesson = Lesson.objects.get(pk="newton")
    part = Part.objects.get(pk="newton-1")
    assert lesson.get_absolute_url() == reverse("courses:lesson", args=["newton"])
    assert part.get_absolute_url() == reverse("courses:part", args=["newton", 1])
    pool = reverse("courses:questions", args=["newton", 1])
    assert part_page("newton", 1, None).questions_url == pool


def test_a_lessons_overview_lists_the_sections_of_each_part(busy_learner, guest_client) -> None:
    lines = lesson_page("newton", busy_learner).parts[0].sections
    assert [(each.number, each.title, each.is_read) for each in lines] == [
        ("1.1", "The Newton step", True),
        ("1.2", "Solving", False),
        ("2.1", "More", False),
    ]
    html = guest_client.get("/lessons/newton/").content.decode()
    assert html.count('class="section-read"') == 1
    assert '<a href="/lessons/newton/part-1/#nw-1.2">' in html
    assert "nw-1.2" not in guest_client.get("/").content.decode()
