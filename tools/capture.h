/* Captures in and out, by libpcap. */
#ifndef SKEP_TOOLS_CAPTURE_H
#define SKEP_TOOLS_CAPTURE_H

#include <pcap/pcap.h>

#include "skep/skep.h"

struct capture {
	const char *path;
	pcap_t *pcap;
	uint64_t n; /* packets read */
};

/* @path "-": standard input.  Time stamps keep their precision. */
int capture_open(struct capture *capture, const char *path, struct skep_error *error);
/* Return: 1 and the packet (valid until the next call), 0 at the end, or an error. */
int capture_next(struct capture *capture, struct pcap_pkthdr **header, const uint8_t **data,
		 struct skep_error *error);
void capture_close(struct capture *capture);

/*
 * A capture that is written: a temporary file beside the target until all is
 * there, then renamed.  A target that exists and is no regular file (a device,
 * a pipe) is written in place; "-" is standard output.
 */
struct capture_out {
	const char *path;
	char *temporary; /* NULL: written in place */
	FILE *file;
	pcap_t *pcap;
	pcap_dumper_t *dumper;
	uint64_t n; /* packets written */
};

/* A file with link type and precision of @like. */
int capture_out_open(struct capture_out *out, const char *path, const struct capture *like,
		     struct skep_error *error);
int capture_out_write(struct capture_out *out, const struct pcap_pkthdr *header,
		      const uint8_t *data, struct skep_error *error);
/* Everything to the disk, then the name. */
int capture_out_commit(struct capture_out *out, struct skep_error *error);
/* Forget an uncommitted file; harmless after commit or before open. */
void capture_out_abort(struct capture_out *out);

#endif
