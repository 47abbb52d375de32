// SPDX-License-Identifier: BSD-2-Clause
/* A variable of every kind of type, to be printed. */
#include <linux/bpf.h>
#include <stdbool.h>
#include <bpf/bpf_helpers.h>

enum color { RED, GREEN = 5, BLUE = -7 };
enum big { SMALL = 1, LARGE = 0x123456789abcdefULL };

struct bits {
	unsigned int a : 3;
	int b : 5;
	enum color c : 4;
	unsigned long long d : 40;
};

union either {
	int i;
	unsigned char bytes[4];
};

struct all {
	signed char tiny;
	unsigned char byte;
	bool yes;
	char text[8];
	short numbers[2][2];
	enum color color;
	enum big big;
	struct bits bits;
	union either either;
	struct {
		int unnamed_a;
		union {
			int unnamed_b;
			float unnamed_f;
		};
	};
	double ratio;
	void *pointer;
	unsigned __int128 wide;
	long long last;
	int flexible[];
};

typedef const struct all all_t;

struct all variable = {
	.tiny = -3,
	.byte = 200,
	.yes = true,
	.text = "a\"\n\xe9",
	.numbers = { { 1, -2 }, { 3, -4 } },
	.color = GREEN,
	.big = LARGE,
	.bits = { 5, -9, 2, 0xabcdef0123 },
	.either = { .i = 0x04030201 },
	.unnamed_a = 41,
	.unnamed_f = 1.5f,
	.ratio = -0.25,
	.pointer = (void *)0xdeadbeef,
	.wide = ((unsigned __int128)0x1122 << 64) | 0x3344,
	.last = -9223372036854775807LL - 1,
};

SEC("xdp")
int keep(struct xdp_md *ctx)
{
	all_t *p = &variable;

	return p->byte;
}
