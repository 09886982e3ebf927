package vn.lienvien;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienvien.config.Settings;
import vn.lienvien.peer.Program;

final class MainTest {
  @TempDir Path directory;

  @Test
  void aSiteWithoutLinkServesDicomAndStartsAgainAfterItsEnd() throws Exception {
    int port = Program.freePort();
    Settings settings = settings(port, "");
    for (int start = 0; start < 2; start++) {
      try (Main main = Main.start(settings, "test")) {
        Program.Outcome echoed =
            Program.run(
                directory,
                "echoscu",
                "-aet",
                "MODALITY",
                "-aec",
                "PACS_A",
                "127.0.0.1",
                Integer.toString(port));
        assertThat(echoed.exitCode()).as(echoed.output()).isZero();
      }
    }
  }

  @Test
  void oneDataDirectoryIsServedByOneProcess() throws Exception {
    try (Main first = Main.start(settings(0, ""), "test")) {
      assertThatThrownBy(() -> Main.start(settings(0, ""), "test")).isInstanceOf(IOException.class);
    }
    Main.start(settings(0, ""), "test").close();
  }

  @Test
  void whatCannotBeOpenedClosesTheRestAgain() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      Settings settings = settings(taken.getLocalPort(), "");
      assertThatThrownBy(() -> Main.start(settings, "test")).isInstanceOf(IOException.class);
    }
    Main.start(settings(0, ""), "test").close();
  }

  @Test
  void aLinkWithoutAnIdentityIsRefusedInASentence() throws IOException {
    Settings settings = settings(0, "link: {dial: [{site: b, host: 127.0.0.1, port: 7443}]}");
    assertThatThrownBy(() -> Main.start(settings, "test"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("lienvien site join");
  }

  private Settings settings(int port, String more) throws IOException {
    return Settings.parse(
        """
        site: {id: pacs-a, name: PACS}
        dataDirectory: data
        archive: {layout: pacs, minimumFreeBytes: 1000}
        dicom:
          aeTitle: PACS_A
          bind: 127.0.0.1
          port: %d
          peers:
            - {aeTitle: MODALITY, host: 127.0.0.1, port: 104, roles: [store]}
        %s
        """
            .formatted(port, more),
        directory.resolve("site.yaml"));
  }
}
