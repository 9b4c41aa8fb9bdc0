# The front door. `make help` lists what can be asked for; every target sets up what it needs first.
PYTHON ?= python3
PY := .venv/bin/python
SET_UP := $(PYTHON) tools/set_up.py
# Passed on to the program behind a target: make test ARGS="tests/store -x"
ARGS ?=
JOBS ?= 2

export QT_API := pyside6
export PYTHONUTF8 := 1

.DEFAULT_GOAL := help
.PHONY: help setup run app headoffice test check format tour bench translations lock clean

help: ## List these targets
	@echo "make TARGET [ARGS=\"options of the program behind it\"]"
	@echo
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: ## Virtual environment, locked packages, Qt's system libraries
	@$(SET_UP) python qt

run: setup ## Try it: head office with sample data and the enrolled app (no display: the tour instead)
	@$(SET_UP) $(if $(DISPLAY)$(WAYLAND_DISPLAY),window,screen)
	@$(PY) -m tools.translations compile
	@$(PY) -m tools.run_demo $(ARGS)

app: setup ## The tablet app alone
	@$(SET_UP) window
	@$(PY) -m tools.translations compile
	@$(PY) -m clienteling $(ARGS)

headoffice: setup ## The head office service; ARGS="serve|import|sample|enrol-code|status ..." (default: serve)
	@$(PY) -m headoffice $(or $(ARGS),serve)

test: setup ## All tests, on SQLite and PostgreSQL
	@$(SET_UP) postgresql screen
	@$(PY) -m tools.translations compile
	@$(PY) -m pytest -n $(JOBS) $(ARGS)

check: setup ## Format, lint, types, import directions, QML, translations, sizes
	@$(PY) -m tools.check $(ARGS)

format: setup ## Format the Python files and mend what the linter can mend
	@$(PY) -m ruff format
	@$(PY) -m ruff check --fix

tour: setup ## Walk the whole way unattended with real processes; pictures in build/tour
	@$(SET_UP) screen
	@$(PY) -m tools.translations compile
	@$(PY) -m tests.e2e.tour $(ARGS)

bench: setup ## Measure
	@$(PY) -m bench $(ARGS)

translations: setup ## Collect the texts to translate, compile what is translated
	@$(PY) -m tools.translations update
	@$(PY) -m tools.translations compile

lock: setup ## Compile requirements/*.lock anew; ARGS="--upgrade" takes the newest versions
	@$(PY) -m tools.lock $(ARGS)

clean: ## Delete everything that was built, the virtual environment too
	rm -rf .venv build dist .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
	rm -f resources/translations/*.qm
	find clienteling headoffice tools tests bench -name __pycache__ -type d -prune -exec rm -rf {} + 2>/dev/null || true
