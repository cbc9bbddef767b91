# Each target builds its own environment in .venv; nothing else on the machine is touched.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
PORT ?= 8700
JOBS ?= 4
SOAK_SECONDS ?= 3600
SOAK_RATE ?= 50
BIN := $(VENV)/bin

.PHONY: run test check questions bench peer soak race torture prove docs pictures pins clean

run: $(VENV)/run  ## start the sandbox and print one address (make run PORT=9000 for another one)
	@$(BIN)/python -m bots sandbox --port $(PORT)

test: $(VENV)/dev  ## run the tests, several at a time, as most of them wait for somebody (make test JOBS=1 one by one)
	@$(BIN)/python -m pytest -n $(JOBS) --dist worksteal

check: $(VENV)/dev  ## style, types, floors
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy .
	@$(BIN)/lint-imports

questions: $(VENV)/dev  ## ask the built-in model all questions of tests/questions (make questions ARGS=--failures shows what went wrong)
	@$(BIN)/python -m tests.questions $(ARGS)

bench: $(VENV)/dev  ## measure turns, bytes and CPU per event, beside LangGraph where `make peer` installed it
	@$(BIN)/python -m bench

peer: $(VENV)/bench  ## install LangGraph and measure its turns and ours in one run
	@$(BIN)/python -m bench peer

soak: $(VENV)/dev  ## an hour of events over 100,000 sessions (make soak SOAK_SECONDS=600 SOAK_RATE=20)
	@SOAK_SECONDS=$(SOAK_SECONDS) SOAK_RATE=$(SOAK_RATE) $(BIN)/python -m bench soak

race: $(VENV)/dev  ## click 200 times on one message of each platform, eight at a time
	@$(BIN)/python -m bench race

torture: $(VENV)/dev  ## kill the program 200 times under load on all platforms, and look for what is lost, twice or out of order
	@$(BIN)/python -m tests.torture --kills 200 --seed 1

prove: $(VENV)/dev  ## draw 10,000 views on each platform and hold them against its rules
	@TRIVIUM_EXAMPLES=10000 $(BIN)/python -m pytest tests/test_any_view.py

docs: $(VENV)/dev  ## write the pages that come from the code
	@$(BIN)/python -m docs

pictures: $(VENV)/dev  ## write them with pictures of the controls, taken in Chromium
	@$(BIN)/python -m docs pictures

pins: $(VENV)/dev  ## pin every dependency anew, with hashes and without addresses
	@$(BIN)/uv pip compile -q pyproject.toml --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-header --no-annotate --upgrade -o requirements/run.txt
	@$(BIN)/uv pip compile -q pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-header --no-annotate -c requirements/run.txt -o requirements/dev.txt
	@$(BIN)/uv pip compile -q pyproject.toml --extra bench --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-header --no-annotate -c requirements/dev.txt -o requirements/bench.txt

clean:  ## remove what the other targets made
	@rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache

$(VENV)/run: requirements/run.txt
	@$(PYTHON) -c "import sys; sys.exit(sys.version_info < (3, 11))" || { echo "Trivium needs Python 3.11 or later; name it: make PYTHON=/path/to/python $(MAKECMDGOALS)" >&2; exit 1; }
	@test -d $(VENV) || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements/run.txt
	@touch $@

$(VENV)/dev: requirements/dev.txt $(VENV)/run
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@touch $@

$(VENV)/bench: requirements/bench.txt $(VENV)/dev
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements/bench.txt
	@touch $@
