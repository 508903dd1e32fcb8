"""Builds the front end: `python -m frontend.build` installs the npm packages and bundles."""

import hashlib
import subprocess
import sys
from pathlib import Path
from typing import Literal

from frontend.node import node_command, node_environment

FRONTEND = Path(__file__).resolve().parent
SOURCES = ("package.json", "package-lock.json", "build.mjs", "src")


def build() -> bool:
    """Install and bundle what changed since the last build; return whether anything was done.

    Raises subprocess.CalledProcessError when npm or esbuild fails; their words are on stderr.
    """
    installed = _install()
    stamp, digest = FRONTEND / "dist" / ".sources", _digest(SOURCES)
    if stamp.exists() and stamp.read_text() == digest:
        return installed
    _run("node", "build.mjs")
    stamp.write_text(digest)
    return True


def _install() -> bool:
    stamp, digest = FRONTEND / "node_modules" / ".lock", _digest(SOURCES[:2])
    if stamp.exists() and stamp.read_text() == digest:
        return False
    _run("npm", "ci", "--no-audit", "--no-fund", "--loglevel=error")
    stamp.write_text(digest)
    return True


def _run(program: Literal["node", "npm"], *arguments: str) -> None:
    command = node_command(program, *arguments)
    subprocess.run(command, cwd=FRONTEND, env=node_environment(), check=True)


def _digest(names: tuple[str, ...]) -> str:
    digest = hashlib.sha256()
    for name in names:
        path = FRONTEND / name
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if file.is_file():
                digest.update(str(file.relative_to(FRONTEND)).encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()


if __name__ == "__main__":
    try:
        build()
    except subprocess.CalledProcessError as error:
        sys.exit(f"The front end was not built: {' '.join(error.cmd)} failed.")
