/*
 * Helper bodies about text: what programs print, numbers in strings.  Rules
 * and errors: Linux's kernel/bpf/helpers.c, kernel/trace/bpf_trace.c.
 */
#include "vm/helpers.h"

#include <errno.h>
#include <string.h>

enum { MAX_VARARGS = 12 };

/* Format and arguments of one line, printed. */
static uint64_t print_line(const struct run *run, uint64_t format, uint64_t size,
			   const uint64_t *values, uint32_t n)
{
	const struct skep_prog *prog = run_prog(run);
	const struct format_args args = { values, n, prog->obj->vm->rights };
	char line[TRACE_LINE];
	int len = trace_format(line, sizeof(line), (const char *)format, (uint32_t)size, &args);

	if (len >= 0)
		vm_trace(prog, line, len < TRACE_LINE ? (size_t)len : TRACE_LINE - 1);
	return result(len);
}

HELPER_BODY_OF(trace_printk)
{
	const uint64_t values[] = { r3, r4, r5 };

	return print_line(run, r1, r2, values, 3);
}

/* @size bytes of arguments, copied: the memory may be shared.  Return: how many, or -EINVAL. */
static int copy_arguments(uint64_t from, uint64_t size, uint64_t values[MAX_VARARGS])
{
	uint32_t n = (uint32_t)size;

	if (n % sizeof(uint64_t) || n > MAX_VARARGS * sizeof(uint64_t) || (n && !from))
		return -EINVAL;
	if (n)
		memcpy(values, (const void *)from, n);
	return (int)(n / sizeof(uint64_t));
}

HELPER_BODY_OF(trace_vprintk)
{
	uint64_t values[MAX_VARARGS];
	int n = copy_arguments(r3, r4, values);

	return n < 0 ? result(n) : print_line(run, r1, r2, values, (uint32_t)n);
}

HELPER_BODY_OF(snprintf)
{
	uint64_t values[MAX_VARARGS];
	int n = copy_arguments(r4, r5, values), len;
	const struct format_args args = { values, (uint32_t)n, run_prog(run)->obj->vm->rights };

	if (n < 0)
		return result(n);
	len = format_text((char *)r1, r1 ? (uint32_t)r2 : 0, (const char *)r3, &args);
	return result(len < 0 ? len : len + 1);
}

/* ---- numbers in strings ---- */

enum { BASE_MASK = 0x1f, MAX_DIGITS_AT = 63 }; /* characters that are looked at */

struct text_at {
	const char *at, *end;
};

static bool is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r') || (unsigned char)c == 0xa0;
}

/* Its value as a digit; 16 and more where it is none. */
static unsigned digit_of(char c)
{
	if (c >= '0' && c <= '9')
		return (unsigned)(c - '0');
	c |= 0x20;
	return c >= 'a' && c <= 'f' ? (unsigned)(c - 'a') + 10 : 16;
}

static bool has_hex_prefix(const struct text_at *text)
{
	return text->end - text->at >= 2 && text->at[0] == '0' && (text->at[1] | 0x20) == 'x';
}

/* 0x: 16, 0: 8; takes the prefix of 16 away, also where it was asked for. */
static unsigned base_of(struct text_at *text, unsigned base)
{
	bool hex = has_hex_prefix(text) && text->end - text->at > 2 && digit_of(text->at[2]) < 16;

	if (!base)
		base = hex ? 16 : text->at < text->end && text->at[0] == '0' ? 8 : 10;
	if (base == 16 && has_hex_prefix(text))
		text->at += 2;
	return base;
}

static int parse_digits(struct text_at *text, unsigned base, uint64_t *value)
{
	const char *start = text->at;
	bool overflow = false;

	for (*value = 0; text->at < text->end && digit_of(*text->at) < base; text->at++) {
		overflow |= __builtin_mul_overflow(*value, base, value);
		overflow |= __builtin_add_overflow(*value, digit_of(*text->at), value);
	}
	if (overflow)
		return -ERANGE;
	return text->at == start ? -EINVAL : 0;
}

/* Return: characters read, or -EINVAL, -ERANGE. */
static int parse_number(const char *string, size_t size, uint64_t flags, uint64_t *value,
			bool *negative)
{
	unsigned base = flags & BASE_MASK;
	struct text_at text = { string, string + size };
	int err;

	if (!size || flags & ~(uint64_t)BASE_MASK)
		return -EINVAL;
	if (base && base != 8 && base != 10 && base != 16)
		return -EINVAL;
	while (text.at < text.end && is_space(*text.at))
		text.at++;
	*negative = text.at < text.end && *text.at == '-';
	text.at += *negative;
	if (text.end - text.at > MAX_DIGITS_AT)
		text.end = text.at + MAX_DIGITS_AT;
	base = base_of(&text, base);
	err = parse_digits(&text, base, value);
	return err ? err : (int)(text.at - string);
}

HELPER_BODY_OF(strtol)
{
	int64_t *out = (int64_t *)r4;
	uint64_t value;
	bool negative;
	int n;

	*out = 0;
	n = parse_number((const char *)r1, (uint32_t)r2, r3, &value, &negative);
	if (n < 0)
		return result(n);
	if (value > (uint64_t)INT64_MAX + negative)
		return result(-ERANGE);
	*out = (int64_t)(negative ? -value : value);
	return (uint64_t)n;
}

HELPER_BODY_OF(strtoul)
{
	uint64_t *out = (uint64_t *)r4, value;
	bool negative;
	int n;

	*out = 0;
	n = parse_number((const char *)r1, (uint32_t)r2, r3, &value, &negative);
	if (n < 0)
		return result(n);
	if (negative)
		return result(-EINVAL);
	*out = value;
	return (uint64_t)n;
}

HELPER_BODY_OF(strncmp)
{
	const uint8_t *a = (const uint8_t *)r1, *b = (const uint8_t *)r3;
	uint32_t size = (uint32_t)r2;

	for (uint32_t i = 0; i < size; i++) {
		if (a[i] != b[i])
			return result(a[i] < b[i] ? -1 : 1);
		if (!a[i])
			return 0;
	}
	return 0;
}
