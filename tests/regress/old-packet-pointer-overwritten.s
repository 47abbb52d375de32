; The same; what was left of it when a part was overwritten.
; expect refused uninit-stack
.prog xdp
	r6 = *(u32 *)(r1 + 0)
	*(u64 *)(r10 - 8) = r6
	r2 = 0
	call xdp_adjust_head
	*(u32 *)(r10 - 8) = 0
	w0 = *(u32 *)(r10 - 4)
	exit
