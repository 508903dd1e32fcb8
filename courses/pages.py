"""What the pages show; the templates read these."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


@dataclass(frozen=True)
class Link:
    """A title that leads somewhere."""

    title: str
    url: str


@dataclass(frozen=True)
class SkillCheckState:
    """How far a learner is with a skill check; `score` is None until something is answered."""

    score: int | None
    answered: int
    total: int

    @property
    def status(self) -> str:
        """Say it in words."""
        if self.answered == 0:
            return "not attempted"
        return "done" if self.answered >= self.total else "in progress"


@dataclass(frozen=True)
class SectionLine:
    """A section in a list."""

    number: str
    title: str
    url: str
    is_read: bool


@dataclass(frozen=True)
class PartLine:
    """A part in a list; `url` is None while it is not available, `status` without a skill check."""

    id: str
    number: int
    title: str
    url: str | None
    minutes: int
    heading_count: int
    is_available: bool
    status: str | None
    score: str | None
    sections: list[SectionLine]

    @property
    def read_count(self) -> int:
        """Return how many sections the learner has read."""
        return sum(section.is_read for section in self.sections)


@dataclass(frozen=True)
class LessonLine:
    """A lesson in the course's list."""

    id: str
    title: str
    url: str
    summary: str
    parts: list[PartLine]


@dataclass(frozen=True)
class CoursePage:
    """The home page."""

    title: str
    summary: str
    lessons: list[LessonLine]


@dataclass(frozen=True)
class ConceptLine:
    """A concept in a lesson's overview."""

    slug: str
    title: str
    url: str
    exercise_url: str | None
    status: str


@dataclass(frozen=True)
class LessonPage:
    """A lesson's overview."""

    id: str
    title: str
    url: str
    summary: str
    course: Link
    useful_formula_html: str
    implementation_formula_html: str
    parts: list[PartLine]
    concepts: list[ConceptLine]
    notebook: Link | None


@dataclass(frozen=True)
class SectionPlace:
    """A section around its text, which is put in when the page is rendered."""

    id: str
    number: str
    title: str
    updated_at: datetime
    exercises: list[Link]


@dataclass
class SectionGroup:
    """Sections under one heading."""

    number: str
    title: str
    sections: list[SectionPlace] = field(default_factory=list)


@dataclass(frozen=True)
class Wrong:
    """An answer that a known misconception leads to; `value` as a device reads it."""

    value: str
    explanation_html: str


@dataclass(frozen=True)
class Instance:
    """A question with its numbers; `answer` as a device reads it, empty where options have it."""

    number: int
    prompt_html: str
    explanation_html: str
    answer: str
    wrong: list[Wrong]


@dataclass(frozen=True)
class QuestionText:
    """A variant of a question; it is shown as `first` until a script chooses among all.

    `options` hold id, html, is_correct and explanation_html; the steps of an order are shuffled,
    and `right_order` has their ids.
    """

    id: str
    slot: str
    number: int
    kind: str
    revision: int
    options: list[dict[str, Any]]
    right_order: list[str]
    first: Instance
    others: list[Instance]
    relative_tolerance: str
    symbols: list[str]
    real: list[str]
    concepts: list[str]


@dataclass(frozen=True)
class QuestionPlace:
    """A question of a page, whose text is put in when the page is rendered."""

    id: str
    slot: str
    updated_at: datetime


@dataclass(frozen=True)
class PartPage:
    """A part's reading page: one question of each slot; the others are at `questions_url`.

    `answers_json` is safe inside a script element.
    """

    id: str
    number: int
    number_text: str
    part_count: int
    title: str
    url: str
    minutes: int
    heading_count: int
    lesson: Link
    previous: Link | None
    next: Link | None
    groups: list[SectionGroup]
    questions: list[QuestionPlace]
    questions_url: str
    note: Any
    answers_json: str
    skill_check: SkillCheckState
    read_section_ids: frozenset[str]

    @property
    def sections(self) -> list[SectionPlace]:
        """Return the sections of all groups."""
        return [section for group in self.groups for section in group.sections]

    @property
    def exercises(self) -> list[Link]:
        """Return the exercises of all sections, each once."""
        return list(dict.fromkeys(link for each in self.sections for link in each.exercises))
