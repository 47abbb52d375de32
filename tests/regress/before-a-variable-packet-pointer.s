; "fault": what lies before a packet pointer's variable part was taken to be in the
; packet, though nobody had compared it with the end.
; expect refused packet-bounds
.prog sched_cls
	r6 = r1
	w8 = *(u32 *)(r6 + 0x4c)
	w7 = *(u32 *)(r6 + 0x50)
	r8 += 0x7
	if r8 >= r7 goto +0x1
	goto +0x2
	r0 = 0x0
	exit
	r0 = *(s8 *)(r8 - 0x5)
	r0 %= 0x2f
	r3 = r8
	r3 += r0
	w3 = *(u8 *)(r3 - 0x4)
	exit
