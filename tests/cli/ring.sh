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

expect 0 "a perf event array" skep run "$ring" --prog sample --data-hex $packet --repeat 2 --maps
says "has records of a lane" '\{"size":12,"data":"0x01000000[0-9a-f]*","lane":[0-9]+\}'
says "and lost ones" 'perf_event_array, 2 records to be read, 0 lost'

expect 0 "a program array's entries are loaded with it" skep run "$BUILD/tests/objects/tail.bpf.o" \
	--prog dispatch --data-hex 03 --verdicts --json
same "the verdict is the target's" 22 "$(json 'j["results"][0]')"
finish
