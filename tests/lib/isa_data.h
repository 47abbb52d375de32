/* Reads tests/isa/ *.data: rows "first | program; lines | last", written by tests/isa/gen.py. */
#ifndef SKEP_TESTS_LIB_ISA_DATA_H
#define SKEP_TESTS_LIB_ISA_DATA_H

struct isa_row {
	const char *file;
	int line;
	char *first, *program, *last; /* program: one line each */
};

/* Call @visit for each row of tests/isa/@file; Return: rows read, or -1. */
int isa_read(const char *file, void (*visit)(const struct isa_row *row, void *arg), void *arg);

#endif
