# bazarkav: `make` builds, `make check` tests, `make help` lists the targets.
PREFIX  ?= /usr/local
ifeq ($(origin CC),default)   # make presets CC to cc, so ?= would not bite
CC       = gcc
endif
CLANG   ?= clang
MODE    ?= release
SECONDS ?= 10
PKGS     = libcurl libxml-2.0 gumbo sqlite3 libutf8proc jansson uchardet zlib libpsl libidn2 xlsxwriter libmicrohttpd nettle libxxhash libbrotlidec libzstd

SYS     := $(patsubst -I%,-isystem %,$(filter -I/usr/include/%,$(shell pkg-config --cflags $(PKGS))))
LIBS    := $(shell pkg-config --libs $(PKGS)) -lpthread -lm
WARN     = -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wstrict-prototypes -Wmissing-prototypes \
           -Wpointer-arith -Wcast-qual -Wundef -Wvla -Wformat=2 -Wno-format-nonliteral -Wwrite-strings -Wimplicit-fallthrough $(if $(findstring clang,$(CC)),,-Wdouble-promotion) # clang sees the float in NAN
FLAGS_release = -O2 -g -D_FORTIFY_SOURCE=3 -fstack-protector-strong -fstack-clash-protection -fPIE
build/release/analyzers/%.o build/release/parsers/%.o build/release/text/%.o build/release/util/%.o: FLAGS_release += -O3   # most of the time goes there
FLAGS_debug   = -O1 -g3
FLAGS_asan    = -O1 -g3 -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
FLAGS_tsan    = -O1 -g3 -fsanitize=thread
FLAGS_cov     = -O0 -g3 --coverage
FLAGS_fuzz    = -O1 -g3 -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all
LDFLAGS_release = -pie -Wl,--as-needed -Wl,-z,relro,-z,now
Q        = $(if $(V),,@)   # V=1 shows the commands
B        = build/$(MODE)
G        = build/gen
ALL_CFLAGS = -std=c17 -D_GNU_SOURCE -I. -I$(G) $(SYS) -include util/banned.h -DBAZARKAV_SHARE='"$(PREFIX)/share/bazarkav"' $(WARN) $(FLAGS_$(MODE)) $(CFLAGS)

LIB_SRC := $(wildcard util/*.c text/*.c seeds/*.c crawler/*.c parsers/*.c analyzers/*.c db/*.c report/*.c demo/*.c)
CLI_SRC := $(filter-out cli/main.c,$(wildcard cli/*.c))
TEST    := $(wildcard tests/*.c)
FAULTS  := $(wildcard tests/faults/*.c)
FUZZ    := $(patsubst tests/fuzz/%.c,%,$(wildcard tests/fuzz/fuzz_*.c))
OBJ      = $(LIB_SRC:%.c=$(B)/%.o) $(CLI_SRC:%.c=$(B)/%.o)
LEXICON  = build/share/lexicon.bin
LEXC_SRC = $(filter-out text/compile/chartab.c,$(wildcard text/compile/*.c))
TEXT_OBJ = $(patsubst %.c,$(B)/%.o,$(wildcard util/*.c text/*.c))
DATA     = $(LEXICON) $(patsubst seeds/%,build/share/%,$(wildcard seeds/taxonomy/*))
TOBJ     = $(TEST:%.c=$(B)/%.o)
VERBS   := $(patsubst cli/cmd_%.c,%,$(wildcard cli/cmd_*.c))
SUITES  := $(patsubst tests/test_%.c,%,$(wildcard tests/test_*.c))
INSPECTORS := $(patsubst cli/inspect_%.c,%,$(wildcard cli/inspect_*.c))
INC      = $(G)/chartab.inc $(G)/verbs.inc $(G)/suites.inc $(G)/inspectors.inc $(G)/schema.inc $(G)/views.inc $(G)/derive.inc $(G)/css.inc $(G)/init_fa.inc $(G)/init_en.inc $(patsubst demo/data/%,$(G)/demo_%.inc,$(wildcard demo/data/*.tsv demo/data/*.json))
INC     += $(G)/recipes.inc $(G)/avoid.inc $(G)/sonames.inc

.PHONY: all check asan tsan cov fuzz lint format replay bench crash demo install dist clean help FORCE
all: bazarkav $(B)/libbazarkav-text.a   ## build ./bazarkav
bazarkav: $(B)/bazarkav $(DATA)
	ln -sf $< $@
$(B)/bazarkav: $(B)/cli/main.o $(B)/libbazarkav.a
	$(Q)$(if $(V),,echo '  LD $@';) $(CC) $(FLAGS_$(MODE)) $(LDFLAGS_$(MODE)) $(LDFLAGS) -o $@ $^ $(LIBS)
$(B)/libbazarkav.a: $(OBJ)
	$(Q)$(if $(V),,echo '  AR $@';) rm -f $@ && $(AR) rcs $@ $^
$(B)/run-tests: $(TOBJ) $(B)/libbazarkav.a | $(DATA)
	$(Q)$(if $(V),,echo '  LD $@';) $(CC) $(FLAGS_$(MODE)) $(LDFLAGS) -o $@ $^ $(LIBS) $$(pkg-config --libs check libbrotlienc libzstd)
$(B)/%.o: %.c Makefile | $(INC)
	@mkdir -p $(@D)
	$(Q)$(if $(V),,echo '  CC $@';) $(CC) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

build/share/taxonomy/%: seeds/taxonomy/%
	@mkdir -p $(@D)
	cp $< $@

# text/ alone, for other programs; the class tables and the lexicon are made by two small programs.
$(B)/libbazarkav-text.a: $(TEXT_OBJ)
	$(Q)$(if $(V),,echo '  AR $@';) rm -f $@ && $(AR) rcs $@ $^
$(G)/chartab.inc: text/compile/chartab.c text/chars.h
	@mkdir -p $(G)
	$(CC) -std=c17 -D_GNU_SOURCE -I. -o $(G)/chartab $< -lutf8proc && $(G)/chartab > $@.new && mv $@.new $@
$(B)/lexc: $(LEXC_SRC:%.c=$(B)/%.o) $(TEXT_OBJ)
	$(Q)$(if $(V),,echo '  LD $@';) $(CC) $(FLAGS_$(MODE)) $(LDFLAGS_$(MODE)) $(LDFLAGS) -o $@ $^ $(LIBS)
$(LEXICON): $(wildcard seeds/lexicon/*.tsv) $(LEXC_SRC) text/lex.h text/chars.h text/token.h $(wildcard text/*.c) | $(B)/lexc
	@mkdir -p $(@D)
	$(B)/lexc $@ $(sort $(filter %.tsv,$^))

# Lists that follow the files: a new cli/cmd_x.c, tests/test_x.c or cli/inspect_x.c needs no other line.
# Written only when the list changed, so that nothing is rebuilt for nothing.
put = @mkdir -p $(G) && { for x in $(2); do echo "$(1)($$x)"; done; } > $@.new && { cmp -s $@.new $@ && rm $@.new || mv $@.new $@; }
$(G)/verbs.inc: FORCE
	$(call put,VERB,$(VERBS))
$(G)/suites.inc: FORCE
	$(call put,SUITE,$(SUITES))
$(G)/inspectors.inc: FORCE
	$(call put,INSPECTOR,$(INSPECTORS))
embed = @mkdir -p $(G) && cat /dev/null $(filter-out seeds/recipes,$^) | od -An -v -to1 | sed 's/[0-7][0-7]*/'"'\\\\&'"',/g' > $@ && echo 0 >> $@
$(G)/css.inc: report/report.css
	$(embed)
$(G)/schema.inc: db/schema.sql
	$(embed)
$(G)/views.inc: db/views.sql
	$(embed)
$(G)/derive.inc: db/derive.sql
	$(embed)
# Libraries that are loaded when first used (util/late.h), by the names that were there at build time.
$(G)/sonames.inc: Makefile
	@mkdir -p $(G)
	for l in curl microhttpd xlsxwriter xml2 uchardet psl idn2 brotlidec zstd sqlite3 nettle; do \
	  so=$$(objdump -p "$$($(CC) -print-file-name=lib$$l.so)" | sed -n 's/^ *SONAME *//p'); [ "$$so" ] || exit 1; \
	  echo "#define SONAME_$$(echo $$l | tr a-z A-Z) \"$$so\""; done > $@.new && mv $@.new $@
$(G)/avoid.inc: seeds/avoid.tsv
	$(embed)
$(G)/recipes.inc: $(sort $(wildcard seeds/recipes/*.recipe)) seeds/recipes   # the folder: one was removed
	$(embed)
$(G)/init_%.inc: seeds/templates/init.%.ini
	$(embed)
$(G)/demo_%.inc: demo/data/%
	$(embed)
-include $(OBJ:.o=.d) $(TOBJ:.o=.d) $(FAULTS:%.c=$(B)/%.d) $(B)/cli/main.d $(LEXC_SRC:%.c=$(B)/%.d)

# A server of misbehaving hosts for tests/e2e/faults.sh.
$(B)/faults: $(FAULTS:%.c=$(B)/%.o) $(B)/libbazarkav.a
	$(Q)$(if $(V),,echo '  LD $@';) $(CC) $(FLAGS_$(MODE)) $(LDFLAGS) -o $@ $^ $(LIBS)
check: all $(B)/run-tests $(B)/faults replay   ## all tests
	CK_TIMEOUT_MULTIPLIER=10 $(B)/run-tests
	for t in tests/e2e/*.sh; do [ -e "$$t" ] || continue; echo "== $$t"; BAZARKAV=$(CURDIR)/$(B)/bazarkav FAULTS=$(CURDIR)/$(B)/faults sh $$t || exit 1; done
asan tsan cov:                   ## unit tests under that mode
	$(MAKE) MODE=$@ build/$@/run-tests && CK_TIMEOUT_MULTIPLIER=20 build/$@/run-tests
fuzz:                            ## every fuzz target, SECONDS=10 each
	$(MAKE) MODE=fuzz CC=$(CLANG) $(FUZZ:%=build/fuzz/%)
	for f in $(FUZZ); do mkdir -p build/corpus/$$f tests/fuzz/corpus/$$f && build/fuzz/$$f -max_total_time=$(SECONDS) -print_final_stats=1 build/corpus/$$f tests/fuzz/corpus/$$f || exit 1; done
$(B)/fuzz_%: $(B)/tests/fuzz/fuzz_%.o $(B)/libbazarkav.a | $(LEXICON)
	$(Q)$(if $(V),,echo '  LD $@';) $(CC) $(FLAGS_$(MODE)) -fsanitize=fuzzer -o $@ $^ $(LIBS)
replay: $(FUZZ:%=$(B)/replay_%)  ## fuzz corpora through plain binaries, no clang needed
	@for f in $(FUZZ); do $(B)/replay_$$f tests/fuzz/corpus/$$f/* || exit 1; done
$(B)/replay_%: $(B)/tests/fuzz/%.o $(B)/tests/fuzz/driver/replay.o $(B)/libbazarkav.a | $(LEXICON)
	$(Q)$(if $(V),,echo '  LD $@';) $(CC) $(FLAGS_$(MODE)) -o $@ $^ $(LIBS)
# Kills a crawl with SIGKILL at random moments; the broken variants of the test must be noticed.
ROUNDS ?= 60
$(B)/crash/crash: $(B)/tests/crash/crash.o $(B)/libbazarkav.a
	@mkdir -p $(@D)
	$(CC) $(FLAGS_$(MODE)) $(LDFLAGS) -o $@ $^ $(LIBS)
$(B)/crash/mutant_%.so: tests/crash/mutant_%.c
	@mkdir -p $(@D)
	$(CC) -std=gnu17 -D_GNU_SOURCE -O2 -fPIC -shared -o $@ $< -lsqlite3
crash: bazarkav $(B)/crash/crash $(B)/crash/mutant_tail.so $(B)/crash/mutant_split.so   ## kill -9 test, ROUNDS=60
	sh tests/crash/crash.sh $(CURDIR)/$(B)/bazarkav $(CURDIR)/$(B)/crash $(ROUNDS)
.SECONDARY:

lint: $(INC)                     ## formatting, layers, cppcheck, clang-tidy
	sh tests/lint.sh $(LIB_SRC) $(CLI_SRC) cli/main.c -- -std=c17 -D_GNU_SOURCE -I. -I$(G) $(SYS) -include util/banned.h -DBAZARKAV_SHARE='""'
format:                          ## rewrite with clang-format
	clang-format -i $(LIB_SRC) $(CLI_SRC) cli/main.c $(TEST) $(wildcard */*.h tests/fuzz/*.c tests/fuzz/driver/*.c tests/faults/*.[ch])
bench: bazarkav                  ## size, rate and ratio of the main stages
	for b in tests/bench/*.sh; do BAZARKAV=$(CURDIR)/bazarkav sh $$b || exit 1; done
demo: bazarkav                   ## the whole job on a bundled invented market, offline
	./bazarkav demo $(DEMO_DIR)
install: all                     ## DESTDIR, PREFIX: program, man pages, lexicons, library of text/
	sh docs/install.sh '$(DESTDIR)' '$(PREFIX)'
dist:                            ## source archive of HEAD
	git archive --prefix=bazarkav/ -o bazarkav.tar.gz HEAD
clean:                           ## remove what was built
	rm -rf build bazarkav
help:                            ## this list
	@sed -n 's/^\([a-z ]*\):.*## /\1\t/p' Makefile
