# skep completion: the scripts know every command and option, and work.
. "$(dirname "$0")/lib.sh"

for shell in bash zsh fish; do
	expect 0 "$shell" skep completion $shell
	cp "$tmp/out" "$tmp/$shell"
	for word in $(skep help | sed -n '/^Commands:/,/^$/s/^  \([a-z]*\) .*/\1/p'); do
		grep -q "\b$word\b" "$tmp/$shell"
		result $? "$shell: knows $word"
	done
	for option in $(skep test --help | sed -n 's/^  --\([a-z-]*\).*/\1/p'); do
		grep -qE -e "(--|-l )$option\b" "$tmp/$shell"
		result $? "$shell: knows test's --$option"
	done
	grep -q 'unpin' "$tmp/$shell"
	result $? "$shell: knows the commands of groups"
done

# What bash completes: COMP_WORDS is the line, the last word is being typed.
complete_bash() {
	bash -c 'source "$0"; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); cd "$DIR" && _skep && printf "%s\n" "${COMPREPLY[@]}" | sed "/^$/d" | sort' \
		"$tmp/bash" "$@" | tr '\n' ' '
}
mkdir "$tmp/files"
touch "$tmp/files/a b.o" "$tmp/files/xa.o"
export DIR=$tmp/files
same "commands" "verify version " "$(complete_bash skep ver)"
same "commands of a group" "delete dump " "$(complete_bash skep map d)"
same "options" "--tap --trusted " "$(complete_bash skep test --t)"
same "options of a group's command" "--btf " "$(complete_bash skep map dump --b)"
same "files" "a b.o " "$(complete_bash skep verify a)"
same "files after an option that takes one" "a b.o xa.o " "$(complete_bash skep run --pcap '')"
same "no files for options" "" "$(complete_bash skep verify --zz)"
for shell in zsh fish; do
	if command -v $shell >/dev/null; then
		expect 0 "$shell takes its script" $shell -n "$tmp/$shell"
	else
		skip "$shell takes its script" "there is no $shell"
	fi
done
if command -v fish >/dev/null; then
	fish -c "source '$tmp/fish'; complete -C 'skep map d'" 2>/dev/null | cut -f 1 | sort | tr '\n' ' ' >"$tmp/got"
	same "fish: commands of a group" "delete dump " "$(cat "$tmp/got")"
	fish -c "source '$tmp/fish'; complete -C 'skep test --min'" 2>/dev/null | cut -f 1 | tr '\n' ' ' >"$tmp/got"
	same "fish: options" "--min-coverage " "$(cat "$tmp/got")"
else
	skip "fish completes" "there is no fish"
fi
expect 2 "no such shell" skep completion csh
says "says which there are" 'bash, zsh, fish'
expect 2 "as JSON" skep completion bash --json
is_json "an error is JSON all the same"
expect 0 "help of a group as JSON" skep map --help --json
is_json "is JSON"
same "its commands" "list show dump tail lookup update delete watch create pin unpin freeze repair sync" "$(json '" ".join(c["name"] for c in j["commands"])')"
finish
