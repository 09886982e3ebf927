"""Writes DICOM files below DIR as fixtures of the mock gateway: metadata.json and one file per frame.

usage: export_fixtures.py OUT DIR [--j2k]    (needs pydicom; --j2k needs gdcmconv and compresses first)
"""
import json, pathlib, subprocess, sys, tempfile
import pydicom
from pydicom.encaps import generate_pixel_data_frame

out, source, *options = sys.argv[1:]
out = pathlib.Path(out)
out.mkdir(parents=True, exist_ok=True)
data_sets = []
for path in sorted(p for p in pathlib.Path(source).rglob("*") if p.is_file()):
    with tempfile.TemporaryDirectory() as work:
        if "--j2k" in options:
            packed = pathlib.Path(work, "packed.dcm")
            if subprocess.run(["gdcmconv", "--j2k", path, packed]).returncode == 0:
                path = packed
        ds = pydicom.dcmread(path, force=True)
        syntax = str(ds.file_meta.TransferSyntaxUID)
        uid = str(ds.SOPInstanceUID)
        if "PixelData" in ds:
            count = int(ds.get("NumberOfFrames", 1) or 1)
            if ds.file_meta.TransferSyntaxUID.is_encapsulated:
                frames = list(generate_pixel_data_frame(ds.PixelData, count))
            else:
                size = len(ds.PixelData) // count
                frames = [ds.PixelData[i * size : (i + 1) * size] for i in range(count)]
            for number, frame in enumerate(frames, 1):
                (out / f"{uid}.{number}").write_bytes(frame)
            del ds.PixelData
        entry = ds.to_json_dict(bulk_data_threshold=1 << 20, bulk_data_element_handler=lambda e: "")
        entry["transferSyntax"] = syntax
        data_sets.append(entry)
(out / "metadata.json").write_text(json.dumps(data_sets))
print(len(data_sets), "instances in", out)
