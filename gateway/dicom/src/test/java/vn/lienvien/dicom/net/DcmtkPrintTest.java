package vn.lienvien.dicom.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.Tag;
import vn.lienvien.dicom.data.UID;

/** N-services against another toolkit: DCMTK's print server has all but N-EVENT-REPORT of them. */
final class DcmtkPrintTest {
  private static final String PRINT = UID.BasicGrayscalePrintManagementMeta;
  private static final ReferencedInstance PRINTER =
      new ReferencedInstance(UID.Printer, UID.PrinterInstance);

  @TempDir Path directory;

  @Test
  void dcmprscpIsAskedCreatesSetsAndDeletes() throws Exception {
    int port = Peer.freePort();
    Path configuration = configuration(port);
    try (Peer peer =
            Peer.start(
                directory, List.of("dcmprscp", "-v", "-c", configuration.toString(), "-p", "P"));
        Transport transport = Transport.open();
        Association association = associate(transport, port, peer)) {
      NormalizedReply printer =
          association.send(PRINT, NormalizedRequest.get(PRINTER, List.of(Tag.PrinterStatus)));
      assertThat(printer.status().isSuccess()).as(peer.output()).isTrue();
      assertThat(printer.information().orElseThrow().string(Tag.PrinterStatus)).contains("NORMAL");

      NormalizedReply created =
          association.send(
              PRINT,
              NormalizedRequest.create(
                  new ReferencedInstance(UID.BasicFilmSession, ""),
                  new Attributes().set(Tag.NumberOfCopies, "1")));
      assertThat(created.status().isSuccess()).as(peer.output()).isTrue();
      assertThat(created.sopInstanceUID()).as("chosen by the server").isNotEmpty();

      var session = new ReferencedInstance(UID.BasicFilmSession, created.sopInstanceUID());
      Attributes copies = new Attributes().set(Tag.NumberOfCopies, "2");
      NormalizedReply set = association.send(PRINT, NormalizedRequest.set(session, copies));
      assertThat(set.status().isSuccess()).as(peer.output()).isTrue();
      assertThat(set.information().orElse(copies).string(Tag.NumberOfCopies)).contains("2");

      assertThat(association.send(PRINT, NormalizedRequest.delete(session)).status().isSuccess())
          .as(peer.output())
          .isTrue();
      assertThat(association.send(PRINT, NormalizedRequest.delete(session)).status().code())
          .as("deleted twice")
          .isEqualTo(Status.NO_SUCH_SOP_INSTANCE.code());
    }
  }

  private Association associate(Transport transport, int port, Peer peer)
      throws InterruptedException {
    Association[] opened = new Association[1];
    Eventually.that(() -> {
      try {
        opened[0] =
            new AssociationRequestor(transport, Node.shortTimes())
                .open(
                    "LIENVIEN",
                    new ApplicationEntity("PRINTER", "127.0.0.1", port),
                    List.of(new PresentationContext(PRINT, UID.ImplicitVRLittleEndian)));
      } catch (AssociationException notYet) {
        throw new AssertionError(peer.output(), notYet);
      }
    });
    return opened[0];
  }

  private Path configuration(int port) throws Exception {
    for (String name : List.of("spool", "log", "database")) {
      Files.createDirectories(directory.resolve(name));
    }
    return Files.writeString(
        directory.resolve("print.cfg"),
        """
        [[GENERAL]]
        [PRINT]
        Directory = %1$s/spool
        LogDirectory = %1$s/log
        [DATABASE]
        Directory = %1$s/database
        [NETWORK]
        AETitle = PRINTER
        [[COMMUNICATION]]
        [P]
        Aetitle = PRINTER
        Description = printer
        Hostname = localhost
        Port = %2$d
        Type = LOCALPRINTER
        DisplayFormat=1,1
        FilmDestination = MAGAZINE
        FilmSizeID = 8INX10IN
        MagnificationType = NONE
        MaxPDU = 32768
        MediumType = PAPER\\CLEAR FILM
        """
            .formatted(directory, port));
  }
}
