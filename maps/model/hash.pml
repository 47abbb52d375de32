/*
 * Writers of one bucket of a hash, who may die before any statement, beside a
 * live one: docs/maps.md, "Death of a writer".  One key, three lanes, one queue.
 *
 * Lanes 1 and 2 are mortal: each inserts or replaces the key, or deletes it.
 * Lane 3 lives, inserts or replaces it once, and then finishes what the dead left.  In
 * the end every slot is in one place, and the key is there if the last link or
 * unlink of it says so.  A state without a way on is an error too (nobody waits
 * for the dead).
 *
 *   FAULT  1: no intent is finished   2: the extra is forgotten
 *          3: a pop names its slot too late   4: a slot that is linked and odd stays
 */
#ifndef FAULT
#define FAULT 0
#endif

#define LANES 3
#define SLOTS 5 /* room for two keys, and a spare a lane: a replacement has another free one */

mtype = { NONE, INSERT, REPLACE, DELETE };

typedef lane_t {
	byte stamp; /* of its holder: the lane's number, as none has two holders */
	mtype operation;
	byte old, new, fresh, spare, extra
}

lane_t lane[LANES + 1];
byte lock, queue_lock, repair; /* stamps */
byte head, next[SLOTS + 1];    /* links */
bool queued[SLOTS + 1];
bool even[SLOTS + 1];          /* the sequence: readers see the slot */
bool killed[LANES + 1], dead[LANES + 1];
bool present;                  /* the key, by what readers could see last */
byte n_ended;

#define LINKED(s) ((s) != 0 && (head == (s) || (head != 0 && next[head] == (s))))

inline unlink(s)
{
	if
	:: head == s -> head = next[s]
	:: else -> next[head] = next[s]
	fi
}

/* ---- what intents end with ---- */

inline inserted(w)
{
	lane[w].spare = lane[w].fresh;
	lane[w].extra = 0;
	lane[w].operation = NONE
}

inline replaced(w)
{
	even[lane[w].old] = false;
	if
	:: lane[w].fresh != 0 -> lane[w].spare = lane[w].fresh; lane[w].extra = lane[w].old
	:: else -> lane[w].spare = lane[w].old; lane[w].extra = 0
	fi;
	lane[w].operation = NONE
}

inline deleted(w)
{
	even[lane[w].old] = false;
	lane[w].extra = lane[w].old;
	lane[w].operation = NONE
}

/* ---- the queue ---- */

inline pop(me)
{
	s = 1;
	do
	:: s <= SLOTS && !queued[s] -> s++
	:: else -> break
	od;
	if
	:: s <= SLOTS ->
#if FAULT == 3
		queued[s] = false;
		lane[me].extra = s
#else
		lane[me].extra = s;
		queued[s] = false
#endif
	:: else
	fi;
	s = 0;
	queue_lock = 0
}

inline push(w)
{
	queued[lane[w].extra] = true;
	lane[w].extra = 0;
	queue_lock = 0
}

/* ---- after a death ---- */

inline finish_bucket(d)
{
	if
	:: FAULT != 4 && LINKED(lane[d].new) && !even[lane[d].new] &&
	   (lane[d].operation == INSERT || lane[d].operation == REPLACE) -> unlink(lane[d].new)
	:: FAULT != 1 && lane[d].operation == INSERT && LINKED(lane[d].new) &&
	   (FAULT == 4 || even[lane[d].new]) -> inserted(d)
	:: FAULT != 1 && lane[d].operation == REPLACE && LINKED(lane[d].new) &&
	   (FAULT == 4 || even[lane[d].new]) ->
		if
		:: LINKED(lane[d].old) -> unlink(lane[d].old)
		:: else
		fi;
		replaced(d)
	:: FAULT != 1 && lane[d].operation == DELETE && !LINKED(lane[d].old) -> deleted(d)
	:: else
	fi;
	lane[d].operation = NONE;
	lock = 0
}

inline settle_queue(d)
{
	if
	:: lane[d].extra != 0 && queued[lane[d].extra] -> lane[d].extra = 0
	:: else
	fi;
	queue_lock = 0
}

/* In the place of @d.  Where another dead one has the queue, he comes first. */
inline finish(me, d)
{
	do
	:: atomic { repair == 0 -> repair = me; break }
	:: atomic { repair != 0 && dead[repair] -> repair = me; break }
	od;
	if
	:: lane[d].stamp == d ->
		if
		:: queue_lock == d -> settle_queue(d)
		:: else
		fi;
		if
		:: lock == d -> finish_bucket(d)
		:: else
		fi;
#if FAULT == 2
		lane[d].extra = 0;
#endif
		if
		:: lane[d].extra == 0 -> lane[d].stamp = 0
		:: else ->
			if
			:: atomic { queue_lock == 0 -> queue_lock = d }; push(d); lane[d].stamp = 0
			:: queue_lock != 0 && dead[queue_lock]
			fi
		fi
	:: else
	fi;
	repair = 0
}

/* ---- a writer ---- */

inline take_bucket(me)
{
	do
	:: atomic { lock == 0 -> lock = me; break }
	:: atomic { lock != 0 && dead[lock] -> d = lock };
		finish(me, d);
		d = 0
	od
}

inline end(me)
{
	do
	:: lane[me].extra == 0 -> break
	:: atomic { queue_lock == 0 -> queue_lock = me }; push(me); break
	:: atomic { queue_lock != 0 && dead[queue_lock] -> d = queue_lock };
		finish(me, d);
		d = 0
	od;
	lane[me].stamp = 0
}

inline intend(me, what, slot)
{
	lane[me].old = slot;
	lane[me].new = lane[me].spare;
	lane[me].fresh = lane[me].extra;
	lane[me].operation = what
}

inline link(me)
{
	next[lane[me].new] = head;
	head = lane[me].new;
	d_step { even[lane[me].new] = true; present = true }
}

inline put(me)
{
	lane[me].stamp = me;
	take_bucket(me);
	if
	:: atomic { queue_lock == 0 -> queue_lock = me }; pop(me)
	:: skip /* or the own queue is held, or empty */
	fi;
	if
	:: head != 0 ->
		intend(me, REPLACE, head);
		link(me);
		unlink(lane[me].old);
		replaced(me)
	:: head == 0 && lane[me].extra != 0 ->
		intend(me, INSERT, 0);
		link(me);
		inserted(me)
	:: else /* the map is full, or seems so */
	fi;
	lock = 0;
	end(me)
}

inline delete(me)
{
	lane[me].stamp = me;
	take_bucket(me);
	if
	:: head != 0 ->
		intend(me, DELETE, head);
		d_step { head = next[head]; present = false };
		deleted(me)
	:: else
	fi;
	lock = 0;
	end(me)
}

proctype mortal(byte me)
{
	byte s, d;

	{
		if
		:: put(me)
		:: delete(me)
		fi
	} unless {
		killed[me]
	};
	d_step { dead[me] = true; n_ended++ }
}

/* Nobody knows when. */
proctype killer()
{
	if
	:: killed[1] = true
	:: skip
	fi;
	if
	:: killed[2] = true
	:: skip
	fi
}

/* Each slot's places, and the key's. */
inline check()
{
	d_step {
		s = 1;
		do
		:: s <= SLOTS ->
			assert(LINKED(s) + queued[s] + (lane[1].spare == s) +
			       (lane[2].spare == s) + (lane[3].spare == s) == 1);
			assert(LINKED(s) == even[s]);
			s++
		:: else -> break
		od;
		assert((head != 0) == present);
		assert(head == 0 || next[head] == 0);
		assert(lock == 0 && queue_lock == 0)
	}
}

proctype survivor()
{
	byte s, d;

	put(3);
	n_ended == 2;
	do
	:: lane[1].stamp != 0 -> finish(3, 1)
	:: lane[2].stamp != 0 -> finish(3, 2)
	:: lane[1].stamp == 0 && lane[2].stamp == 0 -> break
	od;
	check()
}

init {
	atomic {
		lane[1].spare = 2;
		lane[2].spare = 3;
		lane[3].spare = 4;
		lane[1].operation = NONE;
		lane[2].operation = NONE;
		lane[3].operation = NONE;
		if
		:: queued[1] = true
		:: head = 1; even[1] = true; present = true
		fi;
		queued[5] = true;
		run mortal(1);
		run mortal(2);
		run survivor();
		run killer()
	}
}
