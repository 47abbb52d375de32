; xdp_load_bytes left its output as it was where the packet is too short.
; expect accepted
; rights none
.prog xdp
	r2 = 0xffff
	r3 = r10
	r3 += -64
	r4 = 64
	call xdp_load_bytes
	r0 = *(u64 *)(r10 - 8)
	exit
