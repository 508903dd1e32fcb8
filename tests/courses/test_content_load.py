"""Loading a sound course."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from courses.management.commands import load_content
from courses.models import (
    Answer,
    Concept,
    ContentLoad,
    Course,
    Lesson,
    Note,
    Part,
    Question,
    Section,
    SectionRead,
)
from exercises.models import Exercise, ExerciseRevision
from frontend.maths import formulas
from grader.models import Learner

pytestmark = pytest.mark.django_db

PART_1 = "content/newton/part-1"
SECTION = f"{PART_1}/1.1-step.md"


def test_lessons_parts_sections_concepts_questions_and_exercises_are_stored(sources) -> None:
    counts = sources.load()
    assert {kind: each.created for kind, each in counts.items()} == {
        "exercises": 1,
        "exercise revisions": 1,
        "courses": 1,
        "lessons": 2,
        "parts": 4,
        "sections": 4,
        "concepts": 3,
        "questions": 11,
        "notebooks": 0,
        "notebook cells": 0,
        "search entries": 10,
    }
    assert Course.objects.get().title == "Optimization"
    assert list(Lesson.objects.values_list("id", flat=True)) == ["descent", "newton"]
    section = Section.objects.get(pk="nw-1.1")
    assert (section.part_id, section.number, section.heading_title) == ("newton-1", "1.1", "Steps")
    assert section.concepts == ["newton-step"]
    assert section.exercises == ["newton-step"]


def test_a_part_counts_its_headings_and_estimates_its_reading_time(loaded) -> None:
    part = Part.objects.get(pk="newton-1")
    assert part.heading_count == 5
    assert part.minutes == 1
    assert Part.objects.get(pk="newton-3").heading_count == 2


def test_formulas_are_rendered_and_equations_can_be_linked_to(loaded) -> None:
    html = Section.objects.get(pk="nw-1.1").html
    assert '<span class="katex">' in html
    assert 'id="eq-1.1"' in html
    assert "katex-display" in Lesson.objects.get(pk="newton").useful_formula_html
    question = Question.objects.get(pk="nw-1-q1")
    assert "katex" in question.instances[0]["prompt_html"]
    assert "katex" in question.options[0]["html"]


def test_links_lead_to_pages(loaded) -> None:
    html = Section.objects.get(pk="nw-1.1").html
    for address in (
        "/lessons/newton/part-1/#nw-1.2",
        "/exercises/newton-step/",
        # A concept leads to the first section that names it first, else to its lesson's overview.
        "/lessons/newton/part-1/#nw-2.1",
        "/lessons/descent/concepts/#concept-line-search",
        "/lessons/newton/part-2/",
        # A part that is not available is announced in its lesson's overview.
        "/lessons/newton/",
    ):
        assert f'href="{address}"' in html
    statement = ExerciseRevision.objects.get().statement_html
    assert 'href="/lessons/newton/part-1/#nw-1.1"' in statement


def test_headings_within_a_section_stand_below_its_own(loaded) -> None:
    assert '<h4 id="nw-1.2-by-cholesky">' in Section.objects.get(pk="nw-1.2").html


def test_a_concept_knows_the_section_that_explains_it(loaded) -> None:
    sections = dict(Concept.objects.values_list("pk", "section"))
    assert sections == {"newton-step": "nw-1.1", "newton-decrement": "nw-2.1", "line-search": None}


def test_a_numeric_question_keeps_its_answer(loaded) -> None:
    question = Question.objects.get(pk="nw-1-q3")
    [only] = question.instances
    assert (only["answer"], question.relative_tolerance, question.options) == (-2.0, 0.001, [])


def test_a_generated_question_is_stored_with_each_of_its_numbers(loaded) -> None:
    instances = Question.objects.get(pk="nw-1-use-b").instances
    assert len(instances) == 8
    assert len({each["prompt_html"] for each in instances}) == 8
    for each in instances:
        [wrong] = each["wrong"]
        assert each["answer"] == pytest.approx(-wrong["value"], rel=1e-5)
        # The formula as it was typed is in the MathML beside the picture.
        assert f"={each['answer']:.6g}" in each["explanation_html"]
        assert f"{wrong['value']:.6g}" in wrong["explanation_html"]
        assert "&lt;&lt;" not in str(each)


def test_numbers_come_from_the_question_alone(loaded) -> None:
    before = Question.objects.get(pk="nw-1-use-b").instances
    Question.objects.all().delete()
    ContentLoad.objects.all().delete()
    loaded.load()
    assert Question.objects.get(pk="nw-1-use-b").instances == before


def test_other_numbers_are_another_revision_of_a_question(loaded) -> None:
    loaded.replace(f"{PART_1}/skill_check.py", "integers(2, 9", "integers(3, 12")
    loaded.load()
    assert Question.objects.get(pk="nw-1-use-b").revision == 2
    assert Question.objects.get(pk="nw-1-q3").revision == 1


def test_an_expression_is_stored_with_what_it_may_hold(loaded) -> None:
    question = Question.objects.get(pk="nw-1-use-c")
    assert (question.symbols, question.real) == (["a", "b", "x"], ["b", "x"])
    [only] = question.instances
    assert only["answer"] == "-(a*x + b)/a"
    assert [each["value"] for each in only["wrong"]] == ["(a*x + b)/a", "-(a*x + b)"]


def test_a_second_load_of_the_same_sources_does_nothing(loaded) -> None:
    before = Section.objects.get(pk="nw-1.1").updated_at
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert loaded.load() is None
    assert len(queries) == 1
    assert Section.objects.get(pk="nw-1.1").updated_at == before


def test_a_load_starts_one_node_process(db, sources, monkeypatch) -> None:
    calls = []
    run = formulas._node_run
    monkeypatch.setattr(formulas, "_node_run", lambda text: calls.append(text) or run(text))
    sources.load()
    assert len(calls) == 1


def test_only_what_changed_is_written(loaded) -> None:
    loaded.replace(SECTION, "Solve, do not invert.", "Solve; never invert.")
    counts = loaded.load()
    assert (counts["sections"].updated, counts["sections"].unchanged) == (1, 3)
    assert (counts["search entries"].updated, counts["search entries"].unchanged) == (1, 9)
    written = {"sections", "search entries"}
    others = {kind: each for kind, each in counts.items() if kind not in written}
    assert not any(each.created or each.updated or each.retired for each in others.values())
    assert Section.objects.get(pk="nw-1.1").summary == "Solve; never invert."


def test_each_load_is_on_record(loaded) -> None:
    loaded.replace(SECTION, "Solve, do not invert.", "Solve; never invert.")
    loaded.load()
    assert ContentLoad.objects.count() == 2
    assert ContentLoad.objects.first().changes["sections"]["updated"] == 1


def test_going_back_to_earlier_sources_loads_them_again(loaded) -> None:
    loaded.replace(SECTION, "Solve, do not invert.", "Solve; never invert.")
    loaded.load()
    loaded.replace(SECTION, "Solve; never invert.", "Solve, do not invert.")
    loaded.load()
    assert Section.objects.get(pk="nw-1.1").summary == "Solve, do not invert."


def test_what_is_removed_is_retired_and_learners_keep_their_rows(loaded, learner) -> None:
    SectionRead.objects.create(learner=learner, section_id="nw-1.2", read_at="2026-01-01T00:00:00Z")
    Answer.objects.create(
        event_id=learner.pk,
        learner=learner,
        question_id="nw-1-q4",
        question_revision=1,
        choice=["yes"],
        is_correct=True,
        answered_at="2026-01-01T00:00:00Z",
    )
    Note.objects.create(learner=learner, part_id="newton-1", text="Mine.")
    loaded.path(f"{PART_1}/1.2-solving.md").unlink()
    loaded.replace("content/newton/lesson.toml", '"1.1", "1.2", "2.1"', '"1.1", "2.1"')
    loaded.replace(SECTION, "[section 1.2](section:nw-1.2)", "the next one")
    loaded.replace(f"{PART_1}/skill-check.toml", '"nw-1-q4"', '"nw-1-q5"')
    counts = loaded.load()
    assert (counts["sections"].retired, counts["questions"].retired) == (1, 1)
    assert Section.objects.get(pk="nw-1.2").is_retired
    assert Question.objects.get(pk="nw-1-q4").is_retired
    assert SectionRead.objects.filter(learner=learner).exists()
    assert Answer.objects.filter(learner=learner).exists()
    assert Note.objects.get(learner=learner).text == "Mine."


def test_what_comes_back_is_itself_again(loaded) -> None:
    question = f"{PART_1}/skill-check.toml"
    loaded.replace(question, '"nw-1-q4"', '"nw-1-q5"')
    loaded.load()
    loaded.replace(question, '"nw-1-q5"', '"nw-1-q4"')
    counts = loaded.load()
    assert (counts["questions"].updated, counts["questions"].retired) == (1, 1)
    assert not Question.objects.get(pk="nw-1-q4").is_retired


def test_sections_may_swap_their_places(loaded) -> None:
    loaded.replace(SECTION, 'number: "1.1"', 'number: "1.2"')
    loaded.replace(f"{PART_1}/1.2-solving.md", 'number: "1.2"', 'number: "1.1"')
    loaded.load()
    order = Section.objects.filter(part="newton-1").values_list("pk", "position")
    assert list(order) == [("nw-1.2", 1), ("nw-1.1", 2), ("nw-2.1", 3)]


def test_a_changed_question_has_its_next_revision_and_a_moved_one_has_not(loaded) -> None:
    questions = f"{PART_1}/skill-check.toml"
    loaded.replace(questions, "Is the decrement a length?", "Is the decrement really a length?")
    loaded.load()
    revisions = dict(Question.objects.filter(part="newton-1").values_list("pk", "revision"))
    assert {name for name, revision in revisions.items() if revision == 2} == {"nw-1-q4"}
    assert len(revisions) == 7


def test_an_exercise_that_left_the_library_is_unpublished(loaded) -> None:
    loaded.replace(SECTION, "exercises: [newton-step]\n", "")
    loaded.replace(SECTION, "[the exercise](exercise:newton-step)", "the exercise")
    folder = loaded.path("library/newton")
    folder.rename(loaded.folder / "elsewhere")
    counts = loaded.load()
    assert counts["exercises"].retired == 1
    assert not Exercise.objects.get().is_published


def test_the_command_says_what_changed(db, sources, capsys, monkeypatch) -> None:
    monkeypatch.setattr(load_content, "content_load", sources.load)
    call_command("load_content")
    first = capsys.readouterr().out
    assert "sections: " in first
    assert " created" in first
    call_command("load_content")
    assert capsys.readouterr().out == "Content: unchanged since the last load.\n"


def test_learners_are_not_touched_by_a_load(sources, learner) -> None:
    sources.load()
    assert Learner.objects.count() == 1
