// SPDX-License-Identifier: BSD-2-Clause
/*
 * skep in an application: load a firewall, block an address, judge packets one
 * by one and in a batch, read the counters, understand a refusal.
 *
 *   cc embed.c -lskep -o embed && ./embed firewall.bpf.o broken.bpf.o
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include <skep/skep.h>

enum { XDP_DROP = 1, XDP_PASS = 2, BURST = 4, DROPPED_BLOCKED = 5 };

/* 10.0.0.66 sends an empty UDP datagram to 10.0.0.1. */
static const uint8_t frame[64] = {
	2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2, 8, 0,
	0x45, 0, 0, 28, 0, 0, 0, 0, 64, 17, 0, 0, 10, 0, 0, 66, 10, 0, 0, 1,
	0x30, 0x39, 0, 53, 0, 8, 0, 0,
};
static const uint8_t blocked[16] = { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 10, 0, 0, 66 };

/* One packet.  No lane free for this thread means: the host's default. */
static uint32_t judge(struct skep_prog *prog, struct skep_xdp *packet)
{
	uint32_t verdict;
	int err = skep_run(prog, packet, &verdict);

	if (err == -EAGAIN)
		return XDP_PASS;
	return err ? (uint32_t)XDP_DROP : verdict;
}

struct counter { uint64_t packets, bytes; };

/* A per-CPU counter is one value a lane: their sum. */
static uint64_t read_counter(struct skep *vm, struct skep_map *map, uint32_t key)
{
	struct counter *value = (struct counter *)calloc(skep_lanes(vm), sizeof(*value));
	uint64_t sum = 0;

	if (value && !skep_map_lookup(map, &key, value))
		for (uint32_t lane = 0; lane < skep_lanes(vm); lane++)
			sum += value[lane].packets;
	free(value);
	return sum;
}

int main(int argc, char **argv)
{
	uint8_t buffer[BURST][sizeof(frame)];
	struct skep_xdp packets[BURST];
	uint32_t verdicts[BURST];
	uint64_t hits = 0;
	struct skep_error error;
	struct skep *vm = skep_new(NULL, &error); /* untrusted and private */
	struct skep_obj *obj, *bad;
	struct skep_prog *prog;

	obj = vm && argc == 3 ? skep_obj_open(vm, argv[1], NULL, &error) : NULL;
	if (!obj || skep_obj_load(obj, &error)) { /* verified, then runnable */
		skep_error_print(&error, stderr);
		return 1;
	}
	prog = skep_obj_prog(obj, NULL); /* the only one */
	for (int i = 0; i < BURST; i++) {
		for (size_t j = 0; j < sizeof(frame); j++)
			buffer[i][j] = frame[j];
		skep_xdp_init(&packets[i], buffer[i], sizeof(frame));
	}
	printf("before: %s\n", judge(prog, &packets[0]) == XDP_PASS ? "pass" : "drop");
	if (skep_map_update(skep_obj_map(obj, "blocklist"), blocked, &hits, SKEP_ANY))
		return 1;
	printf("after: %s\n", judge(prog, &packets[0]) == XDP_PASS ? "pass" : "drop");
	printf("batch: %d done\n",
	       skep_run_batch(prog, packets, sizeof(*packets), BURST, verdicts));
	printf("dropped: %llu\n", (unsigned long long)
	       read_counter(vm, skep_obj_map(obj, "counters"), DROPPED_BLOCKED));
	skep_obj_close(obj);

	bad = skep_obj_open(vm, argv[2], NULL, &error);
	if (!bad || skep_obj_load(bad, &error)) /* message, C line, what to do */
		printf("refused: %s:%d: %s\n", error.source, (int)error.line, error.id);
	skep_obj_close(bad);
	skep_free(vm);
	return 0;
}
