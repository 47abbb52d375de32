# Objects inside of other files are cut out as they were; what skep says of a folder of
# objects is a table.
. "$(dirname "$0")/lib.sh"

mkdir -p "$tmp/in/usr/bin" "$tmp/in/usr/lib"
python3 - "$examples" "$tmp/in/usr" <<'P'
import sys
read = lambda name: open(f"{sys.argv[1]}/{name}.bpf.o", "rb").read()
counter, portmap, broken = read("counter"), read("portmap"), read("broken")
with open(sys.argv[2] + "/bin/tool", "wb") as out:  # cut off, whole, twice, another one
    out.write(b"\x7fELF\x02\x01\x01" + bytes(57) + counter[:len(counter) // 2] + b"\x7fELF" + counter)
    out.write(b"junk" + counter + b"\0" * 3 + portmap + b"tail")
for name, data in ("lib/broken.bpf.o", broken), ("lib/tool.o", portmap[:-1]), ("lib/copy.o", portmap):
    open(f"{sys.argv[2]}/{name}", "wb").write(data)
P
expect 0 "objects are cut out of a tree" python3 scripts/cut-bpf-objects.py "$tmp/in" "$tmp/cut/package"
same "each one once" "broken.bpf.o tool-2.bpf.o tool.bpf.o" "$(cd "$tmp/cut/package" && echo *)"
says "says where one was" '^tool-2\.bpf\.o	usr/bin/tool \+ 0x[0-9a-f]+$'
cmp "$tmp/cut/package/tool.bpf.o" "$examples/counter.bpf.o"
result $? "the first one is whole"
cmp "$tmp/cut/package/tool-2.bpf.o" "$examples/portmap.bpf.o"
result $? "so is the second one"

echo 1.2-3 >"$tmp/cut/package/version"
head -c 200 "$examples/counter.bpf.o" >"$tmp/cut/package/half.bpf.o"
expect 0 "a folder of objects is reported" python3 scripts/report-objects.py --skep "$(command -v skep)" "$tmp/cut/package"
says "sums up" '^4 objects, 1 of them not loaded; 3 programs, 2 of them verified\.$'
says "names the package" '^\| package \| 1\.2-3 \| 4 \|$'
says "a program that is refused" '^\| package \| broken \| yes \| 1 \| 0 \| packet-bounds 1 \|$'
says "an object that is not loaded" '^\| package \| half \| no \| 0 \| 0 \| bad-[a-z]+ 1 \|$'
says "programs that are verified" '^\| package \| tool-2 \| yes \| 1 \| 1 \|  \|$'
says "counts by diagnostic" '^\| packet-bounds \| unsafe \| 1 \| '

expect 1 "no package, no table" env PATH="$tmp/none:$PATH" BUILD="$BUILD" SKEP=/nowhere scripts/distro-objects.sh no-such-package
says "says why" 'there is no /nowhere: run make first'

finish
