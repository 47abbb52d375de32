#!/usr/bin/env bash
# Fails on an #include "..." that breaks the order of the layers:
#   core <- { loader, verifier, interp, jit, maps } <- vm <- { explain, compat, tools }
#   hooks and examples see the public header only; tests, fuzz, bench everything.
# A folder may always include its own files.
set -u
cd "$(dirname "$0")/.." || exit 1

# folder: what it may include besides itself
rules() {
	cat <<-'RULES'
	include: skep
	core: skep
	loader: skep core
	verifier: skep core
	interp: skep core
	jit: skep core
	maps: skep core
	vm: skep core loader verifier interp jit maps
	explain: skep core vm
	compat: skep core vm
	tools: skep core vm explain
	hooks: skep
	examples: skep
	RULES
}

violations=0
while IFS=: read -r folder allowed; do
	[ -d "$folder" ] || continue
	while IFS=: read -r file line text; do
		[ -n "$file" ] || continue
		path=${text#*\"}
		path=${path%%\"*}
		case " $allowed $folder " in *" ${path%%/*} "*) continue ;; esac
		# A file beside it, or the skeleton of an object beside it, which is made.
		beside=$(dirname "$file")/$path
		case $path in */*) ;; *) { [ -e "$beside" ] || [ -e "${beside%.skel.h}.bpf.c" ]; } && continue ;; esac
		echo "$file:$line: $folder/ must not include \"$path\" (allowed:$allowed)"
		violations=$((violations + 1))
	done < <(grep -rnE '^[[:space:]]*#[[:space:]]*include[[:space:]]+"' "$folder" --include='*.[ch]' --include='*.def')
done < <(rules)

if [ "$violations" -ne 0 ]; then
	echo "layers: $violations includes break the order"
	exit 1
fi
echo "layers: the includes keep the order"
