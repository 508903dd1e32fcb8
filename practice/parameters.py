"""The parameters that folds go by: the newest fit that proved itself, or those of the code."""

from functools import lru_cache

from practice.freshness import Looked
from practice.model.folding import REVISION
from practice.model.parameters import DEFAULT, Parameters, parameters_read
from practice.models import PooledFit


def parameters_get() -> Parameters:
    """Return the parameters in force; a fit made for another form of the fold is not used."""
    pk = _newest.get()
    try:
        return DEFAULT if pk is None else _stored(pk)
    except PooledFit.DoesNotExist:  # deleted since it was looked up
        return DEFAULT


def _newest_get() -> int | None:
    rows = PooledFit.objects.filter(is_used=True, revision=REVISION)
    return rows.values_list("pk", flat=True).first()


_newest = Looked(_newest_get)


@lru_cache(maxsize=4)
def _stored(pk: int) -> Parameters:
    return parameters_read(PooledFit.objects.get(pk=pk).parameters.encode())
