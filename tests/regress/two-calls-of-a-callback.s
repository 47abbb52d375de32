; Two calls that take callbacks, one inside the other's function, in a loop.
; expect accepted
.prog xdp
	r9 = 0
again:
	r1 = 3
	r2 = func f1 ll
	r3 = 0
	r4 = 0
	call loop
	r9 += 1
	if r9 < 4 goto again
	r0 = 0
	exit
.func f1
	r6 = 0
more:
	r1 = 2
	r2 = func f2 ll
	r3 = 0
	r4 = 0
	call loop
	r6 += 1
	if r6 < 3 goto more
	r0 = 0
	exit
.func f2
	r0 = 0
	exit
