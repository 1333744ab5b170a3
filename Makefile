# Raw ledgers -> the year-end report. Every target prepares its own environment in .venv.
# Needs Python 3.11 to 3.13 and make; uses uv when it is there.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
SHELL := /bin/sh

UV ?= $(shell command -v uv 2>/dev/null)
BIN := .venv/bin
TAIZHANG := $(BIN)/taizhang
PYTEST := $(BIN)/python -m pytest
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet --no-input
READY := .venv/.ready
READY_DEV := .venv/.ready-dev
EDITIONS := ordos-2021 national-2021

.PHONY: help report test lint check lab bench bench-proofread fuzz render lock clean

help:
	@echo 'make report   生成演示台账，编写两份报告，打印 Word 文件的位置'
	@echo 'make test     运行全部测试'
	@echo 'make check    检查代码格式、类型，运行快速测试'
	@echo 'make lab      打开 JupyterLab'
	@echo 'make bench    逐阶段计时'
	@echo 'make bench-proofread   用埋有错误的句子检验校核，结果写入 docs/proofread.md'
	@echo 'make fuzz     用两万个损坏的文件检验读取（约十分钟）'
	@echo 'make render   用 LibreOffice 渲染后检查版面（没有 LibreOffice 时跳过）'
	@echo 'make lock     更新 uv.lock，并由它导出其他环境文件（需要 uv）'
	@echo 'make clean    删除 .venv 和各类缓存'

report: $(READY)
	$(TAIZHANG) demo ordos-2021
	@set -e; for edition in $(EDITIONS); do $(TAIZHANG) build $$edition; done
	@echo; echo 'Word 文件：'
	@set -e; for edition in $(EDITIONS); do ls -1 reports/$$edition/out/*.docx; done

test: $(READY_DEV)
	$(PYTEST)

lint: $(READY_DEV)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

check: lint
	$(PYTEST) -m 'not slow and not render'

render: $(READY_DEV)
	$(PYTEST) -m render

lab: $(READY)
	$(BIN)/jupyter lab $(if $(filter 0,$(shell id -u)),--allow-root) notebooks

bench: $(READY)
	@test -f data_raw/ordos-2021/sources.yml || $(TAIZHANG) demo ordos-2021
	$(BIN)/python benchmarks/run.py

bench-proofread: $(READY)
	$(BIN)/python benchmarks/proofread/run.py --write

fuzz: $(READY_DEV)
	FUZZ_COUNT=$${FUZZ_COUNT:-20000} FUZZ_SEED=$${FUZZ_SEED:-1} $(PYTEST) tests/fuzz

# The mark is written last: a set-up that broke off is done again.
# --inexact: a report needs no test tools, and leaves those alone that are there.
$(READY): uv.lock requirements.txt
ifneq ($(UV),)
	@echo '正在准备环境（uv）……'
	@$(UV) sync --frozen --no-dev --inexact --compile-bytecode --quiet
else
	@echo '正在准备环境（pip），大约一分钟……'
	@$(find-python) -m venv .venv
	@$(PIP) install --require-hashes -r requirements.txt
	@$(PIP) install --no-deps --no-build-isolation --editable .
endif
	@touch $@

$(READY_DEV): $(READY) requirements-dev.txt
	@echo '正在准备测试工具……'
ifneq ($(UV),)
	@$(UV) sync --frozen --compile-bytecode --quiet
else
	@$(PIP) install --require-hashes -r requirements-dev.txt
endif
	@touch $@

# Each name is tried, not looked up: a version manager leaves commands on PATH that cannot run.
define find-python
python=; for name in "$${PYTHON:-python3.11}" python3.11 python3.12 python3.13 python3 python; do \
	"$$name" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null || continue; \
	python=$$name; break; \
done; \
if [ -z "$$python" ]; then echo '没有找到 Python 3.11、3.12 或 3.13，请先安装 Python 3.11。' >&2; exit 1; fi; \
"$$python"
endef

EXPORT = $(UV) export --frozen --no-emit-project --no-annotate --no-header --quiet
MADE_BY := \# Written by `make lock` from uv.lock; do not edit.

lock:
	@test -n "$(UV)" || { echo '更新锁定文件需要 uv：https://docs.astral.sh/uv/' >&2; exit 1; }
	$(UV) lock
	{ echo '$(MADE_BY)'; $(EXPORT) --no-dev; } > requirements.txt
	{ echo '$(MADE_BY)'; $(EXPORT); } > requirements-dev.txt
	{ echo '$(MADE_BY)'; \
	  printf 'name: taizhang\nchannels:\n  - conda-forge\ndependencies:\n  - python=3.11\n  - pip\n  - pip:\n'; \
	  $(EXPORT) --no-dev --no-group build --no-hashes | sed 's/^/      - "/; s/$$/"/'; \
	  echo '      - "-e ."'; } > environment.yml

clean:
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis .cache build lib/*.egg-info
