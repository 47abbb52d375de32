; A widened loop head to which no path leads back: its counter, here a register that
; no check needs, was made unknown, and the states below began with another.
; expect accepted
; rights none
.prog xdp
.kfunc host_sum scalar mem size0 packet
.kfunc host_mix scalar number typed_inout=16
.kfunc host_find mem_or_null=12 number rdonly
.kfunc host_room mem_or_null ignored alloc_size
.kfunc host_kind void ctx constant typed_null=8
	r3 = 0x0
	r4 = 0x0
	r1 = 0x1
	r2 = func f1 ll
	call loop
	exit
.func f1
	r8 = 0x0
	call f2
	r5 = r0
	if r5 & 0x0 goto +0x0
	r8 += 0x2
	if r8 <= 0x8 goto -0x5
	exit
.func f2
	r2 = 0x0
	call kfunc(host_room)
	if r0 == 0x0 goto +0x1
	goto +0x1
	exit
	r0 = 0x1
	exit
