; map m2, key 0: byte 13 is 0x0 and 0x3
; seed 300049338
; rights none
.prog sched_cls
.map m0 type=array key=4 value=24 entries=3
.map m1 type=hash key=4 value=24 entries=4 flags=64
.map m2 type=array key=4 value=32 entries=1
	r6 = r1
	r8 = 0xea
	*(u64 *)(r10 - 0x68) = 0x0
	if r8 & 0x1 goto +0x1
	*(u64 *)(r10 - 0x68) = 0xf
	r3 = *(u64 *)(r10 - 0x68)
	r4 = (s32)r3
	r4 = map_value m2 + 0x0 ll
	r4 = *(u64 *)(r4 + 0x8)
	r7 = r4
	r7 -= 0x0
	r7 *= 0x0
	r7 -= -0x7254e4df
	r9 = *(s8 *)(r10 - 0x62)
	r9 = -r9
	r9 <<= 0x0
	r3 |= 0x1fffff
	if w4 s< w8 goto +0x8
	*(u64 *)(r10 - 0x38) = 0x0
	*(u64 *)(r10 - 0x30) = 0x0
	r1 = r10
	r1 += -0x38
	r2 = r7
	r3 = 0x0
	call f1
	r9 *= 0x0
	w9 = 0x3
	r8 = 0x0
	*(u64 *)(r10 - 0x50) = 0xb6
	*(u64 *)(r10 - 0x48) = 0x0
	r3 = r10
	r3 += -0x50
	if r8 s> 0x1 goto +0x1
	r3 = r6
	w3 = *(u16 *)(r3 + 0x6)
	r8 += 0x2
	if r8 < 0x2 goto -0x9
	r5 = (s16)r9
	r9 += -0x1
	if r9 != 0x0 goto -0xd
	*(u64 *)(r10 - 0x58) = 0x0
	r4 = r10
	r4 += -0x58
	if r3 s> 0x8 goto +0x2
	r4 = map_value m2 + 0x0 ll
	*(u8 *)(r4 + 0xd) = w3
	w4 = *(u8 *)(r4 + 0xd)
	r1 = r10
	r1 += -0x50
	r2 = r7
	*(u64 *)(r10 - 0x10) = -0x1
	*(u64 *)(r10 - 0x8) = 0x0
	r3 = r10
	r3 += -0x10
	call f1
	r1 = *(u64 *)(r10 - 0x10)
	r2 = *(u64 *)(r10 - 0x8)
	r5 = map_value m2 + 0x0 ll
	r5 = *(u64 *)(r5 + 0x8)
	r7 <<= 0x20
	r5 &= 0x1
	r7 |= r5
	if r7 <= 0x1 goto +0x2
	r0 = 0x1
	exit
	if r7 == 0x1 goto +0x7
	r7 += 0x1
	if r1 s> -0x400000 goto +0x1
	*(u16 *)(r10 - 0x62) = w7
	if w5 == w7 goto +0x0
	r0 ^= r7
	r0 += r8
	exit
	r0 = 0x1
	exit
.func f1 global nonnull=16 int mem=16
	*(u64 *)(r1 + 0x8) = 0x1
	r8 = map_value m2 + 0x1b ll
	r2 %= 0x3
	*(u32 *)(r10 - 0x58) = w2
	r0 = -0x101
	exit
