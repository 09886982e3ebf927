package vn.lienvien.demo;

import java.util.List;
import java.util.Map;

/** Which program stands in for a hospital's PACS. */
enum PacsKind {
  /** This same program, configured as a plain archive. */
  LIENVIEN {
    @Override
    ManagedProcess process(Hospital hospital, Launcher launcher) {
      var config = hospital.directory().resolve("pacs.yaml");
      GatewayConfig.write(config, GatewayConfig.standInPacs(hospital));
      return new ManagedProcess(
          "PACS of " + hospital.siteId(),
          hospital.place().command(launcher.command("serve", "--config", config.toString())),
          Map.of(),
          hospital.log("pacs"));
    }
  },
  /** Debian's Orthanc. */
  ORTHANC {
    @Override
    ManagedProcess process(Hospital hospital, Launcher launcher) {
      var config = hospital.directory().resolve("orthanc.json");
      GatewayConfig.write(config, orthancConfig(hospital));
      return new ManagedProcess(
          "Orthanc of " + hospital.siteId(),
          hospital.place().command(List.of("Orthanc", config.toString())),
          Map.of(),
          hospital.log("orthanc"));
    }
  };

  /** The PACS process of a hospital, configured but not started. */
  abstract ManagedProcess process(Hospital hospital, Launcher launcher);

  private static String orthancConfig(Hospital hospital) {
    return """
    {
      "Name": "%s",
      "StorageDirectory": "%s",
      "IndexDirectory": "%s",
      "StorageCompression": false,
      "OverwriteInstances": false,
      "DefaultEncoding": "Utf8",
      "DicomAet": "%s",
      "DicomPort": %d,
      "DicomCheckCalledAet": true,
      "DicomAlwaysAllowStore": true,
      "DicomAlwaysAllowFind": true,
      "DicomAlwaysAllowMove": true,
      "UnknownSopClassAccepted": true,
      "HttpPort": %d,
      "HttpServerEnabled": true,
      "RemoteAccessAllowed": false,
      "AuthenticationEnabled": false,
      "Plugins": [],
      "DicomModalities": {
        "gateway": {"AET": "%s", "Host": "%s", "Port": %d, "AllowStorageCommitment": true}
      }
    }
    """
        .formatted(
            hospital.pacsAETitle(),
            hospital.pacsDirectory(),
            hospital.directory().resolve("orthanc-index"),
            hospital.pacsAETitle(),
            hospital.pacsDicomPort(),
            hospital.pacsHttpPort(),
            hospital.gatewayAETitle(),
            hospital.address(),
            hospital.gatewayDicomPort());
  }
}
