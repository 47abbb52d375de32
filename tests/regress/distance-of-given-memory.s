; Two pieces of memory that a global function is given were taken for one object, so
; that their distance was a number: here of a stack and a map.
; expect refused pointer-arithmetic-right
.prog xdp
.map m0 type=array key=4 value=16 entries=1
	*(u64 *)(r10 - 8) = 0
	*(u64 *)(r10 - 16) = 0
	r1 = r10
	r1 += -16
	r2 = map_value m0 + 0 ll
	call f
	exit
.func f global nonnull=16 nonnull=16
	r0 = r1
	r0 -= r2
	exit
