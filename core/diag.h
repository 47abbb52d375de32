/*
 * Diagnostics: every refusal of any stage is a row of diag.def, filled with
 * its arguments and its place.  Stages fill a struct skep_error; nobody prints.
 */
#ifndef SKEP_CORE_DIAG_H
#define SKEP_CORE_DIAG_H

#include <stdarg.h>
#include <stdint.h>

#include "skep/skep.h"

enum diag_id {
	DIAG_NONE,
#define DIAG(id, err, class, category, text, kernel, hint) DIAG_##id,
#include "core/diag.def"
	N_DIAGS
};

struct diag_info {
	const char *name; /* as in the table; diag_id_name() gives the shown form */
	int err;          /* positive errno */
	enum skep_class class;
	const char *category;
	const char *text;   /* printf format of the message */
	const char *kernel; /* what Linux's verifier log says, "" where it has no such message */
	const char *hint;
};
extern const struct diag_info diag_info[N_DIAGS];

/* The stable name shown to people and tests: "packet-bounds".  buf: 40 bytes. */
const char *diag_id_name(enum diag_id id, char buf[40]);

/* The formats by name, so that the compiler checks each use's arguments. */
#define DIAG(id, err, class, category, text, kernel, hint)                                         \
	static const char diag_text_##id[] __attribute__((unused)) = text;
#include "core/diag.def"

/**
 * error_set - fill @error from a row and its arguments
 * @error: may be NULL; place fields (file, section, line ...) are kept
 *
 * Return: the row's negative errno, so that `return error_set(...)` reads well.
 */
#define error_set(error, ID, ...) error_render(error, DIAG_##ID, diag_text_##ID, ##__VA_ARGS__)

int error_render(struct skep_error *error, enum diag_id id, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* Forget what an error says, place included. */
void error_clear(struct skep_error *error);

#endif
