/* The objects of tests/real, compiled by two compilers for three instruction sets. */
#ifndef SKEP_TESTS_LIB_REAL_OBJECTS_H
#define SKEP_TESTS_LIB_REAL_OBJECTS_H

enum { REAL_PATH = 512, REAL_WORD = 64 };

/** struct real_object - one of tests/real, compiled one way */
struct real_object {
	char variant[REAL_WORD], name[REAL_WORD], path[REAL_PATH];
};

/* By variant, then name; Return: how many, 0: they were not made.  For the whole test. */
unsigned real_objects(const struct real_object **out);

/* Word @n behind "variant name" in a file of tests/real; "" where there is none. */
void real_word(const char *path, const struct real_object *object, unsigned n,
	       char word[REAL_WORD]);

#endif
