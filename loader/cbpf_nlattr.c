/*
 * The search for a netlink attribute in the packet: `ld #nlattr`, `ld #nlattr_nest`.
 * Two functions of the program, behind it: one finds where the attributes are, the
 * other is called back for each, as only a helper's loop can go on for as long as
 * there are attributes.  Rules: Linux's bpf_skb_get_nlattr, nla_find and nla_ok.
 *
 * An attribute is a length of 16 bits, which counts these 4 bytes, and a type of 16,
 * whose upper 2 are flags; then what it holds, filled to a multiple of 4.
 */
#include "loader/cbpf.h"

/*
 * nlattr(context, offset, type, nested): the offset of the attribute of that type, or 0
 *
 *   fp-24  u64 context, u32 offset, i32 bytes from there on, u32 type, u32 found
 *   fp-32  an attribute's length and type
 */
static const char functions[] =
	"	r6 = r1\n"
	"	*(u64 *)(r10 - 24) = r1\n"
	"	*(u32 *)(r10 - 8) = w3\n"
	"	*(u32 *)(r10 - 4) = 0\n"
	"	w7 = w2\n"
	"	w8 = *(u32 *)(r6 + 0)\n" /* len of struct __sk_buff */
	"	if w8 < 4 goto none\n"
	"	w1 = w8\n"
	"	w1 -= 4\n"
	"	if w7 > w1 goto none\n"
	"	w8 -= w7\n"
	"	if w4 == 0 goto search\n"
	/* the attributes are those in the one that stands at the offset */
	"	r1 = r6\n"
	"	w2 = w7\n"
	"	r3 = r10\n"
	"	r3 += -32\n"
	"	w4 = 4\n"
	"	call skb_load_bytes\n"
	"	if w0 != 0 goto none\n"
	"	w1 = *(u16 *)(r10 - 32)\n"
	"	if w1 > w8 goto none\n"
	"	w7 += 4\n"
	"	w8 = w1\n"
	"	w8 -= 4\n"
	"search:\n"
	"	*(u32 *)(r10 - 16) = w7\n"
	"	*(u32 *)(r10 - 12) = w8\n"
	"	w1 = 16384\n" /* as many as 64 KiB hold */
	"	r2 = func step ll\n"
	"	r3 = r10\n"
	"	r3 += -24\n"
	"	w4 = 0\n"
	"	call loop\n"
	"	w0 = *(u32 *)(r10 - 4)\n"
	"	exit\n"
	"none:\n"
	"	w0 = 0\n"
	"	exit\n"
	/* step(number, what stands at fp-24 there): 1 ends the search */
	".func step\n"
	"	r6 = r2\n"
	"	r1 = *(u64 *)(r6 + 0)\n"
	"	w2 = *(u32 *)(r6 + 8)\n"
	"	w7 = *(u32 *)(r6 + 12)\n"
	"	r3 = r10\n"
	"	r3 += -8\n"
	"	w4 = 4\n"
	"	call skb_load_bytes\n"
	"	if w0 != 0 goto end\n"
	"	if w7 s< 4 goto end\n"
	"	w1 = *(u16 *)(r10 - 8)\n"
	"	if w1 < 4 goto end\n"
	"	if w1 s> w7 goto end\n"
	"	w2 = *(u16 *)(r10 - 6)\n"
	"	w2 &= 0x3fff\n"
	"	w3 = *(u32 *)(r6 + 16)\n"
	"	w4 = *(u32 *)(r6 + 8)\n"
	"	if w2 == w3 goto found\n"
	"	w1 += 3\n"
	"	w1 &= -4\n"
	"	w4 += w1\n"
	"	*(u32 *)(r6 + 8) = w4\n"
	"	w7 -= w1\n"
	"	*(u32 *)(r6 + 12) = w7\n"
	"	w0 = 0\n"
	"	exit\n"
	"found:\n"
	"	*(u32 *)(r6 + 20) = w4\n"
	"end:\n"
	"	w0 = 1\n"
	"	exit\n";

int cbpf_nlattr_functions(struct arena *arena, struct image *out)
{
	return assemble(arena, functions, "nlattr", out, NULL);
}
