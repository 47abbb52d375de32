; internal: the same, stored in a loop that is followed
; rights none
; expect accepted
.prog sched_cls
.map m0 type=array key=4 value=24 entries=1
	r0 = map_value m0 + 0x0 ll
	r0 = *(u64 *)(r0 + 0x10)
	r8 = r0
	r8 <<= 0x20
	r7 = 0x0
	if w0 s>= w7 goto +0x2
	store_release((u64 *)(r10 - 0x78), r8)
	r0 |= r8
	w7 += 0x1
	if r7 < 0x2 goto -0x5
	if w7 == w8 goto +0x0
	exit
