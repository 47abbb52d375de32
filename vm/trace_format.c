/*
 * What bpf_trace_printk prints.  The rules are Linux's bpf_bprintf_prepare:
 * a NUL within the size; printable ASCII, blanks and UTF-8; %% and at most
 * three of %[0 +-][width] d i u x X with l or ll, %c, %s, %p (also %px, %pK,
 * %pks, %pus); anything else is -EINVAL and prints nothing.
 *
 * It is an own formatter because it runs inside programs: the C library's
 * allocates for large widths and knows conversions that must not be here.  An
 * address shown and memory of the process read need their rights (-EPERM).
 */
#include "vm/vm.h"

#include <errno.h>
#include <string.h>
#include <sys/uio.h>
#include <unistd.h>

enum { MAX_WIDTH = 0x7fff, MAX_STRING = 512, N_ARGS = 3 };

struct text {
	char *buf;
	size_t size, len; /* len counts on when buf is full */
};

struct conversion {
	bool zero, left, plus, space, is_long;
	uint32_t width;
	char kind; /* d u x X c s p */
};

static void put(struct text *text, char c)
{
	if (text->len + 1 < text->size)
		text->buf[text->len] = c;
	text->len++;
}

static void put_n(struct text *text, char c, size_t n)
{
	while (n--)
		put(text, c);
}

/* @sign: "" or one character; padding with zeros goes behind it. */
static void put_padded(struct text *text, const struct conversion *conv, const char *sign,
		       const char *body, size_t len)
{
	size_t all = len + strlen(sign), pad = conv->width > all ? conv->width - all : 0;

	if (!conv->left && !conv->zero)
		put_n(text, ' ', pad);
	if (*sign)
		put(text, *sign);
	if (!conv->left && conv->zero)
		put_n(text, '0', pad);
	for (size_t i = 0; i < len; i++)
		put(text, body[i]);
	if (conv->left)
		put_n(text, ' ', pad);
}

static void put_number(struct text *text, const struct conversion *conv, uint64_t value)
{
	const char *digits = conv->kind == 'X' ? "0123456789ABCDEF" : "0123456789abcdef";
	unsigned base = conv->kind == 'd' || conv->kind == 'u' ? 10 : 16;
	const char *sign = "";
	char body[20], *at = body + sizeof(body);

	if (conv->kind == 'd') {
		int64_t number = conv->is_long ? (int64_t)value : (int32_t)value;

		sign = number < 0 ? "-" : conv->plus ? "+" : conv->space ? " " : "";
		value = number < 0 ? -(uint64_t)number : (uint64_t)number;
	} else if (!conv->is_long) {
		value = (uint32_t)value;
	}
	do
		*--at = digits[value % base];
	while (value /= base);
	put_padded(text, conv, sign, at, (size_t)(body + sizeof(body) - at));
}

/* At most two pages are touched; what cannot be read ends the string. */
static void put_string(struct text *text, const struct conversion *conv, uint64_t address)
{
	char copy[MAX_STRING];
	size_t page = (size_t)sysconf(_SC_PAGESIZE), first = page - address % page;
	struct iovec local = { copy, sizeof(copy) }, remote[2];
	ssize_t got;

	if (first > sizeof(copy))
		first = sizeof(copy);
	remote[0] = (struct iovec){ (void *)address, first };
	remote[1] = (struct iovec){ (char *)address + first, sizeof(copy) - first };
	got = process_vm_readv(getpid(), &local, 1, remote, 2, 0);
	put_padded(text, conv, "", copy, got > 0 ? strnlen(copy, (size_t)got) : 0);
}

static void convert(struct text *text, struct conversion *conv, uint64_t value)
{
	char c = (char)value;

	switch (conv->kind) {
	case 'c':
		conv->zero = false;
		put_padded(text, conv, "", &c, 1);
		break;
	case 's':
		conv->zero = false;
		put_string(text, conv, value);
		break;
	case 'p':
		*conv = (struct conversion){
			.kind = 'x', .is_long = true, .zero = true, .width = 16
		};
		put_number(text, conv, value);
		break;
	default:
		put_number(text, conv, value);
	}
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* The characters after "%p" that belong to it. */
static const char *parse_pointer(const char *at, struct conversion *conv)
{
	if (!strncmp(at, "ks", 2) || !strncmp(at, "us", 2)) {
		conv->kind = 's';
		return at + 2;
	}
	conv->kind = 'p';
	if (*at == 'x' || *at == 'K')
		return at + 1;
	/* Linux's other letters (%pB, %pI4 ...) would read memory or name symbols. */
	return is_digit(*at) || (*at >= 'a' && *at <= 'z') || (*at >= 'A' && *at <= 'Z') ? NULL
											 : at;
}

/* @at: after the '%'.  Return: what follows the conversion, or NULL. */
static const char *parse(const char *at, struct conversion *conv)
{
	*conv = (struct conversion){ .kind = 0 };
	for (; *at == '0' || *at == ' ' || *at == '+' || *at == '-'; at++) {
		conv->zero |= *at == '0';
		conv->space |= *at == ' ';
		conv->plus |= *at == '+';
		conv->left |= *at == '-';
	}
	for (; is_digit(*at); at++)
		if (conv->width <= MAX_WIDTH)
			conv->width = conv->width * 10 + (uint32_t)(*at - '0');
	if (conv->width > MAX_WIDTH)
		conv->width = MAX_WIDTH;
	if (*at == 'p')
		return parse_pointer(at + 1, conv);
	if (*at == 's' || *at == 'c') {
		conv->kind = *at;
		return at + 1;
	}
	for (int i = 0; i < 2 && *at == 'l'; i++, at++)
		conv->is_long = true;
	conv->kind = *at == 'i' ? 'd' : *at;
	return *at && strchr("diuxX", *at) ? at + 1 : NULL;
}

static int check_right(const struct conversion *conv, uint32_t rights)
{
	if (conv->kind == 'p' && !(rights & SKEP_LEAK_POINTERS))
		return -EPERM;
	if (conv->kind == 's' && !(rights & SKEP_READ_PROCESS_MEMORY))
		return -EPERM;
	return 0;
}

static bool is_plain(char c)
{
	return (unsigned char)c >= 0x80 || (c >= ' ' && c <= '~') || (c >= '\t' && c <= '\r');
}

static int format_all(struct text *text, const char *format, const struct trace_args *args)
{
	uint32_t n_args = 0;

	while (*format) {
		struct conversion conv;
		int err;

		if (!is_plain(*format))
			return -EINVAL;
		if (*format != '%' || format[1] == '%') {
			put(text, *format);
			format += *format == '%' ? 2 : 1;
			continue;
		}
		format = parse(format + 1, &conv);
		if (!format || n_args == N_ARGS)
			return -EINVAL;
		err = check_right(&conv, args->rights);
		if (err)
			return err;
		convert(text, &conv, args->value[n_args++]);
	}
	return 0;
}

int trace_format(char *buf, size_t size, const char *format, size_t format_size,
		 const struct trace_args *args)
{
	struct text text = { buf, size, 0 };
	char copy[TRACE_FORMAT]; /* the program's memory may change under us */
	int err;

	if (format_size > sizeof(copy))
		format_size = sizeof(copy);
	memcpy(copy, format, format_size);
	if (!memchr(copy, '\0', format_size))
		return -EINVAL;
	err = format_all(&text, copy, args);
	if (err)
		return err;
	buf[text.len < size ? text.len : size - 1] = '\0';
	return (int)text.len;
}
