; Linux's limit is below 2^29, a number of that size was accepted.
; expect refused pointer-offset
.prog xdp
	w2 = *(u32 *)(r1 + 0)
	r2 += 0x20000000
	r0 = 0
	exit
