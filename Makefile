PYTHON ?= python3
PYTEST_ARGS ?=
ARGS ?=

BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input
# What needs no servers is shared out to the cores; a file's tests stay together, they share what is slow to make.
APART := $(wildcard tests/reading tests/bills)
SHARED_OUT := --numprocesses=auto --maxprocesses=4 --dist=loadfile
FAST := $(wildcard tests/domain tests/architecture tests/rules)
FONTS := fonts-noto-cjk fonts-cns11643-sung
DRAWING := chromium fontconfig fonts-arphic-ukai fonts-arphic-uming fonts-cns11643-kai fonts-dejavu fonts-liberation \
	fonts-dotgothic16 fonts-klee fonts-kiloji fonts-lxgw-wenkai
HAS_FONTS := $(BIN)/python -c 'import sys; from activities.papers import typesetting as papers; \
	sys.exit(bool(papers.missing_fonts(papers.FONTS + papers.RARE_FONTS)))'
APT := DEBIAN_FRONTEND=noninteractive apt-get -qq -o Acquire::Retries=1 -o Acquire::http::Timeout=20
PACKAGES := $(patsubst %/__init__.py,%,$(wildcard $(addsuffix /__init__.py,domain workflows activities store models api)))

.DEFAULT_GOAL := install
.PHONY: install fonts browser demo up test lint bench lock clean show-walk show-lives show-rules show-outage show-temporal-lost show-quota show-bulk show-chaos show-bench show-mails show-papers show-import show-cohort show-reading show-training show-folds show-bench-reading

install: .venv/.app

demo: .venv/.app
	$(BIN)/tanjian demo $(ARGS)

up: .venv/.app
	$(BIN)/tanjian up $(ARGS)

bench: .venv/.app
	$(BIN)/tanjian bench $(ARGS)

# pytest exits with 5 when nothing was collected, which a selection in PYTEST_ARGS may well cause.
test: .venv/.dev browser
	$(BIN)/python -m pytest -x -q $(FAST) $(PYTEST_ARGS) $(if $(PYTEST_ARGS),|| test $$? -eq 5)
	@$(MAKE) --no-print-directory lint
	$(BIN)/python -m pytest -q $(SHARED_OUT) $(APART) $(PYTEST_ARGS) || test $$? -eq 5
	$(BIN)/python -m pytest -q tests $(addprefix --ignore=,$(FAST) $(APART)) $(PYTEST_ARGS) || test $$? -eq 5

lint: .venv/.dev
	$(BIN)/ruff check .
	$(BIN)/python -m mypy $(PACKAGES)

# The long demonstrations; `make test` runs the same code small.
show-walk: .venv/.app
	tests/show/walk.sh

show-lives: .venv/.dev
	$(BIN)/python -m tests.domain.lives --steps 10000 $(ARGS)

show-rules: .venv/.dev
	$(BIN)/python -m tests.rule_table
	$(BIN)/python -m tests.mutations $(ARGS)

show-outage: .venv/.dev
	$(BIN)/python -m tests.durability.outage $(ARGS)

show-cohort: .venv/.dev
	$(BIN)/python -m tests.cohort $(ARGS)

show-temporal-lost: .venv/.dev
	$(BIN)/python -m tests.durability.temporal_lost --cases 20 $(ARGS)

show-quota: .venv/.dev
	$(BIN)/python -m tests.durability.quota_race $(ARGS)

show-bulk: .venv/.dev
	$(BIN)/python -m tests.bulk $(ARGS)

show-chaos: .venv/.dev
	$(BIN)/python -m tests.chaos --commands 3000 --kills 30 $(ARGS)

show-import: .venv/.dev
	$(BIN)/python -m tests.imports.show $(ARGS)

show-bench: .venv/.app
	$(BIN)/tanjian bench commands $(ARGS)

# 700 photographs drawn anew, seen, and read: the figures of the model card, from the pictures on.
show-reading: .venv/.dev browser
	$(BIN)/python -m tests.bills build/bills --count 700 --seed 20261128
	$(BIN)/python -m models.evaluation.gathering build/bills build/held_out.jsonl.xz
	$(BIN)/tanjian models evaluate --examples build/held_out.jsonl.xz --charts build/charts $(ARGS)

show-training: .venv/.dev
	$(BIN)/python -m models.train --out build/reader.safetensors $(ARGS)
	$(BIN)/python -m models.train_handwriting --out build/handwriting.safetensors
	$(BIN)/tanjian models evaluate --weights build/reader.safetensors

show-folds: .venv/.dev
	$(BIN)/python -m models.training.folds --out build/folds.json $(ARGS)

show-bench-reading: .venv/.app
	$(BIN)/tanjian bench reading $(ARGS)

show-papers: .venv/.dev
	$(BIN)/python -m tests.show.papers build/papers

show-mails: .venv/.dev
	$(BIN)/python -m tests.show.mails build/mails $(ARGS)

# The installer's own settings are left out, so that the lock is the same wherever it is made.
lock: .venv/.dev
	$(LOCK) --output-file requirements/app.txt pyproject.toml
	$(LOCK) --extra dev --constraint requirements/app.txt --output-file requirements/dev.txt pyproject.toml

LOCK := PIP_CONFIG_FILE=/dev/null CUSTOM_COMPILE_COMMAND="make lock" $(BIN)/pip-compile --quiet \
	--generate-hashes --allow-unsafe --strip-extras --build-deps-for editable \
	--no-emit-index-url --no-emit-trusted-host --no-emit-find-links

clean:
	rm -rf .venv build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo '需要 Python 3.11 以上：make PYTHON=python3.11 / Python 3.11 or newer is needed: make PYTHON=python3.11' >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
		{ echo '缺少 venv 模組，請先執行 apt install python3-venv / The venv module is missing: apt install python3-venv' >&2; exit 1; }
	$(PYTHON) -m venv .venv

.venv/.app: requirements/app.txt pyproject.toml | $(BIN)/python
	@echo 'Installing the packages of requirements/app.txt into .venv'
	@$(PIP) install --quiet --require-hashes --requirement requirements/app.txt || { echo $(NO_TORCH) >&2; exit 1; }
	@$(PIP) install --quiet --no-deps --no-build-isolation --editable .
	@$(HAS_FONTS) || $(MAKE) --no-print-directory fonts
	@touch $@

# The CPU build alone: the ordinary one brings gigabytes of CUDA along, for a network of four million weights.
NO_TORCH := '安裝失敗。若找不到 torch==2.13.0+cpu，請將 PIP_EXTRA_INDEX_URL 設為 pytorch.org 所列的 CPU 套件來源後重試 /' \
	'Installing failed. Where torch==2.13.0+cpu is not found: set PIP_EXTRA_INDEX_URL to the source of CPU' \
	'packages that pytorch.org names, and try again'

# Papers need them and nothing else does, so that what cannot be installed stops nothing.
fonts:
	@echo 'Installing the fonts of papers: $(FONTS)'
	@if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		$(APT) install --no-install-recommends $(FONTS) >/dev/null 2>&1 || \
		{ $(APT) update && $(APT) install --no-install-recommends $(FONTS); } >/dev/null 2>&1 || true; fi
	@$(HAS_FONTS) || echo '缺少證書與表單的字型，請以 root 執行 apt-get install $(FONTS)（tanjian doctor 可再檢查） /'\
		'Fonts of certificates and forms are missing: apt-get install $(FONTS) as root (tanjian doctor checks)' >&2

# Bills of the tests are printed by Chromium in fonts as bills have them; tests that draw say so where they are missing.
browser:
	@command -v chromium >/dev/null && fc-list 2>/dev/null | grep -qi ukai || { if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		echo 'Installing what draws the bills of the tests: $(DRAWING)'; \
		$(APT) install --no-install-recommends $(DRAWING) >/dev/null 2>&1 || \
		{ $(APT) update && $(APT) install --no-install-recommends $(DRAWING); } >/dev/null 2>&1 || true; fi; }

.venv/.dev: .venv/.app requirements/dev.txt
	@echo 'Installing the packages of requirements/dev.txt into .venv'
	@$(PIP) install --quiet --require-hashes --requirement requirements/dev.txt
	@touch $@
