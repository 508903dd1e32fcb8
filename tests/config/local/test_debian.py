"""What the system must offer."""

import subprocess
import sys
from pathlib import Path

SCRIPT = Path(__file__).resolve().parents[3] / "config" / "local" / "debian.py"


def run(program: str, path: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-I", str(SCRIPT), program],
        env={"PATH": str(path)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_missing_program_gets_one_sentence_on_how_to_mend_it(tmp_path: Path) -> None:
    done = run("bubblewrap", tmp_path)
    assert done.returncode == 1
    assert done.stderr == (
        "Descent needs bubblewrap (it runs learners' code in a sandbox). Install it with "
        "`sudo apt-get install bubblewrap`, or your system's equivalent, and try again.\n"
    )


def test_a_present_program_is_enough(tmp_path: Path) -> None:
    program = tmp_path / "bwrap"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    assert run("bubblewrap", tmp_path).returncode == 0
