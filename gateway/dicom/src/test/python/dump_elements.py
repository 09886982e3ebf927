#!/usr/bin/python3
"""What pydicom finds in files, one line an element, for the tests to compare with.

usage: dump_elements.py < list of files
  F <file>                                       a file begins
  E <path> <VR or -> <SHA-256 of the value, or -> <text in hexadecimal or ->
  X <what went wrong>                            pydicom could not read it
Values are hashed in little endian, odd ones padded; pixel data as it is in the file,
encapsulated pixel data as its fragments joined without the offset table.
"""
import hashlib
import sys
import warnings

import pydicom
from pydicom.datadict import dictionary_VR
from pydicom.encaps import generate_pixel_data_fragment
from pydicom.filebase import DicomBytesIO

warnings.simplefilter("ignore")
TEXT = {"PN", "LO", "SH", "ST", "LT", "UC", "UT"}
ASCII = {"AE", "AS", "CS", "DA", "DS", "DT", "IS", "TM", "UR"}
CELLS = {"US": 2, "SS": 2, "OW": 2, "AT": 2, "UL": 4, "SL": 4, "FL": 4, "OF": 4, "OL": 4,
         "FD": 8, "OD": 8, "SV": 8, "UV": 8, "OV": 8}
PIXELS = {0x7FE00010, 0x7FE00008, 0x7FE00009}


def little_endian(value, vr, big):
    cell = CELLS.get(vr, 1)
    if not big or cell == 1:
        return value
    return b"".join(value[i:i + cell][::-1] for i in range(0, len(value), cell))


def fragments(value):
    stream = DicomBytesIO(value)
    stream.is_little_endian = True
    length = int.from_bytes(value[4:8], "little")
    stream.seek(8 + length)
    return b"".join(generate_pixel_data_fragment(stream))


def text_of(element):
    value = element.value
    if value is None:
        return ""
    values = value if isinstance(value, (list, pydicom.multival.MultiValue)) else [value]
    return "\\".join(str(one) for one in values)


def dictionary(tag):
    try:
        return dictionary_VR(tag)
    except KeyError:
        return "UN"


def dump(dataset, path, big, nested):
    for tag in sorted(dataset.keys()):
        raw = dataset.get_item(tag)
        vr = raw.VR
        meaning = dictionary(tag) if vr in (None, "UN") else vr
        is_raw = isinstance(raw, pydicom.dataelem.RawDataElement)
        here = path + "%08X" % tag
        if meaning == "SQ" or (not is_raw and isinstance(raw.value, pydicom.sequence.Sequence)):
            items = dataset[tag].value
            print("E", here, "SQ", len(items), "-", sep="\t")
            for i, item in enumerate(items):
                dump(item, "%s/%d/" % (here, i), big, True)
            continue
        value = raw.value if isinstance(raw.value, bytes) else b""
        if tag in PIXELS and is_raw and raw.length == 0xFFFFFFFF:
            value, vr = fragments(value), "OB"
        elif tag not in PIXELS or nested:
            value = little_endian(value, vr, big)
        text = "-"
        if meaning in TEXT:
            text = text_of(dataset[tag]).encode("utf-8", "replace").hex() or "-"
        if len(value) % 2:
            value += b" " if meaning in TEXT | ASCII else b"\0"
        digest = hashlib.sha256(value).hexdigest() if is_raw else "-"
        # what is not raw any more pydicom has read with the VR of its dictionary
        print("E", here, vr if vr and is_raw else "-", digest, text, sep="\t")


def main():
    for name in sys.stdin.read().splitlines():
        print("F", name, sep="\t")
        try:
            dataset = pydicom.dcmread(name, force=True)
            dump(dataset, "", not dataset.is_little_endian, False)
        except Exception as e:
            print("X", type(e).__name__, str(e).replace("\n", " "), sep="\t")


main()
