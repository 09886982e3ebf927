"""Prints, for each file named on standard input, the SHA-256 of every frame as pydicom decodes it.

Frames are interleaved by pixel, little endian, in cells of Bits Allocated; single bits are packed again, frame by frame.
A file that pydicom cannot decode gets a line without hashes.
"""
import hashlib
import sys
import warnings

import numpy
import pydicom

warnings.simplefilter("ignore")


def frames(dataset):
    array = dataset.pixel_array
    count = int(dataset.get("NumberOfFrames", 1) or 1)
    for frame in array.reshape((count, -1)):
        if dataset.BitsAllocated == 1:
            yield numpy.packbits(frame, bitorder="little").tobytes()
        else:
            yield frame.astype(frame.dtype.newbyteorder("<")).tobytes()


for line in sys.stdin:
    path = line.rstrip("\n")
    try:
        dataset = pydicom.dcmread(path, force=True)
        hashes = [hashlib.sha256(frame).hexdigest() for frame in frames(dataset)]
    except Exception:
        hashes = []
    print("\t".join([path] + hashes))
