/*
 * From the words of the command line, a file or bytecode to a program: libpcap
 * compiles for the link type, the library translates.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/diag.h"
#include "tools/filter.h"

enum {
	MAX_TEXT = 1 << 20, /* of an expression or bytecode */
	SNAPSHOT = 262144,  /* what matches keeps, without a capture: as tcpdump */
};

/* The words with blanks between them. */
static char *join(const struct list *args)
{
	size_t size = 1;
	char *text;

	for (int i = 0; i < args->n; i++)
		size += strlen(args->items[i]) + 1;
	text = malloc(size);
	if (!text)
		return NULL;
	*text = '\0';
	for (int i = 0; i < args->n; i++) {
		strcat(text, i ? " " : "");
		strcat(text, args->items[i]);
	}
	return text;
}

/* A whole file and a NUL; "-" is standard input. */
static int read_text(const char *path, char **out, size_t *size, struct skep_error *error)
{
	FILE *file = strcmp(path, "-") ? fopen(path, "re") : stdin;
	int err = 0;

	error_clear(error);
	if (!file)
		return error_set(error, FILE_OPEN, path, strerror(errno));
	*out = malloc(MAX_TEXT + 1);
	if (!*out) {
		err = error_set(error, NO_MEMORY, "filter");
	} else {
		*size = fread(*out, 1, MAX_TEXT + 1, file);
		if (ferror(file))
			err = error_set(error, FILE_IO, path, strerror(errno));
		else if (*size > MAX_TEXT)
			err = error_set(error, BAD_FILTER, "it is larger than 1 MiB");
		else
			(*out)[*size] = '\0';
	}
	if (file != stdin)
		fclose(file);
	if (err) {
		free(*out);
		*out = NULL;
		snprintf(error->file, sizeof(error->file), "%s", path);
	}
	return err;
}

/* As tcpdump -F: what follows a # on its line is a comment, lines are one expression. */
static void strip_comments(char *text)
{
	bool comment = false;

	for (; *text; text++) {
		comment = *text == '#' ? true : *text == '\n' ? false : comment;
		if (comment || *text == '\n')
			*text = ' ';
	}
}

static int read_expression(const struct filter_cmd *cmd, struct filter *filter)
{
	struct skep_error error;
	size_t size;

	if (!cmd->file) {
		filter->expression = join(&cmd->cli.args);
		return filter->expression ? -1 : TOOL_SYSTEM;
	}
	if (read_text(cmd->file, &filter->expression, &size, &error))
		return cli_fail(&cmd->cli, &error);
	strip_comments(filter->expression);
	return -1;
}

/* A name or a number; Return: -1 to go on. */
static int find_link_type(const struct filter_cmd *cmd, const struct capture *capture,
			  struct filter *filter)
{
	char *end;

	filter->dlt = capture ? pcap_datalink(capture->pcap) : DLT_EN10MB;
	if (!cmd->linktype)
		return -1;
	filter->dlt = pcap_datalink_name_to_val(cmd->linktype);
	if (filter->dlt < 0 && *cmd->linktype >= '0' && *cmd->linktype <= '9') {
		filter->dlt = (int)strtol(cmd->linktype, &end, 10);
		if (*end || !pcap_datalink_val_to_name(filter->dlt))
			filter->dlt = -1;
	}
	if (filter->dlt >= 0)
		return -1;
	return cli_usage_error(&cmd->cli, "there is no link type %s; EN10MB, RAW, LINUX_SLL2, ...",
			       cmd->linktype);
}

static int bad_expression(const struct filter_cmd *cmd, const char *why)
{
	struct skep_error error;

	if (!cmd->file)
		return cli_usage_error(&cmd->cli, "filter expression: %s", why);
	error_clear(&error);
	error_set(&error, BAD_FILTER, why);
	snprintf(error.file, sizeof(error.file), "%s", cmd->file);
	return cli_fail(&cmd->cli, &error);
}

static int take_insns(struct filter *filter, const struct bpf_program *prog)
{
	filter->n = prog->bf_len;
	filter->insns = calloc(filter->n + 1, sizeof(*filter->insns));
	if (!filter->insns)
		return TOOL_SYSTEM;
	for (size_t i = 0; i < filter->n; i++) {
		const struct bpf_insn *insn = &prog->bf_insns[i];

		filter->insns[i] =
			(struct sock_filter){ insn->code, insn->jt, insn->jf, insn->k };
	}
	return -1;
}

static int compile(const struct filter_cmd *cmd, const struct capture *capture,
		   struct filter *filter)
{
	int snapshot = capture ? pcap_snapshot(capture->pcap) : SNAPSHOT;
	pcap_t *pcap = pcap_open_dead(filter->dlt, snapshot > 0 ? snapshot : SNAPSHOT);
	struct bpf_program prog;
	int code;

	if (!pcap)
		return TOOL_SYSTEM;
	if (pcap_compile(pcap, &prog, filter->expression, !cmd->no_optimize,
			 PCAP_NETMASK_UNKNOWN)) {
		code = bad_expression(cmd, pcap_geterr(pcap));
	} else {
		code = take_insns(filter, &prog);
		pcap_freecode(&prog);
	}
	pcap_close(pcap);
	return code;
}

static int read_bytecode(const struct filter_cmd *cmd, struct filter *filter)
{
	struct skep_error error;
	char *text = NULL;
	size_t size = 0;
	int n, code = -1;

	filter->insns = calloc(BPF_MAXINSNS, sizeof(*filter->insns));
	if (!filter->insns)
		return TOOL_SYSTEM;
	n = read_text(cmd->bytecode, &text, &size, &error);
	if (!n)
		n = skep_cbpf_parse(text, size, filter->insns, BPF_MAXINSNS, &error);
	free(text);
	if (n < 0) {
		snprintf(error.file, sizeof(error.file), "%s", cmd->bytecode);
		code = cli_fail(&cmd->cli, &error);
	}
	filter->n = n < 0 ? 0 : (size_t)n;
	return code;
}

int filter_compile(const struct filter_cmd *cmd, struct skep *vm, struct capture *capture,
		   struct filter *filter)
{
	struct skep_cbpf_opts opts = { .size = sizeof(opts), .name = cmd->bytecode,
				       .pcap = !cmd->bytecode };
	struct skep_error error;
	int code = find_link_type(cmd, capture, filter);

	if (code < 0 && cmd->bytecode)
		code = read_bytecode(cmd, filter);
	else if (code < 0)
		code = read_expression(cmd, filter);
	if (code < 0 && !cmd->bytecode)
		code = compile(cmd, capture, filter);
	if (code >= 0)
		return code;
	filter->obj = skep_obj_from_cbpf(vm, filter->insns, filter->n, &opts, &error);
	if (!filter->obj)
		return cli_fail(&cmd->cli, &error);
	filter->prog = skep_obj_prog(filter->obj, NULL);
	return -1;
}

void filter_free(struct filter *filter)
{
	skep_obj_close(filter->obj);
	free(filter->insns);
	free(filter->expression);
	*filter = (struct filter){ 0 };
}
