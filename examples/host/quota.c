// SPDX-License-Identifier: BSD-2-Clause
/*
 * A host whose functions programs call: a table of accounts that stays its own.
 *
 *   cc quota.c -lskep -o quota && ./quota quota.bpf.o functions.bpf.o [--audit]
 *
 * Without --audit the program finds that there is no function of this name.
 */
#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <skep/func.h>

#include "quota.h"

struct entry {
	uint32_t address;
	struct account account;
};
struct table {
	struct entry entries[2];
};

static struct account *find(struct table *table, uint32_t address)
{
	for (size_t i = 0; i < 2; i++)
		if (table->entries[i].address == address)
			return &table->entries[i].account;
	return NULL;
}

/* A pointer that is returned is read only to the program, and must stay while it runs. */
static uint64_t find_account(uint64_t address, uint64_t a2, uint64_t a3, uint64_t a4, uint64_t a5,
			     struct skep_call *call)
{
	(void)a2, (void)a3, (void)a4, (void)a5;
	return (uintptr_t)find(skep_call_arg(call), (uint32_t)address);
}

static uint64_t charge(uint64_t address, uint64_t packets, uint64_t a3, uint64_t a4, uint64_t a5,
		       struct skep_call *call)
{
	struct account *account = find(skep_call_arg(call), (uint32_t)address);

	(void)a3, (void)a4, (void)a5;
	if (!account)
		return (uint64_t)-1;
	account->used += (uint32_t)packets;
	return 0;
}

/* The memory was proved to be there, and @size bytes of text. */
static uint64_t audit(uint64_t data, uint64_t text, uint64_t size, uint64_t a4, uint64_t a5,
		      struct skep_call *call)
{
	const struct excess *excess = (const struct excess *)data;
	char address[INET_ADDRSTRLEN];

	(void)a4, (void)a5;
	inet_ntop(AF_INET, &excess->address, address, sizeof(address));
	printf("%s: %s sent %u: %.*s\n", skep_prog_name(skep_call_prog(call)), address,
	       excess->used, (int)size, (const char *)text);
	return 0;
}

static void *read_file(const char *path, size_t *size)
{
	FILE *in = fopen(path, "rb");
	void *data = malloc(1 << 20);

	*size = in && data ? fread(data, 1, 1 << 20, in) : 0;
	if (in)
		fclose(in);
	return data;
}

static const char *verdict_of(struct skep_prog *prog, const char *from)
{
	uint8_t frame[64] = { 2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2, 8, 0, 0x45 };
	struct skep_xdp xdp;
	uint32_t verdict;

	inet_pton(AF_INET, from, frame + 26);
	skep_xdp_init(&xdp, frame, sizeof(frame));
	if (skep_run(prog, &xdp, &verdict))
		return "error";
	return verdict == 2 ? "pass" : "drop";
}

int main(int argc, char **argv)
{
	struct table table = { { { 0, { 0, 2 } }, { 0, { 9, 9 } } } };
	const struct skep_func funcs[] = {
		SKEP_FUNC(.name = "find_account", .fn = find_account, .arg = &table,
			  .flags = SKEP_FUNC_RET_NULL),
		SKEP_FUNC(.name = "charge", .fn = charge, .arg = &table),
		SKEP_FUNC(.name = "audit", .fn = audit),
	};
	size_t n = argc > 3 && !strcmp(argv[3], "--audit") ? 3 : 2, size;
	static const char *const senders[] = { "10.0.0.1", "10.0.0.1", "10.0.0.1", "10.0.0.3" };
	struct skep_error error = { 0 };
	struct skep *vm = skep_new(NULL, &error);
	void *btf = argc > 2 ? read_file(argv[2], &size) : NULL;
	struct skep_obj *obj;

	inet_pton(AF_INET, "10.0.0.1", &table.entries[0].address);
	inet_pton(AF_INET, "10.0.0.2", &table.entries[1].address);
	if (!vm || !btf || skep_func_add(vm, funcs, n, btf, size, &error) ||
	    !(obj = skep_obj_open(vm, argv[1], NULL, &error)) || skep_obj_load(obj, &error)) {
		skep_error_print(&error, stderr);
		return 1;
	}
	free(btf); /* it was copied */
	for (size_t i = 0; i < sizeof(senders) / sizeof(*senders); i++)
		printf("%s: %s\n", senders[i], verdict_of(skep_obj_prog(obj, NULL), senders[i]));
	printf("10.0.0.1 used %u of %u\n", table.entries[0].account.used,
	       table.entries[0].account.limit);
	skep_free(vm);
	return 0;
}
