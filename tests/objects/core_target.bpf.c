// SPDX-License-Identifier: BSD-2-Clause
/*
 * The target of core_local.bpf.c: the same names, other layouts.  Only its types
 * matter.
 */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

struct inner {
	long before;
	int x;
	int more[8];
};

struct moved {
	char pad[12];
	int first;
	unsigned long wide;       /* was unsigned int */
	unsigned char narrow;     /* was unsigned int */
	int becomes_signed;       /* was unsigned */
	short signed_narrow;      /* was int */
	struct {
		int pad2;
		union {
			int deep_other;
			int deep;
		};
	};
	struct inner in;
	struct inner array[4];
	struct inner *ptr;
	unsigned int bits_a : 3;
	unsigned int bits_b : 11;
	int bits_c : 7;
	int flexible[];
};

enum colour {
	RED = 5,
	GREEN = 17,
	BLUE = -3,
};

enum negative {
	BELOW = -4,
};

enum high {
	TOP = 0x80000007u,
};

enum wide {
	SMALL = 1,
	LARGE = 0x1122334455667788,
};

struct twice {
	int x;
};

struct same {
	int a;
	struct inner *b;
	char c[4];
};

struct other {
	int a;
	long b;
};

typedef int number;
union either {
	int i;
	char c[24];
};

struct ambiguous___1 {
	int pad, x;
};
struct ambiguous___2 {
	int x;
};

struct moved moved;
enum colour colour;
enum negative negative;
enum high high;
enum wide wide;
struct twice twice;
struct same same;
struct other other;
number n;
union either either;
struct ambiguous___1 ambiguous1;
struct ambiguous___2 ambiguous2;

SEC("socket")
int unused(struct __sk_buff *skb)
{
	return moved.first + colour + negative + high + (int)wide +
	       twice.x + same.a + other.a + n + either.i +
	       ambiguous1.x + ambiguous2.x;
}
