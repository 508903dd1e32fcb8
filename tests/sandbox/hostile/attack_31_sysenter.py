# attack: 31 32-bit and x32 system calls
# what: enters the kernel by sysenter
# expects: killed:SIGSYS or killed:SIGSEGV or killed:SIGILL
# ruff: noqa

import ctypes
import mmap

# mov eax, 20; sysenter; ret
CODE = b"\xb8\x14\x00\x00\x00\x0f\x34\xc3"


def two_loop(g, S, Y, gamma=None):
    page = mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
    page.write(CODE)
    ctypes.CFUNCTYPE(ctypes.c_int)(ctypes.addressof(ctypes.c_char.from_buffer(page)))()
    print("ESCAPED: survived sysenter")
    return g
