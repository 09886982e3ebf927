package vn.lienvien.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.lienvien.dicom.data.TransferSyntax;
import vn.lienvien.dicom.data.UID;
import vn.lienvien.dicom.net.Acceptance;
import vn.lienvien.dicom.net.AssociationObserver;
import vn.lienvien.dicom.net.AssociationOptions;
import vn.lienvien.dicom.net.AsyncWindow;
import vn.lienvien.dicom.net.DicomListener;
import vn.lienvien.dicom.net.ListenerSettings;
import vn.lienvien.dicom.net.Services;
import vn.lienvien.dicom.net.Status;
import vn.lienvien.dicom.net.SupportedContexts;
import vn.lienvien.dicom.net.Transport;
import vn.lienvien.peer.Slices;

/**
 * A receiver that aborts over some objects, as Orthanc and storescp do over what they cannot read.
 */
final class SendRunTest {
  private static final Slices STUDY = new Slices("613");

  @TempDir Path directory;
  private final Set<String> kept = new ConcurrentSkipListSet<>();
  private final AtomicInteger associations = new AtomicInteger();

  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void whatStandsBehindAnObjectThatBreaksTheAssociationIsSentAllTheSame(int window)
      throws Exception {
    List<Path> files = STUDY.write(directory, 1, 9);
    Set<String> hated = Set.of(STUDY.sopInstanceUID(1, 3), STUDY.sopInstanceUID(1, 7));
    Ran ran = sendTo(hated, window);
    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.json().path("taken").asInt()).isEqualTo(7);
    assertThat(ran.json().path("refused").asInt()).isEqualTo(2);
    assertThat(kept).hasSize(7).doesNotContainAnyElementsOf(hated);
    assertThat(ran.err().lines().filter(line -> line.contains("aborted")))
        .hasSize(2)
        .anyMatch(line -> line.startsWith(files.get(2) + ": "))
        .anyMatch(line -> line.startsWith(files.get(6) + ": "));
  }

  @Test
  void aReceiverThatAbortsOverEverythingIsLeftInPeace() throws Exception {
    STUDY.write(directory, 1, 12);
    Ran ran = sendTo(Set.of(), 1);
    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.json().path("taken").asInt()).isZero();
    assertThat(ran.json().path("unsent").asInt()).isPositive();
    assertThat(ran.err()).contains("objects were not sent");
    assertThat(associations).hasValueLessThan(12);
  }

  /** Hated objects make it abort; where none is named, all do. */
  private Ran sendTo(Set<String> hated, int window) throws Exception {
    var contexts =
        new SupportedContexts().storage(List.of(UID.CTImageStorage), TransferSyntax.storable());
    Services services =
        Services.echoOnly()
            .withStorage((request, dataSet) -> {
              dataSet.readAllBytes();
              if (hated.isEmpty() || hated.contains(request.sopInstanceUID())) {
                request.association().abort();
              } else {
                kept.add(request.sopInstanceUID());
              }
              return Status.SUCCESS;
            });
    var acceptance =
        new Acceptance(
            request -> {
              associations.incrementAndGet();
              return Optional.empty();
            },
            contexts,
            services,
            AssociationObserver.NONE);
    AssociationOptions options =
        AssociationOptions.defaults().withWindow(new AsyncWindow(window, window));
    try (Transport transport = Transport.open();
        DicomListener listener =
            DicomListener.open(
                transport, ListenerSettings.on("127.0.0.1", 0), options, acceptance)) {
      return Ran.of("dicom", "send", "--json", "127.0.0.1", listener.port(), directory);
    }
  }
}
