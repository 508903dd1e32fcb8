"""Reads exercise folders into `Exercise`, or says which file breaks the format and why."""

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import msgspec
from msgspec import Struct

from exercises.format.bounds import limits_faults
from exercises.format.errors import ExerciseError
from exercises.format.exercise import (
    Check,
    Device,
    Exercise,
    Function,
    Library,
    Limits,
    Signature,
)
from exercises.format.sources import (
    checks_verify,
    correct_solutions_read,
    mistakes_read,
    starter_verify,
    text_read,
)

LIBRARY = Path(__file__).parents[1] / "library"
STATEMENT = "statement.md"
# Made from the rest of a folder, and so no part of what it is.
MADE_FILES = frozenset({"validation.json", "public-answers.json"})
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
REFERENCE = re.compile(r"[A-Za-z_]\w*(\.[A-Za-z_]\w*)*:[A-Za-z_]\w*")


class _Toml(Struct, frozen=True, forbid_unknown_fields=True):
    uuid: UUID
    catalogue_number: str
    revision: int
    title: str
    summary: str
    concepts: tuple[str, ...]
    level: int
    expected_minutes: int
    reference: str
    signature: Signature
    checks: tuple[Check, ...]
    libraries: tuple[Library, ...] = ("numpy",)
    devices: tuple[Device, ...] = ("cpu",)
    prerequisites: tuple[str, ...] = ()
    further: tuple[Function, ...] = ()
    limits: Limits = Limits()


def exercise_load(folder: Path) -> Exercise:
    """Return the exercise in this folder.

    Raises:
        ExerciseError: naming the first file, key and reason that break the format.

    """
    folder = folder.resolve()
    path = folder / "exercise.toml"
    toml = _toml_read(path)
    _toml_verify(toml, path)
    if not SLUG.fullmatch(folder.name):
        raise ExerciseError(folder, "the folder's name must be a slug of a-z, 0-9 and hyphens")
    check_ids = tuple(check.id for check in toml.checks)
    checks_verify(folder / "checks.py", check_ids)
    for signature in (toml.signature, *toml.further):
        starter_verify(folder / "starter.py", signature.function)
    statement = text_read(folder / STATEMENT)
    if not statement.strip():
        raise ExerciseError(folder / STATEMENT, "the statement is empty")
    fields = {name: getattr(toml, name) for name in toml.__struct_fields__}
    return Exercise(
        **fields,
        slug=folder.name,
        lesson=folder.parent.name,
        folder=folder,
        statement=statement,
        starter=text_read(folder / "starter.py"),
        solutions_correct=correct_solutions_read(folder / "solutions" / "correct"),
        mistakes=mistakes_read(folder / "solutions" / "wrong", check_ids),
        content_hash=_folder_hash(folder, MADE_FILES),
        judged_hash=_folder_hash(folder, MADE_FILES | {STATEMENT}),
    )


def exercise_get(slug: str, library: Path = LIBRARY) -> Exercise:
    """Return the exercise of this slug.

    Raises:
        ExerciseError: when the library has none, or it breaks the format.

    """
    if SLUG.fullmatch(slug):
        for folder in sorted(library.glob(f"*/{slug}")):
            if folder.is_dir():
                return exercise_load(folder)
    raise ExerciseError(library, f"there is no exercise `{slug}`")


def exercises_list(library: Path = LIBRARY) -> list[Exercise]:
    """Return every exercise of the library, by lesson and catalogue number.

    Raises:
        ExerciseError: when one breaks the format, or two share a slug, a uuid or a number.

    """
    exercises = [
        exercise_load(folder)
        for folder in sorted(library.glob("*/*"))
        if folder.is_dir() and not folder.name.startswith(("_", "."))
    ]
    seen: dict[str, Exercise] = {}
    for exercise in exercises:
        for key in (exercise.slug, str(exercise.uuid), exercise.catalogue_number):
            if key in seen:
                raise ExerciseError(
                    exercise.folder / "exercise.toml",
                    f"`{key}` is already taken by {seen[key].folder}",
                )
            seen[key] = exercise
    return sorted(exercises, key=lambda exercise: (exercise.lesson, _number_key(exercise)))


def _number_key(exercise: Exercise) -> tuple[tuple[int, str], ...]:
    parts = re.findall(r"\d+|\D+", exercise.catalogue_number)
    return tuple((int(part), "") if part.isdigit() else (-1, part) for part in parts)


def _toml_read(path: Path) -> _Toml:
    try:
        return msgspec.toml.decode(text_read(path), type=_Toml)
    except msgspec.ValidationError as error:
        reason, _, where = str(error).partition(" - at ")
        key = where.strip("`").removeprefix("$").lstrip(".")
        raise ExerciseError(path, f"{key}: {reason}" if key else reason) from None
    except msgspec.DecodeError as error:
        raise ExerciseError(path, f"this is not TOML: {error}") from None


def _toml_verify(toml: _Toml, path: Path) -> None:
    for key, reason in _toml_faults(toml):
        raise ExerciseError(path, f"{key}: {reason}")


def _toml_faults(toml: _Toml) -> Iterator[tuple[str, str]]:
    if toml.revision < 1:
        yield "revision", "must be 1 or more"
    if not 1 <= toml.level <= 4:
        yield "level", "must be between 1 and 4"
    if toml.expected_minutes < 1:
        yield "expected_minutes", "must be 1 or more"
    for key in ("title", "summary", "catalogue_number"):
        if not getattr(toml, key).strip():
            yield key, "must not be empty"
    for key, reference in _references(toml):
        if not REFERENCE.fullmatch(reference):
            yield key, f"`{reference}` must read package.module:function"
    yield from _list_faults(toml)
    yield from _concept_faults("concepts", toml.concepts)
    yield from _concept_faults("prerequisites", toml.prerequisites)
    yield from _signature_faults("signature", toml.signature)
    for position, function in enumerate(toml.further):
        yield from _signature_faults(f"further[{position}]", function)
    names = [toml.signature.function, *(function.function for function in toml.further)]
    if len(set(names)) < len(names):
        yield "further", "two functions share a name"
    yield from ((f"limits.{name}", reason) for name, reason in limits_faults(toml.limits))
    yield from _checks_faults(toml.checks)


def _list_faults(toml: _Toml) -> Iterator[tuple[str, str]]:
    for key in ("libraries", "devices", "concepts"):
        if not getattr(toml, key):
            yield key, "must name at least one"
    for key in ("libraries", "devices", "concepts", "prerequisites"):
        if len(set(getattr(toml, key))) < len(getattr(toml, key)):
            yield key, "names one twice"


def _concept_faults(key: str, concepts: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    for concept in concepts:
        if not SLUG.fullmatch(concept):
            yield key, f"`{concept}` is no slug of a-z, 0-9 and hyphens"


def _references(toml: _Toml) -> Iterator[tuple[str, str]]:
    yield "reference", toml.reference
    for position, function in enumerate(toml.further):
        yield f"further[{position}].reference", function.reference


def _signature_faults(key: str, signature: Signature) -> Iterator[tuple[str, str]]:
    names = [parameter.name for parameter in signature.parameters]
    for name in (signature.function, *names):
        if not name.isidentifier():
            yield key, f"`{name}` is no Python name"
    if len(set(names)) < len(names):
        yield f"{key}.parameters", "names one twice"
    defaults = [parameter.default is not None for parameter in signature.parameters]
    if defaults != sorted(defaults):
        yield f"{key}.parameters", "a parameter without a default follows one with a default"


def _checks_faults(checks: tuple[Check, ...]) -> Iterator[tuple[str, str]]:
    ids = [check.id for check in checks]
    if len(set(ids)) < len(ids):
        yield "checks", "two checks share an id"
    if not any(check.public for check in checks):
        yield "checks", "at least one check must be public"
    for position, check in enumerate(checks):
        key = f"checks[{position}]"
        if not check.id.isidentifier() or check.id.startswith("_"):
            yield f"{key}.id", f"`{check.id}` is no public Python name"
        if check.points < 1:
            yield f"{key}.points", "must be 1 or more"
        if not check.title.strip():
            yield f"{key}.title", "must not be empty"
        if not check.concepts:
            yield f"{key}.concepts", "must name at least one"
        yield from _concept_faults(f"{key}.concepts", check.concepts)


def _folder_hash(folder: Path, without: frozenset[str]) -> str:
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if "__pycache__" in path.parts or (path.parent == folder and path.name in without):
            continue
        if path.is_symlink():
            raise ExerciseError(path, "an exercise holds no symbolic links")
        if path.is_file():
            content = path.read_bytes()
            name = path.relative_to(folder).as_posix()
            digest.update(f"{name}\0{len(content)}\0".encode())
            digest.update(content)
    return digest.hexdigest()
