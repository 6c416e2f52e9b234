# Two commands: `make run` and `make test`. They set up .venv by themselves and need only python3 (3.11 or newer) and make.
PYTHON ?= python3
BIN := .venv/bin
PINNED := --universal --generate-hashes --no-emit-index-url --no-header -q
PIP := $(BIN)/pip --quiet --disable-pip-version-check install --require-hashes

.PHONY: run install test check bench lock
.DEFAULT_GOAL := run

run: install  ## start the bot; without a token, the conversation in the terminal
	@$(BIN)/python -m bot

install: .venv/installed  ## set up .venv from the pinned requirements

.venv/installed: requirements.txt
	@$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("Python 3.11 or newer is needed; name one with PYTHON=…")'
	@$(PYTHON) -m venv .venv
	@$(PIP) -r requirements.txt
	@$(BIN)/python -m bot check
	@touch $@

.venv/developing: .venv/installed requirements-dev.txt
	@$(PIP) -r requirements-dev.txt
	@touch $@

test: .venv/developing  ## all tests
	$(BIN)/python -m pytest -q

check: .venv/developing  ## lint, format, types, knowledge
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m bot check

bench: .venv/benchmarking  ## right answers and time beside other matchers, speed beside a bot that only echoes
	$(BIN)/python -m benchmarks.peers
	$(BIN)/python -m benchmarks.faq
	$(BIN)/python -m benchmarks.speed
	$(BIN)/python -m benchmarks.throughput

.venv/benchmarking: .venv/developing requirements-bench.txt
	@$(PIP) -r requirements-bench.txt && touch $@ || echo "Not all peers could be installed: those that are missing will be left out."

lock: .venv/developing  ## pin the newest releases that pyproject.toml admits; tests and users get the same
	$(BIN)/uv pip compile pyproject.toml --group dev --upgrade $(PINNED) -o requirements-dev.txt
	$(BIN)/uv pip compile pyproject.toml --upgrade -c requirements-dev.txt $(PINNED) -o requirements.txt
	$(BIN)/uv pip compile --group bench --upgrade -c requirements-dev.txt $(PINNED) -o requirements-bench.txt
