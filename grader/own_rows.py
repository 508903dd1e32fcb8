"""Which tables hold what learners did: each app registers its own, for the export and for erasure.

A table that holds anything of a learner's, directly or over other rows, is registered once, after
the tables that its rows point at.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Model, QuerySet
from ninja import Schema

# What a guest, who has no password, types or sends so that nothing is erased by a slip.
ASSENT = "delete my data"


@dataclass(frozen=True)
class Owners:
    """Whose rows are asked for: learners, and the accounts of those who have one."""

    learner_ids: Collection[UUID]
    user_ids: Collection[int]


@dataclass(frozen=True)
class OwnTable:
    """A table with learners' rows; `path` leads from a row to its learner, or to its account.

    `row` makes an exported row; a table without one is not exported, for the reason in `why_not`.
    """

    name: str
    words: str
    model: type[Model]
    path: str
    is_of_account: bool = False
    row: type[Schema] | None = None
    related: tuple[str, ...] = ()
    is_single: bool = False
    why_not: str = ""

    def rows(self, owners: Owners) -> QuerySet[Any]:
        """Return the owners' rows."""
        ids: Collection[Any] = owners.user_ids if self.is_of_account else owners.learner_ids
        return self.model._base_manager.filter(**{f"{self.path}__in": ids})


_tables: dict[str, OwnTable] = {}


def register(*tables: OwnTable) -> None:
    """Add tables; config/wiring.py calls this once for each app."""
    for table in tables:
        if (table.row is None) == (not table.why_not):
            raise ValueError(f"{table.name} has neither or both of an exported row and a reason.")
        _tables[table.name] = table


def tables() -> list[OwnTable]:
    """Return all tables; rows of a later one may point at rows of an earlier one."""
    return list(_tables.values())
