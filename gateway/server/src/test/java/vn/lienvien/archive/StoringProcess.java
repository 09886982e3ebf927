package vn.lienvien.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
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
import vn.lienvien.model.InstanceRecord;
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
   * Arguments: directory, {@code store|received|hooked|large|replace|forever}, step to die at, SOP
   * Instance UID.
   */
  public static void main(String[] arguments) throws IOException {
    StoringProcess process = new StoringProcess(Path.of(arguments[0]), arguments[2]);
    switch (arguments[1]) {
      case "store" -> process.storeArmed(Samples.slice(arguments[3]), StoredHook.NONE);
      case "received" -> process.receiveArmed(arguments[3]);
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

  /** As C-STORE does it: whoever sees the instance waits for its file and rows. */
  private void receiveArmed(String uid) throws IOException {
    armed.set(true);
    receive(uid);
    archive.instance(uid);
  }

  private StoreOutcome receive(String uid) throws IOException {
    Path file =
        Samples.write(archive.staging().create(), Samples.slice(uid), UID.ExplicitVRLittleEndian);
    try (StagedFile staged = archive.staging().open()) {
      staged.write(ByteBuffer.wrap(Files.readAllBytes(file)));
      Files.delete(file);
      return archive.store(Incoming.of(staged.complete(), "TEST"));
    }
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
      String uid = prefix + ".9." + i;
      if (receive(uid) instanceof StoreOutcome.Stored(InstanceRecord instance)) {
        System.out.println("stored " + uid + " " + instance.fileDigest());
      }
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
