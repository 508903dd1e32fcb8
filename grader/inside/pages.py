"""Huge pages for what every run inherits, since a fork copies an entry for each page."""

from __future__ import annotations

import ctypes
import gc

_HUGE_PAGE_BYTES = 2 << 20
_MADV_COLLAPSE = 25

_libc = ctypes.CDLL(None)
_libc.madvise.argtypes = [ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int]


def heap_collapse() -> int:
    """Move the heap to huge pages where the kernel can; return how many it is on then.

    Whoever forks copies, and whoever ends gives up, one entry in the place of 512. A run that
    writes still copies small pages only. Call it before `gc.freeze`, which hides the objects.
    """
    # There is no /proc here that tells where the heap is. Objects do, and what lies beside them.
    found = {id(each) // _HUGE_PAGE_BYTES for each in gc.get_objects()}
    tried: set[int] = set()
    collapsed = 0
    while found:
        number = found.pop()
        tried.add(number)
        if _collapse(number):
            collapsed += 1
            found |= {number - 1, number + 1} - tried
    return collapsed


def _collapse(number: int) -> bool:
    # Linux has this since 6.1. It refuses what is no private memory, or was never touched.
    address = number * _HUGE_PAGE_BYTES
    result: int = _libc.madvise(address, _HUGE_PAGE_BYTES, _MADV_COLLAPSE)
    return result == 0
