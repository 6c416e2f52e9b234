# Two commands: `make run` and `make test`. They set up .venv by themselves and need only python3 (3.11 or newer) and make.
PYTHON ?= python3
BIN := .venv/bin
PINNED := --universal --generate-hashes --no-emit-index-url --no-header -q
AUDIT := $(BIN)/pip-audit --require-hashes --disable-pip --progress-spinner off --timeout 10 -r requirements.txt
PIP := $(BIN)/pip --quiet --disable-pip-version-check install --require-hashes

.PHONY: run install test check audit soak bench lock
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

check: .venv/developing audit  ## lint, format, types, knowledge, dependencies
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m bot check

# Where the service that knows of vulnerabilities cannot be reached, pip-audit reports nothing found: that is told apart here.
audit: .venv/developing  ## known vulnerabilities of what is pinned
	@report=$$($(AUDIT) -f json 2>/dev/null); case "$$report" in \
	*'"vulns": [{'*) $(AUDIT); exit 1;; \
	''|*skip_reason*) echo "Not all dependencies were audited: the service that knows their vulnerabilities cannot be reached.";; \
	*) echo "No dependency has a known vulnerability.";; esac

soak: .venv/developing  ## faults by the hundred, 100,000 updates, arbitrary ones by the ten thousand (two or three hours)
	$(BIN)/python -m tests.live.faults
	$(BIN)/python -m tests.live.soak
	SOAK=50 $(BIN)/python -m pytest -q tests/test_fuzz.py

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
