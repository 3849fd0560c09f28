# SPDX-License-Identifier: GPL-3.0-or-later
# studypath. `make help` lists the targets. Objects live in build/MODE/, so modes never mix; each mode's flags are recorded, and a
# change of them rebuilds.
MODE ?= release
CC = gcc
PREFIX ?= /usr/local
LEARNERS ?= 60
SEED ?= 1
DESTDIR ?=
PKG_CONFIG ?= pkg-config

BUILD = build/$(MODE)$(if $(filter-out gcc,$(CC)),-$(notdir $(firstword $(CC))))
WARNINGS = -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wvla -Wstrict-prototypes -Wmissing-prototypes -Wwrite-strings \
    -Wformat=2 -Wundef
ALWAYS = -std=c11 -D_POSIX_C_SOURCE=200809L -ffp-contract=off -fPIC -fvisibility=hidden -MMD -MP $(WARNINGS) $(WERROR)
MODE_release = -O2 -g -D_FORTIFY_SOURCE=2 -fstack-protector-strong
MODE_debug = -O0 -g
MODE_asan = -O1 -g -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
MODE_coverage = -O0 -g --coverage
CFLAGS ?=
CPPFLAGS ?=
LDFLAGS ?=
FLAGS = $(ALWAYS) $(MODE_$(MODE)) $(CPPFLAGS) $(CFLAGS)
LINK_MODE = $(filter -fsanitize% --coverage,$(MODE_$(MODE))) -Wl,-z,relro,-z,now

# `make V=1` shows the commands
Q = $(if $(V),,@)
SAY = $(if $(V),@:,@echo)

LIBS := $(shell $(PKG_CONFIG) --libs-only-l gsl libcjson 2>/dev/null || echo -lgsl -lgslcblas -lm -lcjson) \
    $(shell $(PKG_CONFIG) --libs-only-l libcsv 2>/dev/null || echo -lcsv)

PROGRAM = $(BUILD)/studypath
LIBRARY = $(BUILD)/libstudypath.a
FIT = $(BUILD)/studypath-fit

LIB_SOURCES = $(sort $(wildcard src/*.c) $(foreach room,base core num score plan check time ask learn why io view,$(wildcard src/$(room)/*.c)))
CLI_SOURCES = $(sort $(wildcard src/cli/*.c))
FIT_SOURCES = $(sort $(wildcard src/fit/*.c))
UNIT_SOURCES = $(sort $(wildcard tests/unit/test_*.c))
PROP_SOURCES = $(sort $(wildcard tests/prop/test_*.c))
FIT_TESTS = $(patsubst tests/%.c,$(BUILD)/tests/%,$(sort $(wildcard tests/fit/test_*.c)))
CLI_TESTS = $(patsubst tests/%.c,$(BUILD)/tests/%,$(sort $(wildcard tests/cli/test_*.c)))
HELPER_SOURCES = $(filter-out $(UNIT_SOURCES) $(PROP_SOURCES),$(sort $(wildcard tests/unit/*.c tests/prop/*.c)))
BENCH_SOURCES = $(sort $(wildcard tests/bench/*.c))
COURSE_FILES = $(sort $(wildcard data/catalog/courses/*.json))
SHIPPED = models/hours.json models/score.json models/placement.json data/exercises.json data/items.json \
    data/catalog/topics.json data/catalog/goals.json data/catalog/lists.json $(COURSE_FILES)

object = $(patsubst %.c,$(BUILD)/%.o,$(1))
# the library without what is embedded: for the programs that make what is embedded
BARE_OBJECTS = $(filter-out %/src/open.o,$(call object,$(LIB_SOURCES)))
LIB_OBJECTS = $(call object,$(LIB_SOURCES)) $(BUILD)/shipped.o
UNIT_TESTS = $(patsubst tests/%.c,$(BUILD)/tests/%,$(UNIT_SOURCES) $(PROP_SOURCES))

.DEFAULT_GOAL = all
.PHONY: all try deps check check-all check-asan bench bench-ask lint models install uninstall clean help
.SECONDARY:

all: $(PROGRAM) ## build the program and the library (needs what `make deps` installs; never the network)

try: deps ## install what is missing, build, and print a learning path for an example profile
	@$(MAKE) --no-print-directory all
	@echo '$$ $(PROGRAM) plan data/profiles/school.json --today 2026-11-24'
	@$(PROGRAM) plan data/profiles/school.json --today 2026-11-24

deps: ## install what building needs (apt-get; sudo when not root)
	@sh tests/setup.sh build

check: ## install what the tests need, build them, run them: unit, property, command-line cases, README
	@sh tests/setup.sh test
	@$(MAKE) --no-print-directory WERROR=-Werror all unit-tests fit
	@BUILD=$(BUILD) sh tests/run.sh

check-asan: ## the same tests with AddressSanitizer and UndefinedBehaviorSanitizer
	@$(MAKE) --no-print-directory MODE=asan check

check-all: ## all that is longer too: both compilers, sanitizers, lint, valgrind, JSON Schemas, a clean chroot
	@sh tests/setup.sh all
	@sh tests/check-all.sh

.PHONY: unit-tests fit
fit: $(FIT)

unit-tests: $(UNIT_TESTS) $(FIT_TESTS) $(CLI_TESTS)

bench: all $(patsubst tests/bench/%.c,$(BUILD)/tests/bench/%,$(BENCH_SOURCES)) ## measure speed: ratios against an empty program; planning time of every goal
	@BUILD=$(BUILD) CC='$(CC)' sh tests/bench/bench.sh

bench-ask: all $(BUILD)/tests/bench/bench_ask ## measure the questionnaire: hours misplaced by simulated learners (minutes; LEARNERS=60 SEED=1)
	@$(BUILD)/tests/bench/bench_ask $(LEARNERS) $(SEED)

lint: ## layers, forbidden calls, file sizes, cppcheck and clang-tidy where they are installed
	@sh tests/lint.sh

models: $(FIT) ## refit models/*.json from the catalogue and the recorded judgements
	@$(FIT) score models/judgements/*.json > $(BUILD)/score.json && mv $(BUILD)/score.json models/score.json
	@$(FIT) hours data/catalog/topics.json $(COURSE_FILES) > $(BUILD)/hours.json && mv $(BUILD)/hours.json models/hours.json
	@$(FIT) agreement models/labels/first.json models/labels/second.json data/catalog/topics.json

install: all ## install program, library, headers, man page (PREFIX=/usr/local DESTDIR=)
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/lib $(DESTDIR)$(PREFIX)/include/studypath $(DESTDIR)$(PREFIX)/share/man/man1
	install -m 755 $(PROGRAM) $(DESTDIR)$(PREFIX)/bin/studypath
	install -m 644 $(LIBRARY) $(DESTDIR)$(PREFIX)/lib/libstudypath.a
	install -m 644 include/studypath/*.h $(DESTDIR)$(PREFIX)/include/studypath
	$(PROGRAM) help --man > $(BUILD)/studypath.1
	install -m 644 $(BUILD)/studypath.1 $(DESTDIR)$(PREFIX)/share/man/man1/studypath.1

uninstall: ## remove what install put there
	rm -f $(DESTDIR)$(PREFIX)/bin/studypath $(DESTDIR)$(PREFIX)/lib/libstudypath.a $(DESTDIR)$(PREFIX)/share/man/man1/studypath.1
	rm -rf $(DESTDIR)$(PREFIX)/include/studypath

clean: ## remove build/
	rm -rf build

help: ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/make \1\t\2/p' Makefile | expand -t 18

# ---- how things are made ----

$(BUILD)/flags: FORCE
	@mkdir -p $(@D)
	@echo '$(CC) $(FLAGS) $(LDFLAGS) $(LIBS)' | cmp -s - $@ || echo '$(CC) $(FLAGS) $(LDFLAGS) $(LIBS)' > $@
.PHONY: FORCE
FORCE:

# the program sees the public headers only
$(BUILD)/src/cli/%.o: src/cli/%.c $(BUILD)/flags
	@mkdir -p $(@D)
	$(SAY) 'cc $<'
	$(Q)$(CC) $(FLAGS) -Iinclude -c $< -o $@

$(BUILD)/src/%.o: src/%.c $(BUILD)/flags
	@mkdir -p $(@D)
	$(SAY) 'cc $<'
	$(Q)$(CC) $(FLAGS) -Iinclude -Isrc -c $< -o $@

$(BUILD)/tests/%.o: tests/%.c $(BUILD)/flags
	@mkdir -p $(@D)
	$(SAY) 'cc $<'
	$(Q)$(CC) $(FLAGS) -Iinclude -Isrc -Itests -c $< -o $@

$(BUILD)/embed: $(BUILD)/src/embed/main.o $(BARE_OBJECTS)
	$(SAY) 'ld $@'
	$(Q)$(CC) $(LINK_MODE) $(LDFLAGS) $^ $(LIBS) -lm -o $@

$(BUILD)/shipped.c: $(BUILD)/embed $(SHIPPED)
	$(SAY) 'embed $@'
	$(Q)$(BUILD)/embed $(SHIPPED) > $@.new && mv $@.new $@

$(BUILD)/shipped.o: $(BUILD)/shipped.c $(BUILD)/flags
	$(SAY) 'cc $<'
	$(Q)$(CC) $(filter-out -Wpedantic -Wextra,$(FLAGS)) -O0 -Iinclude -Isrc -c $< -o $@

$(LIBRARY): $(LIB_OBJECTS)
	@rm -f $@
	$(SAY) 'ar $@'
	$(Q)$(AR) rcs $@ $^

$(PROGRAM): $(call object,$(CLI_SOURCES)) $(LIBRARY)
	$(SAY) 'ld $@'
	$(Q)$(CC) $(LINK_MODE) $(LDFLAGS) $^ $(LIBS) -lm -o $@

$(FIT): $(call object,$(FIT_SOURCES)) $(BARE_OBJECTS)
	$(SAY) 'ld $@'
	$(Q)$(CC) $(LINK_MODE) $(LDFLAGS) $^ $(LIBS) -lm -o $@

$(UNIT_TESTS): $(BUILD)/tests/%: $(BUILD)/tests/%.o $(call object,$(HELPER_SOURCES)) $(LIBRARY)
	$(SAY) 'ld $@'
	$(Q)$(CC) $(LINK_MODE) $(LDFLAGS) $^ -lcmocka $(LIBS) -lm -o $@

$(FIT_TESTS): $(filter-out %/main.o,$(call object,$(FIT_SOURCES)))
$(CLI_TESTS): $(filter-out %/main.o,$(call object,$(CLI_SOURCES)))
$(FIT_TESTS) $(CLI_TESTS): $(BUILD)/tests/%: $(BUILD)/tests/%.o $(call object,$(HELPER_SOURCES)) $(LIBRARY)
	$(SAY) 'ld $@'
	$(Q)$(CC) $(LINK_MODE) $(LDFLAGS) $(filter %.o,$^) $(LIBRARY) -lcmocka $(LIBS) -lm -o $@

$(BUILD)/tests/bench/%: $(BUILD)/tests/bench/%.o $(call object,tests/prop/generate.c) $(LIBRARY)
	$(SAY) 'ld $@'
	$(Q)$(CC) $(LINK_MODE) $(LDFLAGS) $^ $(LIBS) -lm -o $@

-include $(shell find $(BUILD) -name '*.d' 2>/dev/null)
