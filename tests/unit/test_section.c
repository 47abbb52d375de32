/* Section names and the program types that libbpf gives them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "core/table.h"

static void section_names(void **state)
{
	static const struct {
		const char *name;
		int prog_type, attach_type; /* -1: unknown */
	} rows[] = {
		{ "xdp", PROG_XDP, 37 },
		{ "xdp/entry", PROG_XDP, 37 },
		{ "?xdp", PROG_XDP, 37 },
		{ "xdp/devmap", PROG_XDP, 33 },
		{ "xdp/cpumap", PROG_XDP, 35 },
		{ "xdp.frags", PROG_XDP, 37 },
		{ "xdp.frags/cpumap", PROG_XDP, 35 },
		{ "xdpx", -1, 0 },
		{ "xd", -1, 0 },
		{ "", -1, 0 },
		{ "?", -1, 0 },
		{ "tc", PROG_SCHED_CLS, 0 },
		{ "tc/ingress", PROG_SCHED_CLS, 46 },
		{ "tcx/egress", PROG_SCHED_CLS, 47 },
		{ "classifier", PROG_SCHED_CLS, 0 },
		{ "action", PROG_SCHED_ACT, 0 },
		{ "socket", PROG_SOCKET_FILTER, 0 },
		{ "socket_filter/x", PROG_SOCKET_FILTER, 0 },
		{ "lirc_mode2", PROG_LIRC_MODE2, 16 },
		{ "lirc_mode2/grundig", PROG_LIRC_MODE2, 16 },
		{ "kprobe/vfs_read", PROG_KPROBE, 0 },
		{ "kprobe.multi/tcp_*", PROG_KPROBE, 42 },
		{ "kprobe.session", PROG_KPROBE, 56 },
		{ "uretprobe.s//bin/sh:main", PROG_KPROBE, 0 },
		{ "uprobe.multi.s/x", PROG_KPROBE, 48 },
		{ "tracepoint/sched/sched_switch", PROG_TRACEPOINT, 0 },
		{ "tp/sched/sched_switch", PROG_TRACEPOINT, 0 },
		{ "raw_tp.w/x", PROG_RAW_TRACEPOINT_WRITABLE, 0 },
		{ "raw_tracepoint/x", PROG_RAW_TRACEPOINT, 0 },
		{ "tp_btf/x", PROG_TRACING, 23 },
		{ "fentry/x", PROG_TRACING, 24 },
		{ "fexit.s/x", PROG_TRACING, 25 },
		{ "fmod_ret/x", PROG_TRACING, 26 },
		{ "iter/task", PROG_TRACING, 28 },
		{ "lsm/file_open", PROG_LSM, 27 },
		{ "lsm_cgroup/x", PROG_LSM, 43 },
		{ "freplace/x", PROG_EXT, 0 },
		{ "struct_ops.s/init", PROG_STRUCT_OPS, 0 },
		{ "syscall", PROG_SYSCALL, 0 },
		{ "perf_event", PROG_PERF_EVENT, 0 },
		{ "sk_lookup", PROG_SK_LOOKUP, 36 },
		{ "sk_lookup/x", -1, 0 },
		{ "cgroup_skb/ingress", PROG_CGROUP_SKB, 0 },
		{ "cgroup_skb/egress", PROG_CGROUP_SKB, 1 },
		{ "cgroup/skb", PROG_CGROUP_SKB, 0 },
		{ "cgroup/connect4", PROG_CGROUP_SOCK_ADDR, 10 },
		{ "cgroup/getsockname_unix", PROG_CGROUP_SOCK_ADDR, 53 },
		{ "netfilter", PROG_NETFILTER, 45 },
		{ "cgroup", -1, 0 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		const struct section_info *info = section_find(rows[i].name);

		if ((rows[i].prog_type < 0) != !info)
			fail_msg("%s", rows[i].name);
		if (!info)
			continue;
		assert_int_equal(info->prog_type, rows[i].prog_type);
		assert_int_equal(info->attach_type, rows[i].attach_type);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(section_names),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
