; Linux refuses to spill a pointer in part in every mode; it was accepted with the right
; to leak pointers.
; expect refused partial-pointer
; rights trusted
.prog xdp
	*(u32 *)(r10 - 8) = r1
	r0 = 0
	exit
