package vn.lienvien.config;

import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the part {@code link} of the file. */
record LinkReader(Path anchor) {
  private static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");
  private static final int HEAVIEST = 100;

  LinkSettings link(Section section) {
    List<LinkSettings.Dial> dial = new ArrayList<>();
    for (Section one : section.sections("dial")) {
      dial.add(dial(one));
    }
    List<LinkSettings.Spoke> spokes = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (Section one : section.sections("spokes")) {
      LinkSettings.Spoke spoke = spoke(one);
      if (!spoke.siteId().isEmpty() && !seen.add(spoke.siteId())) {
        one.fault("site", "is listed twice");
      }
      spokes.add(spoke);
    }
    LinkSettings settings =
        new LinkSettings(
            section.section("listen").map(SettingsReader::listen),
            dial,
            spokes,
            caps(section),
            section.zone("zone", VIETNAM));
    section.done();
    return settings;
  }

  private LinkSettings.Dial dial(Section section) {
    LinkSettings.Dial dial =
        new LinkSettings.Dial(
            SettingsReader.siteId(section, "site"),
            SettingsReader.host(section, "host"),
            section.port("port", 1),
            section.section("proxy").map(this::proxy),
            caps(section));
    section.done();
    return dial;
  }

  private LinkSettings.Spoke spoke(Section section) {
    LinkSettings.Spoke spoke =
        new LinkSettings.Spoke(
            SettingsReader.siteId(section, "site"),
            section.has("weight") ? (int) section.number("weight", 1, HEAVIEST) : 1,
            caps(section));
    section.done();
    return spoke;
  }

  private LinkSettings.Proxy proxy(Section section) {
    LinkSettings.Proxy proxy =
        new LinkSettings.Proxy(
            SettingsReader.host(section, "host"),
            section.port("port", 1),
            section.has("user") ? Optional.of(section.text("user")) : Optional.empty(),
            section.has("passwordFile")
                ? Optional.of(anchor.resolve(section.text("passwordFile")).normalize())
                : Optional.empty());
    if (proxy.passwordFile().isPresent() && proxy.user().isEmpty()) {
      section.fault("passwordFile", "is for a user, and there is none");
    }
    section.done();
    return proxy;
  }

  private static LinkCaps caps(Section section) {
    List<LinkCaps.Window> windows = new ArrayList<>();
    for (Section one : section.sections("caps")) {
      Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
      days.addAll(one.constants("days", DayOfWeek.class));
      windows.add(
          new LinkCaps.Window(
              one.constant("direction", LinkCaps.Direction.class, LinkCaps.Direction.SEND),
              one.bitsPerSecond("rate"),
              one.time("from", LocalTime.MIDNIGHT),
              one.time("to", LocalTime.MIDNIGHT),
              days.isEmpty() ? EnumSet.allOf(DayOfWeek.class) : days));
      one.done();
    }
    return new LinkCaps(windows, section.flag("statExempt", false));
  }
}
