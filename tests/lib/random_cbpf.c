/* See random_cbpf.h. */
#include "tests/lib/random_cbpf.h"

#include <stdbool.h>

struct generator {
	uint64_t state;
	struct sock_filter *out;
	unsigned n, max;
	unsigned flags;
	uint16_t cells; /* of M[], written at the start */
};

static uint32_t below(struct generator *g, uint32_t n)
{
	g->state = g->state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (uint32_t)(g->state >> 33) % n;
}

static void put(struct generator *g, uint16_t code, uint8_t jt, uint8_t jf, uint32_t k)
{
	g->out[g->n++] = (struct sock_filter){ code, jt, jf, k };
}

/* Mostly small, sometimes an edge. */
static uint32_t number(struct generator *g)
{
	static const uint32_t edges[] = { 0, 1, 31, 32, 255, 0x7fffffff, 0x80000000, 0xffffffff,
					  0x0a000001, 0xfffffff0 };

	return below(g, 4) ? below(g, 300) : edges[below(g, 10)];
}

static uint32_t cell(struct generator *g)
{
	uint32_t at = below(g, 16);

	while (!(g->cells >> at & 1))
		at = (at + 1) % 16;
	return at;
}

static void put_load(struct generator *g)
{
	static const uint16_t sizes[] = { BPF_W, BPF_H, BPF_B };
	static const uint32_t ancillary[] = { SKF_AD_PKTTYPE, SKF_AD_MARK, SKF_AD_QUEUE,
					      SKF_AD_ALU_XOR_X, SKF_AD_VLAN_TAG,
					      SKF_AD_VLAN_TAG_PRESENT };
	uint16_t size = sizes[below(g, 3)];

	switch (below(g, g->flags & RANDOM_CBPF_ANCILLARY ? 10 : 9)) {
	case 0: put(g, BPF_LD | BPF_IMM, 0, 0, number(g)); break;
	case 1: put(g, BPF_LD | BPF_W | BPF_LEN, 0, 0, 0); break;
	case 2: put(g, BPF_LD | BPF_MEM, 0, 0, cell(g)); break;
	case 3:
	case 4: put(g, BPF_LD | BPF_ABS | size, 0, 0, below(g, 10) ? below(g, 60) : below(g, 600));
		break;
	case 5:
	case 6: put(g, BPF_LD | BPF_IND | size, 0, 0, below(g, 10) ? below(g, 30) : number(g));
		break;
	case 7: put(g, BPF_LDX | BPF_MSH | BPF_B, 0, 0, below(g, 40)); break;
	case 8: put(g, BPF_LDX | BPF_IMM, 0, 0, number(g)); break;
	default:
		put(g, BPF_LD | BPF_ABS | size, 0, 0,
		    (uint32_t)SKF_AD_OFF + ancillary[below(g, 6)]);
	}
}

static void put_alu(struct generator *g)
{
	static const uint16_t ops[] = { BPF_ADD, BPF_SUB, BPF_MUL, BPF_DIV, BPF_OR, BPF_AND,
					BPF_LSH, BPF_RSH, BPF_MOD, BPF_XOR };
	uint16_t op = ops[below(g, 10)];
	uint32_t k = number(g);

	if (!below(g, 10)) {
		put(g, BPF_ALU | BPF_NEG, 0, 0, 0);
		return;
	}
	if (below(g, 2)) {
		put(g, BPF_ALU | op | BPF_X, 0, 0, 0);
		return;
	}
	if (op == BPF_LSH || op == BPF_RSH)
		k %= 32;
	if ((op == BPF_DIV || op == BPF_MOD) && !k)
		k = 7;
	put(g, BPF_ALU | op | BPF_K, 0, 0, k);
}

static void put_jump(struct generator *g)
{
	static const uint16_t ops[] = { BPF_JEQ, BPF_JGT, BPF_JGE, BPF_JSET };
	uint32_t left = g->max - g->n - 1; /* instructions behind this one */

	if (!below(g, 8))
		put(g, BPF_JMP | BPF_JA, 0, 0, below(g, left < 6 ? left : 6));
	else
		put(g, BPF_JMP | ops[below(g, 4)] | (below(g, 3) ? BPF_K : BPF_X),
		    (uint8_t)below(g, left < 9 ? left : 9), (uint8_t)below(g, left < 9 ? left : 9),
		    number(g));
}

static void put_insn(struct generator *g)
{
	switch (below(g, 12)) {
	case 0:
	case 1:
	case 2:
	case 3: put_load(g); break;
	case 4:
	case 5:
	case 6: put_alu(g); break;
	case 7:
	case 8: put_jump(g); break;
	case 9: put(g, below(g, 2) ? BPF_ST : BPF_STX, 0, 0, below(g, 16)); break;
	case 10: put(g, BPF_LDX | BPF_MEM, 0, 0, cell(g)); break;
	default: put(g, BPF_MISC | (below(g, 2) ? BPF_TAX : BPF_TXA), 0, 0, 0); break;
	}
	if (!below(g, 25) && g->n + 1 < g->max)
		put(g, BPF_RET | (below(g, 2) ? BPF_K : BPF_A), 0, 0, number(g));
}

unsigned random_cbpf(uint64_t seed, unsigned flags, struct sock_filter *out)
{
	struct generator g = { .state = seed * UINT64_C(0x9e3779b97f4a7c15), .out = out,
			       .flags = flags };
	unsigned n_cells = 1 + below(&g, 4);

	g.max = 12 + below(&g, RANDOM_CBPF_MAX - 12);
	for (unsigned i = 0; i < n_cells; i++) {
		uint32_t at = below(&g, 16);

		put(&g, BPF_LD | BPF_IMM, 0, 0, number(&g));
		put(&g, BPF_ST, 0, 0, at);
		g.cells |= (uint16_t)(1u << at);
	}
	if (below(&g, 2))
		put(&g, BPF_LDX | BPF_IMM, 0, 0, below(&g, 40));
	while (g.n + 2 < g.max)
		put_insn(&g);
	while (g.n + 1 < g.max)
		put(&g, BPF_MISC | BPF_TAX, 0, 0, 0);
	put(&g, BPF_RET | BPF_A, 0, 0, 0);
	return g.n;
}
