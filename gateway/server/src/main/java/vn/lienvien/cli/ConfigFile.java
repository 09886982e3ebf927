package vn.lienvien.cli;

import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Option;
import vn.lienvien.config.Settings;

/** The configuration that a command of a site works with. */
final class ConfigFile {
  @Option(names = "--config", required = true, paramLabel = "FILE")
  Path file = Path.of("");

  Settings settings() throws IOException {
    return Settings.read(file);
  }
}
