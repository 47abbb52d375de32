/* See host_funcs.h. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/lib/elf_file.h"
#include "tests/lib/host_funcs.h"
#include "tests/lib/vm_test.h"
#include "tests/objects/host_funcs.h"

#define BODY(name)                                                                                 \
	static uint64_t name(                                                                      \
		uint64_t a1 __attribute__((unused)), uint64_t a2 __attribute__((unused)),          \
		uint64_t a3 __attribute__((unused)), uint64_t a4 __attribute__((unused)),          \
		uint64_t a5 __attribute__((unused)),                                               \
		struct skep_call *call __attribute__((unused)))

static const struct host_point found = { 41, 42, { { 1 }, HOST_FIRST } };
static const uint8_t bytes[] = { 1, 2, 3, 4, 5, 6 };
static __thread uint8_t buffer[16];

BODY(host_add)
{
	return a1 + (uint64_t)(int64_t)(int)a2 + (uint8_t)a3 + (bool)(uint8_t)a4 + (uint32_t)a5;
}

BODY(host_sum)
{
	const uint8_t *data = (const uint8_t *)a1;
	uint64_t sum = 0;

	for (uint32_t i = 0; i < (uint32_t)a2; i++)
		sum += data[i];
	return sum;
}

BODY(host_fill)
{
	if (a2 < 4)
		return (uint64_t)-22;
	memset((void *)a1, (int)(uint8_t)a3, (uint32_t)a2);
	return 0;
}

BODY(host_norm)
{
	const struct host_point *point = (const struct host_point *)a1;

	return (uint64_t)(abs(point->x) + abs(point->y)) + point->more.kind;
}

BODY(host_mirror)
{
	struct host_point *point = (struct host_point *)a1;

	point->x = -point->x;
	point->y = -point->y;
	return 0;
}

BODY(host_maybe)
{
	return a1 ? (uint64_t)((const struct host_point *)a1)->x : 1;
}

BODY(host_optional)
{
	return a1 ? host_sum(a1, a2, 0, 0, 0, call) : a2;
}

BODY(host_constant)
{
	return 2 * (uint32_t)a1;
}

BODY(host_ignores)
{
	return (uint32_t)a2;
}

BODY(host_length)
{
	return strlen((const char *)a1);
}

BODY(host_frame)
{
	const struct skep_xdp *xdp = (const struct skep_xdp *)a1;

	return xdp == skep_call_ctx(call) ? (uint64_t)(xdp->data_end - xdp->data) : 0;
}

BODY(host_grow)
{
	struct skep_xdp *xdp = (struct skep_xdp *)a1;

	if (xdp->data - xdp->head < (int)a2)
		return (uint64_t)-12;
	xdp->data -= (int)a2;
	xdp->data_meta = xdp->data;
	memset(xdp->data, 9, (size_t)(int)a2);
	return 0;
}

BODY(host_skb)
{
	const struct skep_skb *skb = (const struct skep_skb *)a1;

	return (uint64_t)(skb->data_end - skb->data);
}

BODY(host_find)
{
	return (uint32_t)a1 == 1 ? (uintptr_t)&found : 0;
}

BODY(host_always)
{
	return (uintptr_t)&found;
}

BODY(host_bytes)
{
	return (uint32_t)a2 <= sizeof(bytes) ? (uintptr_t)bytes : 0;
}

BODY(host_buffer)
{
	return (uint32_t)a2 <= sizeof(buffer) ? (uintptr_t)buffer : 0;
}

BODY(host_arg)
{
	return (uintptr_t)skep_call_arg(call);
}

BODY(host_note)
{
	struct host_notes *notes = skep_call_arg(call);

	notes->n++;
	notes->sum += a1;
	notes->prog = skep_call_prog(call);
	notes->lane = skep_call_lane(call);
	return UINT64_C(0xdeadbeefdeadbeef);
}

BODY(host_nested)
{
	struct host_notes *notes = skep_call_arg(call);
	uint8_t frame[64] = { 0 };
	struct skep_xdp xdp;
	uint32_t result = 0;

	skep_xdp_init(&xdp, frame, sizeof(frame));
	if (notes->nested && skep_run(notes->nested, &xdp, &result))
		return (uint64_t)-1;
	return skep_call_arg(call) == notes ? result : (uint64_t)-2; /* still this call's */
}

BODY(host_result)
{
	return 10 * a1;
}

#define ROW(id) SKEP_FUNC(.name = #id, .fn = id)
#define ROW_WITH(id, ...) SKEP_FUNC(.name = #id, .fn = id, __VA_ARGS__)
const struct skep_func host_funcs[] = {
	ROW(host_add),      ROW(host_sum),
	ROW(host_fill),     ROW(host_norm),
	ROW(host_mirror),   ROW(host_maybe),
	ROW(host_optional), ROW(host_constant),
	ROW(host_ignores),  ROW(host_length),
	ROW(host_frame),    ROW_WITH(host_grow, .flags = SKEP_FUNC_MOVES_PACKET),
	ROW(host_skb),      ROW_WITH(host_find, .flags = SKEP_FUNC_RET_NULL),
	ROW(host_always),   ROW(host_bytes),
	ROW(host_buffer),   ROW_WITH(host_arg, .arg = (void *)1),
	ROW(host_note),     ROW(host_nested),
	ROW(host_result),   SKEP_FUNC(.name = "host_other", .fn = host_result),
};
const size_t n_host_funcs = sizeof(host_funcs) / sizeof(*host_funcs);

struct skep_func host_func(const char *name)
{
	for (size_t i = 0; i < n_host_funcs; i++)
		if (!strcmp(host_funcs[i].name, name))
			return host_funcs[i];
	fail_msg("there is no host function %s", name);
	abort();
}

int add_funcs(struct skep *vm, const struct skep_func *funcs, size_t n, struct skep_error *error)
{
	struct blob elf = built_object("host_funcs");
	int err = skep_func_add(vm, funcs, n, elf.data, elf.size, error);

	blob_free(&elf);
	return err;
}

void add_host_funcs(struct skep *vm, struct host_notes *notes)
{
	struct skep_func funcs[sizeof(host_funcs) / sizeof(*host_funcs)];
	struct skep_error error;

	memcpy(funcs, host_funcs, sizeof(funcs));
	for (size_t i = 0; i < n_host_funcs; i++)
		if (funcs[i].fn == host_note || funcs[i].fn == host_nested)
			funcs[i].arg = notes;
	if (add_funcs(vm, funcs, n_host_funcs, &error))
		fail_msg("%s", error.message);
}

void leave_only(struct skep_obj *obj, const char *progs, enum skep_engine engine)
{
	struct skep_prog *prog = NULL;
	char word[64];

	while ((prog = skep_obj_next_prog(obj, prog)))
		skep_prog_set_autoload(prog, false);
	for (int used; sscanf(progs, "%63s%n", word, &used) == 1; progs += used) {
		prog = skep_obj_prog(obj, word);
		assert_non_null(prog);
		skep_prog_set_autoload(prog, true);
		assert_int_equal(skep_prog_set_engine(prog, engine), 0);
	}
}

struct skep_obj *load_only(const char *progs, enum skep_engine engine, struct host_notes *notes)
{
	struct skep *vm = new_vm(NULL);
	struct skep_obj *obj;

	add_host_funcs(vm, notes);
	obj = open_obj(vm, "kfuncs");
	leave_only(obj, progs, engine);
	must_load(obj);
	return obj;
}

const struct image *image_of(const struct skep_obj *obj, const char *prog)
{
	assert_non_null(skep_obj_prog(obj, prog));
	return skep_obj_prog(obj, prog)->image;
}

uint32_t find_host_call(const struct image *image)
{
	uint32_t i = 0;

	while (i < image->n_insns && image->insns[i].id != INSN_CALL_KFUNC)
		i++;
	return i;
}

const struct helper_info *only_func(const struct skep_obj *obj, const char *prog)
{
	const struct image *image = image_of(obj, prog);
	uint32_t i = find_host_call(image);

	assert_true(i < image->n_insns);
	assert_int_equal(image->n_kfuncs, 1);
	assert_int_equal(image->insns[i].imm, 0);
	assert_int_equal(image->insns[i].off, 0);
	return image->kfuncs[0];
}

void check_verdicts(const struct skep_obj *obj, const struct wanted *rows, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct skep_error error;
		int err = skep_prog_verify(skep_obj_prog(obj, rows[i].prog), &error);

		if (!rows[i].id != !err)
			fail_msg("%s: [%s] %s", rows[i].prog, error.id, error.message);
		if (!err)
			continue;
		if (strcmp(error.id, rows[i].id) || !strstr(error.message, rows[i].message) ||
		    error.error_class != rows[i].class || !error.line)
			fail_msg("%s: [%s] %s", rows[i].prog, error.id, error.message);
	}
}
