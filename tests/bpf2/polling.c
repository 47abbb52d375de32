/* Checks of waiting for rings: poll, select and epoll, beside other descriptors. */
#include "bpf2.h"

#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/mman.h>
#include <sys/select.h>
#include <time.h>
#include <unistd.h>

enum { RING = 4096, LATER_MS = 50, LONG_MS = 5000 };

/* A ring, a program that puts a record of 8 bytes there, and its positions. */
static struct {
	int map, prog;
	volatile unsigned long *consumer;
	const volatile unsigned long *producer;
} ring;

static void make_ring(void)
{
	long page = sysconf(_SC_PAGESIZE);

	ring.map = make_map(T(RINGBUF), 0, 0, RING, 0);
	const struct bpf_insn insns[] = {
		STORE_IMM(BPF_DW, 10, -8, 7),
		LD_MAP(1, ring.map),
		MOV_REG(2, 10),
		ADD_IMM(2, -8),
		MOV_IMM(3, 8),
		MOV_IMM(4, 0),
		CALL(BPF_FUNC_ringbuf_output),
		MOV_IMM(0, 2),
		EXIT(),
	};
	ring.prog = (int)prog_of(XDP, insns, N_OF(insns));
	ring.consumer =
		mmap(NULL, (size_t)page, PROT_READ | PROT_WRITE, MAP_SHARED, ring.map, 0);
	ring.producer = mmap(NULL, (size_t)page, PROT_READ, MAP_SHARED, ring.map, page);
	CHECK("a ring's positions", ring.consumer != MAP_FAILED && ring.producer != MAP_FAILED, 1);
}

static long put_record(void)
{
	uint8_t data[64] = { 0 };
	union any_attr attr;

	packet(&attr, data, sizeof(data), NULL, 0);
	return run(&attr, ring.prog);
}

static void take_records(void)
{
	*ring.consumer = *ring.producer;
}

static void *put_later(void *arg)
{
	const struct timespec later = { .tv_nsec = LATER_MS * 1000000L };

	(void)arg;
	nanosleep(&later, NULL);
	put_record();
	return NULL;
}

static long result_of_poll(struct pollfd *fds, nfds_t n, int timeout)
{
	int result = poll(fds, n, timeout);

	return result < 0 ? -errno : result;
}

static void test_poll(void)
{
	struct pollfd fds[3] = { { ring.map, POLLIN, 0 } };
	struct timespec none = { 0 };
	sigset_t mask;
	struct pollfd *volatile nowhere = BAD;
	int ends[2];

	CHECK("poll: an empty ring", result_of_poll(fds, 1, 0), 0);
	CHECK("a record", put_record(), 0);
	CHECK("poll: a record", result_of_poll(fds, 1, 0), 1);
	CHECK("poll: what for", fds[0].revents, POLLIN);
	CHECK("poll: it stays", result_of_poll(fds, 1, LONG_MS), 1);
	fds[0].events = POLLOUT;
	CHECK("poll: not to write", result_of_poll(fds, 1, 0), 0);
	fds[0].events = POLLIN | POLLRDNORM;
	take_records();
	CHECK("poll: taken", result_of_poll(fds, 1, 0), 0);
	CHECK("a pipe", pipe(ends), 0);
	fds[1] = (struct pollfd){ ends[0], POLLIN, 0 };
	fds[2] = (struct pollfd){ -1, POLLIN, 0 };
	CHECK("poll: two, neither", result_of_poll(fds, 3, 0), 0);
	CHECK("a byte", write(ends[1], "x", 1), 1);
	CHECK("poll: the pipe", result_of_poll(fds, 3, LONG_MS), 1);
	CHECK("poll: that one", fds[0].revents == 0 && fds[1].revents == POLLIN, 1);
	put_record();
	CHECK("poll: both", result_of_poll(fds, 3, LONG_MS), 2);
	CHECK("poll: which ways", fds[0].revents, POLLIN | POLLRDNORM);
	sigemptyset(&mask);
	CHECK("ppoll: both", ppoll(fds, 3, &none, &mask), 2);
	CHECK("poll: a bad address", result_of_poll(nowhere, 1, 0), -EFAULT);
	take_records();
	close(ends[0]);
	close(ends[1]);
}

static void test_poll_waits(void)
{
	struct pollfd fds[1] = { { ring.map, POLLIN, 0 } };
	pthread_t thread;

	CHECK("a thread", pthread_create(&thread, NULL, put_later, NULL), 0);
	CHECK("poll: waits for a record", result_of_poll(fds, 1, LONG_MS), 1);
	pthread_join(thread, NULL);
	take_records();
	CHECK("poll: waits for nothing", result_of_poll(fds, 1, LATER_MS), 0);
}

static void test_select(void)
{
	struct timeval time = { 0 };
	struct timespec none = { 0 };
	int n = ring.map + 1, ends[2];
	fd_set in, out;

	FD_ZERO(&in);
	FD_SET(ring.map, &in);
	CHECK("select: an empty ring", select(n, &in, NULL, NULL, &time), 0);
	CHECK("select: not set", FD_ISSET(ring.map, &in) != 0, 0);
	put_record();
	FD_SET(ring.map, &in);
	CHECK("select: a record", select(n, &in, NULL, NULL, NULL), 1);
	CHECK("select: set", FD_ISSET(ring.map, &in) != 0, 1);
	CHECK("pselect: a record", pselect(n, &in, NULL, NULL, &none, NULL), 1);
	CHECK("a pipe", pipe(ends), 0);
	n = ends[1] >= n ? ends[1] + 1 : n;
	FD_SET(ends[0], &in);
	FD_ZERO(&out);
	FD_SET(ends[1], &out);
	CHECK("select: reading and writing", select(n, &in, &out, NULL, &time), 2);
	CHECK("select: which", FD_ISSET(ring.map, &in) && !FD_ISSET(ends[0], &in) &&
				       FD_ISSET(ends[1], &out), 1);
	take_records();
	close(ends[0]);
	close(ends[1]);
}

static void test_epoll(void)
{
	struct epoll_event event = { .events = EPOLLIN, .data.u32 = 9 }, got = { 0 };
	int epoll = epoll_create1(0);
	pthread_t thread;

	CHECK("epoll: a ring", epoll_ctl(epoll, EPOLL_CTL_ADD, ring.map, &event), 0);
	CHECK("epoll: twice", epoll_ctl(epoll, EPOLL_CTL_ADD, ring.map, &event) ? errno : 0,
	      EEXIST);
	CHECK("epoll: an empty ring", epoll_wait(epoll, &got, 1, 0), 0);
	pthread_create(&thread, NULL, put_later, NULL);
	CHECK("epoll: waits for a record", epoll_wait(epoll, &got, 1, LONG_MS), 1);
	pthread_join(thread, NULL);
	CHECK("epoll: whose", got.data.u32, 9);
	take_records();
	CHECK("epoll: taken", epoll_wait(epoll, &got, 1, 0), 0);
	CHECK("epoll: removed", epoll_ctl(epoll, EPOLL_CTL_DEL, ring.map, NULL), 0);
	close(epoll);
}

/* Who fills a user ring waits for room. */
static void test_room(void)
{
	long page = sysconf(_SC_PAGESIZE);
	int map = make_map(T(USER_RINGBUF), 0, 0, RING, 0), epoll = epoll_create1(0);
	struct epoll_event event = { .events = EPOLLOUT, .data.u32 = 5 }, got = { 0 };
	struct pollfd fds[1] = { { map, POLLOUT, 0 } };
	struct timeval time = { 0 };
	volatile unsigned long *producer =
		mmap(NULL, (size_t)page, PROT_READ | PROT_WRITE, MAP_SHARED, map, page);
	fd_set in;

	CHECK("a user ring", producer != MAP_FAILED, 1);
	CHECK("poll: room", result_of_poll(fds, 1, 0), 1);
	CHECK("poll: to write", fds[0].revents, POLLOUT);
	fds[0].events = POLLIN;
	CHECK("poll: nothing to read", result_of_poll(fds, 1, 0), 0);
	CHECK("epoll: a user ring", epoll_ctl(epoll, EPOLL_CTL_ADD, map, &event), 0);
	CHECK("epoll: room", epoll_wait(epoll, &got, 1, 0), 1);
	CHECK("epoll: to write", got.events, EPOLLOUT);
	*producer = RING;
	fds[0].events = POLLOUT | POLLIN;
	CHECK("poll: a full ring", result_of_poll(fds, 1, 0), 0);
	CHECK("epoll: a full ring", epoll_wait(epoll, &got, 1, LATER_MS), 0);
	*producer = RING - 8;
	CHECK("poll: room again", result_of_poll(fds, 1, LONG_MS), 1);
	CHECK("poll: to write again", fds[0].revents, POLLOUT);
	FD_ZERO(&in);
	FD_SET(map, &in);
	CHECK("select: nothing to read", select(map + 1, &in, NULL, NULL, &time), 0);
	event.events = EPOLLIN;
	CHECK("epoll: changed", epoll_ctl(epoll, EPOLL_CTL_MOD, map, &event), 0);
	CHECK("epoll: nothing to read", epoll_wait(epoll, &got, 1, 0), 0);
	munmap((void *)producer, (size_t)page);
	close(epoll);
	close(map);
}

void test_polling(void)
{
	command("polling");
	make_ring();
	test_poll();
	test_poll_waits();
	test_select();
	test_epoll();
	test_room();
	munmap((void *)ring.consumer, (size_t)sysconf(_SC_PAGESIZE));
	munmap((void *)ring.producer, (size_t)sysconf(_SC_PAGESIZE));
	close(ring.prog);
	close(ring.map);
}
