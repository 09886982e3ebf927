package vn.lienvien.link;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Content half received whose sender has given it up: deleted once nothing of it has come for a
 * week. Should it be offered again after all, it simply begins anew.
 */
final class AbandonedParcels {
  private static final Logger LOG = LoggerFactory.getLogger(AbandonedParcels.class);
  private static final Duration KEPT = Duration.ofDays(7);

  private final Path incoming;
  private final Clock clock;

  AbandonedParcels(Path incoming, Clock clock) {
    this.incoming = incoming;
    this.clock = clock;
  }

  /**
   * @param open whether a parcel of a site is being received now
   */
  void sweep(BiPredicate<String, String> open) throws IOException {
    for (Path site : list(incoming)) {
      for (Path file : list(site)) {
        String name = file.getFileName().toString();
        String parcelId = name.replaceFirst("\\.[a-z.]+$", "");
        if (!parcelId.equals(name) && !open.test(site.getFileName().toString(), parcelId)) {
          sweep(site, parcelId, file);
        }
      }
    }
  }

  private void sweep(Path site, String parcelId, Path file) throws IOException {
    if (Files.isDirectory(file)) {
      // Files half rebuilt; the content they come from is beside them.
      Unpacking.delete(file);
    } else if (clock.instant().isAfter(lastChange(site, parcelId).plus(KEPT))) {
      LOG.info("what came of parcel {} is deleted: nothing more has come for a week", parcelId);
      Files.deleteIfExists(site.resolve(parcelId + ".part"));
      Files.deleteIfExists(site.resolve(parcelId + ".offer"));
      Files.deleteIfExists(site.resolve(parcelId + ".offer.new"));
    }
  }

  private static Instant lastChange(Path site, String parcelId) throws IOException {
    Instant last = Instant.MIN;
    for (String ending : List.of(".part", ".offer", ".offer.new")) {
      try {
        Instant changed = Files.getLastModifiedTime(site.resolve(parcelId + ending)).toInstant();
        last = changed.isAfter(last) ? changed : last;
      } catch (NoSuchFileException e) {
        continue;
      }
    }
    return last;
  }

  private static List<Path> list(Path directory) throws IOException {
    List<Path> all = new ArrayList<>();
    if (Files.isDirectory(directory)) {
      try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
        entries.forEach(all::add);
      }
    }
    return all;
  }
}
