; A loop of one block: what its end demands, its head demands, and the end again.
; expect accepted
; rights none
.prog sched_cls
.kfunc host_sum scalar mem size0 packet
.kfunc host_mix scalar number typed_inout=16
.kfunc host_find mem_or_null=12 number rdonly
.kfunc host_room mem_or_null ignored alloc_size
.kfunc host_kind void ctx constant typed_null=8
	r6 = r1
	r7 = 0x0
	*(u64 *)(r10 - 0x28) = 0x0
	r9 = 0x0
	r3 = r10
	r3 += r7
	r7 = r10
	r7 += -0x28
	w7 = *(u16 *)(r7 + 0x0)
	r9 += 0x1
	if r9 < 0x7 goto -0x7
	r0 = *(u8 *)skb[0x0]
	exit
