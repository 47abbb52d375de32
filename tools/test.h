/*
 * skep test: what its parts share.  A case file is read and checked whole
 * against the object before anything runs; each case then runs in an
 * environment of its own, so that no case sees what another one left.
 */
#ifndef SKEP_TOOLS_TEST_H
#define SKEP_TOOLS_TEST_H

#include "tools/cli.h"
#include "tools/packet.h"

struct image;

enum { MAX_RUNS = 1000000, MAX_FIELD_SIZE = 64 };

/** struct test_field - a field of the context: set before, or expected after */
struct test_field {
	const char *name;
	uint32_t host_offset, size;
	bool is_address; /* given as one, shown as one */
	bool is_network; /* stored in network order */
	uint8_t value[MAX_FIELD_SIZE];
};

/** struct test_map - entries of a map: stored before, or expected after */
struct test_map {
	const char *name;
	const yaml_node_t *node;
	json_t *entries;         /* array; NULL: none given */
	const yaml_node_t *list; /* the node of entries */
	json_t *lacks;           /* array of keys, or NULL */
	bool exactly;            /* there are no other entries */
	int64_t n_entries;       /* expected count, -1 any */
};

#define RUNS_SOME UINT64_MAX /* at least one */

struct test_count { /* so many runs with this verdict */
	uint32_t verdict;
	uint64_t runs;
};

enum packet_check { PACKET_ANY, PACKET_UNCHANGED, PACKET_GIVEN };

#define TEST_ARRAY(type, name) type *name; unsigned n_##name

/** struct test_expect - what must be true after a step */
struct test_expect {
	const yaml_node_t *node; /* NULL: nothing is expected */
	bool has_verdict;
	uint32_t verdict;        /* of every run */
	TEST_ARRAY(struct test_count, verdicts);
	enum packet_check check;
	struct packet_bytes packet;
	bool has_meta;
	struct packet_bytes meta;
	uint8_t *ctx;            /* its first bytes; NULL: fields */
	size_t ctx_size;
	TEST_ARRAY(struct test_field, fields);
	TEST_ARRAY(struct test_map, maps);
	json_t *trace;           /* array of lines, or NULL */
	bool trace_contains;     /* each is part of a line, in this order; else these are all */
	const char *fails;       /* "budget", "fault", "ended": how the run ends; or NULL */
	const char *rejected;    /* id of the diagnostic, or NULL */
	uint64_t rejected_line;  /* C line, 0 any */
};

struct test_step {
	const yaml_node_t *node;
	bool has_packet;
	struct packet_bytes packet;
	uint8_t *meta;           /* before the packet */
	size_t meta_size;
	uint8_t *ctx;            /* whole context as bytes; NULL: fields */
	size_t ctx_size;
	TEST_ARRAY(struct test_field, fields);
	TEST_ARRAY(struct test_map, maps);
	uint64_t repeat, budget; /* budget 0: none */
	struct test_expect expect;
};

struct test_case {
	const char *name, *program;
	const yaml_node_t *node;
	uint32_t rights;
	TEST_ARRAY(struct test_step, steps);
};

/** struct suite - a case file, checked against an object */
struct suite {
	struct doc doc;
	struct arena arena;
	json_t *kept; /* owns every JSON value above */
	struct skep_obj *obj; /* opened, not loaded: for types */
	TEST_ARRAY(struct test_case, cases);
};

struct test_cmd {
	struct cli cli;
	const char *filter, *engine, *lcov, *min_coverage;
	bool tap, coverage;
};

/* ---- test_parse.c, test_expect.c ---- */
int suite_open(struct suite *suite, const char *path, struct skep_obj *obj,
	       struct skep_error *error);
void suite_close(struct suite *suite);

/* What parsing a part of a case needs to know. */
struct test_parser {
	struct suite *suite;
	struct doc *doc;
	const struct skep_prog *prog;
};
int test_parse_expect(struct test_parser *p, const yaml_node_t *node, struct test_expect *out);
int test_parse_fields(struct test_parser *p, const yaml_node_t *node, struct test_field **out,
		      unsigned *n);
/* The first bytes of a context, for types without packets. */
int test_parse_bytes(struct test_parser *p, const yaml_node_t *node, uint8_t **out, size_t *size);
int test_parse_maps(struct test_parser *p, const yaml_node_t *node, bool expected,
		    struct test_map **out, unsigned *n);
void *test_alloc(struct test_parser *p, size_t n, size_t size);
/* JSON that lives as long as the suite. */
int test_json(struct test_parser *p, const yaml_node_t *node, json_t **out);

/* ---- test_ctx.c ---- */

enum host_kind { HOST_BYTES, HOST_XDP, HOST_SKB };
/* What the host hands to programs of this type. */
enum host_kind test_host(const struct skep_prog *prog);
/* Room for the host's structure. */
size_t test_host_size(const struct skep_prog *prog);
/* The keys of a flow dissector's flow, as Linux starts it; nothing for other programs. */
void test_start_flow(const struct skep_prog *prog, uint8_t *ctx);
/* False: the context holds pointers, which no case can give. */
bool test_can_run(const struct skep_prog *prog);
/* A scalar field of a program's context by name, host's own ones included. */
bool test_find_field(const struct skep_prog *prog, const char *name, struct test_field *out);
/* The names that there are, for messages. */
void test_list_fields(const struct skep_prog *prog, char *buf, size_t size);
void test_format_field(const struct test_field *field, const uint8_t *value, char *buf,
		       size_t size);

/* ---- test_cover.c ---- */

/** struct coverage - executions by instruction of each program of the object */
struct coverage {
	const struct skep_obj *obj;
	uint64_t **counts; /* by program, each by decoded instruction */
	bool *counted;     /* by program: a case loads it */
};
int coverage_init(struct coverage *coverage, const struct skep_obj *obj);
void coverage_free(struct coverage *coverage);
/* Per file and line; the largest count of a line's instructions. */
json_t *coverage_json(const struct coverage *coverage);
/* Share of the lines that ran, in percent; 100 where there are none. */
double coverage_percent(json_t *files);
void coverage_print(json_t *files);
int coverage_lcov(const struct coverage *coverage, json_t *files, const char *path,
		  struct skep_error *error);

/* ---- test_run.c, test_check.c ---- */

/** struct test_run - a case under way */
struct test_run {
	const struct suite *suite;
	const struct test_case *test;
	const struct test_step *step;
	unsigned step_index;
	enum skep_engine engine;
	uint32_t rights;
	struct coverage *coverage; /* NULL: not counted */
	const struct cli *cli;
	struct skep *vm;
	struct skep_obj *obj;
	struct skep_prog *prog;
	json_t *failures; /* [{"check", "expected", "got", "details", "place"}] */
	json_t *trace;    /* lines of this step */
	/* after the runs of a step */
	uint8_t *buffer, *ctx;
	size_t ctx_size;
	const uint8_t *packet, *meta;
	size_t packet_size, meta_size;
	TEST_ARRAY(struct test_count, verdicts);
	int err; /* of the run that failed */
};

/* Return: an array of failures, empty where the case passed; NULL: no memory. */
json_t *test_case_run(const struct suite *suite, const struct test_case *test,
		      const struct test_cmd *cmd, enum skep_engine engine,
		      struct coverage *coverage);
/* Note a failure; takes @details (may be NULL). */
void test_failed(struct test_run *run, const char *check, const char *expected, const char *got,
		 json_t *details);
void test_check_step(struct test_run *run);
void test_format_verdict(const struct skep_prog *prog, uint32_t verdict, char *buf, size_t size);

/* ---- test_report.c ---- */
struct test_report {
	const struct test_cmd *cmd;
	const struct suite *suite;
	json_t *cases;
	unsigned passed, failed, skipped, number;
};
void report_case(struct test_report *report, const struct test_case *test, json_t *failures,
		 double seconds);
void report_end(const struct test_report *report);

#endif
