# skep verify and prog dump: accepted, refused, machine-readable.
. "$(dirname "$0")/lib.sh"

for name in counter firewall popvlan portpolicy ratelimit; do
	expect 0 "$name is accepted" skep verify "$examples/$name.bpf.o"
	says "$name: says so" "$name \(xdp\): accepted"
	says "$name: says the worst case" 'a run executes at most [0-9]+'
done
expect 1 "broken is refused" skep verify "$examples/broken.bpf.o"
says "with the diagnostic" '\[packet-bounds\]'
says "with the C line" 'tcp->dest == bpf_htons\(23\)'
says "with the file and the line" 'broken\.bpf\.c:30'
says "with the history of the registers" 'r2 \+= r1 .*packet pointer'
says "with a hint" '^hint: .*data_end'
expect 1 "refused, as JSON" skep verify "$examples/broken.bpf.o" --json
is_json "a refusal is JSON"
same "its fields" "False packet-bounds unsafe 30 drop_telnet" \
	"$(json '(lambda e: (j["ok"], e["id"], e["class"], e["line"], e["program"]))(j["programs"][0]["error"])')"
expect 0 "accepted, as JSON" skep verify "$examples/firewall.bpf.o" --json
is_json "acceptance is JSON"
same "its fields" "True firewall xdp True" \
	"$(json '(lambda p: (j["ok"], p["name"], p["type"], 100 < p["max_cost"] < 1000))(j["programs"][0])')"
expect 3 "no such program" skep verify "$examples/firewall.bpf.o" --prog nothing
says "which there are" 'there are: firewall'
expect 3 "no such program, as JSON" skep verify "$examples/firewall.bpf.o" --prog nothing --json
is_json "no such program is JSON"
expect 4 "no such file" skep verify "$tmp/nothing.o"
says "the file is named" "$tmp/nothing.o"
expect 4 "no such file, as JSON" skep verify "$tmp/nothing.o" --json
is_json "no such file is JSON"

core=$BUILD/tests/objects/core_local.bpf.o
types=$BUILD/tests/objects/core_target.bpf.o
expect 0 "a program that asks for a field first" skep verify "$core" --prog guarded --btf "$types"
expect 1 "one that needs it" skep verify "$core" --prog offset_gone --btf "$types"
says "the field, why, and where it was looked for" \
	'offset of struct moved\.gone is not known: it does not exist in the target; looked at struct moved \[[0-9]+\]'
expect 0 "prog dump in the target's types" skep prog dump "$core" --prog load_wide --btf "$types"
says "another offset and width" 'r0 = \*\(u64 \*\)\(r1 \+ 0x10\)'
expect 4 "types that are not there" skep verify "$core" --btf "$tmp/nothing"
expect 3 "types that are none" skep verify "$core" --btf "$0"
says "says so" 'no BTF'
objects=$BUILD/tests/objects
for prog in record connect4 getsockopt lookup message operations dissect call; do
	expect 0 "context: $prog" skep verify "$objects/contexts.bpf.o" --prog "$prog"
done
expect 1 "registers are addresses" skep verify "$objects/contexts.bpf.o" --prog registers
says "a right would do" '\[ctx-right\]'
says "which one" 'leak-pointers'
for arch in x86_64 arm64; do
	expect 0 "registers of $arch" \
		skep verify "$objects/contexts.bpf.o" --prog registers --trusted --arch $arch
done
expect 0 "orig_x0 is ARM64's" \
	skep verify "$objects/contexts.bpf.o" --prog orig_x0 --trusted --arch arm64
expect 1 "not x86-64's" \
	skep verify "$objects/contexts.bpf.o" --prog orig_x0 --trusted --arch x86_64
says "no such register" '\[ctx-access\]'
expect 2 "a machine that is not known" skep verify "$objects/contexts.bpf.o" --arch mips
says "which there are" 'x86_64 or arm64'
expect 1 "arguments of kernel functions" skep verify "$objects/contexts.bpf.o" --prog entry --json
same "are not supported, not unsafe" "ctx-unsupported unsupported" \
	"$(json '(lambda e: (e["id"], e["class"]))(j["programs"][0]["error"])')"
expect 0 "the size of a record" skep verify "$objects/contexts.bpf.o" --prog record --json
same "is what is touched" "31" "$(json 'j["programs"][0]["context_size"]')"

variables=$objects/variables.bpf.o
expect 0 "a constant that is set" skep verify "$variables" --prog bounded --set n_rounds=4
expect 1 "a constant that is too large" skep verify "$variables" --prog bounded --set n_rounds=0x5
says "is refused for what it does" '\[stack-bounds\]'
expect 0 "several are set" skep run "$variables" --prog only_when_on --set is_on=0 --set mode=MODE_PASS \
	--data-hex 00112233445566778899aabbccdd
says "and seen" '^ *XDP_PASS +1 '
expect 3 "no such variable" skep verify "$variables" --set nobody=1
says "is named" 'variables\.bpf\.o: variable nobody: there is none of this name'
expect 3 "no such enumerator" skep run "$variables" --prog reads --set mode=MODE_NONE --data-hex 00
says "is named with its type" 'enum mode has no value MODE_NONE'
expect 3 "--set without a value" skep verify "$variables" --set mode
echo "CONFIG_HZ=77" >"$tmp/config"
expect 0 "a configuration" skep verify "$objects/externs.bpf.o" --prog hz --kconfig "$tmp/config"
expect 1 "a value that it does not have" skep verify "$objects/externs.bpf.o" --prog not_there --kconfig "$tmp/config"
says "is named" 'CONFIG_NOT_THERE is not known: the configuration does not have it'
expect 4 "no such configuration" skep verify "$objects/externs.bpf.o" --kconfig "$tmp/nothing"

host=$examples/host
expect 1 "a function that nobody gives" skep verify "$host/quota.bpf.o"
says "is named" 'function find_account is not known: the host does not give it \[unresolved\]'
expect 1 "a host function" skep verify "$host/quota.bpf.o" --functions "$host/functions.bpf.o"
says "is a right" 'find_account needs the right find_account \[helper-right\]'
says "that a switch grants" '^switch: --allow find_account'
expect 0 "which is granted" skep verify "$host/quota.bpf.o" --functions "$host/functions.bpf.o" \
	--allow find_account --allow charge
expect 0 "or all" skep verify "$host/quota.bpf.o" --functions "$host/functions.bpf.o" --trusted
expect 3 "a right of nothing" skep verify "$host/quota.bpf.o" --functions "$host/functions.bpf.o" --allow find_acount
says "is named" '--allow find_acount: no right, and no function of '
expect 4 "no such prototypes" skep verify "$host/quota.bpf.o" --functions "$tmp/nothing"
expect 3 "prototypes that are none" skep verify "$host/quota.bpf.o" --functions "$0"
says "says so" 'no BTF'
expect 0 "prog dump of calls" skep prog dump "$host/quota.bpf.o" --functions "$host/functions.bpf.o"
says "names host functions" '^ *[0-9]+: call kfunc\(find_account\)$'
expect 0 "of what the kernel's types do not have" skep prog dump "$BUILD/tests/objects/core_local.bpf.o"
says "tells why it must not be reached" '^ +[0-9]+: poison 0x[0-9a-f]+  ; [a-z ]+ .+: .+'
expect 0 "prog dump" skep prog dump "$examples/broken.bpf.o"
says "dump has C lines" '^; 30 \| if \(tcp->dest == bpf_htons\(23\)\)'
says "dump has instructions by wire slot" '^ +1: w2 = \*\(u32 \*\)\(r1 \+ 0x0\)'
expect 0 "prog dump --prog" skep prog dump "$examples/portpolicy.bpf.o" --prog portpolicy
says "dump names linked functions" '^decide:$'
expect 0 "prog dump --json" skep prog dump "$examples/portpolicy.bpf.o" --json
is_json "prog dump is JSON"
same "dump's functions" "portpolicy,decide" "$(json '",".join(f["name"] for f in j["programs"][0]["functions"])')"
if [ "$engines" != "interp checked" ]; then
	expect 0 "prog dump --jit" skep prog dump "$examples/firewall.bpf.o" --jit
	says "shows machine code under instructions" '^ +[0-9a-f]+  (ret|add|mov) '
	expect 0 "prog dump --jit --json" skep prog dump "$examples/firewall.bpf.o" --jit --json
	same "every instruction that is reached has some, one behind the other" "True True" \
		"$(json '(lambda p: (len(p["machine"]) > 3, (lambda o: o == sorted(o) and len(o) > len(p["instructions"]))([m["offset"] for i in p["instructions"] for m in i["machine"]])))(j["programs"][0])')"
	expect 1 "of a program that is refused" skep prog dump "$examples/broken.bpf.o" --jit
fi
expect 0 "prog check-jit" skep prog check-jit "$examples/firewall.bpf.o"
says "judges x86-64 code" '^firewall: x86_64, hardened, level 1: [0-9]+ bytes, [0-9]+ machine instructions: as expected$'
says "and ARM64 code" '^firewall: arm64, hardened, level 1: .* as expected$'
expect 0 "without hardening" skep prog check-jit "$examples/firewall.bpf.o" --allow no-hardening --machine arm64
same "one machine" "1" "$(grep -c '^firewall: arm64, level 1: .* as expected$' "$tmp/out")"
expect 0 "of level 0" skep prog check-jit "$examples/firewall.bpf.o" --jit-level 0 --json
same "says so" "0 0" "$(json 'j["programs"][0]["level"], j["programs"][1]["level"]' | tr -d '(),')"
expect 0 "prog check-jit --json" skep prog check-jit "$examples/firewall.bpf.o" --json
is_json "is JSON"
same "two machines, no findings" "2 0" "$(json 'len(j["programs"]), sum(p["found"] for p in j["programs"])' | tr -d '(),')"
expect 2 "a machine that is not there" skep prog check-jit "$examples/firewall.bpf.o" --machine vax
expect 1 "a program that is refused" skep prog check-jit "$examples/broken.bpf.o"
expect 0 "prog dump --maps" skep prog dump "$examples/firewall.bpf.o" --maps
says "counts them" '^firewall, section xdp: 3 maps$'
says "shows a map's shape" '^  flows +hash +key 40 bytes, value 16 bytes, 65536 entries, flags 0x0$'
same "with each instruction that refers to it" "$(skep prog dump "$examples/firewall.bpf.o" | grep -c '= map flows')" \
	"$(grep -c '^ *[0-9]*: .*flows.*; [0-9]* | ' "$tmp/out")"
expect 0 "prog dump --maps --json" skep prog dump "$examples/firewall.bpf.o" --maps --json
same "its fields" "['blocklist', 'counters', 'flows'] hash 40 True" \
	"$(json '(lambda m: (sorted(m), m["flows"]["type"], m["flows"]["key_size"], all(i["slot"] and i["line"] for x in m.values() for i in x["instructions"])))({m["name"]: m for m in j["programs"][0]["maps"]})')"
expect 0 "a program without maps" skep prog dump "$examples/popvlan.bpf.o" --maps
says "has none" '^popvlan, section xdp: 0 maps$'
expect 3 "prog dump of nothing" skep prog dump "$examples/portpolicy.bpf.o" --prog x
expect 0 "a manifest" skep verify "$examples/firewall.bpf.o" --manifest
says "names the fields of the context" '^  context reads: data, data_end$'
says "and what is written there" '^  context writes: nothing$'
says "bytes of the packet" '^  packet: reads bytes 12 to 8267, writes nothing$'
says "maps, what pointers into them are for, helpers" \
	'^  map counters \(percpu_array\): reads bytes 0 to 15, writes bytes 0 to 15; map_lookup_elem$'
says "all helpers" '^  helpers: map_lookup_elem, map_update_elem$'
expect 0 "of programs that write packets" skep verify "$examples/popvlan.bpf.o" --manifest
says "says so" '^  packet: reads bytes 0 to [0-9]+, writes bytes [0-9]+ to [0-9]+$'
expect 0 "of a program without a packet" skep verify "$examples/socketpolicy.bpf.o" --manifest
same "has none" 0 "$(grep -c '^  packet:' "$tmp/out")"
expect 0 "of maps in maps" skep verify "$BUILD/tests/objects/inner_maps.bpf.o" --manifest --trusted
says "tells what is theirs" '^  map by_index \(array_of_maps\): reads nothing, writes nothing; of maps in it reads bytes 0 to 7, writes bytes 0 to 7; map_lookup_elem$'
expect 0 "a manifest --json" skep verify "$examples/firewall.bpf.o" --manifest --json
is_json "is JSON"
same "with the same in it" "[12, 8268] None ['data', 'data_end'] [] ['blocklist', 'counters', 'flows'] []" \
	"$(json '(lambda m: (m["packet"]["read"], m["packet"]["written"], m["context"]["read"], m["context"]["written"], sorted(x["name"] for x in m["maps"]), m["mixed_accesses"]))(j["programs"][0]["manifest"])')"
expect 1 "of a program that is refused" skep verify "$examples/broken.bpf.o" --manifest --json
same "there is none" "False" "$(json '"manifest" in j["programs"][0]')"
expect 2 "prog without a command" skep prog
if [ "$(uname -m)" = x86_64 ]; then
	dump="skep prog dump $examples/firewall.bpf.o --jit"
	for pass in build switch ssa forward fold choose number combine index lower; do
		expect 0 "operations after $pass" $dump --pass $pass
		says "$pass: a load of the frame" 'load[a-z0-9]*\.(8|16|32) '
	done
	expect 0 "names of values" $dump --pass fold
	says "phis" 'phi v[0-9]+, '
	says "what a call is given" 'call .*; of .*v[0-9]+.*; makes v[0-9]+'
	expect 0 "as JSON" $dump --pass build --json
	same "operations of each instruction" True \
		"$(json 'any("load.32 r" in i["operations"] or "load.64 r" in i["operations"] for i in j["programs"][0]["instructions"])')"
	expect 2 "no such pass" $dump --pass nothing
	says "which there are" 'build, switch, ssa, forward, fold'
	expect 2 "a pass without machine code" skep prog dump "$examples/firewall.bpf.o" --pass fold
fi
finish
