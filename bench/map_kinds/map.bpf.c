/*
 * Operations on one map, 256 a run; bench/maps.c has the kinds of maps that this is
 * compiled for: TYPE, KEY (bytes), ENTRIES (a power of 2), FLAGS.  A key is made of a
 * number, and numbers come one after the other from a generator whose state is kept.
 */
#include <linux/bpf.h>

#include <bpf/bpf_helpers.h>

enum { OPERATIONS = 256, WORDS = KEY / 4 };

struct key {
	__u32 word[WORDS];
};
struct value {
	__u64 n, sum;
};

struct {
	__uint(type, TYPE);
	__uint(max_entries, 2 * ENTRIES);
	__uint(map_flags, FLAGS);
	__type(key, struct key);
	__type(value, struct value);
} map SEC(".maps");

__u64 state;

static __always_inline __u32 next(__u64 *s)
{
	*s = *s * 6364136223846793005u + 1442695040888963407u;
	return (__u32)(*s >> 33) & (ENTRIES - 1);
}

/* The first word alone tells keys apart; a trie's is the length of all of the others. */
static __always_inline void make_key(struct key *key, __u32 n)
{
	for (int i = 0; i < WORDS; i++)
		key->word[i] = n;
	if (TYPE == BPF_MAP_TYPE_LPM_TRIE) {
		key->word[0] = KEY * 8 - 32;
		key->word[1] = n * 2654435761u;
	}
}

/* Of keys that are there. */
SEC("xdp")
int lookup(struct xdp_md *ctx)
{
	__u64 s = state, sum = 0;

	for (int i = 0; i < OPERATIONS; i++) {
		struct value *value;
		struct key key;

		make_key(&key, next(&s));
		value = bpf_map_lookup_elem(&map, &key);
		if (value)
			sum += value->n;
	}
	state = s;
	return (int)sum;
}

/* Of keys that are not there. */
SEC("xdp")
int miss(struct xdp_md *ctx)
{
	__u64 s = state, found = 0;

	for (int i = 0; i < OPERATIONS; i++) {
		struct key key;

		make_key(&key, next(&s) | ENTRIES);
		found += !!bpf_map_lookup_elem(&map, &key);
	}
	state = s;
	return (int)found;
}

/* Of keys that are there. */
SEC("xdp")
int update(struct xdp_md *ctx)
{
	__u64 s = state, failed = 0;

	for (int i = 0; i < OPERATIONS; i++) {
		struct value value = { .sum = s };
		struct key key;

		value.n = next(&s) + 1;
		make_key(&key, (__u32)value.n - 1);
		failed += !!bpf_map_update_elem(&map, &key, &value, BPF_ANY);
	}
	state = s;
	return (int)failed;
}

/* A key goes and comes back: two operations. */
SEC("xdp")
int churn(struct xdp_md *ctx)
{
	__u64 s = state, failed = 0;

	for (int i = 0; i < OPERATIONS / 2; i++) {
		struct value value = { .sum = s };
		struct key key;

		value.n = next(&s) + 1;
		make_key(&key, (__u32)value.n - 1);
		failed += !!bpf_map_delete_elem(&map, &key);
		failed += !!bpf_map_update_elem(&map, &key, &value, BPF_ANY);
	}
	state = s;
	return (int)failed;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
