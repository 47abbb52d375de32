# SPDX-License-Identifier: BSD-2-Clause
"""What a function of the IR reads and writes: objects of cells, by offset and size.

A pointer is a list of guarded places.  What was not written is anything; a place
outside of an object is an obligation.  Where ways meet cells are merged by choices.
"""
import term as T
from ir import Refused


class Pointer:
    """Guarded places: [(condition, object, offset)]; of two the first that holds."""
    __slots__ = ("places",)

    def __init__(self, places):
        self.places = places


class FunctionPointer:
    __slots__ = ("name",)

    def __init__(self, name):
        self.name = name


def choose(c, a, b):
    """a where c, else b: of terms, pointers, aggregates."""
    if isinstance(a, T.Term):
        return T.ite(c, a, b)
    if isinstance(a, tuple):
        return tuple(choose(c, x, y) for x, y in zip(a, b))
    if isinstance(a, FunctionPointer):
        if a.name != b.name:
            raise Refused(f"a choice among functions {a.name} and {b.name}")
        return a
    if c.op == "const":
        return a if c.value else b
    if a.places == b.places:
        return a
    not_c = T.not_(c)
    return Pointer([(T.binary("and", c, g), o, at) for g, o, at in a.places] +
                   [(T.binary("and", not_c, g), o, at) for g, o, at in b.places])


class Memory:
    """Objects of one execution; what is in them is in a dict of its own for each path."""

    def __init__(self, module, oblige):
        self.module, self.oblige = module, oblige
        self.sizes, self.global_objects, self.initial = {}, {}, {}

    def new_object(self, size, name):
        o = len(self.sizes) + 1
        self.sizes[o] = (size, name)
        return o

    def load_cell(self, cells, at, size, width):
        cell = cells.get(at)
        if cell is not None and cell[0] == size:
            value = cell[1]
            return T.trunc(value, width) if isinstance(value, T.Term) and value.width > width else value
        if cell is None and not any(o < at + size and at < o + c[0] for o, c in cells.items()):
            cells[at] = (size, T.fresh(8 * size, "uninit"))
            return T.trunc(cells[at][1], width)
        parts = [self.load_byte(cells, at + i) for i in range(size)]
        whole = parts[0]
        for part in parts[1:]:
            whole = T.concat(part, whole)
        return T.trunc(whole, width)

    @staticmethod
    def load_byte(cells, at):
        for o, (size, value) in cells.items():
            if o <= at < o + size:
                if not isinstance(value, T.Term):
                    raise Refused("a byte of a pointer")
                return T.extract(value, 8 * (at - o) + 7, 8 * (at - o))
        cells[at] = (1, T.fresh(8, "uninit"))
        return cells[at][1]

    def store_cell(self, cells, at, size, value, condition):
        for o, (n, _) in list(cells.items()):
            if o < at + size and at < o + n and (o, n) != (at, size):
                bytes_ = [self.load_byte(cells, o + i) for i in range(n)]
                del cells[o]
                for i, byte in enumerate(bytes_):
                    if not at <= o + i < at + size or not T.is_const(condition, 1):
                        cells[o + i] = (1, byte)
        old = cells.get(at)
        if T.is_const(condition, 1) or (old is None and not any(at <= o < at + size for o in cells)):
            cells[at] = (size, value)
        elif old is not None and old[0] == size:
            cells[at] = (size, choose(condition, value, old[1]))
        else:
            raise Refused("a guarded store over cells of other sizes")

    def places(self, pointer, size, path, text):
        if not isinstance(pointer, Pointer):
            raise Refused(f"no pointer: {text}")
        inside = [(g, o, at) for g, o, at in pointer.places
                  if 0 <= at and at + size <= self.sizes[o][0]]
        for g, o, at in pointer.places:
            if not (0 <= at and at + size <= self.sizes[o][0]):
                self.oblige(path, T.not_(g), f"outside of {self.sizes[o][1]}: {text}")
        return inside

    def load(self, memory, pointer, type_, path, text):
        size = self.module.types.size(type_)
        width = 64 if type_ == "ptr" else type_
        places = self.places(pointer, (width + 7) // 8 if type_ != "ptr" else size, path, text)
        value = None if places else T.fresh(width, "outside")
        for g, o, at in reversed(places):
            loaded = self.load_cell(self.cells(memory, o), at, (width + 7) // 8, width)
            value = loaded if value is None else choose(g, loaded, value)
        return value

    def store(self, memory, pointer, type_, value, path, text):
        size = self.module.types.size(type_)
        places = self.places(pointer, size, path, text)
        if isinstance(value, T.Term) and value.width % 8:
            value = T.zext(value, 8 * size)
        for g, o, at in places:
            guard = T.TRUE if len(pointer.places) == 1 else g
            self.store_cell(self.cells(memory, o), at, size, value, guard)

    def cells(self, memory, o):
        """The cells of an object, of this path's own."""
        if o not in memory:
            memory[o] = dict(self.initial.get(o, {}))
        return memory[o]

    def copy(self, memory, to, from_, size, path, text):
        sources = self.places(from_, size, path, text)
        layout = {}
        for _, o, at in sources:
            for offset, (n, _) in self.cells(memory, o).items():
                if at <= offset and offset + n <= at + size:
                    layout.setdefault(offset - at, n)
        for offset, n in sorted(layout.items()):
            value = None
            for g, o, at in reversed(sources):
                loaded = self.load_cell(self.cells(memory, o), at + offset, n, 8 * n)
                value = loaded if value is None else choose(g, loaded, value)
            for g, o, at in self.places(to, size, path, text):
                guard = T.TRUE if len(to.places) == 1 else g
                self.store_cell(self.cells(memory, o), at + offset, n, value, guard)

    def merge(self, edges):
        if len(edges) == 1:
            return {o: dict(c) for o, c in edges[0].memory.items()}
        merged = {}
        for o in set().union(*(e.memory.keys() for e in edges)):
            states = [e.memory[o] if o in e.memory else self.initial.get(o, {}) for e in edges]
            cells = merged[o] = {}
            offsets = {}
            for state in states:
                for at, (size, _) in state.items():
                    offsets[at] = min(size, offsets.get(at, size))
            for at, size in sorted(offsets.items()):
                known = [(e, s[at]) for e, s in zip(edges, states) if at in s]
                if any(cell[0] != size for _, cell in known):
                    raise Refused("cells of two sizes meet")
                value = known[-1][1][1]
                for e, cell in reversed(known[:-1]):
                    value = choose(e.condition, cell[1], value)
                if len(known) < len(edges) and isinstance(value, T.Term):
                    # Not written on some way here: anything there.
                    written = T.FALSE
                    for e, _ in known:
                        written = T.binary("or", written, e.condition)
                    value = T.ite(written, value, T.fresh(8 * size, "uninit"))
                cells[at] = (size, value)
        return merged

    # --- globals ---

    def global_pointer(self, name):
        if self.module.function(name) or name not in self.module.globals:
            return FunctionPointer(name)
        if name not in self.global_objects:
            type_, value, _ = self.module.globals[name]
            o = self.new_object(self.module.types.size(type_), name)
            self.global_objects[name] = o
            cells = self.initial[o] = {}
            self.place_constant(cells, 0, type_, value)
        return Pointer([(T.TRUE, self.global_objects[name], 0)])

    def place_constant(self, cells, at, type_, value):
        types = self.module.types
        if value[0] == "bytes":
            for i, byte in enumerate(value[1]):
                cells[at + i] = (1, T.const(byte, 8))
        elif value[0] == "parts":
            for i, (t, v) in enumerate(value[2]):
                offset = i * types.size(t) if type_[0] == "array" else types.offset(type_, i)
                self.place_constant(cells, at + offset, t, v)
        elif value[0] == "zero" and not isinstance(type_, int) and type_ != "ptr":
            parts = [type_[2]] * type_[1] if type_[0] == "array" else type_[1]
            for i, t in enumerate(parts):
                offset = i * types.size(t) if type_[0] == "array" else types.offset(type_, i)
                self.place_constant(cells, at + offset, t, ("zero", t))
        elif value[0] == "global":
            cells[at] = (8, self.global_pointer(value[1]))
        elif type_ == "ptr":
            cells[at] = (8, T.const(0, 64))
        elif value[0] != "undef":
            size = types.size(type_)
            cells[at] = (size, T.const(value[2] if value[0] == "const" else 0, 8 * size))

    def element(self, type_, places, indices):
        types = self.module.types
        for level, index in enumerate(indices):
            if level == 0:
                places = self.indexed(places, index, types.size(type_), None)
            elif type_[0] == "array":
                places, type_ = self.indexed(places, index, types.size(type_[2]), type_[1]), type_[2]
            else:
                places = [(g, o, at + types.offset(type_, index.value)) for g, o, at in places]
                type_ = type_[1][index.value]
        return Pointer(places)

    def indexed(self, places, index, size, n):
        """Where an index may point: a place for each element, one for all that is beyond."""
        out = []
        for g, o, at in places:
            if index.op == "const":
                out.append((g, o, at + size * T.signed(index.value, index.width)))
                continue
            count = n if n is not None else (self.sizes[o][0] - at) // size
            for k in range(count):
                hit = T.binary("and", g, T.eq(index, T.const(k, index.width)))
                if not T.is_const(hit, 0):
                    out.append((hit, o, at + k * size))
            beyond = T.binary("and", g, T.not_(T.less(index, T.const(count, index.width))))
            if not T.is_const(beyond, 0):
                out.append((beyond, o, self.sizes[o][0]))
        return out
