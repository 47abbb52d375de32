; Two records of a ring buffer: how far apart they are is no constant, and no number
; that a program may see.
; expect refused pointer-arithmetic-right
.prog xdp
.map events type=ringbuf entries=4096
.map values type=array key=4 value=64 entries=1
	r1 = map events ll
	r2 = 8
	r3 = 0
	call ringbuf_reserve
	if r0 == 0 goto out
	r6 = r0
	r1 = map events ll
	r2 = 8
	r3 = 0
	call ringbuf_reserve
	if r0 == 0 goto one
	r7 = r0
	r7 -= r6
	r8 = map_value values + 0 ll
	r8 += r7
	r9 = *(u8 *)(r8 + 0)
	r1 = r0
	r2 = 0
	call ringbuf_discard
one:
	r1 = r6
	r2 = 0
	call ringbuf_discard
out:
	r0 = 2
	exit
