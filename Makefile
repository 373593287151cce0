# Mueen. `make` lists the targets.

DATA_DIR ?= data
PORT ?= 8000
export DATA_DIR PORT

# Where pyenv keeps the Pythons, its shims answer only for the versions that are named.
PYENV_VERSIONS := $(shell command -v pyenv >/dev/null 2>&1 && pyenv versions --bare 2>/dev/null | grep -E '^3\.(13|10)\.[0-9]+$$' | sort -t. -k2,2nr | paste -sd: -)
ifneq ($(PYENV_VERSIONS),)
export PYENV_VERSION := $(PYENV_VERSIONS)
endif

# uv is taken as it is where it answers under those versions, else it is installed beside the project.
UV := $(shell PYENV_VERSION="$(PYENV_VERSION)" uv --version >/dev/null 2>&1 && echo uv || echo .uv/bin/uv)
PYTHON := .venv/bin/python
NLU_PYTHON := nlu/.venv/bin/python

.DEFAULT_GOAL := help
.PHONY: help setup run channels test lint unit nlu-test e2e nlu bench-nlu locales policy rules queue cases profile knowledge clean

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | awk -F'\t' '{printf "  make %-12s %s\n", $$1, $$2}'

setup: .venv/installed nlu/.venv/installed ## install both environments

run: setup ## start the assistant on http://127.0.0.1:$(PORT)
	@sh deploy/setup/system_packages.sh libfribidi0
	@$(PYTHON) -m deploy.run

channels: setup ## what of WhatsApp, SMS and Telegram is set up (ARGS="check", "telegram-webhook")
	@./mueen channels $(or $(ARGS),check)

test: setup ## everything the tests need, then all tests
	@sh deploy/setup/system_packages.sh libfribidi0 chromium
	@$(MAKE) --no-print-directory lint unit nlu-test e2e

lint: setup ## style and types
	@$(PYTHON) -m ruff check .
	@$(PYTHON) -m mypy

unit: setup ## tests of single rooms, on a real PostgreSQL
	@$(PYTHON) -m pytest -q tests --ignore tests/dialogues --ignore tests/browser --ignore tests/chaos --ignore tests/nlu/dialogue --ignore tests/nlu/knowledge --ignore tests/nlu/understanding --ignore tests/nlu/workbench

nlu-test: setup ## tests of our parts inside Rasa
	@$(NLU_PYTHON) -m pytest -q -c nlu/pytest.ini tests/nlu/dialogue tests/nlu/knowledge tests/nlu/understanding tests/nlu/workbench

e2e: setup ## conversations, failures and the page, through all processes
	@$(PYTHON) -m pytest -q tests/dialogues tests/browser tests/chaos

nlu: setup ## the linguist's bench: read, report, compare, learn from conversations (ARGS="--help")
	@OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 $(NLU_PYTHON) -m nlu.workbench $(ARGS)

bench-nlu: setup ## understanding beside stock Rasa on public data (BENCHMARKS_DIR=folder ARGS="--help")
	@BENCHMARKS_DIR="$(BENCHMARKS_DIR)" $(NLU_PYTHON) -m bench.nlu $(ARGS)

locales: setup ## refresh the template of the texts and the catalogues
	@$(PYTHON) -m bot.render.extraction

policy: setup ## what a change of the rules would cost (ARGS="--help")
	@$(PYTHON) -m bot.policy $(ARGS)

rules: setup ## the rules in OpenFisca's web server on http://127.0.0.1:5000 (ARGS="--port 5001")
	@PYTHONPATH=. $(PYTHON) -m openfisca_core.scripts.openfisca_command serve --country-package actions.eligibility $(ARGS)

queue: setup ## who waits for a person; answer and hand back (ARGS="--help")
	@$(PYTHON) -m bot.queue $(ARGS)

cases: setup ## objections and complaints: what is open, show one, change one (ARGS="--help")
	@$(PYTHON) -m actions.cases $(ARGS)

profile: setup ## reported changes and requests about data: what is open, mark one done (ARGS="--help")
	@$(PYTHON) -m actions.profile $(ARGS)

knowledge: setup ## which answers to general questions are due for a review (ARGS="--within 90")
	@$(PYTHON) -m actions.knowledge $(ARGS)

clean: ## remove both environments (the data stay)
	@rm -rf .venv nlu/.venv .uv

.uv/bin/uv:
	@echo "installing uv"
	@python3 -m venv .uv && .uv/bin/pip install --quiet uv

.venv/installed: pyproject.toml uv.lock | $(filter .uv/bin/uv,$(UV))
	@echo "installing the root environment (Python 3.13)"
	@$(UV) sync --frozen --quiet
	@touch $@

nlu/.venv/installed: nlu/pyproject.toml nlu/uv.lock | $(filter .uv/bin/uv,$(UV))
	@echo "installing the environment of Rasa (Python 3.10, about 2.5 GB)"
	@cd nlu && UV_PROJECT_ENVIRONMENT=.venv $(if $(filter uv,$(UV)),uv,../.uv/bin/uv) sync --frozen --quiet
	@touch $@
