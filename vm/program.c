/*
 * Programs that a library in front of libc does not reach (LD_PRELOAD): told by their
 * files, before they start.
 */
#include "vm/program.h"

#include <elf.h>
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

enum { MAX_SCRIPTS = 4, MAX_PHDRS = 256, MAX_SHDRS = 4096 };

bool program_is_there(const char *path)
{
	struct stat st;

	return !stat(path, &st) && S_ISREG(st.st_mode) && !access(path, X_OK);
}

bool program_find(const char *name, char path[PATH_MAX])
{
	const char *folders = getenv("PATH");

	if (strchr(name, '/')) {
		snprintf(path, PATH_MAX, "%s", name);
		return !access(path, F_OK);
	}
	for (folders = folders ? folders : "/bin:/usr/bin"; *folders;) {
		size_t n = strcspn(folders, ":");

		snprintf(path, PATH_MAX, "%.*s%s%s", (int)n, folders, n ? "/" : "", name);
		if (program_is_there(path))
			return true;
		folders += n + (folders[n] == ':');
	}
	return false;
}

static const char *check_segments(int fd, const Elf64_Ehdr *head)
{
	for (unsigned i = 0; i < head->e_phnum && i < MAX_PHDRS; i++) {
		Elf64_Phdr segment;

		if (pread(fd, &segment, sizeof(segment),
			  (off_t)(head->e_phoff + i * sizeof(segment))) != sizeof(segment))
			break;
		if (segment.p_type == PT_INTERP)
			return NULL;
	}
	return "it is statically linked, so no library can stand in front of its calls";
}

/* Go programs make system calls of their own, even those that are linked with libc. */
static bool is_go(int fd, const Elf64_Ehdr *head)
{
	Elf64_Shdr names, section;
	char name[16];

	if (!head->e_shnum || head->e_shstrndx >= head->e_shnum ||
	    pread(fd, &names, sizeof(names),
		  (off_t)(head->e_shoff + head->e_shstrndx * sizeof(names))) != sizeof(names))
		return false;
	for (unsigned i = 0; i < head->e_shnum && i < MAX_SHDRS; i++) {
		ssize_t n;

		if (pread(fd, &section, sizeof(section),
			  (off_t)(head->e_shoff + i * sizeof(section))) != sizeof(section))
			return false;
		n = pread(fd, name, sizeof(name) - 1, (off_t)(names.sh_offset + section.sh_name));
		name[n > 0 ? n : 0] = '\0';
		if (!strncmp(name, ".go.buildinfo", strlen(".go.buildinfo")))
			return true;
	}
	return false;
}

static const char *check_elf(int fd, const Elf64_Ehdr *head)
{
	const char *reason;

	if (head->e_ident[EI_CLASS] != ELFCLASS64 || head->e_phentsize != sizeof(Elf64_Phdr))
		return "it is no program for this machine";
	reason = check_segments(fd, head);
	if (!reason && is_go(fd, head))
		reason = "it is written in Go, which makes system calls without libc";
	return reason;
}

static const char *check_privilege(int fd)
{
	struct stat st;

	if (fstat(fd, &st))
		return "it cannot be examined";
	if (st.st_mode & S_ISUID || (st.st_mode & S_ISGID && st.st_mode & S_IXGRP))
		return "it is set-user-ID or set-group-ID, so the system ignores the library";
	if (fgetxattr(fd, "security.capability", NULL, 0) > 0)
		return "it has file capabilities, so the system ignores the library";
	return NULL;
}

/* The program that a script names. */
static bool interpreter_of(const char *line, char path[PATH_MAX])
{
	size_t n;

	if (strncmp(line, "#!", 2))
		return false;
	line += 2 + strspn(line + 2, " \t");
	n = strcspn(line, " \t\n");
	snprintf(path, PATH_MAX, "%.*s", (int)n, line);
	return n > 0;
}

const char *program_misses(char path[PATH_MAX])
{
	union {
		Elf64_Ehdr head;
		char text[256];
	} start;
	const char *reason = NULL;

	for (int i = 0; i < MAX_SCRIPTS; i++) {
		int fd = open(path, O_RDONLY | O_CLOEXEC);

		if (fd < 0)
			return errno == EACCES ? NULL : strerror(errno);
		memset(&start, 0, sizeof(start));
		if (pread(fd, &start, sizeof(start) - 1, 0) < 0)
			start.text[0] = '\0';
		reason = check_privilege(fd);
		if (!reason && !memcmp(start.text, ELFMAG, SELFMAG))
			reason = check_elf(fd, &start.head);
		close(fd);
		if (reason || !interpreter_of(start.text, path))
			break;
	}
	return reason;
}
