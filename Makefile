# Everything runs in .venv, made on first use from the locked, hashed requirements. Only Python 3.11+ and make are needed.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet --no-compile
LOCK := uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-annotate --no-build --emit-build-options --quiet --custom-compile-command "make lock"
OPENING := click rich rapidfuzz markdown_it mdurl charset_normalizer # what --help imports; all compiled would be 75 MB more
EXAMPLES ?= 10000

.DEFAULT_GOAL := help
.PHONY: help demo test check format docs bench bench-update corpus-check train fuzz lock clean

help: ## list what make can do
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: $(VENV)/.core ## code the example reports and print their chronology with evidence
	@$(BIN)/dateline code examples/reports --output-format chronology

test: $(VENV)/.test ## run the tests
	@$(BIN)/python -m pytest

check: $(VENV)/.dev ## check format, lint, types, imports and generated pages
	@$(BIN)/ruff format --check src tests bench docs corpus training tools
	@$(BIN)/ruff check src tests bench docs corpus training tools
	@$(BIN)/basedpyright
	@$(BIN)/lint-imports
	@$(BIN)/cog --check -I docs docs/reference/*.md

format: $(VENV)/.dev ## format the code and mend what lint can
	@$(BIN)/ruff format src tests bench docs corpus training tools
	@$(BIN)/ruff check --fix src tests bench docs corpus training tools

docs: $(VENV)/.dev ## write the generated parts of the pages
	@$(BIN)/cog -r -I docs README.md docs/reference/*.md

bench: $(VENV)/.test ## measure quality and speed into bench/RESULTS.md
	@$(BIN)/python bench/run.py

bench-update: $(VENV)/.test ## measure, then raise the floors (ARGS=--allow-regression lowers them)
	@$(BIN)/python bench/run.py --update $(ARGS)

corpus-check: $(VENV)/.core ## check the corpus: notation, offsets, codes, coverage, nothing shared with the gold files
	@$(BIN)/python -m corpus.check --texts ../shared/training --gold ../shared/bench

train: $(VENV)/.train ## train teacher and coder on the corpus (an hour or two), export, weigh against the frames
	@$(BIN)/python -m training.distil --texts ../shared/training --out build/teacher
	@$(BIN)/python -m training.train --texts ../shared/training --out build/coder --soft build/teacher/soft.pt
	@$(BIN)/python -m training.export --weights build/coder --into src/dateline/lexicon/data/coder --texts ../shared/training
	@$(BIN)/python -m training.calibrate --texts ../shared/training --write

fuzz: $(VENV)/.test ## run EXAMPLES (10,000) hostile inputs through the whole path
	@FUZZ_EXAMPLES=$(EXAMPLES) $(BIN)/python -m pytest tests/test_hostile_input.py

lock: $(VENV)/.dev ## resolve the requirements anew
	@$(BIN)/$(LOCK) --output-file requirements.lock
	@$(BIN)/$(LOCK) --constraint requirements.lock --group test --output-file requirements-test.lock
	@$(BIN)/$(LOCK) --constraint requirements-test.lock --group dev --output-file requirements-dev.lock

clean: ## remove the environment and what tools left behind
	rm -rf $(VENV) .pytest_cache .ruff_cache .hypothesis .import_linter_cache build dist

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "dateline needs Python 3.11 or newer; set PYTHON=python3.11")'
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.core: requirements.lock pyproject.toml | $(VENV)/bin/python
	@echo "Installing dateline into $(VENV) (a minute or two, once)" >&2
	@$(PIP) --require-hashes --requirement requirements.lock
	@$(PIP) --no-deps --editable .
	@cd $(VENV)/lib/python*/site-packages && ../../../bin/python -m compileall -q $(OPENING)
	@touch $@

$(VENV)/.test: requirements-test.lock $(VENV)/.core
	@$(PIP) --require-hashes --requirement requirements-test.lock
	@touch $@

$(VENV)/.dev: requirements-dev.lock $(VENV)/.test
	@$(PIP) --require-hashes --requirement requirements-dev.lock
	@touch $@

$(VENV)/.train: $(VENV)/.core
	@$(PIP) torch==2.13.0 # with no torch there, a range takes a build for graphics cards
	@$(PIP) --editable '.[train]'
	@touch $@
