# attack: 23 memory bomb, slow and fast
# what: maps over the interpreter's own code
# expects: killed:SIGSEGV or killed:SIGBUS or killed:SIGILL
# ruff: noqa

import ctypes


def two_loop(g, S, Y, gamma=None):
    libc = ctypes.CDLL(None)
    libc.mmap.restype = ctypes.c_void_p
    libc.mmap.argtypes = [ctypes.c_void_p, ctypes.c_size_t] + [ctypes.c_int] * 4
    address = ctypes.cast(ctypes.pythonapi.PyObject_GetAttr, ctypes.c_void_p).value & ~0xFFF
    libc.mmap(address, 1 << 16, 3, 0x32, -1, 0)
    return [g.shape for _ in range(10)]
