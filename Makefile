# Words of this project. Each sets up what it needs: `make run` and `make test` work on a fresh machine.
PYTHON ?= python3
BIN := .venv/bin
export PYTHONUTF8 := 1

.PHONY: run install test lint format typecheck bench demo migration check screenshot lock

run: install
	$(BIN)/lienthong demo --units all --speed 60

install: .venv/run.stamp

.venv/run.stamp: lock/run.txt pyproject.toml package-lock.json
	$(PYTHON) -m venv .venv && $(BIN)/pip install -q --disable-pip-version-check --require-hashes -r lock/run.txt
	$(BIN)/pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	$(BIN)/python -m lienthong.hosting.assets && touch $@

.venv/dev.stamp: .venv/run.stamp lock/dev.txt
	$(BIN)/pip install -q --disable-pip-version-check --require-hashes -r lock/dev.txt && touch $@

test: .venv/dev.stamp
	$(BIN)/pytest -n 2 --dist loadfile

lint: .venv/dev.stamp
	$(BIN)/ruff check src tests bench && $(BIN)/ruff format --check src tests bench && $(BIN)/lint-imports

format: .venv/dev.stamp
	$(BIN)/ruff check -q --fix src tests bench; $(BIN)/ruff format src tests bench

typecheck: .venv/dev.stamp
	$(BIN)/mypy

bench: install
	$(BIN)/lienthong bench

demo: run

migration: .venv/dev.stamp
	$(BIN)/python tools/make_migration.py $(ROOM) $(NAME)

check: lint typecheck test

screenshot: .venv/dev.stamp
	$(BIN)/python tools/screenshot.py docs/screenshot.png $(URL) $(USERNAME) $(PASSWORD)

lock:
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header lock/run.in lock/build.in lock/dev.in -o lock/dev.txt
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header lock/run.in lock/build.in -c lock/dev.txt -o lock/run.txt
