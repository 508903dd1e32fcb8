"""Loading a skill check with mistakes: each is named with its line."""

import pytest

from exercises.faults import LoadRefused

pytestmark = pytest.mark.django_db

LESSON = "content/newton/lesson.toml"
QUESTIONS = "content/newton/part-1/skill-check.toml"
GENERATORS = "content/newton/part-1/skill_check.py"


def refused(sources) -> list[str]:
    with pytest.raises(LoadRefused) as caught:
        sources.load()
    return [str(fault) for fault in caught.value.faults]


def test_a_slot_needs_three_variants_unless_its_part_says_otherwise(sources) -> None:
    sources.replace(LESSON, '"2.1"]\nvariants_per_slot = 1\n', '"2.1"]\n')
    assert refused(sources) == [
        f"{QUESTIONS}:1: The slot belongs needs 3 variants; it has 1.",
        f"{QUESTIONS}:1: The slot covers needs 3 variants; it has 2.",
        f"{QUESTIONS}:1: The slot term needs 3 variants; it has 1.",
    ]


@pytest.mark.parametrize(
    ("old", "new", "line", "reason"),
    [
        ('"nw-1-q1"\nslot = "belongs"', '"nw-1-q1"\nslot = "term"', 1, "The slot belongs needs 1"),
        ('"nw-1-q2"\nslot = "covers"', '"nw-1-q2"\nslot = "other"', 25, "The slot must be one of"),
        (
            'prompt = "Which hold?"',
            'prompt = "Is the decrement a  LENGTH?"',
            63,
            "nw-1-q2 asks the",
        ),
        ('prompt = "Which hold?"', 'prompt = ""', 27, "The prompt is empty."),
        ('concepts = ["newton-decrement"]', "concepts = []", 64, "A question speaks of at least"),
        ('kind = "multiple"', 'kind = "many"', 26, "The kind must be one of single, multiple,"),
        ('"Yes"\ncorrect = true', '"Yes"\ncorrect = false', 62, "Exactly one option must be"),
        ('"No"\ncorrect = false', '"No"\ncorrect = true', 62, "Exactly one option must be"),
        ('"No"\ncorrect = false', '"No"', 73, "The option does not say whether it is correct."),
        ('descends."\ncorrect = false', 'descends."\ncorrect = true', 26, "At least one option"),
        ('id = "c"', 'id = "a"', 26, "Two options share an id."),
        ('id = "c"', 'id = "a b"', 44, "The id 'a b' must be of"),
        ('text = "No"', 'text = "Yes"', 75, "This text is there already."),
        ('explanation = "The length of the step."', "", 67, "The explanation is missing."),
        ('"The length of the step."', '"It is one in the norm of $H$."', 77, "This explanation is"),
        ('id = "factor"', 'id = "factor"\ncorrect = true', 94, "A step is not correct in itself"),
        ('kind = "ordering"', 'kind = "single"', 87, "The option does not say whether"),
        ("relative_tolerance = 0.001\n\n", "\n", 52, "A numeric question needs a relative"),
        ("answer = -2.0", "answer = inf", 56, "The answer must be a number other than 0."),
        ("answer = -2.0", "answer = 0", 56, "The answer must be a number other than 0."),
        ("answer = -2.0", 'answer = "two"', 56, "The answer must be a number other than 0."),
        ("answer = -2.0", "", 52, "A numeric question has either generate or answer."),
        ("answer = -2.0", 'answer = -2.0\ngenerate = "step"', 52, "A numeric question has either"),
        ("answer = -2.0", "answer = -2.0\nreal = ['x']", 57, "A question of kind numeric has no"),
        ('symbols = ["a", "b", "x"]', "symbols = []", 124, "An expression has one to 8"),
        ('symbols = ["a", "b", "x"]', 'symbols = ["exp", "b"]', 127, "A symbol is a name in"),
        ('real = ["b", "x"]', 'real = ["b", "y"]', 128, "What is real must be among the symbols."),
        ('answer = "-(a*x + b)/a"', 'answer = "-(ax + b)/a"', 129, "There is no ax here; use a,"),
        ('answer = "-(a*x + b)/a"', 'answer = "log(-a)"', 129, "It has no value at enough points"),
        ('answer = "-(a*x + b)/a"', "answer = 2", 129, "The answer must be an expression in"),
        ('value = "-(a*x + b)"', 'value = "b/a+x"', 137, "It equals the answer or another wrong"),
        ('value = "-(a*x + b)"', 'value = "-x-b/a"', 137, "It equals the answer or another wrong"),
    ],
)
def test_a_question_without_a_clear_answer_is_named(sources, old, new, line, reason) -> None:
    sources.replace(QUESTIONS, old, new)
    faults = refused(sources)
    assert any(fault.startswith(f"{QUESTIONS}:{line}: {reason}") for fault in faults), faults


def test_an_order_has_four_steps_or_more(sources) -> None:
    text = sources.path(QUESTIONS).read_text()
    begin, end = (
        text.index('[[questions.options]]\nid = "forward"'),
        text.index('[[questions]]\nid = "nw-1-use-b"'),
    )
    sources.write(QUESTIONS, text[:begin] + text[end:])
    assert f"{QUESTIONS}:82: An order has 4 to 6 steps, not 2." in refused(sources)


def test_an_expression_needs_two_misconceptions(sources) -> None:
    text = sources.path(QUESTIONS).read_text()
    sources.write(QUESTIONS, text[: text.rindex("[[questions.wrong]]")])
    assert refused(sources) == [f"{QUESTIONS}:124: An expression needs 2 wrong values or more."]


@pytest.mark.parametrize(
    ("old", "new", "line", "reason"),
    [
        ("def step(", "def leap(", 1, "There is no function step."),
        ("import numpy as np", "import numpy as np\n1 +", 4, "Not Python: invalid syntax"),
        ("g, h = rng", "g, h = nothing", 8, "NameError: name 'nothing' is not defined"),
        ('"answer": -g / h, ', "", 6, "step must return an 'answer' that is a number"),
        ('"answer": -g / h', '"answer": 0 / h', 6, "step must return an 'answer' that is a number"),
        ('"answer": -g / h', '"answer": np.inf', 6, "step returns a 'answer' that is not finite."),
        ('"g": str(g)', '"g": [1]', 6, "step returns neither a number nor a text as 'g'."),
        ("size=2)", "size=2) * 0 + 3", 6, "step gives 1 different instances; 8 are needed."),
        ("    return {", "    return None and {", 6, "step must return a dictionary."),
    ],
)
def test_a_generator_that_does_not_give_what_it_should_is_named(
    sources, old, new, line, reason
) -> None:
    sources.replace(GENERATORS, old, new)
    [fault] = refused(sources)
    assert fault.startswith(f"{GENERATORS}:{line}: {reason}")


def test_a_missing_file_of_generators_is_named(sources) -> None:
    sources.path(GENERATORS).unlink()
    assert refused(sources) == [f"{GENERATORS}:1: The file is missing."]


def test_a_placeholder_that_is_not_filled_is_named(sources) -> None:
    sources.replace(QUESTIONS, "$H=<<h>>$", "$H=<<k>>$")
    assert refused(sources) == [f"{QUESTIONS}:111: The generator gives no 'k'."]


@pytest.mark.parametrize(
    ("value", "reason"), [("g / -h * 1.04", "is too near the answer"), ("'many'", "is no number")]
)
def test_a_misconception_is_a_number_away_from_the_answer(sources, value, reason) -> None:
    sources.replace(GENERATORS, '"uphill": g / h', f'"uphill": {value}')
    faults = refused(sources)
    assert len(faults) == 8
    for fault in faults:
        assert fault.startswith(f"{QUESTIONS}:118: ")
        assert reason in fault


@pytest.mark.parametrize(
    ("value", "count"), [("g / h", 8), ("g / h * 1.0015", 8), ("2 * g / h", 0)]
)
def test_a_misconception_is_told_from_the_others(sources, value, count) -> None:
    more = '[[questions.wrong]]\nvalue = "<<more>>"\nexplanation = "You got $<<more>>$."\n\n'
    after = '[[questions]]\nid = "nw-1-use-c"'
    sources.replace(QUESTIONS, after, more + after)
    sources.replace(GENERATORS, '"uphill": g / h', f'"uphill": g / h, "more": {value}')
    faults = sources.check()
    assert len([fault for fault in faults if "that of another misconception" in fault]) == count
    assert len(faults) == count


def test_what_a_generator_prints_is_not_taken_for_its_answer(sources) -> None:
    sources.replace(GENERATORS, "    g, h", "    print('hello')\n    g, h")
    assert sources.load()
