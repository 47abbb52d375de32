/* What skep filter shows: the program in its forms, and what a run counted. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "tools/filter.h"
#include "vm/vm.h"

/* --- dumps --- */

static void print_decimal(const struct filter *filter)
{
	printf("%zu\n", filter->n);
	for (size_t i = 0; i < filter->n; i++)
		printf("%u %u %u %u\n", filter->insns[i].code, filter->insns[i].jt,
		       filter->insns[i].jf, filter->insns[i].k);
}

static void print_c(const struct filter *filter)
{
	for (size_t i = 0; i < filter->n; i++)
		printf("{ 0x%x, %u, %u, 0x%08x },\n", filter->insns[i].code, filter->insns[i].jt,
		       filter->insns[i].jf, filter->insns[i].k);
}

static const char *classic_text(const struct filter *filter, size_t i)
{
	const struct sock_filter *from = &filter->insns[i];
	struct bpf_insn insn = { from->code, from->jt, from->jf, from->k };

	return bpf_image(&insn, (int)i);
}

static void print_classic(const struct filter *filter)
{
	for (size_t i = 0; i < filter->n; i++)
		puts(classic_text(filter, i));
}

/* Under each classic instruction what it became. */
static void print_ebpf(const struct filter *filter)
{
	const struct image *image = filter->prog->image;
	const struct line_info *shown = NULL;
	char text[256];

	for (uint32_t i = 0; i < image->n_insns; i++) {
		const struct line_info *line = image_line(image, i);

		if (line && line != shown)
			printf("%s; (%03" PRIu32 ") %s%s\n", colour_on(stdout, GREEN), line->line,
			       line->text, colour_off(stdout));
		shown = line;
		disasm(image, i, text, sizeof(text));
		printf("%6" PRIu32 ": %s\n", image->slot[i], text);
	}
}

static json_t *classic_json(const struct filter *filter)
{
	json_t *array = json_array();

	for (size_t i = 0; i < filter->n; i++) {
		const struct sock_filter *insn = &filter->insns[i];

		json_array_append_new(
			array, json_pack("{s:i, s:i, s:i, s:I, s:o}", "code", insn->code, "jt",
					 insn->jt, "jf", insn->jf, "k", (json_int_t)insn->k,
					 "text", text_json(classic_text(filter, i))));
	}
	return array;
}

static json_t *ebpf_json(const struct filter *filter)
{
	const struct image *image = filter->prog->image;
	json_t *array = json_array();
	char text[256];

	for (uint32_t i = 0; i < image->n_insns; i++) {
		const struct line_info *line = image_line(image, i);
		json_t *insn;

		disasm(image, i, text, sizeof(text));
		insn = json_pack("{s:i, s:o}", "slot", (int)image->slot[i], "text",
				 text_json(text));
		if (line)
			json_object_set_new(insn, "classic", json_integer(line->line));
		json_array_append_new(array, insn);
	}
	return array;
}

static const char *link_name(const struct filter *filter)
{
	const char *name = pcap_datalink_val_to_name(filter->dlt);

	return name ? name : "unknown";
}

static json_t *filter_json(const struct filter *filter)
{
	json_t *json = json_pack("{s:b, s:s}", "ok", 1, "link_type", link_name(filter));

	if (filter->expression)
		json_object_set_new(json, "expression", text_json(filter->expression));
	return json;
}

int filter_dump(const struct filter_cmd *cmd, const struct filter *filter)
{
	json_t *json;

	if (cmd->cli.json) {
		json = filter_json(filter);
		json_object_set_new(json, "classic", classic_json(filter));
		if (cmd->ebpf)
			json_object_set_new(json, "insns", ebpf_json(filter));
		return json_out(json, TOOL_OK);
	}
	if (cmd->dump)
		print_classic(filter);
	if (cmd->dump_c)
		print_c(filter);
	if (cmd->dump_decimal)
		print_decimal(filter);
	if (cmd->ebpf)
		print_ebpf(filter);
	return TOOL_OK;
}

/* --- a run --- */

static double per_second(const struct matches *m)
{
	return m->ns ? (double)m->packets * 1e9 / (double)m->ns : 0;
}

static void print_stats(const struct filter *filter, const struct matches *m)
{
	struct skep_prog_info info = { 0 };

	skep_prog_info(filter->prog, &info);
	printf("  %-10s %12s %8s %14s\n", "", "packets", "share", "bytes");
	printf("  %-10s %12" PRIu64 " %6.1f %% %14" PRIu64 "\n", "matched", m->matched,
	       m->packets ? 100.0 * (double)m->matched / (double)m->packets : 0.0,
	       m->matched_bytes);
	printf("  %-10s %12" PRIu64 " %8s %14" PRIu64 "\n", "total", m->packets, "", m->bytes);
	printf("%" PRIu64 " packets in %.3f ms inside the program: %.2f million packets a second\n",
	       m->packets, (double)m->ns / 1e6, per_second(m) / 1e6);
	printf("%zu classic instructions, %" PRIu32 " eBPF instructions, at most %" PRIu64
	       " executed, verified in %.3f ms\n", filter->n, info.n_insns, info.max_cost,
	       (double)info.verify_ns / 1e6);
}

static json_t *report_json(const struct filter_cmd *cmd, const struct filter *filter,
			   const struct matches *m)
{
	struct skep_prog_info info = { 0 };
	json_t *json = filter_json(filter);

	skep_prog_info(filter->prog, &info);
	json_object_update_new(
		json, json_pack("{s:I, s:I, s:I, s:I, s:f, s:f, s:i, s:i}", "packets",
				(json_int_t)m->packets, "bytes", (json_int_t)m->bytes, "matched",
				(json_int_t)m->matched, "matched_bytes",
				(json_int_t)m->matched_bytes, "seconds", (double)m->ns / 1e9,
				"packets_per_second", per_second(m), "classic_insns",
				(int)filter->n, "insns", (int)info.n_insns));
	if (cmd->write)
		json_object_set_new(json, "written", json_integer((json_int_t)m->written));
	return json;
}

/* Not on standard output where the packets are there. */
static void print_summary(const struct filter_cmd *cmd, const struct matches *m)
{
	bool standard = cmd->write && !strcmp(cmd->write, "-");

	fprintf(standard ? stderr : stdout, "%" PRIu64 " of %" PRIu64 " packets match", m->matched,
		m->packets);
	if (cmd->write)
		fprintf(standard ? stderr : stdout, ", written to %s",
			standard ? "standard output" : cmd->write);
	fputc('\n', standard ? stderr : stdout);
}

int filter_report(const struct filter_cmd *cmd, const struct filter *filter,
		  const struct matches *m)
{
	if (cmd->cli.json)
		return json_out(report_json(cmd, filter, m), TOOL_OK);
	if (cmd->count)
		printf("%" PRIu64 "\n", m->matched);
	else if (cmd->stats)
		print_stats(filter, m);
	else
		print_summary(cmd, m);
	return TOOL_OK;
}
