# make demo: the reading room on the sample archive.   make test: every check.
# Both build .venv from nothing; they need python3 (3.11 or newer) and a package registry.
PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/.built

.PHONY: demo test test-long lint types contracts unit lock clean

demo: $(STAMP)
	@$(BIN)/dateline demo

test: lint types contracts unit

lint: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(STAMP)
	$(BIN)/mypy

contracts: $(STAMP)
	$(BIN)/lint-imports

unit: $(STAMP)
	$(BIN)/pytest -n auto -m "not long"

test-long: $(STAMP)
	$(BIN)/pytest -m long

$(STAMP): pyproject.toml requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Dateline needs Python 3.11 or newer; set PYTHON=/path/to/python3.11" >&2; exit 2; }
	rm -rf .venv
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps --editable .
	@touch $(STAMP)

# Needs uv (from the package registry); writes the versions for every supported Python at once.
lock:
	uv pip compile --quiet --universal --python-version 3.11 --no-annotate --no-header --no-emit-index-url --no-emit-find-links --group dev pyproject.toml --output-file requirements.lock

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
