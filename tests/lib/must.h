/* In a child there is no cmocka: what does not hold ends it with 1, and says where. */
#ifndef SKEP_TESTS_LIB_MUST_H
#define SKEP_TESTS_LIB_MUST_H

#include <stdio.h>
#include <unistd.h>

#define MUST(condition)                                                                            \
	do {                                                                                       \
		if (!(condition)) {                                                                \
			fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, #condition);            \
			_exit(1);                                                                  \
		}                                                                                  \
	} while (0)

#endif
