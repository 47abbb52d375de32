/* Symbols that an object does not define: kernel's, configuration's, nobody's; gzip. */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/utsname.h>
#include <unistd.h>

#include <cmocka.h>

#include "tests/lib/elf_file.h"
#include "tests/lib/variant.h"
#include "tests/lib/vm_test.h"

static const char config[] = "# CONFIG_NOT_THERE is not set\n"
			     "CONFIG_HZ=250\n"
			     "CONFIG_LARGE=0x7700000000\r\n"
			     "CONFIG_NEGATIVE=-5 \n"
			     "CONFIG_YES=y\n"
			     "CONFIG_MODULE=m\n"
			     "CONFIG_MODULE_AS_BOOL=m\n"
			     "CONFIG_LETTER=n\n"
			     "CONFIG_TEXT=\"abc\"\n"
			     "CONFIG_LONG_TEXT=\"abcdef\"\n"
			     "CONFIG_HZ_250=y\n"
			     "CONFIG_TOO_LARGE=256";

/* A file with these bytes, and its name. */
static void write_file(char path[64], const void *data, size_t size)
{
	const char *build = getenv("BUILD") ? getenv("BUILD") : "build";
	int fd;

	snprintf(path, 64, "%.40s/kconfig.XXXXXX", build);
	fd = mkstemp(path);
	assert_true(fd >= 0);
	assert_int_equal(write(fd, data, size), size);
	close(fd);
}

static struct skep_obj *open_externs(struct skep *vm, const char *kconfig)
{
	struct skep_error error;
	struct skep_obj *obj = skep_obj_open(vm, built_path("externs"),
					     SKEP_OBJ_OPTS(.kconfig = kconfig), &error);

	if (!obj)
		fail_msg("%s", error.message);
	return obj;
}

/* ---- values ---- */

static void configuration_values(void **state)
{
	static const struct {
		const char *prog;
		uint32_t result;
	} rows[] = {
		{ "wrapper", 1 },	{ "hz", 250 },	    { "large", 0x77 },
		{ "negative", UINT32_MAX - 4 },		    { "yes", 1 },
		{ "module", 2 },	{ "letter", 'n' },  { "text", 'a' << 16 | 'b' << 8 | 'c' },
		{ "long_text", 'c' << 8 },		    { "weak_not_there", 0 },
		{ "decided", 3 },	{ "asks_first", 2 },
	};
	struct skep *vm = new_vm(NULL);
	struct skep_prog *prog = NULL;
	struct skep_obj *obj;
	char path[64];

	(void)state;
	write_file(path, config, strlen(config));
	obj = open_externs(vm, path);
	unlink(path);
	while ((prog = skep_obj_next_prog(obj, prog)))
		skep_prog_set_autoload(prog, false);
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		skep_prog_set_autoload(skep_obj_prog(obj, rows[i].prog), true);
	must_load(obj);
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		if (run_frame(obj, rows[i].prog, 0, 0) != rows[i].result)
			fail_msg("%s: %x", rows[i].prog, run_frame(obj, rows[i].prog, 0, 0));
	skep_obj_close(obj);
	skep_free(vm);
}

static void kernel_version(void **state)
{
	unsigned major, minor, patch = 0;
	struct skep *vm = new_vm(NULL);
	struct skep_prog *prog = NULL;
	struct utsname name;
	struct skep_obj *obj = open_externs(vm, "/dev/null");

	(void)state;
	assert_int_equal(uname(&name), 0);
	assert_true(sscanf(name.release, "%u.%u.%u", &major, &minor, &patch) >= 2);
	while ((prog = skep_obj_next_prog(obj, prog)))
		skep_prog_set_autoload(prog, !strcmp(skep_prog_name(prog), "version"));
	must_load(obj);
	assert_int_equal(run_frame(obj, "version", 0, 0),
			 major << 16 | minor << 8 | (patch < 255 ? patch : 255));
	skep_obj_close(obj);
	skep_free(vm);
}

/* ---- what is not known ---- */

static void unresolved(void **state)
{
	static const struct {
		const char *prog, *message;
	} rows[] = {
		{ "calls_kfunc", "function kernel_function is not known: the host does not" },
		{ "reads_ksym", "the kernel's symbol kernel_variable is not known" },
		{ "calls_weak", "function weak_function is not known: the host does not give it" },
		{ "reads_nowhere", "symbol nowhere is not known: it is not defined in this" },
		{ "calls_missing", "symbol missing_function is not known: it is not defined" },
		{ "too_large", "CONFIG_TOO_LARGE is not known: its value does not fit" },
		{ "module_as_bool", "CONFIG_MODULE_AS_BOOL is not known: it is a module" },
		{ "not_there", "CONFIG_NOT_THERE is not known: the configuration does not have" },
	};
	struct skep *vm = new_vm(NULL);
	struct skep_obj *obj;
	char path[64];

	(void)state;
	write_file(path, config, strlen(config));
	obj = open_externs(vm, path);
	unlink(path);
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct skep_error error;

		assert_true(skep_prog_verify(skep_obj_prog(obj, rows[i].prog), &error) < 0);
		assert_string_equal(error.id, "unresolved");
		if (!strstr(error.message, rows[i].message))
			fail_msg("%s: %s", rows[i].prog, error.message);
		assert_true(error.line > 0);
	}
	assert_int_equal(skep_prog_verify(skep_obj_prog(obj, "good"), NULL), 0);
	skep_obj_close(obj);
	skep_free(vm);
}

static void unreadable_configuration(void **state)
{
	struct skep *vm = new_vm(NULL);
	struct skep_error error;

	(void)state;
	assert_null(skep_obj_open(vm, built_path("externs"),
				  SKEP_OBJ_OPTS(.kconfig = "/nonexistent"), &error));
	assert_string_equal(error.id, "file-open");
	/* Objects without such variables do not ask. */
	skep_obj_close(skep_obj_open(vm, built_path("several"),
				     SKEP_OBJ_OPTS(.kconfig = "/nonexistent"), &error));
	assert_int_equal(error.err, 0);
	skep_free(vm);
}

/* Programs of SEC("?...") are loaded only if that is asked for. */
static void not_loaded_by_themselves(void **state)
{
	struct skep *vm = new_vm(NULL);
	struct skep_obj *obj = open_obj(vm, "several");
	struct skep_error error;

	(void)state;
	for (struct skep_prog *prog = NULL; (prog = skep_obj_next_prog(obj, prog));)
		if (strcmp(skep_prog_name(prog), "first") && strcmp(skep_prog_name(prog), "fourth"))
			skep_prog_set_autoload(prog, false);
	must_load(obj);
	assert_int_equal(run_frame(obj, "first", 0, 0), 2);
	assert_false(skep_obj_prog(obj, "fourth")->loaded);
	skep_obj_close(obj);
	obj = open_obj(vm, "externs");
	for (struct skep_prog *prog = NULL; (prog = skep_obj_next_prog(obj, prog));)
		skep_prog_set_autoload(prog, !strcmp(skep_prog_name(prog), "only_if_asked"));
	assert_true(skep_obj_load(obj, &error) < 0);
	assert_string_equal(error.prog, "only_if_asked");
	skep_obj_close(obj);
	skep_free(vm);
}

/* ---- data of any name, functions of other sections ---- */

static void odd_sections(void **state)
{
	static const char *const progs[] = { "reads_odd_section", "reads_odd_constant",
					     "calls_other_section" };
	struct skep *vm = new_vm(NULL);
	struct skep_obj *obj = open_obj(vm, "sections");
	const struct map_desc *desc;
	struct skep_prog *prog = NULL;

	(void)state;
	while ((prog = skep_obj_next_prog(obj, prog)))
		skep_prog_set_autoload(prog, false);
	for (size_t i = 0; i < 3; i++)
		skep_prog_set_autoload(skep_obj_prog(obj, progs[i]), true);
	must_load(obj);
	assert_int_equal(run_frame(obj, "reads_odd_section", 0, 0), 5);
	assert_int_equal(run_frame(obj, "reads_odd_section", 0, 0), 6);
	assert_int_equal(run_frame(obj, "reads_odd_constant", 0, 0), 6);
	desc = skep_obj_map(obj, "my_constants")->desc;
	assert_true(desc->frozen && desc->map_flags & MAP_F_RDONLY_PROG);
	assert_false(skep_obj_map(obj, "my_data")->desc->frozen);
	assert_null(skep_obj_map(obj, "version"));
	skep_obj_close(obj);
	skep_free(vm);
}

/* ---- operations of the kernel ---- */

/* Their maps are not made; programs that do not refer to them load and run. */
static void struct_ops(void **state)
{
	struct skep *vm = new_vm(NULL);
	struct skep_obj *obj = open_obj(vm, "struct_ops");
	struct skep_error error;

	(void)state;
	assert_null(skep_obj_next_map(obj, NULL));
	assert_true(skep_prog_verify(skep_obj_prog(obj, "second"), &error) < 0);
	assert_string_equal(error.id, "ctx-unsupported");
	assert_non_null(strstr(error.message, "struct_ops"));
	assert_true(skep_prog_verify(skep_obj_prog(obj, "reads_linked"), &error) < 0);
	assert_int_equal(error.error_class, SKEP_CLASS_UNSUPPORTED);
	for (struct skep_prog *prog = NULL; (prog = skep_obj_next_prog(obj, prog));)
		skep_prog_set_autoload(prog, !strcmp(skep_prog_name(prog), "good"));
	must_load(obj);
	assert_int_equal(run_frame(obj, "good", 0, 0), 2);
	skep_obj_close(obj);
	skep_free(vm);
}

/* ---- gzip ---- */

/* What gzip -1, -9 and nothing at all make of three texts. */
static char *squeeze(const char *command, size_t *size)
{
	char *data = malloc(1 << 20);
	FILE *out = popen(command, "r");

	assert_non_null(out);
	assert_non_null(data);
	*size = fread(data, 1, 1 << 20, out);
	assert_int_equal(pclose(out), 0);
	return data;
}

static void gzip_files(void **state)
{
	static const char *const texts[] = { "printf ''", "printf abc", "seq 1 30000",
					     "head -c 200000 /dev/zero",
					     "head -c 100000 build/libskep.a" };

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		size_t plain_size, size, n;
		char *plain = squeeze(texts[i], &plain_size);

		for (int level = 1; level <= 9; level += 4) {
			char command[128];
			uint8_t *out;
			char *data;

			snprintf(command, sizeof(command), "%s | gzip -%d", texts[i], level);
			data = squeeze(command, &size);
			assert_int_equal(gunzip((uint8_t *)data, size, 1 << 20, &out, &n), 0);
			assert_int_equal(n, plain_size);
			assert_memory_equal(out, plain, n);
			free(out);
			if (plain_size)
				assert_int_equal(gunzip((uint8_t *)data, size, plain_size - 1,
							&out, &n), -EINVAL);
			free(data);
		}
		free(plain);
	}
}

static void damaged_gzip(void **state)
{
	size_t size, n;
	char *data = squeeze("seq 1 300 | gzip", &size);
	uint64_t random = 1;

	(void)state;
	for (size_t cut = 0; cut < size; cut++) {
		uint8_t *out, *copy = malloc(cut + 1);

		assert_non_null(copy);
		memcpy(copy, data, cut);
		assert_int_equal(gunzip(copy, cut, 4096, &out, &n), -EINVAL);
		free(copy);
	}
	for (unsigned i = 0; i < 3000; i++) {
		size_t at = next_random(&random) % size;
		char was = data[at];
		uint8_t *out;

		data[at] ^= (char)(1u << next_random(&random) % 8);
		if (!gunzip((uint8_t *)data, size, 4096, &out, &n))
			free(out); /* a bit of the header's that nobody reads */
		else
			assert_null(out);
		data[at] = was;
	}
	free(data);
}

static void configuration_in_gzip(void **state)
{
	char plain[64], packed[80], command[256], *text;
	struct skep_error error;
	size_t size;

	(void)state;
	write_file(plain, config, strlen(config));
	snprintf(packed, sizeof(packed), "%s.gz", plain);
	snprintf(command, sizeof(command), "gzip -k %s", plain);
	assert_int_equal(system(command), 0);
	assert_int_equal(kconfig_read(packed, &text, &size, &error), 0);
	assert_int_equal(size, strlen(config));
	assert_memory_equal(text, config, size);
	free(text);
	assert_int_equal(truncate(packed, 60), 0);
	assert_true(kconfig_read(packed, &text, &size, &error) < 0);
	assert_string_equal(error.id, "file-io");
	assert_non_null(strstr(error.message, "gzip"));
	unlink(plain);
	unlink(packed);
}

static int run(const char *group)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(configuration_values),
		cmocka_unit_test(kernel_version),
		cmocka_unit_test(unresolved),
		cmocka_unit_test(unreadable_configuration),
		cmocka_unit_test(not_loaded_by_themselves),
		cmocka_unit_test(odd_sections),
		cmocka_unit_test(struct_ops),
	};

	return cmocka_run_group_tests_name(group, tests, NULL, NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(gzip_files),
		cmocka_unit_test(damaged_gzip),
		cmocka_unit_test(configuration_in_gzip),
	};
	int failed = cmocka_run_group_tests(tests, NULL, NULL);

	return failed + run_variants(run);
}
