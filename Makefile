# Everything a fresh machine with Python 3.11 or newer and make needs. Programs run as `python -m …`: their scripts would
# name the folder in which they were installed, so a checkout that was moved would have none.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
RUN := $(VENV)/.installed
PRINT := $(VENV)/.installed-pdf
IMPORT := $(VENV)/.installed-import
DEV := $(VENV)/.installed-dev
BENCH := $(VENV)/.installed-bench
CHECKER := requirements/node_modules/.package-lock.json
AUDIT := $(VENV)/.audit

# mkdocs-material announces its end of support at every build; requirements/site.in says what we do about it.
export NO_MKDOCS_2_WARNING := 1
# What is compiled is kept: else every process of the tests would compile all modules anew.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: $(shell sed -nE 's/^([a-z-]+):.*/\1/p' $(firstword $(MAKEFILE_LIST)))

help: ## List the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 28

site: $(RUN) ## Build site/ from content/
	@echo "== Building site/ from content/"
	@$(BIN)/python -m kyoyaku build
	@echo "== site/ holds $$(find site -name '*.html' | wc -l | tr -d ' ') pages. To look at it: make serve"

pdf: browser ## Build site/, with the full text of each agreement as a PDF too
	@echo "== Building site/ from content/, with PDFs"
	@$(BIN)/python -m kyoyaku build --pdf

guide: $(RUN) ## Build guide-site/ from guide/, the documentation as a site
	@$(BIN)/python -m mkdocs build --strict --clean --config-file guide.yml

serve: $(RUN) ## Preview at http://127.0.0.1:8000/ while editing content/; another port: make serve PORT=8001
	@$(BIN)/python -m kyoyaku serve $(if $(PORT),--port $(PORT))

check: $(RUN) ## Report the problems of content/, as path:line: message
	@$(BIN)/python -m kyoyaku check

import: $(IMPORT) ## Make a draft of Word, PDF, HTML or Excel files: make import FILES="kyoyaku.docx" INTO=content/name
	@$(BIN)/python -m kyoyaku import $(FILES) --into $(INTO)

addresses: $(RUN) ## Promise the addresses of new pages and downloads for ever (content/*/addresses.txt)
	@$(BIN)/python -m kyoyaku check --accept-addresses

quick: $(DEV) ## Check the code and run the tests that need no browser and build no site
	@$(MAKE) --no-print-directory -j 2 lint quick-tests

test: ## Set up what the tests need and run them all
	@$(MAKE) --no-print-directory -j 3 lint all-tests

quick-tests: $(DEV)
	@echo "== Running the quick tests"
	@$(BIN)/python -m pytest -q -n 2 --dist worksteal -m "not browser and not site and not soak"

all-tests: $(DEV) browser html
	@echo "== Running the tests"
	@# Four on two cores: half of the time a process waits for a browser or for another program.
	@$(BIN)/python -m pytest -n 4 --dist worksteal

soak: export KYOYAKU_SOAK := true
soak: $(DEV) browser ## Run the tests of endurance at length: hostile input, builds that are killed (an hour)
	@$(BIN)/python -m pytest -n 2 --dist worksteal -m soak

lint: $(DEV)
	@echo "== Checking the code: ruff, mypy"
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/python -m mypy

browser: $(PRINT)
	@echo "== Looking for a browser for the tests"
	@$(BIN)/python -m kyoyaku.pdf.browser

html: ## Get the checker of HTML for the tests; they say so where it cannot be had
	@test -e $(CHECKER) -a $(CHECKER) -nt requirements/package-lock.json || \
	  { echo "== Getting the checker of HTML from requirements/package-lock.json"; cd requirements && npm ci --silent; } || \
	  echo "   No npm: HTML will not be checked"

bench: $(BENCH) ## Measure what a site costs at 1, 9 and 100 agreements, beside its peers (half an hour)
	@$(BIN)/python -m bench.sites.run

bench-nation: $(BENCH) ## The same at 340 agreements, beside the quick ones of the peers
	@$(BIN)/python -m bench.sites.run --nation

bench-where: $(DEV) ## Measure which functions the time of a build goes to
	@$(BIN)/python -m cProfile -o .cache/profile -m mkdocs build --quiet
	@$(BIN)/python -c 'import pstats; pstats.Stats(".cache/profile").sort_stats("tottime").print_stats(40)'

bench-import: $(BENCH) ## Measure what import gets right and costs, beside two converters
	@$(BIN)/python -m bench.importing

bench-collation: $(RUN) ## Measure what the account of a text costs, beside a peer
	@$(BIN)/python -m bench.collation

bench-versions: $(DEV) ## Measure what 1, 5 and 20 versions of one agreement cost
	@$(BIN)/python -m bench.versions

bench-steps: $(DEV) ## Count which steps at random are drafted, with which commands, and what is read of the cases
	@$(BIN)/python -m bench.steps

bench-search: $(BENCH) browser ## Measure what our search, the theme's own and Pagefind find
	@$(BIN)/python -m bench.search.run

bench-residents: $(BENCH) browser ## Measure what residents find in words of their own
	@$(BIN)/python -m bench.search.residents

bench-search-large: $(BENCH) browser ## The same on a site of 18,000 pages, beside Pagefind (half an hour)
	@$(BIN)/python -m bench.search.run 18000

accessibility: $(DEV) site guide browser ## Look at every page with axe, in light, dark and forced colours, at four widths
	@$(BIN)/python -m bench.accessibility

bench-weight: $(DEV) browser ## Measure what the first visit of a page weighs, beside the theme as it comes
	@$(BIN)/python -m bench.weight

golden: $(DEV) ## Accept the pages of the sample as they are now (look at the diff!)
	@$(BIN)/python -m pytest tests/pages/test_golden.py --update-golden

licences: $(DEV) ## Write LICENCES.md anew, after a change of what is locked
	@$(BIN)/python -m tests.house.licences

audit: $(AUDIT)/.installed ## Ask PyPI whether anything that is locked is known to be vulnerable
	@for file in requirements/*.txt; do echo "== $$file"; \
	  $(AUDIT)/bin/python -m pip_audit --strict --require-hashes --disable-pip -r $$file || wrong=1; done; test -z "$$wrong"

screenshots: $(DEV) site browser ## Make the pictures of the README anew
	@$(BIN)/python -m tests.house.screenshots

lock: $(DEV) ## Resolve requirements/*.in to *.txt, with hashes, for every Python from 3.11.0, and the checker of HTML
	@for name in site pdf import dev bench audit; do UV_CUSTOM_COMPILE_COMMAND="make lock" \
	  $(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --fork-strategy fewest \
	  --generate-hashes --no-emit-index-url --no-emit-find-links \
	  --output-file requirements/$$name.txt requirements/$$name.in || exit 1; done
	@cd requirements && npm install --silent --package-lock-only vnu-jar@latest

wheel: $(DEV) ## Make a wheel and an sdist in dist/
	@$(BIN)/python -m hatchling build -d dist

clean: ## Remove what was built and installed
	rm -rf site dist guide-site .site.* .cache requirements/node_modules $(VENV) .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find docs -mindepth 1 ! -name .gitkeep -delete

# Set up anew what is there but does not work: the system's Python was upgraded, or the set-up was interrupted.
HAS_PIP := $(BIN)/python -c 'import pip' 2>/dev/null
ifneq ($(shell $(HAS_PIP) && echo yes),yes)
.PHONY: $(RUN)
endif

$(RUN): requirements/site.txt
	@echo "== Setting up $(VENV) from requirements/site.txt (once; about a minute)"
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed")'
	@$(HAS_PIP) || $(PYTHON) -m venv --clear $(VENV) || { rm -rf $(VENV); \
	  echo "Python has no venv. On Debian and Ubuntu: sudo apt-get install python3-venv" >&2; exit 1; }
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/site.txt
	@touch $@

$(PRINT) $(IMPORT): $(RUN)
$(DEV): $(PRINT) $(IMPORT)
$(BENCH): $(DEV)

$(VENV)/.installed-%: requirements/%.txt
	@echo "== Adding what $< locks (once)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@touch $@

$(AUDIT)/.installed: requirements/audit.txt
	@mkdir -p $(VENV) && $(PYTHON) -m venv $(AUDIT)
	@$(AUDIT)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/audit.txt
	@touch $@
