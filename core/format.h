/*
 * Formats of bpf_trace_printk, bpf_trace_vprintk and bpf_snprintf, as Linux's
 * bpf_bprintf_prepare takes them: printable ASCII, blanks and UTF-8; %% and, one
 * an argument,
 *
 *	%[0 +-][width] d i u x X, with l or ll; c; s
 *	%p %px %pK       an address
 *	%ps %pS          a symbol: here the address, as Linux shows one it has no name for
 *	%pB              the same, but without width
 *	%pks %pus        a string, like %s, but without width
 *	%pI4 %pi4 %pI6 %pi6   the IP address that the argument points to
 */
#ifndef SKEP_CORE_FORMAT_H
#define SKEP_CORE_FORMAT_H

#include <stdbool.h>
#include <stdint.h>

struct conversion {
	bool zero, left, plus, space, is_long;
	uint32_t width;
	/* d u x X c s; p address; S B symbol; k string without width; 4 6 IP address */
	char kind;
	bool dotted; /* IP address: %pI, not %pi */
};

/* May the character stand in a format? */
bool format_is_plain(char c);
/* @at: after the '%' of a conversion.  Return: what follows it, or NULL. */
const char *format_parse(const char *at, struct conversion *conv);
/**
 * format_check - is this a format, for at most so many arguments?
 * Return: a reason, "" where it is one.
 */
const char *format_check(const char *format, uint32_t n_args);

#endif
