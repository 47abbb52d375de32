/* What the programs of ring.bpf.c and perf.bpf.c tell their applications. */
struct report {
	__u64 size;  /* of the frame */
	__u64 first; /* its first byte */
};
