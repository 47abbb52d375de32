/* Packets by link type; see packets.h.  DLT numbers are those of the registry of tcpdump.org. */
#include "tests/lib/packets.h"

#include <stddef.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof(*(array)))
#define PICK(maker, array) (array)[below(maker, COUNT(array))]

/* A packet that grows at its end. */
struct maker {
	uint64_t state;
	uint8_t *data;
	uint32_t n;
};

static uint32_t below(struct maker *m, uint32_t n)
{
	m->state = m->state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (uint32_t)(m->state >> 33) % n;
}

static bool chance(struct maker *m, uint32_t percent)
{
	return below(m, 100) < percent;
}

static void put8(struct maker *m, uint32_t v)
{
	if (m->n < MAX_PACKET_SIZE)
		m->data[m->n++] = (uint8_t)v;
}

static void put16(struct maker *m, uint32_t v)
{
	put8(m, v >> 8);
	put8(m, v);
}

static void put32(struct maker *m, uint32_t v)
{
	put16(m, v >> 16);
	put16(m, v);
}

static void put_noise(struct maker *m, uint32_t n)
{
	while (n--)
		put8(m, below(m, 4) ? below(m, 256) : 0);
}

static void put_zeros(struct maker *m, uint32_t n)
{
	while (n--)
		put8(m, 0);
}

static void put_bytes(struct maker *m, const char *bytes, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++)
		put8(m, (uint8_t)bytes[i]);
}

/* --- transport --- */

static void put_port(struct maker *m)
{
	static const uint16_t ports[] = { 22, 53, 67, 80, 80, 179, 443, 4789, 5060, 6081, 8080,
					  0, 65535, 1024 };

	put16(m, PICK(m, ports));
}

static void put_tcp(struct maker *m)
{
	static const uint8_t flags[] = { 2, 0x12, 0x10, 0x18, 0x11, 4, 0, 0xff };
	uint32_t words = chance(m, 70) ? 5 : 5 + below(m, 6);

	put_port(m);
	put_port(m);
	put32(m, below(m, 1u << 30));
	put32(m, 0);
	put8(m, words << 4);
	put8(m, PICK(m, flags));
	put16(m, chance(m, 20) ? 0 : 4096);
	put32(m, 0);
	put_noise(m, (words - 5) * 4);
	if (chance(m, 40))
		put_bytes(m, "GET / HTTP/1.0\r\n", 16);
}

static void put_net(struct maker *m, uint32_t depth);

static void put_udp(struct maker *m)
{
	bool geneve = chance(m, 15);

	put_port(m);
	if (geneve)
		put16(m, 6081);
	else
		put_port(m);
	put16(m, 8 + below(m, 60));
	put16(m, 0);
	if (geneve) { /* an Ethernet or IPv4 packet behind 0 to 2 words of options */
		uint32_t options = below(m, 3);

		put8(m, options);
		put8(m, 0);
		put16(m, chance(m, 50) ? 0x6558 : 0x0800);
		put32(m, (chance(m, 50) ? 0x123u : 0x55u) << 8);
		put_noise(m, options * 4);
		put_noise(m, 12);
		put16(m, 0x0800);
		put_net(m, 3);
	} else if (chance(m, 50)) {
		put32(m, 0x01020304);
	}
	put_noise(m, below(m, 24));
}

static void put_icmp(struct maker *m, bool v6)
{
	static const uint8_t types4[] = { 0, 3, 5, 8, 11 };
	static const uint8_t types6[] = { 128, 129, 133, 134, 135, 136 };

	put8(m, v6 ? PICK(m, types6) : PICK(m, types4));
	put8(m, below(m, 3));
	put_noise(m, 6 + below(m, 30));
}

static void put_transport(struct maker *m, uint32_t protocol)
{
	switch (protocol) {
	case 6: put_tcp(m); break;
	case 17: put_udp(m); break;
	case 1: put_icmp(m, false); break;
	case 58: put_icmp(m, true); break;
	case 132:
		put_port(m);
		put_port(m);
		put_noise(m, 8);
		put8(m, below(m, 3));
		put_noise(m, 11);
		break;
	case 2:
		put8(m, chance(m, 50) ? 0x11 : 0x16);
		put_noise(m, 7);
		break;
	default: put_noise(m, 8 + below(m, 24)); break;
	}
}

/* --- network --- */

static void put_address4(struct maker *m)
{
	static const uint32_t addresses[] = { 0x0a000001, 0x0a000001, 0x0a000002, 0xc0a8010a,
					      0xac100504, 0x7f000001, 0xe0000005, 0xffffffff,
					      0xc0a801ff, 0x08080808 };

	put32(m, PICK(m, addresses));
}

static void put_ip4(struct maker *m)
{
	static const uint8_t protocols[] = { 6, 6, 6, 17, 17, 17, 1, 132, 2, 47, 50, 51, 89, 103,
					     112, 9, 4, 41 };
	static const uint16_t fragments[] = { 0x4000, 0, 0, 0, 0x2000, 0x2010, 0x0010, 0x1fff };
	static const uint8_t ttls[] = { 64, 64, 128, 255, 1, 0, 9 };
	uint32_t words = chance(m, 75) ? 5 : 5 + below(m, 11);
	uint32_t protocol = PICK(m, protocols);

	put8(m, (chance(m, 97) ? 0x40u : 0x30u) | words);
	put8(m, chance(m, 30) ? 0xb8 : 0);
	put16(m, chance(m, 50) ? 60 : 40 + below(m, 1400));
	put16(m, below(m, 65536));
	put16(m, PICK(m, fragments));
	put8(m, PICK(m, ttls));
	put8(m, protocol);
	put16(m, 0);
	put_address4(m);
	put_address4(m);
	put_noise(m, (words - 5) * 4);
	put_transport(m, protocol);
}

static void put_address6(struct maker *m)
{
	static const char *const heads[] = { "\x20\x01\x0d\xb8", "\x20\x01\x0d\xb8",
					     "\xfe\x80\0\0", "\xff\x02\0\0", "\0\0\0\0" };

	put_bytes(m, PICK(m, heads), 4);
	put_zeros(m, 11);
	put8(m, 1 + below(m, 3));
}

/* Extension headers, each naming the next; Return: what stands in the header before. */
static void put_ip6(struct maker *m)
{
	static const uint8_t uppers[] = { 6, 6, 17, 17, 58, 58, 132, 59, 50, 89, 2 };
	static const uint8_t extensions[] = { 0, 43, 44, 60, 51 };
	uint32_t upper = PICK(m, uppers), n = chance(m, 60) ? 0 : 1 + below(m, 2), chain[3];

	for (uint32_t i = 0; i < n; i++)
		chain[i] = PICK(m, extensions);
	chain[n] = upper;
	put32(m, 0x60000000);
	put16(m, 20 + below(m, 100));
	put8(m, chain[0]);
	put8(m, chance(m, 50) ? 64 : below(m, 256));
	put_address6(m);
	put_address6(m);
	for (uint32_t i = 0; i < n; i++) {
		uint32_t more = chain[i] == 44 ? 0 : below(m, 2); /* units of 8 bytes, AH of 4 */

		put8(m, chain[i + 1]);
		put8(m, chain[i] == 51 ? 2 * more + 0 : more);
		put16(m, chain[i] == 44 && chance(m, 50) ? 0x0018 : 0x0001);
		put_noise(m, 4 + more * 8);
	}
	put_transport(m, upper);
}

static void put_arp(struct maker *m)
{
	put16(m, 1);
	put16(m, 0x0800);
	put16(m, 0x0604);
	put16(m, 1 + below(m, 3));
	put_noise(m, 6);
	put_address4(m);
	put_zeros(m, 6);
	put_address4(m);
}

static void put_mpls(struct maker *m, bool v6)
{
	uint32_t n = 1 + below(m, 3);

	while (n--) {
		uint32_t label = chance(m, 50) ? 100 : chance(m, 50) ? 200 : 5000;

		put32(m, label << 12 | (n ? 0u : 1u) << 8 | 64);
	}
	if (v6)
		put_ip6(m);
	else
		put_ip4(m);
}

static void put_pppoe(struct maker *m, bool session)
{
	bool v6 = chance(m, 30);

	put16(m, session ? 0x1100 : 0x1109);
	put16(m, chance(m, 50) ? 17 : 18);
	put16(m, 40);
	put16(m, v6 ? 0x0057 : 0x0021);
	if (v6)
		put_ip6(m);
	else
		put_ip4(m);
}

static uint32_t pick_ethertype(struct maker *m, uint32_t depth)
{
	static const uint16_t common[] = { 0x0800, 0x0800, 0x0800, 0x0800, 0x86dd, 0x86dd, 0x86dd,
					   0x0806 };
	static const uint16_t rare[] = { 0x8035, 0x8100, 0x8100, 0x8100, 0x88a8, 0x9100, 0x8847,
					 0x8847, 0x8848, 0x8863, 0x8864, 0x8864, 0x809b, 0x80f3,
					 0x6003, 0x6004, 0x6001, 0x6002, 0x9000, 0x88cc, 0x888e };

	return chance(m, depth < 3 ? 60 : 100) ? PICK(m, common) : PICK(m, rare);
}

/* What an EtherType announces; the type itself is there already. */
static void put_body(struct maker *m, uint32_t type, uint32_t depth)
{
	switch (type) {
	case 0x0800: put_ip4(m); break;
	case 0x86dd: put_ip6(m); break;
	case 0x0806:
	case 0x8035: put_arp(m); break;
	case 0x8847:
	case 0x8848: put_mpls(m, chance(m, 30)); break;
	case 0x8863:
	case 0x8864: put_pppoe(m, type == 0x8864); break;
	case 0x8100:
	case 0x88a8:
	case 0x9100:
		put16(m, chance(m, 45) ? 10 : chance(m, 60) ? 20 : 0x2000 | below(m, 4096));
		type = chance(m, 25) ? 0x8100 : pick_ethertype(m, depth + 1);
		put16(m, type);
		if (depth < 4)
			put_body(m, type, depth + 1);
		break;
	default: put_noise(m, 20 + below(m, 40)); break;
	}
}

static void put_net(struct maker *m, uint32_t depth)
{
	put_body(m, depth < 3 && chance(m, 30) ? 0x86dd : 0x0800, depth);
}

/* DSAP, SSAP, control and what follows; SNAP carries an EtherType. */
static void put_llc(struct maker *m, bool snap)
{
	static const uint8_t saps[] = { 0x42, 0xfe, 0xe0, 0xf0, 0x06, 0xaa, 0xff };
	static const uint8_t controls[] = { 0x03, 0x03, 0xaf, 0xbf, 0xe3, 0x00, 0x01, 0x05, 0x09 };
	uint32_t sap = PICK(m, saps), type = pick_ethertype(m, 1);

	if (snap) {
		put_bytes(m, "\xaa\xaa\x03\0\0\0", 6);
		put16(m, type);
		put_body(m, type, 1);
		return;
	}
	put8(m, sap);
	put8(m, sap);
	put8(m, PICK(m, controls));
	if (sap == 0xfe) { /* OSI: CLNP, ES-IS, IS-IS */
		static const uint8_t nlpids[] = { 0x81, 0x82, 0x83, 0xcc };

		put8(m, PICK(m, nlpids));
	}
	put_noise(m, 30);
}

/* --- links --- */

static void put_mac(struct maker *m)
{
	static const char *const macs[] = { "\x02\0\0\0\0\x01", "\x02\0\0\0\0\x02",
					    "\x02\0\0\0\0\x03", "\x02\0\0\0\0\x04",
					    "\xff\xff\xff\xff\xff\xff", "\x01\0\x5e\0\0\x05" };

	put_bytes(m, PICK(m, macs), 6);
}

static void link_ethernet(struct maker *m)
{
	uint32_t type = pick_ethertype(m, 0);

	put_mac(m);
	put_mac(m);
	if (chance(m, 15)) {
		put16(m, 40 + below(m, 60));
		put_llc(m, chance(m, 40));
		return;
	}
	put16(m, type);
	put_body(m, type, 0);
}

static void link_raw(struct maker *m)
{
	put_net(m, 2);
}

static void link_null(struct maker *m)
{
	bool v6 = chance(m, 40);
	uint8_t family = v6 ? 30 : 2;

	put8(m, family); /* little-endian, as written by this machine */
	put_zeros(m, 3);
	put_body(m, v6 ? 0x86dd : 0x0800, 3);
}

static void link_loop(struct maker *m)
{
	bool v6 = chance(m, 40);

	put32(m, v6 ? 30 : 2);
	put_body(m, v6 ? 0x86dd : 0x0800, 3);
}

static void ppp_payload(struct maker *m)
{
	static const uint16_t protocols[] = { 0x0021, 0x0021, 0x0057, 0x0281, 0xc021, 0x8021,
					      0x0023, 0x002b };
	uint32_t protocol = PICK(m, protocols);

	put16(m, protocol);
	put_body(m, protocol == 0x0021 ? 0x0800 : protocol == 0x0057 ? 0x86dd :
		 protocol == 0x0281 ? 0x8847 : 0x9000, 3);
}

static void link_ppp(struct maker *m)
{
	put16(m, chance(m, 80) ? 0xff03 : 0x0f00);
	ppp_payload(m);
}

static void link_slip(struct maker *m)
{
	put8(m, below(m, 2));
	put_noise(m, 15);
	put_net(m, 3);
}

static void link_sll(struct maker *m)
{
	uint32_t type = pick_ethertype(m, 0);

	put16(m, below(m, 5));
	put16(m, chance(m, 80) ? 1 : 772);
	put16(m, 6);
	put_mac(m);
	put16(m, 0);
	put16(m, chance(m, 90) ? type : 4);
	if (m->data[m->n - 2] == 0)
		put_llc(m, chance(m, 50));
	else
		put_body(m, type, 0);
}

static void link_sll2(struct maker *m)
{
	uint32_t type = chance(m, 90) ? pick_ethertype(m, 0) : 4;

	put16(m, type);
	put16(m, 0);
	put32(m, 1 + below(m, 4));
	put16(m, 1);
	put8(m, below(m, 5));
	put8(m, 6);
	put_mac(m);
	put16(m, 0);
	if (type == 4)
		put_llc(m, chance(m, 50));
	else
		put_body(m, type, 0);
}

static void link_wlan(struct maker *m)
{
	static const uint8_t data[] = { 0x08, 0x08, 0x88, 0x88, 0x48 };
	static const uint8_t other[] = { 0x80, 0x40, 0x50, 0x00, 0xb0, 0xd4, 0xb4, 0xc4, 0x84 };
	uint32_t control = chance(m, 65) ? PICK(m, data) : PICK(m, other), ds = below(m, 4);

	put8(m, control);
	put8(m, ds);
	put16(m, 0);
	put_mac(m);
	if (control != 0xd4 && control != 0xc4)
		put_mac(m);
	if ((control & 0x0c) == 0x04)
		return;
	put_mac(m);
	put16(m, 0x1000);
	if ((control & 0x0c) == 0) {
		put_noise(m, 30);
		return;
	}
	if (ds == 3)
		put_mac(m);
	if (control & 0x80)
		put16(m, 0);
	put_llc(m, chance(m, 85));
}

static void link_radiotap(struct maker *m)
{
	uint32_t extra = 4 * below(m, 6);

	put16(m, 0);
	put8(m, 8 + extra); /* length, little-endian */
	put8(m, 0);
	put_zeros(m, 4);
	put_noise(m, extra);
	link_wlan(m);
}

static void link_prism(struct maker *m)
{
	if (chance(m, 50)) { /* AVS's cookie makes it a header with its own length */
		put32(m, 0x80211001);
		put32(m, 64);
		put_noise(m, 56);
	} else {
		put32(m, 0x44000000);
		put_noise(m, 140);
	}
	link_wlan(m);
}

static void link_avs(struct maker *m)
{
	put32(m, 0x80211001);
	put32(m, 64);
	put_noise(m, 56);
	link_wlan(m);
}

static void link_ppi(struct maker *m)
{
	uint32_t extra = 4 * below(m, 4);

	put16(m, 0);
	put8(m, 8 + extra);
	put8(m, 0);
	put8(m, 105);
	put_zeros(m, 3);
	put_noise(m, extra);
	link_wlan(m);
}

static void link_fddi(struct maker *m)
{
	put8(m, chance(m, 70) ? 0x50 : 0x41);
	put_mac(m);
	put_mac(m);
	put_llc(m, chance(m, 80));
}

static void link_token_ring(struct maker *m)
{
	put8(m, 0x10);
	put8(m, chance(m, 80) ? 0x40 : 0x00);
	put_mac(m);
	put_mac(m);
	if (chance(m, 30)) { /* routing information */
		uint32_t words = 1 + below(m, 4);

		m->data[m->n - 6] |= 0x80;
		put8(m, words * 2);
		put8(m, 0);
		put_noise(m, words * 2 - 2);
	}
	put_llc(m, chance(m, 80));
}

static void link_llc(struct maker *m)
{
	put_llc(m, chance(m, 80));
}

static void link_sunatm(struct maker *m)
{
	put8(m, chance(m, 50) ? 0x02 : below(m, 16));
	put8(m, chance(m, 50) ? 5 : 0);
	put16(m, chance(m, 50) ? 33 : below(m, 20));
	put_llc(m, chance(m, 70));
}

static void link_fc(struct maker *m)
{
	put_noise(m, 2);
	put_mac(m);
	put_noise(m, 2);
	put_mac(m);
	put_llc(m, chance(m, 80));
}

static void link_hdlc(struct maker *m)
{
	uint32_t type = pick_ethertype(m, 2);

	put16(m, chance(m, 80) ? 0x0f00 : 0xff03);
	put16(m, type);
	put_body(m, type, 2);
}

static void link_frame_relay(struct maker *m)
{
	static const uint8_t nlpids[] = { 0xcc, 0xcc, 0x8e, 0x8e, 0x81, 0x83 };
	uint32_t nlpid = PICK(m, nlpids);

	put16(m, 0x1841);
	put8(m, 0x03);
	put8(m, nlpid);
	put_body(m, nlpid == 0xcc ? 0x0800 : nlpid == 0x8e ? 0x86dd : 0x9000, 3);
}

static void link_arcnet(struct maker *m)
{
	static const uint8_t types[] = { 212, 212, 213, 214, 196, 240, 241, 221 };
	uint32_t type = PICK(m, types);

	put_noise(m, 2);
	put8(m, type);
	put_noise(m, 3);
	put_body(m, type == 213 || type == 241 ? 0x0806 : type == 196 ? 0x86dd : 0x0800, 3);
}

static void link_arcnet_linux(struct maker *m)
{
	put_noise(m, 4);
	put8(m, chance(m, 70) ? 212 : 213);
	put_noise(m, 3);
	put_body(m, m->data[m->n - 4] == 212 ? 0x0800 : 0x0806, 3);
}

static void link_firewire(struct maker *m)
{
	uint32_t type = pick_ethertype(m, 1);

	put_noise(m, 16);
	put16(m, type);
	put_body(m, type, 1);
}

static void link_pflog(struct maker *m)
{
	bool v6 = chance(m, 30);

	put8(m, 61);
	put8(m, v6 ? 30 : 2);
	put8(m, below(m, 2)); /* action, reason */
	put8(m, below(m, 3));
	put_bytes(m, chance(m, 50) ? "lo0" : "em0", 3);
	put_zeros(m, 13 + 16);
	put32(m, below(m, 5));
	put32(m, 0);
	put_noise(m, 16);
	put8(m, 1 + below(m, 2));
	put_zeros(m, 3);
	put_body(m, v6 ? 0x86dd : 0x0800, 3);
}

static void link_netanalyzer(struct maker *m)
{
	put_noise(m, 4);
	link_ethernet(m);
}

static void link_netanalyzer_transparent(struct maker *m)
{
	put_noise(m, 12);
	link_ethernet(m);
}

static void link_symantec(struct maker *m)
{
	uint32_t type = pick_ethertype(m, 2);

	put_noise(m, 6);
	put16(m, type);
	put_noise(m, 36);
	put_body(m, type, 2);
}

static void link_mtp2(struct maker *m)
{
	put_noise(m, 2);
	put8(m, below(m, 6)); /* length indicator: what kind of signal unit */
	put8(m, chance(m, 50) ? 1 : below(m, 256));
	put8(m, chance(m, 50) ? 44 : below(m, 256));
	put_noise(m, 12);
}

/* Noise where the header of an unknown link would be. */
static void link_unknown(struct maker *m)
{
	put_noise(m, 4 * below(m, 8));
	put_net(m, 2);
}

static const struct {
	int dlt;
	void (*put)(struct maker *m);
} links[] = {
	{ 0, link_null },	  { 1, link_ethernet },	     { 6, link_token_ring },
	{ 7, link_arcnet },	  { 8, link_slip },	     { 9, link_ppp },
	{ 10, link_fddi },	  { 11, link_llc },	     { 12, link_raw },
	{ 50, link_ppp },	  { 99, link_symantec },     { 104, link_hdlc },
	{ 105, link_wlan },	  { 107, link_frame_relay }, { 108, link_loop },
	{ 113, link_sll },	  { 117, link_pflog },	     { 119, link_prism },
	{ 122, link_fc },	  { 123, link_sunatm },	     { 127, link_radiotap },
	{ 129, link_arcnet_linux }, { 138, link_firewire },  { 140, link_mtp2 },
	{ 143, link_ethernet },	  { 163, link_avs },	     { 192, link_ppi },
	{ 228, link_raw },	  { 229, link_raw },	     { 240, link_netanalyzer },
	{ 241, link_netanalyzer_transparent }, { 276, link_sll2 },
};

static void (*find_link(int dlt))(struct maker *m)
{
	for (size_t i = 0; i < COUNT(links); i++)
		if (links[i].dlt == dlt)
			return links[i].put;
	return NULL;
}

bool packets_know(int dlt)
{
	return find_link(dlt) != NULL;
}

static void make_one(struct maker *m, void (*put)(struct maker *m), struct packet *packet)
{
	m->data = packet->data;
	m->n = 0;
	if (chance(m, 8))
		put_noise(m, below(m, 80));
	else
		put(m);
	packet->len = packet->caplen = m->n;
	if (chance(m, 20)) /* cut by the snapshot length */
		packet->caplen = below(m, m->n + 1);
	else if (chance(m, 10)) /* padded, as on the wire */
		while (m->n < 64)
			put8(m, 0);
	if (packet->caplen == packet->len)
		packet->len = packet->caplen = m->n;
}

void packets_make(int dlt, struct packet *out, unsigned n)
{
	void (*put)(struct maker *m) = find_link(dlt);
	struct maker m = { .state = 0x5eed + (uint64_t)dlt };

	memset(out, 0, n * sizeof(*out));
	for (unsigned i = 0; i < n; i++)
		make_one(&m, put ? put : link_unknown, &out[i]);
}
