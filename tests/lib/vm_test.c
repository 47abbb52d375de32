/* See vm_test.h. */
#include "tests/lib/variant.h"
#include "tests/lib/vm_test.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct sigaction fault_handler;

void faults_prepare(void)
{
	struct lanes *lanes;

	if (lanes_open(NULL, MIN_LANES, &lanes, NULL) || probe_prepare() ||
	    sigaction(SIGSEGV, NULL, &fault_handler))
		abort();
}

void faults_enable(void)
{
	sigaction(SIGSEGV, &fault_handler, NULL);
	sigaction(SIGBUS, &fault_handler, NULL);
}

static void give_up(const char *what, const struct skep_error *error)
{
	fprintf(stderr, "%s: ", what);
	skep_error_print(error, stderr);
	abort();
}

void place_make(struct place *place)
{
	strcpy(place->dir, "/tmp/skep-test-XXXXXX");
	if (!mkdtemp(place->dir))
		abort();
	snprintf(place->root, sizeof(place->root), "%s/root", place->dir);
}

void place_remove(const struct place *place)
{
	char command[128];

	snprintf(command, sizeof(command), "rm -rf %s", place->dir);
	if (system(command))
		abort();
}

int place_count_files(const struct place *place)
{
	char command[256], line[16] = "";
	FILE *out;

	snprintf(command, sizeof(command), "find %s/ids %s/pins -type f -o -type l | wc -l",
		 place->root, place->root);
	out = popen(command, "r");
	if (!out || !fgets(line, sizeof(line), out))
		abort();
	pclose(out);
	return atoi(line);
}

struct skep *new_vm(const struct skep_opts *opts)
{
	struct skep_error error;
	struct skep *vm = skep_new(opts, &error);

	if (!vm)
		give_up("skep_new", &error);
	return vm;
}

void test_object_path(const char *name, char path[256])
{
	variant_path(name, path, 256);
}

struct skep_obj *open_obj(struct skep *vm, const char *name)
{
	struct skep_error error;
	struct skep_obj *obj;
	char path[256];

	test_object_path(name, path);
	obj = skep_obj_open(vm, path, NULL, &error);
	if (!obj)
		give_up("skep_obj_open", &error);
	return obj;
}

void must_load(struct skep_obj *obj)
{
	struct skep_error error;

	if (skep_obj_load(obj, &error))
		give_up("skep_obj_load", &error);
}

struct skep_obj *load_obj(struct skep *vm, const char *name)
{
	struct skep_obj *obj = open_obj(vm, name);

	must_load(obj);
	return obj;
}

void leave_out(struct skep_obj *obj, const char *prog)
{
	skep_prog_set_autoload(skep_obj_prog(obj, prog), false);
}

void frame_make(struct frame *frame, uint8_t first, uint8_t second)
{
	memset(frame->bytes, 0, sizeof(frame->bytes));
	frame->bytes[0] = first;
	frame->bytes[1] = second;
	skep_xdp_init(&frame->xdp, frame->bytes, sizeof(frame->bytes));
}

uint32_t run_frame(struct skep_obj *obj, const char *prog, uint8_t first, uint8_t second)
{
	struct frame frame;
	uint32_t result;
	int err;

	frame_make(&frame, first, second);
	err = skep_run(skep_obj_prog(obj, prog), &frame.xdp, &result);
	if (err) {
		fprintf(stderr, "skep_run %s: %s\n", prog, strerror(-err));
		abort();
	}
	return result;
}
