# SPDX-License-Identifier: BSD-2-Clause
"""The control flow of a function of the IR: order of its blocks, natural loops."""
from ir import Refused


class Loops:
    """Natural loops of a function: for a block the headers around it, from the outside."""

    def __init__(self, function):
        self.successors = {b: targets(code[-1]) for b, code in function.blocks.items()}
        self.order = self._reverse_postorder(function.entry)
        rank = {b: i for i, b in enumerate(self.order)}
        dominators = self._dominators(function.entry, rank)
        self.rank, self.body = rank, {}
        for b in self.order:
            for s in self.successors[b]:
                if s in dominators[b]:
                    self._add(s, b)
                elif rank[s] <= rank[b]:
                    raise Refused(f"irreducible loop in {function.name}")
        self.around = {b: sorted((h for h in self.body if b in self.body[h]), key=lambda h: rank[h])
                       for b in self.order}

    def _reverse_postorder(self, entry):
        seen, order, stack = {entry}, [], [(entry, iter(self.successors[entry]))]
        while stack:
            for s in stack[-1][1]:
                if s not in seen:
                    seen.add(s)
                    stack.append((s, iter(self.successors[s])))
                    break
            else:
                order.append(stack.pop()[0])
        return order[::-1]

    def _dominators(self, entry, rank):
        predecessors = {b: [] for b in rank}
        for b in rank:
            for s in self.successors[b]:
                predecessors[s].append(b)
        self.predecessors = predecessors
        everything = set(rank)
        dom = {b: everything for b in rank}
        dom[entry] = {entry}
        changed = True
        while changed:
            changed = False
            for b in self.order:
                if b == entry:
                    continue
                new = set.intersection(*(dom[p] for p in predecessors[b])) | {b}
                if new != dom[b]:
                    dom[b], changed = new, True
        return dom

    def _add(self, header, latch):
        body, todo = self.body.setdefault(header, {header}), [latch]
        while todo:
            b = todo.pop()
            if b not in body:
                body.add(b)
                todo.extend(self.predecessors[b])


def targets(last):
    if last.op == "br":
        return [t for t in last.args[1:] if t]
    if last.op == "switch":
        return [last.args[2]] + [t for _, t in last.args[3]]
    return []
