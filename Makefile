# Words of this project. Each sets up what it needs: `make run` and `make test` work on a fresh machine.
PYTHON ?= python3
PORT ?= 8000
BIN := .venv/bin
export PYTHONUTF8 := 1

PIP := $(BIN)/pip install -q --disable-pip-version-check
ASSETS := src/lienthong/hosting/assets.py
COLLECTED := src/lienthong/pages/static_npm/.stamp

.PHONY: run install test drill lint format typecheck bench demo migration check wheel screenshots lock

run: install
	$(BIN)/lienthong demo --units all --speed 60 --port $(PORT)

install: .venv/run.stamp $(COLLECTED)

.venv/run.stamp: lock/run.txt lock/build.txt pyproject.toml
	$(PYTHON) -m venv .venv && $(PIP) --require-hashes -r lock/run.txt -r lock/build.txt
	$(PIP) --no-deps --no-build-isolation -e . && touch $@

# Fonts and icons. Node comes and goes; when the lock file asks for nothing new, nothing is fetched.
$(COLLECTED): .venv/run.stamp package-lock.json lock/node.txt $(ASSETS)
	@$(BIN)/python $(ASSETS) && touch $@

.venv/dev.stamp: .venv/run.stamp $(COLLECTED) lock/dev.txt
	$(PIP) --require-hashes -r lock/dev.txt && touch $@

test: .venv/dev.stamp
	$(BIN)/pytest -n 2 --dist loadfile --durations=10

# What kills, floods, fills disks or needs another server or the network.
drill: .venv/dev.stamp
	$(BIN)/pytest -m drill --durations=10

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

check: lint typecheck test drill

# dist/*.whl, with fonts and icons or not at all.
wheel: install
	$(BIN)/python -m hatchling build -t wheel -d dist

# The pictures of docs/clerk-day.md and of the README, on a demo that runs at URL.
screenshots: .venv/dev.stamp
	$(BIN)/python tools/clerk_day.py docs/clerk-day $(or $(URL),http://127.0.0.1:$(PORT))
	$(BIN)/python tools/screenshot.py docs/screenshot.png $(or $(URL),http://127.0.0.1:$(PORT))

LOCK := uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header

lock:
	$(LOCK) lock/run.in lock/build.in lock/dev.in -o lock/dev.txt
	$(LOCK) lock/run.in -c lock/dev.txt -o lock/run.txt
	$(LOCK) lock/build.in -c lock/dev.txt -o lock/build.txt
	$(LOCK) lock/node.in -o lock/node.txt
	$(LOCK) bench/peers/lock.in -c lock/dev.txt -o bench/peers/lock.txt
