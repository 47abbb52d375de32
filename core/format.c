/* Which formats there are; see format.h. */
#include "core/format.h"

#include <string.h>

enum { MAX_WIDTH = (1 << 23) - 1 }; /* as Linux */

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_alnum(char c)
{
	return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* May a string's conversion end before this character? */
static bool ends_string(char c)
{
	return !((unsigned char)c >= 0x80 || is_alnum(c));
}

/* Letters and digits behind a pointer's conversion belong to it; Linux does not look at them. */
static const char *skip_alnum(const char *at)
{
	while (is_alnum(*at))
		at++;
	return at;
}

/* The characters after "%p" that belong to it. */
static const char *parse_pointer(const char *at, struct conversion *conv)
{
	if (!strncmp(at, "ks", 2) || !strncmp(at, "us", 2)) {
		conv->kind = 'k';
		return ends_string(at[2]) ? at + 2 : NULL;
	}
	if ((*at == 'I' || *at == 'i') && (at[1] == '4' || at[1] == '6')) {
		conv->kind = at[1];
		conv->dotted = *at == 'I';
		return skip_alnum(at);
	}
	conv->kind = *at == 'B' ? 'B' : *at == 's' || *at == 'S' ? 'S' : 'p';
	if (!ends_string(*at) && !strchr("KxsSB", *at))
		return NULL;
	return skip_alnum(at);
}

const char *format_parse(const char *at, struct conversion *conv)
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
		return *at == 'c' || ends_string(at[1]) ? at + 1 : NULL;
	}
	for (int i = 0; i < 2 && *at == 'l'; i++, at++)
		conv->is_long = true;
	conv->kind = *at == 'i' ? 'd' : *at;
	return *at && strchr("diuxX", *at) ? at + 1 : NULL;
}

bool format_is_plain(char c)
{
	return (unsigned char)c >= 0x80 || (c >= ' ' && c <= '~') || (c >= '\t' && c <= '\r');
}

const char *format_check(const char *format, uint32_t n_args)
{
	struct conversion conv;
	uint32_t n = 0;

	while (*format) {
		if (!format_is_plain(*format))
			return "it has a character that is not printed";
		if (*format != '%' || format[1] == '%') {
			format += *format == '%' ? 2 : 1;
			continue;
		}
		if (n++ == n_args)
			return "it asks for more arguments than there are";
		format = format_parse(format + 1, &conv);
		if (!format)
			return "it has a conversion that does not exist";
	}
	return "";
}
