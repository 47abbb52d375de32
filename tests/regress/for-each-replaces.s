; "cost": a function that replaces the entry that it is called for was called once more
; for it in its new place, more often than max_entries, which is what is proved.
; expect accepted
.prog xdp
.map m0 type=hash key=8 value=8 entries=4 flags=64
	r3 = 0x0
	r1 = map m0 ll
	r2 = func f1 ll
	r4 = 0x0
	call for_each_map_elem
	exit
.func f1
	call map_update_elem
	r0 = 0x0
	exit
