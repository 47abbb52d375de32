#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""Proves the theorems of rows.txt about the abstract domain's C code by z3.

    prove.py BUILD-FOLDER [THEOREM-GLOB...]      every theorem, or those
    prove.py BUILD-FOLDER --faults [GLOB...]     each fault of faults.txt must break its theorem

The domain's source and prove.c are compiled to LLVM IR (clang), brought to registers
(opt), executed on terms (execute.py), and what could be wrong is given to z3.  A
theorem is proved if z3 finds nothing wrong and its premises can be met.  Prints a row
a theorem and `N proved, N failed`.  LIMIT=processor seconds
a query (120), JOBS at once (2).
"""
import concurrent.futures
import fnmatch
import os
import re
import resource
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
sys.path.insert(0, HERE)
sys.setrecursionlimit(20000)

import execute  # noqa: E402
import integers  # noqa: E402
import ir  # noqa: E402
import term as T  # noqa: E402

CLANG, OPT = os.environ.get("PROVE_CLANG", "clang-19"), os.environ.get("PROVE_OPT", "opt-19")
FLAGS = ["-std=gnu11", "-D_GNU_SOURCE", "-O1", "-Xclang", "-disable-llvm-passes", "-fno-discard-value-names",
         "-fno-strict-aliasing", "-S", "-emit-llvm"]
# Nothing that moves a computation to where it was not asked for: that would be an obligation there.
PASSES = "function(sroa,early-cse,instsimplify,adce,lcssa)"

MEMORY = 4 << 30  # bytes for z3
CASES = 27  # of shift counts, in one query
# Of bits, but sums and products multiplied out before.
POLYNOMIALS = "(check-sat-using (then (using-params simplify :som true) bit-blast sat))"
OPERATORS = "add sub mul div sdiv and or xor lsh rsh arsh mod smod".split()
# What a row may take for granted, each proved by rows of its own: function -> what stands for it.
GIVEN = {
    "reduce": {"scalar_reduce_w": "contract_reduce"},
    "operands": {"scalar_reduce_w": "contract_reduce_operand"},
    "halves": {"reduce_half": "contract_reduce_half", "reduce_full": "contract_reduce_full"},
    "parts": {"part_reduce": "contract_part_reduce"},
    "ends": {"range_tighten": "contract_tighten"},
    "next": {"member_next": "contract_member_next"},
    "next_bits": {"tnum_next": "contract_tnum_next"},
    "arcs": {"range_join": "contract_join", "range_meet": "contract_meet"},
    "mul": {"range_mul": "contract_range_mul"},
    "rsh": {"range_rsh": "contract_range_rsh"},
    "products": {"multiply_ends": "contract_multiply_ends"},
    "integers": {"range_of_integers": "contract_of_integers"},
    "corners": {"range_of_corners": "contract_of_corners"},
    "mul_bit": {"mul_bit": "contract_mul_bit"},
    "mul_long": {"mul_long": "contract_mul_long"},
    "operators": {**{f"tnum_{op}": "contract_bits" for op in OPERATORS},
                  **{f"range_{op}": "contract_range" for op in OPERATORS}},
    "shifts": {f"{part}_{op}": f"contract_{part.replace('tnum', 'bits')}"
               for part in ("tnum", "range") for op in ("lsh", "rsh", "arsh")},
}


def compile_ir(root, folder):
    os.makedirs(folder, exist_ok=True)
    raw, out = os.path.join(folder, "raw.ll"), os.path.join(folder, "prove.ll")
    subprocess.run([CLANG, *FLAGS, "-I.", "-Iinclude", "tests/prove/prove.c", "-o", os.path.abspath(raw)],
                   cwd=root, check=True)
    subprocess.run([OPT, "-S", f"-passes={PASSES}", "-strip-debug", raw, "-o", out], check=True)
    with open(out) as f:
        return ir.Module(f.read())


class Row:
    """theorem width solver [given=a,b] [bits=n] [loop=function:invariant] [counts=all]"""

    def __init__(self, line):
        words = line.split()
        self.theorem, self.width, self.solver = words[0], int(words[1]), words[2]
        options = dict(w.split("=", 1) for w in words[3:])
        self.given = [g for g in options.pop("given", "").split(",") if g]
        self.bits = int(options.pop("bits", 0))
        self.loops = dict(x.split(":", 1) for x in options.pop("loop", "").split(",") if x)
        self.counts = options.pop("counts", None)
        if options or self.solver not in ("bits", "integers", "polynomials", "lemma"):
            raise SystemExit(f"rows.txt: {line}")

    def cases(self):
        """Values and masks of a known-bits shift count below the width."""
        if not self.counts:
            return [(0, 0)]
        return [(v, m) for m in range(self.width if self.counts == "all" else 1) for v in range(self.width) if not v & m]

    def name(self):
        return self.theorem + (f" {self.bits}" if self.bits else "")


def read_rows():
    with open(os.path.join(HERE, "rows.txt")) as f:
        return [Row(line) for line in f if line.strip() and not line.startswith("#")]


def any_of(terms):
    bad = T.FALSE
    for t in terms:
        bad = T.binary("or", bad, t)
    return bad


def query(solver, goal, ask=()):
    definitions = integers.definitions if solver == "integers" else T.definitions
    lines = [] if solver == "integers" else ["(set-logic QF_UFBV)"]
    lines += definitions([goal] + list(ask))
    lines += [f"(assert {T.name(goal)})", POLYNOMIALS if solver == "polynomials" else "(check-sat)"]
    if ask:
        lines.append(f"(get-value ({' '.join(T.name(t) for t in ask)}))")
    return "\n".join(lines)


def solve(text, limit):
    """z3's answer, or nothing after so many seconds of processor time."""
    def bound():
        resource.setrlimit(resource.RLIMIT_CPU, (limit, limit + 1))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    done = subprocess.run(["z3", "-in"], input=text, capture_output=True, text=True, preexec_fn=bound)
    return done.stdout.strip()


def readable(inputs, answer):
    """The numbers that z3 chose, as the abstract values that the theorem makes of them."""
    values = [int(v, 16) if h == "#x" else int(v) for _, h, v in
              re.findall(r"\((in\d+) (#x)?([0-9a-f]+)\)", answer)]
    lines, i = [], 0
    while i < len(values):
        stack = inputs[i][0]
        kind = next((f for f in ("any_bits", "any_range") if f in stack), None)
        owner = " of a contract" if any(f.startswith("contract") for f in stack) else ""
        if kind == "any_bits":
            lines.append(f"bits{owner} {values[i + 1] & ~values[i]:#x}/{values[i]:#x}")
        elif kind == "any_range":
            lines.append(f"range{owner} {values[i]:#x} + {values[i + 1]:#x}")
        else:
            lines.append(f"number{owner} {values[i]:#x}")
        i += 2 if kind else 1
    return lines


class Outcome:
    def __init__(self, result, seconds, lines=()):
        self.result, self.seconds, self.lines = result, seconds, list(lines)


def all_of(terms):
    return T.not_(any_of(T.not_(t) for t in terms))


def run_case(module, row, value, mask):
    contracts = {k: v for g in row.given for k, v in GIVEN[g].items()}
    run = execute.Execution(module, contracts, row.loops, [row.width, row.bits, value, mask])
    run.call("prove_" + row.theorem, [], T.TRUE, {})
    if not run.reached:
        raise ir.Refused("no claim is reached")
    return run


def queries(module, row):
    """(what it asks, query, inputs): can the premises be met, can anything be wrong?"""
    if row.solver == "lemma":
        with open(os.path.join(HERE, row.theorem + ".smt2")) as f:
            yield "claim", f.read(), []
        return
    cases, at_once = row.cases(), 1 if row.counts == "each" else CASES
    for first in range(0, len(cases), at_once):
        runs = [run_case(module, row, *case) for case in cases[first:first + at_once]]
        inputs = [i for run in runs for i in run.inputs] if len(runs) == 1 else []
        yield "premises", query(row.solver, any_of(all_of(r.assumptions + [any_of(r.reached)]) for r in runs)), []
        sides = [[bad for bad, _, is_claim in r.obligations if not is_claim] for r in runs]
        claims = [[(bad, kind) for bad, _, kind in r.obligations if kind] for r in runs]
        goals = [(row.solver, sides)]
        goals += [("bits" if case[0][1] == "bits" else row.solver, [[bad] for bad, _ in case]) for case in zip(*claims)]
        for solver, goal in goals:
            wrong = any_of(all_of(r.assumptions + [any_of(bad)]) for r, bad in zip(runs, goal) if bad)
            if not T.is_const(wrong, 0):
                yield "claim", query(solver, wrong, [t for _, t in inputs]), inputs


def prove(module, row, limit):
    def spent():
        return sum(sum(resource.getrusage(who)[:2]) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))

    begin = spent()

    def done(result, lines=()):
        return Outcome(result, spent() - begin, lines)
    try:
        for kind, text, inputs in queries(module, row):
            if kind == "premises":
                if solve(text, min(limit, 20)).startswith("unsat"):
                    return done("VACUOUS")
                continue
            answer = solve(text, limit)
            if answer.startswith("sat"):
                return done("WRONG", readable(inputs, answer))
            if not answer.startswith("unsat"):
                return done(f"z3: {answer[:60]}" if answer else "no end")
    except ir.Refused as refusal:
        return done(f"refused: {refusal}"[:110])
    return done("proved")


_module = None


def start(ir_file):
    global _module
    with open(ir_file) as f:
        _module = ir.Module(f.read())


def work(row, limit):
    return prove(_module, row, limit)


def missing(rows):
    """Operators of the instruction table without a row of a scalar, or of a comparison both ways."""
    with open(os.path.join(ROOT, "core/insn.def")) as f:
        text = f.read()
    theorems = {r.theorem for r in rows}
    lacks = []
    for op in set(re.findall(r"^ALU_ROWS\((\w+)", text, re.M)) | {"NEG"}:
        lacks += [t for t in (f"scalar_{op}", f"scalar_{op}_half") if t not in theorems]
    for op in re.findall(r"^JUMP_ROWS\((\w+)", text, re.M):
        lacks += [t for half in ("", "_half") for t in (f"decide_{op}{half}", f"refine_{op}{half}", f"refine_{op}{half}_not")
                  if t not in theorems]
    for op, width in re.findall(r"^INSN\(.*\bALU, ((?:MOVSX|LE|SWAP)\d+), *(\d+)", text, re.M):
        if f"scalar_{op}_{width}" not in theorems:
            lacks.append(f"scalar_{op}_{width}")
    return sorted(set(lacks))


def prove_all(folder, globs):
    rows = read_rows()
    lacks = missing(rows)
    if lacks:
        raise SystemExit(f"rows.txt has no {' '.join(lacks)}")
    if globs:
        rows = [r for r in rows if any(fnmatch.fnmatch(r.theorem, g) for g in globs)]
    compile_ir(ROOT, folder)
    limit, failed = int(os.environ.get("LIMIT", 120)), 0
    print(f"{'theorem':26} bits  given               solver    seconds")
    with concurrent.futures.ProcessPoolExecutor(int(os.environ.get("JOBS", 2)), initializer=start,
                                                initargs=(os.path.join(folder, "prove.ll"),)) as pool:
        for row, outcome in zip(rows, pool.map(work, rows, [limit] * len(rows))):
            failed += outcome.result != "proved"
            print(f"{row.name():26} {row.width:4}  {','.join(row.given) or '-':19} {row.solver:9} "
                  f"{outcome.seconds:7.1f}  {outcome.result}", flush=True)
            for line in outcome.lines:
                print(f"    {line}")
    print(f"{len(rows) - failed} proved, {failed} failed")
    return 1 if failed or not rows else 0


# --- faults ---

def read_faults():
    """name | file | theorem, then the line as it is and as it shall be."""
    with open(os.path.join(HERE, "faults.txt")) as f:
        for line in f:
            line = line.rstrip("\n")
            if line.startswith("- "):
                was = line[2:].strip()
            elif line.startswith("+ "):
                yield name, file, theorem, was, line[2:].strip()
            elif " | " in line and line[0] != "#":
                name, file, theorem = line.split(" | ")


def plant(folder, file, was, now):
    subprocess.run(["rm", "-rf", folder], check=True)
    for part in ("core", "verifier", "include", "tests/lib", "tests/prove"):
        os.makedirs(os.path.join(folder, os.path.dirname(part)), exist_ok=True)
        subprocess.run(["cp", "-r", os.path.join(ROOT, part), os.path.join(folder, part)], check=True)
    path = os.path.join(folder, file)
    with open(path) as f:
        lines = f.read().split("\n")
    at = [i for i, line in enumerate(lines) if line.strip() == was]
    if not at:
        raise SystemExit(f"{file} has no line \"{was}\"")
    lines[at[0]] = now
    with open(path, "w") as f:
        f.write("\n".join(lines))


def prove_faults(folder, globs):
    rows = {r.theorem: r for r in read_rows()}
    found, missed, limit = 0, 0, int(os.environ.get("LIMIT", 120))
    for name, file, theorem, was, now in read_faults():
        if globs and not any(fnmatch.fnmatch(name, g) for g in globs):
            continue
        copy = os.path.join(folder, "faults", name)
        plant(copy, file, was, now)
        outcome = prove(compile_ir(copy, copy), rows[theorem], limit)
        shown = outcome.result == "WRONG"
        found, missed = found + shown, missed + (not shown)
        print(f"{name:34} {theorem:22} {outcome.seconds:6.1f} s  {outcome.result}  {'; '.join(outcome.lines)[:110]}",
              flush=True)
    print(f"{found} faults found, {missed} missed")
    return 1 if missed or not found else 0


if __name__ == "__main__":
    arguments = sys.argv[2:]
    build = os.path.join(sys.argv[1], "prove")
    if arguments[:1] == ["--faults"]:
        sys.exit(prove_faults(build, arguments[1:]))
    sys.exit(prove_all(build, arguments))
