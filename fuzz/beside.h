/*
 * The kernel beside skep: verdicts and results of the same random programs.
 *
 * A difference that follows from a rule of docs/kernel-differences.md is counted
 * under the rule's name, as far as diagnostic and verifier log tell; any other is
 * reported.
 */
#ifndef SKEP_FUZZ_BESIDE_H
#define SKEP_FUZZ_BESIDE_H

#include "fuzz/campaign.h"

enum { MAX_RULES = 40 };

struct rule_count {
	const char *rule, *side;
	uint64_t n, seed; /* of the first program */
};

struct beside_stats {
	uint64_t n, both_accept, both_refuse, skep_only, kernel_only, too_long;
	uint64_t results; /* runs compared */
	uint64_t without_rule, wrong_results;
	uint64_t faults; /* programs that skep alone accepts, and of which a run faults */
	struct rule_count rule[MAX_RULES];
	uint32_t n_rules;
};

/*
 * Return: differences without a rule, wrong results and faults, or a negative errno.
 * campaign->show: "all" prints every program without a rule.
 */
int64_t beside_run(const struct campaign *campaign, struct beside_stats *stats);
/* Does the kernel accept the text's program?  1, 0, or -1 if it took too long. */
int beside_kernel_accepts(const char *text);
/* Do both agree, or differ by a rule? */
bool beside_has_rule(const char *text);
void beside_print(const struct beside_stats *stats, FILE *out);

#endif
