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
printf '#!%s\n' "$tmp/suid" >"$tmp/script" && chmod +x "$tmp/script"
expect 1 "a script of such a program" skep exec --json -- "$tmp/script"
is_json "is refused in JSON too"
finish
