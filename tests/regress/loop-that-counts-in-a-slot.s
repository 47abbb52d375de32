; As loop-without-a-second-round.s; the counter is a slot that nothing reads.
; expect accepted
; rights none
.prog xdp
	r6 = r1
	*(u64 *)(r10 - 0x20) = 0x1
	r3 = 0x0
	r1 = 0x0
	r2 = func f1 ll
	r4 = 0x0
	call loop
	w8 = *(u32 *)(r6 + 0x0)
	r7 = 0x0
	r9 = 0x0
	if r0 < 0x0 goto +0x5
	goto +0x0
	w4 = *(u32 *)(r6 + 0x4)
	r5 = r8
	if r5 >= r4 goto +0x6
	*(u64 *)(r10 - 0x98) = r9
	if r0 s> 0x2 goto +0x0
	w9 += 0x1
	if r9 < 0xa goto -0x9
	r7 += 0x1
	if r7 < 0x7 goto -0xc
	exit
.func f1
	exit
