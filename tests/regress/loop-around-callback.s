; A loop without end around a call that takes a callback was accepted: an arrival at
; the call by an ordinary jump was taken for a round of the callback.
; expect refused infinite-loop
.prog xdp
again:
	r1 = 1
	r2 = func f1 ll
	r3 = 0
	r4 = 0
	call loop
	goto again
.func f1
	r0 = 0
	exit
