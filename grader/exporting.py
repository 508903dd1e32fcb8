"""Tells a learner all that is kept of them, as one JSON document."""

import json
from collections.abc import AsyncIterator
from datetime import datetime
from tempfile import SpooledTemporaryFile
from typing import IO, Any, Literal
from uuid import UUID

from asgiref.sync import sync_to_async
from django.db import transaction
from django.http import StreamingHttpResponse
from django.utils import timezone
from ninja import Schema
from pydantic import create_model

from grader import own_rows
from grader.learners import learner_lock
from grader.leases import connection_release
from grader.models import Learner
from grader.own_rows import Owners, OwnTable
from grader.throttling import export_check

FORMAT = "descent-export"
VERSION = 1
ROWS_AT_ONCE = 500
IN_MEMORY_BYTES = 1 << 20
CHUNK_BYTES = 1 << 16


class ExportHead(Schema):
    """What an export begins with."""

    format: Literal["descent-export"]
    version: Literal[1]
    exported_at: datetime


def owners_of(learner: Learner) -> Owners:
    """Return whose rows a learner may see and erase: their own, and their account's."""
    return Owners([learner.pk], [learner.user_id] if learner.user_id is not None else [])


def own_counts(learner: Learner) -> list[tuple[str, int | None]]:
    """Return what is kept of a learner, in words, and how many rows; None for what is one."""
    owners = owners_of(learner)
    counts = [(table, table.rows(owners).count()) for table in _exported()]
    return [(table.words, None if table.is_single else count) for table, count in counts if count]


def export_schema() -> type[Schema]:
    """Return the document's schema; every app must have registered its tables."""
    fields: dict[str, Any] = {}
    for table in _exported():
        row: Any = table.row
        fields[table.name] = (row | None if table.is_single else list[row], ...)
    return create_model("ExportOut", __base__=ExportHead, **fields)


def export_response(learner: Learner) -> StreamingHttpResponse:
    """Return the document as an attachment. Raises a Problem above the rate, LearnerGoneError.

    It is written to a file first, so that a slow reader holds no connection to the database.
    """
    export_check(learner)
    file: IO[bytes] = SpooledTemporaryFile(max_size=IN_MEMORY_BYTES)  # noqa: SIM115 (see _chunks)
    export_write(learner.pk, file)
    size_bytes = file.tell()
    file.seek(0)
    connection_release()
    return StreamingHttpResponse(
        _chunks(file),
        content_type="application/json",
        headers={
            "Content-Disposition": f'attachment; filename="descent-data-{_today()}.json"',
            "Content-Length": str(size_bytes),
            "Cache-Control": "no-store",
        },
    )


@transaction.atomic
def export_write(learner_id: UUID, file: IO[bytes]) -> None:
    """Write the document; the learner's other writers wait, so that it is of one moment."""
    owners = owners_of(learner_lock(learner_id))
    head = {"format": FORMAT, "version": VERSION, "exported_at": timezone.now().isoformat()}
    file.write(json.dumps(head).removesuffix("}").encode())
    for table in _exported():
        file.write(f',\n"{table.name}": '.encode())
        _table_write(table, owners, file)
    file.write(b"\n}\n")


def _table_write(table: OwnTable, owners: Owners, file: IO[bytes]) -> None:
    # Without a name it would follow every foreign key.
    rows = table.rows(owners).order_by("pk").select_related(*table.related or (None,))
    told = (_told(table, row) for row in rows.iterator(chunk_size=ROWS_AT_ONCE))
    if table.is_single:
        file.write(next(told, b"null"))
        return
    file.write(b"[")
    for number, text in enumerate(told):
        file.write(b",\n  " if number else b"\n  ")
        file.write(text)
    file.write(b"]")


def _told(table: OwnTable, row: Any) -> bytes:
    assert table.row is not None
    return table.row.model_validate(row).model_dump_json().encode()


def _exported() -> list[OwnTable]:
    return [table for table in own_rows.tables() if table.row is not None]


async def _chunks(file: IO[bytes]) -> AsyncIterator[bytes]:
    with file:
        while chunk := await sync_to_async(file.read, thread_sensitive=False)(CHUNK_BYTES):
            yield chunk


def _today() -> str:
    return timezone.localdate().isoformat()
