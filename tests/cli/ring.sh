# Records of ring buffers and perf event arrays: shown, left there, read as they come.
. "$(dirname "$0")/lib.sh"

ring=$BUILD/tests/objects/ring.bpf.o
packet=0c00000000000000000000000000
export SKEP_ROOT=$tmp/root

expect 0 "run shows the records" skep run "$ring" --prog reserve --data-hex $packet --repeat 3 --maps --type event
says "by their type" '\{"size":64,"record":\{"number":2,"size":64,'
says "of how many" 'ringbuf, 3 records to be read'
expect 3 "a type that is not there" skep run "$ring" --prog reserve --data-hex $packet --maps --type evnt
says "is named" 'no type evnt'
expect 0 "run --pin" skep run "$ring" --prog reserve --data-hex $packet --repeat 4 --pin r
expect 0 "dump by bytes" skep map dump r/events --json
is_json "is JSON"
same "has all records" "4 64 0x0300" "$(json 'len(j["map"]["entries"]), j["map"]["entries"][3]["size"], j["map"]["entries"][3]["data"][:6]')"
expect 0 "dump by type" skep map dump r/events --json --btf "$ring" --type event
same "has their fields" "[0, 1, 2, 3]" "$(json '[e["record"]["number"] for e in j["map"]["entries"]]')"
expect 0 "dump by a smaller type" skep map dump r/events --json --btf "$ring" --type __u32
same "has the rest" "3 122" "$(json 'j["map"]["entries"][3]["record"], len(j["map"]["entries"][3]["rest"])')"
expect 3 "a type without --btf" skep map dump r/events --type event
expect 0 "tail --count" skep map tail r/events --count 3 --btf "$ring" --type event
same "shows so many" "3" "$(grep -c '"number":[012],' "$tmp/out")"
expect 0 "dump what is left" skep map dump r/events
says "one record" 'ringbuf, 1 records to be read'
expect 0 "another map" skep run "$examples/firewall.bpf.o" --data-hex $packet --pin fw
expect 3 "tail of a map that is no ring" skep map tail fw/counters
says "is refused" 'only ring buffers'
skep map tail r/events --count 3 --btf "$ring" --type event >"$tmp/tail" 2>&1 &
tail=$!
for i in 1 2 3 4 5 6 7 8 9 10; do [ -s "$tmp/tail" ] && break; sleep 0.1; done
expect 0 "a signal ends tail" kill -TERM $tail
wait $tail
same "as an end" 0 $?
same "after what was there" 1 "$(grep -c '"number":3,' "$tmp/tail")"

# --- user ring buffers
user=$BUILD/tests/objects/user_ring.bpf.o
expect 0 "a user ring buffer" skep map create u/ring --type user_ringbuf --entries 4096
expect 0 "takes a sample" skep map update u/ring '"0x0100000000000000ff"'
expect 0 "another, by a type" skep map update u/ring '{"answer": -1, "value": 7}' --btf "$user" --type note
expect 0 "shows what waits" skep map dump u/ring --json
same "both samples" '2 9 0x0100000000000000ff 16 0xffffffffffffffff0700000000000000' \
	"$(json 'len(j["map"]["entries"]), " ".join("%u %s" % (e["size"], e["data"]) for e in j["map"]["entries"])')"
expect 3 "no bytes" skep map update u/ring 17
says "is told what is expected" 'expected bytes'
expect 3 "no digits" skep map update u/ring '"0x1g"'
expect 3 "half a byte" skep map update u/ring '"0x1"'
expect 2 "a key" skep map update u/ring 1 2
expect 3 "tail" skep map tail u/ring
says "is for records that programs make" 'only ring buffers'
expect 3 "a sample that the ring has no room for, ever" skep map update u/ring "\"0x$(printf '%08192d' 0)00\""
skep map dump u/ring --json | "$python" -c 'import json, sys
json.dump(json.load(sys.stdin)["map"]["entries"], sys.stdout)' >"$tmp/samples.json"
expect 0 "what is shown can be stored" skep map update u/ring --file "$tmp/samples.json"
expect 0 "is there twice" skep map dump u/ring
says "now" 'user_ringbuf, 4 records to be read'
"$python" -c 'import json, sys
json.dump([{"data": "0x" + (n.to_bytes(4, "little") + bytes(124)).hex()} for n in range(3)], sys.stdout)' >"$tmp/commands.json"
expect 0 "a program drains what a file has" skep run "$BUILD/examples/libbpf/user.bpf.o" --data-hex $packet \
	--map commands="$tmp/commands.json" --maps
says "all of it" 'n_commands[^,]*3'
says "in order" 'out_of_order[^,]*0'
says "so that nothing is left" 'commands: user_ringbuf, 0 records'

expect 0 "a perf event array" skep run "$ring" --prog sample --data-hex $packet --repeat 2 --maps
says "has records of a lane" '\{"size":12,"data":"0x01000000[0-9a-f]*","lane":[0-9]+\}'
says "and lost ones" 'perf_event_array, 2 records to be read, 0 lost'

expect 0 "a program array's entries are loaded with it" skep run "$BUILD/tests/objects/tail.bpf.o" \
	--prog dispatch --data-hex 03 --verdicts --json
same "the verdict is the target's" 22 "$(json 'j["results"][0]')"
finish
