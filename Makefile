# skep: eBPF programs in user space.  `make help` lists the targets.
#
# Sources are found by folder: every .c of a library folder is in libskep, every
# tools/*.c in the command, every tests/unit/test_*.c is a test program of its
# own, every {examples,tests/objects}/*.bpf.c an object built by clang.

VERSION := 0.1.0
BUILD   ?= build
CC      ?= gcc
BPF_CLANG ?= clang-19
PREFIX  ?= /usr/local
DESTDIR ?=
LIB_DIRS := core loader verifier interp jit maps vm explain hooks

WARN   := -Wall -Wextra -Werror -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wvla
CFLAGS ?= -O2 -g
FLAVOUR_FLAGS ?=
ALL_CFLAGS := -std=gnu11 $(WARN) -fvisibility=hidden -fPIC -fno-strict-aliasing -pthread -D_GNU_SOURCE \
	-DSKEP_VERSION='"$(VERSION)"' -I. -Iinclude $(CFLAGS) $(FLAVOUR_FLAGS)
LDLIBS := -lelf -pthread

LIB_SRCS  := $(wildcard $(LIB_DIRS:%=%/*.c))
LIB_OBJS  := $(LIB_SRCS:%.c=$(BUILD)/%.o)
TOOL_SRCS := $(wildcard tools/*.c)
TOOL_OBJS := $(TOOL_SRCS:%.c=$(BUILD)/%.o)
TOOL_LIBS := -lpcap -ljansson
TEST_SRCS := $(wildcard tests/unit/test_*.c)
TEST_LIB_OBJS := $(patsubst %.c,$(BUILD)/%.o,$(wildcard tests/lib/*.c))
TEST_BINS := $(TEST_SRCS:tests/unit/%.c=$(BUILD)/tests/%)
BPF_SRCS  := $(wildcard examples/*.bpf.c tests/objects/*.bpf.c)
BPF_OBJS  := $(BPF_SRCS:%.bpf.c=$(BUILD)/%.bpf.o)
MULTIARCH := $(shell $(CC) -print-multiarch 2>/dev/null)

.PHONY: all help setup demo test check install clean bench fuzz objects tests
.DEFAULT_GOAL := all

all: $(BUILD)/libskep.a $(BUILD)/libskep.so $(BUILD)/skep

help:
	@sed -n 's/^## //p' $(MAKEFILE_LIST)

## make            library and command in $(BUILD)/
## make demo       the main job on bundled input; installs what is missing
## make test       all tests; installs what is missing; ends with N passed, N failed
## make check      layers, style and format of the sources
## make install    into $(DESTDIR)$(PREFIX)

$(BUILD)/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -MMD -MP -c $< -o $@

$(BUILD)/libskep.a: $(LIB_OBJS)
	@rm -f $@
	$(AR) rcs $@ $^

$(BUILD)/libskep.so: $(LIB_OBJS)
	$(CC) $(ALL_CFLAGS) -shared -Wl,-soname,libskep.so.0 $^ $(LDLIBS) -o $@

$(BUILD)/skep: $(TOOL_OBJS) $(BUILD)/libskep.a
	$(CC) $(ALL_CFLAGS) $^ $(TOOL_LIBS) $(LDLIBS) -o $@

$(BUILD)/tests/%: tests/unit/%.c $(TEST_LIB_OBJS) $(BUILD)/libskep.a
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -MMD -MP $< $(TEST_LIB_OBJS) $(BUILD)/libskep.a -lcmocka $(LDLIBS) -o $@

$(BUILD)/%.bpf.o: %.bpf.c
	@mkdir -p $(@D)
	$(BPF_CLANG) -target bpf -g -O2 -mcpu=v3 -Wall -Werror -I/usr/include/$(MULTIARCH) -Iexamples -c $< -o $@

objects: $(BPF_OBJS)
tests: $(TEST_BINS)

setup:
	@scripts/setup.sh

test: setup
	@$(MAKE) --no-print-directory all objects tests
	@BUILD=$(BUILD) scripts/run-tests.sh

check:
	@scripts/check-layers.sh
	@scripts/check-style.sh

clean:
	rm -rf $(BUILD)

-include $(shell find $(BUILD) -name '*.d' 2>/dev/null)
