#!/usr/bin/python3
"""Writes the toolkit's PS3.6 tables: dictionary.tsv, uids.tsv, Tag.java, UID.java.

Source: the tables of Debian's package python3-pydicom (pydicom._dicom_dict, pydicom._uid_dict),
completed by dictionary-supplement.tsv beside this script: what PS3.6 has added or changed since.
The output is committed, so the build needs no python.

usage: generate-dictionary.py [OUTPUT_DIRECTORY]   (default: gateway/dicom)
"""
import pathlib
import re
import sys

from pydicom._dicom_dict import DicomDictionary, RepeatersDictionary
from pydicom._uid_dict import UID_dictionary

HERE = pathlib.Path(__file__).resolve().parent
PACKAGE = "vn/lienvien/dicom/data"
HEAD = """// Written by scripts/generate-dictionary.py; change that, not this.
package vn.lienvien.dicom.data;

import javax.annotation.processing.Generated;

/** {caption} */
@Generated("scripts/generate-dictionary.py")
public final class {name} {{
"""


def elements():
    """Tag pattern (8 hex digits, x for any digit) -> (VR, VM, keyword, name, retired)."""
    rows = {f"{tag:08X}": entry for tag, entry in DicomDictionary.items()}
    rows.update(RepeatersDictionary)
    table = {
        tag: (vr, vm, keyword, name, "retired" if retired else "")
        for tag, (vr, vm, name, retired, keyword) in rows.items()
    }
    table.update({row[1]: tuple(row[2:7]) for row in supplement("E")})
    return dict(sorted(table.items()))


def uids():
    """UID -> (type, keyword, name, retired)."""
    table = {
        uid: (kind, keyword, name, "retired" if retired else "")
        for uid, (name, kind, _, retired, keyword) in UID_dictionary.items()
    }
    table.update({row[1]: tuple(row[2:6]) for row in supplement("U")})
    return dict(sorted(table.items(), key=lambda row: [int(part) for part in row[0].split(".")]))


def supplement(kind):
    lines = (HERE / "dictionary-supplement.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return [row for row in rows if row[0] == kind]


def tsv(table):
    return "".join("\t".join((key, *row)) + "\n" for key, row in table.items())


def tag_class(table):
    text = HEAD.format(name="Tag", caption="Data element tags by keyword (PS3.6 6 to 9).")
    for tag, (_, _, keyword, _, _) in table.items():
        if re.fullmatch("[A-Za-z][A-Za-z0-9]*", keyword):
            text += f"  public static final int {keyword} = 0x{tag.replace('x', '0')};\n"
    return text + "\n  private Tag() {}\n}\n"


def uid_class(table):
    text = HEAD.format(name="UID", caption="Unique identifiers by keyword (PS3.6 annex A).")
    for uid, (_, keyword, _, _) in table.items():
        if re.fullmatch("[A-Za-z][A-Za-z0-9]*", keyword):
            text += f'  public static final String {keyword} = "{uid}";\n'
    return text + """
  private UID() {}

  /** The name of a UID in PS3.6, or the UID itself where PS3.6 does not list it. */
  public static String nameOf(String uid) {
    return UIDRegistry.nameOf(uid);
  }
}
"""


def main():
    module = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else HERE.parent / "gateway" / "dicom"
    resources = module / "src/main/resources" / PACKAGE
    sources = module / "src/generated/sources" / PACKAGE
    resources.mkdir(parents=True, exist_ok=True)
    sources.mkdir(parents=True, exist_ok=True)
    (resources / "dictionary.tsv").write_text(tsv(elements()), encoding="utf-8")
    (resources / "uids.tsv").write_text(tsv(uids()), encoding="utf-8")
    (sources / "Tag.java").write_text(tag_class(elements()), encoding="utf-8")
    (sources / "UID.java").write_text(uid_class(uids()), encoding="utf-8")


if __name__ == "__main__":
    main()
