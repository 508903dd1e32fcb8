"""What the lessons keep of a learner, as an export tells it."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from ninja import Field, Schema

from courses.models import Answer, CellRun, Note, SectionRead
from grader.own_rows import OwnTable


class NoteRow(Schema):
    """The note on a part."""

    part: str
    text: str
    revision: int
    updated_at: datetime

    @staticmethod
    def resolve_part(note: Note) -> str:
        return note.part_id


class SectionReadRow(Schema):
    """A section was read."""

    section: str
    read_at: datetime

    @staticmethod
    def resolve_section(read: SectionRead) -> str:
        return read.section_id


class AnswerRow(Schema):
    """An answer to a question of a skill check."""

    event_id: Annotated[UUID, Field(description="The same as its id in `practice_events`.")]
    question: str
    question_revision: int
    instance: Annotated[int, Field(description="Which instance of a generated question.")]
    choice: Annotated[
        Any, Field(description="Option ids, a number, an expression, or steps in order.")
    ]
    is_correct: bool
    answered_at: datetime

    @staticmethod
    def resolve_question(answer: Answer) -> str:
        return answer.question_id


class CellRunRow(Schema):
    """A run of a notebook's cell; runs are kept for a day."""

    id: UUID
    cell: str
    code: str
    state: str
    created_at: datetime
    finished_at: datetime | None
    verdict: str
    message: str
    line: int | None
    traceback: str
    output: str
    figures: list[Any]
    time_s: float | None

    @staticmethod
    def resolve_cell(run: CellRun) -> str:
        return run.cell_id


TABLES = (
    OwnTable("notes", "notes on parts", Note, "learner", row=NoteRow),
    OwnTable(
        "section_reads", "sections that you have read", SectionRead, "learner", row=SectionReadRow
    ),
    OwnTable("answers", "answers to skill checks", Answer, "learner", row=AnswerRow),
    OwnTable(
        "cell_runs",
        "runs of notebook cells, of the last day, with their code",
        CellRun,
        "learner",
        row=CellRunRow,
    ),
)
