# The front door. `make help` lists what can be asked for; every target sets up what it needs first.
PYTHON ?= python3
PY := .venv/bin/python
SET_UP := $(PYTHON) tools/set_up.py
COMPILE_TRANSLATIONS := $(PY) -m tools.translations compile
# Passed on to the program behind a target: make test ARGS="tests/store -x"
ARGS ?=
# Tests write thousands of durable little files: in memory where there is room for them.
SCRATCH := $(shell free=$$(df -Pk /dev/shm 2>/dev/null | awk 'NR==2 {print $$4}'); \
	if [ -w /dev/shm ] && [ "$${free:-0}" -gt 4000000 ]; then echo /dev/shm; else echo "$${TMPDIR:-/tmp}"; fi)
# More than two processors: tests wait for disks, sockets and screens for a third of their time.
JOBS ?= 3

export QT_API := pyside6
export PYTHONUTF8 := 1
# Programs are started by the hundred: each would compile all modules anew.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help setup run app headoffice test check format tour faults build package bench translations sbom lock clean

help: ## List these targets
	@echo "make TARGET [ARGS=\"options of the program behind it\"]"
	@echo
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: ## Virtual environment, locked packages, Qt's system libraries
	@$(SET_UP) python qt

run: ## Try it: head office with sample data and the enrolled app (no display: the tour instead)
	@$(SET_UP) python qt $(if $(DISPLAY)$(WAYLAND_DISPLAY),window,screen)
	@$(COMPILE_TRANSLATIONS)
	@$(PY) -m tools.run_demo $(ARGS)

app: ## The tablet app alone
	@$(SET_UP) python qt window
	@$(COMPILE_TRANSLATIONS)
	@$(PY) -m clienteling $(ARGS)

headoffice: ## The head office service; ARGS="serve|import|sample|enrol-code|status ..." (default: serve)
	@$(SET_UP) python
	@$(PY) -m headoffice $(or $(ARGS),serve)

test: ## All tests, on SQLite and PostgreSQL
	@$(SET_UP) python qt postgresql screen keys
	@$(COMPILE_TRANSLATIONS)
	@TMPDIR="$(SCRATCH)" $(PY) -m pytest -n $(JOBS) $(ARGS)

check: ## Format, lint, types, import directions, QML, translations, sizes, security
	@$(SET_UP) python qt semgrep
	@$(PY) -m tools.check $(ARGS)

format: ## Format the Python files and mend what the linter can mend
	@$(SET_UP) python
	@$(PY) -m ruff check --fix --quiet || true
	@$(PY) -m ruff format

tour: ## Walk the whole way unattended with real processes; pictures in build/tour
	@$(SET_UP) python qt screen
	@$(COMPILE_TRANSLATIONS)
	@$(PY) -m tests.e2e.tour $(ARGS)

faults: ## Inject every fault that must be survived; ARGS="--long --only 1,7 --database sqlite --seed 3"
	@$(SET_UP) python postgresql
	@TMPDIR="$(SCRATCH)" $(PY) -m tests.faults $(ARGS)

build: ## The tablet app as one folder that runs without Python: dist/clienteling; ARGS="--twice --upgrade-from OLD"
	@$(SET_UP) python qt
	@$(COMPILE_TRANSLATIONS)
	@$(PY) -m tools.build $(ARGS)

package: ## Head office as a Debian package: build/clienteling-headoffice_VERSION_ARCHITECTURE.deb
	@$(SET_UP) python
	@$(PY) -m tools.package $(ARGS)

bench: ## Measure, each figure beside its floor; ONLY=push,poll ROWS=1000000 ARGS="--history --profile"
	@$(SET_UP) python qt postgresql
	@$(COMPILE_TRANSLATIONS)
	@$(PY) -m bench $(ARGS)

translations: ## Collect the texts to translate, compile what is translated
	@$(SET_UP) python qt
	@$(PY) -m tools.translations update
	@$(COMPILE_TRANSLATIONS)

sbom: ## What the product consists of, with hashes, for whoever answers for it: build/sbom.cdx.json (CycloneDX)
	@$(SET_UP) python
	@$(PY) -m tools.sbom

lock: ## Compile requirements/*.lock anew; ARGS="--upgrade" takes the newest versions
	@$(SET_UP) python
	@$(PY) -m tools.lock $(ARGS)

clean: ## Delete everything that was built, the virtual environment too
	rm -rf .venv .venv-semgrep build dist .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
	rm -f resources/translations/*.qm
	find clienteling headoffice tools tests bench -name __pycache__ -type d -prune -exec rm -rf {} + 2>/dev/null || true
