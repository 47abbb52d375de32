/*
 * The program of all harnesses.  Under afl-fuzz it takes inputs from shared
 * memory, many to a process; built by any other compiler it replays files and
 * folders, and a line "ok N - ..." says that all of them ran.
 *
 *   afl --list                  the harnesses
 *   afl --seeds HARNESS FOLDER  write the seeds that can be made
 *   afl HARNESS [PATH...]       replay
 */
#include "fuzz/afl/harness.h"

#include <dirent.h>
#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

static const struct harness {
	const char *name;
	void (*run)(const uint8_t *data, size_t size);
	size_t (*seed)(uint32_t i, uint8_t *data);
} harnesses[] = {
	{ "elf", fuzz_elf, NULL },
	{ "btf", fuzz_btf, NULL },
	{ "decode", fuzz_decode, seed_decode },
	{ "verify", fuzz_verify, seed_program },
	{ "engines", fuzz_engines, seed_program },
	{ "map-ops", fuzz_map_ops, seed_map_ops },
	{ "map-file", fuzz_map_file, seed_map_file },
	{ "cbpf", fuzz_cbpf, seed_cbpf },
};
enum { N_HARNESSES = sizeof(harnesses) / sizeof(*harnesses) };

static const struct harness *find_harness(const char *name)
{
	for (size_t i = 0; i < N_HARNESSES; i++)
		if (!strcmp(harnesses[i].name, name))
			return &harnesses[i];
	fprintf(stderr, "afl: there is no harness %s\n", name);
	exit(2);
}

static void fail_path(const char *path)
{
	fprintf(stderr, "afl: %s: %s\n", path, strerror(errno));
	exit(1);
}

/* An exact copy: a read one byte behind it is seen. */
static void run_exact(const struct harness *harness, const uint8_t *data, size_t size)
{
	uint8_t *copy = malloc(size ? size : 1);

	assert(copy);
	memcpy(copy, data, size);
	harness->run(copy, size);
	free(copy);
}

static void replay_file(const struct harness *harness, const char *path)
{
	static uint8_t data[LARGEST_INPUT];
	FILE *file = fopen(path, "rb");
	size_t size;

	if (!file)
		fail_path(path);
	size = fread(data, 1, sizeof(data), file);
	fclose(file);
	fprintf(stderr, "%s\n", path); /* before: the last one named is the one that crashed */
	run_exact(harness, data, size);
}

/* Return: files replayed. */
static unsigned replay(const struct harness *harness, const char *path)
{
	struct dirent *entry;
	unsigned n = 0;
	struct stat st;
	char *inner;
	DIR *dir;

	if (stat(path, &st))
		fail_path(path);
	if (!S_ISDIR(st.st_mode)) {
		replay_file(harness, path);
		return 1;
	}
	dir = opendir(path);
	if (!dir)
		fail_path(path);
	while ((entry = readdir(dir))) {
		if (entry->d_name[0] == '.')
			continue;
		assert(asprintf(&inner, "%s/%s", path, entry->d_name) > 0);
		n += replay(harness, inner);
		free(inner);
	}
	closedir(dir);
	return n;
}

static void write_seeds(const struct harness *harness, const char *folder)
{
	static uint8_t data[LARGEST_INPUT];
	size_t size = 1;

	for (uint32_t i = 0; harness->seed && (size = harness->seed(i, data)); i++) {
		char path[4096];
		FILE *file;

		snprintf(path, sizeof(path), "%s/seed-%02u", folder, i);
		file = fopen(path, "wb");
		if (!file || fwrite(data, 1, size, file) != size || fclose(file))
			fail_path(path);
	}
}

#ifdef __AFL_FUZZ_TESTCASE_LEN
__AFL_FUZZ_INIT();

enum { INPUTS_A_PROCESS = 10000 };

static int fuzz(const struct harness *harness)
{
	const uint8_t *data;

	__AFL_INIT();
	data = __AFL_FUZZ_TESTCASE_BUF;
	while (__AFL_LOOP(INPUTS_A_PROCESS)) {
		size_t size = (size_t)__AFL_FUZZ_TESTCASE_LEN;

		run_exact(harness, data, size < LARGEST_INPUT ? size : LARGEST_INPUT);
	}
	return 0;
}
#else
static int fuzz(const struct harness *harness)
{
	fprintf(stderr, "afl: %s: name files or folders to replay\n", harness->name);
	return 2;
}
#endif

int main(int argc, char **argv)
{
	const struct harness *harness;
	unsigned n = 0;

	if (argc == 2 && !strcmp(argv[1], "--list")) {
		for (size_t i = 0; i < N_HARNESSES; i++)
			puts(harnesses[i].name);
		return 0;
	}
	if (argc == 4 && !strcmp(argv[1], "--seeds")) {
		write_seeds(find_harness(argv[2]), argv[3]);
		return 0;
	}
	if (argc < 2) {
		fprintf(stderr, "usage: afl --list | --seeds HARNESS FOLDER | HARNESS [PATH...]\n");
		return 2;
	}
	harness = find_harness(argv[1]);
	if (argc == 2)
		return fuzz(harness);
	for (int i = 2; i < argc; i++)
		n += replay(harness, argv[i]);
	printf("%s 1 - %s: %u inputs\n", n ? "ok" : "not ok", harness->name, n);
	return n ? 0 : 1;
}
