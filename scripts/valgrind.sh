#!/usr/bin/env bash
# Runs a test program under memcheck.  Leaks count where it does not fork: a child
# that ends by _exit would be blamed for what its parent owns.
set -u
leaks=full
grep -qE 'fork\(\)|in_child' "tests/unit/$(basename "$1").c" && leaks=no
exec valgrind -q --vex-iropt-register-updates=allregs-at-mem-access --error-exitcode=99 \
	--leak-check=$leaks --errors-for-leak-kinds=definite --suppressions=tests/valgrind.supp "$@"
