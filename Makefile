# The one front door. `make` alone lists what there is; every target says what it does after `##`.

SHELL       := bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

jdk      := bin/jdk25
maven    := cd backend && ../$(jdk) ./mvnw -B
state    := backend/target/make
app      := backend/target/quarkus-app

PORT     ?= 3000
DATA_DIR ?= $(CURDIR)/data

lab_images ?= $(or $(STOREWEAVER_LAB_IMAGES),$(or $(STOREWEAVER_LAB_DIR),$(HOME)/.cache/storeweaver/lab)/images)

# Where the JVM's memory ends, and what JDK 25 asks to be told; JAVA_OPTS comes last and wins.
java_flags := $(shell cat bin/server.jvm)

# What the artefact is made of: when none of it is newer than the stamp, nothing is built.
sources := $(shell find backend/src/main backend/pom.xml backend/.mvn helm -type f -print 2>/dev/null | tr ' ' '?')

# The dashboard is a part of the artefact like any other; DASHBOARD=no leaves it out, for a machine without Node.
DASHBOARD ?= yes
dashboard := frontend/dist/index.html
modules   := frontend/node_modules/.package-lock.json
pages := $(shell find frontend -type d \( -name node_modules -o -name dist -o -name e2e -o -name reports \) -prune -o -type f -print | tr ' ' '?')

##@ Use

.PHONY: run
run: build ## Start the control plane at http://localhost:3000 (PORT, DATA_DIR, KUBECONFIG, JAVA_OPTS are honoured)
	@echo "Store Weaver: http://localhost:$(PORT)  data in $(DATA_DIR)  $${KUBECONFIG:+cluster of $$KUBECONFIG}"
	@export PORT="$(PORT)" DATA_DIR="$(DATA_DIR)"; exec bin/weaver server

##@ Develop

.PHONY: build
build: $(state)/built ## Build the artefact, if a source is newer than it

$(state)/built: $(sources) $(if $(filter yes,$(DASHBOARD)),$(dashboard))
	@echo "Building (the first time fetches dependencies) ..."
	@rm -rf backend/target/classes/META-INF/resources
	@$(maven) -q -DskipTests -Dspotless.check.skip=true package
	@bin/record-cli $(app)
	@mkdir -p $(@D) && touch $@

$(modules): frontend/package.json frontend/package-lock.json frontend/.npmrc
	@bin/need-node
	@echo "Fetching what the dashboard is built with ..."
	@cd frontend && npm ci --no-progress
	@touch $@

$(dashboard): $(modules) $(pages)
	@bin/need-node
	@echo "Building the dashboard ..."
	@cd frontend && npm run --silent build
	@touch $@

.PHONY: sbom
sbom: ## Write what the artefact is made of, with licences, to backend/target/sbom.json (CycloneDX)
	@$(maven) -q cyclonedx:makeBom
	@echo "backend/target/sbom.json"

.PHONY: aot
aot: build ## Record a JDK AOT cache, which later starts use, until the next build
	@$(jdk) bin/record-aot $(app) $(java_flags)

.PHONY: fmt
fmt: $(modules) ## Put the sources into their format
	@$(maven) -q spotless:apply
	@cd frontend && npm run --silent fmt

.PHONY: check
check: check-format check-shell check-docs check-dashboard ## Everything that is quicker than a test: format, types, launchers, scripts, docs

.PHONY: check-format
check-format:
	@$(maven) -q spotless:check

.PHONY: check-docs
check-docs:
	@bin/check-docs

.PHONY: check-dashboard
check-dashboard: $(modules)
	@cd frontend && npm run --silent check

.PHONY: check-shell
check-shell:
	@for script in $(shell_scripts); do bash -n "$$script"; done
	@if command -v shellcheck >/dev/null; then shellcheck --severity=warning --external-sources --source-path=SCRIPTDIR $(shell_scripts); \
	  else echo "shellcheck is not installed: only the syntax of the scripts was checked"; fi
	@bin/test/jdk25_test
	@bin/test/weaver_test
	@bin/test/check_docs_test

# Every tracked file that says it is a bash script.
shell_scripts = $(or $(shell git ls-files -z -- bin .ci lab docker frontend/e2e 2>/dev/null | xargs -0 -r grep -lsE '^\#!.*\bbash' | tr ' ' '?'),bin/jdk25)

.PHONY: check-api
check-api: ## Hold the description of the API against Spectral's rules (fetches Spectral; needs Node 20)
	@npx --yes @stoplight/spectral-cli@6.16.3 lint --fail-severity=warn \
	  --ruleset backend/src/test/resources/openapi/spectral.yaml docs/openapi.yaml

.PHONY: test
test: check test-dashboard test-backend ## Run the checks and all tests, but for those that need a browser

# Some of them look at the dashboard that the server hands out.
.PHONY: test-backend
test-backend: $(if $(filter yes,$(DASHBOARD)),$(dashboard)) ## Run the backend's tests; some of them with ARGS="-Dtest=PostgresServerTest"
	@$(maven) $(ARGS) test

.PHONY: test-contract
test-contract: build ## Play generated requests against the API and check the answers (fetches Schemathesis; needs Python 3); EXAMPLES=n
	@bin/play-api contract $(EXAMPLES)
	@bin/play-api accounts $(EXAMPLES)

.PHONY: test-dashboard
test-dashboard: $(modules) ## Run the dashboard's tests; some of them with ARGS="clock"
	@cd frontend && npm run --silent test -- $(ARGS)

.PHONY: e2e
e2e: build ## Drive the dashboard in a browser (CHROMIUM, or the chromium found here) against a server of its own
	@JAVA_FLAGS="$(java_flags)" frontend/e2e/run $(ARGS)

.PHONY: test-docs
test-docs: build ## Run the commands of the documentation that need no more than a server (needs Python 3, curl and jq)
	@bin/try-docs $(ARGS)

.PHONY: screenshots
screenshots: build ## Take the README's pictures of the dashboard anew, from a server of its own, into docs/images/
	@JAVA_FLAGS="$(java_flags)" frontend/e2e/screenshots

.PHONY: test-faults
test-faults: ## Play 2,000 random lives of a store in a random world (about 400 of them are in `test`); SCHEDULES=n for others
	@$(maven) -Dtest=FaultScheduleTest -Dsurefire.failIfNoSpecifiedTests=false -Dfaults.schedules=$${SCHEDULES:-2000} test

.PHONY: test-security
test-security: build ## Send 20,000 requests of one tenant at another's things (2,000 are in `test`), and odd ones at every operation
	@$(maven) -Dtest=IsolationCrawlLocalTest -Dsurefire.failIfNoSpecifiedTests=false -Dcrawl.requests=$${REQUESTS:-20000} test
	@bin/play-api odd $(EXAMPLES)

# Vault's own sources, with KV and Kubernetes auth only. Its licence (BUSL) permits that; nothing of it is in the artefact.
vault_server := backend/target/vault-server
$(vault_server): backend/src/test/vault/serve_test.go backend/src/test/vault/go.mod
	@echo "Building Vault (the first time takes minutes) ..."
	@mkdir -p $(@D) && cd backend/src/test/vault && go test -c -o ../../../target/vault-server .

.PHONY: test-vault
test-vault: $(vault_server) ## Read secrets from a real Vault and follow a changed database password (needs Go)
	@$(maven) -Dtest='VaultSecretsTest,DatabaseLoginTest' -Dsurefire.failIfNoSpecifiedTests=false -Dvault.server=$(CURDIR)/$(vault_server) test

.PHONY: test-alerts
test-alerts: ## Play figures against the alert rules of helm/platform (needs promtool, or Go to build it)
	@bin/test-alerts

.PHONY: bench
bench: aot ## Measure the control plane (see docs/performance.md); one part of it with BENCH=ListBench
	@$(maven) -q -Dtest='io.storeweaver.bench.$(or $(BENCH),*Bench)' -Dbench.flags="$(java_flags)" $(ARGS) test

.PHONY: clean
clean: ## Remove what a build has made; data stay
	@rm -rf backend/target frontend/dist frontend/node_modules frontend/reports frontend/e2e/shots

##@ A real cluster (lab/)

.PHONY: images image lab-prepare lab-check lab-build lab-up lab-down lab-status lab-wipe lab-test lab-ha bench-boot bench-helm
images: ## Build the images of the stores that have changed; WOOCOMMERCE_DIR names an unpacked WooCommerce
	@STOREWEAVER_IMAGES="$(lab_images)" docker/build.sh
image: build ## Build the control plane's image
	@STOREWEAVER_IMAGES="$(lab_images)" docker/build.sh backend
lab-prepare: ## Install what the lab needs on this machine (Debian packages, as root)
	@lab/lab prepare
lab-check: ## Say what keeps this machine from running the lab, if anything
	@lab/lab check
lab-build: ## Build what the lab is made of, as far as it is not there (from nothing: half an hour or more)
	@lab/lab build
lab-up: ## Start a real Kubernetes on this machine, with the images, and wait until it is ready
	@lab/lab up
lab-down: ## Stop it; its state stays
	@lab/lab down
lab-status: ## Say what of it runs
	@lab/lab status
lab-wipe: ## Stop it and forget its state
	@lab/lab wipe
lab-test: build ## Make, sell from, hurt, mend and delete real shops on the lab, which must be up
	@lab/tests/stores/run
lab-ha: build ## Kill replicas, the database and the API server under load, on lab/lab api-up; STORES=n
	@lab/tests/ha/run
bench-boot: build ## Measure POST to first order on the lab, baked and plain databases; RUNS=n
	@lab/tests/stores/bench_boot
bench-helm: build ## Measure the control plane beside the helm CLI on lab/lab api-up; STORES=n
	@lab/tests/stores/bench_helm

.PHONY: help
help:
	@awk 'BEGIN { FS = ":.*## "; print "usage: make <target>" } \
	  /^##@ / { printf "\n%s\n", substr($$0, 5) } \
	  /^[a-z][a-z-]*:.*## / { printf "  %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
