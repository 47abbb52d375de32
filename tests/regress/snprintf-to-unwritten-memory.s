; snprintf writes no more than its text: what was not written before was read
; from the engine's own stack.
; expect refused uninit-memory-argument
; rights none
.prog xdp
.map m0 type=array key=4 value=16 entries=1 flags=128 frozen=61620000000000000000000000000000
	r1 = r10
	r1 += -64
	r2 = 64
	r3 = map_value m0 + 0 ll
	r4 = 0
	r5 = 0
	call snprintf
	r0 = *(u64 *)(r10 - 8)
	exit
