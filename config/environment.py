"""Reads settings from the environment, and fails loudly on what it cannot read."""

import json
import math
import os
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured

from exercises.format.bounds import Bounds, setting_name

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(os.environ.get("DESCENT_VAR", BASE_DIR / "var")).resolve()
ADDRESSES_FILE = VAR_DIR / "addresses.json"


def flag(name: str, *, default: bool) -> bool:
    """Return an on/off setting."""
    value = os.environ.get(name)
    if value is None or value == "":
        return default
    if value.lower() in {"1", "true", "yes", "on"}:
        return True
    if value.lower() in {"0", "false", "no", "off"}:
        return False
    raise ImproperlyConfigured(f"{name} must be 1 or 0, not {value!r}.")


def number(name: str, *, default: int) -> int:
    """Return a whole-number setting."""
    value = os.environ.get(name, "")
    if not value:
        return default
    try:
        return int(value)
    except ValueError as error:
        raise ImproperlyConfigured(f"{name} must be a whole number, not {value!r}.") from error


def positive(name: str, *, default: int) -> int:
    """Return a whole-number setting that is above 0."""
    value = number(name, default=default)
    if value <= 0:
        raise ImproperlyConfigured(f"{name} must be above 0, not {value}.")
    return value


def seconds(name: str, *, default: float) -> float:
    """Return a setting that is a length of time above 0, in seconds."""
    value = os.environ.get(name, "")
    try:
        length = float(value) if value else default
    except ValueError:
        length = math.nan
    if not 0 < length < math.inf:
        raise ImproperlyConfigured(f"{name} must be a number of seconds above 0, not {value!r}.")
    return length


def bounds() -> Bounds:
    """Return the largest limits that exercises may ask for, each from a setting of its own."""
    usual = Bounds()
    own: dict[str, Any] = {}
    for name in Bounds.__struct_fields__:
        default = getattr(usual, name)
        read = seconds if isinstance(default, float) else positive
        own[name] = read(setting_name(name), default=default)
    return Bounds(**own)


def words(name: str, *, default: list[str]) -> list[str]:
    """Return a comma-separated setting as a list."""
    value = os.environ.get(name, "")
    return [word.strip() for word in value.split(",") if word.strip()] or default


def address(name: str) -> str:
    """Return DATABASE_URL or BROKER_URL: the environment's, else this checkout's own server's."""
    value = os.environ.get(name)
    if value:
        return value
    if ADDRESSES_FILE.exists():
        return str(json.loads(ADDRESSES_FILE.read_text())[name])
    return {
        "DATABASE_URL": f"postgresql://postgres:@/descent?host={VAR_DIR / 'postgres'}",
        "BROKER_URL": f"redis+socket://{VAR_DIR / 'valkey' / 'valkey.sock'}",
    }[name]


def secret_key(*, debug: bool) -> str:
    """Return SECRET_KEY; a checkout with its own database also keeps its own key under var/."""
    value = os.environ.get("SECRET_KEY")
    if value:
        return value
    if os.environ.get("DATABASE_URL") and not debug and not os.environ.get("DESCENT_LOCAL"):
        raise ImproperlyConfigured(
            "SECRET_KEY is not set. Give every process of this installation the same long random "
            "value, for instance `python -c 'import secrets; print(secrets.token_urlsafe(50))'`."
        )
    return _own_secret_key()


def _own_secret_key() -> str:
    import secrets

    path = VAR_DIR / "secret_key"
    VAR_DIR.mkdir(parents=True, exist_ok=True)
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(50))
    except FileExistsError:
        pass
    return path.read_text()
