"""The memory that a call's arrays lie in, shared by judge and solution process.

The judge makes a fresh memfd for every call and passes it once. The solution process can change its
bytes, and builds its arrays on them, so the judge sees what the call changed; it can never make it
larger. The judge only ever copies out of it, and maps none of it.
"""

from __future__ import annotations

import ctypes
import fcntl
import mmap
import os
from typing import Any

import numpy as np

from grader.inside.frames import FrameError
from grader.inside.layouts import Bytes

_CHUNK_BYTES = 1 << 18
_SMALL_BYTES = 1 << 14
_FAILED = ctypes.c_void_p(-1).value

# Python's own mmap would keep a descriptor open for as long as it is mapped.
_libc = ctypes.CDLL(None, use_errno=True)
_mmap, _munmap = _libc.mmap, _libc.munmap
_mmap.argtypes = [ctypes.c_void_p, ctypes.c_size_t, *[ctypes.c_int] * 3, ctypes.c_long]
_mmap.restype = ctypes.c_void_p
_munmap.argtypes = [ctypes.c_void_p, ctypes.c_size_t]


class SharedMemory:
    """The judge's end: a sealed memfd with these pieces at these offsets."""

    def __init__(self, pieces: list[tuple[int, Bytes]], size_bytes: int) -> None:
        """Write the pieces. They are kept for comparison, so they must not change meanwhile."""
        self.size_bytes = size_bytes
        self._pieces = pieces
        self._descriptor = os.memfd_create("call", os.MFD_ALLOW_SEALING | os.MFD_CLOEXEC)
        try:
            if size_bytes <= _SMALL_BYTES:
                os.pwrite(self._descriptor, self._joined(), 0)
            else:
                self._write()
            fcntl.fcntl(self._descriptor, fcntl.F_ADD_SEALS, fcntl.F_SEAL_GROW)
        except BaseException:
            self.close()
            raise

    def fileno(self) -> int:
        """Return the descriptor to pass."""
        return self._descriptor

    def changed(self) -> list[int]:
        """Return the indices of the pieces whose bytes are not those that were written."""
        if self.size_bytes <= _SMALL_BYTES:
            now = os.pread(self._descriptor, self.size_bytes, 0)
            if now == self._joined():
                return []
        scratch = np.empty(_CHUNK_BYTES, np.uint8)
        return [
            index
            for index, (offset, piece) in enumerate(self._pieces)
            if not self._holds(offset, piece, scratch)
        ]

    def release(self) -> bool:
        """Give the memory back and close, unless somebody still maps it; return whether it went.

        Whoever kept only the descriptor then holds nothing. The kernel refuses to seal memory
        against writing as long as it is mapped for writing, as the solution's arrays are.
        """
        try:
            fcntl.fcntl(self._descriptor, fcntl.F_ADD_SEALS, fcntl.F_SEAL_WRITE)
            os.ftruncate(self._descriptor, 0)
        except OSError:
            return False
        self.close()
        return True

    def close(self) -> None:
        """Close the judge's descriptor, and forget what was written."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
        self._descriptor, self._pieces = -1, []

    def compared(self) -> None:
        """Forget what was written, when no further comparison is to come."""
        self._pieces = []

    def _joined(self) -> bytes:
        data = bytearray(self.size_bytes)
        for offset, piece in self._pieces:
            data[offset : offset + piece.size] = piece.data
        return bytes(data)

    def _write(self) -> None:
        os.ftruncate(self._descriptor, self.size_bytes)
        for offset, piece in self._pieces:
            written = 0
            while written < piece.size:
                written += os.pwrite(self._descriptor, piece.data[written:], offset + written)

    def _holds(self, offset: int, piece: Bytes, scratch: Bytes) -> bool:
        for begin in range(0, piece.size, _CHUNK_BYTES):
            wanted = piece[begin : begin + _CHUNK_BYTES]
            have = scratch[: wanted.size]
            if os.preadv(self._descriptor, [have.data], offset + begin) != wanted.size:
                return False
            if not _equal(have, wanted):
                return False
        return True


def _equal(have: Bytes, wanted: Bytes) -> bool:
    if wanted.size % 8 == 0:
        return bool((have.view(np.uint64) == wanted.view(np.uint64)).all())
    return bool((have == wanted).all())


class _Mapping:
    """A shared mapping, gone with the last array on it."""

    def __init__(self, descriptor: int, size_bytes: int) -> None:
        protection = mmap.PROT_READ | mmap.PROT_WRITE
        address = _mmap(None, size_bytes, protection, mmap.MAP_SHARED, descriptor, 0)
        if address == _FAILED:
            raise MemoryError(f"{size_bytes} bytes of arguments cannot be mapped.")
        self._unmap, self._address, self._size_bytes = _munmap, address, size_bytes
        self.__array_interface__ = {
            "version": 3,
            "typestr": "|u1",
            "shape": (size_bytes,),
            "data": (address, False),
        }

    def __del__(self) -> None:
        if hasattr(self, "_address"):
            self._unmap(self._address, self._size_bytes)


def shared_map(descriptor: int | None, size_bytes: int) -> np.ndarray[Any, Any] | None:
    """Return the bytes that came with a call, mapped; None where there are none.

    The descriptor is closed. Raises FrameError when it does not fit the size that was declared.
    """
    if descriptor is None:
        if size_bytes:
            raise FrameError("A frame declares shared memory and came without.")
        return None
    try:
        if not size_bytes or os.fstat(descriptor).st_size != size_bytes:
            raise FrameError("A frame's shared memory has another size than declared.")
        return np.asarray(_Mapping(descriptor, size_bytes))
    finally:
        os.close(descriptor)
