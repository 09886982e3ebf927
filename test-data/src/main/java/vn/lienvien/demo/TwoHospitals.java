package vn.lienvien.demo;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The stage: hospital A (requesting) and hospital B (consulting) on one machine, joined by {@code
 * site invite|join}, with one account for each role. Closing ends every process it started.
 */
final class TwoHospitals implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofSeconds(90);

  private final Launcher launcher;
  private final Hospital a;
  private final Hospital b;
  private final List<ManagedProcess> others = new ArrayList<>();
  private final ManagedProcess gatewayA;
  private final ManagedProcess gatewayB;
  private final List<Account> accounts = new ArrayList<>();

  private TwoHospitals(Launcher launcher, Hospital a, Hospital b) {
    this.launcher = launcher;
    this.a = a;
    this.b = b;
    this.gatewayA = gateway(a);
    this.gatewayB = gateway(b);
  }

  /** Everything up and reachable, or a {@link StageException} and nothing left running. */
  static TwoHospitals raise(Launcher launcher, Path work, PacsKind pacs) {
    return raise(launcher, work, pacs, List.of(Place.loopback(), Place.loopback()));
  }

  /** As above, with hospital A at the first place and hospital B at the second. */
  static TwoHospitals raise(Launcher launcher, Path work, PacsKind pacs, List<Place> places) {
    List<Integer> ports = Ports.free(2 * Hospital.PORTS);
    Hospital a =
        new Hospital(
            "benhvien-a",
            "Bệnh viện huyện A",
            work.resolve("a"),
            places.get(0),
            ports.subList(0, Hospital.PORTS));
    Hospital b =
        new Hospital(
            "benhvien-b",
            "Bệnh viện trung ương B",
            work.resolve("b"),
            places.get(1),
            ports.subList(Hospital.PORTS, ports.size()));
    TwoHospitals stage = new TwoHospitals(launcher, a, b);
    try {
      stage.prepare(pacs);
      return stage;
    } catch (RuntimeException e) {
      stage.close();
      throw e;
    }
  }

  Hospital a() {
    return a;
  }

  Hospital b() {
    return b;
  }

  Launcher launcher() {
    return launcher;
  }

  ManagedProcess gatewayA() {
    return gatewayA;
  }

  ManagedProcess gatewayB() {
    return gatewayB;
  }

  List<Account> accounts() {
    return List.copyOf(accounts);
  }

  Account radiologist() {
    return accounts.get(0);
  }

  Account administratorA() {
    return accounts.get(2);
  }

  Account administratorB() {
    return accounts.get(3);
  }

  Account requestingDoctor() {
    return accounts.get(1);
  }

  void requireAllAlive() {
    others.forEach(ManagedProcess::requireAlive);
    gatewayA.requireAlive();
    gatewayB.requireAlive();
  }

  @Override
  public void close() {
    gatewayA.close();
    gatewayB.close();
    others.forEach(ManagedProcess::close);
  }

  private void prepare(PacsKind pacs) {
    GatewayConfig.write(a.gatewayConfig(), GatewayConfig.requesting(a, b));
    GatewayConfig.write(b.gatewayConfig(), GatewayConfig.consulting(b));
    ManagedProcess pacsA = startOther(pacs.process(a, launcher));
    ManagedProcess pacsB = startOther(pacs.process(b, launcher));
    ManagedProcess his = startOther(his());
    String code =
        launcher.require("site", "invite", "--config", b.gatewayConfig().toString(), a.siteId());
    accounts.add(account(b, "bs.huong", "BS. Trần Thị Hương", "RADIOLOGIST"));
    accounts.add(account(a, "bs.tuan", "BS. Lê Minh Tuấn", "REQUESTING_DOCTOR"));
    accounts.add(account(a, "admin.a", "Quản trị PACS A", "PACS_ADMINISTRATOR"));
    accounts.add(account(b, "admin.b", "Quản trị PACS B", "PACS_ADMINISTRATOR"));
    awaitPort(pacsA, a, a.pacsDicomPort());
    awaitPort(pacsB, b, b.pacsDicomPort());
    awaitPort(his, a, a.hisHl7Port());
    gatewayB.start();
    awaitPort(gatewayB, b, b.linkPort());
    launcher.require(
        "site",
        "join",
        "--config",
        a.gatewayConfig().toString(),
        "--hub",
        b.address() + ":" + b.linkPort(),
        code);
    gatewayA.start();
    awaitPort(gatewayA, a, a.webPort());
    awaitPort(gatewayB, b, b.webPort());
  }

  private ManagedProcess startOther(ManagedProcess process) {
    others.add(process);
    process.start();
    return process;
  }

  private ManagedProcess gateway(Hospital hospital) {
    return new ManagedProcess(
        "gateway of " + hospital.siteId(),
        hospital
            .place()
            .command(launcher.command("serve", "--config", hospital.gatewayConfig().toString())),
        Map.of(),
        hospital.log("gateway"));
  }

  /** Keeps each message it is sent as a file and acknowledges it. */
  private ManagedProcess his() {
    return new ManagedProcess(
        "HIS of " + a.siteId(),
        a.place()
            .command(
                launcher.command(
                    "hl7",
                    "receive",
                    "--bind",
                    a.address(),
                    "--port",
                    Integer.toString(a.hisHl7Port()),
                    "--out",
                    a.hisDirectory().toString())),
        Map.of(),
        a.log("his"));
  }

  private Account account(Hospital hospital, String username, String name, String role) {
    String password =
        launcher.require(
            "user",
            "add",
            "--config",
            hospital.gatewayConfig().toString(),
            "--role",
            role,
            "--name",
            name,
            username);
    return new Account(hospital, username, password);
  }

  static void awaitPort(ManagedProcess process, Hospital hospital, int port) {
    Await.answer(
        process.name() + " to listen on port " + port,
        START_LIMIT,
        () -> {
          process.requireAlive();
          return listens(hospital.address(), port) ? Optional.of(true) : Optional.empty();
        });
  }

  static boolean listens(String address, int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(address, port), 500);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
