# make run   sets up, ingests the sample reports (or REPORTS=path) and serves the page at http://127.0.0.1:8000
# make test  sets up and runs every check
SHELL := /bin/bash
.DEFAULT_GOAL := help

PORT ?= 8000
REPORTS ?=
PYTHON ?= python3
UV := $(shell command -v uv 2>/dev/null || echo .tools/bin/uv)
VENV := .venv
BIN := $(VENV)/bin
PAGE := src/warmonitor/server/static/index.html

export UV_PYTHON_DOWNLOADS := never
export UV_SYSTEM_CERTS := true
export OMP_NUM_THREADS := 1
# What is imported by hundreds of processes is compiled once, whatever the environment says.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help setup run test check lint types imports pytest soak docs wheel clean

help: ## Say what can be made
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1\t/' | expand -t 16

setup: $(VENV)/.ready $(PAGE) ## Set up the environment and build the page

.tools/bin/uv:
	$(PYTHON) -m venv .tools
	.tools/bin/pip install --quiet --disable-pip-version-check uv

$(VENV)/.ready: pyproject.toml uv.lock | $(UV)
	$(UV) sync --quiet --frozen --extra dev --extra spark --python $(PYTHON)
	@touch $@

web/node_modules/.ready: web/package.json web/package-lock.json
	cd web && npm ci --no-audit --no-fund --loglevel=error
	@touch $@

$(PAGE): web/node_modules/.ready $(shell find web/src web/index.html web/vite.config.ts -type f 2>/dev/null)
	cd web && npm run --silent build
	@touch $@

run: setup ## Ingest the sample reports, or REPORTS=path, and serve the page at PORT
	@$(BIN)/warmonitor demo $(if $(REPORTS),--reports "$(REPORTS)") --port $(PORT)

test: ## Run every check, the page in a real browser included
	@$(MAKE) --no-print-directory -j 2 setup services check
	@$(MAKE) --no-print-directory pytest

.PHONY: services
services:
	@scripts/need-browser
	@scripts/need-postgres
	@scripts/need-java

check: lint types imports

lint types imports: $(VENV)/.ready

lint:
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types:
	$(BIN)/mypy

imports:
	$(BIN)/lint-imports

pytest:
	$(BIN)/pytest -n 2 --dist worksteal

soak: setup services ## Run the long forms of the tests
	$(BIN)/pytest -n 2 --dist worksteal -m "soak or not soak" --soak

docs: setup ## Build the documentation into site/
	$(BIN)/mkdocs build --strict

wheel: setup ## Build the wheel, page and weights included, into dist/
	$(UV) build --wheel --quiet

clean: ## Remove what was built
	rm -rf $(VENV) .tools dist site web/node_modules src/warmonitor/server/static
