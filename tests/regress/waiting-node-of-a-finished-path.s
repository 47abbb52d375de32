; "internal": a node that was pruned at a node which waits for another path took itself for
; the head of their loop, and completed before what it depends on was known.
; expect accepted
; rights none
.prog xdp
.map m0 type=array key=4 value=40 entries=1
	*(u64 *)(r10 - 0x68) = 0x1
	*(u64 *)(r10 - 0x60) = 0x0
	r3 = r10
	r3 += -0x68
	r1 = map m0 ll
	r2 = func f1 ll
	r4 = 0x0
	call for_each_map_elem
	exit
.func f1
	r3 = 0x0
	w3 = atomic_fetch_add((u32 *)(r4 + 0xc), w3)
	r7 = load_acquire((u64 *)(r4 + 0x0))
	if r7 <= r3 goto +0x7
	*(u64 *)(r10 - 0x10) = 0x0
	r3 = r10
	r3 += -0x10
	r2 = func f2 ll
	r4 = 0x0
	call for_each_map_elem
	r0 = 0x0
	exit
.func f2
	r0 = 0x0
	w0 = cmpxchg32_32(r4 + 0x4, w0, w0)
	r0 = 0x0
	exit
