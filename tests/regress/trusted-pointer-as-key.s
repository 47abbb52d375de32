; The lower half of a spilled pointer was taken for the number 0, a constant key.
; expect accepted
; rights trusted
.prog xdp
.map m0 type=array key=4 value=32 entries=1
	*(u64 *)(r10 - 16) = r1
	r2 = r10
	r2 += -16
	r1 = map m0 ll
	call map_lookup_elem
	if r0 != 0 goto there
	r0 = 1
	exit
there:
	r0 = 2
	exit
