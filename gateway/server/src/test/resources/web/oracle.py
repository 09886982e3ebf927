"""What pydicom says of files: SHA-256 of every stored frame, and the data set as DICOM JSON."""
import hashlib
import json
import sys

import pydicom
from pydicom.encaps import generate_pixel_data_frame


def frames(ds):
    if "PixelData" not in ds:
        return []
    count = int(ds.get("NumberOfFrames", 1) or 1)
    if ds.file_meta.TransferSyntaxUID.is_encapsulated:
        return list(generate_pixel_data_frame(ds.PixelData, count))
    size = ds.Rows * ds.Columns * ds.SamplesPerPixel * ds.BitsAllocated // 8
    return [ds.PixelData[i * size:(i + 1) * size] for i in range(count)]


answer = {}
for path in sys.argv[1:]:
    ds = pydicom.dcmread(path)
    digests = [hashlib.sha256(f).hexdigest() for f in frames(ds)]
    if "PixelData" in ds:
        del ds.PixelData
    answer[path] = {
        "frames": digests,
        "json": ds.to_json_dict(bulk_data_threshold=1 << 40, bulk_data_element_handler=None),
    }
json.dump(answer, sys.stdout)
