/* Machine code as text: capstone disassembles what the JIT made. */
#include "tools/machine.h"

#include <capstone/capstone.h>
#include <inttypes.h>
#include <stdio.h>

typedef void show_fn(void *arg, uint64_t offset, const char *name, const char *operands);

int machine_open(const struct jit_code *code, uintptr_t *handle)
{
	if (code->machine == JIT_A64)
		return cs_open(CS_ARCH_ARM64, CS_MODE_LITTLE_ENDIAN, handle);
	return cs_open(CS_ARCH_X86, CS_MODE_64, handle);
}

/* What capstone does not know is shown as bytes, one by one. */
static void each(csh handle, const struct jit_code *code, uint32_t from, uint32_t to, show_fn *show,
		 void *arg)
{
	const uint8_t *at = (const uint8_t *)code->text + from;
	cs_insn *insn = cs_malloc(handle);
	uint64_t offset = from;
	char byte[8];

	while (insn && offset < to) {
		size_t left = to - offset;

		if (cs_disasm_iter(handle, &at, &left, &offset, insn)) {
			show(arg, insn->address, insn->mnemonic, insn->op_str);
			continue;
		}
		snprintf(byte, sizeof(byte), "0x%02x", *at++);
		show(arg, offset++, ".byte", byte);
	}
	if (insn)
		cs_free(insn, 1);
}

static void show_code(const struct jit_code *code, int64_t insn, show_fn *show, void *arg)
{
	uint32_t from = insn < 0 ? 0 : code->start[insn], to = code->start[insn + 1];
	csh handle;

	if (machine_open(code, &handle) != CS_ERR_OK)
		return;
	each(handle, code, from, to, show, arg);
	cs_close(&handle);
}

static void print_one(void *arg, uint64_t offset, const char *name, const char *operands)
{
	(void)arg;
	printf("%14" PRIx64 "  %s %s\n", offset, name, operands);
}

void machine_print(const struct jit_code *code, int64_t insn)
{
	show_code(code, insn, print_one, NULL);
}

static void append_one(void *arg, uint64_t offset, const char *name, const char *operands)
{
	char text[256];

	snprintf(text, sizeof(text), "%s%s%s", name, *operands ? " " : "", operands);
	json_array_append_new(arg, json_pack("{s:I, s:s}", "offset", (json_int_t)offset, "text",
					     text));
}

json_t *machine_json(const struct jit_code *code, int64_t insn)
{
	json_t *array = json_array();

	show_code(code, insn, append_one, array);
	return array;
}
