"""A real browser on a real site: `make run` itself, with a database and a broker of its own."""

import fcntl
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tarfile
import tempfile
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, expect

BASE_DIR = Path(__file__).resolve().parents[2]
AXE = BASE_DIR / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
AXE_RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
}
# A part has tens of thousands of elements, nearly all inside formulas and drawings. Axe has no
# rules for those, and would look at each for half a minute. Meanwhile a word stands for a formula.
AXE_RUN = """
async ([within, rules]) => {
  const held = [];
  // Also what is not laid out as it is out of sight.
  const texts = document.querySelectorAll(".section > .prose");
  for (const text of texts) text.style.contentVisibility = "visible";
  for (const element of document.querySelectorAll(".katex, .drawing > g")) {
    const inside = document.createDocumentFragment();
    inside.append(...element.childNodes);
    held.push([element, inside]);
    if (element.matches(".katex")) element.append("formula");
  }
  try {
    return (await axe.run({ include: [[within]] }, rules)).violations;
  } finally {
    for (const [element, inside] of held) element.replaceChildren(inside);
    for (const text of texts) text.style.contentVisibility = "";
  }
}
"""
CHROMIUM_FLAGS = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]
READY_LIMIT_S = 480
# A part is a long page, and a small machine drives two browsers at once.
expect.set_options(timeout=15_000)
CUT_OFF = re.compile(r"net::ERR_(INTERNET_DISCONNECTED|FAILED)")
# A page that outlives its session, or its guest, is told so as it asks for the last time.
OUTLIVED = re.compile(r"status of 401")
MISSING_PAGE = "/no/such/page/"


class Site:
    """`make run` as a child process, and what it has printed."""

    def __init__(self, var: Path) -> None:
        with closing(socket.socket()) as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        self.url = f"http://127.0.0.1:{port}"
        self._var = var
        self.lines: list[str] = []
        self._ready = threading.Event()
        environment = {
            key: value
            for key, value in os.environ.items()
            if key not in {"DATABASE_URL", "BROKER_URL", "DJANGO_SETTINGS_MODULE", "SITE_URL"}
        }
        environment |= {"DESCENT_VAR": str(var), "PORT": str(port), "HOST": "127.0.0.1"}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "config.local"],
            cwd=BASE_DIR,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        if not self._ready.wait(READY_LIMIT_S) or self.process.poll() is not None:
            self.process.kill()
            pytest.fail("The site did not get ready:\n" + "".join(self.lines))

    @property
    def database_url(self) -> str:
        """Where its database is."""
        addresses = json.loads((self._var / "addresses.json").read_text())
        return str(addresses["DATABASE_URL"])

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.lines.append(line)
            if line.startswith("Descent is ready at"):
                self._ready.set()
        self._ready.set()

    def printed(self, pattern: str) -> re.Match[str] | None:
        """Return the last match in what the site has printed."""
        found = None
        for found in re.finditer(pattern, "".join(self.lines), re.DOTALL):  # noqa: B007
            pass
        return found

    def stop(self) -> int:
        """Press Ctrl-C and return the exit status."""
        self.process.send_signal(signal.SIGINT)
        status = self.process.wait(60)
        self._reader.join(10)
        assert self.process.stdout is not None
        self.process.stdout.close()
        return status


@contextmanager
def open_folder() -> Iterator[Path]:
    """Not pytest's own folder: that one is closed to the user that root runs PostgreSQL as."""
    with tempfile.TemporaryDirectory(prefix="descent-site-") as folder:
        yield Path(folder) / "var"


@pytest.fixture(scope="session")
def first_load(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a site that has loaded all content, packed: every worker starts from it.

    Drawing the figures and running the demos takes a minute of all cores.
    """
    shared = tmp_path_factory.getbasetemp().parent
    packed = shared / "first-load.tar"
    with (shared / "first-load.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not packed.exists():
            with open_folder() as var:
                assert Site(var).stop() == 0
                with tarfile.open(shared / "packing.tar", "w") as archive:
                    archive.add(var, "var")
            (shared / "packing.tar").rename(packed)
    return packed


@pytest.fixture(scope="session")
def site(first_load: Path) -> Iterator[Site]:
    with open_folder() as var:
        with tarfile.open(first_load) as archive:
            # With their owners, and the sockets of nobody.
            archive.extractall(var.parent, filter="fully_trusted")
        running = Site(var)
        yield running
        assert running.stop() == 0


@pytest.fixture(scope="session")
def base_url(site: Site) -> str:
    return site.url


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium"
    return {
        **browser_type_launch_args,
        "executable_path": chromium,
        "chromium_sandbox": os.geteuid() != 0,
        "args": CHROMIUM_FLAGS,
    }


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    return {
        **browser_context_args,
        "locale": "en-GB",
        "timezone_id": "Europe/Zurich",
        "reduced_motion": "reduce",
        "viewport": {"width": 1440, "height": 960},
        # Its copies are for test_offline.py; elsewhere it would hide what tests do to the network.
        "service_workers": "block",
    }


@pytest.fixture(autouse=True)
def console(context: BrowserContext, base_url: str) -> Iterator[list[str]]:
    """Fail a test whose pages report an error, or ask another machine for anything."""
    seen: list[str] = []

    def on_message(message: ConsoleMessage) -> None:
        # What a test provokes itself is not a fault of the page.
        url = message.location.get("url", "")
        provoked = CUT_OFF.search(message.text) or url.endswith(MISSING_PAGE)
        provoked = provoked or ("/api/v1/" in url and OUTLIVED.search(message.text))
        if message.type == "error" and not provoked:
            seen.append(f"{url}: {message.text}")

    context.on("weberror", lambda error: seen.append(str(error.error)))
    context.on("console", on_message)
    context.on(
        "request",
        lambda request: (
            request.url.startswith((base_url, "data:", "blob:"))
            or seen.append(f"asked another machine: {request.url}")
        ),
    )
    yield seen
    assert seen == []


class Axe:
    """The accessibility checker axe-core, run in a page."""

    def __init__(self) -> None:
        self._source = AXE.read_text()

    def check(self, page: Page, rules: dict[str, Any] = AXE_RULES, *, within: str = "html") -> None:
        """Fail when axe finds anything in what a selector names."""
        # Evaluated by the debugger, so the page's content security policy does not apply to it.
        page.evaluate(self._source + ";0")
        found = page.evaluate(AXE_RUN, [within, rules])
        assert not found, "\n".join(
            f"{rule['id']}: {rule['help']}\n  "
            + "\n  ".join(f"{node['html']}\n    {node['failureSummary']}" for node in rule["nodes"])
            for rule in found
        )

    def check_colours(self, page: Page, *, within: str = "html") -> None:
        """Fail when a text has too little contrast: all that another theme can change."""
        rules = {"runOnly": {"type": "rule", "values": ["color-contrast"]}}
        self.check(page, rules, within=within)


@pytest.fixture(scope="session")
def axe() -> Axe:
    return Axe()
