# attack: 31 32-bit and x32 system calls
# what: asks for its pid by int 0x80
# expects: killed:SIGSYS or killed:SIGSEGV
# ruff: noqa

import ctypes
import mmap

# mov eax, 20; int 0x80; ret
CODE = b"\xb8\x14\x00\x00\x00\xcd\x80\xc3"


def two_loop(g, S, Y, gamma=None):
    page = mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
    page.write(CODE)
    address = ctypes.addressof(ctypes.c_char.from_buffer(page))
    ctypes.CFUNCTYPE(ctypes.c_int)(address)()
    print("ESCAPED: survived int 0x80")
    return g
