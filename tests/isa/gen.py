#!/usr/bin/env python3
"""Writes tests/isa/*.data: what each encoding does to edge operands.

The expectations come from RFC 9669's prose (and, for what Linux added, from its
documentation), written here a second time in Python; core/insn.def is not read.
Rows:  ids | program, lines separated by ';' | r0 at exit, hexadecimal
A first field that starts with '!' marks a program that the verifier refuses and
that the checked interpreter runs all the same.

    python3 tests/isa/gen.py tests/isa
"""
import sys

M = {8: 0xff, 16: 0xffff, 32: 0xffffffff, 64: 0xffffffffffffffff}
EDGE = [0, 1, 2, M[64], 0x7fffffff, 0x80000000, 0xffffffff, 0x100000000,
        0x7fffffffffffffff, 0x8000000000000000, 0x123456789abcdef0, 0xfffffffffffffff3]
IMM = [0, 1, -1, 13, -3, 0x7fffffff, -0x80000000]


def signed(v, w):
    v &= M[w]
    return v - (1 << w) if v >> (w - 1) else v


def trunc_div(a, b):
    q = abs(a) // abs(b)
    return q if (a < 0) == (b < 0) else -q


def alu(op, d, s, w):
    """The low w bits of the result, zero-extended."""
    d &= M[w]
    s &= M[w]
    sd, ss = signed(d, w), signed(s, w)
    shift = s & (w - 1)
    r = {
        'ADD': lambda: d + s, 'SUB': lambda: d - s, 'MUL': lambda: d * s,
        'DIV': lambda: d // s if s else 0, 'MOD': lambda: d % s if s else d,
        'SDIV': lambda: trunc_div(sd, ss) if ss else 0,
        'SMOD': lambda: sd - trunc_div(sd, ss) * ss if ss else d,
        'OR': lambda: d | s, 'AND': lambda: d & s, 'XOR': lambda: d ^ s, 'MOV': lambda: s,
        'LSH': lambda: d << shift, 'RSH': lambda: d >> shift, 'ARSH': lambda: sd >> shift,
    }[op]()
    return r & M[w]


SYMBOL = {'ADD': '+=', 'SUB': '-=', 'MUL': '*=', 'DIV': '/=', 'SDIV': 's/=', 'OR': '|=', 'AND': '&=',
          'LSH': '<<=', 'RSH': '>>=', 'MOD': '%=', 'SMOD': 's%=', 'XOR': '^=', 'MOV': '=', 'ARSH': 's>>='}
SHIFTS = ('LSH', 'RSH', 'ARSH')
DIVISIONS = ('DIV', 'SDIV', 'MOD', 'SMOD')


def hexs(v):
    return '-0x%x' % -v if v < 0 else '0x%x' % v


def row(ids, lines, r0):
    return '%s | %s | 0x%x\n' % (ids, '; '.join(lines), r0 & M[64])


def alu_rows():
    for op, sym in SYMBOL.items():
        for w, p in ((32, 'w'), (64, 'r')):
            seconds = [0, 1, 5, 31, 32, 63, 64, 65, 0x100000001] if op in SHIFTS else EDGE
            for d in EDGE[::2] if op not in DIVISIONS else EDGE:
                for s in seconds:
                    yield row('%s%d_X' % (op, w), ['r0 = 0x%x ll' % d, 'r1 = 0x%x ll' % s,
                                                   '%s0 %s %s1' % (p, sym, p), 'exit'], alu(op, d, s, w))
                for k in [0, 1, 5, w - 1] if op in SHIFTS else IMM:
                    bad = op in DIVISIONS and k == 0
                    yield row('%s%s%d_K' % ('!' if bad else '', op, w),
                              ['r0 = 0x%x ll' % d, '%s0 %s %s' % (p, sym, hexs(k)), 'exit'],
                              alu(op, d, k, w))
    for w, p in ((32, 'w'), (64, 'r')):
        for d in EDGE:
            yield row('NEG%d' % w, ['r0 = 0x%x ll' % d, '%s0 = -%s0' % (p, p), 'exit'], -d & M[w])
    for w, p, bits in ((32, 'w', 8), (32, 'w', 16), (64, 'r', 8), (64, 'r', 16), (64, 'r', 32)):
        for s in EDGE + [0x7f, 0x80, 0x7fff, 0x8000, 0xdd]:
            yield row('MOVSX%d_%d' % (w, bits), ['r1 = 0x%x ll' % s, '%s0 = (s%d)%s1' % (p, bits, p), 'exit'],
                      signed(s, bits) & M[w])
    for bits in (16, 32, 64):
        for d in EDGE + [0x0102030405060708]:
            low = d & M[bits]
            swapped = int.from_bytes(low.to_bytes(bits // 8, 'little'), 'big')
            for name, text, v in (('LE', 'le', low), ('BE', 'be', swapped), ('BSWAP', 'bswap', swapped)):
                yield row('%s%d' % (name, bits), ['r0 = 0x%x ll' % d, 'r0 = %s%d r0' % (text, bits), 'exit'], v)


COMPARE = {
    'JEQ': ('==', lambda a, b, w: a == b), 'JNE': ('!=', lambda a, b, w: a != b),
    'JGT': ('>', lambda a, b, w: a > b), 'JGE': ('>=', lambda a, b, w: a >= b),
    'JLT': ('<', lambda a, b, w: a < b), 'JLE': ('<=', lambda a, b, w: a <= b),
    'JSET': ('&', lambda a, b, w: a & b != 0),
    'JSGT': ('s>', lambda a, b, w: signed(a, w) > signed(b, w)),
    'JSGE': ('s>=', lambda a, b, w: signed(a, w) >= signed(b, w)),
    'JSLT': ('s<', lambda a, b, w: signed(a, w) < signed(b, w)),
    'JSLE': ('s<=', lambda a, b, w: signed(a, w) <= signed(b, w)),
}


def jump_rows():
    for op, (sym, test) in COMPARE.items():
        for w, p, tag in ((64, 'r', ''), (32, 'w', '32')):
            for d in EDGE[:11]:
                for s in EDGE[:11]:
                    taken = test(d & M[w], s & M[w], w)
                    yield row('%s%s_X' % (op, tag),
                              ['r1 = 0x%x ll' % d, 'r2 = 0x%x ll' % s, 'r0 = 1',
                               'if %s1 %s %s2 goto out' % (p, sym, p), 'r0 = 0', 'out:', 'exit'], taken)
                for k in IMM:
                    taken = test(d & M[w], k & M[w], w)
                    yield row('%s%s_K' % (op, tag),
                              ['r1 = 0x%x ll' % d, 'r0 = 1', 'if %s1 %s %s goto out' % (p, sym, hexs(k)),
                               'r0 = 0', 'out:', 'exit'], taken)
    yield row('JA', ['r0 = 1', 'r1 = 2', 'if r1 == 3 goto skip', 'goto out', 'skip:', 'r0 = 0', 'out:', 'exit'], 1)
    yield row('JA32', ['r0 = 1', 'r1 = 2', 'if r1 == 3 goto skip', 'gotol out', 'skip:', 'r0 = 0', 'out:', 'exit'], 1)
    yield row('CALL_LOCAL EXIT', ['r6 = 40', 'r1 = 2', 'call f', 'r0 += r6', 'exit',
                                  '.func f', 'r6 = 7', 'r0 = r1', 'exit'], 42)
    yield row('CALL_HELPER', ['call ktime_get_ns', 'r0 = 9', 'exit'], 9)


def memory_rows():
    v = 0x8899aabbccddeeff
    le = v.to_bytes(8, 'little')
    sizes = ((8, 'B', 'u8', 's8'), (16, 'H', 'u16', 's16'), (32, 'W', 'u32', 's32'), (64, 'DW', 'u64', None))
    for bits, tag, u, s in sizes:
        n = bits // 8
        for at in range(0, 8, n):
            part = int.from_bytes(le[at:at + n], 'little')
            where = '(r10 - %d)' % (8 - at)
            head = ['r1 = 0x%x ll' % v, '*(u64 *)(r10 - 8) = r1']
            reg = 'r' if bits == 64 else 'w'
            yield row('LDX' + tag, head + ['r0 = -1', '%s0 = *(%s *)%s' % (reg, u, where), 'exit'], part)
            yield row('LOAD_ACQ%d' % bits,
                      head + ['r0 = -1', '%s0 = load_acquire((%s *)%s)' % (reg, u, where), 'exit'], part)
            if s:
                yield row('LDXS' + tag, head + ['r0 = *(%s *)%s' % (s, where), 'exit'], signed(part, bits))
            for new in (0x0123456789abcdef, M[64], 0x80):
                after = int.from_bytes(le[:at] + (new & M[bits]).to_bytes(n, 'little') + le[at + n:], 'little')
                tail = ['r0 = *(u64 *)(r10 - 8)', 'exit']
                yield row('STX' + tag, head + ['r2 = 0x%x ll' % new, '*(%s *)%s = %s2' % (u, where, reg)] + tail, after)
                yield row('STORE_REL%d' % bits,
                          head + ['r2 = 0x%x ll' % new, 'store_release((%s *)%s, %s2)' % (u, where, reg)] + tail, after)
            for k in (0, 0x7f, -1, -0x80000000):
                after = int.from_bytes(le[:at] + (k & M[bits]).to_bytes(n, 'little') + le[at + n:], 'little')
                yield row('ST' + tag, head + ['*(%s *)%s = %s' % (u, where, hexs(k)),
                                              'r0 = *(u64 *)(r10 - 8)', 'exit'], after)


def atomic_rows():
    ops = {'ADD': ('+=', 'add', lambda a, b: a + b), 'OR': ('|=', 'or', lambda a, b: a | b),
           'AND': ('&=', 'and', lambda a, b: a & b), 'XOR': ('^=', 'xor', lambda a, b: a ^ b)}
    values = [0, 1, M[64], 0x80000000, 0xffffffff, 0x8000000000000000, 0x123456789abcdef0]
    for w, p, u in ((32, 'w', 'u32'), (64, 'r', 'u64')):
        for old in values:
            for s in values:
                head = ['r1 = 0x%x ll' % old, '*(u64 *)(r10 - 8) = r1', 'r2 = 0x%x ll' % s]
                read = ['r0 = *(u64 *)(r10 - 8)', 'exit']
                low = old & M[w]

                def memory(new):
                    return (old & ~M[w] | new & M[w]) & M[64]
                for op, (sym, name, f) in ops.items():
                    new = f(low, s & M[w])
                    fetch = '%s2 = atomic_fetch_%s((%s *)(r10 - 8), %s2)' % (p, name, u, p)
                    plain = 'lock *(%s *)(r10 - 8) %s %s2' % (u, sym, p)
                    yield row('ATOMIC_%s%d' % (op, w), head + [plain] + read, memory(new))
                    yield row('ATOMIC_%s%d' % (op, w), head + [plain, 'r0 = r2', 'exit'], s)
                    yield row('ATOMIC_FETCH_%s%d' % (op, w), head + [fetch] + read, memory(new))
                    yield row('ATOMIC_FETCH_%s%d' % (op, w), head + [fetch, 'r0 = r2', 'exit'], low)
                xchg = '%s2 = xchg%s(r10 - 8, %s2)' % (p, '32_32' if w == 32 else '_64', p)
                yield row('ATOMIC_XCHG%d' % w, head + [xchg] + read, memory(s))
                yield row('ATOMIC_XCHG%d' % w, head + [xchg, 'r0 = r2', 'exit'], low)
                cmpxchg = '%s0 = cmpxchg%s(r10 - 8, %s0, %s2)' % (p, '32_32' if w == 32 else '_64', p, p)
                for expect in (old, s, 5, old ^ (1 << 40)):
                    equal = (expect & M[w]) == low
                    head2 = head + ['r0 = 0x%x ll' % expect, cmpxchg]
                    yield row('ATOMIC_CMPXCHG%d' % w, head2 + read, memory(s) if equal else old)
                    yield row('ATOMIC_CMPXCHG%d' % w, head2 + ['exit'], low)


def constant_rows():
    for v in EDGE:
        yield row('LDDW', ['r0 = 0x%x ll' % v, 'exit'], v)
    one = '.map m type=array key=4 value=16 entries=1 data=00112233445566778899aabbccddeeff'
    yield row('LDDW_MAP_VALUE', [one, 'r1 = map_value m + 0x8 ll', 'r0 = *(u64 *)(r1 + 0)', 'exit'],
              0xffeeddccbbaa9988)
    yield row('LDDW_MAP_IDX_VALUE', [one, 'r1 = map_idx_value m + 0x4 ll', 'w0 = *(u32 *)(r1 + 0)', 'exit'],
              0x77665544)
    for word in ('map', 'map_idx'):
        yield row('LDDW_MAP_FD' if word == 'map' else 'LDDW_MAP_IDX',
                  [one, '*(u32 *)(r10 - 4) = 0', 'r1 = %s m ll' % word, 'r2 = r10', 'r2 += -4',
                   'call map_lookup_elem', 'if r0 == 0 goto out', 'w0 = *(u8 *)(r0 + 3)', 'out:', 'exit'], 0x33)


# The packet that the tests run on: 64 bytes, network header at 14.
FRAME = bytes((37 * i + 11) & 0xff for i in range(64))
NET_OFF, LL_OFF = -0x100000, -0x200000


def packet_at(off, n):
    """What a load of n bytes yields, None where they are not all there."""
    off = signed(off, 32)
    at = off if off >= 0 else off - NET_OFF + 14 if off >= NET_OFF else off - LL_OFF if off >= LL_OFF else -1
    return int.from_bytes(FRAME[at:at + n], 'big') if 0 <= at <= len(FRAME) - n else None


def packet_rows():
    """A load that fails ends the program with 0; r0 is 1 more than what was loaded otherwise."""
    for n, tag, u in ((1, 'B', 'u8'), (2, 'H', 'u16'), (4, 'W', 'u32')):
        def one(ids, head, index, off):
            v = packet_at(off, n)
            return row(ids, ['.prog sched_cls', 'r6 = r1'] + head +
                       ['r0 = *(%s *)skb[%s]' % (u, index), 'r0 += 1', 'exit'], 0 if v is None else v + 1)
        for off in (0, 1, 13, 14, 60, 61, 62, 63, 64, 65, 0x7fffffff, -1, NET_OFF, NET_OFF + 1, NET_OFF + 46,
                    NET_OFF + 49, NET_OFF + 50, NET_OFF - 1, LL_OFF, LL_OFF + 60, LL_OFF + 63, LL_OFF + 64,
                    LL_OFF - 1, -0x80000000):
            yield one('LD_ABS' + tag, [], hexs(off), off)
        for index in (0, 3, 60, 63, 64, 0xfffffff0, 0x100000004, M[64] - 7, M[64] - 0xfffff, 0x7fffffff):
            for off in (0, 1, 8, -4, NET_OFF, LL_OFF, 0x7fffffff, -0x80000000):
                text = 'r7' if off == 0 else 'r7 %s 0x%x' % ('-' if off < 0 else '+', abs(off))
                yield one('LD_IND' + tag, ['r7 = 0x%x ll' % index], text, index + off)
        fails = '*(%s *)skb[0x40]' % u
        # Without BTF no verifier takes it: a load that fails returns from its function.
        yield row('!LD_ABS' + tag, ['.prog sched_cls', 'call f', 'r0 += 5', 'exit', '.func f', 'r6 = r1',
                                    'r0 = ' + fails, 'r0 = 9', 'exit'], 5)
        yield row('!LD_IND' + tag, ['.prog sched_cls', 'call f', 'r0 += 5', 'exit', '.func f', 'r6 = r1', 'r0 = 2',
                                    'r0 = *(%s *)skb[r0 + 0x1]' % u, 'exit'], packet_at(3, n) + 5)


# Encodings that are recognised and refused, and wire bytes that are no encoding.
REFUSED = [
    ('LDDW_FUNC', 'func-pointer', ['r0 = func f ll', 'exit', '.func f', 'r0 = 0', 'exit'], 'pointer-return'),
    ('CALLX', 'text', ['callx r1'], 'unsupported-insn'),
    ('GOTOX', 'text', ['gotox r1'], 'unsupported-insn'),
    ('MAY_GOTO', 'text', ['r0 = 0', 'may_goto out', 'out:', 'exit'], 'unsupported-insn'),
    ('CAST_KERN', 'text', ['r0 = addr_space_cast(r1, 0x0, 0x1)', 'exit'], 'unsupported-insn'),
    ('CAST_USER', 'text', ['r0 = addr_space_cast(r1, 0x1, 0x0)', 'exit'], 'unsupported-insn'),
    ('LD_ABSB', 'text', ['r6 = r1', 'r0 = *(u8 *)skb[0x0]', 'exit'], 'ld-packet-type'),
    ('LD_INDW', 'text', ['r6 = r1', 'r1 = 0', 'r0 = *(u32 *)skb[r1 + 0x0]', 'exit'], 'ld-packet-type'),
    ('LD_ABSH', 'text', ['.prog cgroup_skb', 'r6 = r1', 'r0 = *(u16 *)skb[0x0]', 'exit'], 'ld-packet-type'),
]
EXIT = '9500000000000000'
WIRE = [ # what, bytes, diagnostic
    ('CALL_KFUNC', '8520000001000000' + EXIT, 'kfunc-unsupported'),
    ('LDDW_BTF_VAR', '1830000001000000' + '0' * 16 + EXIT, 'unsupported-insn'),
    ('NEG has no register form', '8c00000000000000' + EXIT, 'unknown-opcode'),
    ('NEG64 has no register form', '8f00000000000000' + EXIT, 'unknown-opcode'),
    ('bswap, class ALU64, source register', 'df00000010000000' + EXIT, 'unknown-opcode'),
    ('CALL of class JMP32', '8600000000000000' + EXIT, 'unknown-opcode'),
    ('EXIT of class JMP32', '9600000000000000' + EXIT, 'unknown-opcode'),
    ('EXIT with a register', '9d00000000000000' + EXIT, 'unknown-opcode'),
    ('JA of class JMP32 with a register', '0e00000000000000' + EXIT, 'unknown-opcode'),
    ('LD_ABS of 8 bytes', '3800000000000000' + EXIT, 'unknown-opcode'),
    ('LD_IND of 8 bytes', '5800000000000000' + EXIT, 'unknown-opcode'),
    ('sign-extending load of 8 bytes', '9900000000000000' + EXIT, 'unknown-opcode'),
    ('internal tail call', 'f500000000000000' + EXIT, 'unknown-opcode'),
    ('internal speculation barrier', 'c200000000000000' + EXIT, 'unknown-opcode'),
    ('internal probe load', '3100000000000000' + EXIT, 'unknown-opcode'),
    ('operator 0xe0', 'e700000000000000' + EXIT, 'unknown-opcode'),
    ('operator 0xf0', 'f700000000000000' + EXIT, 'unknown-opcode'),
    ('end with another width', 'd400000008000000' + EXIT, 'reserved-field'),
    ('end with an offset', 'd400010010000000' + EXIT, 'reserved-field'),
    ('div with offset 2', '3700020001000000' + EXIT, 'reserved-field'),
    ('div with offset -1', '3700ffff01000000' + EXIT, 'reserved-field'),
    ('mov of a constant with offset 8', 'b700080001000000' + EXIT, 'reserved-field'),
    ('32-bit movsx of 32 bits', 'bc00200000000000' + EXIT, 'reserved-field'),
    ('per-CPU address mov', 'bf00ffff00000000' + EXIT, 'reserved-field'),
    ('cast with another immediate', 'bf00010002000000' + EXIT, 'reserved-field'),
    ('zero-extension mark', 'bc00000001000000' + EXIT, 'reserved-field'),
    ('add of a register with an immediate', '0f00000001000000' + EXIT, 'reserved-field'),
    ('add of a constant with a source', '0710000001000000' + EXIT, 'reserved-field'),
    ('neg with an immediate', '8700000001000000' + EXIT, 'reserved-field'),
    ('load with an immediate', '6101000001000000' + EXIT, 'reserved-field'),
    ('store of a constant with a source', '7a10000000000000' + EXIT, 'reserved-field'),
    ('exit with an offset', '9500010000000000', 'reserved-field'),
    ('exit with an immediate', '9500000001000000', 'reserved-field'),
    ('call with an offset', '8500010005000000' + EXIT, 'reserved-field'),
    ('call with source 3', '8530000005000000' + EXIT, 'reserved-field'),
    ('jump with an immediate', '0500000001000000' + EXIT, 'reserved-field'),
    ('gotol with an offset', '0600010000000000' + EXIT, 'reserved-field'),
    ('may_goto with source 1', 'e510000000000000' + EXIT, 'reserved-field'),
    ('atomic operator 0xe0', 'db010000e0000000' + EXIT, 'reserved-field'),
    ('atomic operator 0xf0', 'db010000f0000000' + EXIT, 'reserved-field'),
    ('atomic operator 0x10', 'db01000010000000' + EXIT, 'reserved-field'),
    ('atomic add of a byte', 'd301000000000000' + EXIT, 'reserved-field'),
    ('atomic add of 2 bytes', 'cb01000000000000' + EXIT, 'reserved-field'),
    ('acquire with imm 0x101', 'db01000001010000' + EXIT, 'reserved-field'),
    ('release with imm 0x111', 'db01000011010000' + EXIT, 'reserved-field'),
    ('lddw of source 7', '1870000000000000' + '0' * 16 + EXIT, 'reserved-field'),
    ('lddw with an offset', '1800010000000000' + '0' * 16 + EXIT, 'reserved-field'),
    ('lddw of a map with a high half', '1810000000000000' + '0000000001000000' + EXIT, 'reserved-field'),
    ('lddw cut off', '1800000000000000', 'bad-lddw'),
    ('lddw with an opcode in its second slot', '1800000000000000' + EXIT, 'bad-lddw'),
    ('lddw with a register in its second slot', '1800000000000000' + '0001000000000000' + EXIT, 'bad-lddw'),
    ('register 11 as destination', 'b70b000000000000' + EXIT, 'bad-register'),
    ('register 15 as source', 'bff0000000000000' + EXIT, 'bad-register'),
    ('jump behind the end', '0500050000000000' + EXIT, 'bad-jump'),
    ('jump before the start', '0500f0ff00000000' + EXIT, 'bad-jump'),
    ('jump into an lddw', '0500010000000000' + '18000000000000000000000000000000' + EXIT, 'bad-jump'),
    ('call into an lddw', '8510000001000000' + '18000000000000000000000000000000' + EXIT, 'bad-jump'),
    ('nothing', '', 'empty-program'),
]


def write(path, rows):
    with open(path, 'w') as out:
        out.write('# Written by tests/isa/gen.py; see there for the format.\n')
        out.writelines(rows)


def main(folder):
    write(folder + '/alu.data', alu_rows())
    write(folder + '/jump.data', jump_rows())
    write(folder + '/memory.data', memory_rows())
    write(folder + '/atomic.data', atomic_rows())
    write(folder + '/constant.data', constant_rows())
    write(folder + '/packet.data', packet_rows())
    with open(folder + '/refused.data', 'w') as out:
        out.write('# Written by tests/isa/gen.py.  id | program | diagnostic\n')
        for name, _, lines, diag in REFUSED:
            out.write('%s | %s | %s\n' % (name, '; '.join(lines), diag))
    with open(folder + '/wire.data', 'w') as out:
        out.write('# Written by tests/isa/gen.py.  what | bytes | diagnostic\n')
        for what, wire, diag in WIRE:
            out.write('%s | %s | %s\n' % (what, wire, diag))


main(sys.argv[1] if len(sys.argv) > 1 else 'tests/isa')
