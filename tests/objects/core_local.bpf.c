// SPDX-License-Identifier: BSD-2-Clause
/*
 * Every kind of CO-RE relocation; core_target.bpf.c has the target's layouts.
 * Each program of VALUE() returns one relocated number, each of ACCESS() makes
 * one relocated access.  tests/unit/test_core.c has what they must become.
 */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_core_read.h>

#pragma clang attribute push(__attribute__((preserve_access_index)), apply_to = record)

struct inner {
	int x;
	int more[2];
	int gone;
};

struct moved {
	int first;
	unsigned int wide;
	unsigned int narrow;
	unsigned int becomes_signed;
	int signed_narrow;
	int deep;
	struct inner in;
	struct inner array[2];
	struct inner *ptr;
	unsigned int bits_a : 5;
	unsigned int bits_b : 9;
	int bits_c : 4;
	int gone;
	struct inner *becomes_int;
	int flexible[];
};

struct moved___flavour {
	int deep;
};

struct nowhere {
	int x;
};

struct ambiguous {
	int x;
};

struct same {
	int a;
	struct inner *b;
};

struct other {
	int a;
	int b;
};

union either {
	int i;
};

#pragma clang attribute pop

enum colour {
	RED,
	GREEN,
	BLUE,
	BLACK,
};

enum negative {
	BELOW = -2,
};

enum high {
	TOP = 0x80000001u,
};

enum wide {
	SMALL,
	LARGE = 0x100000000,
};

typedef int number;
typedef int no_number;

#define VALUE(name, expression)                                                                    \
	SEC("socket")                                                                              \
	int name(struct __sk_buff *skb)                                                            \
	{                                                                                          \
		return expression;                                                                 \
	}

static struct moved *moved;

VALUE(offset_first, bpf_core_field_offset(struct moved, first))
VALUE(offset_deep, bpf_core_field_offset(struct moved, deep))
VALUE(offset_flavour, bpf_core_field_offset(struct moved___flavour, deep))
VALUE(offset_inner, bpf_core_field_offset(struct moved, in.x))
VALUE(offset_element, bpf_core_field_offset(struct moved, array[1].more[1]))
VALUE(offset_flexible, bpf_core_field_offset(struct moved, flexible[3]))
VALUE(offset_gone, bpf_core_field_offset(struct moved, gone))
VALUE(offset_nowhere, bpf_core_field_offset(struct nowhere, x))
VALUE(offset_ambiguous, bpf_core_field_offset(struct ambiguous, x))
VALUE(size_wide, bpf_core_field_size(struct moved, wide))
VALUE(size_narrow, bpf_core_field_size(struct moved, narrow))
VALUE(size_inner, bpf_core_field_size(struct moved, in))
VALUE(exists_first, bpf_core_field_exists(struct moved, first))
VALUE(exists_gone, bpf_core_field_exists(struct moved, gone))
VALUE(exists_inner_gone, bpf_core_field_exists(struct moved, in.gone))
VALUE(exists_other_kind, bpf_core_field_exists(struct moved, becomes_int))
VALUE(exists_nowhere, bpf_core_field_exists(struct nowhere, x))
VALUE(signed_becomes, __builtin_preserve_field_info(moved->becomes_signed, BPF_FIELD_SIGNED))
VALUE(signed_wide, __builtin_preserve_field_info(moved->wide, BPF_FIELD_SIGNED))
VALUE(lshift_a, __builtin_preserve_field_info(moved->bits_a, BPF_FIELD_LSHIFT_U64))
VALUE(rshift_a, __builtin_preserve_field_info(moved->bits_a, BPF_FIELD_RSHIFT_U64))
VALUE(lshift_b, __builtin_preserve_field_info(moved->bits_b, BPF_FIELD_LSHIFT_U64))
VALUE(rshift_b, __builtin_preserve_field_info(moved->bits_b, BPF_FIELD_RSHIFT_U64))
VALUE(lshift_first, __builtin_preserve_field_info(moved->first, BPF_FIELD_LSHIFT_U64))
VALUE(offset_b, __builtin_preserve_field_info(moved->bits_b, BPF_FIELD_BYTE_OFFSET))
VALUE(size_c, __builtin_preserve_field_info(moved->bits_c, BPF_FIELD_BYTE_SIZE))
VALUE(type_exists, bpf_core_type_exists(struct moved))
VALUE(type_exists_nowhere, bpf_core_type_exists(struct nowhere))
VALUE(type_exists_typedef, bpf_core_type_exists(number))
VALUE(type_exists_no_typedef, bpf_core_type_exists(no_number))
VALUE(type_exists_union, bpf_core_type_exists(union either))
VALUE(type_size, bpf_core_type_size(union either))
VALUE(type_size_nowhere, bpf_core_type_size(struct nowhere))
#if __clang_major__ >= 15
VALUE(type_matches_same, bpf_core_type_matches(struct same))
VALUE(type_matches_other, bpf_core_type_matches(struct other))
VALUE(type_matches_nowhere, bpf_core_type_matches(struct nowhere))
#endif
VALUE(enum_exists, bpf_core_enum_value_exists(enum colour, GREEN))
VALUE(enum_exists_black, bpf_core_enum_value_exists(enum colour, BLACK))
VALUE(enum_red, bpf_core_enum_value(enum colour, RED))
VALUE(enum_green, bpf_core_enum_value(enum colour, GREEN))
VALUE(enum_blue, bpf_core_enum_value(enum colour, BLUE))
VALUE(enum_black, bpf_core_enum_value(enum colour, BLACK))
VALUE(enum_below, bpf_core_enum_value(enum negative, BELOW))
VALUE(enum_top, bpf_core_enum_value(enum high, TOP))
VALUE(enum_large, bpf_core_enum_value(enum wide, LARGE) >> 32)
VALUE(id_target, bpf_core_type_id_kernel(struct moved))
VALUE(id_target_nowhere, bpf_core_type_id_kernel(struct nowhere))
VALUE(id_local, bpf_core_type_id_local(struct moved))

/* What is not there in the target is asked for first: this runs everywhere. */
VALUE(guarded, bpf_core_field_exists(moved->gone) ? bpf_core_field_offset(struct moved, gone) : 77)

#define ACCESS(name, statement)                                                                    \
	SEC("raw_tp/x")                                                                            \
	int name(struct moved **args)                                                              \
	{                                                                                          \
		struct moved *m = args[0];                                                         \
		statement;                                                                         \
		return 0;                                                                          \
	}
#define once(x) (*(volatile typeof(x) *)&(x))

ACCESS(load_first, return m->first)
ACCESS(load_wide, return m->wide)
ACCESS(load_narrow, return m->narrow)
ACCESS(load_signed_narrow, return m->signed_narrow)
ACCESS(load_deep, return m->deep)
ACCESS(load_inner, return m->in.more[1])
ACCESS(store_first, m->first = (int)(long)args)
ACCESS(store_imm, m->first = 5)
ACCESS(load_gone, return m->gone)

char _license[] SEC("license") = "GPL";
