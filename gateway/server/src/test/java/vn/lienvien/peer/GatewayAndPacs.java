package vn.lienvien.peer;

import java.nio.file.Path;

/**
 * A gateway, its PACS, which is this same program, and an Orthanc that may store at the gateway.
 */
public record GatewayAndPacs(Orthanc orthanc, Node gateway, Node pacs) implements AutoCloseable {
  public static final String GATEWAY = "GATEWAY_A";
  public static final String PACS = "PACS_A";

  /**
   * @param peersOfPacs YAML, with {@code %d} for the port of the gateway
   */
  public static GatewayAndPacs open(Path directory, String peersOfPacs) throws Exception {
    int gatewayPort = Program.freePort();
    int pacsPort = Program.freePort();
    Orthanc orthanc = new Orthanc(directory.resolve("orthanc"), GATEWAY, gatewayPort);
    Node gateway =
        new Node(
            directory.resolve("gateway"),
            GATEWAY,
            gatewayPort,
            """
            pacs: {aeTitle: PACS_A, host: 127.0.0.1, port: %d}
            peers:
              - {aeTitle: ORTHANC, host: 127.0.0.1, port: %d, roles: [store]}
            """
                .formatted(pacsPort, orthanc.dicomPort()));
    Node pacs =
        new Node(directory.resolve("pacs"), PACS, pacsPort, peersOfPacs.formatted(gatewayPort));
    return new GatewayAndPacs(orthanc, gateway, pacs);
  }

  @Override
  public void close() throws Exception {
    gateway.close();
    pacs.close();
    orthanc.close();
  }
}
