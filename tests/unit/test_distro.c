/*
 * Objects of distribution packages beside the kernel, where scripts/distro-objects.sh
 * has left them: what one verifier accepts the other one does too, as far as the
 * kernel can be asked (programs on its own functions cannot) and skep has what the
 * program uses.
 */
#include <dirent.h>
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/table.h"
#include "tests/lib/kernel.h"
#include "tests/lib/vm_test.h"
#include "vm/vm.h"

struct tally {
	int accepted, refused, not_asked, differing;
};

/* Sizes that the application sets before it loads. */
static void size_maps(const struct image *image)
{
	for (uint32_t i = 0; i < image->n_maps; i++) {
		struct map_desc *desc = (struct map_desc *)image->maps[i];

		if (!desc->max_entries)
			desc->max_entries = desc->type == MAP_RINGBUF ? 4096 : 4;
		if (desc->type == MAP_STACK_TRACE && !desc->value_size) {
			desc->key_size = 4;
			desc->value_size = 16 * 8;
		}
	}
}

/*
 * Poison stands for a type that this kernel lacks; only libbpf's form of it can be
 * loaded.  Maps of maps need an inner one to be made.
 */
static bool can_be_asked(const struct skep_prog *prog)
{
	uint32_t type = prog->image->prog_type;

	if (prog->broken || type == PROG_TRACING || type == PROG_EXT || type == PROG_LSM ||
	    type == PROG_STRUCT_OPS)
		return false;
	for (uint32_t i = 0; i < prog->image->n_insns; i++)
		if (insn_of(&prog->image->insns[i])->kind == KIND_POISON)
			return false;
	for (uint32_t i = 0; i < prog->image->n_maps; i++)
		if (prog->image->maps[i]->type == MAP_ARRAY_OF_MAPS ||
		    prog->image->maps[i]->type == MAP_HASH_OF_MAPS)
			return false;
	return true;
}

/* Was this kernel built with the program's type?  Then it takes a program that only returns. */
static bool has_type(const struct image *image)
{
	bool has = false;

	for (int32_t result = 0; result <= 1; result++) {
		const struct wire_insn wire[] = { { .opcode = 0xb7, .imm = result },
						  { .opcode = 0x95 } };

		has = has || kernel_verdict(image->prog_type, image->attach_type, 0, wire, 2);
	}
	return has;
}

static void compare(struct skep_prog *prog, const char *path, struct tally *tally)
{
	struct kernel_prog kernel;
	struct skep_error error;
	int here, there;

	if (!can_be_asked(prog) || !has_type(prog->image)) {
		tally->not_asked++;
		return;
	}
	size_maps(prog->image);
	here = prog_verify(prog, &error);
	if (here && error.error_class == SKEP_CLASS_UNSUPPORTED) {
		tally->not_asked++;
		return;
	}
	there = kernel_load(prog->image, true, &kernel);
	kernel_unload(&kernel);
	tally->accepted += !here && !there;
	tally->refused += here && there;
	if (!here == !there)
		return;
	tally->differing++;
	print_message("%s: %s: skep says %s, the kernel %d\n%s\n", path, prog->image->name,
		      here ? error.id : "accepted", there, kernel.log);
}

static void compare_object(const char *path, struct tally *tally)
{
	struct skep *vm = new_vm(SKEP_OPTS(.rights = SKEP_TRUSTED, .enforce_gpl = true));
	struct skep_obj *obj = skep_obj_open(vm, path, NULL, NULL);
	struct skep_prog *prog = NULL;

	while (obj && (prog = skep_obj_next_prog(obj, prog)))
		compare(prog, path, tally);
	skep_free(vm);
}

/* Every object below @path. */
static void each_object(const char *path, int depth, struct tally *tally)
{
	DIR *dir = opendir(path);
	struct dirent *entry;
	char below[1024];

	while (dir && (entry = readdir(dir))) {
		size_t len = strlen(entry->d_name);

		if (entry->d_name[0] == '.')
			continue;
		snprintf(below, sizeof(below), "%s/%s", path, entry->d_name);
		if (len > 6 && !strcmp(entry->d_name + len - 6, ".bpf.o"))
			compare_object(below, tally);
		else if (depth)
			each_object(below, depth - 1, tally);
	}
	if (dir)
		closedir(dir);
}

static void test_verdicts_are_the_kernels(void **state)
{
	const char *build = getenv("BUILD"), *why_not = kernel_available();
	struct tally tally = { 0 };
	char path[300];

	(void)state;
	snprintf(path, sizeof(path), "%s/distro/objects", build ? build : "build");
	if (!why_not)
		each_object(path, 1, &tally);
	if (!tally.accepted) {
		print_message("skipped: %s\n", why_not ? why_not : "make distro has not been run");
		skip();
	}
	print_message("%d accepted by both, %d refused by both, %d not asked\n", tally.accepted,
		      tally.refused, tally.not_asked);
	assert_int_equal(tally.differing, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_verdicts_are_the_kernels),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
