package vn.lienvien.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import vn.lienvien.peer.Eventually;

/** {@code dicom receive} on its own thread, interrupted at the end as by Ctrl-C. */
final class Receiving implements AutoCloseable {
  private final Thread thread;
  private final StringWriter out = new StringWriter();

  Receiving(Path directory, int port, String... options) throws InterruptedException {
    StringWriter err = new StringWriter();
    CommandLine command =
        Lienvien.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    List<String> words = new ArrayList<>(List.of("dicom", "receive", "--bind", "127.0.0.1"));
    words.addAll(List.of("-od", directory.toString(), Integer.toString(port)));
    words.addAll(List.of(options));
    thread = Thread.ofVirtual().start(() -> command.execute(words.toArray(String[]::new)));
    Eventually.that(() -> assertThat(err.toString()).contains("listening on port " + port));
  }

  /** What it has printed so far. */
  String told() {
    return out.toString();
  }

  @Override
  public void close() throws InterruptedException {
    thread.interrupt();
    thread.join();
  }
}
