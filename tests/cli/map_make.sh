# Maps made, filled, frozen, named and watched by the command.
. "$(dirname "$0")/lib.sh"

firewall=$examples/firewall.bpf.o
export SKEP_ROOT=$tmp/root

# --- create
expect 0 "create" skep map create a/limits --type hash --key 4 --value 8 --entries 3 --json
is_json "is JSON"
same "what it is" "hash 4,8,3 limits a/limits False" \
	"$(json 'j["map"]["type"], ",".join(str(j["map"][k]) for k in ("key_size", "value_size", "max_entries")), j["map"]["name"], j["map"]["pin"], j["map"]["frozen"]')"
expect 3 "the pin exists" skep map create a/limits --type hash --key 4 --value 8 --entries 3
says "is said" 'pin a/limits exists'
expect 2 "a type that there is not" skep map create b --type hasch --key 4 --value 4 --entries 1
says "is named" 'no map type hasch'
expect 1 "a type that is not supported" skep map create b --type struct_ops --entries 1
says "with the reason" 'struct_ops is not supported: the kernel'
expect 2 "neither type nor object" skep map create b --entries 1
expect 2 "both" skep map create b --type hash --btf "$firewall"
expect 2 "sizes beside an object" skep map create b --btf "$firewall" --key 4
expect 2 "a size of more than 32 bits" skep map create b --type array --key 4 --value 4 --entries 4294967296
expect 3 "sizes that the type refuses" skep map create b --type array --key 8 --value 4 --entries 1
says "with the reason" 'map b: '
expect 3 "a pin outside the root" skep map create ../b --type array --key 4 --value 4 --entries 1
expect 3 "a map that the object has not" skep map create b --btf "$firewall"
expect 3 "entries that do not fit" skep map create blocklist --btf "$firewall" --entries 2 --file examples/blocklist.json
expect 0 "leave nothing" skep map list
same "but what was there" "a/limits" "$(cut -d ' ' -f 1 "$tmp/out")"
expect 0 "as an object declares it, filled" skep map create fw/blocklist --btf "$firewall" --file examples/blocklist.json
expect 0 "has the entries" skep map dump fw/blocklist --btf "$firewall"
says "by their types" '\{"key":"203\.0\.113\.66","value":\{"packets":0\}\}'
expect 0 "under another name" skep map create fw/second --btf "$firewall" --name blocklist --entries 5 --json
same "with another size" "blocklist 5" "$(json 'j["map"]["name"], j["map"]["max_entries"]')"
expect 0 "a trie with its flag" skep map create routes --type lpm_trie --key 8 --value 4 --entries 9 --flags 1
expect 0 "a bloom filter with its hashes" skep map create seen --type bloom_filter --value 8 --entries 9 --extra 3
expect 0 "a map of maps" skep map create tables --type hash_of_maps --key 4 --value 4 --entries 3 --inner a/limits
expect 3 "without a template" skep map create none --type hash_of_maps --key 4 --value 4 --entries 3
expect 3 "with one that is not there" skep map create none --type hash_of_maps --key 4 --value 4 --entries 3 --inner x

# --- CSV
printf '\xef\xbb\xbfkey,value\r\n1,10\r\n\r\n"2","20"\r\n3,30' >"$tmp/plain.csv"
expect 0 "CSV with a mark, quotes, CRLF, an empty line and no end" skep map update a/limits --file "$tmp/plain.csv"
expect 0 "is stored" skep map dump a/limits --json
same "whole" "[(1, 10), (2, 20), (3, 30)]" "$(json 'sorted((e["key"], e["value"]) for e in j["map"]["entries"])')"
printf 'value.packets,key\n7,198.51.100.7\n,198.51.100.8\n' >"$tmp/typed.csv"
expect 0 "CSV by members" skep map update fw/second --file "$tmp/typed.csv" --btf "$firewall"
expect 0 "in any order" skep map dump fw/second --btf "$firewall" --json
same "what is empty is zero" "[('198.51.100.7', 7), ('198.51.100.8', 0)]" \
	"$(json 'sorted((e["key"], e["value"]["packets"]) for e in j["map"]["entries"])')"
expect 0 "run takes CSV too" skep run "$firewall" --data-hex 00 --map blocklist="$tmp/typed.csv"
wrong() { # name, what is said, text
	printf "$3" >"$tmp/wrong.csv"
	expect 3 "$1" skep map update a/limits --file "$tmp/wrong.csv"
	says "says so" "$2"
}
wrong "a row with a field too many" 'wrong.csv: line 3: there are more or less fields' 'key,value\n1,1\n1,2,3\n'
wrong "a name that is none" 'line 1: a name of the first line' 'key,valve\n1,1\n'
wrong "a name that is cut off" 'line 1: a name of the first line' 'key,value.\n1,1\n'
wrong "an open quote" 'line 2: a quote is not closed' 'key,value\n1,"2\n3,4\n'
wrong "a quote in the middle" 'line 2: a quote stands inside a field' 'key,value\n1,2"3\n'
wrong "more behind a quote" 'line 2: a quote stands inside a field, or something behind' 'key,value\n1,"2"3\n'
wrong "an empty file" 'line 1: there is no line of names' ''
wrong "two columns of one name" 'line 2: two columns say the same' 'key,value,value\n1,2,3\n'
wrong "a member of what has none" 'line 2: two columns say the same' 'key,value,value.x\n1,2,3\n'
wrong "text in place of a number" 'line 4: value: ' 'key,value\n1,2\n\n1,many\n'
wrong "no key" 'line 2: key: is missing' 'key,value\n,2\n'
wrong "a zero byte" 'line 2: there is a zero byte' 'key,value\n1,2\0\n'
wrong "a full map" 'cannot store into map limits' 'key,value\n4,4\n'
expect 4 "a file that is not there" skep map update a/limits --file "$tmp/none.csv"
python3 -c 'print("key,value"); [print("%d,%d" % (i, i * i)) for i in range(20000)]' >"$tmp/many.csv"
expect 0 "20000 rows" skep map create many --type hash --key 4 --value 8 --entries 20000 --file "$tmp/many.csv"
expect 0 "the last one" skep map lookup many 19999
same "is there" '{"key":19999,"value":399960001}' "$(cat "$tmp/out")"

# --- pin, freeze
expect 0 "another name" skep map pin a/limits b/limits --json
is_json "as JSON"
expect 3 "that exists" skep map pin a/limits b/limits
expect 0 "the first one goes" skep map unpin a/limits
expect 0 "the map does not" skep map lookup b/limits 1
expect 0 "freeze" skep map freeze b/limits
expect 3 "no change any more" skep map update b/limits 1 11
expect 3 "nor another freeze" skep map freeze b/limits
says "as the map is frozen" 'cannot freeze map limits'
expect 0 "it can be read" skep map show b/limits --json
same "and says so" "True" "$(json 'j["map"]["frozen"]')"

# --- values of tasks, by the number of a process
sleep 100 &
task=$!
expect 0 "a task storage" skep map create tasks --type task_storage --key 4 --value 8 --flags 1
expect 3 "needs its flag" skep map create tasks2 --type task_storage --key 4 --value 8
says "which is said" 'a task storage needs BPF_F_NO_PREALLOC'
expect 0 "a value" skep map update tasks $task 77
expect 0 "is there" skep map lookup tasks $task
same "under the number" "{\"key\":$task,\"value\":77}" "$(cat "$tmp/out")"
expect 0 "all values" skep map dump tasks --json
same "one task" "$task 77" "$(json 'j["map"]["entries"][0]["key"], j["map"]["entries"][0]["value"]')"
expect 3 "no watch" skep map watch tasks
says "which is said" 'values of tasks are not watched'
kill $task
wait $task
expect 3 "a task that is gone" skep map lookup tasks $task
expect 0 "all values" skep map dump tasks

says "no task" "0 tasks"
expect 0 "it is put right" skep map repair tasks

# --- watch
skep map create n --type array --key 4 --value 8 --entries 10
skep map watch n --interval 200 --count 40 >"$tmp/watch" 2>&1 &
watch=$!
for i in $(seq 1 40); do
	skep map update n 3 $((i * 1000))
	grep -q 'value +' "$tmp/watch" && break
done
kill -TERM $watch
wait $watch
same "a signal ends watch" 0 $?
grep -qE '^[0-9:]{8} n: 1 entries, [01] new, 0 gone$' "$tmp/watch"
result $? "a line for each round" || sed 's/^/# /' "$tmp/watch"
grep -qE '^  \{"key":3,"value":[0-9]+\}  value \+[0-9]+/s$' "$tmp/watch"
result $? "with what changes" || sed 's/^/# /' "$tmp/watch"
same "no escape sequences in a file" 0 "$(grep -c "$(printf '\033')" "$tmp/watch")"
expect 0 "watch as JSON" skep map watch n --interval 20 --count 3 --json
same "is an object a line" 3 "$(python3 -c 'import json, sys; print(sum(json.loads(l)["ok"] for l in sys.stdin))' <"$tmp/out")"
skep map create cpus --btf "$firewall" --name counters
skep map watch cpus --btf "$firewall" --interval 200 --count 40 --json >"$tmp/watch" &
watch=$!
for i in $(seq 1 40); do
	skep map update cpus PASSED_UDP "{\"packets\": $((3 * i)), \"bytes\": $((60 * i))}" --btf "$firewall"
	grep -q '"rates":{"' "$tmp/watch" && break
done
kill -TERM $watch
wait $watch
same "per-CPU values are summed, members by name" "1 ['bytes', 'packets'] 20.0" "$(python3 -c '
import json, sys
c = [c for c in (json.loads(l)["changed"] for l in sys.stdin) if c][0]
r = c[0]["rates"]
print(len(c), sorted(r), round(r["bytes"] / r["packets"], 3))' <"$tmp/watch")"
skep map create jobs --type queue --value 4 --entries 5
skep map update jobs 7
expect 0 "a queue" skep map watch jobs --interval 1 --count 1
says "has a number of values" 'jobs: 1 entries, 0 new, 0 gone'
expect 3 "a bloom filter cannot be listed" skep map watch seen
expect 0 "a ring" skep map create events --type ringbuf --entries 65536
expect 3 "has records" skep map watch events
says "and a command for them" 'skep map tail'
expect 2 "an interval of more than a day" skep map watch n --interval 86400001
expect 2 "a top of too many" skep map watch n --top 10001
finish
