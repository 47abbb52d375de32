/*
 * skep filter: a libpcap expression as a verified program on the packets of a
 * capture.  What matches is written by the rules of capture.h: all of it under
 * its name, or nothing.
 */
#include "tools/filter.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/diag.h"
#include "tools/progress.h"
#include "tools/run.h"
#include "tools/signals.h"

#define AT(member) offsetof(struct filter_cmd, member)
static const struct option options[] = {
	{ "read", "IN", "-r: packets from a capture; - is standard input", OPTION_STRING,
	  AT(read) },
	{ "write", "OUT", "-w: write the packets that match; - is standard output", OPTION_STRING,
	  AT(write) },
	{ "file", "FILE", "-f: the expression from a file, # starts a comment", OPTION_STRING,
	  AT(file) },
	{ "bytecode", "FILE", "classic BPF instead: as tcpdump -dd or -ddd prints it, or xt_bpf's",
	  OPTION_STRING, AT(bytecode) },
	{ "count", NULL, "print how many match, nothing else", OPTION_FLAG, AT(count) },
	{ "stats", NULL, "packets, bytes, speed, size of the program", OPTION_FLAG, AT(stats) },
	{ "dump", NULL, "-d: the classic program for people", OPTION_FLAG, AT(dump) },
	{ "dump-c", NULL, "-dd: the classic program as a C array", OPTION_FLAG, AT(dump_c) },
	{ "dump-decimal", NULL, "-ddd: the classic program as numbers", OPTION_FLAG,
	  AT(dump_decimal) },
	{ "ebpf", NULL, "under each classic instruction the eBPF that it becomes", OPTION_FLAG,
	  AT(ebpf) },
	{ "linktype", "L", "compile for this link type (else that of IN, else EN10MB)",
	  OPTION_STRING, AT(linktype) },
	{ "no-optimize", NULL, "-O: without libpcap's optimiser", OPTION_FLAG, AT(no_optimize) },
	{ "engine", "E", "jit (default), interp, checked", OPTION_STRING, AT(engine) },
	{ 0 },
};

static const struct usage usage = {
	.name = "filter",
	.args = "EXPR...",
	.text = "Compiles a libpcap expression for the link type of a capture, translates it to "
		"eBPF,\n"
		"verifies it and runs it on each packet.  The verdicts are those of tcpdump.  "
		"Dumps need\n"
		"no capture.  The short options are tcpdump's.",
	.examples = "  skep filter tcp port 80 -r in.pcap -w web.pcap\n"
		    "  skep filter 'vlan and ip[8] < 5' -r in.pcap --count\n"
		    "  skep filter -f noise.txt -r in.pcapng --stats\n"
		    "  skep filter 'udp port 53' --ebpf --linktype LINUX_SLL2\n"
		    "  tcpdump -ddd icmp | skep filter --bytecode - -r in.pcap\n",
	.options = options,
	.min_args = 0,
	.max_args = 10000,
};

/* tcpdump's letters, which stand for options of ours. */
static char *long_name(char *arg)
{
	static const char *const names[][2] = {
		{ "-r", "--read" },	{ "-w", "--write" },	    { "-f", "--file" },
		{ "-F", "--file" },	{ "-d", "--dump" },	    { "-dd", "--dump-c" },
		{ "-ddd", "--dump-decimal" }, { "-O", "--no-optimize" },
	};

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (!strcmp(arg, names[i][0]))
			return (char *)names[i][1];
	return arg;
}

static bool takes_value(const char *arg)
{
	for (const struct option *o = options; o->name; o++)
		if (o->arg && !strncmp(arg, "--", 2) && !strcmp(arg + 2, o->name))
			return true;
	return false;
}

/* Parse with the letters replaced; what follows "--", or is an option's value, stays. */
static int parse(struct filter_cmd *cmd, int argc, char **argv)
{
	char **args = calloc((size_t)argc + 1, sizeof(*args));
	bool value = false, words = false;
	int code;

	if (!args)
		return TOOL_SYSTEM;
	for (int i = 0; i < argc; i++) {
		args[i] = value || words ? argv[i] : long_name(argv[i]);
		words |= !value && !strcmp(args[i], "--");
		value = !value && !words && takes_value(args[i]);
	}
	code = cli_parse(&cmd->cli, &usage, argc, args);
	free(args);
	return code;
}

static int check_options(const struct filter_cmd *cmd)
{
	int sources = (cmd->cli.args.n > 0) + (cmd->file != NULL) + (cmd->bytecode != NULL);
	enum skep_engine engine;

	if (sources != 1)
		return cli_usage_error(&cmd->cli, "give an expression, --file or --bytecode%s",
				       sources ? ", one of them" : "");
	if (!cmd->read && !filter_dumps(cmd))
		return cli_usage_error(&cmd->cli, "give a capture, --read IN, or ask for a dump");
	if (filter_dumps(cmd) && (cmd->write || cmd->count || cmd->stats))
		return cli_usage_error(&cmd->cli, "a dump runs nothing: --write, --count and "
				       "--stats do not go with it");
	if (cmd->count && cmd->stats)
		return cli_usage_error(&cmd->cli, "--count or --stats, not both");
	if (cmd->write && !strcmp(cmd->write, "-") && (cmd->count || cmd->stats || cmd->cli.json))
		return cli_usage_error(&cmd->cli, "standard output gets the packets already");
	if (engine_by_name(cmd->engine, &engine))
		return cli_usage_error(&cmd->cli, "there is no engine %s: interp, checked, jit",
				       cmd->engine);
	return -1;
}

/* --- packets --- */

struct stream {
	const struct filter_cmd *cmd;
	struct skep_prog *prog;
	struct matches *matches;
	struct capture_out out;
	uint8_t *buffer; /* the batch's packets, one after the other */
	size_t used;
	int n;
	struct skep_skb skbs[BATCH];
	struct pcap_pkthdr headers[BATCH];
	uint32_t results[BATCH];
};

static void add_packet(struct stream *s, int dlt, const struct pcap_pkthdr *header,
		       const uint8_t *data)
{
	struct skep_skb *skb = &s->skbs[s->n];
	uint8_t *packet = s->buffer + s->used;

	memcpy(packet, data, header->caplen);
	skep_skb_init(skb, packet, header->caplen);
	skb->len = skb->wire_len = header->len;
	if (dlt != DLT_EN10MB)
		skb->network_offset = 0;
	else if (header->caplen >= 14)
		memcpy(&skb->protocol, packet + 12, 2);
	s->headers[s->n++] = *header;
	s->used += header->caplen;
}

static int filter_failed(const struct stream *s, int err, struct skep_error *error)
{
	error_set(error, RUN_FAULT, (unsigned long long)s->matches->packets + 1,
		  err == -EFAULT ? "the engine found a fault" : strerror(-err));
	error->err = err;
	if (err != -EFAULT)
		error->error_class = SKEP_CLASS_SYSTEM;
	return err;
}

static int take_result(struct stream *s, int i, struct skep_error *error)
{
	struct matches *m = s->matches;

	m->packets++;
	m->bytes += s->headers[i].caplen;
	if (!s->results[i])
		return 0;
	m->matched++;
	m->matched_bytes += s->headers[i].caplen;
	return s->cmd->write ? capture_out_write(&s->out, &s->headers[i], s->skbs[i].data, error) :
			       0;
}

static int flush_batch(struct stream *s, struct skep_error *error)
{
	uint64_t start = clock_ns();
	int done = s->n ? skep_run_batch(s->prog, s->skbs, sizeof(*s->skbs), s->n, s->results) : 0;
	int err = 0;

	s->matches->ns += clock_ns() - start;
	for (int i = 0; i < done && !err; i++)
		err = take_result(s, i, error);
	if (!err && done < s->n) /* the checked engine stopped; it says why by itself */
		err = filter_failed(s, done < 0 ? done : -EFAULT, error);
	s->n = 0;
	s->used = 0;
	return err;
}

static int interrupted(struct skep_error *error)
{
	return signals_caught() ? error_set(error, INTERRUPTED, signals_caught()) : 0;
}

static int run_stream(struct stream *s, struct capture *capture, struct skep_error *error)
{
	int dlt = pcap_datalink(capture->pcap), got, err = 0;
	struct pcap_pkthdr *header;
	struct progress progress;
	const uint8_t *data;

	progress_start(&progress);
	while (!err && (got = capture_next(capture, &header, &data, error)) > 0) {
		if (header->caplen > BUFFER)
			err = error_set(error, BAD_CAPTURE, "a packet is larger than 2 MiB");
		else if (s->n == BATCH || s->used + header->caplen > BUFFER)
			err = flush_batch(s, error);
		progress_show(&progress, s->matches->packets, 0, 1);
		err = err ? err : interrupted(error);
		if (!err)
			add_packet(s, dlt, header, data);
	}
	progress_end(&progress);
	if (!err && got < 0) /* a signal may have cut the read short */
		err = signals_caught() ? interrupted(error) : got;
	if (!err)
		err = flush_batch(s, error);
	return err ? err : interrupted(error);
}

static int filter_packets(struct stream *s, struct capture *capture, struct skep_error *error)
{
	int err = 0;

	signals_catch();
	s->buffer = malloc(BUFFER);
	if (!s->buffer)
		err = error_set(error, NO_MEMORY, "packets");
	if (!err && s->cmd->write)
		err = capture_out_open(&s->out, s->cmd->write, capture, error);
	if (!err)
		err = run_stream(s, capture, error);
	s->matches->written = s->out.n;
	if (!err && s->cmd->write)
		err = capture_out_commit(&s->out, error);
	else
		capture_out_abort(&s->out);
	free(s->buffer);
	return err;
}

/* --- the command --- */

static int run_filter(const struct filter_cmd *cmd, struct capture *capture,
		      const struct filter *filter)
{
	struct stream *s = calloc(1, sizeof(*s));
	struct skep_error error = { 0 };
	struct matches matches = { 0 };
	int code;

	if (!s)
		return TOOL_SYSTEM;
	*s = (struct stream){ .cmd = cmd, .prog = filter->prog, .matches = &matches };
	code = engine_set(filter->prog, cmd->engine, &error) ||
			       skep_obj_load(filter->obj, &error) ||
			       filter_packets(s, capture, &error) ?
		       cli_fail(&cmd->cli, &error) :
		       filter_report(cmd, filter, &matches);
	free(s);
	return code;
}

static int filter_capture(const struct filter_cmd *cmd, struct skep *vm)
{
	struct capture capture = { 0 };
	struct filter filter = { 0 };
	struct skep_error error;
	int code;

	if (cmd->read && capture_open(&capture, cmd->read, &error))
		return cli_fail(&cmd->cli, &error);
	code = filter_compile(cmd, vm, cmd->read ? &capture : NULL, &filter);
	if (code < 0)
		code = filter_dumps(cmd) ? filter_dump(cmd, &filter) :
					   run_filter(cmd, &capture, &filter);
	filter_free(&filter);
	capture_close(&capture);
	return code;
}

int cmd_filter(int argc, char **argv)
{
	struct filter_cmd cmd = { 0 };
	struct skep_error error;
	struct skep *vm;
	int code = parse(&cmd, argc, argv);

	code = code < 0 ? check_options(&cmd) : code;
	if (code < 0) {
		vm = skep_new(NULL, &error);
		code = vm ? filter_capture(&cmd, vm) : cli_fail(&cmd.cli, &error);
		skep_free(vm);
	}
	cli_free(&cmd.cli);
	return code;
}
