/*
 * Abstract values as text, for logs and rejections.
 *
 * A scalar shows the parts that the others do not imply: its range, its bits,
 * its low half.
 */
#include "core/table.h"
#include "core/value.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>

/* Appends to buf; always NUL-terminated, len is what the whole text needs. */
struct text {
	char *buf;
	size_t size, len;
};

__attribute__((format(printf, 2, 3))) static void add(struct text *text, const char *format, ...)
{
	bool fits = text->len < text->size;
	va_list args;
	int n;

	va_start(args, format);
	n = vsnprintf(fits ? text->buf + text->len : NULL, fits ? text->size - text->len : 0,
		      format, args);
	va_end(args);
	text->len += n > 0 ? (size_t)n : 0;
}

/* Numbers up to 2^32 in decimal, larger ones in hexadecimal. */
static void add_unsigned(struct text *text, uint64_t v)
{
	add(text, v <= UINT64_C(1) << 32 ? "%" PRIu64 : "%#" PRIx64, v);
}

static void add_signed(struct text *text, int64_t v)
{
	if (v < 0)
		add(text, "-");
	add_unsigned(text, v < 0 ? 0 - (uint64_t)v : (uint64_t)v);
}

/* As signed numbers where the arc has negative ones near 0, else as unsigned ones. */
static void add_range(struct text *text, struct range r, unsigned w)
{
	int64_t smin = range_smin(r, w), smax = range_smax(r, w);
	uint64_t umin = range_umin(r, w), umax = range_umax(r, w);
	bool whole = umin == 0 && umax == width_mask(w);
	bool signed_whole = (uint64_t)smax - (uint64_t)smin == width_mask(w);

	if (whole && signed_whole) {
		/* Neither order has bounds: name what is missing. */
		struct range gap = range_between(r.base + r.size + 1, r.base - 1, w);

		add(text, "not [");
		add_unsigned(text, gap.base);
		add(text, ", ");
		add_unsigned(text, (gap.base + gap.size) & width_mask(w));
	} else if (whole || (!signed_whole && smin < 0)) {
		add(text, "[");
		add_signed(text, smin);
		add(text, ", ");
		add_signed(text, smax);
	} else {
		add(text, "[");
		add_unsigned(text, umin);
		add(text, ", ");
		add_unsigned(text, umax);
	}
	add(text, "]");
}

/* Any x, cut to the unknown bits, with the known ones. */
static void add_bits(struct text *text, struct tnum bits)
{
	if (bits.mask >> 63)
		add(text, "x & ~%#" PRIx64, ~bits.mask);
	else
		add(text, "x & %#" PRIx64, bits.mask);
	if (bits.value)
		add(text, " | %#" PRIx64, bits.value);
}

/* Forget a part if the others imply it. */
static void drop_if_implied(struct scalar *shown, struct scalar without, const struct scalar *s)
{
	struct scalar rest = without;

	if (scalar_reduce(&rest) && scalar_subset(&rest, s))
		*shown = without;
}

static void add_parts(struct text *text, const struct scalar *s)
{
	struct scalar all = scalar_unknown(), shown = *s;
	const char *separator = "";

	drop_if_implied(&shown, (struct scalar){ shown.bits, shown.r64, all.r32 }, s);
	drop_if_implied(&shown, (struct scalar){ all.bits, shown.r64, shown.r32 }, s);
	/* Bounds tell people more than bits, where there are any. */
	if (s->bits.mask >> 63)
		drop_if_implied(&shown, (struct scalar){ shown.bits, all.r64, shown.r32 }, s);
	if (!range_is_full(shown.r64, 64)) {
		add_range(text, shown.r64, 64);
		separator = ", ";
	}
	if (shown.bits.mask != UINT64_MAX) {
		add(text, "%s", separator);
		add_bits(text, shown.bits);
		separator = ", ";
	}
	if (!range_is_full(shown.r32, 32)) {
		add(text, "%slow half ", separator);
		add_range(text, shown.r32, 32);
	}
}

static void add_scalar(struct text *text, const struct scalar *s)
{
	if (scalar_is_const(s))
		add_signed(text, (int64_t)s->bits.value);
	else if (scalar_is_unknown(s))
		add(text, "unknown");
	else
		add_parts(text, s);
}

int scalar_print(const struct scalar *s, char *buf, size_t size)
{
	struct text text = { buf, size, 0 };

	add_scalar(&text, s);
	return (int)text.len;
}

/* What tells pointers of one kind apart. */
static void add_object(struct text *text, const struct value *v)
{
	if (v->kind == VALUE_STACK && v->object)
		add(text, " of frame %u", v->object);
	if (v->kind == VALUE_MAP || v->kind == VALUE_MAP_VALUE || v->kind == VALUE_FUNC)
		add(text, " %u", v->object & (MAP_INNER - 1));
	if (v->kind != VALUE_FUNC && v->kind != VALUE_STRUCT && v->object & MAP_INNER)
		add(text, "'s inner");
	if (v->kind == VALUE_STRUCT)
		add(text, " to %s", ctx_name((enum ctx_id)v->object));
}

int value_print(const struct value *v, char *buf, size_t size)
{
	const struct value_kind_info *kind = &value_kind_info[v->kind];
	struct text text = { buf, size, 0 };

	if (v->kind == VALUE_SCALAR) {
		add_scalar(&text, &v->num);
		return (int)text.len;
	}
	add(&text, "%s", kind->text);
	add_object(&text, v);
	if (kind->deref && !(scalar_is_const(&v->num) && v->num.bits.value == 0)) {
		add(&text, " + ");
		add_scalar(&text, &v->num);
	}
	if (v->extent)
		add(&text, ", %u bytes", v->extent);
	if (v->flags & VALUE_RDONLY)
		add(&text, ", read-only");
	if (v->flags & VALUE_NULLABLE)
		add(&text, ", or NULL");
	return (int)text.len;
}
