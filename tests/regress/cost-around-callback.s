; "cost": the rounds of a loop around a callback were counted as rounds of the callback.
; expect accepted
.prog xdp
	r9 = 0
again:
	*(u64 *)(r10 - 8) = 5
	r1 = 0
	r2 = func f1 ll
	r3 = r10
	r3 += -8
	r4 = 0
	call loop
	r9 += 1
	if r9 < 9 goto again
	r0 = 0
	exit
.func f1
	r0 = 0
	exit
