package vn.lienvien.web;

import java.io.IOException;
import java.time.ZoneId;
import java.util.List;
import vn.lienvien.config.LinkCaps;

/** Where an administrator changes how fast links may be used; obeyed at once. Thread-safe. */
public interface LinkCapsDesk {
  /** Stands for all links of this gateway together. */
  String ALL = "*";

  /** Whose clock the caps go by. */
  ZoneId zone();

  /** All links together first, then each link that the configuration or a person has caps for. */
  List<Entry> entries();

  /** Puts caps in the place of the configuration's; kept across restarts when this returns. */
  void set(String siteId, LinkCaps caps) throws IOException;

  /** Goes by the configuration again. */
  void forget(String siteId) throws IOException;

  /**
   * One link's caps.
   *
   * @param edited whether a person set them here, in the place of the configuration's
   */
  record Entry(String siteId, LinkCaps caps, boolean edited) {}
}
