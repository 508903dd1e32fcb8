"""What must hold of a question, and of the pools of variants that a part's slots choose from."""

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from courses.expressions.equality import are_equal, is_comparable
from courses.expressions.grammar import FUNCTIONS, ExpressionError
from courses.loading.files import SourceFile
from courses.loading.formats import ID, QuestionEntry
from courses.loading.instances import Key
from courses.loading.tree import PartSource, QuestionSource
from courses.models import Question
from courses.skill_checks import is_close
from exercises.faults import Fault

SLOTS = Question.Slot.values
KINDS = Question.Kind.values
STEPS = (4, 6)
SYMBOLS_LIMIT = 8
WRONG_EXPRESSIONS_NEEDED = 2
# A misconception whose value is nearer than this would be taken for the answer, or hardly differ.
WRONG_DISTANCE = 0.05

# What a check yields: the place within the question, and the reason.
Found = Iterator[tuple[Key, str]]


def pools_check(file: SourceFile, part: PartSource) -> Iterator[Fault]:
    """Each slot has enough variants, and no two variants ask the same."""
    counts = Counter(question.entry.slot for question in part.questions)
    needed = part.entry.variants_per_slot
    for slot in SLOTS:
        if counts[slot] < needed:
            yield file.fault(f"The slot {slot} needs {needed} variants; it has {counts[slot]}.")
    asked: dict[str, str] = {}
    for question in part.questions:
        other = asked.setdefault(_plain(question.entry.prompt), question.entry.id)
        if other != question.entry.id:
            yield file.fault(f"{other} asks the same.", "questions", question.index, "prompt")


def question_check(question: QuestionSource) -> Iterator[Fault]:
    """Yield everything that is wrong with a question."""
    for key, reason in _entry_check(question):
        yield question.file.fault(reason, "questions", question.index, *key)


def _entry_check(question: QuestionSource) -> Found:
    entry = question.entry
    if not entry.concepts:
        yield ("concepts",), "A question speaks of at least one concept."
    if entry.slot not in SLOTS:
        yield ("slot",), f"The slot must be one of {', '.join(SLOTS)}, not {entry.slot!r}."
    for name in ("prompt", "explanation"):
        if not getattr(entry, name).strip():
            yield (name,), f"The {name} is empty."
    yield from _keys_check(entry)
    yield from _texts_check("options", [each.explanation for each in entry.options], "explanation")
    yield from _texts_check("wrong", [each.explanation for each in entry.wrong], "explanation")
    if entry.kind == "numeric":
        yield from _numeric_check(question)
    elif entry.kind == "expression":
        yield from _expression_check(entry)
    elif entry.kind in KINDS:
        yield from _options_check(entry)
    else:
        yield ("kind",), f"The kind must be one of {', '.join(KINDS)}, not {entry.kind!r}."


def _keys_check(entry: QuestionEntry) -> Found:
    """A key that its kind does not read would say something that is not so."""
    readers = {
        "options": {"single", "multiple", "ordering"},
        "wrong": {"numeric", "expression"},
        "generate": {"numeric"},
        "answer": {"numeric", "expression"},
        "relative_tolerance": {"numeric"},
        "symbols": {"expression"},
        "real": {"expression"},
    }
    for name, kinds in readers.items():
        is_given = getattr(entry, name) not in {(), "", None}
        if is_given and entry.kind in KINDS and entry.kind not in kinds:
            yield (name,), f"A question of kind {entry.kind} has no {name}."


def _texts_check(name: str, texts: Iterable[str], what: str) -> Found:
    """Every text says something, and something of its own."""
    seen: set[str] = set()
    for index, text in enumerate(texts):
        plain = _plain(text)
        if not plain:
            yield (name, index), f"The {what} is missing."
        elif plain in seen:
            yield (name, index, what), f"This {what} is there already."
        seen.add(plain)


def _options_check(entry: QuestionEntry) -> Found:
    yield from _texts_check("options", [option.text for option in entry.options], "text")
    if len({option.id for option in entry.options}) < len(entry.options):
        yield ("kind",), "Two options share an id."
    for index, option in enumerate(entry.options):
        if not ID.fullmatch(option.id):
            reason = f"The id {option.id!r} must be of a-z, 0-9, hyphens and dots."
            yield ("options", index, "id"), reason
    if entry.kind == "ordering":
        yield from _steps_check(entry)
        return
    right = sum(option.correct is True for option in entry.options)
    for index, option in enumerate(entry.options):
        if option.correct is None:
            yield ("options", index), "The option does not say whether it is correct."
    if len(entry.options) < 2:
        yield ("kind",), "There must be two options or more."
    elif entry.kind == "single" and right != 1:
        yield ("kind",), f"Exactly one option must be correct, not {right}."
    elif entry.kind == "multiple" and not 0 < right < len(entry.options):
        yield ("kind",), "At least one option must be correct, and at least one not."


def _steps_check(entry: QuestionEntry) -> Found:
    fewest, most = STEPS
    if not fewest <= len(entry.options) <= most:
        yield ("kind",), f"An order has {fewest} to {most} steps, not {len(entry.options)}."
    for index, option in enumerate(entry.options):
        if option.correct is not None:
            yield ("options", index, "correct"), "A step is not correct in itself; its place is."


def _numeric_check(question: QuestionSource) -> Found:
    entry = question.entry
    if bool(entry.generate) == (entry.answer is not None):
        yield ("kind",), "A numeric question has either generate or answer."
    if entry.relative_tolerance is None or not 0 < entry.relative_tolerance < 1:
        yield ("kind",), "A numeric question needs a relative_tolerance between 0 and 1."
        return
    for number, instance in enumerate(question.instances, start=1):
        answer = instance.answer
        if not isinstance(answer, float) or not math.isfinite(answer) or answer == 0:
            yield ("answer",), "The answer must be a number other than 0."
            continue
        where = f" in instance {number}" if entry.generate else ""
        for index, fault in _wrong_faults(instance.wrong, answer, entry.relative_tolerance):
            yield ("wrong", index, "value"), f"{fault}{where}."


def _wrong_faults(
    values: Sequence[float | str], answer: float, relative_tolerance: float
) -> Iterator[tuple[int, str]]:
    """Yield what is wrong with a value that stands for a misconception, and its index."""
    for index, value in enumerate(values):
        before = [each for each in values[:index] if isinstance(each, float)]
        if not isinstance(value, float) or not math.isfinite(value):
            yield index, "The value is no number"
        elif is_close(value, answer, max(WRONG_DISTANCE, relative_tolerance)):
            yield index, f"The value {value:.6g} is too near the answer {answer:.6g}"
        elif any(is_close(value, other, 2 * relative_tolerance) for other in before):
            yield index, f"The value {value:.6g} is that of another misconception"


def _expression_check(entry: QuestionEntry) -> Found:
    names = entry.symbols
    if not 0 < len(names) <= SYMBOLS_LIMIT or len(set(names)) < len(names):
        yield ("kind",), f"An expression has one to {SYMBOLS_LIMIT} different symbols."
        return
    if set(names) & set(FUNCTIONS) or not all(
        name.isascii() and name.isidentifier() for name in names
    ):
        yield ("symbols",), "A symbol is a name in Latin letters that no function has."
        return
    if not set(entry.real) <= set(names):
        yield ("real",), "What is real must be among the symbols."
    if len(entry.wrong) < WRONG_EXPRESSIONS_NEEDED:
        yield ("kind",), f"An expression needs {WRONG_EXPRESSIONS_NEEDED} wrong values or more."
    if not isinstance(entry.answer, str):
        yield ("answer",), "The answer must be an expression in quotes."
        return
    yield from _values_check(entry, entry.answer)


def _values_check(entry: QuestionEntry, answer: str) -> Found:
    """The answer and the wrong values can be read, and no two are equal."""
    known: list[str] = []
    keys: list[Key] = [("answer",), *(("wrong", i, "value") for i in range(len(entry.wrong)))]
    for key, text in zip(keys, [answer, *(each.value for each in entry.wrong)], strict=True):
        try:
            if not is_comparable(text, entry.symbols, entry.real):
                yield key, "It has no value at enough points to compare others with it."
            elif any(are_equal(text, other, entry.symbols, entry.real) for other in known):
                yield key, "It equals the answer or another wrong value."
            else:
                known.append(text)
        except ExpressionError as error:
            yield key, str(error)


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()
