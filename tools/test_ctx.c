/*
 * Contexts by the tables: a program's fields by name are those of its program
 * type's context, stored where the host's structure has them.
 */
#include <arpa/inet.h>
#include <linux/bpf.h>
#include <stdio.h>
#include <string.h>

#include "core/image.h"
#include "core/table.h"
#include "core/value.h"
#include "tools/test.h"
#include "vm/vm.h"

/* What helpers leave in the host's structure, which no program can read. */
static const struct host_field {
	bool xdp;
	const char *name;
	uint32_t offset, size;
} host_fields[] = {
	{ true, "redirect_ifindex", offsetof(struct skep_xdp, redirect_ifindex), 4 },
	{ false, "redirect_ifindex", offsetof(struct skep_skb, redirect_ifindex), 4 },
};

/* What flow dissectors get: the keys stand behind the packet buffer. */
struct test_flow {
	struct skep_skb skb;
	struct bpf_flow_keys keys;
};

/* What they fill in. */
#define FLOW(member, is_network)                                                                   \
	{ "flow_keys." #member, offsetof(struct test_flow, keys.member),                           \
	  sizeof(((struct bpf_flow_keys *)0)->member), is_network }
static const struct flow_field {
	const char *name;
	uint32_t offset, size;
	bool is_network;
} flow_fields[] = {
	FLOW(nhoff, false),	 FLOW(thoff, false),	FLOW(addr_proto, false),
	FLOW(is_frag, false),	 FLOW(is_first_frag, false), FLOW(is_encap, false),
	FLOW(ip_proto, false),	 FLOW(n_proto, true),	FLOW(sport, true),
	FLOW(dport, true),	 FLOW(ipv4_src, true),	FLOW(ipv4_dst, true),
	FLOW(ipv6_src, false),	 FLOW(ipv6_dst, false),	FLOW(flags, false),
	FLOW(flow_label, true),
};
#undef FLOW

enum {
	MAX_UAPI_CONTEXT = 4096,   /* beyond the largest context that has fields */
	MAX_BYTES_CONTEXT = 65536, /* beyond what an offset, or a syscall program's size, reaches */
};

static enum ctx_id ctx_of(const struct skep_prog *prog)
{
	const struct prog_type_info *type = prog_type_by_number(prog->image->prog_type);

	return type ? prog_type_ctx(type, prog->image->arch) : CTX_ID_NONE;
}

/* The next field of a context; *@at starts with 0.  Return: NULL at the end. */
static const struct ctx_field *next_field(enum ctx_id ctx, uint32_t *at)
{
	for (; *at < MAX_UAPI_CONTEXT; ++*at) {
		int row = ctx_find_field(ctx, *at, 1);

		if (row < 0)
			continue;
		*at = ctx_field(row)->offset + ctx_field(row)->size;
		return ctx_field(row);
	}
	return NULL;
}

enum host_kind test_host(const struct skep_prog *prog)
{
	uint32_t size = ctx_info(ctx_of(prog))->host_size;

	return !size ? HOST_BYTES : size == sizeof(struct skep_xdp) ? HOST_XDP : HOST_SKB;
}

/* Whatever a program may touch of a context of bytes is inside: what is not given is zero. */
size_t test_host_size(const struct skep_prog *prog)
{
	size_t size = ctx_info(ctx_of(prog))->host_size;

	if (ctx_of(prog) == CTX_ID_SKB_FLOW)
		return sizeof(struct test_flow);
	return size ? size : MAX_BYTES_CONTEXT;
}

void test_start_flow(const struct skep_prog *prog, uint8_t *ctx)
{
	struct test_flow *flow = (struct test_flow *)ctx;

	if (ctx_of(prog) != CTX_ID_SKB_FLOW)
		return;
	flow->skb.flow_keys = &flow->keys;
	flow->keys.nhoff = flow->keys.thoff = (uint16_t)flow->skb.network_offset;
	flow->keys.n_proto = (uint16_t)flow->skb.protocol;
}

/* A packet's ends and a flow's keys are the tester's own; what may be NULL is. */
static bool can_give(enum host_kind host, uint8_t kind)
{
	if (kind == CTX_PACKET || kind == CTX_PACKET_END || kind == CTX_PACKET_META)
		return host != HOST_BYTES;
	return kind == CTX_SCALAR || kind == CTX_FLOW_KEYS ||
	       ctx_kind_info[kind].flags & VALUE_NULLABLE;
}

bool test_can_run(const struct skep_prog *prog)
{
	const struct ctx_field *field;
	uint32_t at = 0;

	while ((field = next_field(ctx_of(prog), &at)))
		if (!can_give(test_host(prog), field->kind))
			return false;
	return !(ctx_info(ctx_of(prog))->flags & CTXF_BTF);
}

static bool is_usable(const struct ctx_field *field)
{
	return field->kind == CTX_SCALAR && field->host_size && field->host_size <= MAX_FIELD_SIZE;
}

static bool find_host_field(enum host_kind host, const char *name, struct test_field *out)
{
	for (size_t i = 0; i < sizeof(host_fields) / sizeof(*host_fields); i++) {
		if (host == HOST_BYTES || host_fields[i].xdp != (host == HOST_XDP) ||
		    strcmp(host_fields[i].name, name))
			continue;
		out->host_offset = host_fields[i].offset;
		out->size = host_fields[i].size;
		return true;
	}
	return false;
}

static bool find_flow_field(const struct skep_prog *prog, const char *name, struct test_field *out)
{
	if (ctx_of(prog) != CTX_ID_SKB_FLOW)
		return false;
	for (size_t i = 0; i < sizeof(flow_fields) / sizeof(*flow_fields); i++) {
		if (strcmp(flow_fields[i].name, name))
			continue;
		out->host_offset = flow_fields[i].offset;
		out->size = flow_fields[i].size;
		out->is_network = flow_fields[i].is_network;
		return true;
	}
	return false;
}

bool test_find_field(const struct skep_prog *prog, const char *name, struct test_field *out)
{
	const struct ctx_field *field;
	uint32_t at = 0;

	*out = (struct test_field){ .name = name };
	while ((field = next_field(ctx_of(prog), &at))) {
		if (strcmp(field->name, name) || !is_usable(field))
			continue;
		out->host_offset = field->host_offset;
		out->size = field->host_size;
		return true;
	}
	return find_flow_field(prog, name, out) || find_host_field(test_host(prog), name, out);
}

void test_list_fields(const struct skep_prog *prog, char *buf, size_t size)
{
	const struct ctx_field *field;
	uint32_t at = 0;
	size_t used = 0;

	*buf = 0;
	while ((field = next_field(ctx_of(prog), &at)) && used < size)
		if (is_usable(field))
			used += (size_t)snprintf(buf + used, size - used, "%s%s", used ? ", " : "",
						 field->name);
	if (ctx_of(prog) != CTX_ID_SKB_FLOW)
		return;
	for (size_t i = 0; i < sizeof(flow_fields) / sizeof(*flow_fields) && used < size; i++)
		used += (size_t)snprintf(buf + used, size - used, "%s%s", used ? ", " : "",
					 flow_fields[i].name);
}

void test_format_field(const struct test_field *field, const uint8_t *value, char *buf, size_t size)
{
	uint64_t number = 0;
	size_t used = 0;

	if (field->is_address) {
		inet_ntop(field->size == 4 ? AF_INET : AF_INET6, value, buf, (socklen_t)size);
	} else if (field->size <= 8) {
		for (uint32_t i = 0; i < field->size; i++)
			number |= (uint64_t)value[i]
				  << 8 * (field->is_network ? field->size - 1 - i : i);
		snprintf(buf, size, "%llu", (unsigned long long)number);
	} else {
		used = (size_t)snprintf(buf, size, "0x");
		for (uint32_t i = 0; i < field->size && used < size; i++, used += 2)
			snprintf(buf + used, size - used, "%02x", value[i]);
	}
}
