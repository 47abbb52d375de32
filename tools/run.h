/* skep run: what its parts share. */
#ifndef SKEP_TOOLS_RUN_H
#define SKEP_TOOLS_RUN_H

#include "tools/capture.h"
#include "tools/cli.h"

enum {
	BATCH = 64,             /* packets an entry */
	ROOM = 256,             /* zeroed bytes before and after a packet, as XDP drivers leave */
	BUFFER = 2 << 20,       /* packets of a batch */
	MAX_PACKET = 256 << 10, /* libpcap's limit, and that of --data-hex */
	N_VERDICTS = 8,         /* named results of a program type */
	MAX_SHOWN_TOP = 10,
	MAX_CONTEXT = 65535,    /* of --ctx: Linux's limit of a syscall program's arguments */
};

struct run_cmd {
	struct cli cli;
	const char *prog, *pcap, *pcap_out, *engine, *data_hex, *pin, *record_type, *ctx, *ctx_hex;
	bool verdicts, maps;
	uint64_t repeat, budget, level;
	struct list fill, top;
};

/** struct prog_kind - a program type that the command can feed with packets */
struct prog_kind {
	const char *type;                    /* as skep_prog_type_name */
	size_t ctx_size;
	bool is_xdp;                         /* else a struct skep_skb */
	const char *verdicts[N_VERDICTS];    /* names of results 0, 1, ... */
	uint32_t passes;                     /* bit N: a packet with result N goes to --pcap-out */
	bool any_passes;                     /* every result but 0 does */
	const char *other;                   /* results without a name */
};

/** struct context - what --ctx or --ctx-hex gave, and what the last run left */
struct context {
	size_t size;
	uint32_t result;
	uint8_t bytes[MAX_CONTEXT] __attribute__((aligned(8)));
	uint8_t after[MAX_CONTEXT] __attribute__((aligned(8)));
};

/** struct tally - what a run counted */
struct tally {
	struct context *context; /* NULL: packets */
	uint64_t packets, bytes, written;
	uint64_t verdict_packets[N_VERDICTS + 1], verdict_bytes[N_VERDICTS + 1];
	uint64_t ns;        /* inside the program */
	json_t *verdicts;   /* of each packet, where asked for */
};

/* interp, checked, jit; NULL: the default.  Return: -1 where there is no such engine. */
int engine_by_name(const char *name, enum skep_engine *out);
int engine_set(struct skep_prog *prog, const char *name, struct skep_error *error);

/* The row of a program's type, or NULL. */
const struct prog_kind *prog_kind(const struct skep_prog *prog);
/* Index of a result in verdicts[]; N_VERDICTS where it has no name. */
unsigned verdict_index(const struct prog_kind *kind, uint32_t result);
const char *verdict_name(const struct prog_kind *kind, unsigned index);

/* run_packets.c: the capture or the bytes through the program; results in @tally. */
int run_packets(const struct run_cmd *cmd, struct skep_prog *prog, struct tally *tally,
		struct skep_error *error);

/* Say why a run failed; @n: which packet or run. */
int run_failed(const struct skep_prog *prog, unsigned long long n, int err,
	       struct skep_error *error);
/* Digits in pairs, blanks and colons between them allowed; at most @max bytes. */
int parse_hex(const char *text, uint8_t *data, size_t max, size_t *size);

/* run_ctx.c: the context that the options give through the program. */
int run_context(const struct run_cmd *cmd, struct skep_prog *prog, struct tally *tally,
		struct skep_error *error);

/* run_report.c: what is shown after a run; Return: exit code. */
int run_report(const struct run_cmd *cmd, struct skep_obj *obj, struct skep_prog *prog,
	       const struct tally *tally);

#endif
