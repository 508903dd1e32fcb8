# Descent. `make run` starts the site, `make test` runs every check; each does its own set-up.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
PYTEST_WORKERS ?= 2

export PYTHONUNBUFFERED = 1

.PHONY: help run test check test-oracles bench bench-page bench-gpu practice-eval fuzz setup setup-tests format lint types contracts templates content spelling validate \
	test-js test-python test-browser lock clean

help:
	@echo "make run          start the site (PORT= and HOST= choose where)"
	@echo "make test         run every check and test"
	@echo "make check        run its fast part: format, lint, types, contracts, templates, content, spelling"
	@echo "make test-oracles hold reference/ against other packages"
	@echo "make bench        measure; writes var/bench.json (bench-page: into docs/benchmarks.md, too)"
	@echo "make bench-gpu    measure CPU against CUDA"
	@echo "make practice-eval  measure the practice queue; writes docs/practice.md and var/practice-eval.json"
	@echo "make fuzz         feed noise to the decoder of learners' answers, for FUZZ_TIME_S (60)"
	@echo "make format       format the code"
	@echo "make lock         pin the packages of pyproject.toml anew"

run: setup
	@exec $(BIN)/python -m config.local

test: check validate test-js test-python test-browser

check: setup-tests lint types contracts templates content spelling

# --- set-up -----------------------------------------------------------------

setup: $(VENV)/.runtime
	@$(PYTHON) config/local/debian.py bubblewrap libseccomp

setup-tests: $(VENV)/.tests setup
	@$(PYTHON) config/local/debian.py chromium
	@$(BIN)/python -m frontend.build

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' 2>/dev/null || \
		{ echo "Descent needs Python 3.11. Install it, or name it: make run PYTHON=/path/to/python3.11"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || \
		{ echo "Python's venv module is missing. On Debian: sudo apt-get install python3.11-venv"; exit 1; }

$(VENV)/.runtime: requirements.lock | $(BIN)/python
	@echo "Installing Python packages; torch is the largest, see README.md for its CPU builds …"
	@$(BIN)/python -m pip install --disable-pip-version-check -r requirements.lock
	@touch $@

$(VENV)/.tests: requirements-dev.lock $(VENV)/.runtime
	@echo "Installing the packages that tests need …"
	@$(BIN)/python -m pip install --disable-pip-version-check -r requirements-dev.lock
	@touch $@

# --- checks -----------------------------------------------------------------

lint:
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .

types:
	@$(BIN)/mypy

contracts:
	@$(BIN)/lint-imports

templates:
	@$(BIN)/djlint --lint --quiet frontend/templates

content:
	@$(BIN)/python manage.py check_content

spelling:
	@$(BIN)/codespell

format: setup-tests
	@$(BIN)/ruff check --fix-only --quiet .
	@$(BIN)/ruff format .

# --- tests ------------------------------------------------------------------

validate: setup
	@$(BIN)/python manage.py validate_exercises --again 2

test-js: setup-tests
	@$(BIN)/python -m frontend.node --test "tests/frontend/*.test.mjs"

test-python: setup-tests
	@$(BIN)/python -m pytest --quiet --numprocesses=$(PYTEST_WORKERS) --ignore=tests/browser

# Apart from the others: Playwright keeps an event loop running in its process.
test-browser: setup-tests
	@$(BIN)/python -m pytest --quiet --numprocesses=$(PYTEST_WORKERS) --dist=loadfile tests/browser

bench: setup
	@$(BIN)/python -m config.bench

bench-page: setup
	@$(BIN)/python -m config.bench --only practice --json var/bench-practice.json --markdown docs/practice.md
	@$(BIN)/python -m config.bench --markdown docs/benchmarks.md

bench-gpu: setup
	@$(BIN)/python -m config.bench --only gpu --json var/bench-gpu.json

practice-eval: setup
	@$(BIN)/python -m practice.evaluation --markdown docs/practice.md

# Oracles are other people's packages. Their environment borrows torch, NumPy, SciPy and pytest from ours.
ORACLES := var/oracles
test-oracles: setup-tests $(ORACLES)/.installed
	@$(ORACLES)/bin/python -m pytest --quiet tests/oracles

$(ORACLES)/.installed: requirements-oracles.txt requirements.lock
	@$(PYTHON) -m venv $(ORACLES)
	@$(BIN)/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))' \
		> $(ORACLES)/lib/python3.11/site-packages/project.pth
	@$(ORACLES)/bin/python -m pip install --disable-pip-version-check \
		--requirement requirements-oracles.txt --constraint requirements.lock
	@touch $@

# In an environment of its own: atheris instruments the interpreter's byte code.
FUZZ_TIME_S ?= 60
fuzz: var/fuzz-venv/.ready
	@var/fuzz-venv/bin/python -m tests.fuzzing.frames -max_total_time=$(FUZZ_TIME_S)

var/fuzz-venv/.ready: tests/fuzzing/requirements.txt | $(BIN)/python
	@$(PYTHON) -m venv var/fuzz-venv
	@var/fuzz-venv/bin/python -m pip install --disable-pip-version-check -r $<
	@touch $@

# --- upkeep -----------------------------------------------------------------

lock: setup-tests
	@$(BIN)/pip-compile --quiet --strip-extras --allow-unsafe --no-annotate --no-header --no-emit-index-url \
		--no-emit-find-links --no-emit-trusted-host --no-emit-options \
		--output-file=requirements.lock pyproject.toml
	@$(BIN)/pip-compile --quiet --strip-extras --allow-unsafe --no-annotate --no-header --no-emit-index-url \
		--no-emit-find-links --no-emit-trusted-host --no-emit-options --extra=dev \
		--constraint=requirements.lock --output-file=requirements-dev.lock pyproject.toml
	@sed -i 's/+cpu//' requirements.lock requirements-dev.lock

clean:
	rm -rf $(VENV) var frontend/node_modules frontend/dist .mypy_cache .ruff_cache .pytest_cache
