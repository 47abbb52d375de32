; an abort of the checks of operations: the number of a function's label was taken for that of a
; value, for which another one stood.
; expect accepted
; rights none
.prog xdp
.map m0 type=array key=4 value=16 entries=4
.map m1 type=hash key=4 value=24 entries=4 flags=64
.map m2 type=array key=4 value=32 entries=1
.map m3 type=percpu_array key=4 value=24 entries=2
.map m4 type=array key=4 value=16 entries=1 flags=128 frozen=00017f80ffff00800300000007000000
.map m5 type=ringbuf key=0 value=0 entries=4096
.map m6 type=user_ringbuf key=0 value=0 entries=4096
.map m7 type=array key=4 value=16 entries=1 lock=0
.map m8 type=cpumap key=4 value=4 entries=3
.map m9 type=devmap_hash key=4 value=4 entries=3
.kfunc host_sum scalar mem size0 packet
.kfunc host_mix scalar number typed_inout=16
.kfunc host_find mem_or_null=12 number rdonly
.kfunc host_room mem_or_null ignored alloc_size
.kfunc host_kind void ctx constant typed_null=8
	r6 = r1
	r0 = map_value m2 + 0x0 ll
	w0 = *(u8 *)(r0 + 0x1b)
	r0 /= 0xe59c6c3
	r3 = map_value m2 + 0x0 ll
	*(u64 *)(r3 + 0x0) = r0
	if r0 != 0x7 goto +0x2
	r0 = 0x0
	exit
	r0 += 0x1
	w7 = *(u32 *)(r6 + 0x0)
	w8 = *(u32 *)(r6 + 0x4)
	r5 = r7
	r5 += 0x82
	if r5 < r8 goto +0x16
	r1 = 0xffffffffffffff ll
	call f1
	r2 = r7
	r2 += 0x82
	if r2 <= r8 goto +0xe
	r5 = r2
	r5 += 0x1
	if r5 >= r8 goto +0x2
	w4 = *(u8 *)(r2 + 0x1)
	goto +0x8
	r9 = r2
	r9 += 0x1
	if r9 <= r8 goto +0x5
	r1 = r5
	r1 += 0x1
	if r1 >= r8 goto +0x1
	goto +0x0
	goto +0x0
	goto +0x1
	r5 = *(u64 *)(r7 + 0x7a)
	goto +0x1
	w9 = *(u8 *)(r7 + 0x82)
	*(u64 *)(r10 - 0x38) = 0x0
	*(u64 *)(r10 - 0x30) = 0x100
	r3 = r10
	r3 += -0x38
	r1 = map m6 ll
	r2 = func f2 ll
	r4 = 0x0
	call user_ringbuf_drain
	r2 = r7
	r2 += 0x80
	if r2 < r8 goto +0xe
	r1 = r7
	r1 += 0x3
	if r8 < r1 goto +0x1
	goto +0x9
	r1 = r6
	r2 = -0x2c
	call xdp_adjust_head
	w7 = *(u32 *)(r6 + 0x0)
	w9 = *(u32 *)(r6 + 0x4)
	r8 = r7
	r8 += 0x3
	if r8 > r9 goto +0x1
	goto +0x0
	goto +0x1
	r3 = *(u64 *)(r7 + 0x79)
	*(u64 *)(r10 - 0x60) = 0x0
	*(u64 *)(r10 - 0x58) = 0x0
	r3 = r10
	r3 += -0x60
	r1 = map m6 ll
	r2 = func f3 ll
	r4 = 0x0
	call user_ringbuf_drain
	r5 = *(s8 *)(r10 - 0x56)
	r1 = r6
	r2 = -0x2000000001 ll
	r3 = r10
	r3 += -0x48
	r4 = 0x13
	call xdp_load_bytes
	r1 = *(u64 *)(r10 - 0x48)
	store_release((u8 *)(r10 - 0x35), w1)
	r1 = map_value m2 + 0x0 ll
	r1 = *(u64 *)(r1 + 0x10)
	r9 = 0x7
	if w1 == 0xd goto +0x1
	r9 = 0x12c
	w9 ^= w0
	*(u16 *)(r10 - 0x16) = w9
	w9 = *(u16 *)(r10 - 0x16)
	w9 = *(u32 *)(r6 + 0x4)
	r2 = r7
	r2 += 0x0
	if r9 <= r2 goto +0x10
	r8 = (s32)r0
	r1 = r6
	call xdp_get_buff_len
	if w8 == -0xfffffff goto +0x2
	w8 *= w8
	goto +0x9
	*(u64 *)(r10 - 0x38) = 0x1
	r3 = r10
	r3 += -0x40
	r1 = map m6 ll
	r2 = func f4 ll
	r4 = 0x0
	call user_ringbuf_drain
	exit
	r0 = 0x0
	exit
.func f1
	w2 = 0x42
	call kfunc(host_room)
	r7 = r0
	if r7 != 0x0 goto +0x2
	r0 = 0x1
	exit
	r9 = map_value m2 + 0x0 ll
	r9 = *(u64 *)(r9 + 0x8)
	r9 = map_value m2 + 0x0 ll
	r9 = *(u64 *)(r9 + 0x8)
	r9 %= 0x5
	if r9 != 0x3 goto +0x2
	r0 = 0x1
	exit
	r9 += 0x1
	r8 = r9
	r8 <<= 0x20
	if r8 & -0x80000000 goto +0x1
	r8 += 0x1
	w9 s>>= 0x1e
	w9 = w9
	r2 = r9
	w2 += 0x0
	if r2 s>= 0x12 goto +0x2
	r0 = 0x0
	exit
	r9 += 0x2
	w6 = (s8)w9
	store_release((u64 *)(r7 + 0x38), r6)
	w0 = 0x4
	r0 += r8
	exit
.func f2
	r6 = r1
	r3 = r6
	r1 = r10
	r1 += -0x18
	w2 = 0x3
	r4 = 0x15
	r5 = 0x0
	call dynptr_read
	r1 = r6
	r2 = 0x8
	r3 = 0x7
	call dynptr_data
	r7 = r0
	if r7 == 0x0 goto +0x1c
	r3 = r6
	r1 = r10
	r1 += -0x60
	w2 = 0x15
	r4 = 0x8
	r5 = 0x0
	call dynptr_read
	r1 = *(u64 *)(r10 - 0x60)
	r5 = *(s32 *)(r10 - 0x60)
	w0 s>>= 0x1f
	*(u32 *)(r10 - 0x68) = 0x1
	r2 = r10
	r2 += -0x68
	r1 = map m1 ll
	call map_lookup_elem
	r8 = r0
	if r0 == 0x0 goto +0x1
	goto +0x2
	r0 = 0x0
	exit
	r5 = 0x1000000000001 ll
	r5 <<= r5
	r0 = -0xfffff
	r0 += r5
	r0 &= 0x1
	exit
	r0 = 0x0
	exit
.func f3
	r6 = r1
	r1 = r6
	r2 = 0x10
	r3 = 0x15
	call dynptr_data
	r7 = r0
	if r7 != 0x0 goto +0x2
	r0 = 0x0
	exit
	w6 = load_acquire((u16 *)(r0 + 0x10))
	if w6 & w6 goto +0x7
	r5 = *(s16 *)(r7 + 0xb)
	r9 = (s32)r5
	r0 = 0x800
	r0 += r5
	r0 += r9
	r0 &= 0x1
	exit
	if w6 s<= w6 goto +0x2f
	r6 = map_value m2 + 0x0 ll
	r6 = *(u64 *)(r6 + 0x8)
	r4 = 0x7f
	r3 = 0x1
	if r6 == 0x4 goto +0x12
	if r6 == 0x6 goto +0x13
	if r6 == 0x7 goto +0x14
	if r6 == 0xb goto +0x15
	w4 = 0x2
	if r6 == 0xc goto +0x15
	r3 = r6
	r3 += -0xd
	if r3 < 0x2 goto +0x14
	r3 = r6
	r3 += -0xf
	if r3 < 0x2 goto +0x13
	if r6 == 0x16 goto +0x14
	w4 = 0x23
	if r6 == 0x1e goto +0x14
	w4 = 0x1
	if r6 == 0x1f goto +0x14
	if r6 == 0x20 goto +0x15
	goto +0x16
	r4 = 0x2f
	goto +0x15
	r4 = 0x3
	goto +0x13
	r4 = 0xc541f
	goto +0x11
	r4 = 0x40000
	goto +0xf
	r4 = 0xe7
	goto +0xd
	r4 = 0x800000
	goto +0xb
	r4 = 0x0
	goto +0x9
	r4 = -0x1
	goto +0x7
	r4 = 0x506dcdbb
	goto +0x5
	r4 = -0x8000000
	goto +0x3
	r4 = 0x0
	goto +0x1
	goto +0x0
	r0 = 0x0
	r0 &= 0x1
	exit
.func f4
	r6 = r1
	r1 = r6
	*(u64 *)(r10 - 0x68) = 0x0
	*(u16 *)(r10 - 0x60) = 0x0
	w2 = 0x8
	r3 = r10
	r3 += -0x68
	r4 = 0xa
	r5 = 0x0
	call dynptr_write
	r3 = r6
	r1 = r10
	r1 += -0x60
	w2 = 0x3
	r4 = 0x0
	r5 = 0x0
	call dynptr_read
	r1 = r6
	r2 = 0x0
	w3 = 0xb
	call dynptr_data
	r7 = r0
	if r0 == 0x0 goto +0x14
	w4 = *(u16 *)(r0 + 0x2)
	*(u16 *)(r7 + 0x4) = -0x1
	r4 %= 0x3fffff
	r4 = bswap16 r4
	r4 = map_value m2 + 0x0 ll
	r4 = *(u64 *)(r4 + 0x8)
	r3 = map_value m2 + 0x0 ll
	w3 = *(u16 *)(r3 + 0x14)
	r4 <<= 0x20
	r3 &= 0x7fffffff
	r4 |= r3
	r4 <<= 0x2f
	r4 s>>= 0x2f
	lock *(u32 *)(r7 + 0x4) += w4
	w0 = 0x76
	r0 += r4
	r0 &= 0x1
	exit
	r0 = 0x0
	exit
