/* Checks of descriptors: other numbers, other processes. */
#include "bpf2.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

/* ---- descriptors: the same object by other numbers and in other processes ---- */

static long in_child(int fd, uint32_t key)
{
	uint32_t value = 0;
	int status;
	pid_t pid = fork();

	if (!pid) {
		LOOKUP(fd, &key, &value);
		UPDATE(fd, &(uint32_t){ key + 1 }, &(uint32_t){ value + 1 }, 0);
		_exit((int)value);
	}
	waitpid(pid, &status, 0);
	return WEXITSTATUS(status);
}

static int send_fd(int to, int fd)
{
	char room[CMSG_SPACE(sizeof(int))] = { 0 }, byte = 0;
	struct iovec io = { &byte, 1 };
	struct msghdr msg = {
		.msg_iov = &io, .msg_iovlen = 1, .msg_control = room, .msg_controllen = sizeof(room)
	};
	struct cmsghdr *cmsg = CMSG_FIRSTHDR(&msg);

	cmsg->cmsg_level = SOL_SOCKET;
	cmsg->cmsg_type = SCM_RIGHTS;
	cmsg->cmsg_len = CMSG_LEN(sizeof(int));
	memcpy(CMSG_DATA(cmsg), &fd, sizeof(fd));
	return sendmsg(to, &msg, 0) == 1 ? 0 : -errno;
}

static int take_fd(int from)
{
	char room[CMSG_SPACE(sizeof(int))] = { 0 }, byte;
	struct iovec io = { &byte, 1 };
	struct msghdr msg = {
		.msg_iov = &io, .msg_iovlen = 1, .msg_control = room, .msg_controllen = sizeof(room)
	};
	int fd = -1;

	if (recvmsg(from, &msg, 0) == 1 && CMSG_FIRSTHDR(&msg))
		memcpy(&fd, CMSG_DATA(CMSG_FIRSTHDR(&msg)), sizeof(fd));
	return fd;
}

static void test_passing(void)
{
	int pair[2], map, status, fd;
	uint32_t key = 5, value = 0;
	pid_t pid;

	socketpair(AF_UNIX, SOCK_DGRAM, 0, pair);
	pid = fork();
	if (!pid) { /* made there, used here */
		map = make_map(BPF_MAP_TYPE_HASH, 4, 4, 4, 0);
		UPDATE(map, &key, &(uint32_t){ 55 }, 0);
		_exit(send_fd(pair[1], map));
	}
	waitpid(pid, &status, 0);
	fd = take_fd(pair[0]);
	CHECK("SCM_RIGHTS: it came", fd >= 0, 1);
	CHECK("SCM_RIGHTS: of a process that is gone", LOOKUP(fd, &key, &value) ?: (long)value, 55);
	close(fd);
	close(pair[0]);
	close(pair[1]);
}

/* The kernel asks no signal to be told that an address is bad. */
static void test_blocked_signals(void)
{
	int map = make_map(BPF_MAP_TYPE_ARRAY, 4, 4, 4, 0);
	uint32_t key = 0, value = 0;
	sigset_t all, before, after;

	sigfillset(&all);
	sigprocmask(SIG_SETMASK, &all, &before);
	CHECK("signals blocked: attr nowhere", sys_bpf(BPF_MAP_LOOKUP_ELEM, BAD, 64), -EFAULT);
	CHECK("signals blocked: key nowhere", LOOKUP(map, BAD, &value), -EFAULT);
	CHECK("signals blocked: value nowhere", LOOKUP(map, &key, BAD), -EFAULT);
	sigprocmask(SIG_SETMASK, &before, &after);
	CHECK("signals blocked: they still are", sigismember(&after, SIGSEGV), 1);
	close(map);
}

void test_descriptors(void)
{
	int map = make_map(BPF_MAP_TYPE_HASH, 4, 4, 8, 0), copy = dup(map),
	    prog = make_prog(XDP, 2), high;
	uint32_t key = 1, value = 41;
	char link[64], path[64] = "";

	command("descriptors");
	CHECK("close-on-exec", fcntl(map, F_GETFD), FD_CLOEXEC);
	CHECK("dup: an update", UPDATE(copy, &key, &value, 0), 0);
	CHECK("fork: the child's lookup", in_child(map, 1), 41);
	CHECK("fork: the child's update", LOOKUP(map, &(uint32_t){ 2 }, &value) ?: (long)value, 42);
	CHECK("fork: again", in_child(map, 2), 42);
	close(map);
	CHECK("the copy lives on", LOOKUP(copy, &key, &value), 0);
	CHECK("the number does not", LOOKUP(map, &key, &value), -EBADF);
	high = fcntl(copy, F_DUPFD, 200);
	CHECK("F_DUPFD", LOOKUP(high, &key, &value), 0);
	CHECK("dup2 over another object", dup2(prog, high), high);
	CHECK("it is that one now", LOOKUP(high, &key, &value), -EINVAL);
	snprintf(link, sizeof(link), "/proc/self/fd/%d", copy);
	CHECK("readlink: a map", readlink(link, path, sizeof(path) - 1) > 0, 1);
	CHECK("readlink: says so", strcmp(path, "anon_inode:bpf-map"), 0);
	memset(path, 0, sizeof(path));
	snprintf(link, sizeof(link), "/proc/self/fd/%d", prog);
	CHECK("readlink: a program", readlink(link, path, sizeof(path) - 1) > 0, 1);
	CHECK("readlink: says so", strcmp(path, "anon_inode:bpf-prog"), 0);
	test_passing();
	test_blocked_signals();
	close(high);
	close(copy);
	close(prog);
}
