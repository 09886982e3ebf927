package vn.lienvien.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpListenerTest {
  @TempDir Path directory;
  private People people;
  private final HttpClient client = HttpClient.newHttpClient();
  private HttpListener listener;

  @BeforeEach
  void start() throws IOException {
    people = new People(directory);
    List<Route> routes =
        List.of(
            Route.get("/api/open/{name}", Access.ANYONE, x -> x.json(200, x.path("name"))),
            Route.get("/api/mine", Access.LOGGED_IN, x -> x.json(200, x.account().username())),
            Route.post("/api/length", Access.LOGGED_IN, x -> x.json(200, length(x.body()))),
            Route.post(
                "/api/json", Access.LOGGED_IN, x -> x.json(200, x.json(Site.class).siteId())),
            Route.get(
                "/api/status",
                Access.only(vn.lienvien.security.Role.PACS_ADMINISTRATOR),
                x -> x.empty(204)),
            Route.get("/api/broken", Access.ANYONE, x -> fail(new IllegalStateException("secret"))),
            Route.get("/api/half", Access.ANYONE, HttpListenerTest::half),
            Route.get("/api/long", Access.ANYONE, x -> x.text(200, "text/plain", this::megabytes)),
            Route.get("/dicom-web/studies", Access.LOGGED_IN, x -> x.json(200, List.of())));
    Route fallback = Route.get("/*", Access.ANYONE, new ViewerFiles());
    Listening anyPort = new Listening("127.0.0.1", 0, Duration.ofMillis(700), Optional.empty());
    listener =
        HttpListener.start(
            anyPort, routes, fallback, new Callers(people.logins(), Clock.systemUTC()), _ -> {});
  }

  @AfterEach
  void stop() {
    listener.close();
  }

  @Test
  void everyAnswerCarriesTheSecurityHeaders() throws Exception {
    for (String path :
        List.of("/api/open/x", "/api/mine", "/nothing.js", "/api/broken", "/api/nope")) {
      HttpResponse<String> answer = get(path);
      assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
          .as(path)
          .contains("frame-ancestors 'self'")
          .doesNotContain("unsafe-inline");
      assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
      assertThat(answer.headers().firstValue("Cache-Control")).contains("private, no-store");
    }
  }

  @Test
  void aFaultInsideIsReportedWithoutItsWords() throws Exception {
    HttpResponse<String> answer = get("/api/broken");
    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(answer.body()).contains("\"INTERNAL\"").doesNotContain("secret");
  }

  @Test
  void rolesAndLoginAreAsked() throws Exception {
    assertThat(get("/api/mine").statusCode()).isEqualTo(401);
    assertThat(get("/api/mine").headers().firstValue("WWW-Authenticate")).isEmpty();
    assertThat(get("/dicom-web/studies").headers().firstValue("WWW-Authenticate")).isPresent();
    assertThat(send(as("doctor", "/api/mine").GET()).body()).isEqualTo("\"doctor\"");
    assertThat(send(as("doctor", "/api/status").GET()).statusCode()).isEqualTo(403);
    assertThat(send(as("administrator", "/api/status").GET()).statusCode()).isEqualTo(204);
    String basic =
        "Basic "
            + Base64.getEncoder()
                .encodeToString(
                    ("doctor:" + people.password("doctor")).getBytes(StandardCharsets.UTF_8));
    assertThat(send(to("/api/mine").header("Authorization", basic)).statusCode()).isEqualTo(200);
    assertThat(send(to("/api/mine").header("Authorization", "Basic ###")).statusCode())
        .isEqualTo(401);
  }

  @Test
  void stateChangesNeedTheHeaderThatOtherOriginsCannotSend() throws Exception {
    HttpRequest.Builder post = as("doctor", "/api/length").POST(BodyPublishers.ofString("abc"));
    HttpResponse<String> refused = send(post);
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.body()).contains("CSRF_HEADER_MISSING");
    assertThat(send(post.header("X-Lienvien", "1")).body()).isEqualTo("3");
    String basic =
        "Basic "
            + Base64.getEncoder()
                .encodeToString(
                    ("doctor:" + people.password("doctor")).getBytes(StandardCharsets.UTF_8));
    HttpRequest.Builder program =
        to("/api/length").header("Authorization", basic).POST(BodyPublishers.ofString("abcd"));
    assertThat(send(program).body()).isEqualTo("4");
    assertThat(send(program.header("Sec-Fetch-Site", "cross-site")).statusCode()).isEqualTo(403);
  }

  @Test
  void otherMethodsAndPathsAreRefusedByName() throws Exception {
    HttpResponse<String> answer = send(to("/api/mine").method("DELETE", BodyPublishers.noBody()));
    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(answer.headers().firstValue("Allow")).contains("GET");
    assertThat(get("/api/length").statusCode()).isEqualTo(405);
    assertThat(get("/api/nothing").statusCode()).isEqualTo(404);
    assertThat(get("/api/nothing").body()).contains("\"NOT_FOUND\"");
  }

  @Test
  void bodiesOfAnyLengthPassAndTheConnectionGoesOn() throws Exception {
    for (int length : new int[] {0, 1, 70_000, 20_000_000}) {
      HttpRequest.Builder post =
          as("doctor", "/api/length")
              .header("X-Lienvien", "1")
              .POST(BodyPublishers.ofByteArray(new byte[length]));
      assertThat(send(post).body()).isEqualTo(Integer.toString(length));
    }
  }

  @Test
  void aTooLongOrUnreadableJsonBodyIsRefused() throws Exception {
    HttpRequest.Builder post = as("doctor", "/api/json").header("X-Lienvien", "1");
    String large = "\"" + "x".repeat(2_000_000) + "\"";
    assertThat(send(post.POST(BodyPublishers.ofString(large))).statusCode()).isEqualTo(413);
    assertThat(
            send(post.POST(
                    BodyPublishers.ofInputStream(() ->
                        new java.io.ByteArrayInputStream(large.getBytes(StandardCharsets.UTF_8)))))
                .statusCode())
        .isEqualTo(413);
    for (String body : List.of("", "null", "[", "{\"siteId\":1,\"other\":2}")) {
      assertThat(send(post.POST(BodyPublishers.ofString(body))).statusCode())
          .as(body)
          .isEqualTo(400);
    }
    assertThat(send(post.POST(BodyPublishers.ofString("{\"siteId\":\"b\"}"))).body())
        .isEqualTo("\"b\"");
  }

  @Test
  void aBodyThatBrokeOffNeverLooksWhole() {
    assertThatThrownBy(() -> get("/api/half")).isInstanceOf(IOException.class);
  }

  @Test
  void longTextIsCompressedForThoseWhoTakeIt() throws Exception {
    HttpResponse<byte[]> answer =
        client.send(
            to("/api/long").header("Accept-Encoding", "gzip").build(), BodyHandlers.ofByteArray());
    assertThat(answer.headers().firstValue("Content-Encoding")).contains("gzip");
    assertThat(answer.body().length).isLessThan(20_000);
    assertThat(get("/api/long").body()).hasSize(4_000_000);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /../../etc/passwd HTTP/1.1",
        "GET /assets/..%2f..%2fopenapi.json HTTP/1.1",
        "GET /%2e%2e/openapi.json HTTP/1.1",
        "GET /..\\openapi.json HTTP/1.1",
        "GET //openapi.json/../logback.xml HTTP/1.1",
        "GET /.hidden.js HTTP/1.1"
      })
  void pathsThatClimbFindNothing(String requestLine) throws Exception {
    assertThat(raw(requestLine + "\r\nHost: x\r\nConnection: close\r\n\r\n"))
        .matches("(?s)HTTP/1.1 (400|404) .*");
  }

  @Test
  void aClientThatTricklesItsHeadersIsCutOff() throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), listener.port())) {
      socket.setSoTimeout(10_000);
      OutputStream out = socket.getOutputStream();
      long start = System.nanoTime();
      out.write("GET /api/open/x HTTP/1.1\r\nX: ".getBytes(StandardCharsets.US_ASCII));
      Thread trickle = Thread.ofVirtual().start(() -> trickle(out));
      assertThat(socket.getInputStream().read()).isEqualTo(-1);
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
      trickle.interrupt();
      trickle.join();
    }
  }

  private HttpResponse<String> get(String path) throws Exception {
    return send(to(path));
  }

  private HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + listener.port() + path))
        .timeout(Duration.ofSeconds(20));
  }

  private HttpRequest.Builder as(String username, String path) {
    return to(path).header("Cookie", "lienvien=" + people.token(username));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private String raw(String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), listener.port())) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static void trickle(OutputStream out) {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        out.write('y');
        Thread.sleep(50);
      }
    } catch (IOException | InterruptedException cutOff) {
      Thread.currentThread().interrupt();
    }
  }

  static int length(InputStream body) throws IOException {
    return Math.toIntExact(body.transferTo(OutputStream.nullOutputStream()));
  }

  private static void fail(RuntimeException fault) {
    throw fault;
  }

  static void half(Exchange exchange) throws IOException {
    exchange.stream(
        200,
        "text/plain",
        out -> {
          out.write(new byte[200_000]);
          throw new IOException("the disk broke");
        });
  }

  private void megabytes(OutputStream out) throws IOException {
    out.write("0123456789".repeat(400_000).getBytes(StandardCharsets.US_ASCII));
  }

  record Site(String siteId) {}
}
