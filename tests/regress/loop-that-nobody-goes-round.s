; internal: where no path came back to a widened head, a comparison narrowed a ghost and nobody demanded its operands
; seed 1500134955, made small
; expect accepted
.prog xdp
.map m0 type=array key=4 value=32 entries=1
	r5 = map_value m0 + 0x0 ll
	w5 = *(u8 *)(r5 + 0x14)
	r0 = 0x0
	w5 &= 0x3
	r9 = 0x0
	if r5 s> 0x7 goto +0x4
	if r5 == 0x7 goto +0x3
	r5 += 0x1
	w9 += 0x2
	if r9 < 0x9 goto -0x5
	exit
