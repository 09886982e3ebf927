package vn.lienvien.cli;

import picocli.CommandLine.Command;

/** The DICOM toolkit from the command line; option names as DCMTK's users know them. */
@Command(
    name = "dicom",
    mixinStandardHelpOptions = true,
    description = "Look into, convert, send, find and receive DICOM objects.",
    subcommands = {
      DicomDump.class,
      DicomTranscode.class,
      DicomVerify.class,
      DicomEcho.class,
      DicomFind.class,
      DicomGet.class,
      DicomMove.class,
      DicomSend.class,
      DicomReceive.class
    })
final class DicomCommand {}
