package vn.lienvien.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** An address as it is typed: {@code host:port}, IPv6 in brackets. */
record HostAndPort(String host, int port) {

  /** Reads the typed form. */
  static final class Converter implements ITypeConverter<HostAndPort> {
    @Override
    public HostAndPort convert(String text) {
      int colon = text.lastIndexOf(':');
      try {
        int port = Integer.parseInt(text.substring(colon + 1));
        String host = text.substring(0, Math.max(colon, 0)).replaceAll("^\\[|]$", "");
        if (!host.isEmpty() && port >= 1 && port <= 65535) {
          return new HostAndPort(host, port);
        }
      } catch (NumberFormatException e) {
        throw wrong(text);
      }
      throw wrong(text);
    }

    private static TypeConversionException wrong(String text) {
      return new TypeConversionException("'" + text + "' is not HOST:PORT");
    }
  }
}
