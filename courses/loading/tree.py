"""The lesson sources as one tree; what cannot be read is reported and left out."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from courses.loading.files import SourceFile, markdown_read, toml_read
from courses.loading.formats import (
    ConceptFront,
    CourseFile,
    FrontMatter,
    HeadingEntry,
    LessonFile,
    PartEntry,
    QuestionEntry,
    SkillCheckFile,
)
from exercises.faults import Fault


@dataclass(frozen=True)
class SectionSource:
    """A section's file."""

    file: SourceFile
    front: FrontMatter
    heading: HeadingEntry


@dataclass(frozen=True)
class EntrySource:
    """The entry of a concept that no section treats."""

    file: SourceFile
    concept: str


@dataclass(frozen=True)
class QuestionSource:
    """One question of a skill check's file, at an index."""

    file: SourceFile
    index: int
    entry: QuestionEntry


@dataclass
class PartSource:
    """A part; one that is not available has neither sections nor questions."""

    id: str
    index: int
    entry: PartEntry
    sections: list[SectionSource] = field(default_factory=list)
    skill_check: SourceFile | None = None
    questions: list[QuestionSource] = field(default_factory=list)


@dataclass
class LessonSource:
    """A lesson's folder."""

    file: SourceFile
    entry: LessonFile
    parts: list[PartSource]
    entries: list[EntrySource] = field(default_factory=list)


@dataclass
class Tree:
    """Everything under the content folder."""

    file: SourceFile
    course: CourseFile
    lessons: list[LessonSource]

    def parts(self) -> Iterator[tuple[LessonSource, PartSource]]:
        """Yield every part with its lesson, in reading order."""
        for lesson in self.lessons:
            for part in lesson.parts:
                yield lesson, part

    def sections(self) -> Iterator[tuple[LessonSource, PartSource, SectionSource]]:
        """Yield every section with its lesson and part, in reading order."""
        for lesson, part in self.parts():
            for section in part.sections:
                yield lesson, part, section

    def entries(self) -> Iterator[tuple[LessonSource, EntrySource]]:
        """Yield every concept's entry with its lesson."""
        for lesson in self.lessons:
            for entry in lesson.entries:
                yield lesson, entry

    def questions(self) -> Iterator[tuple[LessonSource, PartSource, QuestionSource]]:
        """Yield every question with its lesson and part, in order."""
        for lesson, part in self.parts():
            for question in part.questions:
                yield lesson, part, question


def tree_read(folder: Path, faults: list[Fault]) -> Tree | None:
    """Read course.toml and all it leads to; returns None where even that cannot be read."""
    file = toml_read(folder / "course.toml")
    course = file if isinstance(file, Fault) else file.convert(CourseFile)
    if isinstance(file, Fault) or isinstance(course, Fault):
        faults.append(file if isinstance(file, Fault) else course)  # type: ignore[arg-type]
        return None
    lessons = [_lesson_read(folder / name, faults) for name in course.lessons]
    return Tree(file, course, [lesson for lesson in lessons if lesson])


def _lesson_read(folder: Path, faults: list[Fault]) -> LessonSource | None:
    file = toml_read(folder / "lesson.toml")
    if isinstance(file, Fault):
        faults.append(file)
        return None
    entry = file.convert(LessonFile)
    if isinstance(entry, Fault):
        faults.append(entry)
        return None
    if entry.id != folder.name:
        faults.append(file.fault(f"The id must be the folder's name, {folder.name!r}.", "id"))
    headings = {heading.number: heading for heading in entry.headings}
    parts = []
    for index, part_entry in enumerate(entry.parts):
        part = PartSource(f"{folder.name}-{part_entry.number}", index, part_entry)
        if part_entry.is_available:
            part_folder = folder / f"part-{part_entry.number}"
            _sections_read(part, part_folder, headings, file, faults)
            _questions_read(part, part_folder / "skill-check.toml", faults)
        parts.append(part)
    return LessonSource(file, entry, parts, list(_entries_read(folder / "concepts", faults)))


def _entries_read(folder: Path, faults: list[Fault]) -> Iterator[EntrySource]:
    for path in sorted(folder.glob("*.md")):
        file = markdown_read(path)
        front = file if isinstance(file, Fault) else file.convert(ConceptFront)
        if isinstance(file, Fault) or isinstance(front, Fault):
            faults.append(file if isinstance(file, Fault) else front)  # type: ignore[arg-type]
        elif front.concept != path.stem:
            faults.append(file.fault(f"The file must be called {front.concept}.md.", "concept"))
        else:
            yield EntrySource(file, front.concept)


def _sections_read(
    part: PartSource,
    folder: Path,
    headings: dict[str, HeadingEntry],
    lesson_file: SourceFile,
    faults: list[Fault],
) -> None:
    """Read the part's Markdown files, in the order in which lesson.toml lists their numbers."""
    found: dict[str, SectionSource] = {}
    unread = False
    for path in sorted(folder.glob("*.md")):
        section = _section_read(path, headings)
        if isinstance(section, Fault):
            faults.append(section)
            unread = True
        elif section.front.number in found:
            other = found[section.front.number].file.name
            faults.append(
                section.file.fault(f"{other} has number {section.front.number} too.", "number")
            )
        elif section.front.number not in part.entry.sections:
            reason = f"lesson.toml lists no section {section.front.number} in this part."
            faults.append(section.file.fault(reason, "number"))
        else:
            found[section.front.number] = section
    for number in part.entry.sections:
        if number in found:
            part.sections.append(found[number])
        elif not unread:
            reason = f"There is no file for section {number} in part-{part.entry.number}/."
            faults.append(lesson_file.fault(reason, "parts", part.index, "sections"))


def _section_read(path: Path, headings: dict[str, HeadingEntry]) -> SectionSource | Fault:
    file = markdown_read(path)
    if isinstance(file, Fault):
        return file
    front = file.convert(FrontMatter)
    if isinstance(front, Fault):
        return front
    heading = headings.get(front.number.partition(".")[0])
    if heading is None:
        return file.fault(f"lesson.toml has no heading for section {front.number}.", "number")
    return SectionSource(file, front, heading)


def _questions_read(part: PartSource, path: Path, faults: list[Fault]) -> None:
    file = toml_read(path)
    if isinstance(file, Fault):
        faults.append(file)
        return
    part.skill_check = file
    entries = file.convert(SkillCheckFile)
    if isinstance(entries, Fault):
        faults.append(entries)
        return
    part.questions = [
        QuestionSource(file, index, entry) for index, entry in enumerate(entries.questions)
    ]
