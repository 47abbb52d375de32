; internal: a counter and a pointer into the packet moved by as much a round, and were given one id
; rights read-process-memory
; expect accepted
.prog xdp
	r6 = r1
	r9 = 0x0
	if r9 >= 0x4 goto +0xb
	call f1
	w3 = *(u32 *)(r6 + 0x0)
	w0 = *(u32 *)(r6 + 0x4)
	r2 = r3
	r5 = r2
	if r5 >= r0 goto +0x1
	goto +0x1
	r3 += 0x1
	r0 = 0x0
	r9 += 0x1
	goto -0xc
	exit
.func f1
	exit
