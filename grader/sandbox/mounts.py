"""What is visible inside a sandbox: an allow-list of read-only mounts, and nothing beside it.

The interpreter and its standard library, the system's shared libraries, the distributions of the
flavour with what they require, `grader.inside`, and for notebooks the code that draws.
"""

from __future__ import annotations

import functools
import importlib.metadata
import os
import re
import sys
import sysconfig
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from grader.sandbox.errors import SandboxUnavailable
from grader.sandbox.limits import Flavour

CODE_FOLDER = "/descent/code"
PACKAGES_FOLDER = "/descent/packages"

_DISTRIBUTIONS = {
    "numpy": ("msgspec", "numpy"),
    "scipy": ("msgspec", "numpy", "scipy"),
    "torch": ("msgspec", "numpy", "scipy", "torch"),
    "notebook": ("msgspec", "numpy", "scipy", "torch", "matplotlib"),
}
_ROOT = Path(__file__).resolve().parents[2]
_CODE = {
    "notebook": ("grader/notebook/inside", "frontend/plots/palette.py", "frontend/plots/style.py")
}
_DEVICE_FILES = ("/dev/null", "/dev/zero", "/dev/random", "/dev/urandom")
_REQUIREMENT_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


@dataclass(frozen=True)
class Mount:
    """One file or folder of the host shown inside, read-only unless it is a device."""

    source: Path
    target: str
    is_device: bool = False


@dataclass(frozen=True)
class Link:
    """One symbolic link inside."""

    target: str
    path: str


def code_mount(source: Path, import_path: str) -> Mount:
    """Return the mount that makes a module or package importable inside.

    `source` is its file or folder; `import_path` is its dotted name, such as `grader.judging`.
    """
    suffix = source.suffix if source.is_file() else ""
    return Mount(source, f"{CODE_FOLDER}/{import_path.replace('.', '/')}{suffix}")


def mounts_for(flavour: Flavour) -> tuple[list[Mount], list[Link]]:
    """Return all mounts and links of a flavour but the judge's own.

    Raises SandboxUnavailable when a distribution is not installed as a wheel.
    """
    system, links = _system()
    mounts = [*system, *_interpreter(), *_distributions(flavour.name)]
    mounts += [
        code_mount(_ROOT / name, name.removesuffix(".py").replace("/", "."))
        for name in ("grader/inside", *_CODE.get(flavour.name, ()))
    ]
    mounts += [Mount(Path(name), name, is_device=True) for name in _DEVICE_FILES]
    if flavour.device == "cuda":
        mounts += _cuda_devices()
    return mounts, links


def masked_folders() -> list[str]:
    """Return the folders within mounts that must appear empty: the base interpreter's packages."""
    packages = Path(sysconfig.get_path("stdlib")) / "site-packages"
    # A distribution's own Python, such as Debian's, has no such folder.
    return [str(packages)] if packages.is_dir() else []


def interpreter_path() -> str:
    """Return the real path of the base interpreter, the same inside and outside."""
    base: str = getattr(sys, "_base_executable", sys.executable)
    return os.path.realpath(base)


def interpreter_library() -> Path | None:
    """Return the shared library that this interpreter is running from, if it is from one."""
    for line in Path("/proc/self/maps").read_text().splitlines():
        path = Path(line.partition("/")[2])
        if path.name.startswith("libpython"):
            return Path("/") / path
    return None


def _system() -> tuple[list[Mount], list[Link]]:
    """Return the folders of shared libraries as mounts, and as links where they are links."""
    multiarch = sysconfig.get_config_var("MULTIARCH") or ""
    names = ["/lib", "/lib64", f"/lib/{multiarch}", f"/usr/lib/{multiarch}", "/usr/lib64"]
    mounts, links = [], []
    for name in dict.fromkeys(name.rstrip("/") for name in names):
        path = Path(name)
        if path.is_symlink():
            links.append(Link(str(path.readlink()), name))
        elif path.is_dir() and name != "/lib" and not path.parent.is_symlink():
            mounts.append(Mount(path, name))
    files = [name for name in ("/etc/ld.so.cache", "/proc/cpuinfo") if Path(name).exists()]
    return mounts + [Mount(Path(name), name) for name in files], links


def _interpreter() -> list[Mount]:
    paths = [Path(interpreter_path()), Path(sysconfig.get_path("stdlib"))]
    library = interpreter_library()
    if library is not None:
        paths.append(library)
    return [Mount(path, str(path)) for path in paths]


@functools.cache
def _distributions(flavour_name: str) -> tuple[Mount, ...]:
    names: dict[str, None] = {}
    for name in _DISTRIBUTIONS[flavour_name]:
        _required_names_add(names, name)
    tops = {top for name in names for top in _top_level_paths(name)}
    return tuple(Mount(path, f"{PACKAGES_FOLDER}/{path.name}") for path in sorted(tops))


def _required_names_add(names: dict[str, None], name: str) -> None:
    if name in names:
        return
    names[name] = None
    for requirement in importlib.metadata.requires(name) or []:
        specifier, _, marker = requirement.partition(";")
        match = _REQUIREMENT_NAME.match(specifier)
        if match is None or "extra" in marker:
            continue
        required = re.sub(r"[-_.]+", "-", match.group()).lower()
        # A requirement whose marker excludes this platform is not installed and not needed.
        if _is_installed(required):
            _required_names_add(names, required)


def _is_installed(name: str) -> bool:
    try:
        importlib.metadata.distribution(name)
    except importlib.metadata.PackageNotFoundError:
        return False
    return True


def _top_level_paths(name: str) -> Iterator[Path]:
    try:
        distribution = importlib.metadata.distribution(name)
    except importlib.metadata.PackageNotFoundError as error:
        raise SandboxUnavailable(
            f"The distribution {name} is not installed: install the project's requirements."
        ) from error
    if distribution.files is None:
        raise SandboxUnavailable(
            f"The distribution {name} does not list its files: install it from a wheel with pip."
        )
    tops = {file.parts[0] for file in distribution.files} - {"..", "__pycache__"}
    for top in tops:
        path = Path(str(distribution.locate_file(top)))
        if path.exists():
            yield path


def _cuda_devices() -> list[Mount]:
    devices = sorted(Path("/dev").glob("nvidia*"))
    mounts = [Mount(path, str(path), is_device=True) for path in devices]
    driver = Path("/proc/driver/nvidia")
    return mounts + ([Mount(driver, str(driver))] if driver.is_dir() else [])
