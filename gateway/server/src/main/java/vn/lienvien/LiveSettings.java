package vn.lienvien;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienvien.config.LinkSettings;
import vn.lienvien.config.Settings;
import vn.lienvien.config.SettingsException;

/**
 * The part of the configuration that is obeyed without a restart: the caps of links. Looks at the
 * file every two seconds; one with faults is logged and changes nothing. Thread-safe.
 */
final class LiveSettings implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(LiveSettings.class);
  private static final long LOOK_MS = 2_000;

  private final Path file;
  private volatile Optional<LinkSettings> link;
  private FileTime readAt;
  private final Thread watch = Thread.ofVirtual().name("settings").unstarted(this::watch);

  private LiveSettings(Settings settings, Path file) throws IOException {
    this.file = file;
    this.link = settings.link();
    this.readAt = Files.getLastModifiedTime(file);
  }

  static LiveSettings watching(Settings settings, Path file) throws IOException {
    LiveSettings live = new LiveSettings(settings, file);
    live.watch.start();
    return live;
  }

  Optional<LinkSettings> link() {
    return link;
  }

  private void watch() {
    try {
      while (true) {
        Thread.sleep(LOOK_MS);
        look();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void look() {
    try {
      FileTime changed = Files.getLastModifiedTime(file);
      if (!changed.equals(readAt)) {
        readAt = changed;
        link = Settings.read(file).link();
        log.info("{} was read again: caps of links are as it says now", file.getFileName());
      }
    } catch (SettingsException e) {
      log.warn("{} is not obeyed: {}", file.getFileName(), e.getMessage());
    } catch (IOException e) {
      log.warn("{} cannot be read again: {}", file.getFileName(), e.getMessage());
    }
  }

  @Override
  public void close() {
    watch.interrupt();
  }
}
