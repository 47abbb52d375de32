/*
 * A libbpf application that sends commands by a user ring buffer, more than it has room for at
 * once: it waits for the program, which another thread runs, to take them.
 */
#include <bpf/bpf.h>
#include <errno.h>
#include <linux/types.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "commands.h"
#include "user.skel.h"

enum { COMMANDS = 3000, WAIT_MS = 10000 };

struct runner {
	int prog;
	bool stop;
};

static void *run_frames(void *arg)
{
	struct runner *runner = arg;
	unsigned char frame[64] = { 0 };

	while (!__atomic_load_n(&runner->stop, __ATOMIC_ACQUIRE)) {
		LIBBPF_OPTS(bpf_test_run_opts, opts, .data_in = frame,
			    .data_size_in = sizeof(frame));

		if (bpf_prog_test_run_opts(runner->prog, &opts))
			break;
		usleep(1000);
	}
	return NULL;
}

/* Return: commands that found room; every fourth is taken back. */
static unsigned send_commands(struct user_ring_buffer *ring)
{
	unsigned sent = 0;

	for (unsigned i = 0; i < COMMANDS + COMMANDS / 3; i++) {
		struct command *command =
			user_ring_buffer__reserve_blocking(ring, sizeof(*command), WAIT_MS);

		if (!command)
			break;
		memset(command, (int)i, sizeof(*command));
		command->number = sent;
		command->size = 1;
		if (i % 4 == 3) {
			user_ring_buffer__discard(ring, command);
			continue;
		}
		command->bytes[0] = (unsigned char)sent++;
		user_ring_buffer__submit(ring, command);
	}
	return sent;
}

int main(void)
{
	struct user *app = user__open_and_load();
	struct user_ring_buffer *ring = NULL;
	struct runner runner = { 0 };
	pthread_t thread;
	unsigned sent;

	if (app)
		ring = user_ring_buffer__new(bpf_map__fd(app->maps.commands), NULL);
	if (!ring) {
		fprintf(stderr, "user ring buffer: %s\n", strerror(errno));
		user__destroy(app);
		return 1;
	}
	if (!user_ring_buffer__reserve(ring, 1 << 20))
		printf("too large: %s\n", strerror(errno));
	runner.prog = bpf_program__fd(app->progs.look);
	pthread_create(&thread, NULL, run_frames, &runner);
	sent = send_commands(ring);
	for (int i = 0; i < 1000 && *(volatile __u64 *)&app->bss->n_commands < sent; i++)
		usleep(10000);
	__atomic_store_n(&runner.stop, true, __ATOMIC_RELEASE);
	pthread_join(thread, NULL);
	printf("%u sent, %llu seen, sum %llu, %llu out of order\n", sent, app->bss->n_commands,
	       app->bss->sum, app->bss->out_of_order);
	user_ring_buffer__free(ring);
	user__destroy(app);
	return sent != COMMANDS;
}
