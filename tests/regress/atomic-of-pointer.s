; The same without the right.
; expect refused pointer-leak
.prog xdp
	*(u64 *)(r10 - 0x8) = 0x0
	r2 = r1
	lock *(u32 *)(r10 - 0x8) += w2
	r0 = 0x0
	exit
