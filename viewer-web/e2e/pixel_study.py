"""Writes one study of many kinds of pixels below OUT/dicom, and what pydicom and GDCM decode of it below OUT/expected.

usage: pixel_study.py OUT [REAL_DATA]    (needs pydicom, numpy and gdcmconv)

Made here: blocks of 16 x 16 pixels of one value, so that the middle of a block has the same grey however the browser
scales it; and one image that is large. From REAL_DATA, where given: files of the field, value for value only.
"""
import json, pathlib, subprocess, sys, tempfile
import numpy as np
import pydicom
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.pixel_data_handlers.util import apply_color_lut, apply_modality_lut, apply_voi_lut, convert_color_space
from pydicom.uid import ExplicitVRLittleEndian

OUT = pathlib.Path(sys.argv[1])
REAL = pathlib.Path(sys.argv[2]) if len(sys.argv) > 2 else None
STUDY = "2.25.271828182845904523536028747135266249"
BLOCK, BLOCKS = 16, 16
SIZE = BLOCK * BLOCKS
SOP = {"CT": "1.2.840.10008.5.1.4.1.1.2", "MR": "1.2.840.10008.5.1.4.1.1.4", "CR": "1.2.840.10008.5.1.4.1.1.1",
       "US": "1.2.840.10008.5.1.4.1.1.6.1", "OT": "1.2.840.10008.5.1.4.1.1.7"}
REAL_FILES = ["CT__pydicom-data__693_UNCI", "CT__pydicom-data__693_J2KR", "MR__dicom-test-files__MR1_J2KR",
              "CR__pydicom-data__RG3_J2KR", "CR__dicom-test-files__RG3_JPLL",
              "US__pydicom__examples_palette", "US__pydicom-data__OBXXXX1A", "US__cornerstone3D__US-YBR_FULL_422-EVRLE",
              "OT__pydicom__SC_rgb_jpeg_dcmd", "XA__io__XA-MONO2-8-12x-catheter", "NM__dicom-test-files__NM1_RLE"]


def blocks(low, high):
    ramp = np.linspace(low, high, BLOCKS * BLOCKS).round().astype(np.int64).reshape(BLOCKS, BLOCKS)
    return np.kron(ramp, np.ones((BLOCK, BLOCK), dtype=np.int64))


def image(modality, photometric, pixels, bits, signed=False, **attributes):
    ds = Dataset()
    ds.SOPClassUID, ds.Modality, ds.PhotometricInterpretation = SOP[modality], modality, photometric
    ds.Rows, ds.Columns = pixels.shape[:2]
    ds.SamplesPerPixel = 1 if pixels.ndim == 2 else 3
    ds.BitsAllocated, ds.BitsStored, ds.HighBit = (8 if bits <= 8 else 16), bits, bits - 1
    ds.PixelRepresentation = int(signed)
    word = ("i" if signed else "u") + str(ds.BitsAllocated // 8)
    data = pixels.astype(f"<{word}")
    if pixels.ndim == 3:
        ds.PlanarConfiguration = attributes.pop("planar", 0)
        data = data.transpose(2, 0, 1) if ds.PlanarConfiguration else data
    for keyword, value in attributes.items():
        setattr(ds, keyword, value)
    ds.PixelData = data.tobytes()
    ds["PixelData"].VR = "OB" if bits <= 8 else "OW"
    return ds


def lut(first, bits, values):
    item = Dataset()
    item.LUTDescriptor = [len(values) % 65536, first, bits]
    item.add_new(0x00283006, "US" if len(values) < 30000 else "OW", [int(v) for v in values])
    return item


def made():
    hue = np.arange(256)
    palette = {colour: (np.roll(hue, shift) * 257).astype("<u2").tobytes() for colour, shift in (("Red", 0), ("Green", 85), ("Blue", 170))}
    tables = {}
    for colour, data in palette.items():
        tables[f"{colour}PaletteColorLookupTableDescriptor"] = [256, 0, 16]
        tables[f"{colour}PaletteColorLookupTableData"] = data
    rgb = np.stack([blocks(0, 255), blocks(255, 0), np.roll(blocks(0, 255), BLOCK * 5, axis=1)], axis=2)
    axial = dict(ImageOrientationPatient=[1, 0, 0, 0, 1, 0], ImagePositionPatient=[-64, -64, 0], PixelSpacing=[0.5, 0.5])
    gamma = [round(65535 * (i / 4095) ** 2.2) for i in range(4096)]
    yield "ct", image("CT", "MONOCHROME2", blocks(-1024, 3071), 13, signed=True, RescaleIntercept=0, RescaleSlope=1, RescaleType="HU", WindowCenter=40, WindowWidth=400, **axial)
    yield "ct-offset", image("CT", "MONOCHROME2", blocks(0, 4095), 12, RescaleIntercept=-1024, RescaleSlope=1, WindowCenter=500, WindowWidth=2000, **axial)
    yield "mr", image("MR", "MONOCHROME2", blocks(0, 2000), 12, WindowCenter=900, WindowWidth=1500, **axial)
    yield "mr-exact", image("MR", "MONOCHROME2", blocks(0, 100), 12, WindowCenter=50, WindowWidth=80, VOILUTFunction="LINEAR_EXACT", **axial)
    yield "cr-monochrome1", image("CR", "MONOCHROME1", blocks(0, 1023), 10, WindowCenter=511.5, WindowWidth=1024, PatientOrientation=["L", "F"])
    yield "voi-lut", image("CR", "MONOCHROME2", blocks(0, 4095), 12, VOILUTSequence=[lut(0, 16, gamma)])
    yield "modality-lut", image("OT", "MONOCHROME2", blocks(0, 255), 8, ModalityLUTSequence=[lut(0, 16, [(255 - i) * 16 for i in range(256)])], WindowCenter=2048, WindowWidth=4096)
    yield "us-rgb", image("US", "RGB", rgb, 8)
    yield "us-rgb-planes", image("US", "RGB", rgb, 8, planar=1)
    yield "us-ybr-422", shared_colour(image("US", "YBR_FULL_422", rgb, 8))
    yield "us-palette", image("US", "PALETTE COLOR", blocks(0, 255), 8, **tables)


def large():
    """Waves under noise: more than 1.5 MB of lossless JPEG 2000, which a thin line brings resolution by resolution."""
    rows, columns = np.mgrid[0:1536, 0:1280]
    waves = 2000 + 900 * np.sin(columns / 130) + 700 * np.cos(rows / 110)
    noise = np.random.default_rng(43).integers(-32, 32, size=waves.shape)
    return image("CR", "MONOCHROME2", waves.round().astype(np.int64) + noise, 12, WindowCenter=2048, WindowWidth=4096, PatientOrientation=["L", "F"])


def shared_colour(ds):
    """Two pixels of a row share their colour: Y1 Y2 CB CR (PS3.3 C.7.6.3.1.2)."""
    ybr = np.frombuffer(ds.PixelData, dtype="u1").reshape(ds.Rows, ds.Columns // 2, 2, 3)
    data = np.concatenate([ybr[..., 0], ybr[:, :, 0, 1:]], axis=2)
    ds.PixelData = data.tobytes()
    return ds


def colours(ds):
    pixels = ds.pixel_array
    if ds.PhotometricInterpretation == "PALETTE COLOR":
        pixels = apply_color_lut(pixels, ds)
        return pixels >> 8 if pixels.dtype == np.uint16 and pixels.max() > 255 else pixels
    return pixels if ds.PhotometricInterpretation == "RGB" else convert_color_space(pixels, ds.PhotometricInterpretation, "RGB")


def values(ds):
    """What a probe is to tell: after the modality LUT, or red, green and blue; the middle frame of several."""
    if ds.PhotometricInterpretation.startswith("MONOCHROME"):
        found = apply_modality_lut(ds.pixel_array, ds)
        frames = int(ds.get("NumberOfFrames", 1) or 1)
        return found[frames // 2] if frames > 1 else found
    return colours(ds)


def greys(ds):
    """What the screen is to show, 0 to 255; none where the data set names neither window nor table."""
    if not ds.PhotometricInterpretation.startswith("MONOCHROME"):
        return colours(ds)
    modality = apply_modality_lut(ds.pixel_array, ds)
    if "VOILUTSequence" in ds:
        shown = apply_voi_lut(modality.astype("u2"), ds) / 65535
    elif ds.get("VOILUTFunction") == "LINEAR_EXACT":
        shown = (modality - ds.WindowCenter) / ds.WindowWidth + 0.5
    else:
        shown = (modality - (ds.WindowCenter - 0.5)) / (ds.WindowWidth - 1) + 0.5
    shown = np.clip(shown, 0, 1)
    return np.round(255 * (1 - shown if ds.PhotometricInterpretation == "MONOCHROME1" else shown))


def decoded(path):
    with tempfile.TemporaryDirectory() as work:
        raw = pathlib.Path(work, "raw.dcm")
        subprocess.run(["gdcmconv", "--raw", path, raw], check=True, capture_output=True)
        ds = pydicom.dcmread(raw)
        ds.pixel_array
        return ds


def identify(ds, number, name):
    ds.PatientID, ds.PatientName, ds.PatientSex, ds.PatientBirthDate = "PIXEL01", "Hoàng^Điểm Ảnh", "O", "19900101"
    ds.SpecificCharacterSet = "ISO_IR 192"
    ds.StudyInstanceUID, ds.SeriesInstanceUID, ds.SOPInstanceUID = STUDY, f"{STUDY}.{number}", f"{STUDY}.{number}.1"
    ds.StudyID, ds.StudyDate, ds.StudyTime, ds.AccessionNumber = "PIXEL", "20261122", "010203", "PIXEL01"
    ds.SeriesNumber, ds.InstanceNumber, ds.SeriesDescription, ds.StudyDescription = number, 1, name, "Pixel check"
    ds.ReferringPhysicianName = ""
    if not hasattr(ds, "file_meta"):
        ds.file_meta = FileMetaDataset()
        ds.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
    ds.file_meta.MediaStorageSOPClassUID, ds.file_meta.MediaStorageSOPInstanceUID = ds.SOPClassUID, ds.SOPInstanceUID


def write(number, name, original, truth, block):
    found = np.asarray(values(truth), dtype="<f4")
    (OUT / "expected" / f"{name}.f32").write_bytes(found.tobytes())
    entry = dict(name=name, seriesInstanceUID=f"{STUDY}.{number}", rows=found.shape[0], columns=found.shape[1],
                 samples=1 if found.ndim == 2 else 3, block=block)
    if block:
        (OUT / "expected" / f"{name}.u8").write_bytes(np.asarray(greys(truth)).astype("u1").tobytes())
    identify(original, number, name)
    original.is_little_endian, original.is_implicit_VR = True, original.file_meta.TransferSyntaxUID == "1.2.840.10008.1.2"
    original.save_as(OUT / "dicom" / f"{name}.dcm", write_like_original=False)
    return entry


def main():
    for part in ("dicom", "expected"):
        (OUT / part).mkdir(parents=True, exist_ok=True)
    entries = []
    for name, ds, block in [*((name, ds, BLOCK) for name, ds in made()), ("cr-large", large(), 0)]:
        ds.file_meta = FileMetaDataset()
        ds.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
        ds.is_little_endian, ds.is_implicit_VR = True, False
        entries.append(write(len(entries) + 1, name, ds, ds, block))
    for name in REAL_FILES:
        path = REAL and REAL / f"{name}.dcm"
        if path and path.exists():
            entries.append(write(len(entries) + 1, name, pydicom.dcmread(path), decoded(path), 0))
    (OUT / "expected" / "series.json").write_text(json.dumps(entries))
    print(len(entries), "series")


main()
