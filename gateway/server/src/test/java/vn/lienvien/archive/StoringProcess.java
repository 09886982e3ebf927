package vn.lienvien.archive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicBoolean;
import vn.lienvien.config.ArchiveSettings;
import vn.lienvien.database.Database;
import vn.lienvien.dicom.codec.CodecSettings;
import vn.lienvien.dicom.codec.FrameCodecPool;
import vn.lienvien.dicom.codec.LosslessTranscoder;
import vn.lienvien.dicom.codec.TranscodeOutcome;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.UID;
import vn.lienvien.model.StoreOutcome;

/**
 * The process that crash tests kill: it stores, tells its parent what it would acknowledge, dies.
 */
final class StoringProcess {
  static final int HALTED = 99;

  private final AtomicBoolean armed = new AtomicBoolean();
  private final Archive archive;
  private final FrameCodecPool codecs;

  private StoringProcess(Path directory, String haltAt) throws IOException {
    Database database = Database.open(directory.resolve("database"), Clock.systemUTC());
    codecs = FrameCodecPool.open(CodecSettings.defaults());
    StoreSteps steps =
        step -> {
          if (armed.get() && step.name().equals(haltAt)) {
            Runtime.getRuntime().halt(HALTED);
          }
        };
    archive =
        Archive.open(
            new ArchiveSettings(ArchiveSettings.Layout.GATEWAY, directory.resolve("archive"), 0),
            database,
            codecs,
            new ArchiveProbes(() -> Long.MAX_VALUE, steps));
  }

  /**
   * Arguments: directory, {@code store|hooked|large|replace|forever}, step to die at, SOP Instance
   * UID.
   */
  public static void main(String[] arguments) throws IOException {
    StoringProcess process = new StoringProcess(Path.of(arguments[0]), arguments[2]);
    switch (arguments[1]) {
      case "store" -> process.storeArmed(Samples.slice(arguments[3]), StoredHook.NONE);
      case "hooked" -> process.storeArmed(Samples.slice(arguments[3]), (_, _) -> {});
      case "large" -> process.storeArmed(Samples.large(arguments[3]), StoredHook.NONE);
      case "replace" -> process.replaceArmed(arguments[3]);
      default -> process.storeForever(arguments[3]);
    }
  }

  private void storeArmed(Attributes dataset, StoredHook hook) throws IOException {
    Path file = Samples.write(archive.staging().create(), dataset, UID.ExplicitVRLittleEndian);
    armed.set(true);
    archive.store(Incoming.of(file, "TEST").with(hook));
  }

  private void replaceArmed(String uid) throws IOException {
    store(uid);
    var seen = archive.instance(uid).orElseThrow();
    Path target = archive.staging().create();
    TranscodeOutcome outcome = new LosslessTranscoder(codecs).compress(seen.file(), target);
    armed.set(true);
    archive.replaceWithCompressed(seen, target, outcome.framesDigest());
  }

  private void storeForever(String prefix) throws IOException {
    for (int i = 0; ; i++) {
      store(prefix + "." + i);
    }
  }

  private void store(String uid) throws IOException {
    Path file =
        Samples.write(archive.staging().create(), Samples.slice(uid), UID.ExplicitVRLittleEndian);
    String digest = Digests.ofFile(file);
    StoreOutcome outcome = archive.store(Incoming.of(file, "TEST"));
    if (outcome instanceof StoreOutcome.Stored && !Files.exists(file)) {
      System.out.println("stored " + uid + " " + digest);
    }
  }
}
