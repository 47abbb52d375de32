; A helper could write a map that programs may only read, and whose content was proved.
; expect refused read-only
.prog xdp
.map m0 type=array key=4 value=8 entries=1 flags=128 frozen=0500000000000000
	*(u32 *)(r10 - 4) = 0
	*(u64 *)(r10 - 16) = 7
	r1 = map m0 ll
	r2 = r10
	r2 += -4
	r3 = r10
	r3 += -16
	r4 = 0
	call map_update_elem
	r1 = map_value m0 + 0 ll
	r0 = *(u64 *)(r1 + 0)
	exit
