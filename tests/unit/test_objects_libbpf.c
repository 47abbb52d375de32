/*
 * libbpf and the kernel as oracles: libbpf loads each object of the tests and
 * examples, program by program; the instructions that it gives to the kernel must
 * be ours, which map each refers to included.  Programs named good_ and bad_ are
 * accepted and refused by the kernel as their names say, unlike_ accepted too.
 *
 * Where bpf(2) is not permitted nothing can be compared, which is said.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <bpf/libbpf.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "loader/loader.h"
#include "tests/lib/kernel.h"
#include "tests/lib/variant.h"

enum { POISON_CALL = 195896080 }; /* 0xbad2310, libbpf's call of a helper that is not there */

/* Objects that libbpf 1.x does not open or relocate, with the reason. */
static const struct {
	const char *name, *why;
} refused[] = {
	{ "legacy_maps", "section maps" },
	{ "old_loaders", "section maps" },
	{ "unknown_attribute", "an attribute that it does not know" },
	{ "maps", "a static map" },
	{ "sections", "a static program" },
	{ "externs", "an extern without BTF" },
	{ "struct_ops", "a program that refers to a struct_ops map" },
};

/* Programs that libbpf does not relocate: it would fail the object for them. */
static const char *const unrelocated[] = {
	"offset_ambiguous",
	"enum_top",   /* unsigned, which to libbpf no enumerator is */
	"enum_large", /* of 64 bits, where the compiler's types had 32 */
};

static struct tally {
	unsigned objects, programs, insns, maps, poisons, verdicts, not_asked;
} tally;

static int silent(enum libbpf_print_level level, const char *format, va_list args)
{
	if (level == LIBBPF_WARN && getenv("VERBOSE"))
		vfprintf(stderr, format, args);
	return 0;
}

/* ---- one program ---- */

static const char *map_name(const struct bpf_object *bpf, int fd)
{
	struct bpf_map *map;

	bpf_object__for_each_map(map, bpf)
		if (bpf_map__fd(map) == fd)
			return bpf_map__name(map);
	return "";
}

/* libbpf puts (a part of) the object's name before a data section's. */
static bool same_map(const char *ours, const char *theirs)
{
	size_t n = strlen(ours), m = strlen(theirs);

	return *ours == '.' ? m >= n && !strcmp(theirs + m - n, ours) : !strcmp(theirs, ours);
}

static bool same_insn(const struct bpf_object *bpf, const struct image *image,
		      const struct wire_insn *ours, const struct bpf_insn *theirs)
{
	struct wire_insn other;

	memcpy(&other, theirs, sizeof(other));
	if (ours->opcode == insn_info[INSN_LDDW].opcode &&
	    (theirs->src_reg == insn_info[INSN_LDDW_MAP_FD].pin_src ||
	     theirs->src_reg == insn_info[INSN_LDDW_MAP_VALUE].pin_src)) {
		const char *name = map_name(bpf, other.imm); /* refused: it has closed them */

		if (*name && !same_map(image->maps[ours->imm]->name, name))
			return false;
		tally.maps += *name != 0;
		other.imm = ours->imm;
	}
	if (ours->opcode == insn_info[INSN_LDDW].opcode &&
	    theirs->src_reg == BPF_PSEUDO_BTF_ID) { /* a weak function that the kernel has */
		other.regs &= 0x0f;
		other.imm = 0;
	}
	tally.insns++;
	return !memcmp(ours, &other, sizeof(other));
}

/* Is the slot, or that of the LDDW whose second half it is, poisoned? */
static bool is_poison_at(const struct image *image, uint32_t slot)
{
	uint32_t i = image->n_insns - 1;

	while (image->slot[i] > slot)
		i--;
	return image->insns[i].id == INSN_POISON;
}

/* A copy whose poisoned instructions are calls, so that it can be encoded. */
static void encode_image(const struct image *image, struct wire_insn *wire)
{
	struct image copy = *image;

	copy.insns = calloc(image->n_insns, sizeof(*copy.insns));
	assert_non_null(copy.insns);
	memcpy(copy.insns, image->insns, image->n_insns * sizeof(*copy.insns));
	for (uint32_t i = 0; i < image->n_insns; i++)
		if (copy.insns[i].id == INSN_POISON)
			copy.insns[i] = (struct insn){ .id = INSN_CALL_HELPER, .imm = POISON_CALL };
	assert_int_equal(encode(&copy, wire), 0);
	free(copy.insns);
}

static void compare_insns(const char *object, const struct bpf_object *bpf,
			  const struct bpf_program *prog, const struct image *image)
{
	const struct bpf_insn *theirs = bpf_program__insns(prog);
	size_t n = bpf_program__insn_cnt(prog);
	struct wire_insn *ours = calloc(image->n_slots, sizeof(*ours));

	assert_non_null(ours);
	encode_image(image, ours);
	if (n != image->n_slots)
		fail_msg("%s, %s: %zu slots, ours has %u", object, image->name, n,
			 image->n_slots);
	for (uint32_t i = 0; i < n; i++) {
		if (is_poison_at(image, i)) {
			assert_true(theirs[i].imm == POISON_CALL ||
				    theirs[i].src_reg == BPF_PSEUDO_KFUNC_CALL);
			tally.poisons++;
		} else if (!same_insn(bpf, image, &ours[i], &theirs[i])) {
			fail_msg("%s, %s: slot %u is %02x %x%x %d %d, ours %02x %x %d %d", object,
				 image->name, i, theirs[i].code, theirs[i].src_reg,
				 theirs[i].dst_reg, theirs[i].off, theirs[i].imm, ours[i].opcode,
				 ours[i].regs, ours[i].off, ours[i].imm);
		}
	}
	free(ours);
	tally.programs++;
}

static void compare_verdict(const char *object, const char *prog, bool accepted)
{
	bool good = !strncmp(prog, "good_", 5) || !strncmp(prog, "unlike_", 7);
	bool bad = !strncmp(prog, "bad_", 4);

	if ((good && !accepted) || (bad && accepted))
		fail_msg("%s: the kernel %s %s", object, accepted ? "accepts" : "refuses", prog);
	tally.verdicts += good || bad;
}

static bool has_verdicts(const char *object)
{
	return !strncmp(object, "global", 6);
}

/* ---- one object ---- */

static const struct image *image_named(const struct object *object, const char *name)
{
	for (uint32_t i = 0; i < object->n_progs; i++)
		if (!strcmp(object->progs[i]->name, name))
			return object->prog_errors[i].err ? NULL : object->progs[i];
	return NULL;
}

static void not_asked(const char *object, const char *prog)
{
	tally.not_asked++;
	if (getenv("VERBOSE"))
		print_message("%s, %s: not given to the kernel\n", object, prog);
}

static void forget_pins(struct bpf_object *bpf) /* there may be no BPF file system */
{
	struct bpf_map *map;

	bpf_object__for_each_map(map, bpf)
		bpf_map__set_pin_path(map, NULL);
}

static char kernel_log[64 * 1024]; /* the kernel's: something if it was asked at all */

static bool is_unrelocated(const char *prog)
{
	for (size_t i = 0; i < sizeof(unrelocated) / sizeof(*unrelocated); i++)
		if (!strcmp(unrelocated[i], prog))
			return true;
	return false;
}

/* Load all programs at once: false if libbpf gave none to the kernel. */
static bool compare_together(const char *path, const char *name, const char *target,
			     const struct object *object)
{
	LIBBPF_OPTS(bpf_object_open_opts, opts, .btf_custom_path = target);
	struct bpf_object *bpf = bpf_object__open_file(path, &opts);
	struct bpf_program *prog;
	bool is_asked;

	assert_non_null(bpf);
	*kernel_log = '\0';
	forget_pins(bpf);
	bpf_object__for_each_program(prog, bpf) {
		bpf_program__set_autoload(prog, !is_unrelocated(bpf_program__name(prog)));
		bpf_program__set_log_buf(prog, kernel_log, sizeof(kernel_log));
	}
	is_asked = !bpf_object__load(bpf) || *kernel_log;
	bpf_object__for_each_program(prog, bpf) {
		const struct image *image = image_named(object, bpf_program__name(prog));

		if (is_asked && image && bpf_program__autoload(prog))
			compare_insns(name, bpf, prog, image);
	}
	bpf_object__close(bpf);
	return is_asked;
}

/* Load the program, alone unless the maps need all of them. */
static void compare_prog(const char *path, const char *object, const char *target,
			 const struct image *image, bool all)
{
	LIBBPF_OPTS(bpf_object_open_opts, opts, .btf_custom_path = target,
		    .kernel_log_level = 0);
	struct bpf_object *bpf = bpf_object__open_file(path, &opts);
	struct bpf_program *prog;
	bool accepted;

	assert_non_null(bpf);
	*kernel_log = '\0';
	bpf_object__for_each_program(prog, bpf)
		bpf_program__set_autoload(prog, all || !strcmp(bpf_program__name(prog),
							       image->name));
	forget_pins(bpf);
	prog = bpf_object__find_program_by_name(bpf, image->name);
	assert_non_null(prog);
	bpf_program__set_log_buf(prog, kernel_log, sizeof(kernel_log));
	accepted = !bpf_object__load(bpf);
	if (accepted || *kernel_log)
		compare_insns(object, bpf, prog, image);
	else
		not_asked(object, image->name);
	if (has_verdicts(object))
		compare_verdict(object, image->name, accepted);
	bpf_object__close(bpf);
}

static bool is_refused(const char *name)
{
	for (size_t i = 0; i < sizeof(refused) / sizeof(*refused); i++)
		if (!strcmp(refused[i].name, name))
			return true;
	return false;
}

struct types {
	struct btf_target *target;
};

static int get_types(void *arg, const struct btf_target **out, struct skep_error *error)
{
	(void)error;
	*out = ((struct types *)arg)->target;
	return 0;
}

/* Whose maps Linux refuses when they are created, and skep when it reads them. */
static bool is_refused_by_us(const char *name)
{
	static const char *const names[] = { "lock_percpu", "lock_two" };

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (!strcmp(name, names[i]))
			return true;
	return false;
}

/* NULL: skep refuses it, as it should. */
static struct object *open_ours(const char *path, const char *name, const char *target)
{
	struct types types = { NULL };
	const struct target_source source = { .get = get_types, .arg = &types };
	struct skep_error error;
	struct object *object;
	int err;

	if (btf_target_open(target ? target : "/sys/kernel/btf/vmlinux", &types.target, NULL))
		types.target = NULL;
	err = object_open(path, path, &source, &object, &error);
	if (is_refused_by_us(name) != !!err)
		fail_msg("%s: %s", name, err ? error.message : "skep opens it");
	btf_target_close(types.target);
	return object;
}

static bool needs_all(const struct object *object)
{
	for (uint32_t i = 0; i < object->n_maps; i++)
		if (object->maps[i].type == MAP_PROG_ARRAY && object->maps[i].n_init)
			return true;
	return false;
}

static void compare_object(const char *path, const char *name, bool together)
{
	LIBBPF_OPTS(bpf_object_open_opts, opts);
	struct bpf_object *bpf = bpf_object__open_file(path, &opts);
	char *target = NULL;
	struct bpf_program *prog;
	struct object *object;

	if (is_refused(name) != !bpf)
		fail_msg("libbpf %s %s", bpf ? "opens" : "does not open", path);
	if (!bpf)
		return;
	if (!strncmp(name, "core_", 5)) /* relocated against another object's types */
		assert_true(asprintf(&target, "%.*s/core_target.bpf.o",
				     (int)(strrchr(path, '/') - path), path) > 0);
	object = open_ours(path, name, target);
	if (!object) {
		bpf_object__close(bpf);
		return;
	}
	tally.objects++;
	together = together && compare_together(path, name, target, object);
	bpf_object__for_each_program(prog, bpf) {
		const struct image *image = image_named(object, bpf_program__name(prog));

		if (image && !together)
			compare_prog(path, name, target, image, needs_all(object));
	}
	object_close(object);
	bpf_object__close(bpf);
	free(target);
}

static void compare_folder(const char *folder, bool together)
{
	const struct dirent *entry;
	char path[512], name[128];
	DIR *dir = opendir(folder);

	assert_non_null(dir);
	while ((entry = readdir(dir))) {
		size_t n = strlen(entry->d_name);

		if (n < 7 || n >= sizeof(name) || strcmp(entry->d_name + n - 6, ".bpf.o"))
			continue;
		snprintf(name, sizeof(name), "%.*s", (int)n - 6, entry->d_name);
		snprintf(path, sizeof(path), "%s/%s", folder, entry->d_name);
		compare_object(path, name, together);
	}
	closedir(dir);
}

static void can_compare(void)
{
	const char *missing = kernel_available();

	if (missing) {
		print_message("no comparison: %s\n", missing);
		skip();
	}
	libbpf_set_print(silent);
	tally = (struct tally){ 0 };
}

static void say_tally(void)
{
	print_message("%u objects, %u programs, %u instructions, %u maps, %u poisoned, "
		      "%u verdicts; not given to the kernel: %u\n",
		      tally.objects, tally.programs, tally.insns, tally.maps, tally.poisons,
		      tally.verdicts, tally.not_asked);
}

static void instructions_and_verdicts(void **state)
{
	const char *build = getenv("BUILD") ? getenv("BUILD") : "build";
	char folder[256];

	(void)state;
	can_compare();
	snprintf(folder, sizeof(folder), "%s/examples", build);
	compare_folder(folder, false);
	snprintf(folder, sizeof(folder), "%s/tests/objects", build);
	compare_folder(folder, false);
	say_tally();
	assert_true(tally.objects >= 30);
	assert_true(tally.programs >= 60);
	assert_true(tally.verdicts >= 20);
}

/* Other compilers' objects: the instructions. */
static void instructions(void **state)
{
	char folder[256];

	(void)state;
	can_compare();
	variant_path("", folder, sizeof(folder));
	*strrchr(folder, '/') = '\0';
	compare_folder(folder, true);
	say_tally();
	assert_true(tally.objects >= 10);
	assert_true(tally.programs >= 50);
}

/* ---- section names ---- */

/* Each name that this libbpf knows, alone or with something behind it, means the same. */
static void section_names(void **state)
{
	static const struct section_info rows[] = {
#define SECTION(name, prog_type, attach_type, exact) { name, prog_type, attach_type, exact },
#include "core/section.def"
	};
	unsigned n_known = 0;

	(void)state;
	libbpf_set_print(silent);
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		enum bpf_attach_type attach;
		enum bpf_prog_type type;
		char name[64];

		snprintf(name, sizeof(name), "%s/x", rows[i].prefix);
		if (libbpf_prog_type_by_name(rows[i].prefix, &type, &attach) &&
		    libbpf_prog_type_by_name(name, &type, &attach))
			continue;
		n_known++;
		if ((uint32_t)type != rows[i].prog_type || (uint32_t)attach != rows[i].attach_type)
			fail_msg("%s: %d %d, to libbpf %d %d", rows[i].prefix,
				 (int)rows[i].prog_type, (int)rows[i].attach_type, (int)type,
				 (int)attach);
	}
	print_message("libbpf knows %u of %zu names\n", n_known, sizeof(rows) / sizeof(*rows));
	assert_true(n_known >= 80);
}

static int run(const char *group)
{
	static const struct CMUnitTest usual[] = { cmocka_unit_test(section_names),
						   cmocka_unit_test(instructions_and_verdicts) };
	static const struct CMUnitTest other[] = { cmocka_unit_test(instructions) };
	static bool is_other;

	if (is_other)
		return cmocka_run_group_tests_name(group, other, NULL, NULL);
	is_other = true;
	return cmocka_run_group_tests_name(group, usual, NULL, NULL);
}

int main(void)
{
	return run_variants(run);
}
