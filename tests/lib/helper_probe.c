/* The kernel's answers about helpers; see helper_probe.h. */
#include "tests/lib/helper_probe.h"

#include <errno.h>
#include <string.h>

#include "core/image.h"
#include "tests/lib/kernel.h"

enum { HIGHEST = 211 }; /* of Linux 6.18 */

/* Each program type under each attach type that Linux distinguishes. */
const struct probe_target probe_targets[] = {
	{ PROG_SOCKET_FILTER, 0, false },
	{ PROG_KPROBE, 0, false },
	{ PROG_KPROBE, 0, true },
	{ PROG_KPROBE, 42, false }, /* multi */
	{ PROG_KPROBE, 48, false }, /* uprobe multi */
	{ PROG_KPROBE, 56, false }, /* session */
	{ PROG_KPROBE, 57, false },
	{ PROG_SCHED_CLS, 0, false },
	{ PROG_SCHED_CLS, 46, false }, /* tcx */
	{ PROG_SCHED_CLS, 54, false }, /* netkit */
	{ PROG_SCHED_ACT, 0, false },
	{ PROG_TRACEPOINT, 0, false },
	{ PROG_XDP, 37, false },
	{ PROG_XDP, 33, false }, /* in a device map */
	{ PROG_XDP, 35, false }, /* in a CPU map */
	{ PROG_PERF_EVENT, 0, false },
	{ PROG_CGROUP_SKB, 0, false },
	{ PROG_CGROUP_SKB, 1, false },
	{ PROG_CGROUP_SOCK, 2, false },
	{ PROG_CGROUP_SOCK, 34, false },
	{ PROG_CGROUP_SOCK, 12, false },
	{ PROG_CGROUP_SOCK, 13, false },
	{ PROG_LWT_IN, 0, false },
	{ PROG_LWT_OUT, 0, false },
	{ PROG_LWT_XMIT, 0, false },
	{ PROG_SOCK_OPS, 3, false },
	{ PROG_SK_SKB, 4, false },
	{ PROG_SK_SKB, 5, false },
	{ PROG_SK_SKB, 38, false },
	{ PROG_CGROUP_DEVICE, 6, false },
	{ PROG_SK_MSG, 7, false },
	{ PROG_RAW_TRACEPOINT, 0, false },
	{ PROG_CGROUP_SOCK_ADDR, 8, false },  /* bind */
	{ PROG_CGROUP_SOCK_ADDR, 9, false },
	{ PROG_CGROUP_SOCK_ADDR, 10, false }, /* connect */
	{ PROG_CGROUP_SOCK_ADDR, 11, false },
	{ PROG_CGROUP_SOCK_ADDR, 49, false },
	{ PROG_CGROUP_SOCK_ADDR, 14, false }, /* sendmsg */
	{ PROG_CGROUP_SOCK_ADDR, 15, false },
	{ PROG_CGROUP_SOCK_ADDR, 50, false },
	{ PROG_CGROUP_SOCK_ADDR, 19, false }, /* recvmsg */
	{ PROG_CGROUP_SOCK_ADDR, 20, false },
	{ PROG_CGROUP_SOCK_ADDR, 51, false },
	{ PROG_CGROUP_SOCK_ADDR, 29, false }, /* getpeername */
	{ PROG_CGROUP_SOCK_ADDR, 30, false },
	{ PROG_CGROUP_SOCK_ADDR, 52, false },
	{ PROG_CGROUP_SOCK_ADDR, 31, false }, /* getsockname */
	{ PROG_CGROUP_SOCK_ADDR, 32, false },
	{ PROG_CGROUP_SOCK_ADDR, 53, false },
	{ PROG_LWT_SEG6LOCAL, 0, false },
	{ PROG_SK_REUSEPORT, 39, false },
	{ PROG_SK_REUSEPORT, 40, false },
	{ PROG_FLOW_DISSECTOR, 17, false },
	{ PROG_CGROUP_SYSCTL, 18, false },
	{ PROG_RAW_TRACEPOINT_WRITABLE, 0, false },
	{ PROG_CGROUP_SOCKOPT, 21, false },
	{ PROG_CGROUP_SOCKOPT, 22, false },
	{ PROG_SK_LOOKUP, 36, false },
	{ PROG_SYSCALL, 0, true },
	{ PROG_NETFILTER, 45, false },
};
const size_t n_probe_targets = sizeof(probe_targets) / sizeof(*probe_targets);

_Static_assert(sizeof(probe_targets) / sizeof(*probe_targets) <= 64, "struct helper_record");

static enum helper_answer classify(int err, const char *log)
{
	if (err == 0)
		return ANSWER_YES;
	if (strstr(log, "cannot use helper") || strstr(log, "invalid func") ||
	    strstr(log, "unknown func") || strstr(log, "not supported for program type"))
		return ANSWER_NO;
	if (strstr(log, "GPL-restricted"))
		return ANSWER_GPL;
	if (strstr(log, "might sleep"))
		return ANSWER_SLEEPS;
	return strstr(log, "call bpf_") ? ANSWER_YES : ANSWER_NONE; /* its arguments are wrong */
}

/* The program is the call alone: everything but being allowed is judged after that. */
enum helper_answer probe_helper(const struct probe_target *target, uint32_t helper, bool trusted,
				const char *license)
{
	struct insn insns[2] = { 0 };
	uint32_t slots[2] = { 0, 1 };
	struct image image = { .insns = insns, .n_insns = 2, .slot = slots, .n_slots = 2,
			       .prog_type = target->prog_type, .attach_type = target->attach_type,
			       .license = license };
	struct kernel_prog prog;
	int err;

	insns[0].id = INSN_CALL_HELPER;
	insns[0].imm = helper;
	insns[1].id = INSN_EXIT;
	err = kernel_load_flags(&image, trusted, target->sleepable ? KERNEL_SLEEPABLE : 0, &prog);
	kernel_unload(&prog);
	return classify(err, prog.log);
}

static void probe_target(struct helper_record *record, size_t i)
{
	const struct probe_target *target = &probe_targets[i];

	for (uint32_t helper = 1; helper <= HIGHEST; helper++) {
		enum helper_answer answer = probe_helper(target, helper, true, "GPL");
		enum helper_answer proprietary;

		record->asked[i] |= answer != ANSWER_NONE;
		if (answer == ANSWER_SLEEPS)
			bits_set(&record->sleeps, helper);
		if (answer != ANSWER_YES && answer != ANSWER_SLEEPS)
			continue;
		bits_set(&record->allow[i], helper);
		if (probe_helper(target, helper, false, "GPL") == ANSWER_NO)
			bits_set(&record->perfmon, helper);
		proprietary = probe_helper(target, helper, true, "Proprietary");
		if (proprietary == ANSWER_GPL)
			bits_set(&record->gpl, helper);
	}
}

void probe_all(struct helper_record *record)
{
	memset(record, 0, sizeof(*record));
	for (size_t i = 0; i < n_probe_targets; i++)
		probe_target(record, i);
}

/* --- the file --- */

static void write_bits(const struct helper_set_bits *bits, FILE *out)
{
	for (uint32_t first = 0; first < 256; first++) {
		uint32_t last = first;

		if (!bits_get(bits, first))
			continue;
		while (last + 1 < 256 && bits_get(bits, last + 1))
			last++;
		fprintf(out, last > first ? " %u-%u" : " %u", first, last);
		first = last;
	}
	fputc('\n', out);
}

void record_write(const struct helper_record *record, FILE *out)
{
	fputs("# Helpers that Linux 6.18 lets programs call.\n"
	      "# allow PROGRAM-TYPE ATTACH-TYPE SLEEPABLE: helpers\n"
	      "# Written by build/tests/test_helper_table --record.\n",
	      out);
	for (size_t i = 0; i < n_probe_targets; i++) {
		const struct probe_target *t = &probe_targets[i];

		if (!record->asked[i])
			continue;
		fprintf(out, "allow %s %u %d:", prog_type_by_number(t->prog_type)->name,
			t->attach_type, t->sleepable);
		write_bits(&record->allow[i], out);
	}
	fputs("# only with CAP_PERFMON, where programs without it load at all\nperfmon:", out);
	write_bits(&record->perfmon, out);
	fputs("gpl:", out);
	write_bits(&record->gpl, out);
	fputs("# only in sleepable programs\nsleeps:", out);
	write_bits(&record->sleeps, out);
}

static int read_bits(struct helper_set_bits *bits, const char *text)
{
	unsigned first, last;
	int n;

	while (sscanf(text, "%u%n", &first, &n) == 1) {
		text += n;
		last = first;
		if (*text == '-' && sscanf(text, "-%u%n", &last, &n) == 1)
			text += n;
		for (; first <= last && first < 256; first++)
			bits_set(bits, first);
	}
	return text[strspn(text, " \n")] ? -EINVAL : 0;
}

static struct helper_set_bits *line_bits(struct helper_record *record, const char *line)
{
	unsigned attach, sleepable;
	char type[32];

	if (!strncmp(line, "perfmon:", 8))
		return &record->perfmon;
	if (!strncmp(line, "gpl:", 4))
		return &record->gpl;
	if (!strncmp(line, "sleeps:", 7))
		return &record->sleeps;
	if (sscanf(line, "allow %31s %u %u:", type, &attach, &sleepable) != 3)
		return NULL;
	for (size_t i = 0; i < n_probe_targets; i++) {
		const struct probe_target *t = &probe_targets[i];

		if (t->attach_type == attach && t->sleepable == sleepable &&
		    !strcmp(prog_type_by_number(t->prog_type)->name, type)) {
			record->asked[i] = true;
			return &record->allow[i];
		}
	}
	return NULL;
}

int record_read(struct helper_record *record, FILE *in)
{
	char line[1024];

	memset(record, 0, sizeof(*record));
	while (fgets(line, sizeof(line), in)) {
		struct helper_set_bits *bits;

		if (*line == '#')
			continue;
		bits = line_bits(record, line);
		if (!bits || read_bits(bits, strchr(line, ':') + 1))
			return -EINVAL;
	}
	return 0;
}
