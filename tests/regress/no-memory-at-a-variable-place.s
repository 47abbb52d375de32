; An assertion: a helper fills 0 bytes, wherever the pointer leads.
; expect accepted
.prog xdp
.map m0 type=array key=4 value=16 entries=1 flags=128 frozen=41000000000000000000000000000000
	call get_prandom_u32
	r0 &= 1023
	r1 = r10
	r1 += -8
	r1 += r0
	r2 = 0
	r3 = map_value m0 + 0 ll
	r4 = 0
	r5 = 0
	call snprintf
	r0 = 0
	exit
