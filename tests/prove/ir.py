# SPDX-License-Identifier: BSD-2-Clause
"""LLVM IR as text: types, constants, functions as lists of instructions.

What it does not know it refuses by name: a proof must not rest on a guess.
"""
import re

TOKEN = re.compile(r'c?"[^"]*"|[%@]"[^"]*"|[%@][-\w$.]+|![\w.]*|#\d+|-?\d+|[A-Za-z_][\w.]*|\.\.\.|[(){}\[\]<>,=*]|\S')

# Words of a parameter or an argument that say nothing about its value.
ATTRIBUTES = {"noundef", "noalias", "zeroext", "signext", "nonnull", "nocapture", "readonly", "writeonly",
              "dead_on_unwind", "writable", "returned", "immarg", "readnone", "inreg"}
# Promises whose breach is undefined: none of these is used here as a fact.
FLAGS = {"nsw", "nuw", "exact", "inbounds", "disjoint", "nneg", "samesign", "volatile", "tail", "musttail", "notail"}


class Refused(Exception):
    """An instruction, type or constant that is not known here."""


class Stream:
    def __init__(self, text):
        self.tokens, self.at = TOKEN.findall(text), 0

    def peek(self, ahead=0):
        at = self.at + ahead
        return self.tokens[at] if at < len(self.tokens) else None

    def next(self):
        self.at += 1
        return self.tokens[self.at - 1]

    def take(self, token):
        if self.peek() == token:
            self.at += 1
            return True
        return False

    def expect(self, token):
        if not self.take(token):
            raise Refused(f"expected {token}: {' '.join(self.tokens)}")


# --- types: int (bits), "ptr", ("array", n, type), ("struct", [types]), "void" ---

class Types:
    def __init__(self):
        self.named = {}

    def parse(self, s):
        t = s.next()
        if re.fullmatch(r"i\d+", t):
            return int(t[1:])
        if t in ("ptr", "void"):
            return t
        if t in self.named:
            if isinstance(self.named[t], str):
                self.named[t] = self.parse(Stream(self.named[t]))
            return self.named[t]
        if t == "[":
            n = int(s.next())
            s.expect("x")
            of = self.parse(s)
            s.expect("]")
            return ("array", n, of)
        if t == "{":
            fields = []
            while not s.take("}"):
                fields.append(self.parse(s))
                s.take(",")
            return ("struct", tuple(fields))
        raise Refused(f"type {t}")

    def align(self, t):
        if t == "ptr":
            return 8
        if isinstance(t, int):
            size = (t + 7) // 8
            return 1 << (size - 1).bit_length() if size else 1
        if t[0] == "array":
            return self.align(t[2])
        return max((self.align(f) for f in t[1]), default=1)

    def size(self, t):
        if t == "ptr":
            return 8
        if isinstance(t, int):
            return round_up((t + 7) // 8, self.align(t))
        if t[0] == "array":
            return t[1] * self.size(t[2])
        return round_up(self.offset(t, len(t[1])), self.align(t))

    def offset(self, t, index):
        at = 0
        for i, field in enumerate(t[1]):
            at = round_up(at, self.align(field))
            if i == index:
                return at
            at += self.size(field)
        return at


def round_up(n, to):
    return (n + to - 1) // to * to


class Instruction:
    __slots__ = ("dst", "op", "args", "text")

    def __init__(self, dst, op, args, text):
        self.dst, self.op, self.args, self.text = dst, op, args, text


class Function:
    def __init__(self, name, params):
        self.name, self.params, self.blocks, self.entry = name, params, {}, None


class Module:
    def __init__(self, text):
        self.types, self.globals, self._text, self._parsed = Types(), {}, {}, {}
        lines = text.splitlines()
        for line in lines:
            m = re.match(r"(%\S+) = type (.*)", line)
            if m and m.group(2) != "opaque":
                self.types.named[m.group(1)] = m.group(2)
        body = None
        for line in lines:
            if line.startswith("define "):
                body = []
            elif line.startswith("@"):
                self._global(line)
            if body is not None:
                body.append(line)
                if line == "}":
                    self._text[re.search(r"@([\w.]+)\(", body[0]).group(1)] = body
                    body = None

    def function(self, name):
        """None if it is not defined here."""
        if name not in self._parsed and name in self._text:
            self._parsed[name] = self._function(self._text[name])
        return self._parsed.get(name)

    def names(self):
        return list(self._text)

    # --- values: ("local", name), ("global", name), ("const", type, python value), None for undef ---

    def value(self, s, type_):
        t = s.next()
        if t[0] == "%":
            return ("local", t)
        if t[0] == "@":
            return ("global", t[1:])
        if t in ("undef", "poison"):
            return ("undef", type_)
        if t in ("true", "false"):
            return ("const", type_, int(t == "true"))
        if t in ("zeroinitializer", "null"):
            return ("zero", type_)
        if re.fullmatch(r"-?\d+", t):
            return ("const", type_, int(t))
        if t == "getelementptr":
            self._flags(s)
            s.expect("(")
            gep = self._op_getelementptr(s)
            s.expect(")")
            return ("gep",) + gep
        if t[0] == "c":
            return ("bytes", bytes(self._unescape(t[2:-1])))
        if t in "[{":
            parts = []
            while not s.take("]" if t == "[" else "}"):
                part = self.types.parse(s)
                parts.append((part, self.value(s, part)))
                s.take(",")
            return ("parts", type_, parts)
        raise Refused(f"value {t} in {' '.join(s.tokens)}")

    @staticmethod
    def _unescape(text):
        i = 0
        while i < len(text):
            if text[i] == "\\":
                yield int(text[i + 1:i + 3], 16)
                i += 3
            else:
                yield ord(text[i])
                i += 1

    def _typed(self, s):
        t = self.types.parse(s)
        return t, self.value(s, t)

    def _global(self, line):
        m = re.match(r"@(\S+) = (.*?)\b(constant|global) (.*)", line)
        if not m or "external" in m.group(2):
            return
        s = Stream(m.group(4))
        type_ = self.types.parse(s)
        self.globals[m.group(1)] = (type_, self.value(s, type_), m.group(3) == "constant")

    def _attributes(self, s):
        """Skips attributes; the type of a byval one."""
        byval = None
        while True:
            t = s.peek()
            if t in ATTRIBUTES:
                s.next()
            elif t == "align":
                s.next()
                s.next()
            elif t in ("byval", "sret", "dereferenceable", "dereferenceable_or_null", "captures", "range"):
                s.next()
                s.expect("(")
                if t in ("byval", "sret"):
                    of = self.types.parse(s)
                    byval = of if t == "byval" else byval
                while not s.take(")"):
                    s.next()
            else:
                return byval

    def _function(self, lines):
        s = Stream(lines[0])
        while s.peek()[0] != "@":
            s.next()
        name, params = s.next()[1:], []
        s.expect("(")
        while not s.take(")"):
            if s.take("..."):
                continue
            self.types.parse(s)
            self._attributes(s)
            params.append(s.next())
            s.take(",")
        function, label = Function(name, params), None
        for line in self._whole(lines[1:-1]):
            m = re.match(r"([-\w$.]+|\"[^\"]*\"):", line)
            if m:
                label = "%" + m.group(1)
                function.entry = function.entry or label
                function.blocks[label] = []
            else:
                function.blocks[label].append(self._instruction(line.strip()))
        return function

    @staticmethod
    def _whole(lines):
        """A switch is written over several lines."""
        joined = None
        for line in lines:
            if joined is not None:
                joined += " " + line.strip()
                if line.strip().startswith("]"):
                    yield joined
                    joined = None
            elif line.rstrip().endswith("[") and " switch " in line:
                joined = line
            elif line.strip() and not line.strip().startswith(";"):
                yield line

    def _instruction(self, text):
        s = Stream(text)
        dst = None
        if s.peek(1) == "=":
            dst = s.next()
            s.next()
        op = s.next()
        while op in FLAGS:
            op = s.next()
        handler = getattr(self, "_op_" + op, None)
        if op in ("add", "sub", "mul", "udiv", "sdiv", "urem", "srem", "shl", "lshr", "ashr", "and", "or", "xor"):
            handler = self._binary
        elif op in ("zext", "sext", "trunc", "freeze"):
            handler = self._cast
        if not handler:
            raise Refused(f"instruction {op}: {text}")
        return Instruction(dst, op, handler(s), text)

    @staticmethod
    def _flags(s):
        while s.peek() in FLAGS:
            s.next()

    def _binary(self, s):
        self._flags(s)
        t, a = self._typed(s)
        s.expect(",")
        return (t, a, self.value(s, t))

    def _cast(self, s):
        self._flags(s)
        t, a = self._typed(s)
        return (t, a, self.types.parse(s) if s.take("to") else t)

    def _op_icmp(self, s):
        self._flags(s)
        return (s.next(),) + self._binary(s)

    def _op_select(self, s):
        parts = [self._typed(s)]
        for _ in range(2):
            s.expect(",")
            parts.append(self._typed(s))
        return parts

    def _op_phi(self, s):
        t, incoming = self.types.parse(s), []
        while s.take("["):
            v = self.value(s, t)
            s.expect(",")
            incoming.append((v, s.next()))
            s.expect("]")
            s.take(",")
        return (t, incoming)

    def _op_br(self, s):
        if s.take("label"):
            return (None, s.next(), None)
        _, c = self._typed(s)
        s.expect(",")
        s.expect("label")
        yes = s.next()
        s.expect(",")
        s.expect("label")
        return (c, yes, s.next())

    def _op_switch(self, s):
        t, v = self._typed(s)
        s.expect(",")
        s.expect("label")
        default, cases = s.next(), []
        s.expect("[")
        while not s.take("]"):
            _, k = self._typed(s)
            s.expect(",")
            s.expect("label")
            cases.append((k, s.next()))
        return (t, v, default, cases)

    def _op_ret(self, s):
        t = self.types.parse(s)
        return None if t == "void" else (t, self.value(s, t))

    def _op_unreachable(self, s):
        return ()

    def _op_alloca(self, s):
        return self.types.parse(s)

    def _op_load(self, s):
        self._flags(s)
        t = self.types.parse(s)
        s.expect(",")
        return (t,) + self._typed(s)

    def _op_store(self, s):
        self._flags(s)
        t, v = self._typed(s)
        s.expect(",")
        return (t, v) + self._typed(s)

    def _op_getelementptr(self, s):
        self._flags(s)
        t = self.types.parse(s)
        s.expect(",")
        _, base = self._typed(s)
        indices = []
        while s.take(","):
            if s.peek()[0] == "!":
                break
            indices.append(self._typed(s))
        return (t, base, indices)

    def _op_extractvalue(self, s):
        t, v = self._typed(s)
        s.expect(",")
        return (t, v, int(s.next()))

    def _op_insertvalue(self, s):
        t, v = self._typed(s)
        s.expect(",")
        part, p = self._typed(s)
        s.expect(",")
        return (t, v, part, p, int(s.next()))

    def _op_call(self, s):
        self._attributes(s)
        t = self.types.parse(s)
        if s.peek() == "(":  # a function's type, where it is variadic
            while not s.take(")"):
                s.next()
        name = s.next()
        callee = ("global", name[1:]) if name[0] == "@" else ("local", name)
        args = []
        s.expect("(")
        while not s.take(")"):
            at = self.types.parse(s)
            byval = self._attributes(s)
            args.append((at, self.value(s, at), byval))
            s.take(",")
        return (t, callee, args)
