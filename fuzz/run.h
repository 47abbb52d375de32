/*
 * The oracle: what must hold of a program whatever it is.
 *
 * An accepted program runs on the checked engine with the proof's facts, which
 * must not fault, and on the threaded engine, which must give the same result,
 * packet, context, maps and budget.  For a refused one the checked engine without
 * facts looks for a run that faults, so that true refusals and losses of
 * precision can be told apart.  Everything follows from the text and the seed.
 */
#ifndef SKEP_FUZZ_RUN_H
#define SKEP_FUZZ_RUN_H

#include "core/facts.h"
#include "core/run.h"
#include "fuzz/cover.h"
#include "fuzz/rng.h"
#include "verifier/verifier.h"

enum verdict { VERDICT_MALFORMED, VERDICT_REFUSED, VERDICT_ACCEPTED };

/* What is wrong with skep, not with the program. */
enum failure {
	FAILURE_NONE,
	FAILURE_FACT,     /* a proved fact does not hold */
	FAILURE_FAULT,    /* an accepted program faults */
	FAILURE_INTERNAL, /* the verifier's own proof check failed */
	FAILURE_PREPARE,  /* the threaded engine refuses what was verified */
	FAILURE_STATUS,   /* from here on: the engines differ */
	FAILURE_RESULT,
	FAILURE_BUDGET,
	FAILURE_PACKET,
	FAILURE_CONTEXT,
	FAILURE_MAP,
	FAILURE_COST, /* more instructions than proved */
	FAILURE_TEXT, /* what was printed cannot be read back */
	N_FAILURES
};
extern const char *const failure_name[N_FAILURES];

/**
 * struct outcome - of one program
 * @id: the diagnostic where it was refused, as in skep_error
 * @witness: refused, and a run was found that faults
 * @what: of a failure, for people
 * @runs: runs of the checked engine
 */
struct outcome {
	enum verdict verdict;
	enum skep_class class;
	enum failure failure;
	bool witness;
	uint32_t runs, slots;
	uint64_t work;
	char id[40];
	char message[320];
	char what[400];
};

/**
 * struct run_opts - how thoroughly
 * @inputs: of an accepted program
 * @hunt: inputs tried on a refused one
 * @only_checked: no other engine is compared with the checked one
 * @printed: the text is prog_print's: what is read must print the same
 */
struct run_opts {
	uint32_t inputs, hunt;
	bool only_checked;
	uint64_t seed;
	bool printed;
};

struct runner; /* maps and buffers that programs take turns with */

struct runner *runner_new(void);
void runner_free(struct runner *runner);
/* Count what programs are made of; NULL: no more. */
void runner_cover(struct runner *runner, struct cover *cover);
/*
 * Call @watch for each accepted program, bound for machine code; what it returns
 * is the failure.
 */
typedef enum failure watch_fn(void *arg, const struct image *image, const struct facts *facts,
			      const struct binding *binding, struct outcome *out);
void runner_watch(struct runner *runner, watch_fn *watch, void *arg);
/* Judge a program.  Return: its outcome's failure. */
enum failure run_text(struct runner *runner, const char *text, const struct run_opts *opts,
		      struct outcome *out);
/* The same of a decoded one, with these rights; @arena: for what is proved of it. */
enum failure run_image(struct runner *runner, const struct image *image, uint32_t rights,
		       struct arena *arena, const struct run_opts *opts, struct outcome *out);

/* The same of a verified one: its runs alone. */
enum failure runner_check(struct runner *runner, const struct image *image,
			  const struct facts *facts, struct arena *arena,
			  const struct run_opts *opts, struct outcome *out);

/* What the verifier may spend on a program: a fraction of a second. */
struct verify_opts limits_with(uint32_t rights);

/* --- for the comparison with the kernel --- */

enum { FRAME_SIZE = 4096, FRAME_HEADROOM = 216, FRAME_TAIL = 320 + 40, MAX_PACKET = 1500 };

/**
 * struct run_result - of one run on the threaded engine, for who compares
 * @packet: @packet_size bytes from data_meta to data_end afterwards
 */
struct run_result {
	uint32_t status, r0, packet_size;
	uint8_t packet[FRAME_SIZE];
};

/*
 * Run a verified image on the threaded engine with this packet and maps whose
 * contents follow from @seed; the maps stay for runner_map.
 */
int runner_run(struct runner *runner, const struct image *image, const struct facts *facts,
	       struct arena *arena, const uint8_t *packet, uint32_t size, uint64_t seed,
	       struct run_result *result);
struct map *runner_map(const struct runner *runner, uint32_t map);

#endif
