package vn.lienvien.web;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import vn.lienvien.config.LinkCaps;

/** Caps in memory. */
final class FakeCaps implements LinkCapsDesk {
  private final Map<String, LinkCaps> edited = new TreeMap<>();

  @Override
  public ZoneId zone() {
    return ZoneId.of("Asia/Ho_Chi_Minh");
  }

  @Override
  public List<Entry> entries() {
    List<Entry> entries = new ArrayList<>();
    if (!edited.containsKey(ALL)) {
      entries.add(new Entry(ALL, LinkCaps.NONE, false));
    }
    edited.forEach((siteId, caps) -> entries.add(new Entry(siteId, caps, true)));
    return entries;
  }

  @Override
  public void set(String siteId, LinkCaps caps) {
    edited.put(siteId, caps);
  }

  @Override
  public void forget(String siteId) {
    edited.remove(siteId);
  }
}
