/* What there is in the build's folder of tests/real; see real_objects.h. */
#include "tests/lib/real_objects.h"

#undef NDEBUG
#include <assert.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct real_object *objects;
static unsigned n_objects;

static int by_name(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name);
}

static int is_visible(const struct dirent *entry)
{
	return entry->d_name[0] != '.' && !strstr(entry->d_name, ".bpf.d");
}

/* A stale object of a source that is gone is none. */
static int has_source(const char *name)
{
	char path[REAL_PATH];
	FILE *file;

	snprintf(path, sizeof(path), "tests/real/%s.bpf.c", name);
	file = fopen(path, "r");
	if (file)
		fclose(file);
	return file != NULL;
}

static void add_variant(const char *folder, const char *variant)
{
	struct dirent **entry;
	char path[REAL_PATH / 2], name[REAL_WORD];
	int n;

	snprintf(path, sizeof(path), "%.100s/%.100s", folder, variant);
	n = scandir(path, &entry, is_visible, by_name);
	assert(n > 0);
	for (int i = 0; i < n; i++) {
		struct real_object *o;

		snprintf(name, sizeof(name), "%.*s", (int)strcspn(entry[i]->d_name, "."),
			 entry[i]->d_name);
		if (has_source(name)) {
			objects = realloc(objects, (n_objects + 1) * sizeof(*objects));
			assert(objects);
			o = &objects[n_objects++];
			snprintf(o->variant, sizeof(o->variant), "%.60s", variant);
			snprintf(o->name, sizeof(o->name), "%s", name);
			snprintf(o->path, sizeof(o->path), "%s/%.128s", path, entry[i]->d_name);
		}
		free(entry[i]);
	}
	free(entry);
}

unsigned real_objects(const struct real_object **out)
{
	const char *build = getenv("BUILD");
	struct dirent **entry;
	char folder[REAL_PATH / 4];
	int n;

	*out = objects;
	if (n_objects)
		return n_objects;
	snprintf(folder, sizeof(folder), "%s/tests/real", build ? build : "build");
	n = scandir(folder, &entry, is_visible, by_name);
	for (int i = 0; i < n; i++) {
		add_variant(folder, entry[i]->d_name);
		free(entry[i]);
	}
	if (n >= 0)
		free(entry);
	*out = objects;
	return n_objects;
}

void real_word(const char *path, const struct real_object *object, unsigned n,
	       char word[REAL_WORD])
{
	FILE *in = fopen(path, "r");
	char line[256], variant[REAL_WORD], name[REAL_WORD], rest[2][REAL_WORD];

	assert(in && n < 2);
	word[0] = '\0';
	while (fgets(line, sizeof(line), in)) {
		int words = sscanf(line, "%63s %63s %63s %63s", variant, name, rest[0], rest[1]);

		if (words > (int)n + 2 && !strcmp(variant, object->variant) &&
		    !strcmp(name, object->name))
			strcpy(word, rest[n]);
	}
	fclose(in);
}
