# `make` starts the dashboard, `make test` checks everything; both set up what they need in .venv.

# The first of these that is new enough and can make a virtual environment is used.
PYTHON ?= python3.13 python3.12 python3.11 python3
PY := .venv/bin/python
PIP := $(PY) -m pip --disable-pip-version-check install --quiet

.PHONY: run check test bench load hosted lint audit format clean help

run: .venv/app  ## start the dashboard (DATA=folder PORT=8501 HOST=localhost to choose)
	@$(PY) -m dashboard run $(if $(DATA),--data "$(DATA)") $(if $(PORT),--port "$(PORT)") $(if $(HOST),--host "$(HOST)")

check: .venv/app  ## check the tables (DATA=folder to choose)
	@$(PY) -m dashboard check "$(or $(DATA),data)"

test: lint  ## check style and types, then run every test
	@$(PY) tests/install_packages.py
	@$(PY) -m pytest -q

bench: .venv/tools  ## measure it, and other ways beside it (build/bench.md; SIZES=50,2000 ONLY=ours to choose)
	@$(PY) tests/install_packages.py
	@$(PY) -m tests.bench $(if $(SIZES),--sizes $(SIZES)) $(if $(ONLY),--only $(ONLY))

load: .venv/tools  ## measure many readers, and followers, of one server (build/load.json, follow.json; READERS=50,200 REPLICAS=2)
	@$(PY) tests/install_packages.py
	@$(PY) -m tests.bench.load $(if $(READERS),--readers $(READERS)) $(if $(REPLICAS),--replicas $(REPLICAS))
	@$(PY) -m tests.bench.follow $(if $(READERS),--followers $(READERS))

hosted: .venv/tools  ## start the committed page as a hosted Streamlit does, with requirements.txt alone
	@$(PY) -m tests.hosted

lint: .venv/tools  ## check style and types
	@$(PY) -m ruff check
	@$(PY) -m ruff format --check
	@$(PY) -m mypy

audit: .venv/tools  ## ask whether a pinned library has a known fault (needs a network)
	@$(PIP) pip-audit
	@mkdir -p build && grep -v '^-e' requirements.txt > build/audited.txt
	@$(PY) -m pip_audit --progress-spinner off --no-deps --disable-pip -r build/audited.txt

format: .venv/tools  ## put the code into its standard form
	@$(PY) -m ruff check --fix
	@$(PY) -m ruff format

clean:  ## remove everything that was set up or made
	rm -rf .venv dashboard/static/vendor npm/.stamp build dist .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

help:  ## list what can be made
	@sed -n 's/^\([a-z]*\):.*  ## /  make \1\t/p' Makefile | expand -t 16

# Setting up: each file is a stamp, newer than all that it was made from.

.venv/made:
	@found=; for python in $(PYTHON); do \
	  "$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || continue; \
	  found=$$python; \
	  "$$python" -c 'import ensurepip, venv' 2>/dev/null || continue; \
	  echo "Setting up .venv with $$("$$python" --version)."; \
	  "$$python" -m venv --clear .venv && touch $@; exit; \
	done; \
	if [ "$$found" ]; then \
	  echo "$$found lacks the venv module: install it (Debian: apt-get install python3-venv)."; \
	else \
	  echo "No Python 3.11 or newer found: install one, or name it with make PYTHON=/path/to/python3."; \
	fi >&2; exit 1

VENDOR := npm/.stamp
.venv/app: .venv/made requirements.txt pyproject.toml hatch_build.py npm/package-lock.json $(VENDOR)
	@echo "Installing the dashboard and what it needs (a few minutes the first time)."
	@$(PIP) -r requirements.txt
	@touch $@

# Made by that install. An empty rule: when the file is gone, what depends on it is made again.
$(VENDOR):

.venv/tools: .venv/app tests/requirements.txt
	@echo "Installing the test tools."
	@$(PIP) -r tests/requirements.txt
	@touch $@
