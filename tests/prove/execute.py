# SPDX-License-Identifier: BSD-2-Clause
"""Runs a function of the IR on terms, all paths at once.

Branches that meet are merged by choices among their values; loops are unrolled until
their condition is false by constants, or up to a bound, beyond which an obligation
says that they do not go on; or they are cut by an invariant.  Calls are entered,
unless a contract stands for them.

Obligations, each with its path condition: what the driver checks, no failing assert,
no shift by the width or more, no division by zero, no count of the bits of 0 where
that is undefined, no place outside of an object.
"""
import heapq

import term as T
from ir import Refused
from loops import Loops
from memory import FunctionPointer, Memory, Pointer, choose

MAX_UNROLL = 70
MAX_DEPTH = 40


class Edge:
    __slots__ = ("source", "condition", "memory", "values")

    def __init__(self, source, condition, memory, values):
        self.source, self.condition, self.memory, self.values = source, condition, memory, values


class Execution:
    """One proof.  @contracts: names to call instead; @cuts: functions whose loops have invariants."""

    def __init__(self, module, contracts=None, cuts=None, constants=None):
        self.module, self.contracts, self.cuts = module, contracts or {}, cuts or {}
        self.constants = constants or {}
        self.assumptions, self.obligations, self.reached = [], [], []
        self.objects = Memory(module, self.oblige)
        self.loops, self.inputs, self.stack = {}, [], []

    # --- obligations ---

    def oblige(self, path, holds, text, is_claim=False):
        bad = T.binary("and", path, T.not_(holds))
        if not T.is_const(bad, 0):
            self.obligations.append((bad, text, is_claim))

    def assume(self, path, holds):
        fact = T.binary("or", T.not_(path), holds)
        if not T.is_const(fact, 1):
            self.assumptions.append(fact)

    # --- functions ---

    def value(self, env, v):
        kind = v[0]
        if kind == "local":
            return env[v[1]]
        if kind == "global":
            return self.objects.global_pointer(v[1])
        if kind == "const":
            return T.const(v[2], v[1])
        if kind == "gep":
            return self.objects.element(v[1], self.value(env, v[2]).places, [self.value(env, i) for _, i in v[3]])
        type_ = v[1]
        if kind == "parts" and type_[0] == "struct":
            return tuple(self.value(env, part) for _, part in v[2])
        if kind in ("zero", "undef") and isinstance(type_, tuple) and type_[0] == "struct":
            return tuple(self.value(env, (kind, t)) for t in type_[1])
        if kind == "zero" and (type_ == "ptr" or isinstance(type_, int)):
            return T.const(0, 64 if type_ == "ptr" else type_)
        if kind == "undef" and isinstance(type_, int):
            return T.fresh(type_, "undef")
        raise Refused(f"value {v}")

    def call(self, name, args, path, memory, depth=0):
        """Returns (value, memory) or None where it does not return."""
        function = self.module.function(name)
        if function is None:
            raise Refused(f"function {name}")
        if depth > MAX_DEPTH:
            raise Refused(f"{name} calls too deep")
        self.stack.append(name)
        result = Frame(self, function, args, path, depth).run(memory)
        self.stack.pop()
        return result


class Frame:
    def __init__(self, run, function, args, path, depth):
        self.run_, self.function, self.path, self.depth = run, function, path, depth
        self.env = dict(zip(function.params, args))
        if function.name not in run.loops:
            run.loops[function.name] = Loops(function)
        self.loops = run.loops[function.name]
        self.pending, self.queue, self.returns = {}, [], []
        self.invariant, _, self.decreasing = run.cuts.get(function.name, "").partition(":")
        self.locals, self.kept = {}, {}

    # A node is a block and, for each loop around it, the turn: in order of these keys
    # everything that leads to a node comes before it.
    def key(self, block, turns):
        flat = []
        for header, turn in zip(self.loops.around[block], turns):
            flat += [self.loops.rank[header], turn]
        return tuple(flat + [self.loops.rank[block]])

    def run(self, memory):
        self.follow(None, (), self.function.entry, T.TRUE, memory)
        while self.queue:
            _, block, turns = heapq.heappop(self.queue)
            self.node(block, turns, self.pending.pop((block, turns)))
        if not self.returns:
            return None
        edges = self.returns
        value = edges[-1].values
        for e in reversed(edges[:-1]):
            value = choose(e.condition, e.values, value)
        condition = T.FALSE
        for e in edges:
            condition = T.binary("or", condition, e.condition)
        memory = self.run_.objects.merge(edges)
        return value, memory, condition

    def follow(self, source, turns, to, condition, memory):
        if T.is_const(condition, 0):
            return
        around, loops = self.loops.around[to], self.loops
        old = dict(zip(loops.around[source], turns)) if source else {}
        new = []
        for header in around:
            turn = old.get(header, 0)
            if header == to and source and source in loops.body[to]:
                if self.invariant:
                    self.check_turn(condition, memory, to, self.phis(source, to))
                    return
                turn += 1
                if turn > MAX_UNROLL:
                    self.run_.oblige(self.absolute(condition), T.FALSE,
                                     f"{self.function.name}: more than {MAX_UNROLL} turns")
                    return
            new.append(turn)
        values, node = self.phis(source, to), (to, tuple(new))
        if node not in self.pending:
            self.pending[node] = []
            heapq.heappush(self.queue, (self.key(*node), *node))
        self.pending[node].append(Edge(source, condition, memory, values))

    def phis(self, source, to):
        """What the variables of a block are on the way from another."""
        values = {}
        for i in self.function.blocks[to]:
            if i.op != "phi":
                break
            for v, block in i.args[1]:
                if block == source:
                    values[i.dst] = self.run_.value(self.env, v)
        return values

    def absolute(self, condition):
        return T.binary("and", self.path, condition)

    def node(self, block, turns, edges):
        condition = T.FALSE
        for e in edges:
            condition = T.binary("or", condition, e.condition)
        memory = self.run_.objects.merge(edges)
        for dst in edges[0].values:
            value = edges[-1].values[dst]
            for e in reversed(edges[:-1]):
                value = choose(e.condition, e.values[dst], value)
            self.env[dst] = value
        if self.invariant and block in self.loops.body:
            self.cut(block, condition, memory)
        for i in self.function.blocks[block]:
            if i.op == "phi":
                continue
            if i.op in ("br", "switch", "ret", "unreachable"):
                self.leave(i, block, turns, condition, memory)
                return
            alive = self.step(i, condition, memory)
            if alive is not None:
                condition = T.binary("and", condition, alive)
                if T.is_const(condition, 0):
                    return

    def leave(self, i, block, turns, condition, memory):
        if i.op == "ret":
            value = self.run_.value(self.env, i.args[1]) if i.args else ()
            self.returns.append(Edge(block, condition, memory, value))
        elif i.op == "br":
            c, yes, no = i.args
            if c is None:
                self.follow(block, turns, yes, condition, memory)
                return
            c = self.run_.value(self.env, c)
            self.follow(block, turns, yes, T.binary("and", condition, c), memory)
            self.follow(block, turns, no, T.binary("and", condition, T.not_(c)), memory)
        elif i.op == "switch":
            _, v, default, cases = i.args
            v = self.run_.value(self.env, v)
            by_target, other = {}, condition
            for k, to in cases:
                hit = T.eq(v, self.run_.value(self.env, k))
                by_target[to] = T.binary("or", by_target.get(to, T.FALSE), hit)
                other = T.binary("and", other, T.not_(hit))
            by_target[default] = T.binary("or", by_target.get(default, T.FALSE), other)
            for to, hit in by_target.items():
                self.follow(block, turns, to, T.binary("and", condition, hit), memory)

    # --- loops cut by an invariant, a function of parameters and locals by their names ---

    def named(self, values):
        """
        Arguments of the invariant: parameters, locals, variables of the loop's head, and as
        "result" the object that is returned.
        """
        names, args = self.run_.module.function(self.invariant).params, []
        for n in names:
            of = (self.locals, values, self.env)
            args.append(next((d[k] for d in of for k in (n, n + ".0", n.replace("%result", "%retval")) if k in d), None))
        if None in args:
            raise Refused(f"{self.invariant}: {self.function.name} has not all of {names}")
        return args

    def invariant_holds(self, condition, memory, values):
        copy = {o: dict(c) for o, c in memory.items()}
        return self.run_.call(self.invariant, self.named(values), self.absolute(condition), copy, self.depth + 1)[0]

    def check_invariant(self, condition, memory, values):
        self.run_.oblige(self.absolute(condition), self.invariant_holds(condition, memory, values),
                         f"{self.invariant} holds no longer")

    def check_turn(self, condition, memory, header, values):
        """After a turn it holds; what counts the turns, if there is such, is less than before."""
        self.check_invariant(condition, memory, values)
        self.check_kept(header, memory)
        for name, value in values.items():
            if name[1:].split(".")[0] == self.decreasing:
                self.run_.oblige(self.absolute(condition), T.less(value, self.env[name]), f"{name} does not fall")

    def cut(self, block, condition, memory):
        """Holds on entry; then from any state in which it holds."""
        self.check_invariant(condition, memory, {})
        forgotten = {o for p in self.named({}) + list(self.locals.values()) if isinstance(p, Pointer)
                     for _, o, _ in p.places}
        for o in forgotten:
            self.forget(memory, o)
        for i in self.function.blocks[block]:
            if i.op == "phi":
                self.env[i.dst] = T.fresh(i.args[0], "loop")
        self.kept[block] = {o: dict(c) for o, c in memory.items() if o not in forgotten}
        self.run_.assume(self.absolute(condition), self.invariant_holds(condition, memory, {}))

    def check_kept(self, header, memory):
        """What the invariant does not speak of must not change in a turn."""
        for o, cells in self.kept[header].items():
            if any(memory[o].get(at) != cell for at, cell in cells.items()):
                raise Refused(f"{self.function.name} changes {self.run_.objects.sizes[o][1]} in a loop")

    def forget(self, memory, o):
        memory[o] = {at: (size, T.fresh(8 * size, "any")) for at, (size, _) in self.run_.objects.cells(memory, o).items()}

    # --- instructions ---

    def step(self, i, condition, memory):
        handler = getattr(self, "do_" + i.op, None) or self.do_binary
        return handler(i, condition, memory)

    def get(self, v):
        return self.run_.value(self.env, v)

    def do_binary(self, i, condition, memory):
        t, a, b = i.args
        a, b = self.get(a), self.get(b)
        if i.op in ("shl", "lshr", "ashr"):
            self.run_.oblige(self.absolute(condition), T.less(b, T.const(t, t)), f"shift count: {i.text}")
        if i.op in ("udiv", "urem", "sdiv", "srem"):
            self.run_.oblige(self.absolute(condition), T.not_(T.eq(b, T.const(0, t))), f"division by 0: {i.text}")
        self.env[i.dst] = T.binary(i.op, a, b)

    def do_zext(self, i, condition, memory):
        self.env[i.dst] = T.zext(self.get(i.args[1]), i.args[2])

    def do_sext(self, i, condition, memory):
        self.env[i.dst] = T.sext(self.get(i.args[1]), i.args[2])

    def do_trunc(self, i, condition, memory):
        self.env[i.dst] = T.trunc(self.get(i.args[1]), i.args[2])

    def do_freeze(self, i, condition, memory):
        self.env[i.dst] = self.get(i.args[1])

    def do_icmp(self, i, condition, memory):
        kind, _, a, b = i.args
        a, b = self.get(a), self.get(b)
        if isinstance(a, (Pointer, FunctionPointer)) or isinstance(b, (Pointer, FunctionPointer)):
            self.env[i.dst] = self.same_pointer(kind, a, b, i)
            return
        if kind in ("eq", "ne"):
            r = T.eq(a, b)
        else:
            is_signed = kind[0] == "s"
            r = T.less(a, b, is_signed) if kind[1:] in ("lt", "ge") else T.less(b, a, is_signed)
        self.env[i.dst] = T.not_(r) if kind == "ne" or kind[1:] in ("ge", "le") else r

    @staticmethod
    def same_pointer(kind, a, b, i):
        if isinstance(a, FunctionPointer) and isinstance(b, FunctionPointer):
            same = a.name == b.name
        elif isinstance(a, FunctionPointer) and T.is_const(b, 0):
            same = False
        elif isinstance(a, Pointer) and isinstance(b, Pointer) and len(a.places) == len(b.places) == 1:
            same = a.places[0][1:] == b.places[0][1:]
        else:
            raise Refused(i.text)
        return T.const(same == (kind == "eq"), 1)

    def do_select(self, i, condition, memory):
        c, a, b = (self.get(v) for _, v in i.args)
        self.env[i.dst] = choose(c, a, b)

    def do_alloca(self, i, condition, memory):
        size = self.run_.module.types.size(i.args)
        o = self.run_.objects.new_object(size, f"{self.function.name}{i.dst}")
        self.env[i.dst] = self.locals[i.dst] = Pointer([(T.TRUE, o, 0)])
        memory[o] = {}

    def do_load(self, i, condition, memory):
        t, _, p = i.args
        self.env[i.dst] = self.run_.objects.load(memory, self.get(p), t, self.absolute(condition), i.text)

    def do_store(self, i, condition, memory):
        t, v, _, p = i.args
        self.run_.objects.store(memory, self.get(p), t, self.get(v), self.absolute(condition), i.text)

    def do_getelementptr(self, i, condition, memory):
        type_, base, indices = i.args
        self.env[i.dst] = self.run_.objects.element(type_, self.get(base).places, [self.get(x) for _, x in indices])

    def do_extractvalue(self, i, condition, memory):
        self.env[i.dst] = self.get(i.args[1])[i.args[2]]

    def do_insertvalue(self, i, condition, memory):
        _, whole, _, part, at = i.args
        parts = list(self.get(whole))
        parts[at] = self.get(part)
        self.env[i.dst] = tuple(parts)

    # --- calls ---

    def do_call(self, i, condition, memory):
        type_, callee, args = i.args
        target = self.get(callee)
        if not isinstance(target, FunctionPointer):
            raise Refused(f"call of {callee}: {i.text}")
        name = self.run_.contracts.get(target.name, target.name)
        if name.startswith("llvm.lifetime"):
            return None
        values = []
        for t, v, byval in args:
            value = self.get(v)
            if byval:
                value = self.copied(value, byval, condition, memory, i)
            values.append(value)
        special = getattr(self, "call_" + name.split(".i")[0].replace(".", "_").replace("_p0", ""), None)
        if special:
            return special(i, values, condition, memory)
        result = self.run_.call(name, values, self.absolute(condition), memory, self.depth + 1)
        if result is None:
            return T.FALSE
        value, after, alive = result
        memory.clear()
        memory.update(after)
        if i.dst:
            self.env[i.dst] = value
        return None if T.is_const(alive, 1) else alive

    def copied(self, pointer, type_, condition, memory, i):
        size = self.run_.module.types.size(type_)
        o = self.run_.objects.new_object(size, f"copy for {self.function.name}")
        memory[o] = {}
        copy = Pointer([(T.TRUE, o, 0)])
        self.run_.objects.copy(memory, copy, pointer, size, self.absolute(condition), i.text)
        return copy

    def call___assert_fail(self, i, values, condition, memory):
        self.run_.oblige(self.absolute(condition), T.FALSE, f"assert in {self.function.name}")
        return T.FALSE

    def call_prove_any(self, i, values, condition, memory):
        self.env[i.dst] = T.fresh(64, "in")
        self.run_.inputs.append((list(self.run_.stack), self.env[i.dst]))

    def call_prove_constant(self, i, values, condition, memory):
        self.env[i.dst] = T.const(self.run_.constants[values[0].value], 64)

    def call_prove_product(self, i, values, condition, memory):
        self.env[i.dst] = T.product(*values)

    def call_prove_assume(self, i, values, condition, memory):
        self.run_.assume(self.absolute(condition), values[0])

    def call_prove_check(self, i, values, condition, memory):
        self.run_.oblige(self.absolute(condition), values[0], f"check in {self.function.name}", True)
        self.run_.reached.append(self.absolute(condition))

    def call_prove_check_bits(self, i, values, condition, memory):
        self.run_.oblige(self.absolute(condition), values[0], f"check in {self.function.name}", "bits")
        self.run_.reached.append(self.absolute(condition))

    def call_llvm_memcpy(self, i, values, condition, memory):
        to, from_, size = values[:3]
        self.run_.objects.copy(memory, to, from_, size.value, self.absolute(condition), i.text)

    def call_llvm_memset(self, i, values, condition, memory):
        to, byte, size = values[:3]
        if not T.is_const(byte, 0) or size.value % 8:
            raise Refused(i.text)
        for at in range(0, size.value, 8):
            place = Pointer([(g, o, offset + at) for g, o, offset in to.places])
            self.run_.objects.store(memory, place, 64, T.const(0, 64), self.absolute(condition), i.text)

    def count(self, i, values, condition, function):
        a, zero_is_poison = values
        if T.is_const(zero_is_poison, 1):
            self.run_.oblige(self.absolute(condition), T.not_(T.eq(a, T.const(0, a.width))), i.text)
        self.env[i.dst] = function(a)

    def call_llvm_cttz(self, i, values, condition, memory):
        self.count(i, values, condition, T.trailing_zeros)

    def call_llvm_ctlz(self, i, values, condition, memory):
        self.count(i, values, condition, T.leading_zeros)

    def call_llvm_ctpop(self, i, values, condition, memory):
        self.env[i.dst] = T.ones(values[0])

    def call_llvm_bswap(self, i, values, condition, memory):
        self.env[i.dst] = T.swap_bytes(values[0])

    def call_llvm_smul_with_overflow(self, i, values, condition, memory):
        a, b = values
        wide = T.binary("mul", T.sext(a, 2 * a.width), T.sext(b, 2 * b.width))
        self.env[i.dst] = self.fitted(wide, a.width)

    def call_llvm_ssub_with_overflow(self, i, values, condition, memory):
        a, b = values
        wide = T.binary("sub", T.sext(a, a.width + 1), T.sext(b, b.width + 1))
        self.env[i.dst] = self.fitted(wide, a.width)

    @staticmethod
    def fitted(wide, width):
        low = T.trunc(wide, width)
        if wide.sbits <= width:
            return (low, T.FALSE)
        return (low, T.not_(T.eq(T.sext(low, wide.width), wide)))
