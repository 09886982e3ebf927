package vn.lienvien.demo;

import java.nio.file.Path;
import java.util.List;

/**
 * One hospital of the stage: names, addresses and directories; everything below {@code directory}.
 *
 * @param ports gateway DICOM, PACS DICOM, web, HL7 listener of the gateway, HL7 listener of the
 *     HIS, link, PACS HTTP
 */
record Hospital(String siteId, String name, Path directory, Place place, List<Integer> ports) {
  static final int PORTS = 7;

  String gatewayAETitle() {
    return "GW_" + siteSuffix();
  }

  String pacsAETitle() {
    return "PACS_" + siteSuffix();
  }

  int gatewayDicomPort() {
    return ports.get(0);
  }

  int pacsDicomPort() {
    return ports.get(1);
  }

  int webPort() {
    return ports.get(2);
  }

  int gatewayHl7Port() {
    return ports.get(3);
  }

  int hisHl7Port() {
    return ports.get(4);
  }

  int linkPort() {
    return ports.get(5);
  }

  int pacsHttpPort() {
    return ports.get(6);
  }

  String address() {
    return place.address();
  }

  Path gatewayDirectory() {
    return directory.resolve("gateway");
  }

  /** Where the PACS keeps its Part 10 files. */
  Path pacsDirectory() {
    return directory.resolve("pacs");
  }

  Path hisDirectory() {
    return directory.resolve("his");
  }

  Path gatewayConfig() {
    return directory.resolve("gateway.yaml");
  }

  String webAddress() {
    return "http://%s:%d".formatted(place.address(), webPort());
  }

  Path log(String process) {
    return directory.resolve("logs").resolve(process + ".log");
  }

  private String siteSuffix() {
    return siteId.substring(siteId.length() - 1).toUpperCase(java.util.Locale.ROOT);
  }
}
