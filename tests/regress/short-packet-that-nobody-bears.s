; internal: a test decided by a short packet remembered one of another id, which nobody bore after what is not read was forgotten
; seed 3300011786, made small
; expect accepted
.prog xdp
	r6 = r1
	r2 = 0x0
	call xdp_adjust_meta
	w9 = *(u32 *)(r6 + 0x0)
	w7 = *(u32 *)(r6 + 0x4)
	r4 = r9
	r0 &= 0x1
	r9 += r0
	r4 += 0x1
	if r7 >= r4 goto +0x0
	*(u64 *)(r10 - 0x10) = r9
	r8 = r9
	if r7 < r8 goto +0x0
	w7 = *(u32 *)(r6 + 0x0)
	w9 = *(u32 *)(r6 + 0x4)
	r8 = r7
	r8 += 0x1
	if r8 > r9 goto +0x0
	if r4 < r9 goto +0x0
	exit
