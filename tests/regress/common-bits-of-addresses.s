; Common bits of two addresses in one object tell of the address what their order does not.
; expect refused pointer-compare
.prog xdp
	r1 = r10
	r0 = 1
	if r1 & r10 goto +1
	r0 = 0
	exit
