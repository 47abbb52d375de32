; The proof knows less of the bytes stored than exploration did, and remembers no less of others.
; expect accepted
; rights none
.prog xdp
.map m0 type=array key=4 value=40 entries=4
.map m1 type=hash key=8 value=8 entries=4 flags=64
.map m2 type=array key=4 value=33 entries=1
	r9 = 0x0
	r8 = map_value m2 + 0x0 ll
	w8 = *(u16 *)(r8 + 0x14)
	if w8 < 0x1 goto +0x1
	*(u32 *)(r10 - 0xe0) = w8
	*(u8 *)(r10 - 0x77) = w9
	*(u8 *)(r10 - 0x76) = w9
	*(u8 *)(r10 - 0x75) = w9
	*(u8 *)(r10 - 0x74) = w9
	*(u8 *)(r10 - 0x73) = w9
	*(u8 *)(r10 - 0x72) = w9
	*(u8 *)(r10 - 0x71) = w9
	*(u8 *)(r10 - 0x70) = w9
	*(u8 *)(r10 - 0x6f) = w9
	*(u8 *)(r10 - 0x6e) = w9
	*(u8 *)(r10 - 0x6d) = w9
	*(u8 *)(r10 - 0x6c) = w9
	*(u8 *)(r10 - 0x6b) = w9
	*(u8 *)(r10 - 0x6a) = w9
	*(u8 *)(r10 - 0x69) = w9
	*(u8 *)(r10 - 0x68) = w9
	*(u8 *)(r10 - 0x59) = w9
	*(u8 *)(r10 - 0x58) = w9
	*(u8 *)(r10 - 0x57) = w9
	*(u8 *)(r10 - 0x56) = w9
	*(u8 *)(r10 - 0x55) = w9
	*(u8 *)(r10 - 0x54) = w9
	*(u8 *)(r10 - 0x53) = w9
	*(u8 *)(r10 - 0x52) = w9
	*(u8 *)(r10 - 0x51) = w9
	*(u8 *)(r10 - 0x50) = w9
	*(u8 *)(r10 - 0x4f) = w9
	*(u8 *)(r10 - 0x4e) = w9
	*(u8 *)(r10 - 0x4d) = w9
	*(u8 *)(r10 - 0x4c) = w9
	*(u8 *)(r10 - 0x4b) = w9
	*(u8 *)(r10 - 0x4a) = w9
	*(u8 *)(r10 - 0x49) = w9
	*(u8 *)(r10 - 0x48) = w9
	*(u8 *)(r10 - 0x47) = w9
	*(u8 *)(r10 - 0x46) = w9
	*(u8 *)(r10 - 0x45) = w9
	*(u8 *)(r10 - 0x44) = w9
	*(u8 *)(r10 - 0x43) = w9
	*(u8 *)(r10 - 0x42) = w9
	*(u8 *)(r10 - 0x41) = w9
	*(u8 *)(r10 - 0x40) = w9
	*(u8 *)(r10 - 0x3f) = w9
	*(u8 *)(r10 - 0x3e) = w9
	*(u8 *)(r10 - 0x3d) = w9
	*(u8 *)(r10 - 0x3c) = w9
	*(u8 *)(r10 - 0x3b) = w9
	*(u8 *)(r10 - 0x3a) = w9
	*(u8 *)(r10 - 0x39) = w9
	*(u8 *)(r10 - 0x38) = w9
	*(u8 *)(r10 - 0x37) = w9
	*(u8 *)(r10 - 0x36) = w9
	*(u8 *)(r10 - 0x35) = w9
	*(u8 *)(r10 - 0x34) = w9
	*(u8 *)(r10 - 0x33) = w9
	*(u8 *)(r10 - 0x32) = w9
	*(u8 *)(r10 - 0x31) = w9
	*(u8 *)(r10 - 0x30) = w9
	*(u8 *)(r10 - 0x2f) = w9
	*(u8 *)(r10 - 0x2e) = w9
	*(u8 *)(r10 - 0x2d) = w9
	*(u8 *)(r10 - 0x2c) = w9
	*(u8 *)(r10 - 0x2b) = w9
	*(u8 *)(r10 - 0x2a) = w9
	*(u8 *)(r10 - 0x29) = w9
	*(u8 *)(r10 - 0x28) = w9
	*(u8 *)(r10 - 0x27) = w9
	*(u8 *)(r10 - 0x26) = w9
	*(u8 *)(r10 - 0x25) = w9
	*(u8 *)(r10 - 0x24) = w9
	*(u8 *)(r10 - 0x23) = w9
	*(u8 *)(r10 - 0x22) = w9
	*(u8 *)(r10 - 0x21) = w9
	*(u8 *)(r10 - 0x20) = w9
	*(u8 *)(r10 - 0x1f) = w9
	*(u8 *)(r10 - 0x1e) = w9
	*(u8 *)(r10 - 0x1d) = w9
	*(u8 *)(r10 - 0x1c) = w9
	*(u8 *)(r10 - 0x1b) = w9
	*(u8 *)(r10 - 0x1a) = w9
	*(u8 *)(r10 - 0x19) = w9
	*(u8 *)(r10 - 0x18) = w9
	*(u8 *)(r10 - 0x17) = w9
	*(u8 *)(r10 - 0x16) = w9
	*(u8 *)(r10 - 0x15) = w9
	*(u8 *)(r10 - 0x14) = w9
	*(u8 *)(r10 - 0x13) = w9
	*(u8 *)(r10 - 0x12) = w9
	*(u8 *)(r10 - 0x11) = w9
	*(u8 *)(r10 - 0x10) = w9
	*(u8 *)(r10 - 0xf) = w9
	*(u8 *)(r10 - 0xe) = w9
	*(u8 *)(r10 - 0xd) = w9
	*(u8 *)(r10 - 0xc) = w9
	*(u8 *)(r10 - 0xb) = w9
	*(u8 *)(r10 - 0xa) = w9
	r2 = r10
	r3 = 0x0
	r4 = 0x0
	r5 = 0x0
	call sk_lookup_udp
	r7 = r0
	if r7 == 0x0 goto +0x2
	r1 = r7
	call sk_release
	if r8 > 0x0 goto +0x0
	exit
