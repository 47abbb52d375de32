; After the packet moved a slot with a pointer into it was bytes that may be read: half
; an address.
; expect refused uninit-stack
.prog xdp
	r6 = *(u32 *)(r1 + 0)
	*(u64 *)(r10 - 8) = r6
	r2 = 0
	call xdp_adjust_head
	w0 = *(u32 *)(r10 - 4)
	exit
