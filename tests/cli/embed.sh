# The embedding example: README shows the file, and it runs, linked as a user
# would link it against what `make install` installs.
. "$(dirname "$0")/lib.sh"

sed -n '/^```c$/,/^```$/p' README.md | sed '1d;$d' >"$tmp/readme.c"
diff "$tmp/readme.c" examples/embed.c >"$tmp/diff"
result $? "README shows examples/embed.c" || head -n 20 "$tmp/diff" | sed 's/^/# /'

expect 0 "the example runs" "$examples/embed" "$examples/firewall.bpf.o" "$examples/broken.bpf.o"
says "passes before the address is blocked" '^before: pass$'
says "drops after" '^after: drop$'
says "runs a batch" '^batch: 4 done$'
says "reads a per-CPU counter" '^dropped: 5$'
says "handles a refusal" '^refused: .*broken\.bpf\.c:30: packet-bounds$'

host=$examples/host
expect 0 "a host with functions" "$host/quota" "$host/quota.bpf.o" "$host/functions.bpf.o"
same "gives what the program asks for" "10.0.0.1: pass;10.0.0.1: pass;10.0.0.1: drop;10.0.0.3: drop;10.0.0.1 used 2 of 2;" \
	"$(tr '\n' ';' <"$tmp/out")"
expect 0 "and one more" "$host/quota" "$host/quota.bpf.o" "$host/functions.bpf.o" --audit
says "which the program looks for" '^quota: 10\.0\.0\.1 sent 2: too many packets$'

if [ -n "${FLAVOUR:-}" ]; then
	skip "make install" "the $FLAVOUR flavour is not installed"
	finish
	exit 0
fi
expect 0 "make install" run_make install DESTDIR="$tmp/dest" PREFIX=/usr
usr=$tmp/dest/usr
for file in share/man/man1/skep.1 share/man/man1/skep-verify.1 share/man/man3/libskep.3 share/bash-completion/completions/skep \
	share/zsh/site-functions/_skep share/fish/vendor_completions.d/skep.fish bin/skep lib/libskep.a lib/libskep.so lib/libskep.so.0 lib/pkgconfig/skep.pc include/skep/skep.h include/skep/packet.h include/skep/func.h; do
	[ -e "$usr/$file" ]
	result $? "installs $file"
done
expect 0 "the installed command runs" "$usr/bin/skep" version
same "the soname" libskep.so.0 "$(readelf -d "$usr/lib/libskep.so" | sed -n 's/.*SONAME.*\[\(.*\)\]/\1/p')"
nm -D --defined-only "$usr/lib/libskep.so" >"$tmp/symbols"
same "only skep_ symbols are exported, and the two that GDB looks for" "__jit_debug_descriptor __jit_debug_register_code" \
	"$(awk '$2 != "A" { print $3 }' "$tmp/symbols" | grep -v '^skep_' | sed 's/@.*//' | sort | xargs)"
same "with a version" "" "$(awk '$2 != "A" { print $3 }' "$tmp/symbols" | grep -v '@@SKEP_0')"
sed -n 's/^SKEP_API[^(]*[ *]\(skep_[a-z_]*\)(.*/\1/p' include/skep/*.h | sort -u >"$tmp/declared"
sed 's/@.*//; s/.* //' "$tmp/symbols" | grep '^skep_' | sort -u >"$tmp/exported"
same "every declared function is exported" "" "$(comm -23 "$tmp/declared" "$tmp/exported")"

for how in shared static; do
	static=
	[ $how = static ] && static="$usr/lib/libskep.a -lelf -pthread"
	expect 0 "the example compiles against the $how library" \
		${CC:-cc} -std=c11 -Wall -Wextra -Werror examples/embed.c -o "$tmp/embed-$how" \
		-I"$usr/include" ${static:--L"$usr/lib" -lskep}
	expect 0 "and the host with functions" ${CC:-cc} -std=gnu11 -Wall -Wextra -Werror examples/host/quota.c -o "$tmp/quota-$how" \
		-I"$usr/include" ${static:--L"$usr/lib" -lskep}
	expect 0 "and runs with it" env LD_LIBRARY_PATH="$usr/lib" "$tmp/embed-$how" \
		"$examples/firewall.bpf.o" "$examples/broken.bpf.o"
	says "to its end" '^refused: '
done
echo '#include <skep/func.h>
static const skep_func row{};
int main() { if (row.arg) return 1; skep_xdp x; skep_xdp_init(&x, nullptr, 0); return skep_version() == nullptr; }' >"$tmp/user.cc"
if command -v g++ >/dev/null; then
	expect 0 "C++ takes the header" g++ -Wall -Wextra -Werror -I"$usr/include" "$tmp/user.cc" -L"$usr/lib" -lskep -o "$tmp/user"
else
	skip "C++ takes the header" "there is no g++"
fi
# As README says, through pkg-config: C and C++, shared and static, nothing but
# what was installed.
if command -v pkg-config >/dev/null; then
	export PKG_CONFIG_PATH=$usr/lib/pkgconfig PKG_CONFIG_SYSROOT_DIR=$tmp/dest
	same "pkg-config" "-lskep" "$(pkg-config --libs-only-l skep | tr -d ' ')"
	same "pkg-config --static" "-lskep -lelf" "$(pkg-config --static --libs-only-l skep | sed 's/ *$//')"
	same "pkg-config knows the version" "$("$usr/bin/skep" version)" "skep $(pkg-config --modversion skep)"
	mkdir "$tmp/elsewhere"
	cp "$tmp/readme.c" "$tmp/elsewhere/embed.c"
	for language in "${CC:-cc} -std=c11" "${CC:-cc} -std=gnu17" "g++ -x c++ -std=c++11" "g++ -x c++ -std=c++20"; do
		command -v "${language%% *}" >/dev/null || { skip "README: $language" "there is no ${language%% *}"; continue; }
		# shellcheck disable=SC2046,SC2086 # flags are words
		expect 0 "README's example compiles: $language" sh -c "cd '$tmp/elsewhere' && $language -Wall -Wextra -Werror embed.c \
			-o embed $(pkg-config --cflags --libs skep)"
		expect 0 "and runs: $language" env LD_LIBRARY_PATH="$usr/lib" "$tmp/elsewhere/embed" "$examples/firewall.bpf.o" "$examples/broken.bpf.o"
		says "to its end: $language" '^refused: .*broken\.bpf\.c:30: packet-bounds$'
		same "with the shared library: $language" 1 "$(readelf -d "$tmp/elsewhere/embed" | grep -c 'NEEDED.*libskep\.so\.0')"
		rm -f "$tmp/elsewhere/embed"
	done
else
	skip "pkg-config" "there is no pkg-config"
fi
finish
