/*
 * Packets for filters: the same ones every time, by link type.
 *
 * Each is drawn from small sets of addresses, ports and protocols, so that the
 * usual expressions match some and not others: IPv4 with options and fragments,
 * IPv6 with extension headers, tags, labels, tunnels, LLC; some are cut short,
 * some are noise.
 */
#ifndef SKEP_TESTS_LIB_PACKETS_H
#define SKEP_TESTS_LIB_PACKETS_H

#include <stdbool.h>
#include <stdint.h>

enum { MAX_PACKET_SIZE = 512 };

struct packet {
	uint8_t data[MAX_PACKET_SIZE];
	uint32_t caplen, len; /* bytes captured, bytes that it had */
};

/* Is the link type's own header put before what it carries?  Else noise stands there. */
bool packets_know(int dlt);
void packets_make(int dlt, struct packet *out, unsigned n);

#endif
