package vn.lienvien.config;

import java.nio.file.Path;

/**
 * Where instances are kept.
 *
 * @param minimumFreeBytes below this nothing more is taken (A700H), so that what is here can still
 *     be worked on
 */
public record ArchiveSettings(Layout layout, Path directory, long minimumFreeBytes) {
  /** How files are named. */
  public enum Layout {
    /** By digest of the UID; compressed once proved. */
    GATEWAY,
    /** Study, series and instance folders of plain files, never compressed: a stand-in PACS. */
    PACS
  }
}
