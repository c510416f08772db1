# winnow - see `make help`. GNU make, gcc or clang, pkg-config.

VERSION  := 0.1.0
STAGES   := read strip shingle match cluster dedup pack restore explain
PKGS     := libarchive libzstd zlib libxxhash libutf8proc nettle

PREFIX   ?= /usr/local
BINDIR   ?= $(PREFIX)/bin
PHRASEDIR ?= $(PREFIX)/share/winnow/phrases
MANDIR   ?= $(PREFIX)/share/man
BUILD    ?= build$(if $(SAN),/san)
# one name for each file, whoever calls: what it depends on is told by name
override BUILD := $(abspath $(BUILD))

CFLAGS   ?= -O2 -g
WARN     := -Wall -Wextra -Wpedantic -Wshadow -Wvla -Wwrite-strings \
            -Wstrict-prototypes -Wmissing-prototypes -Wpointer-arith
CPPFLAGS += -Iinclude -D_GNU_SOURCE -D_FILE_OFFSET_BITS=64 -DZLIB_CONST \
            -DVERSION='"$(VERSION)"' $(shell pkg-config --cflags $(PKGS) 2>/dev/null)
LDLIBS   += $(shell pkg-config --libs $(PKGS) 2>/dev/null) -lm -pthread
# make SAN=address,undefined test: everything again, under sanitizers
SANFLAGS := $(if $(SAN),-fsanitize=$(SAN) -fno-sanitize-recover=all)
COMPILE   = $(CC) -std=c11 $(WARN) $(CPPFLAGS) $(CFLAGS) $(SANFLAGS) -pthread -MMD -MP
LINK      = $(CC) $(CFLAGS) $(SANFLAGS) $(LDFLAGS)

BINS     := $(STAGES:%=$(BUILD)/bin/winnow-%)
LIB      := $(BUILD)/libwinnow.a
PHRASES  := $(sort $(wildcard stages/common/phrases/*.tsv))
GEN      := $(BUILD)/gen/phrase_tables.c
LIB_SRCS := $(filter-out %/main.c,$(wildcard stages/*/*.c stages/*/*/*.c))
LIB_OBJS := $(LIB_SRCS:%.c=$(BUILD)/obj/%.o) $(GEN:.c=.o)
UNITS    := $(patsubst tests/unit/%.c,$(BUILD)/unit/%,$(wildcard tests/unit/*.c))
TARGETS  := $(filter-out driver,$(patsubst tests/fuzz/%.c,%,$(wildcard tests/fuzz/*.c)))
REPLAYS  := $(TARGETS:%=$(BUILD)/replay/%)
TOOLS    := $(patsubst tests/tools/%.c,$(BUILD)/tools/%,$(wildcard tests/tools/*.c))
SOURCES  := $(wildcard stages/*/*.[ch] stages/*/*/*.[ch] include/*.h tests/*.h tests/*/*.c)
SCRIPTS  := pipeline.sh .ci/run $(shell grep -lE '^\#!(/bin/|/usr/bin/env )(ba)?sh' \
            tests/*.t tests/*.sh tests/*/*.sh)
MAN      := $(wildcard stages/*/*.[157])

## all: build every stage (the default)
all: $(BINS)

$(BUILD)/bin/winnow-%: $(BUILD)/obj/stages/%/main.o $(LIB)
	@mkdir -p $(@D)
	$(LINK) -o $@ $^ $(LDLIBS)

$(LIB): $(LIB_OBJS)
	@rm -f $@
	$(AR) rcs $@ $^

$(BUILD)/obj/%.o: %.c Makefile
	@mkdir -p $(@D)
	$(COMPILE) -Itests -c -o $@ $<

# the phrase tables, as one C string each
$(GEN): $(PHRASES) stages/common/phrases/embed.awk
	@mkdir -p $(@D)
	LC_ALL=C awk -f stages/common/phrases/embed.awk $(PHRASES) >$@.tmp
	mv $@.tmp $@

$(GEN:.c=.o): $(GEN) Makefile
	$(COMPILE) -c -o $@ $<

$(BUILD)/unit/%: $(BUILD)/obj/tests/unit/%.o $(LIB)
	@mkdir -p $(@D)
	$(LINK) -o $@ $^ $(LDLIBS)

$(BUILD)/replay/%: $(BUILD)/obj/tests/fuzz/%.o $(BUILD)/obj/tests/fuzz/driver.o $(LIB)
	@mkdir -p $(@D)
	$(LINK) -o $@ $^ $(LDLIBS)

$(BUILD)/tools/%: $(BUILD)/obj/tests/tools/%.o $(LIB)
	@mkdir -p $(@D)
	$(LINK) -o $@ $^ $(LDLIBS)

## deps: install by apt-get what is missing to build, run and test
deps:
	@tests/deps.sh

## deps-dev: deps, and what style checks, fuzzing and valgrind need
deps-dev:
	@tests/deps.sh dev

## test: unit, golden, command-line and fuzz-replay tests, as TAP
test: $(BINS) $(UNITS) $(REPLAYS) $(TOOLS)
	BUILD=$(abspath $(BUILD)) prove -e '' $(UNITS) tests/*.t

## faults: every system call of a run over an index fails once (strace)
faults: $(BINS)
	BUILD=$(abspath $(BUILD)) prove -e '' tests/index_faults.py

## memcheck: the golden tests under valgrind
memcheck: $(BINS)
	BUILD=$(abspath $(BUILD)) prove -e '' tests/golden.t
memcheck: export WRAP = valgrind -q --leak-check=full --error-exitcode=99

## fuzz: fuzz FUZZ=record with libFuzzer for SECS seconds (clang)
FUZZ ?= $(firstword $(TARGETS))
SECS ?= 60
fuzz: $(GEN)
	@mkdir -p build/fuzz/$(FUZZ)
	clang -std=c11 -g -O1 -fsanitize=fuzzer,address,undefined $(CPPFLAGS) -Itests -pthread \
		-o build/fuzz/$(FUZZ).bin tests/fuzz/$(FUZZ).c $(LIB_SRCS) $(GEN) $(LDLIBS)
	build/fuzz/$(FUZZ).bin -max_total_time=$(SECS) build/fuzz/$(FUZZ) tests/fuzz/seeds/$(FUZZ)

## train: learn stages/strip/forest_table.c anew; needs ../shared, fetches CatBoost
train: $(BUILD)/tools/features
	python3 -m venv build/train/venv
	build/train/venv/bin/pip -q install catboost==1.2.10 numpy==2.4.6
	build/train/venv/bin/python tests/train/train.py $< ../shared/data/extraction \
		build/train $(if $(CHECK),--check,stages/strip/forest_table.c)

## train-likeness: learn the table of stages/cluster/likeness.c anew; needs ../shared
train-likeness: $(BUILD)/tools/likeness
	python3 tests/train/likeness.py $< ../shared/data/events \
		stages/cluster/likeness.c $(if $(CHECK),--check)

## bench: CPU seconds, MB/s and peak memory of every stage, beside memcpy and zstd -3
bench: $(BINS)
	BUILD=$(abspath $(BUILD)) tests/bench/run.sh

## bench-docs: fetch documentation of Debian packages, for the next two
bench-docs: $(BINS)
	BUILD=$(abspath $(BUILD)) tests/bench/docs.sh build/docs

## bench-copies: speed of match and its recall against all pairs; needs bench-docs
bench-copies: $(BINS) $(TOOLS)
	BUILD=$(abspath $(BUILD)) tests/bench/copies.sh build/docs

## bench-scale: match in 256 MiB and its index, to 5 GB; needs bench-docs, 15 GB
bench-scale: $(BINS)
	BUILD=$(abspath $(BUILD)) tests/bench/scale.sh build/docs

## bench-events: cluster of a million invented texts, and an index; needs ../shared, 16 GB
bench-events: $(BINS)
	BUILD=$(abspath $(BUILD)) tests/bench/events.sh ../shared/data/events

## bench-peers: strip and match beside other tools; needs ../shared and bench-docs
bench-peers: $(BINS)
	mkdir -p build/peers
	python3 -m venv build/peers/venv
	build/peers/venv/bin/pip -q install trafilatura==2.2.0 readability-lxml==0.8.1 \
		lxml_html_clean resiliparse datasketch==2.0.0 datatrove==0.10.1 \
		regex tokenizers spacy orjson xxhash==3.5.0
	zstd -dcq --long=27 ../shared/data/extraction/scrapinghub.tar.zst | tar -xf - -C build/peers
	$(BUILD)/bin/winnow-read build/peers/scrapinghub/html >build/peers/pages.jsonl
	PATH="$(abspath $(BUILD))/bin:$$PATH" build/peers/venv/bin/python \
		tests/bench/peers.py build/peers/pages.jsonl
	awk 'NR % 100 == 0' build/docs/docs.strip >build/peers/docs.jsonl
	PATH="$(abspath $(BUILD))/bin:$$PATH" build/peers/venv/bin/python \
		tests/bench/copies_peers.py build/peers/docs.jsonl

## check-style: formatting, static analysis, shell and man page lint
check-style:
	clang-format --dry-run -Werror $(SOURCES)
	cppcheck -q --std=c11 --enable=warning,performance,portability \
		--inline-suppr --error-exitcode=1 -Iinclude stages
	shellcheck $(SCRIPTS)
	mandoc -Tlint -Wwarning $(MAN)

## format: rewrite the sources in the project's format
format:
	clang-format -i $(SOURCES)

# a table in a file says itself of which language it is
## install: stages, pipeline, man pages and phrase tables, under DESTDIR and PREFIX
install: all
	install -d $(DESTDIR)$(BINDIR)
	install -m755 $(BINS) $(DESTDIR)$(BINDIR)
	install -m755 pipeline.sh $(DESTDIR)$(BINDIR)/winnow
	for page in $(MAN); do \
		install -D -m644 -t $(DESTDIR)$(MANDIR)/man$${page##*.} $$page; \
	done
	install -d $(DESTDIR)$(PHRASEDIR)
	for table in $(PHRASES); do \
		lang=$${table##*/}; lang=$${lang%.tsv}; \
		{ printf 'lang\t%s\n' $$lang; cat $$table; } \
			>$(DESTDIR)$(PHRASEDIR)/$$lang.tsv || exit 1; \
		chmod 644 $(DESTDIR)$(PHRASEDIR)/$$lang.tsv; \
	done

## uninstall: remove what install put there
uninstall:
	rm -f $(BINS:$(BUILD)/bin/%=$(DESTDIR)$(BINDIR)/%) $(DESTDIR)$(BINDIR)/winnow
	for page in $(MAN); do \
		rm -f $(DESTDIR)$(MANDIR)/man$${page##*.}/$${page##*/}; \
	done
	rm -f $(PHRASES:stages/common/phrases/%=$(DESTDIR)$(PHRASEDIR)/%)

## clean: remove all that was built
clean:
	rm -rf build

## help: list these targets
help:
	@sed -n 's/^## //p' Makefile

-include $(shell find $(BUILD) -name venv -prune -o -name '*.d' -type f -print 2>/dev/null)
.PHONY: all deps deps-dev test faults memcheck fuzz train train-likeness bench bench-docs bench-copies bench-scale bench-events bench-peers check-style format install uninstall clean help
.SECONDARY:
