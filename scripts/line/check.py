"""Is the emulated line what it says? Round trip, loss and rate of several lines, and that a cut is a cut."""

import json
import os
import socket
import subprocess
import sys
import time

SCRIPT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "line.sh")
PORT = 5201


def line(*arguments):
    return subprocess.run([SCRIPT, *map(str, arguments)], check=True, capture_output=True, text=True).stdout.strip()


def inside(namespace, role, *arguments):
    command = ["ip", "netns", "exec", namespace, sys.executable, __file__, role, *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def echo(address):
    """Sends every datagram back."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as s:
        s.bind((address, PORT))
        while True:
            data, peer = s.recvfrom(2048)
            s.sendto(data, peer)


def ping(address, count):
    """Round trips of small datagrams in ms; those that got no answer are missing."""
    times = []
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as s:
        s.settimeout(1)
        for number in range(count):
            sent = time.monotonic()
            s.sendto(b"%d" % number, (address, PORT))
            try:
                while s.recv(64) != b"%d" % number:
                    pass
                times.append((time.monotonic() - sent) * 1000)
            except TimeoutError:
                pass
    print(json.dumps(times))


def sink(address):
    with socket.create_server((address, PORT)) as server:
        connection, _ = server.accept()
        began, received = time.monotonic(), 0
        while data := connection.recv(65536):
            received += len(data)
        print(json.dumps(received * 8 / (time.monotonic() - began) / 1e6))


def pour(address, seconds):
    with socket.create_connection((address, PORT)) as s:
        print(s.getsockopt(socket.IPPROTO_TCP, socket.TCP_CONGESTION, 16).split(b"\0")[0].decode())
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            s.sendall(bytes(16384))


def round_trips(n, count):
    server = inside(f"lineb{n}", "echo", f"10.79.{n}.2")
    time.sleep(0.4)
    client = inside(f"linea{n}", "ping", f"10.79.{n}.2", count)
    times = json.loads(client.communicate(timeout=120)[0])
    server.kill()
    server.wait()
    return times


def throughput(n, seconds):
    """Mbps that one connection reached, and under which congestion control."""
    server = inside(f"lineb{n}", "sink", f"10.79.{n}.2")
    time.sleep(0.4)
    control = inside(f"linea{n}", "pour", f"10.79.{n}.2", seconds).communicate(timeout=60)[0].strip()
    return json.loads(server.communicate(timeout=60)[0]), control


def verdict(what, value, low, high):
    good = low <= value <= high
    print(json.dumps({"check": what, "value": round(value, 3), "low": low, "high": high, "pass": good}), flush=True)
    return good


def main():
    n = line("up", "4mbit,100ms,0%", 7)
    try:
        good = [verdict("4mbit,100ms,0%: round trip, ms", sorted(round_trips(n, 11))[5], 99, 110)]
        rate, control = throughput(n, 6)
        good.append(verdict("4mbit,100ms,0%: one TCP connection, Mbps", rate, 3.3, 4.0))
        good.append(verdict("congestion control is cubic", control == "cubic", 1, 1))
        line("set", n, "50mbit,30ms,0%")
        good.append(verdict("50mbit,30ms,0%: round trip, ms", sorted(round_trips(n, 11))[5], 29, 38))
        good.append(verdict("50mbit,30ms,0%: one TCP connection, Mbps", throughput(n, 4)[0], 30, 50))
        line("set", n, "100mbit,4ms,10%")
        answered = len(round_trips(n, 60))
        good.append(verdict("10% loss each way: answered of 60", answered, 34, 57))
        line("set", n, "100mbit,4ms,0%")
        line("cut", n)
        good.append(verdict("cut: answered of 2", len(round_trips(n, 2)), 0, 0))
        line("mend", n)
        good.append(verdict("mended: answered of 5", len(round_trips(n, 5)), 5, 5))
    finally:
        line("down", n)
    sys.exit(0 if all(good) else 1)


if __name__ == "__main__":
    ROLES = {"echo": echo, "sink": sink,
             "ping": lambda address, count: ping(address, int(count)),
             "pour": lambda address, seconds: pour(address, float(seconds))}
    if len(sys.argv) > 1:
        ROLES[sys.argv[1]](*sys.argv[2:])
    else:
        main()
