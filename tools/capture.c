/*
 * Captures.  What libpcap says about a damaged file is completed by the file,
 * the packet and the byte; what is written appears whole or not at all.
 */
#include "tools/capture.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/diag.h"
#include "tools/file.h"

static int capture_error(const struct capture *capture, const char *what, struct skep_error *error)
{
	FILE *file = capture->pcap ? pcap_file(capture->pcap) : NULL;
	long offset = file ? ftell(file) : -1;
	char text[PCAP_ERRBUF_SIZE + 100];
	int err;

	if (capture->pcap)
		snprintf(text, sizeof(text), "packet %llu cannot be read: %s",
			 (unsigned long long)capture->n + 1, what);
	else
		snprintf(text, sizeof(text), "not a capture: %s", what);
	err = error_set(error, BAD_CAPTURE, text);
	snprintf(error->file, sizeof(error->file), "%s", capture->path);
	error->offset = offset;
	return err;
}

/* A classic capture says its precision in the first four bytes; others get the finer one. */
static u_int precision_of(FILE *file)
{
	uint32_t magic = 0;

	if (pread(fileno(file), &magic, sizeof(magic), 0) != (ssize_t)sizeof(magic))
		return PCAP_TSTAMP_PRECISION_MICRO;
	return magic == 0xa1b2c3d4 || magic == 0xd4c3b2a1 ? PCAP_TSTAMP_PRECISION_MICRO :
							    PCAP_TSTAMP_PRECISION_NANO;
}

int capture_open(struct capture *capture, const char *path, struct skep_error *error)
{
	char why[PCAP_ERRBUF_SIZE] = "";
	struct stat st;
	FILE *file;

	*capture = (struct capture){ .path = path };
	error_clear(error);
	file = strcmp(path, "-") ? fopen(path, "re") : stdin;
	if (!file || fstat(fileno(file), &st))
		return error_set(error, FILE_OPEN, path, strerror(errno));
	if (S_ISDIR(st.st_mode)) {
		fclose(file);
		return error_set(error, FILE_OPEN, path, strerror(EISDIR));
	}
	capture->pcap = pcap_fopen_offline_with_tstamp_precision(file, precision_of(file), why);
	if (capture->pcap)
		return 0;
	if (file != stdin)
		fclose(file);
	return capture_error(capture, why, error);
}

int capture_next(struct capture *capture, struct pcap_pkthdr **header, const uint8_t **data,
		 struct skep_error *error)
{
	int got = pcap_next_ex(capture->pcap, header, data);

	if (got == PCAP_ERROR_BREAK)
		return 0;
	if (got != 1)
		return capture_error(capture, pcap_geterr(capture->pcap), error);
	capture->n++;
	return 1;
}

void capture_close(struct capture *capture)
{
	if (capture->pcap)
		pcap_close(capture->pcap);
	capture->pcap = NULL;
}

static int out_error(const struct capture_out *out, int err, struct skep_error *error)
{
	error_set(error, FILE_IO, out->path, strerror(err));
	error->err = -err;
	return -err;
}

static FILE *open_target(struct capture_out *out)
{
	struct stat st;
	FILE *file;
	int fd;

	if (!strcmp(out->path, "-")) {
		fd = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3);
		return fd < 0 ? NULL : fdopen(fd, "w");
	}
	if (!stat(out->path, &st) && S_ISDIR(st.st_mode)) {
		errno = EISDIR;
		return NULL;
	}
	if (!stat(out->path, &st) && !S_ISREG(st.st_mode))
		return fopen(out->path, "we");
	fd = file_temporary(out->path, &out->temporary);
	if (fd < 0)
		return NULL;
	file = fdopen(fd, "w");
	if (!file)
		close(fd);
	return file;
}

int capture_out_open(struct capture_out *out, const char *path, const struct capture *like,
		     struct skep_error *error)
{
	int err;

	*out = (struct capture_out){ .path = path };
	out->file = open_target(out);
	if (!out->file) {
		err = out_error(out, errno, error);
		capture_out_abort(out);
		return err;
	}
	out->pcap = pcap_open_dead_with_tstamp_precision(
		pcap_datalink(like->pcap), 262144, (u_int)pcap_get_tstamp_precision(like->pcap));
	if (out->pcap)
		out->dumper = pcap_dump_fopen(out->pcap, out->file);
	if (out->dumper)
		return 0;
	err = out_error(out, errno ? errno : ENOMEM, error);
	capture_out_abort(out);
	return err;
}

int capture_out_write(struct capture_out *out, const struct pcap_pkthdr *header,
		      const uint8_t *data, struct skep_error *error)
{
	errno = 0;
	pcap_dump((u_char *)out->dumper, header, data);
	if (ferror(out->file))
		return out_error(out, errno ? errno : EIO, error);
	out->n++;
	return 0;
}

/* Close what pcap_dump_fopen took over, or the plain file before that. */
static int close_out(struct capture_out *out)
{
	int err = 0;

	errno = 0;
	if (out->file && (fflush(out->file) || ferror(out->file)))
		err = errno ? errno : EIO;
	if (out->dumper)
		pcap_dump_close(out->dumper);
	else if (out->file)
		fclose(out->file);
	if (out->pcap)
		pcap_close(out->pcap);
	out->dumper = NULL;
	out->file = NULL;
	out->pcap = NULL;
	return err;
}

int capture_out_commit(struct capture_out *out, struct skep_error *error)
{
	int err = 0;

	if (out->temporary && (fflush(out->file) || fsync(fileno(out->file))))
		err = errno;
	if (!err)
		err = close_out(out);
	if (!err && out->temporary && rename(out->temporary, out->path))
		err = errno;
	if (err) {
		capture_out_abort(out);
		return out_error(out, err, error);
	}
	free(out->temporary);
	out->temporary = NULL;
	return 0;
}

void capture_out_abort(struct capture_out *out)
{
	close_out(out);
	if (out->temporary)
		unlink(out->temporary);
	free(out->temporary);
	out->temporary = NULL;
}
