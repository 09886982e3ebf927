package vn.lienvien.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vn.lienvien.dicom.codec.CodecSettings;
import vn.lienvien.dicom.codec.Decompressor;
import vn.lienvien.dicom.codec.FrameCodecPool;
import vn.lienvien.dicom.io.DicomFile;
import vn.lienvien.dicom.io.DicomFormatException;
import vn.lienvien.dicom.net.AssociationException;
import vn.lienvien.dicom.net.AsyncWindow;
import vn.lienvien.dicom.net.PresentationContext;
import vn.lienvien.store.Outgoing;
import vn.lienvien.store.SendableFile;

/** {@code lienvien dicom send}: C-STORE of files and folders, as {@code storescu +sd +r}. */
@Command(
    name = "send",
    mixinStandardHelpOptions = true,
    description =
        "Send files and folders; exit code 1 unless every object was taken. Where the other side"
            + " breaks off over an object, those behind it go over a new association.")
final class DicomSend implements Callable<Integer> {
  @Mixin RemoteNode remote;

  @Parameters(
      index = "2..*",
      arity = "1..*",
      paramLabel = "FILE|DIR",
      description = "folders with all below them; what is no DICOM is passed by")
  List<Path> paths = List.of();

  @Option(
      names = "--repeat",
      defaultValue = "1",
      paramLabel = "N",
      description = "send everything so many times")
  int repeat = 1;

  @Option(
      names = "--window",
      defaultValue = "16",
      paramLabel = "N",
      description = "operations outstanding at once, where the other side agrees")
  int window = 16;

  @Mixin Output output;

  @Override
  public Integer call() throws Exception {
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    try (Unfinished scratch = Unfinished.in(temporary);
        FrameCodecPool pool = FrameCodecPool.open(CodecSettings.defaults())) {
      Outgoing outgoing = new Outgoing(new Decompressor(pool), scratch.directory());
      List<SendableFile> once = instances(outgoing);
      List<SendableFile> instances =
          Collections.nCopies(repeat, once).stream().flatMap(List::stream).toList();
      if (instances.isEmpty()) {
        output.warn("no DICOM file given");
        return 1;
      }
      return send(PresentationContext.forSending(once), new SendRun(instances, output));
    }
  }

  private int send(List<PresentationContext> contexts, SendRun run) throws Exception {
    long begun = System.nanoTime();
    while (run.goesOn()) {
      int operations = run.window(window);
      remote.window = new AsyncWindow(operations, operations);
      try {
        remote.associate(
            contexts,
            association -> {
              run.over(association);
              return 0;
            });
      } catch (AssociationException e) {
        if (!run.hasBegun()) {
          throw e;
        }
        output.warn("error: " + Sentence.of(e) + "\n" + e.advice());
        break;
      }
    }
    return run.report((System.nanoTime() - begun) / 1e9);
  }

  private List<SendableFile> instances(Outgoing outgoing) throws IOException {
    List<SendableFile> instances = new ArrayList<>();
    for (Path path : paths) {
      try (Stream<Path> files = Files.walk(path)) {
        for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
          try {
            instances.add(outgoing.of(DicomFile.read(file)));
          } catch (DicomFormatException e) {
            output.warn("skipped " + file + ": " + e.getMessage());
          }
        }
      }
    }
    return instances;
  }
}
