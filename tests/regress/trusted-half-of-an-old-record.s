; With the right to leak pointers what is left of a released record's address is a number.
; expect accepted
; rights trusted
.prog xdp
.map m0 type=ringbuf key=0 value=0 entries=4096
	r1 = map m0 ll
	r2 = 16
	r3 = 0
	call ringbuf_reserve
	r7 = r0
	if r0 == 0 goto out
	*(u64 *)(r10 - 8) = r0
	r1 = r0
	r2 = 0
	call ringbuf_discard
	w0 = *(u32 *)(r10 - 4)
	w0 ^= w7
	r0 ^= r7
out:
	exit
