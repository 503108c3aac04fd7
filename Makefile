# What a person types. `make` alone lists it; everything behind it lives in .ci/.
PORT ?= 8050
HOME_DIR ?=
VENV := .venv/bin/python
DEMO := data/demo

# The first Python that is new enough; empty where there is none.
ifndef PYTHON
PYTHON := $(shell for p in python3 python3.11 python3.12 python3.13 python3.14; do \
  $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)
endif

.DEFAULT_GOAL := help
.PHONY: help run test setup check bench soak compat test-real docs lock screenshots a11y demo python
# The steps of one call build on each other; make -j must not tear them apart.
.NOTPARALLEL:

help:
	@echo "KIM-Cockpit – was sich eingeben lässt:"
	@echo
	@echo "  make run          einrichten, Beispieldaten laden und das Dashboard öffnen (PORT=8050)"
	@echo "  make run HOME_DIR=ORDNER   ein vorhandenes Datenverzeichnis zeigen, nichts erzeugen"
	@echo "  make check        vor jedem Commit: Format, Regeln, Typen, Importe, schnelle Tests (unter 60 s)"
	@echo "  make test         alles, Browser eingeschlossen (Ende mit 3: es fand sich kein Browser)"
	@echo "  make setup        nur .venv anlegen und assets/vendor füllen"
	@echo
	@echo "  make bench        messen; Ergebnis in docs/benchmarks.md (ONLY=belegungen: nur eine Messung)"
	@echo "  make soak         die langen Läufe der Belastungstests"
	@echo "  make compat       alle Tests mit DuckDB 2.0 in einer eigenen Umgebung"
	@echo "  make test-real KIM_REAL_DATA=ORDNER   die Tests an echten Dateien"
	@echo "  make docs         die aus dem Code erzeugten Seiten in docs/ erneuern"
	@echo "  make screenshots  Bildschirmfotos der Beispielseiten in docs/screenshots/"
	@echo "  make a11y         alle Seiten auf Barrierefreiheit prüfen; Ergebnis in docs/a11y.json"
	@echo "  make lock         die Sperrdateien erneuern (braucht uv und npm)"

python:
	@test -n "$(PYTHON)" || { echo "KIM-Cockpit braucht Python 3.11 oder neuer. Debian, Ubuntu:  sudo apt-get install python3 python3-venv" >&2; exit 1; }

setup: python
	@$(PYTHON) .ci/setup.py

demo: setup
	@test -f $(DEMO)/secret.key || $(VENV) -m etl init $(DEMO)
	@test -f $(DEMO)/releases/CURRENT || { $(VENV) -m etl example --out $(DEMO)/inbox && $(VENV) -m etl run --home $(DEMO); }

ifeq ($(strip $(HOME_DIR)),)
run: demo
	@exec $(VENV) -m dashboard serve --home $(DEMO) --port $(PORT)
else
run: setup
	@exec $(VENV) -m dashboard serve --home "$(HOME_DIR)" --port $(PORT)
endif

check: setup
	@$(PYTHON) .ci/suite.py check

test: python
	@$(PYTHON) .ci/setup.py --browser
	@$(PYTHON) .ci/suite.py test

compat: python
	@$(PYTHON) .ci/setup.py --browser --compat
	@$(PYTHON) .ci/suite.py compat

soak: python
	@$(PYTHON) .ci/setup.py --soak
	@$(PYTHON) .ci/suite.py soak

test-real: setup
	@KIM_REAL_DATA="$(KIM_REAL_DATA)" $(PYTHON) .ci/suite.py real

bench: demo
	@$(VENV) .ci/bench.py $(ONLY)

docs: setup
	@$(VENV) -m etl.release_doc > docs/.release.md && mv docs/.release.md docs/release.md
	@$(VENV) -m etl.catalogue_schema docs/schema

a11y: demo
	@$(PYTHON) .ci/setup.py --browser
	@$(VENV) .ci/a11y.py $(DEMO)

screenshots: demo
	@$(PYTHON) .ci/setup.py --browser
	@$(VENV) .ci/screenshots.py $(DEMO)

lock: python
	@$(PYTHON) .ci/locks.py
