package vn.lienvien.config;

import java.util.List;

/** The settings cannot be used; every fault is listed with file, line and key. */
public final class SettingsException extends RuntimeException {
  private final transient List<String> faults;

  SettingsException(List<String> faults) {
    super(String.join("\n", faults));
    this.faults = List.copyOf(faults);
  }

  /** One line each: {@code file:line: key what is wrong}. */
  public List<String> faults() {
    return faults;
  }
}
