#!/usr/bin/env bash
# Is the oracle worth anything?  Builds it with each fault of fuzz/faults.txt in a
# copy of the file and expects that N (10,000) programs from each of SEEDS (1) show
# it; prints how many programs each took.  A fault in a header concerns the verifier;
# else the file alone is built anew.
#   ONLY=glob: these faults only.  Called by `make oracle-faults`.
set -u
cd "$(dirname "$0")/.." || exit 1
BUILD=${BUILD:-build}
folder=$BUILD/faults
found=0 missed=0

trim() {
	sed 's/^[[:space:]]*//; s/[[:space:]]*$//'
}

# Replace the line that says $2 (blanks at its ends aside) in file $1 by $3, once.
plant() {
	WAS=$2 NOW=$3 awk '
	{
		line = $0
		sub(/^[[:space:]]+/, "", line); sub(/[[:space:]]+$/, "", line)
		if (line == ENVIRON["WAS"] && !done) { print ENVIRON["NOW"]; done = 1 } else print
	}
	END { exit !done }' "$1" >"$1.new" && mv "$1.new" "$1"
}

build() { # name file was now
	local copy=$folder/$1 source objects=()
	rm -rf "$copy"
	mkdir -p "$copy/verifier" "$(dirname "$copy/$2")"
	cp verifier/*.[ch] "$copy/verifier/"
	cp "$2" "$copy/$2"
	plant "$copy/$2" "$3" "$4" || { echo "$1: $2 has no line \"$3\""; return 1; }
	case $2 in
	*.c) set -- "$copy/$2" ;;
	*) set -- "$copy"/verifier/*.c ;;
	esac
	for source in "$@"; do
		# shellcheck disable=SC2086 # flags are words
		${CC:-cc} -I"$copy" $ORACLE_CFLAGS -w -c "$source" -o "${source%.c}.o" || return 1
		objects+=("${source%.c}.o")
	done
	# shellcheck disable=SC2086
	${CC:-cc} $ORACLE_CFLAGS $ORACLE_OBJS "${objects[@]}" "$BUILD/libskep.a" $ORACLE_LIBS -o "$copy/oracle"
}

# Programs from seed $2 until fault $1 shows; the finding goes to $folder/$1/found.
needed() {
	local out=$folder/$1/out seed
	"$folder/$1/oracle" "${N:-10000}" "$2" --quiet --stop 1 --folder "$folder/$1" >"$out" 2>&1 &&
		return 1
	seed=$(grep -o 'SEED=[0-9]*' "$out" | head -n 1)
	grep -o 'SEED=.*' "$out" | head -n 1 | cut -c1-90 >"$folder/$1/found"
	echo $((${seed#SEED=} - $2 + 1))
}

try() { # name file was now
	local seed count counts='' all=1
	# shellcheck disable=SC2254 # a glob it is
	case $1 in ${ONLY:-*}) ;; *) return ;; esac
	: "${SEEDS:=1}"
	if build "$@"; then
		for seed in $SEEDS; do
			count=$(needed "$1" "$seed") || { count=MISSED all=0; }
			counts+=$(printf '%7s' "$count")
		done
	else
		all=0
	fi
	[ $all -eq 1 ] && found=$((found + 1)) || missed=$((missed + 1))
	printf '%-40s%s  %s\n' "$1" "$counts" "$(cat "$folder/$1/found" 2>/dev/null)"
}

name= file= was=
while IFS= read -r line; do
	case $line in
	'- '*) was=$(printf '%s\n' "${line#- }" | trim) ;;
	'+ '*) try "$name" "$file" "$was" "$(printf '%s\n' "${line#+ }" | trim)" ;;
	'#'* | ' '* | '') ;;
	*' | '*) name=${line%% | *} file=${line##* | } ;;
	esac
done <fuzz/faults.txt
echo "$found faults found, $missed missed"
[ "$missed" -eq 0 ] && [ "$found" -gt 0 ]
