"""Settings from the environment fail loudly."""

import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from config import environment
from exercises.format.bounds import Bounds

BASE_DIR = Path(__file__).resolve().parents[2]


def test_a_flag_that_is_neither_on_nor_off_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEBUG", "maybe")
    with pytest.raises(ImproperlyConfigured, match="DEBUG must be 1 or 0, not 'maybe'"):
        environment.flag("DEBUG", default=False)


def test_a_number_that_is_none_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EMAIL_PORT", "smtp")
    with pytest.raises(ImproperlyConfigured, match="EMAIL_PORT must be a whole number"):
        environment.number("EMAIL_PORT", default=25)


def test_a_count_of_nothing_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRADER_RUNS_PER_ZYGOTE", "0")
    with pytest.raises(ImproperlyConfigured, match="GRADER_RUNS_PER_ZYGOTE must be above 0, not 0"):
        environment.positive("GRADER_RUNS_PER_ZYGOTE", default=500)


def test_each_bound_of_the_limits_has_a_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    assert environment.bounds() == Bounds()
    monkeypatch.setenv("GRADER_MAX_WALL_LIMIT_S", "1.5")
    monkeypatch.setenv("GRADER_MAX_MEMORY_LIMIT_BYTES", "1073741824")
    assert environment.bounds() == Bounds(wall_limit_s=1.5, memory_limit_bytes=1 << 30)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("GRADER_MAX_WALL_LIMIT_S", "nan"),
        ("GRADER_MAX_WALL_LIMIT_S", "inf"),
        ("GRADER_MAX_WALL_LIMIT_S", "5 min"),
        ("GRADER_MAX_CPU_LIMIT_S", "-1"),
        ("GRADER_MAX_MEMORY_LIMIT_BYTES", "8GiB"),
        ("GRADER_MAX_FRAME_COUNT_LIMIT", "0"),
    ],
)
def test_a_bound_that_makes_no_sense_is_refused(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(ImproperlyConfigured, match=f"{name} must be .*{value}"):
        environment.bounds()


def test_a_production_process_without_a_secret_key_does_not_start(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "manage.py", "check"],
        cwd=BASE_DIR,
        env={
            "DATABASE_URL": "postgresql://somewhere/else",
            "BROKER_URL": "redis://somewhere/else",
            "DESCENT_VAR": str(tmp_path),
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode != 0
    assert "SECRET_KEY is not set. Give every process" in done.stderr


def test_a_checkout_keeps_one_secret_key_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SECRET_KEY", raising=False)
    monkeypatch.setenv("DESCENT_LOCAL", "1")
    monkeypatch.setattr(environment, "VAR_DIR", tmp_path / "var")
    first = environment.secret_key(debug=False)
    assert len(first) >= 50
    assert environment.secret_key(debug=False) == first
    assert (tmp_path / "var" / "secret_key").stat().st_mode & 0o077 == 0
