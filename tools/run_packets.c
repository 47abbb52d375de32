/*
 * Packets through a program: batches of a capture, or one packet of --data-hex.
 * Each packet stands in its own zeroed room; only the time inside the library
 * is counted.  What a signal or an error cuts short leaves no output file.
 */
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/diag.h"
#include "tools/progress.h"
#include "tools/run.h"
#include "tools/signals.h"

/* A batch while it is filled, run and emptied. */
struct batch {
	const struct run_cmd *cmd;
	struct skep_prog *prog;
	const struct prog_kind *kind;
	struct tally *tally;
	struct capture_out *out; /* NULL: no --pcap-out */
	uint8_t *buffer;
	size_t used;
	int n;
	union {
		struct skep_xdp xdp[BATCH];
		struct skep_skb skb[BATCH];
	} ctx;
	struct pcap_pkthdr headers[BATCH];
	uint32_t results[BATCH];
};

#define TC_KIND                                                                                    \
	sizeof(struct skep_skb), false,                                                            \
		{ "TC_ACT_OK", "TC_ACT_RECLASSIFY", "TC_ACT_SHOT", "TC_ACT_PIPE", "TC_ACT_STOLEN", \
		  "TC_ACT_QUEUED", "TC_ACT_REPEAT", "TC_ACT_REDIRECT" },                           \
		1 << 0 | 1 << 1 | 1 << 3, false, "other"

static const struct prog_kind kinds[] = {
	{ "xdp",
	  sizeof(struct skep_xdp),
	  true,
	  { "XDP_ABORTED", "XDP_DROP", "XDP_PASS", "XDP_TX", "XDP_REDIRECT" },
	  1 << 2 | 1 << 3,
	  false,
	  "invalid" },
	{ "sched_cls", TC_KIND },
	{ "sched_act", TC_KIND },
	{ "socket_filter", sizeof(struct skep_skb), false, { "dropped" }, 0, true, "accepted" },
	{ "cgroup_skb",
	  sizeof(struct skep_skb),
	  false,
	  { "dropped", "passed", "dropped, congested", "passed, congested" },
	  1 << 1 | 1 << 3,
	  false,
	  "other" },
};

const struct prog_kind *prog_kind(const struct skep_prog *prog)
{
	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++)
		if (!strcmp(kinds[i].type, skep_prog_type_name(prog)))
			return &kinds[i];
	return NULL;
}

unsigned verdict_index(const struct prog_kind *kind, uint32_t result)
{
	return result < N_VERDICTS && kind->verdicts[result] ? result : N_VERDICTS;
}

const char *verdict_name(const struct prog_kind *kind, unsigned index)
{
	return index < N_VERDICTS ? kind->verdicts[index] : kind->other;
}

/* ---- filling ---- */

static bool batch_has_room(const struct batch *batch, size_t size)
{
	return batch->n < BATCH && batch->used + size + 2 * ROOM + 64 <= BUFFER;
}

static void init_skb(struct skep_skb *skb, uint8_t *data, size_t size)
{
	skep_skb_init(skb, data, size);
	if (size >= 14)
		memcpy(&skb->protocol, data + 12, 2); /* network order, as __sk_buff has it */
}

static void batch_add(struct batch *batch, const struct pcap_pkthdr *header, const uint8_t *data)
{
	uint8_t *head = batch->buffer + batch->used, *packet = head + ROOM;
	size_t size = header->caplen;

	memset(head, 0, ROOM);
	memcpy(packet, data, size);
	memset(packet + size, 0, ROOM);
	if (batch->kind->is_xdp) {
		skep_xdp_init(&batch->ctx.xdp[batch->n], packet, size);
		batch->ctx.xdp[batch->n].head = head;
		batch->ctx.xdp[batch->n].tail = packet + size + ROOM;
	} else {
		init_skb(&batch->ctx.skb[batch->n], packet, size);
	}
	batch->headers[batch->n++] = *header;
	batch->used += (size + 2 * ROOM + 63) & ~(size_t)63;
}

/* ---- emptying ---- */

static int write_packet(struct batch *batch, int i, struct skep_error *error)
{
	const uint8_t *data = batch->kind->is_xdp ? batch->ctx.xdp[i].data : batch->ctx.skb[i].data;
	const uint8_t *end = batch->kind->is_xdp ? batch->ctx.xdp[i].data_end :
						   batch->ctx.skb[i].data_end;
	struct pcap_pkthdr header = batch->headers[i];
	uint32_t result = batch->results[i], missing = header.len - header.caplen;

	if (batch->kind->any_passes ? !result
				    : result >= 32 || !(batch->kind->passes >> result & 1))
		return 0;
	header.caplen = (bpf_u_int32)(end - data);
	header.len =
		header.caplen + (batch->headers[i].len > batch->headers[i].caplen ? missing : 0);
	return capture_out_write(batch->out, &header, data, error);
}

static void show_verdict(const struct batch *batch, uint64_t number, uint32_t result)
{
	unsigned index = verdict_index(batch->kind, result);

	if (!batch->cmd->cli.json && index < N_VERDICTS)
		printf("%" PRIu64 " %s\n", number, verdict_name(batch->kind, index));
	else if (!batch->cmd->cli.json)
		printf("%" PRIu64 " %s(%" PRIu32 ")\n", number, batch->kind->other, result);
	else
		json_array_append_new(batch->tally->verdicts, json_integer(result));
}

static int take_results(struct batch *batch, int n, struct skep_error *error)
{
	struct tally *tally = batch->tally;
	int err = 0;

	for (int i = 0; i < n && !err; i++) {
		unsigned index = verdict_index(batch->kind, batch->results[i]);

		tally->packets++;
		tally->bytes += batch->headers[i].caplen;
		tally->verdict_packets[index]++;
		tally->verdict_bytes[index] += batch->headers[i].caplen;
		if (batch->cmd->verdicts)
			show_verdict(batch, tally->packets, batch->results[i]);
		if (batch->out)
			err = write_packet(batch, i, error);
	}
	return err;
}

int run_failed(const struct skep_prog *prog, unsigned long long n, int err,
	       struct skep_error *error)
{
	if (err == -ETIMEDOUT)
		error_set(error, RUN_BUDGET, n);
	else
		error_set(error, RUN_FAULT, n,
			  err == -EFAULT ? "the engine found a fault" : strerror(-err));
	error->err = err;
	if (err == -EAGAIN || err == -ENOSPC || err == -EIO)
		error->error_class = SKEP_CLASS_SYSTEM;
	snprintf(error->prog, sizeof(error->prog), "%s", skep_prog_name(prog));
	return err;
}

/*
 * A batch that stops early does not say why: the packet that it stopped at is
 * run once more, alone, for the answer.
 */
static int batch_flush(struct batch *batch, struct skep_error *error)
{
	uint8_t *ctxs = (uint8_t *)&batch->ctx;
	uint64_t start = clock_ns();
	int done =
		skep_run_batch(batch->prog, ctxs, batch->kind->ctx_size, batch->n, batch->results);
	int n = done < 0 ? 0 : done, err = done < 0 ? done : 0;

	batch->tally->ns += clock_ns() - start;
	if (n < batch->n && !err)
		err = skep_run(batch->prog, ctxs + (size_t)n * batch->kind->ctx_size,
			       &batch->results[n]);
	if (take_results(batch, n, error))
		return error->err;
	if (err)
		return run_failed(batch->prog, batch->tally->packets + 1, err, error);
	batch->n = 0;
	batch->used = 0;
	return 0;
}

static int interrupted(struct skep_error *error)
{
	return signals_caught() ? error_set(error, INTERRUPTED, signals_caught()) : 0;
}

/* ---- where packets come from ---- */

static int run_capture_once(struct batch *batch, struct capture *capture,
			    struct progress *progress, uint64_t round, struct skep_error *error)
{
	struct pcap_pkthdr *header;
	const uint8_t *data;
	int got, err = 0;

	while (!err && (got = capture_next(capture, &header, &data, error)) > 0) {
		if (header->caplen > MAX_PACKET)
			return error_set(error, BAD_CAPTURE, "a packet is larger than 256 KiB");
		if (!batch_has_room(batch, header->caplen)) {
			err = batch_flush(batch, error);
			progress_show(progress, batch->tally->packets, round, batch->cmd->repeat);
			err = err ? err : interrupted(error);
		}
		if (!err)
			batch_add(batch, header, data);
	}
	if (err || got < 0)
		return err ? err : got;
	return batch->n ? batch_flush(batch, error) : 0;
}

static void warn_link_type(const struct capture *capture)
{
	int type = pcap_datalink(capture->pcap);
	const char *name = pcap_datalink_val_to_name(type);

	if (type != DLT_EN10MB)
		fprintf(stderr,
			"warning: %s holds %s packets; programs for packets expect Ethernet\n",
			capture->path, name ? name : "unknown");
}

static int run_capture(struct batch *batch, struct capture_out *out, struct skep_error *error)
{
	const struct run_cmd *cmd = batch->cmd;
	struct capture capture = { 0 };
	struct progress progress;
	int err = 0;

	progress_start(&progress);
	for (uint64_t round = 0; round < cmd->repeat && !err; round++) {
		err = capture_open(&capture, cmd->pcap, error);
		if (!err && !round)
			warn_link_type(&capture);
		if (!err && !round && cmd->pcap_out) {
			err = capture_out_open(out, cmd->pcap_out, &capture, error);
			batch->out = err ? NULL : out;
		}
		if (!err)
			err = run_capture_once(batch, &capture, &progress, round, error);
		capture_close(&capture);
		err = err ? err : interrupted(error);
	}
	progress_end(&progress);
	return err;
}

static int hex_nibble(char c)
{
	const char *digits = "0123456789abcdef", *at = c ? strchr(digits, c | 0x20) : NULL;

	return at ? (int)(at - digits) : -1;
}

int parse_hex(const char *text, uint8_t *data, size_t max, size_t *size)
{
	for (*size = 0; *text; text++) {
		if (*text == ' ' || *text == ':')
			continue;
		if (hex_nibble(text[0]) < 0 || hex_nibble(text[1]) < 0 || *size == max)
			return -EINVAL;
		data[(*size)++] = (uint8_t)(hex_nibble(text[0]) << 4 | hex_nibble(text[1]));
		text++;
	}
	return 0;
}

static int run_hex(struct batch *batch, struct skep_error *error)
{
	uint8_t *data = malloc(MAX_PACKET);
	struct pcap_pkthdr header = { 0 };
	size_t size;
	int err = 0;

	if (!data)
		return error_set(error, NO_MEMORY, "packet");
	if (parse_hex(batch->cmd->data_hex, data, MAX_PACKET, &size))
		err = error_set(error, BAD_ENTRY, "--data-hex: pairs of hex digits are expected");
	header.caplen = header.len = err ? 0 : (bpf_u_int32)size;
	for (uint64_t round = 0; round < batch->cmd->repeat && !err; round++) {
		if (!batch_has_room(batch, size)) {
			err = batch_flush(batch, error);
			err = err ? err : interrupted(error);
		}
		if (!err)
			batch_add(batch, &header, data);
	}
	if (!err && batch->n)
		err = batch_flush(batch, error);
	free(data);
	return err;
}

int run_packets(const struct run_cmd *cmd, struct skep_prog *prog, struct tally *tally,
		struct skep_error *error)
{
	struct batch *batch = calloc(1, sizeof(*batch));
	struct capture_out out = { 0 };
	int err;

	if (!batch || !(batch->buffer = malloc(BUFFER))) {
		free(batch);
		return error_set(error, NO_MEMORY, "packets");
	}
	batch->cmd = cmd;
	batch->prog = prog;
	batch->kind = prog_kind(prog);
	batch->tally = tally;
	signals_catch();
	err = cmd->pcap ? run_capture(batch, &out, error) : run_hex(batch, error);
	tally->written = out.n;
	if (!err && batch->out)
		err = capture_out_commit(&out, error);
	else
		capture_out_abort(&out);
	free(batch->buffer);
	free(batch);
	return err;
}
