/* A function of a test run in a process of its own. */
#ifndef SKEP_TESTS_CHILD_H
#define SKEP_TESTS_CHILD_H

enum { MAX_WAIT = 120 }; /* seconds */

/* Run @body in a child; its result is the child's exit status, 128 + signal if killed. */
int in_child(int (*body)(void *arg), void *arg);

#endif
