# bpf(2): the same program on the kernel and on skep, then what is refused before it starts.
. "$(dirname "$0")/lib.sh"

bpf2=$BUILD/tests/bpf2/bpf2
export SKEP_ROOT=$tmp/root
if [ "${FLAVOUR:-}" = asan ]; then
	skip "skep exec" "the sanitizer's runtime would have to come first in LD_PRELOAD"
	finish
	exit 0
fi

# Its lines, with where it ran; a program that ends early is a failure.
adopt() { # where
	local line
	while read -r line; do
		case $line in
		"ok "*"# skip"*) skip "$1: ${line#ok * - }" "${line#*# skip }" ;;
		"ok "*) result 0 "$1: ${line#ok * - }" ;;
		"not ok "*) result 1 "$1: ${line#not ok * - }" ;;
		"# got"*) echo "$line" ;;
		esac
	done <"$tmp/out"
	grep -q '^1\.\.' "$tmp/out"
	result $? "$1: it came to its end" || show_output
}
"$bpf2" >"$tmp/out" 2>"$tmp/err"
adopt kernel
BPF2_ON=skep skep exec -- "$bpf2" >"$tmp/out" 2>"$tmp/err"
adopt skep
sed -n 's/^# rule //p' "$tmp/out" | sort -u >"$tmp/rules"
while read -r rule; do
	grep -q "^## $rule\$" docs/kernel-differences.md
	result $? "rule $rule is in docs/kernel-differences.md"
done <"$tmp/rules"
"$bpf2" --table >"$tmp/table"
if grep -q '^|' "$tmp/table"; then
	sed -n '/^<!-- table -->/,/^<!-- end -->/p' docs/compat.md | grep '^|' | diff - "$tmp/table" >"$tmp/diff"
	result $? "the table of docs/compat.md is current" || head -n 10 "$tmp/diff" | sed 's/^/# /'
else
	skip "the table of docs/compat.md is current" "bpf(2) is not permitted here"
fi
# What processes that were killed or left by _exit() had is swept by the next who opens the root.
expect 0 "the next one" skep map list
same "nothing is left" "" "$(ls "$SKEP_ROOT"/ids "$SKEP_ROOT"/pins "$SKEP_ROOT"/refs | grep -v :)"

# ---- the command ----

expect 2 "no command" skep exec
expect 4 "a command that is not there" skep exec -- no-such-command
says "is named" 'no-such-command'
expect 3 "the exit code is the command's" skep exec -- sh -c 'exit 3'
expect 0 "options end at the command" skep exec sh -c 'test "$1" = --json' sh --json
expect 0 "the root is told" skep exec --root "$tmp/other" -- sh -c 'test "$SKEP_ROOT" = '"$tmp/other"
expect 0 "lanes are CPUs" skep exec --root "$tmp/lanes" --lanes 5 -- sh -c \
	'test "$(getconf _NPROCESSORS_CONF)" = 5 && test "$(cat /sys/devices/system/cpu/possible)" = 0-4'
expect 0 "without a root the library answers nothing" env -u SKEP_ROOT LD_PRELOAD="$BUILD/libskep-bpf.so" "$python" -c \
	'import ctypes, os; l = ctypes.CDLL(None, use_errno=True)
assert l.syscall(321 if os.uname().machine == "x86_64" else 280, 0, 0, 0) == -1 and ctypes.get_errno() == 1'
printf 'int main(void) { return 0; }\n' >"$tmp/static.c"
if ${CC:-cc} -static "$tmp/static.c" -o "$tmp/static" 2>/dev/null; then
	expect 1 "a static program" skep exec -- "$tmp/static"
	says "is named" 'static: it is statically linked'
fi
${CC:-cc} "$tmp/static.c" -o "$tmp/suid" && chmod u+s "$tmp/suid"
expect 1 "a set-user-ID program" skep exec -- "$tmp/suid"
says "is named" 'suid: it is set-user-ID'
${CC:-cc} "$tmp/static.c" -o "$tmp/go" && objcopy --add-section .go.buildinfo="$tmp/static.c" "$tmp/go"
expect 1 "a Go program" skep exec -- "$tmp/go" --json
says "is named" 'go: it is written in Go'
# What the command starts in turn runs, and standard error tells of it.
if [ -x "$tmp/static" ]; then
	cat >"$tmp/start.c" <<-'C'
	#define _GNU_SOURCE
	#include <fcntl.h>
	#include <spawn.h>
	#include <stdio.h>
	#include <stdlib.h>
	#include <string.h>
	#include <sys/syscall.h>
	#include <sys/wait.h>
	#include <unistd.h>
	extern char **environ;
	static char *bare[] = { "PATH=/bin", NULL };
	static void start(const char *how, char *path)
	{
		char *args[] = { path, NULL };
		int fd = open(path, O_RDONLY);
	#define HOW(name, call) if (!strcmp(how, #name)) call;
		HOW(execl, execl(path, path, "a", "b", NULL))
		HOW(execle, execle(path, path, "a", NULL, environ))
		HOW(execlp, execlp(path, path, NULL))
		HOW(execv, execv(path, args))
		HOW(execvp, execvp(path, args))
		HOW(execve, execve(path, args, environ))
		HOW(execvpe, execvpe(path, args, environ))
		HOW(fexecve, fexecve(fd, args, environ))
		HOW(execveat, execveat(AT_FDCWD, path, args, environ, 0))
		HOW(syscall, syscall(SYS_execve, path, args, environ))
		HOW(bare, execve(path, args, bare))
	}
	int main(int argc, char **argv)
	{
		char *args[] = { argv[2], "a", NULL };
		int status = -1;
		pid_t pid;

		if (!strcmp(argv[1], "posix_spawn") && !posix_spawn(&pid, argv[2], NULL, NULL, args, environ))
			waitpid(pid, &status, 0);
		else if (!strcmp(argv[1], "posix_spawnp") && !posix_spawnp(&pid, argv[2], NULL, NULL, args, environ))
			waitpid(pid, &status, 0);
		else if (!strcmp(argv[1], "system"))
			status = system(argv[2]);
		else if (!strcmp(argv[1], "popen"))
			status = pclose(popen(argv[2], "r"));
		else
			start(argv[1], argv[2]);
		return status ? 1 : 0;
	}
	C
	${CC:-cc} -w "$tmp/start.c" -o "$tmp/start"
	for how in execl execle execlp execv execvp execve execvpe fexecve execveat syscall posix_spawn \
		posix_spawnp system popen; do
		expect 0 "$how of a static program" skep exec -- "$tmp/start" $how "$tmp/static"
		same "$how: it is named, once" "skep: $tmp/static runs without skep, its bpf(2) calls are the kernel's: \
it is statically linked, so no library can stand in front of its calls" "$(cat "$tmp/err")"
		expect 0 "$how of another one" skep exec -- "$tmp/start" $how /bin/true
		same "$how: nothing is told" "" "$(cat "$tmp/err")"
		expect 1 "$how of one that is not there" skep exec -- "$tmp/start" $how "$tmp/none"
		! grep -q '^skep:' "$tmp/err"
		result $? "$how: nor of that"
	done
	expect 0 "a shell that starts a static program" skep exec -- sh -c "$tmp/static; $tmp/static; echo done"
	same "both times it is told" 2 "$(grep -c '^skep: .*/static runs without skep' "$tmp/err")"
	same "the shell goes on" "done" "$(cat "$tmp/out")"
	expect 0 "an environment without the library" skep exec -- "$tmp/start" bare /bin/true
	says "is told" "skep: /bin/true runs without skep.*LD_PRELOAD and SKEP_ROOT are not in its environment"
	expect 0 "a cleared one" skep exec -- env -i /bin/true
	says "is told too" "skep: /bin/true runs without skep"
	expect 0 "without a root nobody is told" env -u SKEP_ROOT LD_PRELOAD="$BUILD/libskep-bpf.so" "$tmp/start" execv "$tmp/static"
	same "nothing" "" "$(cat "$tmp/err")"
fi
printf '#!%s\n' "$tmp/suid" >"$tmp/script" && chmod +x "$tmp/script"
expect 1 "a script of such a program" skep exec --json -- "$tmp/script"
is_json "is refused in JSON too"
finish
