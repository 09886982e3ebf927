package vn.lienvien.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnpackingTest {
  private static final int OBJECTS = 6;

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  @TempDir Path directory;
  private TestSite spoke;
  private IncomingParcel parcel;

  @BeforeEach
  void receiveAllContent() throws IOException {
    spoke = new TestSite(directory.resolve("spoke"), new Hospitals(directory).spoke());
    OutgoingPacks packs =
        new OutgoingPacks(directory.resolve("packs"), spoke.store, spoke.room.pixels());
    OutgoingParcel sent =
        packs.of(
            spoke.manifest(
                Hospitals.HUB,
                "case-1",
                spoke.keep(Phantoms.slices(directory, "case-1", OBJECTS, 64))));
    Offer offer = Offer.read(sent.offer().wire(), LinkLimits.standard());
    parcel = IncomingParcel.open(offer, directory.resolve("incoming"));
    for (int piece = 0; piece < offer.content().pieces(); piece++) {
      parcel.put(piece, ByteBuffer.wrap(sent.piece(piece)));
    }
    assertThat(parcel.complete()).isTrue();
  }

  @AfterEach
  void close() {
    threads.close();
    spoke.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, OBJECTS - 1})
  void aDiskThatFailsWhileAFileIsProvedMakesTheNextTryBeginAnew(int number) throws IOException {
    AtomicBoolean failed = new AtomicBoolean();
    Unpacking unpacking =
        unpacking(file -> {
          if (file.endsWith(number + ".dcm") && failed.compareAndSet(false, true)) {
            throw new IOException("Input/output error");
          }
          return spoke.room.pixels().framesDigest(file);
        });

    assertThatThrownBy(unpacking::finish)
        .as("no refusal of a sound parcel")
        .isInstanceOf(IOException.class)
        .hasRootCauseMessage("Input/output error");
    assertThat(unpacking.finish()).isEmpty();
    assertThat(unpacking.files()).hasSize(OBJECTS);
    assertThat(parcel.offer().isFor(unpacking.manifest())).isTrue();
  }

  @Test
  void aDiskThatFailsAheadOfTheEndDoesNotSpoilTheEnd() throws IOException {
    AtomicBoolean failed = new AtomicBoolean();
    Unpacking unpacking =
        unpacking(file -> {
          if (file.endsWith("0.dcm") && failed.compareAndSet(false, true)) {
            throw new IOException("Input/output error");
          }
          return spoke.room.pixels().framesDigest(file);
        });

    assertThatThrownBy(() -> unpacking.advance(parcel::prefixBytes))
        .isInstanceOf(IOException.class);
    assertThat(unpacking.finish()).isEmpty();
  }

  @Test
  void framesThatAreBrokenInAWholeFileAreAFaultOfTheParcel() throws IOException {
    Unpacking unpacking =
        unpacking(file -> {
          throw new EOFException("a fragment ends early");
        });

    assertThat(unpacking.finish()).hasValue("object 1: its frames cannot be decoded here");
  }

  private Unpacking unpacking(Unpacking.Decoder decoder) {
    return new Unpacking(parcel, directory.resolve("files"), decoder, threads);
  }
}
