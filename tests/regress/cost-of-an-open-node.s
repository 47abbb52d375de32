; "cost": a path that came to an open node of the round before was counted as if nothing
; followed it.
; expect accepted
.prog sched_cls
.map m0 type=array key=4 value=24 entries=1
	*(u64 *)(r10 - 0x78) = 0x0
	r3 = r10
	r3 += -0x78
	r1 = map m0 ll
	r2 = func f1 ll
	r4 = 0x0
	call for_each_map_elem
	exit
.func f1
	r6 = *(u64 *)(r3 + 0x9)
	if w6 != 0x0 goto +0x2
	*(u16 *)(r4 + 0x0) = 0x1
	goto +0x3
	r8 = 0x0
	r8 = 0x0
	r8 = 0x0
	r0 = 0x0
	exit
