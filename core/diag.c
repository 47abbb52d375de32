/* Diagnostics as data, and the one function that fills a struct skep_error. */
#include "core/diag.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

const struct diag_info diag_info[N_DIAGS] = {
	[DIAG_NONE] = { "NONE", 0, SKEP_CLASS_NONE, "", "", "", "" },
#define DIAG(id, err, class, category, text, kernel, hint)                                         \
	[DIAG_##id] = { #id, err, SKEP_CLASS_##class, #category, text, kernel, hint },
#include "core/diag.def"
};

const char *diag_id_name(enum diag_id id, char buf[40])
{
	const char *name = diag_info[id].name;
	size_t i;

	for (i = 0; name[i] && i < 39; i++)
		buf[i] = name[i] == '_' ? '-'
					: (char)(name[i] >= 'A' && name[i] <= 'Z' ? name[i] + 32
										  : name[i]);
	buf[i] = '\0';
	return buf;
}

void error_clear(struct skep_error *error)
{
	if (!error)
		return;
	memset(error, 0, sizeof(*error));
	error->hint = "";
	error->offset = -1;
	error->insn = -1;
}

int error_render(struct skep_error *error, enum diag_id id, const char *format, ...)
{
	va_list args;

	if (error) {
		error->err = -diag_info[id].err;
		error->error_class = diag_info[id].class;
		diag_id_name(id, error->id);
		error->hint = diag_info[id].hint;
		va_start(args, format);
		vsnprintf(error->message, sizeof(error->message), format, args);
		va_end(args);
	}
	return -diag_info[id].err;
}
