"""Loading a course with mistakes: every one is named, and nothing is stored."""

import pytest
from django.core.management import CommandError, call_command

from courses.management.commands import load_content
from courses.models import ContentLoad, Course, Section
from exercises.faults import LoadRefused
from exercises.models import Exercise

pytestmark = pytest.mark.django_db

LESSON = "content/newton/lesson.toml"
SECTION = "content/newton/part-1/1.1-step.md"
SECOND = "content/newton/part-1/1.2-solving.md"
QUESTIONS = "content/newton/part-1/skill-check.toml"
EXERCISE = "library/newton/newton-step"


def refused(sources) -> list[str]:
    """Load, and return the faults as they are printed."""
    with pytest.raises(LoadRefused) as caught:
        sources.load()
    return [str(fault) for fault in caught.value.faults]


def test_a_dead_link_is_named_with_file_and_line(sources) -> None:
    sources.replace(SECTION, "section:nw-1.2", "section:nw-9.9")
    assert refused(sources) == [f"{SECTION}:11: The link 'section:nw-9.9' leads nowhere."]


def test_a_dead_link_in_a_statement_is_named(sources) -> None:
    sources.replace(f"{EXERCISE}/statement.md", "section:nw-1.1", "section:nw-9.9")
    assert refused(sources) == [
        f"{EXERCISE}/statement.md:1: The link 'section:nw-9.9' leads nowhere."
    ]


def test_a_bad_formula_is_named_with_file_and_line(sources) -> None:
    sources.replace(SECOND, "$H=LL^\\top$", "$H=\\nosuchcommand$")
    [fault] = refused(sources)
    assert fault.startswith(f"{SECOND}:10: Bad formula: ")


def test_bad_formulas_in_several_files_are_all_named(sources) -> None:
    sources.replace(SECOND, "$H=LL^\\top$", "$x^{$")
    sources.replace(QUESTIONS, "step $p$ solve", "step $x^{$ solve")
    sources.replace(QUESTIONS, "It solves $Hp=-g$.", "It solves $y^{$.")
    sources.replace(LESSON, "'Hp=-g'", "'x^{'")
    faults = refused(sources)
    assert [fault.rpartition(": Bad formula")[0] for fault in faults] == [
        f"{LESSON}:5",
        f"{SECOND}:10",
        f"{QUESTIONS}:5",
        f"{QUESTIONS}:8",
    ]


def test_an_id_that_is_used_twice_is_named_with_both_places(sources) -> None:
    sources.replace(SECOND, "id: nw-1.2", "id: nw-1.1")
    sources.replace(SECTION, "[section 1.2](section:nw-1.2)", "the next one")
    assert refused(sources) == [f"{SECOND}:2: The id 'nw-1.1' is taken by {SECTION}:2."]


def test_a_section_cannot_take_a_questions_id(sources) -> None:
    sources.replace(SECOND, "id: nw-1.2", "id: nw-1-q1")
    sources.replace(SECTION, "[section 1.2](section:nw-1.2)", "the next one")
    assert refused(sources) == [f"{QUESTIONS}:2: The id 'nw-1-q1' is taken by {SECOND}:2."]


def test_a_missing_exercise_is_named_with_file_and_line(sources) -> None:
    sources.replace(SECTION, "exercises: [newton-step]", "exercises: [quasi-newton]")
    assert refused(sources) == [f"{SECTION}:6: There is no exercise 'quasi-newton'."]


def test_an_unknown_concept_is_named_wherever_it_is_used(sources) -> None:
    sources.replace(SECTION, "concepts: [newton-step]", "concepts: [newton-stop]")
    sources.replace(QUESTIONS, 'concepts = ["newton-decrement"]', 'concepts = ["decrement"]')
    sources.replace(
        f"{EXERCISE}/exercise.toml",
        'concepts = ["newton-step"]\nlevel',
        'concepts = ["step"]\nlevel',
    )
    assert refused(sources) == [
        f"{SECTION}:5: There is no concept 'newton-stop'.",
        f"{QUESTIONS}:57: There is no concept 'decrement'.",
        f"{EXERCISE}/exercise.toml:6: There is no concept 'step'.",
    ]


def test_a_bad_exercise_is_named(sources) -> None:
    sources.replace(f"{EXERCISE}/exercise.toml", "level = 1", "level = 9")
    assert refused(sources) == [
        f"{EXERCISE}/exercise.toml:1: level: must be between 1 and 4",
    ]


def test_an_unknown_key_in_the_front_matter_is_named(sources) -> None:
    sources.replace(SECTION, "summary:", "sumary:")
    [fault] = refused(sources)
    assert fault.startswith(f"{SECTION}:7: ")
    assert "sumary" in fault


def test_a_key_of_the_wrong_type_is_named(sources) -> None:
    sources.replace(SECTION, 'number: "1.1"', "number: 1.1")
    [fault] = refused(sources)
    assert fault == f"{SECTION}:3: Expected `str`, got `float` (in number)"


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("---\n\nFactor", "\n\nFactor", 1),
        ("concepts: [newton-step]\n", "concepts: [newton-step\n", 5),
    ],
)
def test_front_matter_that_cannot_be_read_is_named(sources, old, new, line) -> None:
    sources.replace(SECOND, "### By Cholesky\n\n", "")
    sources.replace(SECOND, old, new)
    [fault] = refused(sources)
    assert fault.startswith(f"{SECOND}:{line}: The front matter is not ")


def test_toml_that_cannot_be_read_is_named_with_its_line(sources) -> None:
    sources.replace(QUESTIONS, "answer = -2.0", "answer = two")
    [fault] = refused(sources)
    assert fault.startswith(f"{QUESTIONS}:50: Not TOML: ")


def test_a_missing_skill_check_is_named(sources) -> None:
    sources.path(QUESTIONS).unlink()
    assert refused(sources) == [f"{QUESTIONS}:1: The file is missing."]


def test_a_skill_check_has_four_questions(sources) -> None:
    text = sources.path(QUESTIONS).read_text()
    sources.write(QUESTIONS, text[: text.rindex("[[questions]]")])
    assert refused(sources) == [f"{QUESTIONS}:1: A skill check has four questions, not 3."]


@pytest.mark.parametrize(
    ("old", "new", "line", "reason"),
    [
        ('"Yes"\ncorrect = true', '"Yes"\ncorrect = false', 55, "Exactly one option must be"),
        ("relative_tolerance = 0.001", "", 46, "A numeric question needs a relative_tolerance"),
        ("answer = -2.0", "answer = inf", 46, "A numeric question needs an answer."),
        ('kind = "multiple"', 'kind = "many"', 24, "The kind must be single, multiple or numeric"),
        ('id = "c"', 'id = "a"', 24, "Two options share an id."),
        ('prompt = "Which hold?"', 'prompt = ""', 25, "The prompt is empty."),
    ],
)
def test_a_question_without_a_clear_answer_is_named(sources, old, new, line, reason) -> None:
    sources.replace(QUESTIONS, old, new)
    [fault] = refused(sources)
    assert fault.startswith(f"{QUESTIONS}:{line}: {reason}")


def test_a_section_without_a_file_is_named(sources) -> None:
    sources.replace(LESSON, '"1.1", "1.2", "2.1"', '"1.1", "1.2", "1.3", "2.1"')
    assert refused(sources) == [f"{LESSON}:11: There is no file for section 1.3 in part-1/."]


def test_a_file_without_a_place_is_named(sources) -> None:
    sources.replace(LESSON, '"1.1", "1.2", "2.1"', '"1.1", "1.2"')
    [fault, *_] = refused(sources)
    assert fault == (
        "content/newton/part-1/2.1-more.md:3: lesson.toml lists no section 2.1 in this part."
    )


def test_a_missing_lesson_is_named(sources) -> None:
    sources.replace("content/course.toml", '"descent", "newton"', '"descent", "newtno", "newton"')
    assert refused(sources) == ["content/newtno/lesson.toml:1: The file is missing."]


def test_an_equation_number_is_used_once_on_a_page(sources) -> None:
    text = sources.path(SECOND).read_text()
    sources.write(SECOND, f"{text}\n$$\nx=1\n$$ (1.1)\n")
    assert refused(sources) == [
        f"{SECOND}:19: 'eq-1.1' is on this page already, in {SECTION}: number it anew."
    ]


def test_a_cycle_of_prerequisites_is_named(sources) -> None:
    sources.replace(
        "concepts.toml",
        'title = "Newton step"',
        'title = "Newton step"\nprerequisites = ["newton-decrement"]',
    )
    [fault] = refused(sources)
    assert fault.startswith("concepts.toml:1: prerequisites: these form a cycle")


def test_all_mistakes_are_named_at_once(sources) -> None:
    sources.replace(SECTION, "section:nw-1.2", "section:nw-9.9")
    sources.replace(SECTION, "exercises: [newton-step]", "exercises: [quasi-newton]")
    sources.replace(SECOND, "$H=LL^\\top$", "$x^{$")
    sources.replace(QUESTIONS, 'kind = "multiple"', 'kind = "many"')
    places = {":".join(fault.split(":")[:2]) for fault in refused(sources)}
    assert places == {f"{SECTION}:6", f"{SECTION}:11", f"{SECOND}:10", f"{QUESTIONS}:24"}


def test_nothing_is_stored_of_a_refused_load(sources) -> None:
    sources.replace(SECTION, "section:nw-1.2", "section:nw-9.9")
    refused(sources)
    assert not Course.objects.exists()
    assert not Exercise.objects.exists()
    assert not ContentLoad.objects.exists()


def test_a_refused_load_leaves_the_earlier_one_as_it_was(loaded) -> None:
    loaded.replace(SECTION, "Solve, do not invert.", "Changed.")
    loaded.replace(SECOND, "$H=LL^\\top$", "$x^{$")
    loaded.replace(f"{EXERCISE}/exercise.toml", 'title = "Newton step"', 'title = "Changed"')
    refused(loaded)
    assert Section.objects.get(pk="nw-1.1").summary == "Solve, do not invert."
    assert Exercise.objects.get().title == "Newton step"
    assert ContentLoad.objects.count() == 1


def test_the_command_prints_the_faults_and_fails(sources, monkeypatch, capsys) -> None:
    sources.replace(SECTION, "section:nw-1.2", "section:nw-9.9")
    monkeypatch.setattr(load_content, "content_load", sources.load)
    with pytest.raises(CommandError, match="Nothing was loaded: 1 to mend"):
        call_command("load_content")
    assert f"{SECTION}:11: The link 'section:nw-9.9' leads nowhere." in capsys.readouterr().err
