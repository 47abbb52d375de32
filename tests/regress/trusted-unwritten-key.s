; "fault": with the right to leak pointers unwritten stack may be read, but the facts
; did not say that the proof had assumed the right.
; expect accepted
; rights trusted
.prog xdp
.map m0 type=array key=4 value=16 entries=3
	r2 = r10
	r2 += -0x5
	r1 = map m0 ll
	call map_lookup_elem
	exit
