# skep test: files that are wrong are refused with their place; no file does harm.
. "$(dirname "$0")/lib.sh"

"${BPF_CLANG:-clang-19}" -target bpf -g -O2 -mcpu=v3 -fno-unroll-loops \
	-I/usr/include/"$(uname -m)"-linux-gnu -c tests/cases/cases.bpf.c -o "$tmp/prog.o"

while IFS='|' read -r place message yaml; do
	printf -- "$yaml" >"$tmp/wrong.yaml"
	expect 3 "wrong: $message" skep test "$tmp/prog.o" "$tmp/wrong.yaml"
	grep -qF "wrong.yaml:$place: " "$tmp/err" && grep -qF -- "$message" "$tmp/err"
	result $? "wrong: $message: at $place" || show_output
	same "wrong: $message: nothing ran" "" "$(cat "$tmp/out")"
done <<'CASES'
1:1|the file is empty|
1:1|the file: a mapping is expected|- a\n
1:1|cases: a list is expected|defaults: {}\n
1:1|the file has no "case"; there are: defaults, cases|case: []\n
2:1|"cases" is given twice|cases: []\ncases: []\n
2:1|did not find expected|cases: [{name: x
2:1|a second document|cases: []\n---\ncases: []\n
2:3|the case has no name|cases:\n- program: meta\n
2:9|the name is empty|cases:\n- name: ""\n  program: meta\n  packet: ""\n
5:9|a case of this name is there already|cases:\n- {name: a, program: meta, packet: "", expect: {verdict: 1}}\n\n\n- name: a\n
3:12|there is no program other; there are: |cases:\n- name: a\n  program: other\n
2:3|several programs, name one|cases:\n- name: a\n
4:3|a case has no "packets"|cases:\n- name: a\n  program: meta\n  packets: []\n
2:3|nothing is expected: add expect|cases:\n- name: a\n  program: meta\n  packet: ""\n
2:3|no packet: xdp programs need one|cases:\n- name: a\n  program: meta\n  expect: {verdict: 1}\n
4:11|kprobe programs get no packet|cases:\n- name: a\n  program: probe\n  packet: "00"\n
5:11|nothing is expected|cases:\n- name: a\n  program: meta\n  packet: ""\n  expect: {}\n
4:11|pairs of hex digits|cases:\n- name: a\n  program: meta\n  packet: "012"\n
5:6|there is no layer "ip"|cases:\n- name: a\n  program: meta\n  packet:\n  -  ip: {}\n
4:21|tcp has no field "port"; there are: sport, dport|cases:\n- name: a\n  program: meta\n  packet: [{tcp: {  port: 1}}]\n
4:26|tcp.dport: "65536" is not a number that fits|cases:\n- name: a\n  program: meta\n  packet: [{tcp: {dport: 65536}}]\n
4:26|tcp.flags: "syn fun" is not flags|cases:\n- name: a\n  program: meta\n  packet: [{tcp: {flags: syn fun}}]\n
4:25|ipv4.src: "1.2.3" is not an IPv4 address|cases:\n- name: a\n  program: meta\n  packet: [{ipv4: {src: 1.2.3}}]\n
4:26|nothing may follow size|cases:\n- name: a\n  program: meta\n  packet: [{size: 10}, { eth: }]\n
4:12|one layer an element|cases:\n- name: a\n  program: meta\n  packet: [{eth: , arp: }]\n
4:13|the context of xdp programs has no field "mark"; there are: ingress_ifindex|cases:\n- name: a\n  program: meta\n  context: {mark: 1}\n
4:29|4294967296 is not between 0 and 4294967295|cases:\n- name: a\n  program: meta\n  context: {rx_queue_index: 4294967296}\n
4:17|cb has 20 bytes: a list of 5 numbers|cases:\n- name: a\n  program: mark\n  context: {cb: [1, 2]}\n
4:10|there is no map other; there are: lanes seen|cases:\n- name: a\n  program: mark\n  maps: {other: []}\n
4:17|the entry has no key|cases:\n- name: a\n  program: mark\n  maps: {seen: [{value: 1}]}\n
4:17|the entry has no value|cases:\n- name: a\n  program: mark\n  maps: {seen: [{key: 1}]}\n
4:35|value: -1 is negative|cases:\n- name: a\n  program: mark\n  maps: {seen: [{key: 1, value:   -1}]}\n
4:34|struct pair has no member "c"|cases:\n- name: a\n  program: mark\n  maps: {lanes: [{key: 1, value: {c: 1}}]}\n
4:43|is not between 0 and|cases:\n- name: a\n  program: mark\n  maps: {lanes: [{key: 1, values: [{lane: 10000, value: {}}]}]}\n
4:21|"DROP" is no verdict of xdp programs: a number, or XDP_ABORTED|cases:\n- name: a\n  program: meta\n  expect: {verdict: DROP}\n
4:22|there is no diagnostic "no-such"|cases:\n- name: a\n  program: meta\n  expect: {rejected: no-such}\n
4:11|a program that is rejected does nothing else|cases:\n- name: a\n  program: meta\n  expect: {rejected: packet-bounds, verdict: 1}\n
4:19|a run fails by: budget, fault, ended|cases:\n- name: a\n  program: meta\n  expect: {fails: often}\n
4:11|0 is not between 1 and 1000000|cases:\n- name: a\n  program: meta\n  repeat: 0\n
4:11|there is no right everything|cases:\n- name: a\n  program: meta\n  allow: [everything]\n
4:11|a case with steps has its expect in them|cases:\n- name: a\n  program: meta\n  expect: {verdict: 1}\n  steps: [{packet: ""}]\n
4:36|"value" is given twice|cases:\n- name: a\n  program: meta\n  maps: {seen: [{key: 1, value: 1, value: 2}]}\n
3:33|more than 64 levels|cases:\n- name: a\n  maps: {seen: [{key: 1, value: &a [*a]}]}\n  program: meta\n
CASES
expect 4 "a file that is not there" skep test "$tmp/prog.o" "$tmp/none.yaml"
says "is named" 'none\.yaml'
expect 4 "a folder" skep test "$tmp/prog.o" "$tmp"
printf 'cases: \377\376\n' >"$tmp/wrong.yaml"
expect 3 "a file that is not UTF-8" skep test "$tmp/prog.o" "$tmp/wrong.yaml"
# Whatever byte of a file is wrong: one of the exit codes, and JSON.
cat >"$tmp/mutate.py" <<'P'
import json, random, subprocess, sys
command, path, n, seed = sys.argv[1:5]
data, rng, bad = open(path, "rb").read(), random.Random(int(seed)), 0
for i in range(int(n)):
    broken = bytearray(data)
    for _ in range(rng.choice((1, 1, 2, 5))):
        at = rng.randrange(len(broken))
        what = rng.randrange(3)
        if what == 0:
            broken[at] = rng.choice(b"{}[]:,-#&*!|>'\"%@ \n\t0xff")
        elif what == 1:
            del broken[at:at + rng.randrange(1, 20)]
        else:
            broken[at] ^= 1 << rng.randrange(8)
    open(path + ".mutant", "wb").write(broken)
    r = subprocess.run(command.replace("FILE", path + ".mutant").split(), capture_output=True)
    fine = r.returncode in (0, 1, 3)
    try:
        json.loads(r.stdout) if "--json" in command else None
    except ValueError:
        fine = False
    if not fine:
        bad += 1
        print("# mutant", i, "of", path, r.returncode, r.stderr.decode(errors="replace")[-300:])
print(bad)
P
cp examples/popvlan.test.yaml "$tmp/mutated.yaml"
same "files with wrong bytes" 0 \
	"$(python3 "$tmp/mutate.py" "skep test $examples/popvlan.bpf.o FILE --json" "$tmp/mutated.yaml" 80 1 | tail -n 1)"
cp tests/cases/cases.test.yaml "$tmp/mutated.yaml"
same "files with other wrong bytes" 0 \
	"$(python3 "$tmp/mutate.py" "skep test $tmp/prog.o FILE --json" "$tmp/mutated.yaml" 80 2 | tail -n 1)"
printf 'cases: [{frob: 1}]' >"$tmp/wrong.yaml"
expect 3 "what is wrong, as JSON" skep test "$tmp/prog.o" "$tmp/wrong.yaml" --json
is_json "is JSON"
same "with the line" "bad-cases 1" "$(json 'j["error"]["id"], j["error"]["line"]')"
finish
