# SPDX-License-Identifier: BSD-2-Clause
"""Bit-vector terms: made once each, constants folded, printed as SMT-LIB 2.

A term of width 1 is a Bool.  Products and quotients are computed in as few bits as
their operands need, which is what lets a proof at a small width end: the code
computes in 64 or 128 bits whatever the width is.
"""


class Term:
    __slots__ = ("op", "args", "width", "value", "id", "ubits", "sbits", "constants")


_table = {}


def _make(op, args, width, value=None):
    key = (op, args, width, value)
    term = _table.get(key)
    if term is None:
        term = Term()
        term.op, term.args, term.width, term.value, term.id = op, args, width, value, len(_table)
        term.constants = _constants(term)
        term.ubits = min(width, _unsigned_bits(term))
        term.sbits = min(width, _signed_bits(term))
        _table[key] = term
    return term


def _constants(t):
    """The numbers it can be, where that is a choice among few constants; else None."""
    if t.op == "const":
        return frozenset((t.value,))
    if t.op == "ite" and t.args[1].constants and t.args[2].constants:
        all_ = t.args[1].constants | t.args[2].constants
        return all_ if len(all_) <= 70 else None
    return None


def sum_bounds_unsigned(t):
    coefficients, low = t.value
    high = low
    for c, a in zip(coefficients, t.args):
        low, high = low + min(0, c * ((1 << a.ubits) - 1)), high + max(0, c * ((1 << a.ubits) - 1))
    return low, high


def _sum_bounds(t):
    """Least and greatest of a sum of integers, without going round."""
    coefficients, low = t.value
    high = low
    for c, a in zip(coefficients, t.args):
        if a.ubits < a.width or c > 0 and a.sbits == a.width:
            ends = (0, c * ((1 << a.ubits) - 1))
        else:
            ends = (c * -(1 << a.sbits - 1), c * ((1 << a.sbits - 1) - 1))
        low, high = low + min(ends), high + max(ends)
    return low, high


def _unsigned_bits(t):
    """So many low bits hold the number; the others are 0."""
    a = t.args
    if t.op == "const":
        return t.value.bit_length()
    if t.op in ("zext", "udiv"):
        return a[0].ubits
    if t.op in ("and", "urem"):
        return min(a[0].ubits, a[1].ubits)
    if t.op in ("or", "xor"):
        return max(a[0].ubits, a[1].ubits)
    if t.op == "ite":
        return max(a[1].ubits, a[2].ubits)
    if t.op == "sum":
        low, high = _sum_bounds(t)
        return high.bit_length() if low >= 0 else t.width
    if t.op == "mul":
        return a[0].ubits + a[1].ubits
    if t.op == "shl" and a[1].op == "const":
        return a[0].ubits + a[1].value
    if t.op == "lshr":
        return a[0].ubits
    if t.op == "extract":
        return max(0, a[0].ubits - t.value[1])
    return t.width


def _signed_bits(t):
    """The same of the signed number, with the sign."""
    a = t.args
    if t.ubits < t.width:
        return t.ubits + 1
    if t.op == "const":
        return (~t.value & _mask(t.width)).bit_length() + 1
    if t.op in ("sext", "ashr"):
        return a[0].sbits
    if t.op == "sum":
        low, high = _sum_bounds(t)
        return max((~low).bit_length() if low < 0 else low.bit_length(), high.bit_length()) + 1
    if t.op == "ite":
        return max(a[1].sbits, a[2].sbits)
    if t.op in ("and", "or", "xor"):
        return max(a[0].sbits, a[1].sbits)
    return t.width


def _mask(width):
    return (1 << width) - 1


def signed(value, width):
    return value - (1 << width) if value >> (width - 1) & 1 else value


def const(value, width):
    return _make("const", (), width, value & _mask(width))


TRUE, FALSE = const(1, 1), const(0, 1)
_fresh = [0]


def fresh(width, name="v"):
    _fresh[0] += 1
    return _make("var", (), width, f"{name}{_fresh[0]}") if width > 1 else \
        _make("boolvar", (), 1, f"{name}{_fresh[0]}")


def is_const(t, value=None):
    return t.op == "const" and (value is None or t.value == value & _mask(t.width))


def _constant_leaves(t):
    return t.constants is not None


def _always(a, b, compare):
    """A comparison that comes out alike for all that a and b can be, if they are of constants."""
    if a.constants is None or b.constants is None or len(a.constants) * len(b.constants) > 256:
        return None
    results = {compare(x, y) for x in a.constants for y in b.constants}
    return const(results.pop(), 1) if len(results) == 1 else None


def _spread(make, a, b):
    """An operation on choices among constants is a choice among results."""
    if a.op == "ite" and b.op == "const" and _constant_leaves(a):
        return ite(a.args[0], make(a.args[1], b), make(a.args[2], b))
    if b.op == "ite" and a.op == "const" and _constant_leaves(b):
        return ite(b.args[0], make(a, b.args[1]), make(a, b.args[2]))
    return None


# --- Bool ---

def not_(a):
    if a.op == "const":
        return const(1 - a.value, 1)
    return a.args[0] if a.op == "not" else _make("not", (a,), 1)


def _bool_and(a, b):
    if a is b or is_const(b, 1) or is_const(a, 0):
        return a
    if is_const(a, 1) or is_const(b, 0):
        return b
    if not_(a) is b:
        return FALSE
    for x, y in ((a, b), (b, a)):
        if x.op == "and" and (y is x.args[0] or y is x.args[1]):
            return x
        if x.op == "and" and (not_(y) is x.args[0] or not_(y) is x.args[1]):
            return FALSE
    return _make("and", (a, b), 1)


def _bool_or(a, b):
    # (p and c) or (p and not c)
    if a.op == "and" and b.op == "and":
        for i in (0, 1):
            for j in (0, 1):
                if a.args[i] is b.args[j] and not_(a.args[1 - i]) is b.args[1 - j]:
                    return a.args[i]
    return not_(_bool_and(not_(a), not_(b)))


# --- operators ---

def _shift_count(b, width):
    return min(b, width)


FOLD = {
    "add": lambda a, b, w: a + b,
    "sub": lambda a, b, w: a - b,
    "mul": lambda a, b, w: a * b,
    "and": lambda a, b, w: a & b,
    "or": lambda a, b, w: a | b,
    "xor": lambda a, b, w: a ^ b,
    "shl": lambda a, b, w: a << _shift_count(b, w),
    "lshr": lambda a, b, w: a >> _shift_count(b, w),
    "ashr": lambda a, b, w: signed(a, w) >> _shift_count(b, w),
    "udiv": lambda a, b, w: a // b if b else _mask(w),
    "urem": lambda a, b, w: a % b if b else a,
}


# --- sums: {term: coefficient}, constant ---

def _linear(t):
    if t.op == "const":
        return {}, signed(t.value, t.width)
    if t.op == "sum":
        return dict(zip(t.args, t.value[0])), t.value[1]
    if t.op == "xor" and is_const(t.args[1], -1):
        terms, c = _linear(t.args[0])
        return {x: -k for x, k in terms.items()}, -c - 1
    if t.op == "xor" and is_const(t.args[1], 1 << t.width - 1):
        terms, c = _linear(t.args[0])
        return terms, c + (1 << t.width - 1)
    return {t: 1}, 0


def _sum(terms, c, width):
    terms = {x: signed(k & _mask(width), width) for x, k in terms.items() if k & _mask(width)}
    c = signed(c & _mask(width), width)
    if not terms:
        return const(c, width)
    if len(terms) == 1 and c == 0 and list(terms.values()) == [1]:
        return next(iter(terms))
    args = sorted(terms, key=lambda x: x.id)
    return _make("sum", tuple(args), width, (tuple(terms[x] for x in args), c))


def _leaves(t, limit=6):
    if t.op != "ite":
        return [t]
    leaves = _leaves(t.args[1], limit) + _leaves(t.args[2], limit) if limit else []
    return leaves if len(leaves) <= limit else []


def _lifts(a, b):
    """Does a choice a, put outside of the sum with b, let something cancel?"""
    if a.op != "ite":
        return False
    leaves, others = _leaves(a), set()
    for leaf in _leaves(b) or [b]:
        others |= set(_linear(leaf)[0])
    return any(leaf.op == "const" or others & set(_linear(leaf)[0]) for leaf in leaves)


def _add(a, b, sign):
    if _lifts(a, b):
        c, x, y = a.args
        return ite(c, _add(x, _when(b, c, 1), sign), _add(y, _when(b, c, 2), sign))
    if _lifts(b, a):
        c, x, y = b.args
        return ite(c, _add(_when(a, c, 1), x, sign), _add(_when(a, c, 2), y, sign))
    terms, c = _linear(a)
    more, d = _linear(b)
    for x, k in more.items():
        terms[x] = terms.get(x, 0) + sign * k
    return _sum(terms, c + sign * d, a.width)


def _when(t, c, side):
    return t.args[side] if t.op == "ite" and t.args[0] is c else t


def _identity(op, a, b):
    zero = const(0, a.width)
    if op in ("add", "or", "xor", "and", "mul") and a.op == "const":
        a, b = b, a
    if op in ("add", "or", "xor", "sub", "shl", "lshr", "ashr") and is_const(b, 0):
        return a
    if op in ("sub", "xor") and a is b:
        return zero
    if op in ("and", "or") and a is b:
        return a
    if op in ("and", "mul") and is_const(b, 0):
        return zero
    if (op == "and" and is_const(b, -1)) or (op in ("mul", "udiv") and is_const(b, 1)):
        return a
    if op == "or" and is_const(b, -1):
        return b
    if op == "urem" and is_const(b, 1):
        return zero
    return None


def _joined_halves(a, b):
    """(zext(high) << k) | zext(low), which is how two registers make a wide number."""
    for x, y in ((a, b), (b, a)):
        if x.op == "shl" and x.args[1].op == "const" and x.args[0].op == "zext" and y.op == "zext":
            high, low, k = x.args[0].args[0], y.args[0], x.args[1].value
            if low.width == k and high.width + k == a.width and high.op == low.op == "extract" and \
               high.args[0] is low.args[0] and low.value == (k - 1, 0) and high.value == (a.width - 1, k):
                return high.args[0]
    return None


def _narrow(op, a, b):
    w = a.width
    if op == "mul":
        need = a.sbits + b.sbits
        if need < w:
            return sext(_make("mul", (trunc(a, need), trunc(b, need)), need), w)
    elif op in ("udiv", "urem"):
        need = max(a.ubits, b.ubits, 2)
        # Division by 0 has an obligation of its own: what it gives does not matter.
        if need < w:
            small = _make(op, (trunc(a, need), trunc(b, need)), need)
            return zext(small, w)
    elif op in ("sdiv", "srem"):
        need = max(a.sbits, b.sbits) + 1
        if need < w:
            small = _make(op, (trunc(a, need), trunc(b, need)), need)
            return sext(small, w)
    return None


def binary(op, a, b):
    w = a.width
    assert w == b.width, (op, w, b.width)
    if w == 1 and op in ("and", "or", "xor", "add", "sub"):
        if op in ("and", "or"):
            return _bool_and(a, b) if op == "and" else _bool_or(a, b)
        return not_(eq(a, b))
    if a.op == "const" and b.op == "const" and op in FOLD:
        return const(FOLD[op](a.value, b.value, w), w)
    same = _identity(op, a, b)
    if same is None and op in FOLD and op not in ("add", "sub"):
        same = _spread(lambda x, y: binary(op, x, y), a, b)
    if same is not None:
        return same
    if op == "and" and b.op == "const" and b.value & (b.value + 1) == 0:
        return zext(trunc(a, b.value.bit_length()), w)
    if op in ("and", "or", "xor") and a.ubits <= 1 and b.ubits <= 1:
        return zext(binary(op, trunc(a, 1), trunc(b, 1)), w)
    if op in ("and", "or", "xor"):
        need = max(2, (min if op == "and" else max)(a.ubits, b.ubits))
        if need < w:
            return zext(binary(op, trunc(a, need), trunc(b, need)), w)
    if op == "xor" and a.op == "const":
        a, b = b, a
    if op == "or":
        whole = _joined_halves(a, b)
        if whole is not None:
            return whole
    if op == "lshr" and b.op == "const":
        return const(0, w) if b.value >= w else zext(extract(a, w - 1, b.value), w)
    if op in ("add", "sub"):
        return _add(a, b, 1 if op == "add" else -1)
    if op == "mul" and "const" in (a.op, b.op):
        x, k = (b, a) if a.op == "const" else (a, b)
        terms, c = _linear(x)
        return _sum({t: k.value * n for t, n in terms.items()}, k.value * c, w)
    small = _narrow(op, a, b)
    return small if small is not None else _make(op, (a, b), w)


def eq(a, b):
    if a is b:
        return TRUE
    if a.op == "const" and b.op == "const":
        return const(a.value == b.value, 1)
    if a.width == 1:
        for x, y in ((a, b), (b, a)):
            if x.op == "const":
                return y if x.value else not_(y)
    known = _always(a, b, lambda x, y: x == y)
    if known is None:
        known = _spread(eq, a, b)
    if known is not None:
        return known
    if "sum" in (a.op, b.op) and _linear(a)[0].keys() & _linear(b)[0].keys():
        rest = _add(a, b, -1)
        return eq(rest, const(0, a.width)) if rest.op != "sum" else _make("eq", (rest, const(0, a.width)), 1)
    return _make("eq", (a, b) if a.id < b.id else (b, a), 1)


def less(a, b, is_signed=False):
    if a is b:
        return FALSE
    w = a.width
    if a.op == "const" and b.op == "const":
        x, y = (signed(a.value, w), signed(b.value, w)) if is_signed else (a.value, b.value)
        return const(x < y, 1)
    if not is_signed and (is_const(b, 0) or is_const(a, -1)):
        return FALSE
    if not is_signed and b.op == "const" and b.value >> a.ubits:
        return TRUE
    known = _always(a, b, (lambda x, y: signed(x, w) < signed(y, w)) if is_signed else (lambda x, y: x < y))
    if known is None:
        known = _spread(lambda x, y: less(x, y, is_signed), a, b)
    return known if known is not None else _make("slt" if is_signed else "ult", (a, b), 1)


def ite(c, a, b):
    if c.op == "const":
        return a if c.value else b
    if a is b:
        return a
    if c.op == "not":
        return ite(c.args[0], b, a)
    if a.width == 1:
        if is_const(a, 1):
            return _bool_or(c, b)
        if is_const(a, 0):
            return _bool_and(not_(c), b)
        if is_const(b, 0):
            return _bool_and(c, a)
        if is_const(b, 1):
            return _bool_or(not_(c), a)
    if a.op == "ite" and a.args[0] is c:
        a = a.args[1]
    if b.op == "ite" and b.args[0] is c:
        b = b.args[2]
    return a if a is b else _make("ite", (c, a, b), a.width)


def product(a, b):
    """The product of numbers, of which nothing is known but what lemmas say."""
    return _make("product", (a, b), a.width)


# --- widths ---

def extract(a, high, low):
    width = high - low + 1
    if width == a.width:
        return a
    if a.op == "const":
        return const(a.value >> low, width)
    if a.op == "extract":
        return extract(a.args[0], high + a.value[1], low + a.value[1])
    if a.op in ("zext", "sext"):
        inner = a.args[0]
        if high < inner.width:
            return extract(inner, high, low) if inner.width > 1 else _bit(inner, high)
        if low >= inner.width and a.op == "zext":
            return const(0, width)
        if low == 0:
            return zext(inner, width) if a.op == "zext" else sext(inner, width)
    if a.op == "shl" and a.args[1].op == "const" and not low < a.args[1].value <= high:
        k = a.args[1].value
        return const(0, width) if high < k else extract(a.args[0], high - k, low - k)
    if a.op == "or" and any(x.op == "shl" and x.args[1].op == "const" for x in a.args):
        return binary("or", *(extract(x, high, low) for x in a.args))
    if a.op == "ite" and (low == 0 or (low, high) == (64, 127) or _constant_leaves(a)):
        return ite(a.args[0], extract(a.args[1], high, low), extract(a.args[2], high, low))
    if low == 0 and width > 1 and a.op == "sum":
        total = const(a.value[1], width)
        for k, x in zip(a.value[0], a.args):
            total = _add(total, binary("mul", trunc(x, width), const(k, width)), 1)
        return total
    if low == 0 and width > 1 and a.op in ("and", "or", "xor", "mul"):
        return binary(a.op, trunc(a.args[0], width), trunc(a.args[1], width))
    return _bit(a, low) if width == 1 else _make("extract", (a,), width, (high, low))


def _bit(a, at):
    return a if a.width == 1 else _make("bit", (a,), 1, at)


def trunc(a, width):
    return extract(a, width - 1, 0)


def zext(a, width):
    if width == a.width:
        return a
    if a.width == 1:
        return ite(a, const(1, width), const(0, width))
    if a.op == "const":
        return const(a.value, width)
    if a.op == "zext":
        a = a.args[0]
    return _make("zext", (a,), width)


def sext(a, width):
    if width == a.width:
        return a
    if a.width == 1:
        return ite(a, const(-1, width), const(0, width))
    if a.op == "const":
        return const(signed(a.value, a.width), width)
    return _make("sext", (a,), width)


def concat(high, low):
    if high.op == "const" and low.op == "const":
        return const(high.value << low.width | low.value, high.width + low.width)
    if high.op == low.op == "ite" and high.args[0] is low.args[0]:
        return ite(high.args[0], concat(high.args[1], low.args[1]), concat(high.args[2], low.args[2]))
    return binary("or", binary("shl", zext(high, high.width + low.width),
                               const(low.width, high.width + low.width)),
                  zext(low, high.width + low.width))


# --- counting bits ---

def trailing_zeros(a):
    t = const(a.width, a.width)
    for i in reversed(range(a.width)):
        t = ite(extract(a, i, i), const(i, a.width), t)
    return t


def leading_zeros(a):
    t = const(a.width, a.width)
    for i in range(a.width):
        t = ite(extract(a, i, i), const(a.width - 1 - i, a.width), t)
    return t


def ones(a):
    parts = [zext(extract(a, i, i), 8) for i in range(a.ubits)] or [const(0, 8)]
    while len(parts) > 1:
        parts = [binary("add", *parts[i:i + 2]) if len(parts[i:i + 2]) == 2 else parts[i]
                 for i in range(0, len(parts), 2)]
    return zext(parts[0], a.width) if a.width > 8 else trunc(parts[0], a.width)


def swap_bytes(a):
    t = extract(a, 7, 0)
    for low in range(8, a.width, 8):
        t = concat(t, extract(a, low + 7, low))
    return t


# --- SMT-LIB 2 ---

SMT = {"mul": "bvmul", "udiv": "bvudiv", "urem": "bvurem",
       "sdiv": "bvsdiv", "srem": "bvsrem", "shl": "bvshl", "lshr": "bvlshr", "ashr": "bvashr",
       "eq": "=", "ult": "bvult", "slt": "bvslt", "ite": "ite", "not": "not"}


def _name(t):
    if t.op == "const":
        return ("true" if t.value else "false") if t.width == 1 else f"(_ bv{t.value} {t.width})"
    return t.value if t.op in ("var", "boolvar") else f"t{t.id}"


def _body(t):
    args = " ".join(_name(a) for a in t.args)
    if t.op == "sum":
        parts = [_name(a) if k == 1 else f"(bvneg {_name(a)})" if k == -1 else
                 f"(bvmul {_name(const(k, t.width))} {_name(a)})" for k, a in zip(t.value[0], t.args)]
        if t.value[1] or len(parts) == 1:
            parts.append(_name(const(t.value[1], t.width)))
        return f"(bvadd {' '.join(parts)})"
    if t.op in SMT:
        return f"({SMT[t.op]} {args})"
    if t.op in ("and", "or", "xor"):
        return f"({t.op} {args})" if t.width == 1 else f"(bv{t.op} {args})"
    if t.op in ("zext", "sext"):
        kind = "zero_extend" if t.op == "zext" else "sign_extend"
        return f"((_ {kind} {t.width - t.args[0].width}) {args})"
    if t.op == "extract":
        return f"((_ extract {t.value[0]} {t.value[1]}) {args})"
    if t.op == "product":
        return f"(product{t.width} {args})"
    if t.op == "bit":
        return f"(= ((_ extract {t.value} {t.value}) {args}) #b1)"
    raise AssertionError(t.op)


def sort(t):
    return "Bool" if t.width == 1 else f"(_ BitVec {t.width})"


def reachable(roots):
    """What the roots are made of, parts first."""
    seen, todo = {}, list(roots)
    while todo:
        t = todo.pop()
        if t.id not in seen:
            seen[t.id] = t
            todo.extend(t.args)
    return [t for _, t in sorted(seen.items())]


def definitions(roots):
    """The lines that define what the roots are made of."""
    lines, declared = [], set()
    for t in reachable(roots):
        if t.op == "product" and t.width not in declared:
            declared.add(t.width)
            lines.append(f"(declare-fun product{t.width} ({sort(t)} {sort(t)}) {sort(t)})")
        if t.op in ("var", "boolvar"):
            lines.append(f"(declare-const {t.value} {sort(t)})")
        elif t.op != "const":
            lines.append(f"(define-fun t{t.id} () {sort(t)} {_body(t)})")
    return lines


name = _name
