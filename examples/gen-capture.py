#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""Makes the capture of the demo: an office network's uplink for two minutes.

    gen-capture.py OUT.pcap

TCP sessions with handshakes, data and teardown, DNS, QUIC-like UDP, NTP, ping,
ARP and neighbour discovery, over IPv4 and IPv6, some in VLANs; fragments, IPv4
options, extension headers; a port scan and two floods from hosts that
blocklist.json names; headers that are cut short or cannot be.  The same bytes
every time: the only source of chance is a fixed generator.  No dependencies.
"""

import ipaddress
import os
import struct
import sys

TCP, UDP, ICMP, ICMP6, IGMP = 6, 17, 1, 58, 2
FIN, SYN, RST, PSH, ACK = 1, 2, 4, 8, 16
GATEWAY_MAC = bytes.fromhex("020000000001")


class Chance:
    """xorshift64*: the same numbers in every version of Python."""

    def __init__(self, seed):
        self.state = seed

    def below(self, n):
        self.state ^= self.state >> 12
        self.state ^= (self.state << 25) & (2**64 - 1)
        self.state ^= self.state >> 27
        return ((self.state * 2685821657736338717) & (2**64 - 1)) % (2**32) % n

    def between(self, low, high):
        return low + self.below(high - low + 1)

    def pick(self, items):
        return items[self.below(len(items))]

    def octets(self, n):
        return bytes(self.below(256) for _ in range(n))


chance = Chance(0x5EED5EED)


def checksum(data):
    if len(data) % 2:
        data += b"\0"
    total = sum(struct.unpack("!%dH" % (len(data) // 2), data))
    while total >> 16:
        total = (total & 0xFFFF) + (total >> 16)
    return ~total & 0xFFFF


class Host:
    def __init__(self, address, vlan=None):
        self.ip = ipaddress.ip_address(address)
        self.vlan = vlan
        self.mac = b"\x02\x10" + self.ip.packed[-4:]


def ethernet(src, dst, proto, payload, tags=()):
    header = dst + src
    for tpid, vlan in tags:
        header += struct.pack("!HH", tpid, vlan)
    frame = header + struct.pack("!H", proto) + payload
    return frame.ljust(60, b"\0")


def ip4(src, dst, proto, payload, options=b"", ident=0, fragment=0x4000, ihl=None, total=None):
    ihl = 5 + len(options) // 4 if ihl is None else ihl
    total = 20 + len(options) + len(payload) if total is None else total
    header = struct.pack("!BBHHHBBH4s4s", 0x40 | ihl, 0, total, ident, fragment, 64, proto, 0,
                         src.ip.packed, dst.ip.packed) + options
    return header[:10] + struct.pack("!H", checksum(header)) + header[12:] + payload


def ip6(src, dst, proto, payload, version=6):
    return struct.pack("!IHBB16s16s", version << 28, len(payload), proto, 64,
                       src.ip.packed, dst.ip.packed) + payload


def ip(src, dst, proto, payload):
    return (ip4 if src.ip.version == 4 else ip6)(src, dst, proto, payload)


def with_checksum(src, dst, proto, segment, offset):
    if src.ip.version == 4:
        pseudo = src.ip.packed + dst.ip.packed + struct.pack("!BBH", 0, proto, len(segment))
    else:
        pseudo = src.ip.packed + dst.ip.packed + struct.pack("!IHBB", len(segment), 0, 0, proto)
    value = checksum(pseudo + segment) or 0xFFFF
    return segment[:offset] + struct.pack("!H", value) + segment[offset + 2:]


def tcp(src, dst, sport, dport, seq, ack, flags, payload=b"", doff=None):
    options = bytes.fromhex("020405b40402080a0000000100000000010303070000")[:20] if flags & SYN else b""
    doff = 5 + len(options) // 4 if doff is None else doff
    header = struct.pack("!HHIIBBHHH", sport, dport, seq & 0xFFFFFFFF, ack & 0xFFFFFFFF, doff << 4,
                         flags, 64240, 0, 0)
    return with_checksum(src, dst, TCP, header + options + payload, 16)


def udp(src, dst, sport, dport, payload, length=None):
    length = 8 + len(payload) if length is None else length
    return with_checksum(src, dst, UDP, struct.pack("!HHHH", sport, dport, length, 0) + payload, 6)


def ping(src, dst, kind, ident, number):
    payload = struct.pack("!BBHHH", kind, 0, 0, ident, number) + bytes(range(48))
    if src.ip.version == 6:
        return with_checksum(src, dst, ICMP6, payload, 2)
    return payload[:2] + struct.pack("!H", checksum(payload)) + payload[4:]


class Capture:
    def __init__(self):
        self.frames = []

    def add(self, ms, frame):
        self.frames.append((int(ms * 1000), frame))

    def send(self, ms, src, dst, proto, payload):
        """One IP packet; the VLAN is that of whichever end is inside."""
        vlan = src.vlan or dst.vlan
        tags = [(0x8100, vlan)] if vlan else []
        ethertype = 0x0800 if src.ip.version == 4 else 0x86DD
        self.add(ms, ethernet(src.mac, dst.mac, ethertype, ip(src, dst, proto, payload), tags))

    def write(self, path):
        self.frames.sort(key=lambda frame: frame[0])
        temporary = path + ".tmp"
        with open(temporary, "wb") as out:
            out.write(struct.pack("<IHHiIII", 0xA1B2C3D4, 2, 4, 0, 0, 65535, 1))
            for us, frame in self.frames:
                out.write(struct.pack("<IIII", 1700000000 + us // 1000000, us % 1000000,
                                      len(frame), len(frame)))
                out.write(frame)
        os.replace(temporary, path)


def text(kind, size):
    """Payload that looks like what it is; TLS and QUIC look like noise."""
    if kind == "http":
        line = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html><p>skep</p></html>\n"
    elif kind == "smtp":
        line = b"250-mail.example.net\r\n250-PIPELINING\r\n250 8BITMIME\r\n"
    else:
        seed = chance.octets(32)
        line = b"\x17\x03\x03" + seed
    return (line * (size // len(line) + 1))[:size]


def session(capture, ms, client, server, port, kind, exchanges):
    """A TCP connection from SYN to FIN; Return: nothing, the capture grows."""
    sport = chance.between(32768, 60999)
    rtt = chance.between(2, 60)
    up, down = chance.below(2**32), chance.below(2**32)

    def forth(flags, payload=b""):
        capture.send(ms, client, server, TCP, tcp(client, server, sport, port, up, down, flags, payload))

    def back(flags, payload=b""):
        capture.send(ms, server, client, TCP, tcp(server, client, port, sport, down, up, flags, payload))

    down_start, down = down, 0
    forth(SYN)
    up, down, ms = up + 1, down_start, ms + rtt
    back(SYN | ACK)
    down, ms = down + 1, ms + rtt
    forth(ACK)
    for _ in range(exchanges):
        request = text(kind, chance.between(40, 300))
        forth(PSH | ACK, request)
        up, ms = up + len(request), ms + rtt
        for part in range(chance.between(1, 4)):
            reply = text(kind, 1448 if chance.below(12) == 0 else chance.between(30, 500))
            back(PSH | ACK, reply)
            down, ms = down + len(reply), ms + 0.4
            if part % 2:
                forth(ACK)
        ms += rtt + chance.below(400)
    forth(FIN | ACK)
    up, ms = up + 1, ms + rtt
    back(FIN | ACK)
    down, ms = down + 1, ms + rtt
    forth(ACK)


def dns(capture, ms, client, server, name):
    sport, ident = chance.between(1024, 65535), chance.below(65536)
    labels = b"".join(bytes([len(part)]) + part.encode() for part in name.split(".")) + b"\0"
    question = labels + struct.pack("!HH", 1, 1)
    query = struct.pack("!HHHHHH", ident, 0x0100, 1, 0, 0, 0) + question
    answer = struct.pack("!HHHHHH", ident, 0x8180, 1, 1, 0, 0) + question
    answer += struct.pack("!HHHIH4s", 0xC00C, 1, 1, 300, 4, bytes([198, 51, 100, chance.below(256)]))
    capture.send(ms, client, server, UDP, udp(client, server, sport, 53, query))
    capture.send(ms + chance.between(1, 30), server, client, UDP, udp(server, client, 53, sport, answer))


def quic(capture, ms, client, server, rounds):
    sport = chance.between(32768, 60999)
    connection = chance.octets(8)
    for i in range(rounds):
        first = b"\xc3\0\0\0\1\x08" + connection if i == 0 else b"\x43" + connection
        size = 1200 if i == 0 else chance.between(30, 250)
        capture.send(ms, client, server, UDP, udp(client, server, sport, 443, first.ljust(size, b"\x5a")))
        size = chance.between(40, 600)
        capture.send(ms + 9, server, client, UDP, udp(server, client, 443, sport, first.ljust(size, b"\xa5")))
        ms += chance.between(10, 120)


def echo(capture, ms, client, server, count):
    request, reply, proto = (8, 0, ICMP) if client.ip.version == 4 else (128, 129, ICMP6)
    ident = chance.below(65536)
    for number in range(count):
        capture.send(ms, client, server, proto, ping(client, server, request, ident, number))
        capture.send(ms + 14, server, client, proto, ping(server, client, reply, ident, number))
        ms += 1000


def port_scan(capture, ms, attacker, victim):
    for number in range(900):
        port, sport = 1 + number * 71 % 10007, chance.between(40000, 60000)
        seq = chance.below(2**32)
        capture.send(ms, attacker, victim, TCP, tcp(attacker, victim, sport, port, seq, 0, SYN))
        if number % 5 == 0:
            capture.send(ms + 1, victim, attacker, TCP,
                         tcp(victim, attacker, port, sport, 0, seq + 1, RST | ACK))
        ms += 11


def flood(capture, ms, attackers, victim, count):
    for number in range(count):
        attacker = chance.pick(attackers)
        sport = chance.between(1024, 65535)
        if number % 3:
            capture.send(ms, attacker, victim, UDP, udp(attacker, victim, sport, 53, b"\0" * 32))
        else:
            segment = tcp(attacker, victim, sport, 443, chance.below(2**32), 0, SYN)
            capture.send(ms, attacker, victim, TCP, segment)
        ms += 4


def fragments(capture, ms, src, dst):
    """A UDP datagram in three fragments, then one over IPv6 by the fragment header."""
    datagram = udp(src, dst, 2049, 2049, text("nfs", 900))
    ident = chance.below(65536)
    for start, size, more in ((0, 400, True), (400, 400, True), (800, 108, False)):
        field = (0x2000 if more else 0) | start // 8
        packet = ip4(src, dst, UDP, datagram[start:start + size], ident=ident, fragment=field)
        capture.add(ms, ethernet(src.mac, dst.mac, 0x0800, packet))
        ms += 0.2


def fragments6(capture, ms, src, dst):
    datagram = udp(src, dst, 2049, 2049, text("nfs", 600))
    for start, more in ((0, 1), (304, 0)):
        header = struct.pack("!BBHI", UDP, 0, start | more, 77)
        packet = ip6(src, dst, 44, header + datagram[start:start + 304 if more else None])
        capture.add(ms, ethernet(src.mac, dst.mac, 0x86DD, packet))
        ms += 0.2


def with_options(capture, ms, inside, inside6):
    """Headers that do not end where the simple ones do."""
    group = Host("224.0.0.251")
    igmp = struct.pack("!BBH4s", 0x16, 0, 0, group.ip.packed)
    igmp = igmp[:2] + struct.pack("!H", checksum(igmp)) + igmp[4:]
    router_alert = bytes.fromhex("94040000")
    capture.add(ms, ethernet(inside.mac, group.mac, 0x0800, ip4(inside, group, IGMP, igmp, router_alert)))
    timestamp = bytes.fromhex("440c0500") + bytes(8)
    query = udp(inside, Host("10.1.0.53"), 5353, 53, b"options")
    capture.add(ms + 1, ethernet(inside.mac, GATEWAY_MAC, 0x0800,
                                 ip4(inside, Host("10.1.0.53"), UDP, query, timestamp)))
    all_routers = Host("ff02::16")
    hop_by_hop = bytes([ICMP6, 0, 5, 2, 0, 0, 1, 0])
    report = struct.pack("!BBHHH", 143, 0, 0, 0, 0)
    report = with_checksum(inside6, all_routers, ICMP6, report, 2)
    capture.add(ms + 2, ethernet(inside6.mac, bytes.fromhex("333300000016"), 0x86DD,
                                 ip6(inside6, all_routers, 0, hop_by_hop + report)))
    destination = bytes([TCP, 1]) + bytes([1, 12]) + bytes(12)
    server6 = Host("2001:db8:80::80")
    segment = tcp(inside6, server6, 50000, 80, 1, 0, SYN)
    capture.add(ms + 3, ethernet(inside6.mac, GATEWAY_MAC, 0x86DD,
                                 ip6(inside6, server6, 60, destination + segment)))


def neighbours(capture, ms, host, host6):
    arp = struct.pack("!HHBBH6s4s6s4s", 1, 0x0800, 6, 4, 1, host.mac, host.ip.packed, bytes(6),
                      bytes([10, 1, 0, 1]))
    capture.add(ms, ethernet(host.mac, b"\xff" * 6, 0x0806, arp))
    reply = struct.pack("!HHBBH6s4s6s4s", 1, 0x0800, 6, 4, 2, GATEWAY_MAC, bytes([10, 1, 0, 1]),
                        host.mac, host.ip.packed)
    capture.add(ms + 0.3, ethernet(GATEWAY_MAC, host.mac, 0x0806, reply))
    target = Host("2001:db8:1::1")
    group = Host("ff02::1:ff00:1")
    solicit = struct.pack("!BBHI16s", 135, 0, 0, 0, target.ip.packed) + b"\1\1" + host6.mac
    solicit = with_checksum(host6, group, ICMP6, solicit, 2)
    capture.add(ms + 1, ethernet(host6.mac, bytes.fromhex("3333ff000001"), 0x86DD,
                                 ip6(host6, group, ICMP6, solicit)))


def link_layer(capture, ms):
    bridge = bytes.fromhex("0180c2000000")
    stp = struct.pack("!H", 39) + bytes.fromhex("424203000000000080000200000000010000000080000200000000018001")
    capture.add(ms, (bridge + GATEWAY_MAC + stp).ljust(60, b"\0"))
    lldp = bytes.fromhex("0207040200000000010405736b65702d3106020078") + bytes(2)
    capture.add(ms + 1, ethernet(GATEWAY_MAC, bytes.fromhex("0180c200000e"), 0x88CC, lldp))


def broken_headers(src, dst, src6, dst6):
    """Frames that a parser must not trust."""
    def frame(packet, proto=0x0800):
        return src.mac + dst.mac + struct.pack("!H", proto) + packet

    query = udp(src, dst, 999, 53, b"x" * 20)
    syn = tcp(src, dst, 999, 80, 1, 0, SYN)
    whole = frame(ip4(src, dst, TCP, syn))
    return [
        whole[:10],                                     # not even an Ethernet header
        whole[:14 + 12],                                # half an IPv4 header
        whole[:14 + 20 + 7],                            # half a TCP header
        frame(ip4(src, dst, UDP, query))[:14 + 20 + 5], # half a UDP header
        frame(ip4(src, dst, TCP, syn, ihl=3)),          # header shorter than a header
        frame(ip4(src, dst, TCP, b"", ihl=15)),         # options past the end
        frame(ip4(src, dst, TCP, syn, total=12)),       # total length below the header's
        frame(ip4(src, dst, TCP, tcp(src, dst, 999, 80, 1, 0, SYN, doff=2))),
        frame(ip4(src, dst, TCP, tcp(src, dst, 999, 80, 1, 0, SYN | FIN))),
        frame(ip4(src, dst, UDP, udp(src, dst, 999, 53, b"y", length=3))),
        frame(ip6(src6, dst6, TCP, b"")[:30], 0x86DD),  # half an IPv6 header
        frame(ip6(src6, dst6, TCP, syn, version=5), 0x86DD),
        frame(ip6(src6, dst6, 0, bytes([TCP, 200]) + syn), 0x86DD),  # extension past the end
        src.mac + dst.mac + b"\x81\x00\x00",            # half a VLAN tag
    ]


def double_tagged(capture, ms, src, dst):
    segment = udp(src, dst, 4789, 4789, b"tunnel" * 8)
    tags = [(0x88A8, 100), (0x8100, 20)]
    capture.add(ms, ethernet(src.mac, dst.mac, 0x0800, ip4(src, dst, UDP, segment), tags))


def office(capture, minutes=2):
    clients = [Host("10.1.10.%d" % n, vlan=10) for n in range(11, 31)]
    clients += [Host("10.1.0.%d" % n) for n in range(101, 121)]
    clients6 = [Host("2001:db8:1:10::%x" % n, vlan=10) for n in range(0x11, 0x1B)]
    clients6 += [Host("2001:db8:1::%x" % n) for n in range(0x65, 0x6F)]
    web = [Host("192.0.2.%d" % n) for n in (10, 20, 30, 40)] + [Host("198.51.100.80")]
    web6 = [Host("2001:db8:80::%x" % n) for n in (0x80, 0x81, 0x82)]
    resolver, resolver6 = Host("10.1.0.53"), Host("2001:db8:1::53")
    mail, ssh_server, clock = Host("192.0.2.25"), Host("198.51.100.22"), Host("192.0.2.123")
    end = minutes * 60000
    names = ["www.example.com", "mail.example.net", "static.example.org", "api.skep.example"]

    for _ in range(150):
        session(capture, chance.below(end - 9000), chance.pick(clients), chance.pick(web),
                *chance.pick([(443, "tls"), (443, "tls"), (80, "http")]), chance.between(1, 5))
    for _ in range(60):
        session(capture, chance.below(end - 9000), chance.pick(clients6), chance.pick(web6),
                443, "tls", chance.between(1, 5))
    for _ in range(8):
        session(capture, chance.below(end - 9000), chance.pick(clients), mail, 25, "smtp", 4)
    session(capture, 500, clients[3], ssh_server, 22, "ssh", 220)
    session(capture, 900, clients[25], web[0], 443, "tls", 160)
    for _ in range(420):
        dns(capture, chance.below(end), chance.pick(clients), resolver, chance.pick(names))
    for _ in range(130):
        dns(capture, chance.below(end), chance.pick(clients6), resolver6, chance.pick(names))
    for _ in range(14):
        quic(capture, chance.below(end - 9000), chance.pick(clients), chance.pick(web), chance.between(4, 25))
    for _ in range(8):
        quic(capture, chance.below(end - 9000), chance.pick(clients6), chance.pick(web6), chance.between(4, 25))
    for _ in range(6):
        echo(capture, chance.below(end - 20000), chance.pick(clients), chance.pick(web), 10)
        echo(capture, chance.below(end - 20000), chance.pick(clients6), chance.pick(web6), 10)
    for client in clients:
        ms = chance.below(end)
        capture.send(ms, client, clock, UDP, udp(client, clock, 123, 123, b"\x23" + bytes(47)))
        capture.send(ms + 20, clock, client, UDP, udp(clock, client, 123, 123, b"\x24" + bytes(47)))
    for client, client6 in zip(clients, clients6 * 2):
        neighbours(capture, chance.below(end), client, client6)
    for second in range(0, minutes * 60, 2):
        link_layer(capture, second * 1000)
    return clients, clients6, web, web6


def main():
    if len(sys.argv) != 2:
        sys.exit("usage: gen-capture.py OUT.pcap")
    capture = Capture()
    clients, clients6, web, web6 = office(capture)
    port_scan(capture, 21000, Host("203.0.113.66"), web[0])
    bots = [Host("203.0.113.%d" % n) for n in range(200, 206)]
    flood(capture, 60000, bots, web[1], 2200)
    flood(capture, 80000, [Host("2001:db8:bad::1"), Host("2001:db8:bad::2")], web6[0], 900)
    for number in range(12):
        fragments(capture, 5000 + 7000 * number, clients[number], web[2])
        fragments6(capture, 6000 + 7000 * number, clients6[-1], web6[1])
        with_options(capture, 7000 + 7000 * number, clients[20 + number], clients6[number])
        double_tagged(capture, 8000 + 7000 * number, clients[number], web[3])
        for place, frame in enumerate(broken_headers(clients[30], web[1], clients6[-1], web6[1])):
            capture.add(9000 + 7000 * number + place * 3, frame)
    capture.write(sys.argv[1])


if __name__ == "__main__":
    main()
