/*
 * Classic BPF from text: the two machine-readable forms of tcpdump and the one
 * of iptables' bpf match.  Numbers are decimal or 0x; an error names its line.
 */
#include "loader/cbpf.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

struct reader {
	const char *at, *end;
	uint32_t line;
	struct skep_error *error;
};

static int refuse(struct reader *r, const char *what)
{
	int err = error_set(r->error, CBPF_TEXT, r->line, what);

	if (r->error)
		r->error->line = (int32_t)r->line;
	return err;
}

static void skip_blanks(struct reader *r)
{
	for (; r->at < r->end && strchr(" \t\r\n", *r->at) && *r->at; r->at++)
		r->line += *r->at == '\n';
}

/* Take the next character if it is @c, blanks before it skipped. */
static bool take(struct reader *r, char c)
{
	skip_blanks(r);
	if (r->at == r->end || *r->at != c)
		return false;
	r->at++;
	return true;
}

static int unexpected(struct reader *r, const char *wanted)
{
	char text[100];

	if (r->at == r->end)
		snprintf(text, sizeof(text), "it ends where %s is expected", wanted);
	else if (*r->at > ' ' && *r->at < 0x7f)
		snprintf(text, sizeof(text), "'%c' where %s is expected", *r->at, wanted);
	else
		snprintf(text, sizeof(text), "byte 0x%02x where %s is expected",
			 (unsigned char)*r->at, wanted);
	return refuse(r, text);
}

static int digit_of(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c |= 0x20;
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : 16;
}

static int read_number(struct reader *r, const char *what, uint64_t max, uint64_t *out)
{
	int base = 10;
	char text[100];
	const char *first;

	skip_blanks(r);
	if (r->end - r->at > 2 && r->at[0] == '0' && (r->at[1] | 0x20) == 'x') {
		base = 16;
		r->at += 2;
	}
	*out = 0;
	for (first = r->at; r->at < r->end && digit_of(*r->at) < base; r->at++) {
		*out = *out * (uint64_t)base + (uint64_t)digit_of(*r->at);
		if (*out > max) {
			snprintf(text, sizeof(text), "%s is larger than %llu", what,
				 (unsigned long long)max);
			return refuse(r, text);
		}
	}
	return r->at == first ? unexpected(r, what) : 0;
}

/* The four fields, with @comma or blanks between them. */
static int read_insn(struct reader *r, bool comma, struct sock_filter *out)
{
	static const struct {
		const char *name;
		uint64_t max;
	} fields[] = {
		{ "an opcode", UINT16_MAX },
		{ "a jt", UINT8_MAX },
		{ "a jf", UINT8_MAX },
		{ "a k", UINT32_MAX },
	};
	uint64_t v[4];

	for (int f = 0; f < 4; f++) {
		const char *before = r->at;
		int err;

		if (f && comma && !take(r, ','))
			return unexpected(r, "a comma");
		skip_blanks(r);
		if (f && !comma && r->at == before)
			return unexpected(r, "a blank");
		err = read_number(r, fields[f].name, fields[f].max, &v[f]);
		if (err)
			return err;
	}
	*out = (struct sock_filter){ (uint16_t)v[0], (uint8_t)v[1], (uint8_t)v[2],
				     (uint32_t)v[3] };
	return 0;
}

/* { code, jt, jf, k }, ... */
static int read_array(struct reader *r, struct sock_filter *insns, size_t max)
{
	size_t n = 0;
	int err = 0;

	for (skip_blanks(r); r->at < r->end && !err; skip_blanks(r)) {
		struct sock_filter insn;

		if (!take(r, '{'))
			return unexpected(r, "{");
		err = read_insn(r, true, &insn);
		if (!err && !take(r, '}'))
			err = unexpected(r, "}");
		if (!err && n == max)
			err = refuse(r, "too many instructions");
		if (err)
			return err;
		insns[n++] = insn;
		if (!take(r, ',') && (skip_blanks(r), r->at < r->end))
			return unexpected(r, "a comma");
	}
	return (int)n;
}

/* n, then n times: code jt jf k; commas between them are optional. */
static int read_counted(struct reader *r, struct sock_filter *insns, size_t max)
{
	uint64_t n;
	int err = read_number(r, "the number of instructions", MAX_CBPF, &n);

	if (!err && n > max)
		err = refuse(r, "too many instructions");
	for (uint64_t i = 0; i < n && !err; i++) {
		const char *before = r->at;

		if (!take(r, ',') && r->at == before)
			return unexpected(r, "a comma or a new line");
		err = read_insn(r, false, &insns[i]);
	}
	if (err)
		return err;
	take(r, ',');
	skip_blanks(r);
	if (r->at < r->end)
		return refuse(r, "more follows than the first number says");
	return (int)n;
}

int cbpf_parse(const char *text, size_t size, struct sock_filter *insns, size_t max,
	       struct skep_error *error)
{
	struct reader r = { text, text + size, 1, error };

	return memchr(text, '{', size) ? read_array(&r, insns, max) :
					 read_counted(&r, insns, max);
}
