#!/usr/bin/python3
"""Reads pairs of lines, a file and our JSON of it, and prints where pydicom sees a difference.

Not compared: pixel data (not in our JSON), group lengths (not in the model), elements that pydicom
knows as something else than the UN they are in the file, and words that it leaves in big endian.
Numbers are compared as numbers: "+001" and 1 are the same IS.
"""
import math
import sys
import warnings

import pydicom
from pydicom.sequence import Sequence

warnings.simplefilter("ignore")
LISTS = (list, pydicom.multival.MultiValue)
SKIPPED = {0x7FE00010, 0x7FE00008, 0x7FE00009, 0x00080005}


def same(one, other):
    if isinstance(one, LISTS) and isinstance(other, LISTS):
        return len(one) == len(other) and all(same(*pair) for pair in zip(one, other))
    if isinstance(one, (int, float)) and isinstance(other, (int, float)):
        return math.isclose(one, other, rel_tol=1e-6)
    return text(one) == text(other)


def text(value):
    if isinstance(value, (bytes, bytearray)):
        return bytes(value).rstrip(b"\0").hex()
    return "" if value is None else str(value).replace("\0", "").strip().rstrip("=")


def compare(name, path, theirs, ours):
    for tag in sorted(set(theirs.keys()) | set(ours.keys())):
        if tag in SKIPPED or tag.element == 0:
            continue
        here = path + "%08X" % tag
        if tag not in theirs or tag not in ours:
            print(name, here, "only in", "ours" if tag in ours else "theirs")
            continue
        one, other = theirs[tag], ours[tag]
        if isinstance(one.value, Sequence) and isinstance(other.value, Sequence):
            if len(one.value) != len(other.value):
                print(name, here, "items", len(one.value), len(other.value))
            for i, pair in enumerate(zip(one.value, other.value)):
                compare(name, "%s/%d/" % (here, i), *pair)
        elif one.VR == "OW" and not theirs.is_little_endian:
            continue
        elif "UN" not in (one.VR, other.VR) and not same(one.value, other.value):
            print(name, here, one.VR, "differs")


lines = sys.stdin.read().splitlines()
for name, line in zip(lines[::2], lines[1::2]):
    original = pydicom.dcmread(name, force=True)
    try:
        pydicom.Dataset.from_json(original.to_json())
    except Exception:
        # values that pydicom cannot take back from its own JSON (a DS of 1.9.10.0, say)
        continue
    compare(name, "", original, pydicom.Dataset.from_json(line))
