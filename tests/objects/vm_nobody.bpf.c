/* A helper that can be verified, but has no body here: it needs a remote control. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

SEC("lirc_mode2")
int repeat(unsigned int *sample)
{
	bpf_rc_repeat(sample);
	return 0;
}

char LICENSE[] SEC("license") = "GPL";
