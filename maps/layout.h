/*
 * The file of a map.  Every structure and field that other processes see.
 *
 *	0                values: what the kernel's mmap of such a map shows
 *	control_offset   struct map_control          (page-aligned)
 *	lanes_offset     struct map_lane x lanes
 *	buckets_offset   struct map_bucket x n_buckets   (hashes)
 *	slots_offset     slots, slot_stride bytes each   (hashes)
 *	refs_offset      a byte a slot                   (LRU hashes)
 *	nodes_offset     nodes, node_stride bytes each   (tries)
 *	state_offset     struct map_trie or map_ends     (tries; queues and stacks)
 *	rings_offset     struct map_rings                (rings)
 *	ring_lanes_offset struct map_ring_lane x lanes   (rings)
 *	file_size - 512  struct map_trailer
 *
 * Array: value i stands at i * value_stride.  Per-CPU types: lane l's values
 * start at l * lane_stride, page-aligned, and are a hole in the file until the
 * lane is prepared; everything else is allocated when the file is made.  Hash:
 * no values area; a slot is its header, the key and the value, each padded to
 * 8 bytes, so that a lookup touches one bucket and one place per candidate.
 * Per-CPU hash: a slot is header and key; value of slot s, lane l at l *
 * lane_stride + s * value_stride.
 *
 * LRU hash: byte s of the references is 1 if slot s was used since the hand of
 * the clock passed it.
 *
 * Trie: entries stand in slots as those of a hash; a node is a prefix, or the
 * place where two part, with links to two longer ones and to its entry's slot.
 *
 * Queue, stack: max_entries + 1 places of value_stride bytes, used in a circle;
 * bloom filter: a power of two of bits.  Both are the values area.
 *
 * Ring buffer: consumer page, producer page, ring_size bytes of data and as
 * many behind them, all of it file: what Linux shows by mapping the data twice.
 * A record that passes the end of the data simply goes on in the second part,
 * so that every side maps the file linearly; records start in the first part
 * only, and of a live record that passes the end there is one at most, so
 * nothing else uses those bytes.
 *
 * Perf event array: lane l has at l * lane_stride what Linux shows of a mapped
 * perf event: a page with the positions, ring_size bytes of data; records that
 * pass the end go on at the start.
 *
 * Program array, array of maps: entry i is a 64-bit id, 0 none, at i *
 * value_stride.  Hash of maps: the value in a slot is a 64-bit id.
 *
 * References are offsets from 0 and links (slot number + 1, 0: none), never
 * addresses.  Integers are little-endian.  Who reads a link, an index or a
 * length from here reads it once and bounds it by the private copy of the
 * trailer.  Who writes what, in which order: docs/maps.md, "Ordering".
 */
#ifndef SKEP_MAPS_LAYOUT_H
#define SKEP_MAPS_LAYOUT_H

#include <stddef.h>
#include <stdint.h>

#define MAP_MAGIC "skepmap\n"

enum {
	MAP_ABI = 4,
	MAP_NAME_SIZE = 64,
	MAP_LINE = 64, /* cache line: what is written by different lanes is apart */
};

/**
 * struct map_geometry - fixed when the file is made; kept privately by each user
 *
 * Everything after @seed follows from what stands before it, and is refused if
 * it does not.
 */
struct map_geometry {
	uint32_t type, key_size, value_size, max_entries; /* as in Linux's BPF_MAP_CREATE */
	uint32_t map_flags;      /* without those of a handle (RDONLY, WRONLY) */
	uint32_t lanes;
	uint64_t map_extra;
	uint64_t seed;           /* of the hash function; 0 with MAP_F_ZERO_SEED and for arrays */
	uint64_t file_size;
	uint64_t values_size;    /* bytes of the values area, whole pages */
	uint64_t value_stride;   /* bytes from one value to the next; round_up(value_size, 8) */
	uint64_t lane_stride;    /* bytes from one lane's values to the next's; 0: not per CPU */
	uint64_t control_offset; /* = values_size */
	uint64_t lanes_offset;
	uint64_t buckets_offset, slots_offset; /* 0: none */
	uint64_t slot_stride;
	uint32_t n_buckets;      /* a power of two; 0: none */
	uint32_t n_slots;        /* max_entries + one spare a lane; 0: none */
	uint32_t value_offset;   /* of the value in a slot; the key follows the header */
	uint32_t lock_end;       /* behind the struct bpf_spin_lock in a value; 0: none */
	uint64_t refs_offset;    /* 0: none */
	uint64_t ring_size;      /* bytes of data of a ring, a power of two; 0: no ring */
	uint64_t rings_offset, ring_lanes_offset; /* 0: none */
	/* Maps of maps: what those that it holds are like; else 0. */
	uint32_t inner_type, inner_key_size, inner_value_size, inner_max_entries, inner_flags;
	uint32_t reserved1;      /* 0 */
	char name[MAP_NAME_SIZE];
	uint64_t nodes_offset, node_stride; /* tries; 0: none */
	uint32_t n_nodes;                   /* 2 * max_entries */
	uint32_t reserved2;                 /* 0 */
	uint64_t state_offset;              /* 0: none */
	/* Object of the root whose BTF describes key and value, and its types; else 0. */
	uint64_t btf_id;
	uint32_t key_type, value_type;
};

/**
 * struct map_trailer - the last bytes of the file
 *
 * In all versions the last 12 are @abi and @magic; what stands before them belongs
 * to the version.  Whoever changes the layout, what a field means, or the order in
 * which writers write, takes the next MAP_ABI: no two versions share a file.
 */
struct map_trailer {
	struct map_geometry geometry;
	uint8_t reserved[512 - sizeof(struct map_geometry) - 24]; /* 0 */
	uint64_t checksum; /* FNV-1a of what stands before it */
	uint32_t page_size; /* of the system that made it */
	uint32_t abi;      /* MAP_ABI */
	char magic[8];     /* MAP_MAGIC */
};

/** struct map_control - what changes and belongs to no lane */
struct map_control {
	/* Read by all, hardly written. */
	uint32_t frozen;      /* 0, then 1 for ever: compare-exchange by whoever freezes */
	uint32_t prog_kind;   /* program array: of its programs, compare-exchange; 0: none yet */
	uint64_t boot_id[2];  /* since which it is sound; [0] released; 0: unknown */
	uint64_t repair_lock; /* hash: stamp of who finishes what the dead left */
	uint8_t reserved1[MAP_LINE - 32]; /* 0 */
	/* Written by inserts and deletes. */
	uint32_t n_entries;   /* trie: keys */
	uint32_t hand;        /* LRU hash, task storage: where room is looked for, modulo n_slots */
	uint32_t n_given;     /* hash: bumped when a queue has got a slot, under its lock */
	uint8_t reserved2[MAP_LINE - 12]; /* 0 */
};

/*
 * What a hash's writer does under a bucket's lock, as its intent says.  How far
 * it came the chain tells: the change counts from the link or unlink on.
 */
enum map_operation {
	INTENT_NONE,
	INTENT_INSERT,  /* @new_slot is linked; @fresh_slot, the extra, is the next spare */
	INTENT_REPLACE, /* the same, and @old_slot is unlinked: the extra; the spare, if no other */
	INTENT_DELETE,  /* @old_slot is unlinked: the extra */
};

/**
 * struct map_intent - what a lane's writer is about to do, and the slots in its hand
 *
 * Written by the lane's holder while @stamp is his, or by who has the repair lock
 * while it is a dead one's.  @operation counts only while the bucket's lock holds
 * @stamp.
 */
struct map_intent {
	uint64_t stamp;     /* of the writer, first and last of an operation; 0: none */
	uint32_t operation; /* enum map_operation; after what it says is done, none again */
	uint32_t bucket;    /* number: the one whose lock the writer has or is about to take */
	uint32_t old_slot;  /* link */
	uint32_t new_slot;  /* link */
	uint32_t fresh_slot; /* link; 0: none */
	uint32_t spare;     /* link: always this lane's own; the next key is written there */
	uint32_t extra;     /* link: on its way out of a queue or into one; 0: none */
	uint8_t reserved[MAP_LINE - 36]; /* 0 */
};

/**
 * struct map_queue - free slots, chained by their free_next
 *
 * Taken from the head, given back to the tail, so that a freed slot rests as
 * long as there are others.  Fields below @lock are read and written under it;
 * whether @head is 0, and who has the lock, may be looked at without.  Any lane may
 * take from and give to any queue; each prefers its own.
 */
struct map_queue {
	uint64_t lock; /* stamp; innermost: nothing else is locked under it */
	uint32_t head; /* link */
	uint32_t tail; /* link; after a death it may be one behind, or be left over */
};

struct map_lane {
	struct map_intent intent;
	struct map_queue queue;
	uint32_t prepared; /* released as 1 once this lane's part of the values is allocated */
	uint8_t reserved[MAP_LINE - 20]; /* 0 */
};

/** struct map_bucket - a chain of slots whose hash ends in the bucket's number */
struct map_bucket {
	uint64_t lock;  /* stamp of the one writer */
	uint32_t count; /* bumped, released, after each link or unlink and before the next step */
	uint32_t head;  /* link, released */
};

/** struct map_slot - header of a slot; key and value follow */
struct map_slot {
	uint32_t sequence;  /* even: holds a key; odd: free or being filled; both ways released */
	uint32_t next;      /* link in the bucket's chain, released; stays when the slot is freed */
	uint32_t hash;      /* of the key, written with it; tries too */
	uint32_t free_next; /* link in a queue, under its lock */
	uint64_t content[]; /* key, padded with zeros to 8; value, the same */
};

/* ---- types with one lock ---- */

/** struct map_free - free slots or nodes of a trie, chained; under its lock */
struct map_free {
	uint32_t head; /* link: the next to be taken */
	uint32_t tail; /* link: where they are given back */
};

/** struct map_trie */
struct map_trie {
	uint64_t lock;         /* stamp of the one writer */
	uint32_t mark;         /* under the lock: what the last rebuild wrote to all in use */
	uint32_t reserved0;    /* 0 */
	struct map_free nodes, slots;
	uint8_t reserved1[MAP_LINE - 32]; /* 0 */
	uint32_t root;         /* link of a node, released: a change is one store to a link */
	uint32_t reserved2;    /* 0 */
	uint64_t version;      /* odd: somebody writes; another one behind each writer */
	uint8_t reserved3[MAP_LINE - 16]; /* 0 */
};

/** struct map_node - of a trie */
struct map_node {
	uint32_t sequence;  /* even: holds a prefix; odd: free, being filled; both ways released */
	uint32_t child[2];  /* links of nodes with longer prefixes, by their next bit; released */
	uint32_t entry;     /* link of the slot with key and value, released; 0: two part here */
	uint32_t length;    /* bits of the prefix */
	uint32_t free_next; /* link, under the lock */
	uint32_t mark;      /* under the lock; that of a slot is its @next */
	uint32_t reserved;  /* 0 */
	uint64_t bits[];    /* the prefix from the highest bit on; what follows means nothing */
};

/** struct map_ends - of a queue or stack */
struct map_ends {
	uint64_t lock;  /* stamp of the one writer */
	uint8_t reserved0[MAP_LINE - 8]; /* 0 */
	uint64_t ends;  /* place of the next push, place of the oldest << 32; released */
	uint32_t count; /* bumped, released, by a writer before it changes anything */
	uint8_t reserved1[MAP_LINE - 12]; /* 0 */
};

/* ---- rings ---- */

/** struct ring_page - the producer page; of the consumer page @position alone */
struct ring_page {
	uint64_t position; /* bytes since the start; & (ring_size - 1): where in the data */
	uint64_t pending;  /* producers: the oldest record that is busy, or behind it; under lock */
};

/** struct ring_header - before each record; Linux's struct bpf_ringbuf_hdr */
struct ring_header {
	uint32_t len;    /* | RING_BUSY, RING_DISCARD; released when the record is complete */
	uint32_t pgoff;  /* Linux's value; nothing here reads it */
};
#define RING_BUSY (1u << 31)    /* reserved, not yet complete */
#define RING_DISCARD (1u << 30) /* to be skipped */

/** struct map_rings - what belongs to no lane of a ring buffer or perf event array */
struct map_rings {
	/* Producers of a ring buffer. */
	uint64_t producer_lock; /* stamp; reserving only: records are filled without it */
	uint8_t reserved0[MAP_LINE - 8]; /* 0 */
	/* Consumers. */
	uint64_t consumer_lock; /* stamp of who consumes */
	uint32_t wake;          /* futex: bumped by a producer before it wakes */
	uint32_t sleeping;      /* 1: somebody waits on @wake; taken back by who wakes */
	uint8_t reserved1[MAP_LINE - 16]; /* 0 */
};

enum { RING_HELD = 16 }; /* records that a lane may have reserved at once */

/** struct map_ring_lane - written by the lane's holder alone */
struct map_ring_lane {
	/*
	 * Where its unfinished records are: position + 1, 0 none.  Released before the
	 * record can be seen, taken back after it is complete, so that a busy record
	 * whose owner is dead can be told from one that is being filled.
	 */
	uint64_t stamp;
	uint64_t held[RING_HELD];
	uint64_t lost, lost_told; /* perf events: without room; of these told to the consumer */
	uint8_t reserved[3 * MAP_LINE - 8 * (3 + RING_HELD)]; /* 0 */
};

/** struct perf_page - first page of a lane's ring; Linux's struct perf_event_mmap_page */
struct perf_page {
	uint8_t unused[1024]; /* 0 */
	uint64_t head;        /* bytes written since the start; released by the lane's holder */
	uint64_t tail;        /* bytes read; released by who consumes */
	uint64_t data_offset, data_size;
};

/** struct perf_record - header of a record; Linux's struct perf_event_header */
struct perf_record {
	uint32_t type; /* enum perf_record_type; Linux's numbers */
	uint16_t misc; /* 0 */
	uint16_t size; /* bytes, with the header; a multiple of 8 */
};
enum perf_record_type {
	PERF_LOST = 2,   /* 64-bit id (0), 64-bit number of records without room */
	PERF_SAMPLE = 9, /* 32-bit size, then as many bytes, zeros at the end to fill 8 */
};

_Static_assert(sizeof(struct map_rings) == 2 * MAP_LINE, "file format");
_Static_assert(sizeof(struct map_ring_lane) == 3 * MAP_LINE, "file format");
_Static_assert(sizeof(struct map_trailer) == 512, "file format");
_Static_assert(sizeof(struct map_control) == 2 * MAP_LINE, "file format");
_Static_assert(sizeof(struct map_lane) == 2 * MAP_LINE, "file format");
_Static_assert(sizeof(struct map_trie) == 2 * MAP_LINE, "file format");
_Static_assert(sizeof(struct map_ends) == 2 * MAP_LINE, "file format");
_Static_assert(sizeof(struct map_node) == 32, "file format");
_Static_assert(sizeof(struct map_bucket) == 16 && sizeof(struct map_slot) == 16, "file format");
_Static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__, "file format");

#endif
