/*
 * libpcap as oracle: every expression of tests/filter/expressions.txt on every
 * link type that libpcap compiles for gives each packet the verdict that
 * pcap_offline_filter gives, on both interpreters; and random programs return
 * what bpf_filter returns.
 */
#include <linux/filter.h>
#include <pcap/pcap.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/lib/flavour.h"
#include "tests/lib/packets.h"
#include "tests/lib/progress.h"
#include "tests/lib/random_cbpf.h"
#include "tests/lib/vm_test.h"

enum {
	MAX_EXPRESSIONS = 1000,
	MAX_DLT = 300,
	KNOWN_PACKETS = 160,   /* of links whose header is known */
	UNKNOWN_PACKETS = 24,
	UNKNOWN_EVERY = 3,     /* of these, one expression of so many */
	CHECKED_EVERY = 4,     /* the checked engine takes one packet of so many */
	SLOW_EVERY = 6,        /* under sanitizers and valgrind, one expression of so many */
	RANDOM_PROGRAMS = 3000,
	MIN_EXPRESSIONS = 200,
};

static char *expressions[MAX_EXPRESSIONS];
static unsigned n_expressions;

static int read_expressions(void **state)
{
	FILE *in = fopen("tests/filter/expressions.txt", "r");
	char line[512];

	(void)state;
	if (!in)
		return -1;
	while (fgets(line, sizeof(line), in)) {
		line[strcspn(line, "\n")] = '\0';
		if (*line && *line != '#' && n_expressions < MAX_EXPRESSIONS)
			expressions[n_expressions++] = strdup(line);
	}
	fclose(in);
	return 0;
}

static int free_expressions(void **state)
{
	(void)state;
	while (n_expressions)
		free(expressions[--n_expressions]);
	return 0;
}

/* --- running --- */

enum { INTERP, CHECKED, JIT, N_ENGINES };
static const enum skep_engine engines[N_ENGINES] = {
	SKEP_ENGINE_INTERP, SKEP_ENGINE_CHECKED, SKEP_ENGINE_JIT,
};

struct filter {
	struct skep_obj *obj[N_ENGINES];
	struct skep_prog *prog[N_ENGINES];
};

static const char *filter_open(struct skep *vm, const struct bpf_insn *insns, unsigned n,
			       struct filter *filter)
{
	static struct skep_error error;
	static char text[800];
	struct skep_cbpf_opts opts = { .size = sizeof(opts), .pcap = true };

	memset(filter, 0, sizeof(*filter));
	for (int e = 0; e < N_ENGINES; e++) {
		filter->obj[e] = skep_obj_from_cbpf(vm, (const struct sock_filter *)insns, n, &opts,
						    &error);
		if (filter->obj[e]) {
			filter->prog[e] = skep_obj_prog(filter->obj[e], NULL);
			if (e != JIT || jit_available()) /* else the default again */
				skep_prog_set_engine(filter->prog[e], engines[e]);
		}
		if (!filter->obj[e] || skep_obj_load(filter->obj[e], &error)) {
			snprintf(text, sizeof(text), "[%s] %s", error.id, error.message);
			return text;
		}
	}
	return NULL;
}

static void filter_close(struct filter *filter)
{
	for (int e = 0; e < N_ENGINES; e++)
		skep_obj_close(filter->obj[e]);
}

/* What the engine returns; a run that fails is none of libpcap's results. */
static uint64_t filter_run(struct filter *filter, int engine, const struct packet *packet)
{
	struct skep_skb skb;
	uint32_t result;

	skep_skb_init(&skb, (void *)packet->data, packet->caplen);
	skb.len = packet->len;
	return skep_run(filter->prog[engine], &skb, &result) ? UINT64_MAX : result;
}

/* --- expressions --- */

struct tally {
	uint64_t compiled, refused, undefined, verdicts, accepted;
	unsigned links, failures;
};

static void compare(struct tally *tally, int dlt, const char *expression, struct bpf_program *prog,
		    struct filter *filter, const struct packet *packet, int engine)
{
	struct pcap_pkthdr header = { .caplen = packet->caplen, .len = packet->len };
	uint32_t wanted = (uint32_t)pcap_offline_filter(prog, &header, packet->data);
	uint64_t got = filter_run(filter, engine, packet);

	tally->verdicts++;
	tally->accepted += wanted != 0;
	if (got == wanted)
		return;
	if (tally->failures++ < 20)
		printf("# link type %d: %s: packet of %u bytes: libpcap %u, engine %d %llu\n", dlt,
		       expression, packet->caplen, wanted, engine, (unsigned long long)got);
}

/* Does libpcap's code read a cell of M[] that it did not write?  Then no verdict is right. */
static bool reads_unwritten(struct skep *vm, const struct bpf_program *prog)
{
	struct skep_error error = { 0 };
	struct skep_obj *obj = skep_obj_from_cbpf(vm, (struct sock_filter *)prog->bf_insns,
						  prog->bf_len, NULL, &error);

	skep_obj_close(obj);
	return !obj && !strcmp(error.id, "bad-cbpf") && strstr(error.message, "M[]");
}

static void try_expression(struct skep *vm, struct tally *tally, pcap_t *pcap, int dlt,
			   unsigned number, const struct packet *packets, unsigned n)
{
	const char *expression = expressions[number], *why;
	struct bpf_program prog;
	struct filter filter;

	/* Both of libpcap's ways to generate code. */
	if (pcap_compile(pcap, &prog, expression, (int)(number + (unsigned)dlt) & 1, 0xffffff00)) {
		tally->refused++;
		return;
	}
	tally->compiled++;
	why = filter_open(vm, prog.bf_insns, prog.bf_len, &filter);
	if (why && tally->failures++ < 20)
		printf("# link type %d: %s: %s\n", dlt, expression, why);
	if (reads_unwritten(vm, &prog)) {
		tally->undefined++;
		n = 0;
	}
	for (unsigned i = 0; i < n && !why; i++) {
		compare(tally, dlt, expression, &prog, &filter, &packets[i], INTERP);
		compare(tally, dlt, expression, &prog, &filter, &packets[i], JIT);
		if ((i + number) % CHECKED_EVERY == 0)
			compare(tally, dlt, expression, &prog, &filter, &packets[i], CHECKED);
	}
	filter_close(&filter);
	pcap_freecode(&prog);
}

static void try_link(struct skep *vm, struct tally *tally, int dlt)
{
	static struct packet packets[KNOWN_PACKETS];
	unsigned n = packets_know(dlt) ? KNOWN_PACKETS : UNKNOWN_PACKETS;
	pcap_t *pcap = pcap_open_dead(dlt, MAX_PACKET_SIZE);
	unsigned every = packets_know(dlt) || getenv("SOAK") ? 1 : UNKNOWN_EVERY;
	uint64_t before = tally->compiled;

	if (flavour_is_slow())
		every *= SLOW_EVERY;
	assert_non_null(pcap);
	packets_make(dlt, packets, n);
	for (unsigned number = (unsigned)dlt % every; number < n_expressions; number += every)
		try_expression(vm, tally, pcap, dlt, number, packets, n);
	tally->links += tally->compiled != before;
	if (packets_know(dlt))
		assert_true(tally->compiled > before);
	pcap_close(pcap);
}

static void test_expressions(void **state)
{
	struct skep *vm = new_vm(NULL);
	struct progress progress = { .what = "link types of filters", .total = MAX_DLT + 1 };
	struct tally tally = { 0 };

	(void)state;
	assert_true(n_expressions >= MIN_EXPRESSIONS);
	for (int dlt = 0; dlt <= MAX_DLT; dlt++) {
		if (pcap_datalink_val_to_name(dlt) || packets_know(dlt))
			try_link(vm, &tally, dlt);
		progress_step(&progress, 1);
	}
	skep_free(vm);
	print_message("%u expressions, %u link types: %llu programs (%llu refused by libpcap, %llu "
		      "read what they did not write), %llu verdicts, %llu of them not 0\n",
		      n_expressions, tally.links, (unsigned long long)tally.compiled,
		      (unsigned long long)tally.refused, (unsigned long long)tally.undefined,
		      (unsigned long long)tally.verdicts, (unsigned long long)tally.accepted);
	assert_int_equal(tally.failures, 0);
	assert_true(tally.links >= 25);
	assert_true(tally.undefined < tally.compiled / 100);
	assert_true(tally.accepted > tally.verdicts / 20);
}

/* An expression that matches nothing, or everything, of its link types tests little. */
static void test_expressions_decide(void **state)
{
	static struct packet packets[KNOWN_PACKETS];
	struct skep *vm = new_vm(NULL);
	unsigned undecided = 0;

	(void)state;
	for (unsigned number = 0; number < n_expressions; number++) {
		unsigned yes = 0, no = 0;

		for (int dlt = 0; dlt <= MAX_DLT; dlt++) {
			pcap_t *pcap = packets_know(dlt) ? pcap_open_dead(dlt, 512) : NULL;
			struct bpf_program prog;

			if (!pcap)
				continue;
			packets_make(dlt, packets, KNOWN_PACKETS);
			if (!pcap_compile(pcap, &prog, expressions[number], 1, 0xffffff00)) {
				unsigned n = reads_unwritten(vm, &prog) ? 0 : KNOWN_PACKETS;

				for (unsigned i = 0; i < n; i++) {
					bool match = bpf_filter(prog.bf_insns, packets[i].data,
								packets[i].len, packets[i].caplen);

					yes += match;
					no += !match;
				}
				pcap_freecode(&prog);
			}
			pcap_close(pcap);
		}
		if (!yes || !no) {
			printf("# %s: %u yes, %u no\n", expressions[number], yes, no);
			undecided++;
		}
	}
	skep_free(vm);
	assert_in_range(undecided, 0, n_expressions / 10);
}

/* --- random programs --- */

static void test_random(void **state)
{
	struct skep *vm = new_vm(NULL);
	static struct packet packets[16];
	struct sock_filter insns[RANDOM_CBPF_MAX];
	uint64_t results[4] = { 0 };

	(void)state;
	for (uint64_t seed = 1; seed <= RANDOM_PROGRAMS; seed++) {
		unsigned n = random_cbpf(seed, 0, insns);
		struct bpf_insn *pcap_insns = (struct bpf_insn *)insns;
		struct filter filter;
		const char *why;

		assert_true(bpf_validate(pcap_insns, (int)n));
		why = filter_open(vm, pcap_insns, n, &filter);
		if (why)
			fail_msg("seed %llu: %s", (unsigned long long)seed, why);
		if (seed % 100 == 1)
			packets_make((int)seed, packets, 16);
		for (int p = 0; p < 16; p++) {
			uint32_t wanted = bpf_filter(pcap_insns, packets[p].data, packets[p].len,
						     packets[p].caplen);

			for (int e = 0; e < (p % 4 ? 1 : 2); e++)
				if (filter_run(&filter, e, &packets[p]) != wanted)
					fail_msg("seed %llu, packet %d, engine %d: not %u",
						 (unsigned long long)seed, p, e, wanted);
			results[wanted == 0 ? 0 : wanted < 256 ? 1 : wanted < 65536 ? 2 : 3]++;
		}
		filter_close(&filter);
	}
	skep_free(vm);
	print_message("results: %llu 0, %llu below 2^8, %llu below 2^16, %llu more\n",
		      (unsigned long long)results[0], (unsigned long long)results[1],
		      (unsigned long long)results[2], (unsigned long long)results[3]);
	for (int k = 0; k < 4; k++)
		assert_true(results[k] > RANDOM_PROGRAMS / 10);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_expressions),
		cmocka_unit_test(test_expressions_decide),
		cmocka_unit_test(test_random),
	};

	return cmocka_run_group_tests(tests, read_expressions, free_expressions);
}
