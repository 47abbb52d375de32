; "internal": what grows from round to round of a callback, in 32 bits.
; expect accepted
.prog xdp
	*(u64 *)(r10 - 0x68) = 0x0
	r3 = r10
	r3 += -0x68
	r1 = 0x1
	r2 = func f1 ll
	r4 = 0x0
	call loop
	exit
.func f1
	r0 = 0x0
	r6 = *(u64 *)(r2 + 0x0)
	w6 += 0x2
	*(u64 *)(r2 + 0x0) = r6
	r0 ^= r6
	r0 &= 0x0
	exit
