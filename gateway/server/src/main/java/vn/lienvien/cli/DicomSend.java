package vn.lienvien.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
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
import vn.lienvien.dicom.net.Association;
import vn.lienvien.dicom.net.AsyncWindow;
import vn.lienvien.dicom.net.PresentationContext;
import vn.lienvien.dicom.net.Status;
import vn.lienvien.store.Outgoing;
import vn.lienvien.store.SendableFile;

/** {@code lienvien dicom send}: C-STORE of files and folders, as {@code storescu +sd +r}. */
@Command(
    name = "send",
    mixinStandardHelpOptions = true,
    description = "Send files and folders; exit code 1 unless every object was taken.")
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
    Path scratch = Files.createTempDirectory("lienvien-send-");
    try (FrameCodecPool pool = FrameCodecPool.open(CodecSettings.defaults())) {
      List<SendableFile> once = instances(new Outgoing(new Decompressor(pool), scratch));
      List<SendableFile> instances =
          Collections.nCopies(repeat, once).stream().flatMap(List::stream).toList();
      if (instances.isEmpty()) {
        output.warn("no DICOM file given");
        return 1;
      }
      remote.window = new AsyncWindow(window, window);
      return remote.associate(
          PresentationContext.forSending(once), association -> send(association, instances));
    } finally {
      clear(scratch);
    }
  }

  /** An association that broke may have left a decompressed copy. */
  private static void clear(Path scratch) throws IOException {
    List<Path> left;
    try (Stream<Path> files = Files.list(scratch)) {
      left = files.toList();
    }
    for (Path file : left) {
      Files.delete(file);
    }
    Files.delete(scratch);
  }

  private int send(Association association, List<SendableFile> instances) throws Exception {
    List<Map.Entry<SendableFile, CompletableFuture<Status>>> answers = new ArrayList<>();
    int refused = 0;
    Progress progress = new Progress(output, "objects");
    AtomicInteger answered = new AtomicInteger();
    long begun = System.nanoTime();
    for (SendableFile instance : instances) {
      try {
        CompletableFuture<Status> answer = association.storeAsync(instance);
        answers.add(Map.entry(instance, answer));
        answer.whenComplete((_, _) -> progress.at(answered.incrementAndGet(), instances.size()));
      } catch (IOException e) {
        refused++;
        output.warn(instance.file() + ": " + Sentence.of(e));
        if (!association.isOpen()) {
          break;
        }
      }
    }
    int taken = 0;
    for (Map.Entry<SendableFile, CompletableFuture<Status>> answer : answers) {
      String fault = fault(answer.getValue());
      if (fault.isEmpty()) {
        taken++;
      } else {
        refused++;
        output.warn(answer.getKey().file() + ": " + fault);
      }
    }
    output.say("%d of %d objects taken".formatted(taken, instances.size()));
    double seconds = (System.nanoTime() - begun) / 1e9;
    output.result(
        Map.of("sent", instances.size(), "taken", taken, "refused", refused, "seconds", seconds));
    return taken == instances.size() ? 0 : 1;
  }

  private static String fault(CompletableFuture<Status> answer) throws InterruptedException {
    try {
      Status status = answer.get();
      return status.isSuccessOrWarning() ? "" : status.toString();
    } catch (ExecutionException e) {
      return Sentence.of(e.getCause() == null ? e : e.getCause());
    }
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
