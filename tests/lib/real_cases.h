/*
 * What programs of tests/real do: rows for real_run.c, worked out from their sources.
 * 10.0.0.1 (02:00:00:00:00:0a) is the client, 10.0.0.2 (...0b) the server; frames stand
 * header by header.
 */
#ifndef SKEP_TESTS_LIB_REAL_CASES_H
#define SKEP_TESTS_LIB_REAL_CASES_H

#include <linux/pkt_cls.h>

#include "tests/lib/real_run.h"

/* To the server, and back. */
#define ETH_IP "02000000000b 02000000000a 0800 "
#define ETH_BACK_IP "02000000000a 02000000000b 0800 "

const struct real_case real_cases[] = {
#include "tests/lib/real_parsers.def"
#include "tests/lib/real_tables.def"
};

const unsigned n_real_cases = sizeof(real_cases) / sizeof(*real_cases);

#endif
