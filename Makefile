# Every target does its own set-up, once: see `make help`.

ADDR ?= 127.0.0.1:8000
PYTHON ?= python3
# An index of packages for torch alone; none by default.
TORCH_INDEX ?=

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet --constraint constraints.txt

# Silences Material's notice about its successor, which says nothing about this site.
export NO_MKDOCS_2_WARNING := 1

# An environment copied along with its folder still leads to the old one: make it anew.
ifneq ($(wildcard $(VENV)/have-python),)
ifneq ($(shell cat $(VENV)/have-python),$(CURDIR))
CLEAR := --clear
.PHONY: $(VENV)/have-python
endif
endif

.PHONY: help serve build offline pdf test evidence timing budget bench audit redraw compare minutes card lint check mutants fuzz

help: ## this list
	@echo 'make TARGET, where TARGET is one of'
	@sed -n 's/^\([a-z]*\):.*## /  \1\t/p' Makefile | expand -t 12
	@echo
	@echo 'ADDR=127.0.0.1:8001   another address for make serve'
	@echo 'TORCH_INDEX=URL       a package index to take torch from'
	@echo 'BENCH="cold workers"  some parts of the measurements: see make bench BENCH=--help'
	@echo 'AUDIT=--quick         without performance, or some pages: see make audit AUDIT=--help'
	@echo 'FUZZ="--minutes 10"   how long, in CPU minutes: see make fuzz FUZZ=--help'
	@echo 'PYTHON=python3.12     another Python, 3.11 or newer'

serve: $(VENV)/have-site ## show the site at http://127.0.0.1:8000/ and follow every edit
	@$(BIN)/python -m mkdocs serve --dev-addr $(ADDR)

build: $(VENV)/have-site ## run what is stale if its packages are here, then build into site/, strictly
	@if [ -e $(VENV)/have-run ]; then $(BIN)/evidoc run; fi
	@$(BIN)/evidoc build

offline: $(VENV)/have-site ## build a copy into offline/ that opens from there, without a server
	@OFFLINE=true $(BIN)/python -m mkdocs build --strict --site-dir offline

pdf: build $(VENV)/have-test ## print the course into pdf/, a file for each language
	@PYTHONPATH=tests $(BIN)/python overrides/pdf.py site pdf

evidence: $(VENV)/have-run ## run the examples that changed and record what they produce
	@$(BIN)/evidoc run

timing: $(VENV)/have-run ## measure how long convolutions take here, into snippets/data/
	@$(BIN)/python measurements/conv_time.py

budget: $(VENV)/have-run ## train the ASPP experiment four times as long, into snippets/data/ (minutes)
	@$(BIN)/python measurements/aspp_budget.py

bench: $(VENV)/have-site $(VENV)/have-run $(VENV)/have-test ## compare the engine with its peers, into snippets/data/
	@PYTHONPATH=measurements $(BIN)/python -m bench $(BENCH)

compare: $(VENV)/have-site $(VENV)/have-test ## try what the engine and its peers do when something is wrong
	@PYTHONPATH=measurements $(BIN)/python measurements/compare.py

audit: $(VENV)/have-site $(VENV)/have-test ## measure every page against the goals: speed, weight, access, HTML, links
	@PYTHONPATH=tests $(BIN)/python measurements/audit.py $(AUDIT)

redraw: build $(VENV)/have-test ## measure how long the explorer takes to draw anew
	@PYTHONPATH=tests $(BIN)/python measurements/redraw.py

minutes: $(VENV)/have-python ## measure the way from nothing to a tested site, with the wheel in a new environment
	@$(BIN)/python measurements/first_minutes.py

test: $(VENV)/have-site $(VENV)/have-run $(VENV)/have-test ## test everything, the built site in a real browser too
	@$(BIN)/python tests/browser.py --install
	@$(BIN)/python -m pytest --evidoc -n auto --dist worksteal
	@$(BIN)/python tests/browser.py

mutants: $(VENV)/have-site $(VENV)/have-run $(VENV)/have-test ## change every number and operator, one at a time: what is not found?
	@PYTHONPATH=tests:snippets $(BIN)/python -m mutants $(MUTANTS)

fuzz: $(VENV)/have-site $(VENV)/have-test ## damage pages, records and settings: what ends in a traceback, or never?
	@HYPOTHESIS_PROFILE=fuzz $(BIN)/python -m pytest -q -m hypothesis tests/evidoc
	@PYTHONPATH=tests $(BIN)/python -m fuzzing $(FUZZ)

card: $(VENV)/have-site $(VENV)/have-run ## draw the icon of the site and the cards that stand for it elsewhere
	@$(BIN)/python overrides/draw.py

lint: $(VENV)/have-site $(VENV)/have-run $(VENV)/have-lint ## check style, types and the floors of the engine
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache

check: lint ## check style, types, floors and every number in the pages
	@$(BIN)/evidoc check

# have-site, have-run, have-test and have-lint: the groups of packages in pyproject.toml.
$(VENV)/have-%: pyproject.toml constraints.txt $(VENV)/have-python
	@echo "Installing what is needed to $(subst site,build the site,$(subst run,run the examples (torch is large),$(subst lint,check the code,$*)))"
	@$(PIP) $(if $(filter run,$*),$(if $(TORCH_INDEX),--extra-index-url '$(TORCH_INDEX)')) --no-build-isolation --editable '.[$*]'
	@touch $@

$(VENV)/have-python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo 'Python 3.11 or newer is needed; name it: make PYTHON=python3.12 …' >&2; exit 1; }
	@$(PYTHON) -m venv $(CLEAR) $(VENV) || { \
	  echo 'On Debian and Ubuntu environments need: apt install python3-venv' >&2; exit 1; }
	@$(PIP) setuptools
	@printf '%s\n' "$(CURDIR)" > $@
