; The address of a context's field is a number: both engines and the proof say so.
; expect accepted
; rights trusted
.prog xdp
	r2 = r1
	r2 += 8
	r3 = r1
	r3 -= r2
	r0 = 0
	if r2 != 0 goto out
	r0 = 1
out:
	r2 &= 7
	r0 += r2
	exit
