"""Fills the placeholders of generated questions; a child process computes what to fill in."""

import json
import re
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from courses.loading.files import SourceFile
from courses.loading.formats import QuestionEntry
from exercises.faults import Fault, path_shown

GENERATORS = "skill_check.py"
CHILD_LIMIT_S = 120
ROOT = Path(__file__).resolve().parents[2]
PLACEHOLDER = re.compile(r"<<(\w+)>>")

Key = tuple[str | int, ...]


@dataclass
class Instance:
    """A question with its numbers: texts by the key they have in the entry, and the answer."""

    texts: dict[Key, str]
    answer: float | str | None
    wrong: list[float | str] = field(default_factory=list)


def instances_make(
    file: SourceFile, entries: Iterable[QuestionEntry], faults: list[Fault]
) -> list[list[Instance]]:
    """Return the instances of each question: those its function makes, else the one it is."""
    entries = list(entries)
    values = _generated(file, entries, faults)
    made = []
    for index, entry in enumerate(entries):
        key = ("questions", index)
        sets = values.get(entry.id, []) if entry.generate else [None]
        instances = []
        for names in sets:
            found: list[Fault] = []
            instances.append(_instance(file, key, entry, names, found))
            faults += found
            if found:
                break
        made.append(instances)
    return made


def texts_of(entry: QuestionEntry) -> dict[Key, str]:
    """Return the texts of a question that its instances may differ in."""
    texts: dict[Key, str] = {("prompt",): entry.prompt, ("explanation",): entry.explanation}
    for index, wrong in enumerate(entry.wrong):
        texts["wrong", index, "explanation"] = wrong.explanation
    return texts


def _instance(
    file: SourceFile,
    key: Key,
    entry: QuestionEntry,
    names: dict[str, Any] | None,
    faults: list[Fault],
) -> Instance:
    def filled(text: str, *at: str | int) -> str:
        return text if names is None else _fill(text, names, file, (*key, *at), faults)

    wrong = [
        _number(filled(each.value, "wrong", index, "value"))
        if entry.kind == "numeric"
        else each.value
        for index, each in enumerate(entry.wrong)
    ]
    return Instance(
        texts={at: filled(text, *at) for at, text in texts_of(entry).items()},
        answer=entry.answer if names is None else names["answer"],
        wrong=wrong,
    )


def _fill(text: str, names: dict[str, Any], file: SourceFile, key: Key, faults: list[Fault]) -> str:
    def value(match: re.Match[str]) -> str:
        name = match[1]
        if name not in names:
            faults.append(file.fault(f"The generator gives no {name!r}.", *key))
            return ""
        given = names[name]
        return f"{given:.6g}" if isinstance(given, float) else str(given)

    return PLACEHOLDER.sub(value, text)


def _number(text: str) -> float:
    """Return a wrong value as a number; what is none is refused later, as not finite."""
    try:
        return float(text)
    except ValueError:
        return float("nan")


def _generated(
    file: SourceFile, entries: list[QuestionEntry], faults: list[Fault]
) -> dict[str, list[dict[str, Any]]]:
    """Return the values that the functions give, by question."""
    wanted = {entry.id: entry.generate for entry in entries if entry.generate}
    path = file.path.with_name(GENERATORS)
    if not wanted:
        return {}
    if not path.is_file():
        faults.append(Fault(path_shown(path), 1, "The file is missing."))
        return {}
    try:
        answer = json.loads(child_run(path.read_text(encoding="utf-8"), json.dumps(wanted)))
    except subprocess.TimeoutExpired:
        faults.append(Fault(path_shown(path), 1, f"It runs for more than {CHILD_LIMIT_S} s."))
        return {}
    shown = path_shown(path)
    faults += [Fault(shown, fault["line"], fault["reason"]) for fault in answer["faults"]]
    values: dict[str, list[dict[str, Any]]] = answer["values"]
    return values


def child_run(source: str, wanted: str) -> str:
    """Run generators where NumPy may be loaded; the process that loads content does not load it."""
    done = subprocess.run(
        [sys.executable, "-m", "courses.loading.generating", wanted],
        input=source,
        capture_output=True,
        text=True,
        timeout=CHILD_LIMIT_S,
        cwd=ROOT,
        check=True,
    )
    return done.stdout
