# SPDX-License-Identifier: BSD-2-Clause
"""Terms as integers: a bit vector is its unsigned number, a sum goes round explicitly.

What only adds, subtracts, compares and chooses is proved at 64 bits at once this way,
where a solver for bits would work for minutes.  An operator on bits is any number of
its width, the same one wherever it stands: what is proved so holds, what is not may.
"""
import term as T


def _number(t):
    if t.op == "const" and t.width > 1:
        return str(t.value)
    return T.name(t)


def _literal(n):
    return str(n) if n >= 0 else f"(- {-n})"


def _times(k, text):
    return text if k == 1 else f"(* {k} {text})" if k >= 0 else f"(- (* {-k} {text}))"


class Printer:
    def __init__(self):
        self.lines, self.n, self.n_opaque = [], 0, 0

    def define(self, t, body):
        self.lines.append(f"(define-fun {T.name(t)} () {'Bool' if t.width == 1 else 'Int'} {body})")

    def unknown(self, low, high):
        self.n += 1
        name = f"k{self.n}"
        self.lines += [f"(declare-const {name} Int)", f"(assert (<= {_literal(low)} {name} {_literal(high)}))"]
        return name

    def reduced(self, t, total, low, high):
        """total, which is within low..high, modulo 2^width."""
        turn = 1 << t.width
        first, last = low // turn, high // turn
        if last - first > 3:
            k, rest = self.unknown(first, last), self.unknown(0, turn - 1)
            self.lines.append(f"(assert (= {total} (+ (* {turn} {k}) {rest})))")
            self.define(t, rest)
            return
        self.n += 1
        whole = f"s{self.n}"
        self.lines.append(f"(define-fun {whole} () Int {total})")
        body = self.moved(whole, first, turn)
        for k in range(first + 1, last + 1):
            body = f"(ite (>= {whole} {_literal(k * turn)}) {self.moved(whole, k, turn)} {body})"
        self.define(t, body)

    @staticmethod
    def moved(whole, k, turn):
        return whole if k == 0 else f"(- {whole} {k * turn})" if k > 0 else f"(+ {whole} {-k * turn})"

    def quotient(self, t, a, low_bits):
        """Bits low_bits.. of a, as many as t has."""
        inner = _number(a)
        q = self.unknown(0, (1 << a.width - low_bits) - 1)
        r = self.unknown(0, (1 << low_bits) - 1)
        self.lines.append(f"(assert (= {inner} (+ (* {1 << low_bits} {q}) {r})))")
        self.reduced(t, q, 0, (1 << a.width - low_bits) - 1)

    def opaque(self, t):
        self.n_opaque += 1
        if t.width == 1:
            self.lines.append(f"(declare-const {T.name(t)} Bool)")
            return
        v = self.unknown(0, (1 << t.ubits) - 1)
        if t.op in ("and", "or"):
            for a in t.args:
                self.lines.append(f"(assert ({'<=' if t.op == 'and' else '>='} {v} {_number(a)}))")
        self.define(t, v)

    @staticmethod
    def joins(high, low):
        """Have they no bit in common: a number moved up, and one below it?"""
        return high.op == "shl" and high.args[1].op == "const" and low.ubits <= high.args[1].value

    def signed(self, t):
        n = _number(t)
        return f"(ite (>= {n} {1 << t.width - 1}) (- {n} {1 << t.width}) {n})"

    def term(self, t):
        a = [_number(x) for x in t.args]
        if t.op == "var":
            self.lines += [f"(declare-const {t.value} Int)", f"(assert (<= 0 {t.value} {(1 << t.width) - 1}))"]
        elif t.op == "boolvar":
            self.lines.append(f"(declare-const {t.value} Bool)")
        elif t.op == "sum":
            parts = [_times(k, x) for k, x in zip(t.value[0], a)]
            total = f"(+ {' '.join(parts)} {_literal(t.value[1])})"
            self.reduced(t, total, *T.sum_bounds_unsigned(t))
        elif t.op == "ite":
            self.define(t, f"(ite {' '.join(a)})")
        elif t.op in ("not", "and", "or", "eq") and (t.width == 1):
            self.define(t, f"({'=' if t.op == 'eq' else t.op} {' '.join(a)})")
        elif t.op == "ult":
            self.define(t, f"(< {' '.join(a)})")
        elif t.op == "slt":
            self.define(t, f"(< {self.signed(t.args[0])} {self.signed(t.args[1])})")
        elif t.op == "zext":
            self.define(t, a[0])
        elif t.op == "sext":
            half, up = 1 << t.args[0].width - 1, (1 << t.width) - (1 << t.args[0].width)
            self.define(t, f"(ite (>= {a[0]} {half}) (+ {a[0]} {up}) {a[0]})")
        elif t.op == "extract":
            self.quotient(t, t.args[0], t.value[1])
        elif t.op == "bit":
            q, r = self.unknown(0, (1 << t.args[0].width - t.value) - 1), self.unknown(0, (1 << t.value) - 1)
            h, b = self.unknown(0, (1 << t.args[0].width - t.value) - 1), self.unknown(0, 1)
            self.lines += [f"(assert (= {a[0]} (+ (* {1 << t.value} {q}) {r})))", f"(assert (= {q} (+ (* 2 {h}) {b})))"]
            self.define(t, f"(= {b} 1)")
        elif t.op == "and" and T.is_const(t.args[1], 1 << t.args[0].ubits - 1):
            top = 1 << t.args[0].ubits - 1
            self.define(t, f"(ite (>= {a[0]} {top}) {top} 0)")
        elif t.op == "xor" and T.is_const(t.args[1], -1):
            self.define(t, f"(- {(1 << t.width) - 1} {a[0]})")
        elif t.op == "xor" and T.is_const(t.args[1], 1 << t.width - 1):
            half = 1 << t.width - 1
            self.define(t, f"(ite (>= {a[0]} {half}) (- {a[0]} {half}) (+ {a[0]} {half}))")
        elif t.op == "mul":
            self.reduced(t, f"(* {a[0]} {a[1]})", 0, (1 << t.args[0].ubits) * (1 << t.args[1].ubits))
        elif t.op == "shl" and t.args[1].op == "const":
            k = 1 << t.args[1].value
            self.reduced(t, _times(k, a[0]), 0, k * (1 << t.args[0].ubits))
        elif t.op == "or" and any(self.joins(*sides) for sides in (t.args, t.args[::-1])):
            self.define(t, f"(+ {' '.join(a)})")
        elif t.op in ("udiv", "urem"):
            q, r = self.unknown(0, (1 << t.width) - 1), self.unknown(0, (1 << t.width) - 1)
            self.lines.append(f"(assert (=> (> {a[1]} 0) (and (= {a[0]} (+ (* {a[1]} {q}) {r})) (< {r} {a[1]}))))")
            self.define(t, q if t.op == "udiv" else r)
        else:
            self.opaque(t)


def definitions(roots):
    printer = Printer()
    for t in T.reachable(roots):
        if t.op != "const":
            printer.term(t)
    return printer.lines
