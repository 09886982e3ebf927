package vn.lienvien.cli;

import java.util.Objects;
import picocli.CommandLine.IVersionProvider;

/** The version the jar's manifest names. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {"lienvien " + text()};
  }

  static String text() {
    return Objects.requireNonNullElse(
        Version.class.getPackage().getImplementationVersion(), "development");
  }
}
