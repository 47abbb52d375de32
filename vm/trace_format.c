/*
 * What bpf_trace_printk, bpf_trace_vprintk and bpf_snprintf print; which formats
 * there are, core/format.h says.  What is wrong is -EINVAL, and nothing is
 * printed.  Arguments' values together take at most 512 bytes in Linux's own form
 * (else -ENOSPC); where that cuts a string, it is cut here.
 *
 * It is an own formatter because it runs inside programs: the C library's
 * allocates for large widths and knows conversions that must not be here.  An
 * address shown and memory of the process read need their rights (-EPERM).
 */
#include "vm/vm.h"

#include <errno.h>
#include <string.h>

#include "core/format.h"
#include "vm/probe.h"

enum {
	MAX_ARGS_SIZE = 512, /* as Linux */
	MOST_KEPT = 256,     /* bytes of a buffer that are put back where something fails */
};

struct text {
	char *buf;
	size_t size, len; /* len counts on when buf is full */
};

/* A call under way. */
struct formatter {
	struct text text;
	const struct format_args *args;
	uint32_t n_used; /* arguments */
	size_t room;     /* of MAX_ARGS_SIZE bytes, those that are left */
};

static void put(struct text *text, char c)
{
	if (text->len + 1 < text->size)
		text->buf[text->len] = c;
	text->len++;
}

/* Only what fits costs anything. */
static void put_n(struct text *text, char c, size_t n)
{
	size_t left = text->size > text->len ? text->size - text->len - 1 : 0;

	if (n && left)
		memset(text->buf + text->len, c, n < left ? n : left);
	text->len += n;
}

static void put_bytes(struct text *text, const char *body, size_t n)
{
	size_t left = text->size > text->len ? text->size - text->len - 1 : 0;

	if (left)
		memcpy(text->buf + text->len, body, n < left ? n : left);
	text->len += n;
}

/* @sign: "" or one character; padding with zeros goes behind it. */
static void put_padded(struct text *text, const struct conversion *conv, const char *sign,
		       const char *body, size_t len)
{
	size_t all = len + !!*sign, pad = conv->width > all ? conv->width - all : 0;

	if (!conv->left && !conv->zero)
		put_n(text, ' ', pad);
	if (*sign)
		put(text, *sign);
	if (!conv->left && conv->zero)
		put_n(text, '0', pad);
	put_bytes(text, body, len);
	if (conv->left)
		put_n(text, ' ', pad);
}

static void put_number(struct text *text, const struct conversion *conv, uint64_t value)
{
	const char *digits = conv->kind == 'X' ? "0123456789ABCDEF" : "0123456789abcdef";
	bool decimal = conv->kind == 'd' || conv->kind == 'u';
	const char *sign = "";
	char body[20], *at = body + sizeof(body);

	if (conv->kind == 'd') {
		int64_t number = conv->is_long ? (int64_t)value : (int32_t)value;

		sign = number < 0 ? "-" : conv->plus ? "+" : conv->space ? " " : "";
		value = number < 0 ? -(uint64_t)number : (uint64_t)number;
	} else if (!conv->is_long) {
		value = (uint32_t)value;
	}
	if (decimal)
		do
			*--at = digits[value % 10];
		while (value /= 10);
	else
		do
			*--at = digits[value % 16];
		while (value /= 16);
	put_padded(text, conv, sign, at, (size_t)(body + sizeof(body) - at));
}

/* Bytes of the arguments' room: false where they do not fit. */
static bool take(struct formatter *f, size_t align, size_t size)
{
	size_t used = (MAX_ARGS_SIZE - f->room + align - 1) / align * align;

	if (used + size > MAX_ARGS_SIZE)
		return false;
	f->room = MAX_ARGS_SIZE - used - size;
	return true;
}

/* What cannot be read is empty. */
static int put_string(struct formatter *f, const struct conversion *conv, uint64_t address)
{
	const struct conversion plain = { .kind = 's' };
	char copy[MAX_ARGS_SIZE];
	int64_t got;

	if (!f->room)
		return -ENOSPC;
	got = probe_read_str(copy, address, f->room);
	if (got <= 0)
		got = 1;
	put_padded(&f->text, conv->kind == 's' ? conv : &plain, "", copy, (size_t)got - 1);
	f->room -= (size_t)got;
	return 0;
}

static void put_address(struct text *text, const struct conversion *conv, uint64_t value)
{
	struct conversion number = *conv;

	number.kind = 'x';
	number.is_long = true;
	if (!conv->width) {
		number.zero = true;
		number.width = 16;
	}
	put_number(text, &number, value);
}

/* "0x" and digits, as one string. */
static int put_symbol(struct formatter *f, const struct conversion *conv, uint64_t value)
{
	const struct conversion hex = { .kind = 'x', .is_long = true }, plain = { .kind = 's' };
	char digits[20] = "0x";
	struct text number = { digits + 2, sizeof(digits) - 2, 0 };
	struct conversion string = *conv;
	size_t size;

	put_number(&number, &hex, value);
	size = number.len + 2;
	string.zero = false;
	if (!(conv->kind == 'B' ? take(f, 1, size + 1) : take(f, 4, 8)))
		return -ENOSPC;
	put_padded(&f->text, conv->kind == 'B' ? &plain : &string, "", digits, size);
	return 0;
}

static void put_ip4(struct text *text, const struct conversion *conv, const uint8_t *ip)
{
	const struct conversion part = { .kind = 'u', .width = conv->dotted ? 0 : 3,
					 .zero = !conv->dotted };

	for (int i = 0; i < 4; i++) {
		if (i)
			put(text, '.');
		put_number(text, &part, ip[i]);
	}
}

static void put_ip6(struct text *text, const struct conversion *conv, const uint8_t *ip)
{
	const struct conversion part = { .kind = 'x', .width = 2, .zero = true };

	for (int i = 0; i < 16; i++) {
		if (conv->dotted && i && i % 2 == 0)
			put(text, ':');
		put_number(text, &part, ip[i]);
	}
}

/* What cannot be read is zeros. */
static int put_ip(struct formatter *f, const struct conversion *conv, uint64_t address)
{
	size_t size = conv->kind == '4' ? 4 : 16, before = f->text.len;
	uint8_t ip[16];

	if (f->room < size)
		return -ENOSPC;
	probe_read(ip, address, size);
	if (conv->kind == '4')
		put_ip4(&f->text, conv, ip);
	else
		put_ip6(&f->text, conv, ip);
	before = f->text.len - before + 1;
	f->room -= before < f->room ? before : f->room;
	return 0;
}

static int convert(struct formatter *f, struct conversion *conv, uint64_t value)
{
	char c = (char)value;

	switch (conv->kind) {
	case 'c':
		conv->zero = false;
		if (!take(f, 1, 1))
			return -ENOSPC;
		put_padded(&f->text, conv, "", &c, 1);
		return 0;
	case 's':
	case 'k':
		conv->zero = false;
		return put_string(f, conv, value);
	case '4':
	case '6':
		return put_ip(f, conv, value);
	case 'p':
		if (!take(f, sizeof(uint32_t), sizeof(uint64_t)))
			return -ENOSPC;
		put_address(&f->text, conv, value);
		return 0;
	case 'S':
	case 'B':
		return put_symbol(f, conv, value);
	default:
		if (!take(f, sizeof(uint32_t), conv->is_long ? 8 : 4))
			return -ENOSPC;
		put_number(&f->text, conv, value);
		return 0;
	}
}

static int check_right(const struct conversion *conv, uint32_t rights)
{
	uint32_t needed = 0;

	switch (conv->kind) {
	case 'p': case 'S': case 'B': needed = SKEP_LEAK_POINTERS; break;
	case 's': case 'k': case '4': case '6': needed = SKEP_READ_PROCESS_MEMORY; break;
	default: break;
	}
	return rights & needed || !needed ? 0 : -EPERM;
}

static int format_all(struct formatter *f, const char *format)
{
	while (*format) {
		struct conversion conv;
		int err;

		if (!format_is_plain(*format))
			return -EINVAL;
		if (*format != '%' || format[1] == '%') {
			put(&f->text, *format);
			format += *format == '%' ? 2 : 1;
			continue;
		}
		format = format_parse(format + 1, &conv);
		if (!format || f->n_used == f->args->n)
			return -EINVAL;
		err = check_right(&conv, f->args->rights);
		if (!err)
			err = convert(f, &conv, f->args->value[f->n_used++]);
		if (err)
			return err;
	}
	return 0;
}

/* What fails prints nothing: what a short buffer held is put back, a long one tried before. */
int format_text(char *buf, size_t size, const char *format, const struct format_args *args)
{
	struct formatter dry = { { NULL, 0, 0 }, args, 0, MAX_ARGS_SIZE };
	struct formatter f = { { buf, size, 0 }, args, 0, MAX_ARGS_SIZE };
	size_t kept = size <= MOST_KEPT ? size : 0;
	char before[MOST_KEPT];
	int err = 0;

	if (kept)
		memcpy(before, buf, kept);
	else
		err = format_all(&dry, format);
	if (!err)
		err = format_all(&f, format);
	if (err && kept)
		memcpy(buf, before, kept);
	if (err)
		return err;
	if (size)
		buf[f.text.len < size ? f.text.len : size - 1] = '\0';
	return (int)f.text.len;
}

int trace_format(char *buf, size_t size, const char *format, size_t format_size,
		 const struct format_args *args)
{
	char copy[TRACE_FORMAT]; /* the program's memory may change under us */

	if (format_size > sizeof(copy))
		format_size = sizeof(copy);
	memcpy(copy, format, format_size);
	if (!memchr(copy, '\0', format_size))
		return -EINVAL;
	return format_text(buf, size, copy, args);
}
