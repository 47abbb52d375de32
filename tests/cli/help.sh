# Help, usage errors and exit codes of every subcommand; JSON of all of them.
. "$(dirname "$0")/lib.sh"

commands="verify run test 'prog dump' 'prog check-jit' 'btf dump' 'gen skeleton' link 'map list' 'map show' 'map dump' 'map lookup' 'map update' 'map delete' 'map watch' 'map create' 'map pin' 'map freeze' 'map repair' 'map sync' 'map unpin' isa diagnostics completion helpers filter version help"

expect 0 "skep --help" skep --help
for word in verify run test prog btf gen link map isa diagnostics completion helpers filter version help; do
	says "help names $word" "^  $word +[a-z]"
done
eval "set -- $commands"
for command; do
	# shellcheck disable=SC2086 # some are two words
	expect 0 "skep $command --help" skep $command --help
	says "$command: help has examples" '^Examples?:'
	says "$command: help has a line to type" "^  skep ${command%% *}"
done
expect 2 "no command" skep
expect 2 "unknown command" skep frobnicate
says "unknown command is named" 'no command `frobnicate`'
expect 2 "unknown subcommand" skep map frobnicate
says "unknown subcommand is named" 'no command `map frobnicate`'
expect 2 "unknown option" skep verify --frob x.o
says "unknown option is named" 'no option --frob'
expect 2 "short option" skep run -x
expect 2 "no argument" skep verify
expect 2 "too many arguments" skep verify a b
expect 2 "option without value" skep run x.o --pcap
expect 2 "flag with value" skep verify x.o --trusted=yes
expect 2 "number that is none" skep run x.o --pcap y --repeat many
expect 2 "negative number" skep run x.o --pcap y --repeat -3
expect 2 "repeat 0" skep run x.o --pcap y --repeat 0
expect 2 "run without packets" skep run x.o
expect 2 "run with two sources" skep run x.o --pcap a --data-hex 00
expect 2 "unknown right" skep verify x.o --allow everything
says "rights are listed" 'leak-pointers'
expect 2 "unknown engine" skep run x.o --pcap y --engine warp
expect 2 "pcap-out without pcap" skep run x.o --data-hex 00 --pcap-out y
expect 2 "usage error as JSON" skep run x.o --json
is_json "usage error is JSON"
same "usage error has its class" "False usage" "$(json 'str(j["ok"]) + " " + j["error"]["class"]')"
expect 2 "unknown command as JSON" skep map frobnicate --json
is_json "unknown command is JSON"
expect 0 "version" skep version
says "version is shown" '^skep [0-9]+\.[0-9]+\.[0-9]+$'
expect 0 "version as JSON" skep version --json
is_json "version is JSON"
expect 0 "help as JSON" skep help --json
is_json "help is JSON"
expect 0 "help of a command as JSON" skep run --help --json
is_json "help of a command is JSON"
expect 0 "help COMMAND" skep help map dump
says "help COMMAND shows that command" '^Usage: skep map dump'

# The exit codes are written down once and documented.
for code in 0 1 2 3 4 130; do
	grep -q "^| $code |" docs/commands.md
	result $? "docs/commands.md has exit code $code"
	skep --help | grep -q "^  $code  *[a-z]"
	result $? "--help has exit code $code"
done
for command; do
	grep -q "skep $command" docs/commands.md
	result $? "docs/commands.md has skep $command"
done
finish
