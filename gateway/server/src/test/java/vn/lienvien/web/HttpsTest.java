package vn.lienvien.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienvien.peer.Certificates;
import vn.lienvien.peer.Eventually;

class HttpsTest {
  private static final String LONG = "0123456789".repeat(20_000);

  @TempDir Path directory;
  @AutoClose private HttpListener listener;
  private People people;
  private Path certificate;
  private Path key;
  private HttpClient client;

  @BeforeEach
  void start() throws Exception {
    people = new People(directory);
    Certificates first = Certificates.make(directory.resolve("first"));
    certificate = directory.resolve("web.crt");
    key = directory.resolve("web.key");
    shown(first);
    client = HttpClient.newBuilder().sslContext(first.context()).build();
    listener = listen(new Listening.Tls(certificate, key, Duration.ofMillis(100)));
  }

  @Test
  void whoSpeaksHttp2IsAnsweredInItAndWhoDoesNotInHttp11() throws Exception {
    for (HttpClient.Version version : HttpClient.Version.values()) {
      HttpRequest request = to("/api/scheme", listener.port()).version(version).build();
      HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
      assertThat(answer.version()).isEqualTo(version);
      assertThat(answer.body()).isEqualTo("\"https\"");
      assertThat(answer.headers().firstValue("Content-Security-Policy")).isPresent();
    }
  }

  /** Vert.x's other HTTP/2 codec leaves answers lying when the socket is full at a bad moment. */
  @Test
  void manyAnswersAtOnceCrossASlowLine() throws Exception {
    try (ServerSocket slow = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> relay(slow, listener.port()));
      // One connection is there, so that all requests share it.
      client.send(to("/api/scheme", slow.getLocalPort()).build(), BodyHandlers.discarding());
      for (int round = 0; round < 3; round++) {
        List<CompletableFuture<String>> coming =
            Stream.generate(() -> to("/api/long", slow.getLocalPort()).build())
                .limit(60)
                .map(request ->
                    client
                        .sendAsync(request, BodyHandlers.ofString())
                        .thenApply(HttpResponse::body))
                .toList();
        for (CompletableFuture<String> one : coming) {
          assertThat(one.get(60, TimeUnit.SECONDS)).isEqualTo(LONG);
        }
      }
    }
  }

  @Test
  void bodiesOfAnyLengthPassOverOneConnection() throws Exception {
    for (int length : new int[] {0, 1, 70_000, 20_000_000}) {
      HttpRequest post =
          to("/api/length", listener.port())
              .header("X-Lienvien", "1")
              .POST(BodyPublishers.ofByteArray(new byte[length]))
              .build();
      HttpResponse<String> answer = client.send(post, BodyHandlers.ofString());
      assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
      assertThat(answer.body()).isEqualTo(Integer.toString(length));
    }
  }

  @Test
  void anAnswerThatBrokeOffNeverLooksWholeAndTheOthersGoOn() throws Exception {
    CompletableFuture<HttpResponse<String>> whole =
        client.sendAsync(to("/api/long", listener.port()).build(), BodyHandlers.ofString());
    HttpRequest half = to("/api/half", listener.port()).build();
    assertThatThrownBy(() -> client.send(half, BodyHandlers.ofString()))
        .isInstanceOf(IOException.class);
    assertThat(whole.get(60, TimeUnit.SECONDS).body()).isEqualTo(LONG);
  }

  @Test
  void aSessionsCookieIsForHttpsOnly() throws Exception {
    try (WebHouse house = new WebHouse(directory.resolve("house"));
        WebServer server =
            WebServer.start(
                Listening.on("127.0.0.1", 0)
                    .with(new Listening.Tls(certificate, key, Duration.ofMinutes(1))),
                house.rooms)) {
      String credentials =
          "{\"username\":\"doctor\",\"password\":\"%s\"}"
              .formatted(house.people.password("doctor"));
      HttpRequest login =
          to("/api/session", server.port())
              .header("X-Lienvien", "1")
              .POST(BodyPublishers.ofString(credentials))
              .build();
      HttpResponse<String> answer = client.send(login, BodyHandlers.ofString());
      assertThat(answer.headers().firstValue("Set-Cookie").orElseThrow()).contains("; Secure");
    }
  }

  @Test
  void aRenewedCertificateIsShownWithoutARestartAndAnUnusableOneIsNot() throws Exception {
    Certificate before = certificateSeenBy(client);
    Files.writeString(certificate, "half a fi");
    Certificates renewed = Certificates.make(directory.resolve("renewed"));
    for (int looks = 0; looks < 5; looks++) {
      Thread.sleep(100);
      HttpClient fresh = HttpClient.newBuilder().sslContext(client.sslContext()).build();
      assertThat(certificateSeenBy(fresh)).isEqualTo(before);
    }
    shown(renewed);
    HttpClient later = HttpClient.newBuilder().sslContext(renewed.context()).build();
    Eventually.that(() -> assertThat(isBelieved(later)).isTrue());
    HttpRequest request = to("/api/scheme", listener.port()).build();
    assertThat(later.send(request, BodyHandlers.discarding()).version())
        .isEqualTo(HttpClient.Version.HTTP_2);
  }

  @Test
  void filesThatDoNotBelongTogetherAreRefusedAtTheStart() throws Exception {
    Certificates other = Certificates.make(directory.resolve("other"));
    assertThatThrownBy(
            () -> listen(new Listening.Tls(certificate, other.key(), Duration.ofMinutes(1))))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("node.key is not the key of the certificate in");
    Path empty = Files.createFile(directory.resolve("empty.pem"));
    assertThatThrownBy(() -> listen(new Listening.Tls(empty, key, Duration.ofMinutes(1))))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("holds no certificate");
  }

  @Test
  void whoOpensAConnectionAndDoesNotSpeakTlsIsCutOff() throws Exception {
    try (Socket silent = new Socket(InetAddress.getLoopbackAddress(), listener.port())) {
      silent.setSoTimeout(60_000);
      assertThat(silent.getInputStream().read()).isEqualTo(-1);
    }
  }

  private void shown(Certificates made) throws IOException {
    Files.copy(made.key(), key, StandardCopyOption.REPLACE_EXISTING);
    Files.copy(made.certificate(), certificate, StandardCopyOption.REPLACE_EXISTING);
  }

  private HttpListener listen(Listening.Tls tls) throws IOException {
    List<Route> routes =
        List.of(
            Route.get("/api/scheme", Access.ANYONE, x -> x.json(200, x.request().scheme())),
            Route.get("/api/half", Access.ANYONE, HttpListenerTest::half),
            Route.post(
                "/api/length", Access.ANYONE, x -> x.json(200, HttpListenerTest.length(x.body()))),
            Route.get("/api/long", Access.ANYONE, x -> x.text(200, "text/plain", HttpsTest::text)));
    return HttpListener.start(
        new Listening("127.0.0.1", 0, Duration.ofMillis(700), Optional.of(tls)),
        routes,
        Route.get("/*", Access.ANYONE, new ViewerFiles()),
        new Callers(people.logins(), Clock.systemUTC()),
        _ -> {});
  }

  private Certificate certificateSeenBy(HttpClient one) throws Exception {
    HttpRequest request = to("/api/scheme", listener.port()).build();
    HttpResponse<String> answer = one.send(request, BodyHandlers.ofString());
    return answer.sslSession().orElseThrow().getPeerCertificates()[0];
  }

  private boolean isBelieved(HttpClient one) throws InterruptedException {
    try {
      one.send(to("/api/scheme", listener.port()).build(), BodyHandlers.discarding());
      return true;
    } catch (IOException anotherAuthority) {
      return false;
    }
  }

  private static HttpRequest.Builder to(String path, int port) {
    return HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + port + path))
        .timeout(Duration.ofSeconds(60));
  }

  private static void text(OutputStream out) throws IOException {
    out.write(LONG.getBytes(StandardCharsets.US_ASCII));
  }

  /** A line that takes what is sent in small pieces, so that the server's socket is often full. */
  private static void relay(ServerSocket from, int to) {
    try {
      while (true) {
        Socket near = from.accept();
        Socket far = new Socket();
        far.setReceiveBufferSize(16 * 1024);
        far.connect(new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), to));
        Thread.ofVirtual().start(() -> pump(near, far, 0));
        Thread.ofVirtual().start(() -> pump(far, near, 1));
      }
    } catch (IOException closed) {
      Thread.currentThread().interrupt();
    }
  }

  private static void pump(Socket from, Socket to, long restMillis) {
    byte[] piece = new byte[8 * 1024];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
        to.getOutputStream().write(piece, 0, read);
        Thread.sleep(restMillis);
      }
    } catch (IOException | InterruptedException over) {
      Thread.currentThread().interrupt();
    }
  }
}
