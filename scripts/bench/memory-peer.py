"""The other side of scripts/bench/memory.sh: makes a large object, knocks and goes, stores from many associations at once.

memory-peer.py make FILE GIB             encapsulated uncompressed multi-frame object (PS3.5 A.4.11), one fragment a frame
memory-peer.py probe PORT N              N connections that are closed at once
memory-peer.py store AET PORT N EACH KB  N associations open together, each storing EACH objects of KB kilobytes
"""
import os
import socket
import struct
import sys
import threading

SECONDARY = "1.2.840.10008.5.1.4.1.1.7.3"  # multi-frame grayscale word secondary capture
SIDE = 2048


def element(group, number, vr, value):
    if len(value) % 2:
        value += b"\0" if vr in ("UI", "OB") else b" "
    if vr in ("OB", "OW", "SQ", "UN"):
        return struct.pack("<HH2sHI", group, number, vr.encode(), 0, len(value)) + value
    return struct.pack("<HH2sH", group, number, vr.encode(), len(value)) + value


def identity(uid, frames, side):
    us = lambda n: struct.pack("<H", n)
    return b"".join([
        element(8, 0x16, "UI", SECONDARY.encode()), element(8, 0x18, "UI", uid.encode()), element(8, 0x60, "CS", b"OT"),
        element(0x10, 0x10, "PN", b"Bench^Memory"), element(0x10, 0x20, "LO", b"BENCH"),
        element(0x20, 0xD, "UI", b"2.25.100"), element(0x20, 0xE, "UI", b"2.25.100.1"),
        element(0x28, 2, "US", us(1)), element(0x28, 4, "CS", b"MONOCHROME2"), element(0x28, 8, "IS", str(frames).encode()),
        element(0x28, 0x10, "US", us(side)), element(0x28, 0x11, "US", us(side)), element(0x28, 0x100, "US", us(16)),
        element(0x28, 0x101, "US", us(16)), element(0x28, 0x102, "US", us(15)), element(0x28, 0x103, "US", us(0))])


def make(path, gib):
    frame = SIDE * SIDE * 2
    frames = int(float(gib) * (1 << 30)) // frame
    uid = "2.25.%d" % int.from_bytes(os.urandom(12), "big")
    rows = b"".join(struct.pack("<%dH" % SIDE, *[(x * y // 7 + (x ^ y)) & 0xFFF for x in range(SIDE)]) for y in range(SIDE))
    meta = b"".join([
        element(2, 1, "OB", b"\0\1"), element(2, 2, "UI", SECONDARY.encode()), element(2, 3, "UI", uid.encode()),
        element(2, 0x10, "UI", b"1.2.840.10008.1.2.1.98"), element(2, 0x12, "UI", b"2.25.1")])
    with open(path, "wb") as out:
        out.write(b"\0" * 128 + b"DICM" + element(2, 0, "UL", struct.pack("<I", len(meta))) + meta)
        out.write(identity(uid, frames, SIDE))
        out.write(struct.pack("<HH2sHI", 0x7FE0, 0x10, b"OB", 0, 0xFFFFFFFF) + struct.pack("<HHI", 0xFFFE, 0xE000, 0))
        for index in range(frames):
            out.write(struct.pack("<HHI", 0xFFFE, 0xE000, frame) + struct.pack("<I", index) + rows[4:])
        out.write(struct.pack("<HHI", 0xFFFE, 0xE0DD, 0))
    print(uid)


def probe(port, count):
    for _ in range(int(count)):
        socket.create_connection(("127.0.0.1", int(port))).close()


def item(kind, value):
    return struct.pack(">BBH", kind, 0, len(value)) + value


def association(aet, port):
    context = b"\1\0\0\0" + item(0x30, SECONDARY.encode()) + item(0x40, b"1.2.840.10008.1.2.1")
    user = item(0x51, struct.pack(">I", 65536)) + item(0x52, b"2.25.1")
    body = (struct.pack(">HH", 1, 0) + aet.encode().ljust(16) + b"MEMORY".ljust(16) + b"\0" * 32
            + item(0x10, b"1.2.840.10008.3.1.1.1") + item(0x20, context) + item(0x50, user))
    s = socket.create_connection(("127.0.0.1", int(port)))
    s.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    s.sendall(struct.pack(">BBI", 1, 0, len(body)) + body)
    answer = pdu(s)
    assert answer[0] == 2, "rejected %r" % (answer,)
    return s


def exactly(s, count):
    data = b""
    while len(data) < count:
        piece = s.recv(count - len(data))
        assert piece, "closed"
        data += piece
    return data


def pdu(s):
    kind, _, length = struct.unpack(">BBI", exactly(s, 6))
    return kind, exactly(s, length)


def values(data, control):
    step = 60000
    for at in range(0, len(data), step):
        piece = data[at:at + step]
        last = 2 if at + step >= len(data) else 0
        yield struct.pack(">BBIIBB", 4, 0, len(piece) + 6, len(piece) + 2, 1, control | last) + piece


def store_one(s, number, kilobytes):
    uid = "2.25.%d" % int.from_bytes(os.urandom(12), "big")
    side = int((kilobytes * 512) ** 0.5)
    short = lambda e, n: struct.pack("<HHIH", 0, e, 2, n)
    text = lambda e, t: struct.pack("<HHI", 0, e, len(t) + len(t) % 2) + t + b"\0" * (len(t) % 2)
    command = (text(2, SECONDARY.encode()) + short(0x100, 1) + short(0x110, number) + short(0x700, 0) + short(0x800, 0)
               + text(0x1000, uid.encode()))
    command = struct.pack("<HHII", 0, 0, 4, len(command)) + command
    dataset = identity(uid, 1, side) + element(0x7FE0, 0x10, "OW", os.urandom(1024) * (side * side * 2 // 1024))
    s.sendall(b"".join(values(command, 1)) + b"".join(values(dataset, 0)))
    kind, body = pdu(s)
    status = body[body.index(b"\0\0\0\x09\2\0\0\0") + 8:][:2]
    assert kind == 4 and status == b"\0\0", "status %r" % status


def store(aet, port, count, each, kilobytes):
    together = threading.Barrier(int(count))
    failures = []

    def one():
        try:
            s = association(aet, port)
            together.wait()
            for number in range(int(each)):
                store_one(s, number + 1, int(kilobytes))
            s.sendall(struct.pack(">BBII", 5, 0, 4, 0))
            pdu(s)
        except Exception as e:
            together.abort()
            failures.append(repr(e))

    threads = [threading.Thread(target=one) for _ in range(int(count))]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    if failures:
        sys.exit("%d of %s associations failed: %s" % (len(failures), count, failures[0]))


{"make": make, "probe": probe, "store": store}[sys.argv[1]](*sys.argv[2:])
