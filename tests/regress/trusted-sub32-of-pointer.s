; Linux allows it with the right to leak pointers; it was refused.
; expect accepted
; rights trusted
.prog xdp
	w8 = *(u32 *)(r1 + 0x4)
	w0 = 1
	w8 -= w0
	w0 -= w8
	exit
