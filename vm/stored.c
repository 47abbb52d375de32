/*
 * Files of programs and BTF in a root: a head with the sizes of what follows, then that,
 * in the order of the head.  See stored.h.
 */
#include "vm/stored.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "maps/layout.h"

enum { STORED_ABI = 1, MAX_FILE = 256 << 20 };

#define PROG_MAGIC "skepprog"
#define BTF_MAGIC "skep-btf"

struct file_head {
	char magic[8];
	uint32_t abi, reserved;
};

struct btf_file {
	struct file_head head;
	uint32_t size, reserved;
};

struct prog_file {
	struct file_head head;
	struct stored_stats stats; /* any process changes it: atomics */
	uint32_t prog_type, attach_type, flags, uid;
	char name[STORED_NAME];
	uint8_t tag[STORED_TAG];
	uint64_t load_time, btf_id;
	uint32_t n_slots, n_maps, n_funcs, n_lines, license_size, reserved;
};

_Static_assert(offsetof(struct prog_file, stats) == STORED_STATS_AT, "file format");

/* ---- kinds ---- */

enum stored_kind stored_kind(int fd)
{
	struct file_head head;
	char magic[8];
	struct stat st;

	if (fstat(fd, &st) || !S_ISREG(st.st_mode) || st.st_size < (off_t)sizeof(head))
		return STORED_NONE;
	if (pread(fd, magic, sizeof(magic), st.st_size - (off_t)sizeof(magic)) ==
		    (ssize_t)sizeof(magic) &&
	    !memcmp(magic, MAP_MAGIC, sizeof(magic)))
		return STORED_MAP;
	if (pread(fd, &head, sizeof(head), 0) != (ssize_t)sizeof(head))
		return STORED_NONE;
	if (!memcmp(head.magic, PROG_MAGIC, sizeof(head.magic)))
		return STORED_PROG;
	return memcmp(head.magic, BTF_MAGIC, sizeof(head.magic)) ? STORED_NONE : STORED_BTF;
}

/* ---- writing ---- */

struct part {
	const void *data;
	size_t size;
};

static int write_part(int fd, const struct part *part, off_t at)
{
	const uint8_t *from = part->data;
	size_t left = part->size;

	while (left) {
		ssize_t n = pwrite(fd, from, left, at);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return n < 0 ? -errno : -ENOSPC;
		from += n;
		at += n;
		left -= (size_t)n;
	}
	return 0;
}

/* @refs: the objects that it refers to; a trailer of zeros is no map's. */
static int write_object(struct skep *vm, const struct part *parts, unsigned n, const uint64_t *refs,
			unsigned n_refs, int *out, uint64_t *id)
{
	off_t at = 0;
	int fd, err;

	err = vm->store ? store_create(vm->store, &fd, NULL) : -EINVAL;
	if (err)
		return err;
	for (unsigned i = 0; i < n && !err; at += (off_t)parts[i++].size)
		err = write_part(fd, &parts[i], at);
	for (unsigned i = 0; i < n_refs && !err; i++)
		err = refs[i] ? store_refer(vm->store, fd, refs[i], false) : 0;
	if (!err)
		err = store_commit(vm->store, fd, id, NULL);
	if (err)
		store_put(vm->store, 0, fd);
	else
		*out = fd;
	return err;
}

int stored_btf_write(struct skep *vm, const void *raw, uint32_t size, int *fd, uint64_t *id)
{
	const struct btf_file file = { .head = { BTF_MAGIC, STORED_ABI, 0 }, .size = size };
	const struct part parts[] = { { &file, sizeof(file) },
				      { raw, size },
				      { "\0\0\0\0\0\0\0", 8 } };

	return write_object(vm, parts, 3, NULL, 0, fd, id);
}

int stored_prog_write(struct skep *vm, const struct stored_prog *prog, int *fd, uint64_t *id)
{
	struct prog_file file = {
		.head = { PROG_MAGIC, STORED_ABI, 0 },
		.prog_type = prog->prog_type,
		.attach_type = prog->attach_type,
		.flags = prog->flags,
		.uid = prog->uid,
		.load_time = prog->load_time,
		.btf_id = prog->btf_id,
		.n_slots = prog->n_slots,
		.n_maps = prog->n_maps,
		.n_funcs = prog->n_funcs,
		.n_lines = prog->n_lines,
		.license_size = (uint32_t)strlen(prog->license) + 1,
	};
	const struct part parts[] = {
		{ &file, sizeof(file) },
		{ prog->wire, prog->n_slots * sizeof(*prog->wire) },
		{ prog->maps, prog->n_maps * sizeof(*prog->maps) },
		{ prog->funcs, prog->n_funcs * sizeof(*prog->funcs) },
		{ prog->lines, prog->n_lines * sizeof(*prog->lines) },
		{ prog->license, file.license_size },
		{ "\0\0\0\0\0\0\0", 8 },
	};
	uint64_t refs[MAX_STORED_MAPS + 1];

	memcpy(file.name, prog->name, sizeof(file.name));
	memcpy(file.tag, prog->tag, sizeof(file.tag));
	memcpy(refs, prog->maps, prog->n_maps * sizeof(*refs));
	refs[prog->n_maps] = prog->btf_id;
	return write_object(vm, parts, sizeof(parts) / sizeof(*parts), refs, prog->n_maps + 1, fd,
			    id);
}

/* ---- reading ---- */

/* The whole file, read once. */
static int read_object(int fd, struct arena *arena, uint8_t **out, size_t *size)
{
	struct stat st;
	size_t done = 0;
	uint8_t *data;

	if (fstat(fd, &st))
		return -errno;
	if (st.st_size < (off_t)sizeof(struct file_head) || st.st_size > MAX_FILE)
		return -EINVAL;
	*size = (size_t)st.st_size;
	data = ARENA_ARRAY(arena, uint8_t, *size);
	if (!data)
		return -ENOMEM;
	while (done < *size) {
		ssize_t n = pread(fd, data + done, *size - done, (off_t)done);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return -EIO;
		done += (size_t)n;
	}
	*out = data;
	return 0;
}

struct reader {
	const uint8_t *at;
	size_t left;
};

/* NULL: the file is too short. */
static const void *take(struct reader *reader, size_t n, size_t size)
{
	const uint8_t *at = reader->at;

	if (n > reader->left / size)
		return NULL;
	reader->at += n * size;
	reader->left -= n * size;
	return at;
}

static bool head_is(const struct file_head *head, const char *magic)
{
	return !memcmp(head->magic, magic, sizeof(head->magic)) && head->abi == STORED_ABI;
}

int stored_btf_read(int fd, struct arena *arena, const void **raw, uint32_t *size)
{
	const struct btf_file *file;
	struct reader reader;
	uint8_t *data;
	int err = read_object(fd, arena, &data, &reader.left);

	if (err)
		return err;
	reader.at = data;
	file = take(&reader, 1, sizeof(*file));
	if (!file || !head_is(&file->head, BTF_MAGIC) || file->size > MAX_BTF_SIZE)
		return -EINVAL;
	*size = file->size;
	*raw = take(&reader, file->size, 1);
	return *raw ? 0 : -EINVAL;
}

static bool sizes_are_sound(const struct prog_file *file)
{
	return file->n_slots && file->n_slots <= MAX_INSNS && file->n_maps <= MAX_STORED_MAPS &&
	       file->n_funcs <= MAX_INSNS && file->n_lines <= MAX_INSNS && file->license_size &&
	       file->license_size <= MAX_LICENSE && !file->name[STORED_NAME - 1];
}

int stored_prog_read(int fd, struct arena *arena, struct stored_prog *out)
{
	const struct prog_file *file;
	struct reader reader;
	uint8_t *data;
	int err = read_object(fd, arena, &data, &reader.left);

	if (err)
		return err;
	reader.at = data;
	file = take(&reader, 1, sizeof(*file));
	if (!file || !head_is(&file->head, PROG_MAGIC) || !sizes_are_sound(file))
		return -EINVAL;
	*out = (struct stored_prog){
		.prog_type = file->prog_type,
		.attach_type = file->attach_type,
		.flags = file->flags,
		.uid = file->uid,
		.load_time = file->load_time,
		.btf_id = file->btf_id,
		.n_slots = file->n_slots,
		.n_maps = file->n_maps,
		.n_funcs = file->n_funcs,
		.n_lines = file->n_lines,
	};
	memcpy(out->name, file->name, sizeof(out->name));
	memcpy(out->tag, file->tag, sizeof(out->tag));
	out->wire = take(&reader, file->n_slots, sizeof(*out->wire));
	out->maps = take(&reader, file->n_maps, sizeof(*out->maps));
	out->funcs = take(&reader, file->n_funcs, sizeof(*out->funcs));
	out->lines = take(&reader, file->n_lines, sizeof(*out->lines));
	out->license = take(&reader, file->license_size, 1);
	if (!out->wire || !out->maps || !out->funcs || !out->lines || !out->license ||
	    out->license[file->license_size - 1])
		return -EINVAL;
	return 0;
}

/* ---- the tag ---- */

void stored_tag(const struct wire_insn *wire, uint32_t n_slots, uint8_t tag[STORED_TAG])
{
	struct wire_insn *plain = malloc(n_slots * sizeof(*plain));
	uint8_t digest[32] = { 0 };

	if (plain) {
		memcpy(plain, wire, n_slots * sizeof(*plain));
		for (uint32_t i = 0; i + 1 < n_slots; i++) {
			unsigned src = plain[i].regs >> 4;

			if (plain[i].opcode != insn_info[INSN_LDDW].opcode)
				continue;
			if (src == (unsigned)insn_info[INSN_LDDW_MAP_FD].pin_src ||
			    src == (unsigned)insn_info[INSN_LDDW_MAP_VALUE].pin_src)
				plain[i].imm = plain[i + 1].imm = 0;
			i++;
		}
		sha256(plain, n_slots * sizeof(*plain), digest);
	}
	free(plain);
	memcpy(tag, digest, STORED_TAG);
}
