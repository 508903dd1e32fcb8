"""What is installed is what was pinned, on every Python that Descent runs on."""

import tomllib

import pytest
from packaging.requirements import Requirement

from config.settings import BASE_DIR


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_a_lock_has_every_pin_of_the_project_with_its_marker(lock):
    """A lock made by a newer Python would leave out what only an older one needs."""
    project = tomllib.loads((BASE_DIR / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lines = (BASE_DIR / lock).read_text(encoding="utf-8").split("\n")
    lines = [line for line in lines if line and line[0] != "#"]
    locked = {
        (pin.name.lower(), str(pin.specifier), str(pin.marker)) for pin in map(Requirement, lines)
    }
    for line in project["dependencies"]:
        pin = Requirement(line)
        assert (pin.name.lower(), str(pin.specifier), str(pin.marker)) in locked, line
