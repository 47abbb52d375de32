# skep: eBPF programs in user space.  `make help` lists the targets.
#
# Sources are found by folder: every .c of a library folder is in libskep, every
# tools/*.c in the command, every tests/unit/test_*.c is a test program of its
# own, every bench/*.c a benchmark, every {examples,tests/objects}/*.bpf.c an
# object built by clang, every other examples/*.c a program of a library user.
#
# Flavours are other BUILD folders with other flags: see test-asan, test-arm64.

VERSION := 0.1.0
SOVERSION := 0
BUILD   ?= build
BPF_CLANG ?= clang-19
PREFIX  ?= /usr/local
LIBDIR  ?= $(PREFIX)/lib
SHARE   ?= $(PREFIX)/share
DESTDIR ?=
COMPLETIONS := bash-completion/completions/skep zsh/site-functions/_skep fish/vendor_completions.d/skep.fish
LIB_DIRS := core loader verifier interp jit maps vm explain hooks

WARN   := -Wall -Wextra -Werror -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wvla
CFLAGS ?= -O2 -g
FLAVOUR_FLAGS ?=
ALL_CFLAGS := -std=gnu11 $(WARN) -fvisibility=hidden -fPIC -fno-strict-aliasing -pthread -D_GNU_SOURCE \
	-DSKEP_VERSION='"$(VERSION)"' -I. -Iinclude $(CFLAGS) $(FLAVOUR_FLAGS)
LDLIBS := -lelf -pthread

# What `skep exec` puts in front of libc, and the functions that it stands in for.
COMPAT_SRCS := $(wildcard compat/*.c)
COMPAT_OBJS := $(COMPAT_SRCS:%.c=$(BUILD)/%.o)
COMPAT_NAMES := $(shell sed -n -e 's/^EXPORT .*[ *]\([a-z0-9_]*\)(.*)*/\1/p' \
	-e 's/^\(OPEN\|EXECL\)(\([a-z0-9]*\),.*)*/\2/p' compat/preload.c compat/polling.c)
MULTIARCH := $(shell $(CC) -print-multiarch)

LIB_SRCS  := $(wildcard $(LIB_DIRS:%=%/*.c) $(LIB_DIRS:%=%/*/*.c))
LIB_OBJS  := $(LIB_SRCS:%.c=$(BUILD)/%.o)
HEADERS   := include/skep/skep.h include/skep/packet.h include/skep/func.h
TOOL_SRCS := $(wildcard tools/*.c)
TOOL_OBJS := $(TOOL_SRCS:%.c=$(BUILD)/%.o)
TOOL_LIBS := -lbpf -lpcap -ljansson -lyaml -lcapstone -lcsv
TEST_SRCS := $(filter-out $(if $(NO_PCAP),tests/unit/test_%_pcap.c tests/unit/test_%_libbpf.c \
	tests/unit/test_%_capstone.c),$(wildcard tests/unit/test_*.c))
TEST_LIB_OBJS := $(patsubst %.c,$(BUILD)/%.o,$(wildcard tests/lib/*.c))
TEST_BINS := $(TEST_SRCS:tests/unit/%.c=$(BUILD)/tests/%)
FUZZ_OBJS := $(patsubst %.c,$(BUILD)/%.o,$(filter-out fuzz/oracle.c,$(wildcard fuzz/*.c)))
ORACLE_PARTS := $(BUILD)/fuzz/oracle.o $(FUZZ_OBJS) $(patsubst %,$(BUILD)/tests/lib/%.o,kernel kernel_btf helper_trace)
AFL_OBJS := $(patsubst %.c,$(BUILD)/%.o,$(wildcard fuzz/afl/*.c) tests/lib/object_use.c tests/lib/random_cbpf.c) \
	$(filter-out %/beside.o %/beside_log.o %/beside_path.o %/beside_rules.o %/beside_skep.o %/campaign.o %/minimise.o,$(FUZZ_OBJS))
BENCH_PROGRAMS := $(wildcard bench/programs/*.bpf.c)
BENCH_BINS := $(patsubst bench/%.c,$(BUILD)/bench/%,$(wildcard bench/*.c))
BPF_SRCS  := $(wildcard examples/*.bpf.c examples/host/*.bpf.c examples/libbpf/*.bpf.c tests/objects/*.bpf.c \
	bench/programs/*.bpf.c)
BPF_OBJS  := $(BPF_SRCS:%.bpf.c=$(BUILD)/%.bpf.o)
# Other ways to compile those of VARIED: compiler, -mcpu, optimisation (tests/lib/variant.h).
VARIANTS := clang-14-v1-O1 clang-14-v1-Os clang-14-v2-O2 clang-14-v3-O1 clang-14-v3-O2 clang-14-v3-Os \
	clang-19-v1-O2 clang-19-v2-Os clang-19-v3-O1 clang-19-v4-O1 clang-19-v4-O2 clang-19-v4-Os
VARIED   := callback core_local core_relo core_target cpu data externs host_funcs kernel_funcs kfuncs legacy_maps map_in_map maps old_loaders \
	optnone sections several struct_ops subprogs types unknown_attribute
clang_of = $(firstword $(subst -v, ,$(1)))
VARIANT_CLANGS := $(notdir $(shell command -v clang-14; command -v clang-19))
VARIANT_OBJS := $(foreach v,$(VARIANTS),$(if $(filter $(call clang_of,$(v)),$(VARIANT_CLANGS)), \
	$(VARIED:%=$(BUILD)/tests/variants/$(v)/%.bpf.o)))
MACHINE := $(shell uname -m)
BPF_FLAGS := -target bpf -g -O2 -mcpu=v3 -Wall -Werror -ffile-prefix-map=$(CURDIR)=. -Iexamples -I/usr/include/$(MACHINE)-linux-gnu \
	-D__TARGET_ARCH_$(patsubst x86_64,x86,$(patsubst aarch64,arm64,$(MACHINE)))
# Applications of libbpf, which know nothing of skep.
LIBBPF_BINS := $(patsubst %.c,$(BUILD)/%,$(filter-out %.bpf.c,$(wildcard examples/libbpf/*.c)))
USER_BINS := $(patsubst %.c,$(BUILD)/%,$(filter-out %.bpf.c,$(wildcard examples/*.c examples/host/*.c)))

.PHONY: all help setup demo test check install deb man clean bench bench-maps bench-verify bench-arm64 fuzz fuzz-seeds soak objects variants real tests examples \
	test-asan test-tsan test-valgrind test-arm64 coverage oracle oracle-faults prove prove-faults distro
.DEFAULT_GOAL := all
# Else make removes them as intermediates, and builds them again for each test.
.SECONDARY: $(LIBBPF_BINS:%=%.skel.h) $(TEST_LIB_OBJS) $(FUZZ_OBJS)

all: $(BUILD)/libskep.a $(BUILD)/libskep.so.$(SOVERSION) $(BUILD)/libskep-bpf.so $(BUILD)/skep

help:
	@sed -n 's/^## //p' $(firstword $(MAKEFILE_LIST))

## make                library and command in build/
## make demo           the main job on bundled input; installs what is missing
## make test           all tests; installs what is missing; ends with N passed, N failed
## make test-asan      all tests under AddressSanitizer and UBSan
## make test-tsan      the tests in which threads share something under ThreadSanitizer
## make test-valgrind  the unit tests under memcheck
## make test-arm64     the unit tests built for ARM64, under qemu
## make coverage       lines and branches that the tests reach, by folder
## make check          order of the layers, style, format
## make bench          benchmarks; prints the figures; docs/bench.md
## make bench-maps     map operations beside the kernel's
## make bench-verify   the verifier beside the kernel's, on every program there is
## make bench-arm64    instructions that ARM64 executes: the JIT's by clang's, counted by qemu
## make fuzz           AFL++ on each harness (HARNESS="..."), MINUTES=5; docs/fuzzing.md
## make fuzz-seeds     fuzz/corpus from what the tests build
## make soak           every truncation and header bit of the test objects, more damage from SEED, maps with
##                     peers who are hostile or killed, long histories; also under ASan
## make oracle         N=10000 random programs from SEED (the time) through verifier and engines
## make oracle-faults  faults planted in copies of the verifier: each must be found
## make prove          the verifier's arithmetic by z3, a row an operator; docs/domain.md
## make prove-faults   faults planted in copies of it: z3 must find each
## make distro         verifies the BPF objects of Debian's packages; downloads them, prints a table
## make setup          installs what make, demo and test need, and nothing else
## make install        library, header, command, man pages, completion, pkg-config file
##                     into $(DESTDIR)$(PREFIX)
## make deb            Debian packages into $(BUILD)/deb
## make clean          removes what was built
## CC=clang, CFLAGS=..., BUILD=folder and V=1 (show commands) work with all of them.

# Sub-makes use every core unless the caller said how many.
PARALLEL = $(if $(findstring jobserver,$(MAKEFLAGS)),,-j$(shell nproc))
SUBMAKE = $(MAKE) --no-print-directory $(PARALLEL)

Q := $(if $(V),,@)
say = @printf '  %-7s %s\n' "$(1)" "$@"

$(BUILD)/%.o: %.c
	@mkdir -p $(@D)
	$(call say,CC)
	$(Q)$(CC) $(ALL_CFLAGS) -MMD -MP -c $< -o $@

$(BUILD)/libskep.a: $(LIB_OBJS)
	@rm -f $@
	$(call say,AR)
	$(Q)$(AR) rcs $@ $^

$(BUILD)/libskep.so.$(SOVERSION): $(LIB_OBJS) libskep.map
	$(call say,LD)
	$(Q)$(CC) $(ALL_CFLAGS) -shared -Wl,-z,nodelete -Wl,-soname,libskep.so.$(SOVERSION) \
		-Wl,--version-script=libskep.map $(LIB_OBJS) $(LDLIBS) -o $@
	@ln -sf libskep.so.$(SOVERSION) $(BUILD)/libskep.so

# Inside, those functions are libc's: --wrap.
$(BUILD)/libskep-bpf.so: $(COMPAT_OBJS) $(BUILD)/libskep.a
	$(call say,LD)
	@printf '{ global: %s local: *; };\n' "$(COMPAT_NAMES:%=%;)" > $(@:.so=.map)
	$(Q)$(CC) $(ALL_CFLAGS) -shared -Wl,-z,nodelete -Wl,-soname,libskep-bpf.so -Wl,--gc-sections \
		-Wl,--version-script=$(@:.so=.map) $(COMPAT_NAMES:%=-Wl,--wrap=%) $^ $(LDLIBS) -ldl -o $@

$(BUILD)/tools/exec.o: ALL_CFLAGS += -DSKEP_MULTIARCH='"$(MULTIARCH)"'

$(BUILD)/skep: $(TOOL_OBJS) $(BUILD)/libskep.a
	$(call say,LD)
	$(Q)$(CC) $(ALL_CFLAGS) $^ $(TOOL_LIBS) $(LDLIBS) -o $@

$(BUILD)/tests/%: tests/unit/%.c $(TEST_LIB_OBJS) $(BUILD)/libskep.a
	@mkdir -p $(@D)
	$(call say,CC)
	$(Q)$(CC) $(ALL_CFLAGS) -MMD -MP $(filter %.c %.o,$^) $(BUILD)/libskep.a $(TEST_LDFLAGS) -lcmocka $(LDLIBS) -o $@

# bpf(2) on the kernel and on skep: no user of the library.
BPF2_OBJS := $(patsubst %.c,$(BUILD)/%.o,$(wildcard tests/bpf2/*.c))
$(BUILD)/tests/bpf2/bpf2: $(BPF2_OBJS)
	$(call say,LD)
	$(Q)$(CC) $(ALL_CFLAGS) $^ -o $@

$(BUILD)/tests/test_map_lru_ratio: TEST_LDFLAGS := -lm

# Calls that fail on demand.
FALLIBLE := $(shell sed -n 's/^FALLIBLE.\([a-z_]*\),.*/\1/p' tests/unit/fallible.def) realloc mmap munmap asprintf free
$(BUILD)/tests/test_failure_nth: tests/unit/fallible.def
$(BUILD)/tests/test_failure_nth: TEST_LDFLAGS := $(FALLIBLE:%=-Wl,--wrap=%)

$(BUILD)/tests/test_oracle $(BUILD)/tests/test_insn_operands: $(FUZZ_OBJS)
$(BUILD)/fuzz/oracle: $(ORACLE_PARTS) $(BUILD)/libskep.a
	$(call say,LD)
	$(Q)$(CC) $(ALL_CFLAGS) $^ $(LDLIBS) -o $@

$(BUILD)/fuzz/afl/afl: $(AFL_OBJS) $(BUILD)/libskep.a
	$(call say,LD)
	$(Q)$(CC) $(ALL_CFLAGS) $^ $(LDLIBS) -o $@

# libpcap is the oracle of these; NO_PCAP=1 leaves them out where it is not there.
$(BUILD)/tests/%_pcap: tests/unit/%_pcap.c $(TEST_LIB_OBJS) $(BUILD)/libskep.a
	@mkdir -p $(@D)
	$(call say,CC)
	$(Q)$(CC) $(ALL_CFLAGS) -MMD -MP $< $(TEST_LIB_OBJS) $(BUILD)/libskep.a -lcmocka -lpcap $(LDLIBS) -o $@

# libbpf is the oracle of these; NO_PCAP=1 leaves them out too.
$(BUILD)/tests/%_libbpf: tests/unit/%_libbpf.c $(TEST_LIB_OBJS) $(BUILD)/libskep.a
	@mkdir -p $(@D)
	$(call say,CC)
	$(Q)$(CC) $(ALL_CFLAGS) -MMD -MP $< $(TEST_LIB_OBJS) $(BUILD)/libskep.a -lcmocka -lbpf $(LDLIBS) -o $@

# The command's checker, which needs capstone; the same.
CHECKER_OBJS := $(patsubst %,$(BUILD)/tools/%.o,check_code check_x64 check_a64 machine)
$(BUILD)/tests/%_capstone: tests/unit/%_capstone.c $(TEST_LIB_OBJS) $(FUZZ_OBJS) $(CHECKER_OBJS) $(BUILD)/libskep.a
	@mkdir -p $(@D)
	$(call say,CC)
	$(Q)$(CC) $(ALL_CFLAGS) -MMD -MP $< $(TEST_LIB_OBJS) $(FUZZ_OBJS) $(CHECKER_OBJS) $(BUILD)/libskep.a \
		-lcmocka -lcapstone -ljansson $(LDLIBS) -o $@

$(BUILD)/bench/load: BENCH_LIBS := -lbpf
$(BUILD)/bench/verify: $(BUILD)/bench/lib/verify_kernel.o
$(BUILD)/bench/verify: BENCH_PARTS := $(BUILD)/bench/lib/verify_kernel.o
$(BUILD)/bench/verify: BENCH_LIBS := -lbpf
# One object a kind of map, all of one source.
BENCH_MAPS := $(shell sed -n 's/^KIND.\([a-z0-9_]*\),.*/\1/p' bench/map_kinds/kinds.def)
$(BENCH_MAPS:%=$(BUILD)/bench/map_kinds/%.bpf.o): $(BUILD)/bench/map_kinds/%.bpf.o: bench/map_kinds/map.bpf.c bench/map_kinds/kinds.def
	@mkdir -p $(@D)
	$(call say,BPF)
	$(Q)$(BPF_CLANG) $(BPF_FLAGS) $$(sed -n 's/^KIND.$*, \(.*\), \(.*\), \(.*\), \(.*\).$$/-DTYPE=BPF_MAP_TYPE_\1 -DKEY=\2 -DENTRIES=\3 -DFLAGS=\4/p' \
		bench/map_kinds/kinds.def) -c $< -o $@
$(BUILD)/bench/maps: $(BENCH_MAPS:%=$(BUILD)/bench/map_kinds/%.bpf.o)
$(BUILD)/bench/maps: BENCH_LIBS := -lbpf
# Tables of other libraries, where they are installed.
URCU_LIBS := $(shell pkg-config --libs liburcu liburcu-cds 2>/dev/null)
CK_LIBS := $(shell pkg-config --libs ck 2>/dev/null)
$(BUILD)/bench/peers: ALL_CFLAGS += $(if $(URCU_LIBS),-DHAVE_URCU) $(if $(CK_LIBS),-DHAVE_CK) -Wno-shadow
$(BUILD)/bench/peers: BENCH_LIBS := $(URCU_LIBS) $(CK_LIBS)
BENCH_FUZZ := $(filter-out $(BUILD)/fuzz/oracle.o,$(ORACLE_PARTS))
$(BUILD)/bench/hostile: $(BENCH_FUZZ)
$(BUILD)/bench/hostile: BENCH_PARTS := $(BENCH_FUZZ)
# The same C for this machine, by the same compiler, without and with maps of its own;
# and for DPDK's BPF, which is left out where libdpdk is not installed.
BENCH_NATIVE := $(BENCH_PROGRAMS:%.bpf.c=$(BUILD)/%.native.o) $(BENCH_PROGRAMS:%.bpf.c=$(BUILD)/%.inlined.o)
BENCH_LIB_OBJS := $(patsubst %.c,$(BUILD)/%.o,$(wildcard bench/lib/*.c))
HAVE_DPDK := $(shell pkg-config --exists libdpdk 2>/dev/null && echo 1)
ifneq ($(HAVE_DPDK),)
$(BUILD)/bench/lib/dpdk.o: ALL_CFLAGS += -DHAVE_DPDK -Wno-shadow $(patsubst -I%,-isystem %,$(shell pkg-config --cflags libdpdk))
BENCH_DPDK := $(foreach kind,dpdk unrolled,$(BENCH_PROGRAMS:%.bpf.c=$(BUILD)/%.$(kind).o))
DPDK_LIBS := -lrte_bpf -lrte_eal
endif
$(BUILD)/bench/table: $(BENCH_NATIVE) $(BENCH_LIB_OBJS) | $(BENCH_DPDK)
$(BUILD)/bench/table: BENCH_PARTS := $(BENCH_NATIVE) $(BENCH_LIB_OBJS)
$(BUILD)/bench/table: BENCH_LIBS := -lbpf $(DPDK_LIBS)
define bench_rule
$(BUILD)/bench/programs/%.$(1).o: bench/programs/%.bpf.c
	@mkdir -p $$(@D)
	$$(call say,$(2))
	$$(Q)$$(BPF_CLANG) $(3) -O2 -Wall -Werror -MMD -MP -c $$< -o $$@
endef
$(eval $(call bench_rule,native,NATIVE,$(NATIVE_FLAGS)))
$(eval $(call bench_rule,inlined,NATIVE,-DINLINED))
$(eval $(call bench_rule,dpdk,BPF,-DDPDK $(BPF_FLAGS) -mcpu=v2 -g0))
$(eval $(call bench_rule,unrolled,BPF,-DUNROLL $(BPF_FLAGS) -mcpu=v2))

# For counting: native code in a section of its own, a program that is where it is linked.
NATIVE_TEXT := $(BENCH_PROGRAMS:%.bpf.c=$(BUILD)/%.counted.o)
$(BUILD)/bench/programs/%.counted.o: $(BUILD)/bench/programs/%.native.o
	$(call say,OBJCOPY)
	$(Q)$(OBJCOPY) --rename-section .text=native_text $< $@
COUNT_PARTS := $(NATIVE_TEXT) $(BUILD)/bench/lib/native.o $(BUILD)/bench/lib/skep.o
$(BUILD)/bench/arm64/count: $(COUNT_PARTS)
$(BUILD)/bench/arm64/count: BENCH_PARTS := $(COUNT_PARTS)
$(BUILD)/bench/arm64/count: BENCH_LIBS := -no-pie

$(BUILD)/bench/%: bench/%.c $(BUILD)/libskep.a
	@mkdir -p $(@D)
	$(call say,CC)
	$(Q)$(CC) $(ALL_CFLAGS) -MMD -MP $< $(BENCH_PARTS) $(BUILD)/libskep.a $(BENCH_LIBS) $(LDLIBS) -lm -o $@

# A library user sees the public header only.
$(BUILD)/examples/%: examples/%.c $(BUILD)/libskep.a
	@mkdir -p $(@D)
	$(call say,CC)
	$(Q)$(CC) -std=gnu11 $(WARN) -pthread -Iinclude $(CFLAGS) $(FLAVOUR_FLAGS) -MMD -MP $< \
		$(BUILD)/libskep.a $(LDLIBS) -o $@

$(BUILD)/examples/libbpf/%.skel.h: $(BUILD)/examples/libbpf/%.bpf.o
	$(call say,SKEL)
	$(Q)PATH=$$PATH:/usr/sbin bpftool gen skeleton $< name $* > $@.new && mv $@.new $@

$(BUILD)/examples/libbpf/%: examples/libbpf/%.c $(BUILD)/examples/libbpf/%.skel.h
	$(call say,CC)
	$(Q)$(CC) -std=gnu11 -Wall -Wextra -Werror -pthread -I$(@D) $(CFLAGS) -MMD -MP $< -lbpf -o $@

$(BUILD)/%.bpf.o: %.bpf.c
	@mkdir -p $(@D)
	$(call say,BPF)
	$(Q)$(BPF_CLANG) $(BPF_FLAGS) -MMD -MP -c $< -o $@

# Programs as people write them for the kernel, by two compilers, -mcpu=v1 to v3.
REAL := $(patsubst tests/real/%.bpf.c,%,$(wildcard tests/real/*.bpf.c))
REAL_VARIANTS := $(foreach c,clang-14 $(BPF_CLANG),$(c)-v1 $(c)-v2 $(c)-v3)
REAL_OBJS := $(foreach v,$(REAL_VARIANTS),$(REAL:%=$(BUILD)/tests/real/$(v)/%.bpf.o))
define real_rule
$(BUILD)/tests/real/$(1)/%.bpf.o: tests/real/%.bpf.c
	@mkdir -p $$(@D)
	$$(call say,BPF)
	$$(Q)$(1:%-v$(lastword $(subst -v, ,$(1)))=%) $$(BPF_FLAGS) -mcpu=v$(lastword $(subst -v, ,$(1))) -MMD -MP -c $$< -o $$@
endef
$(foreach v,$(REAL_VARIANTS),$(eval $(call real_rule,$(v))))

define variant_rule
$(BUILD)/tests/variants/$(1)/%.bpf.o: tests/objects/%.bpf.c
	@mkdir -p $$(@D)
	$$(call say,BPF)
	$$(Q)$(call clang_of,$(1)) $$(BPF_FLAGS) $(subst -v,-mcpu=v,$(subst -O, -O,$(1:$(call clang_of,$(1))%=%))) \
		-MMD -MP -c $$< -o $$@
endef
$(foreach v,$(VARIANTS),$(eval $(call variant_rule,$(v))))
$(BUILD)/tests/lib/variant.o: ALL_CFLAGS += -DVARIANTS='"$(BPF_CLANG)-v3-O2 $(VARIANTS)"'
$(BUILD)/tests/lib/variant.o: Makefile

$(BUILD)/examples/traffic.pcap: examples/gen-capture.py
	@mkdir -p $(@D)
	$(call say,GEN)
	$(Q)python3 $< $@

objects: $(BPF_OBJS)
variants: $(VARIANT_OBJS)
real: $(REAL_OBJS)
tests: $(TEST_BINS) $(BUILD)/fuzz/afl/afl $(BUILD)/tests/bpf2/bpf2 $(if $(NO_PCAP),,$(LIBBPF_BINS))
examples: objects $(USER_BINS) $(BUILD)/examples/traffic.pcap

setup:
	@scripts/setup.sh build demo test

demo:
	@scripts/setup.sh build demo
	@$(SUBMAKE) all examples
	@BUILD=$(BUILD) scripts/demo.sh

test:
	@scripts/setup.sh build demo test
	@$(SUBMAKE) all examples tests variants real
	@BUILD=$(BUILD) CC="$(CC)" scripts/run-tests.sh

ASAN_FLAGS := -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
test-asan:
	@scripts/setup.sh build demo test
	@$(SUBMAKE) BUILD=build-asan CFLAGS="-O1 -g" FLAVOUR_FLAGS="$(ASAN_FLAGS)" \
		all examples tests real
	@BUILD=build-asan CC="$(CC)" FLAVOUR=asan TEST_TIMEOUT=900 scripts/run-tests.sh

# What threads share, of maps and of environments.  Interpreted programs are seen too,
# compiled ones only in their helpers.  Fences are those of programs: maps have none.
TSAN_TESTS := test_map_linear test_map_share test_map_types_share test_map_lru test_map_percpu_hash test_map_hostile test_map_perf \
	test_map_ring test_inner_map test_prog_array test_process test_vm_kinds test_vm_locks test_vm_ring test_vm_run test_vm_share \
	test_vm_stack
test-tsan:
	@scripts/setup.sh build demo test
	@$(SUBMAKE) BUILD=build-tsan CFLAGS="-O1 -g" FLAVOUR_FLAGS="-fsanitize=thread -Wno-tsan" \
		objects $(TSAN_TESTS:%=build-tsan/tests/%)
	@BUILD=build-tsan CC="$(CC)" FLAVOUR=tsan ONLY="$(TSAN_TESTS)" NO_CLI=1 TEST_TIMEOUT=900 scripts/run-tests.sh

# Not there: proofs by exhaustion over pure functions and tables, which would take
# hours, and which test-asan runs; test_probe reads what is not there, test_oracle runs
# trusted programs that read what they did not write, which is their right, and valgrind
# does not know what bpf(2) writes for libbpf in test_objects_libbpf.
VALGRIND_SKIP := test_value* test_helper_table test_helper_arguments test_jit_encode* test_probe test_oracle test_objects_libbpf
test-valgrind:
	@scripts/setup.sh build demo test valgrind
	@$(SUBMAKE) all examples tests real
	@BUILD=$(BUILD) CC="$(CC)" FLAVOUR=valgrind SKIP="$(VALGRIND_SKIP)" NO_CLI=1 TEST_TIMEOUT=1800 \
		TEST_RUNNER=scripts/valgrind.sh \
		scripts/run-tests.sh

# Under qemu: library and unit tests, no command.
# What can differ there: engines, their helpers, what reads bytes, atomics.  The
# exhaustive proofs of pure functions would take an hour under emulation.
ARM64_TESTS := test_isa test_ir* test_divide test_run test_jit test_programs test_ctx_run test_roundtrip test_interp* test_verifier* test_btf test_loader test_section \
	test_map_array test_map_hash test_value_random test_vm_run test_vm_helpers test_vm_func* test_vm_user_ring test_oracle
test-arm64:
	@scripts/setup.sh build demo test arm64
	@$(SUBMAKE) BUILD=build-arm64 CC=aarch64-linux-gnu-gcc \
		AR=aarch64-linux-gnu-ar NO_PCAP=1 objects tests
	@BUILD=build-arm64 FLAVOUR=arm64 PROGRAMS=10000 ONLY="$(ARM64_TESTS)" NO_CLI=1 TEST_TIMEOUT=1800 \
		TEST_RUNNER="qemu-aarch64" scripts/run-tests.sh

# A failing test fails this too, after the report.
coverage:
	@scripts/setup.sh build demo test coverage
	@$(SUBMAKE) BUILD=build-coverage CFLAGS="-O1 -g --coverage -fprofile-update=atomic" all examples tests real
	@find build-coverage -name '*.gcda' -delete
	@BUILD=build-coverage CC="$(CC)" FLAVOUR=coverage TEST_TIMEOUT=600 scripts/run-tests.sh; status=$$?; \
		BUILD=build-coverage scripts/coverage.sh && exit $$status

check:
	@scripts/setup.sh build check
	@$(SUBMAKE) all
	@scripts/check-layers.sh
	@BUILD=$(BUILD) scripts/check-style.sh
	@CC="$(CC)" scripts/check-model.sh

bench:
	@scripts/setup.sh build demo
	@scripts/setup.sh bench || echo "bench: goes on without peers"
	@$(SUBMAKE) all examples $(BENCH_BINS)
	@BUILD=$(BUILD) scripts/bench.sh

bench-verify:
	@scripts/setup.sh build demo
	@$(SUBMAKE) -s examples objects $(BENCH_PROGRAMS:%.bpf.c=$(BUILD)/%.bpf.o) $(BUILD)/bench/verify
	@$(BUILD)/bench/verify $(patsubst %,$(BUILD)/%,examples tests/objects bench/programs)

bench-arm64:
	@scripts/setup.sh build demo arm64
	@$(SUBMAKE) BUILD=build-arm64 CC=aarch64-linux-gnu-gcc AR=aarch64-linux-gnu-ar \
		OBJCOPY=aarch64-linux-gnu-objcopy NO_PCAP=1 \
		NATIVE_FLAGS="--target=aarch64-linux-gnu -isystem /usr/aarch64-linux-gnu/include" \
		$(BENCH_PROGRAMS:%.bpf.c=build-arm64/%.bpf.o) build-arm64/bench/arm64/count
	@BUILD=build-arm64 scripts/bench-arm64.sh

bench-maps:
	@scripts/setup.sh build demo
	@scripts/setup.sh bench || echo "bench: goes on without peers"
	@$(SUBMAKE) -s $(BUILD)/bench/maps $(BUILD)/bench/peers
	@$(BUILD)/bench/maps $(BUILD)/examples
	@$(BUILD)/bench/peers

# The harnesses as AFL++'s compiler builds them, under ASan and UBSan.
AFL_MAKE = AFL_USE_ASAN=1 AFL_USE_UBSAN=1 AFL_QUIET=1 $(SUBMAKE) BUILD=build-afl CC=afl-clang-fast \
	CFLAGS="-O1 -g -fno-omit-frame-pointer" build-afl/fuzz/afl/afl
fuzz:
	@scripts/setup.sh build fuzz
	@$(AFL_MAKE)
	@HARNESS="$(HARNESS)" scripts/fuzz.sh

fuzz-seeds:
	@scripts/setup.sh build demo fuzz
	@$(SUBMAKE) objects
	@$(AFL_MAKE)
	@BUILD=$(BUILD) scripts/fuzz-seeds.sh

# One whole pass of what make test draws a part of; says every ten seconds how far it is.
SOAK_TESTS := $(patsubst tests/unit/%.c,%,$(wildcard tests/unit/test_*hostile*.c tests/unit/test_*random*.c)) test_core test_filter_pcap \
	test_map_linear test_map_model
soak:
	@scripts/setup.sh build demo test
	@$(SUBMAKE) objects variants $(SOAK_TESTS:%=$(BUILD)/tests/%)
	@$(SUBMAKE) BUILD=build-asan CFLAGS="-O1 -g" FLAVOUR_FLAGS="$(ASAN_FLAGS)" \
		objects variants $(SOAK_TESTS:%=build-asan/tests/%)
	@echo "SEED=$(SEED)"
	@BUILD=$(BUILD) SOAK=1 SEED=$(SEED) ONLY="$(SOAK_TESTS)" NO_CLI=1 TEST_TIMEOUT=7200 \
		scripts/run-tests.sh
	@BUILD=build-asan FLAVOUR=asan SOAK=1 SEED=$(SEED) ONLY="$(SOAK_TESTS)" NO_CLI=1 \
		TEST_TIMEOUT=7200 scripts/run-tests.sh

N ?= 10000
FAULT_SEEDS ?= 1
SEED ?= $(shell date +%s)
oracle: $(BUILD)/fuzz/oracle
	@echo "N=$(N) SEED=$(SEED)"
	@$(BUILD)/fuzz/oracle $(N) $(SEED) --folder $(BUILD) $(ORACLE_OPTS)

# Faults planted in copies of the verifier must be found.
oracle-faults: $(BUILD)/fuzz/oracle
	@BUILD=$(BUILD) CC="$(CC)" ORACLE_CFLAGS="$(subst ",\",$(ALL_CFLAGS))" ORACLE_LIBS="$(LDLIBS)" \
		ORACLE_OBJS="$(filter %.o,$(ORACLE_PARTS))" SEEDS="$(FAULT_SEEDS)" fuzz/faults.sh

# The C code of the domain, as LLVM IR, to z3.  PROVE="theorem globs", LIMIT=seconds a query.
prove:
	@scripts/setup.sh build prove
	@python3 tests/prove/prove.py $(BUILD) $(foreach p,$(PROVE),'$(p)')

prove-faults:
	@scripts/setup.sh build prove
	@python3 tests/prove/prove.py $(BUILD) --faults $(foreach p,$(PROVE),'$(p)')

# Needs the network the first time; BTF=FILE for another kernel's types.
distro: all
	@BUILD=$(BUILD) scripts/distro-objects.sh

man: $(BUILD)/man/skep.1

$(BUILD)/man/skep.1: $(BUILD)/skep $(HEADERS) scripts/gen-man.sh
	$(call say,MAN)
	$(Q)scripts/gen-man.sh $(BUILD)/skep $(BUILD)/man $(HEADERS)

install: all man
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(LIBDIR)/pkgconfig $(DESTDIR)$(PREFIX)/include/skep
	install -m 755 $(BUILD)/skep $(DESTDIR)$(PREFIX)/bin/skep
	install -d $(addprefix $(DESTDIR)$(SHARE)/,man/man1 man/man3 $(dir $(COMPLETIONS)))
	install -m 644 $(BUILD)/man/*.1 $(DESTDIR)$(SHARE)/man/man1
	install -m 644 $(BUILD)/man/*.3 $(DESTDIR)$(SHARE)/man/man3
	$(BUILD)/skep completion bash > $(DESTDIR)$(SHARE)/$(word 1,$(COMPLETIONS))
	$(BUILD)/skep completion zsh > $(DESTDIR)$(SHARE)/$(word 2,$(COMPLETIONS))
	$(BUILD)/skep completion fish > $(DESTDIR)$(SHARE)/$(word 3,$(COMPLETIONS))
	install -m 644 $(HEADERS) $(DESTDIR)$(PREFIX)/include/skep
	install -m 644 $(BUILD)/libskep.a $(DESTDIR)$(LIBDIR)/libskep.a
	install -m 755 $(BUILD)/libskep.so.$(SOVERSION) $(DESTDIR)$(LIBDIR)/libskep.so.$(VERSION)
	install -d $(DESTDIR)$(LIBDIR)/skep
	install -m 644 $(BUILD)/libskep-bpf.so $(DESTDIR)$(LIBDIR)/skep/libskep-bpf.so
	ln -sf libskep.so.$(VERSION) $(DESTDIR)$(LIBDIR)/libskep.so.$(SOVERSION)
	ln -sf libskep.so.$(SOVERSION) $(DESTDIR)$(LIBDIR)/libskep.so
	sed -e 's|@PREFIX@|$(PREFIX)|' -e 's|@LIBDIR@|$(LIBDIR)|' -e 's|@VERSION@|$(VERSION)|' \
		skep.pc.in > $(DESTDIR)$(LIBDIR)/pkgconfig/skep.pc

deb:
	@scripts/setup.sh build deb
	@$(SUBMAKE) all man
	@VERSION=$(VERSION) SOVERSION=$(SOVERSION) BUILD=$(BUILD) scripts/make-deb.sh

clean:
	rm -rf $(BUILD) build-asan build-tsan build-arm64 build-afl build-coverage

-include $(shell find $(BUILD) -path $(BUILD)/distro -prune -o -name '*.d' -type f -print 2>/dev/null)
