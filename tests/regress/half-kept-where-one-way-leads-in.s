; internal: the other bearer of r8's id was generalised, its copy was then made anew
; rights none
; expect accepted
.prog xdp
.map m0 type=array key=4 value=16 entries=4
.map m1 type=hash key=4 value=24 entries=4 flags=64
.map m2 type=array key=4 value=36 entries=1
	r6 = r1
	r3 = map_value m2 + 0x0 ll
	w3 = *(u8 *)(r3 + 0xb)
	r8 = r3
	r8 <<= 0x20
	if r8 & 0x0 goto +0x0
	w7 = *(u32 *)(r1 + 0x0)
	w9 = *(u32 *)(r6 + 0x4)
	r0 = r7
	if r0 <= r9 goto +0x2
	r0 = 0x0
	exit
	r3 /= 0x1
	*(u64 *)(r10 - 0x58) = r8
	if r0 != 0x0 goto +0x0
	r2 = 0x0
	if w8 <= w2 goto +0x0
	r0 = 0x0
	exit
