; "fact": a map that is frozen for applications, but not read-only for programs, was
; taken for constant though the program writes it.
; expect accepted
.prog xdp
.map m0 type=array key=4 value=8 entries=1 frozen=0500000000000000
	r1 = map_value m0 + 0 ll
	*(u64 *)(r1 + 0) = 7
	r0 = *(u64 *)(r1 + 0)
	exit
