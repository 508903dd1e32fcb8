"""Makes a zygote ready to draw: fonts found, the style in force, one figure drawn."""

from __future__ import annotations

import contextlib
import ctypes
import gc
import os
import threading
from types import ModuleType

from grader.inside.confinement import SCRATCH, scratch_mount

_SCRATCH_BYTES = 16 << 20
_DESCRIPTORS = 64


def warm() -> None:
    """Load matplotlib and draw once. Raises RuntimeError where files stay open, or OSError."""
    # Matplotlib wants a folder to write its list of fonts to; the zygote has none afterwards.
    scratch_mount(_SCRATCH_BYTES)
    before = _descriptors_open()
    import matplotlib as mpl

    mpl.use("svg")
    from matplotlib import font_manager, mathtext

    _draw()
    # A font reads from its file for as long as it lives. A run closes all files that it inherits,
    # and puts its own channel in their place: a font that goes then would close that.
    for module in (font_manager, mathtext.MathTextParser):
        _caches_clear(module)
    gc.collect()
    # Building the list of fonts starts a timer; a fork needs a single thread.
    for thread in threading.enumerate():
        if thread is not threading.main_thread():
            thread.join()
    if left := _descriptors_open() - before:
        raise RuntimeError(f"Matplotlib keeps files open: {sorted(left)}.")
    _scratch_unmount()


def _scratch_unmount() -> None:
    os.chdir("/")
    if ctypes.CDLL(None, use_errno=True).umount2(SCRATCH.encode(), 0) != 0:
        code = ctypes.get_errno()
        raise OSError(code, f"unmount scratch: {os.strerror(code)}")
    os.chdir(SCRATCH)


def _draw() -> None:
    from matplotlib import pyplot as plt

    from frontend.plots.style import figure_svg, style_use

    style_use()
    figure, axes = plt.subplots()
    axes.semilogy([1.0, 2.0], [1.0, 10.0], marker="o", label=r"$\lambda^2/2$")
    axes.legend()
    figure_svg(figure)
    plt.close("all")


def _caches_clear(owner: ModuleType | type) -> None:
    for each in vars(owner).values():
        clear = getattr(each, "cache_clear", None)
        if callable(clear):
            clear()


def _descriptors_open() -> set[int]:
    found = set()
    for number in range(_DESCRIPTORS):
        with contextlib.suppress(OSError):
            os.fstat(number)
            found.add(number)
    return found
