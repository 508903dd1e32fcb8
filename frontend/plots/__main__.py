"""`python -m frontend.plots PROGRAM TARGET.png [--theme dark]`: look at a picture."""

import argparse
import sys
from pathlib import Path

from frontend.plots.drawing import preview_write
from frontend.plots.program import ProgramError, program_read


def main() -> int:
    """Draw one program; return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m frontend.plots", description=__doc__)
    parser.add_argument("program", type=Path)
    parser.add_argument("target", type=Path, help="a .png or .svg file")
    parser.add_argument("--theme", choices=("light", "dark"), default="light")
    given = parser.parse_args()
    try:
        program_read(given.program)
    except (OSError, ProgramError) as error:
        print(f"{given.program}: {error}", file=sys.stderr)  # noqa: T201
        return 1
    preview_write(given.program, given.target, given.theme)
    return 0


if __name__ == "__main__":
    sys.exit(main())
