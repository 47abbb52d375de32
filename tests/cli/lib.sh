# Sourced by the tests of the command: TAP lines, a scratch folder, checks.
#
#   expect CODE "name" COMMAND...   runs it; $tmp/out and $tmp/err have its output
#   says "name" PATTERN             a line of either output of the last expect matches
#   is_json "name"                  standard output is one valid JSON value
#   json EXPRESSION                 prints EXPRESSION of that JSON, named j (Python); tuples
#                                   with blanks between
#   same "name" WANTED GOT
#   run_make TARGET...              make, in this build; one of all tests at a time
#   finish                          the plan; call it last
set -u
BUILD=${BUILD:-build}
examples=$BUILD/examples
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
unset SKEP_ROOT XDG_RUNTIME_DIR
export NO_COLOR=1
# The interpreter itself: what is on PATH may be a script that looks for it each time.
python=$(python3 -c 'import sys; print(sys.executable)')
python3() { "$python" "$@"; }
tests=0
# Those that there are: machines with a JIT are named in jit/jit.c.
case $(uname -m) in
x86_64 | aarch64) engines="interp checked jit" ;;
*) engines="interp checked" ;;
esac

result() { # status name
	tests=$((tests + 1))
	if [ "$1" -eq 0 ]; then
		echo "ok $tests - $2"
	else
		echo "not ok $tests - $2"
	fi
	return "$1"
}

show_output() {
	sed 's/^/# out: /' "$tmp/out" | head -n 20
	sed 's/^/# err: /' "$tmp/err" | head -n 20
}

expect() {
	local code=$1 name=$2 got
	shift 2
	"$@" >"$tmp/out" 2>"$tmp/err" </dev/null
	got=$?
	result $((got != code)) "$name" && return
	echo "# exit code $got, expected $code: $*"
	show_output
}

says() {
	cat "$tmp/out" "$tmp/err" | grep -qE -e "$2"
	result $? "$1" && return
	echo "# no line matches: $2"
	show_output
}

is_json() {
	python3 -m json.tool <"$tmp/out" >/dev/null 2>&1
	result $? "$1" || show_output
}

json() {
	python3 -c 'import json, sys; j = json.load(sys.stdin); v = eval(sys.argv[1]); print(*v) if type(v) is tuple else print(v)' "$1" <"$tmp/out" 2>&1 | tail -n 1
}

run_make() {
	flock "$BUILD" env -u MAKEFLAGS -u MAKELEVEL make --no-print-directory "$@" BUILD="$BUILD" CC="${CC:-cc}"
}

same() {
	[ "$2" = "$3" ]
	result $? "$1" && return
	echo "# expected: $2"
	echo "# got:      $3"
}

skip() { # name reason
	tests=$((tests + 1))
	echo "ok $tests - $1 # SKIP $2"
}

finish() {
	echo "1..$tests"
}
