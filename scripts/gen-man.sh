#!/usr/bin/env bash
# Man pages from what is written already: skep(1) and one page a command from the
# help texts, libskep(3) from the public headers.
#
#   scripts/gen-man.sh SKEP FOLDER HEADER...
set -eu
skep=$1 folder=$2
shift 2
mkdir -p "$folder"
export NO_COLOR=1
version=$("$skep" version)
version=${version#skep }

roff() { # text to roff: backslashes, dashes, leading dots
	sed -e 's/\\/\\e/g' -e 's/-/\\-/g' -e "s/^[.']/\\\\\&&/"
}

head_of() { # page, section, what it does
	printf '.TH %s %s "" "skep %s" "skep"\n.SH NAME\n%s \\- %s\n' "${1^^}" "$2" "$version" "$1" \
		"$(printf '%s' "$3" | roff)"
}

# Help text of a command on standard input: usage, text, titled lists.
body() {
	awk '
	function esc(s) { gsub(/\\/, "\\e", s); gsub(/-/, "\\-", s); sub(/^[.\x27]/, "\\\\\\&&", s); return s }
	NR == 1 { print ".SH SYNOPSIS\n.B " esc(substr($0, 8)); next }
	/^(Options|Examples?|Exit codes|Commands):$/ {
		title = toupper($0); sub(/:$/, "", title)
		if (verbatim) print ".fi"
		print ".SH " title
		verbatim = title ~ /^EXAMPLE/
		if (verbatim) print ".nf"
		next
	}
	title == "" && !described { if ($0 == "") next; print ".SH DESCRIPTION"; described = 1 }
	$0 == "" { if (!verbatim) print ".PP"; next }
	verbatim { sub(/^  /, ""); print esc($0); next }
	title != "" && match($0, /^  [^ ]+( [^ ]+)? *  /) {
		name = substr($0, 3, RLENGTH - 2); rest = substr($0, RLENGTH + 1)
		sub(/ +$/, "", name)
		print ".TP\n.B " esc(name) "\n" esc(rest)
		next
	}
	title != "" && match($0, /^  [^ ]+ /) {
		name = substr($0, 3, RLENGTH - 3); rest = substr($0, RLENGTH + 1)
		sub(/^ +/, "", rest)
		print ".TP\n.B " esc(name) "\n" esc(rest)
		next
	}
	{ print esc($0) }
	END { if (verbatim) print ".fi" }'
}

also() { # the page itself is left out
	local page list=
	for page in skep "${pages[@]}"; do
		[ "$page" = "$1" ] || list="$list${list:+, }.BR $page (1)"
	done
	printf '.SH SEE ALSO\n'
	printf '%s' "$list" | sed -e 's/, /,\n/g' -e 's/-/\\-/g'
	printf ',\n.BR libskep (3)\n'
}

commands() { # "name<TAB>summary" of the table in a help text
	awk '/^Commands:$/ { on = 1; next } on && /^$/ { exit }
	     on { name = $1; sub(/^ +[^ ]+ +/, ""); print name "\t" $0 }'
}

# All commands first, for the references.
pages=() names=() summaries=()
while IFS=$'\t' read -r name summary; do
	help=$("$skep" $name --help)
	if grep -q '^Commands:$' <<<"$help" && [ "$name" != help ]; then
		while IFS=$'\t' read -r inner text; do
			pages+=("skep-$name-$inner") names+=("$name $inner") summaries+=("$text")
		done < <(commands <<<"$help")
	else
		pages+=("skep-$name") names+=("$name") summaries+=("$summary")
	fi
done < <("$skep" help | commands)

for i in "${!pages[@]}"; do
	{
		head_of "${pages[$i]}" 1 "${summaries[$i]}"
		# shellcheck disable=SC2086 # some are two words
		"$skep" ${names[$i]} --help | body
		also "${pages[$i]}"
	} >"$folder/${pages[$i]}.1"
done

{
	head_of skep 1 "eBPF programs in user space: verify, run, test, share maps"
	printf '.SH SYNOPSIS\n.B skep\n.I COMMAND\n.RI [ ARGUMENT ...]\n.SH DESCRIPTION\n'
	printf 'Each command has a page of its own,\n.BR skep\\-COMMAND (1),\nand shows it with \\-\\-help.\n'
	"$skep" help | sed -n '/^Commands:$/,$p' | { echo 'Usage: skep'; cat; } | body | sed '1,2d'
	printf '.SH ENVIRONMENT\n.TP\n.B SKEP_ROOT\nroot directory of pinned maps, where \\-\\-root is not given\n'
	printf '.TP\n.B NO_COLOR\nno colours on terminals\n'
	also skep
} >"$folder/skep.1"

# The headers: a section a banner, then each declaration with its comment.
{
	head_of libskep 3 "eBPF programs in user space"
	printf '.SH SYNOPSIS\n.nf\n.B #include <skep/skep.h>\n.PP\n.B cc ... $(pkg\\-config \\-\\-cflags \\-\\-libs skep)\n.fi\n'
	awk '
	function esc(s) { gsub(/\\/, "\\e", s); gsub(/-/, "\\-", s); sub(/^[.\x27]/, "\\\\\\&&", s); return s }
	function text(line) { sub(/^[ \t]*\/?\*+\/?[ \t]?/, "", line); sub(/[ \t]*\*\/$/, "", line); return line }
	function flush_code() { if (code != "") printf ".nf\n.B\n%s.fi\n", code; code = "" }
	FNR == 1 { flush_code(); intro = 1; print NR == 1 ? ".SH DESCRIPTION" : ".SH PACKETS"; next }
	intro { if (/\*\//) intro = 0; line = text($0); if (line !~ /SPDX/) print line == "" ? ".PP" : esc(line); next }
	/^\/\* -+ .* -+ \*\/$/ || /^\/\* -+ [a-z ]+ \*\/$/ {
		line = $0; gsub(/^\/\* -+ | -*-? ?\*\/$/, "", line)
		print ".SH " toupper(esc(line)); next
	}
	/^static inline/ { skipping = 1 }
	skipping { if (!proto) { code = code esc($0) "\n"; flush_code(); proto = 1 }
		   if (/^}/) { skipping = 0; proto = 0 }
		   next }
	/^#|^}$|^extern "C"/ { next }
	/^\/\*/ { comment = 1; print ".PP" }
	comment { line = text($0); if (line ~ /^@/) print ".br"; print line == "" ? ".PP" : esc(line)
		  if (/\*\//) comment = 0
		  next }
	/^[ \t]*$/ { flush_code(); next }
	{ line = $0; sub(/^SKEP_API /, "", line); code = code esc(line) "\n" }
	END { flush_code() }' "$@"
	printf '.SH SEE ALSO\n.BR skep (1)\n'
} >"$folder/libskep.3"
