"""The shapes of the source files; an unknown key is a mistake."""

import msgspec


class CourseFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`course.toml`."""

    id: str
    title: str
    summary: str
    lessons: tuple[str, ...]


class PartEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One of `[[parts]]` in `lesson.toml`; `sections` are the numbers that it holds."""

    number: int
    title: str
    is_available: bool
    sections: tuple[str, ...] = ()


class HeadingEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One of `[[headings]]` in `lesson.toml`: section 3.1 stands under heading 3."""

    number: str
    title: str


class LessonFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`lesson.toml`; the two formulas are TeX without dollar signs."""

    id: str
    title: str
    summary: str
    parts: tuple[PartEntry, ...]
    headings: tuple[HeadingEntry, ...]
    useful_formula: str = ""
    implementation_formula: str = ""


class FrontMatter(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What stands above a section's text; `home` is the concept that it is the place for."""

    id: str
    number: str
    title: str
    concepts: tuple[str, ...]
    exercises: tuple[str, ...] = ()
    summary: str = ""
    home: str = ""


class ConceptFront(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What stands above the entry of a concept that no section treats."""

    concept: str


class OptionEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One of `[[questions.options]]`; text and explanation are Markdown."""

    id: str
    text: str
    correct: bool
    explanation: str = ""


class QuestionEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One of `[[questions]]`; prompt and explanation are Markdown."""

    id: str
    kind: str
    prompt: str
    concepts: tuple[str, ...]
    explanation: str
    options: tuple[OptionEntry, ...] = ()
    answer: float | None = None
    relative_tolerance: float | None = None


class SkillCheckFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`skill-check.toml`."""

    questions: tuple[QuestionEntry, ...]
