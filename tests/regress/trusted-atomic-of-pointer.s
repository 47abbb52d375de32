; Linux allows a pointer as an atomic's operand with the right to leak pointers; it was
; refused.
; expect accepted
; rights trusted
.prog xdp
	*(u64 *)(r10 - 0x8) = 0x0
	r2 = r1
	lock *(u32 *)(r10 - 0x8) += w2
	r2 = xchg_64(r10 - 0x8, r2)
	r0 = r1
	r0 = cmpxchg_64(r10 - 0x8, r0, r1)
	r0 = 0x0
	exit
