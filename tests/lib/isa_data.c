/* The rows of tests/isa; see isa_data.h. */
#include "tests/lib/isa_data.h"

#include <stdio.h>
#include <string.h>

static char *trim(char *s)
{
	size_t n;

	while (*s == ' ')
		s++;
	n = strlen(s);
	while (n && (s[n - 1] == ' ' || s[n - 1] == '\n'))
		s[--n] = '\0';
	return s;
}

int isa_read(const char *file, void (*visit)(const struct isa_row *row, void *arg), void *arg)
{
	struct isa_row row = { .file = file };
	char path[256], line[1024];
	int n = 0;
	FILE *in;

	snprintf(path, sizeof(path), "tests/isa/%s", file);
	in = fopen(path, "r");
	if (!in)
		return -1;
	while (fgets(line, sizeof(line), in)) {
		char *bar = strchr(line, '|'), *end = strrchr(line, '|');

		row.line++;
		if (line[0] == '#' || !bar || bar == end)
			continue;
		*bar = *end = '\0';
		row.first = trim(line);
		row.program = trim(bar + 1);
		row.last = trim(end + 1);
		for (char *p = row.program; *p; p++)
			if (*p == ';')
				*p = '\n';
		visit(&row, arg);
		n++;
	}
	fclose(in);
	return n;
}
