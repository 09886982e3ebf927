package vn.lienvien;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import vn.lienvien.config.LinkCaps;
import vn.lienvien.config.LinkSettings;
import vn.lienvien.web.LinkCapsDesk;

/**
 * Caps of links that were set on the page: {@code link-caps.json} of the data directory. They stand
 * in the place of the configuration's, which hold again when they are forgotten. Thread-safe.
 */
final class EditedCaps implements LinkCapsDesk {
  private static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  private final Path file;
  private final Supplier<Optional<LinkSettings>> settings;
  private volatile Map<String, LinkCaps> bySite;

  private EditedCaps(
      Path file, Supplier<Optional<LinkSettings>> settings, Map<String, LinkCaps> bySite) {
    this.file = file;
    this.settings = settings;
    this.bySite = bySite;
  }

  static EditedCaps open(Path directory, Supplier<Optional<LinkSettings>> settings)
      throws IOException {
    Path file = directory.resolve("link-caps.json");
    if (!Files.exists(file)) {
      return new EditedCaps(file, settings, Map.of());
    }
    try {
      Map<String, LinkCaps> kept =
          JSON.readValue(Files.readAllBytes(file), new TypeReference<>() {});
      return new EditedCaps(file, settings, Map.copyOf(kept));
    } catch (JsonProcessingException e) {
      throw new IOException(
          file + " is damaged: take it away to go by the configuration's caps, then start again",
          e);
    }
  }

  /** What holds for a link, or for all together. */
  LinkCaps of(String siteId) {
    LinkCaps edited = bySite.get(siteId);
    return edited == null ? configured(siteId) : edited;
  }

  private LinkCaps configured(String siteId) {
    return settings
        .get()
        .map(link -> siteId.equals(ALL) ? link.caps() : link.capsOf(siteId))
        .orElse(LinkCaps.NONE);
  }

  @Override
  public ZoneId zone() {
    return settings.get().map(LinkSettings::zone).orElse(VIETNAM);
  }

  @Override
  public List<Entry> entries() {
    List<String> sites = new ArrayList<>(List.of(ALL));
    settings
        .get()
        .ifPresent(link -> {
          link.dial().forEach(dial -> sites.add(dial.siteId()));
          link.spokes().forEach(spoke -> sites.add(spoke.siteId()));
        });
    sites.addAll(bySite.keySet());
    return sites.stream()
        .distinct()
        .map(siteId -> new Entry(siteId, of(siteId), bySite.containsKey(siteId)))
        .toList();
  }

  @Override
  public synchronized void set(String siteId, LinkCaps caps) throws IOException {
    Map<String, LinkCaps> changed = new TreeMap<>(bySite);
    changed.put(siteId, caps);
    keep(changed);
  }

  @Override
  public synchronized void forget(String siteId) throws IOException {
    Map<String, LinkCaps> changed = new TreeMap<>(bySite);
    if (changed.remove(siteId) != null) {
      keep(changed);
    }
  }

  private void keep(Map<String, LinkCaps> changed) throws IOException {
    Path fresh = file.resolveSibling("link-caps.json.new");
    try (FileChannel out =
        FileChannel.open(
            fresh,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer text = ByteBuffer.wrap(JSON.writeValueAsBytes(changed));
      while (text.hasRemaining()) {
        int unused = out.write(text);
      }
      out.force(true);
    }
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    bySite = Map.copyOf(changed);
  }
}
