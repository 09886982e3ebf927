package vn.lienvien.link;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/**
 * The spoke's connections to one hub for one session: one for control, so that probes and polls
 * never queue behind chunks, and two for chunks, because one cubic flow leaves most of a lossy line
 * unused. Thread-safe; after an outage it is thrown away whole and dialled anew.
 */
final class HubConnections implements AutoCloseable {
  static final int LANES = 2;
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final int CONTROL_LANE = LANES;

  private final URI base;
  private final List<HttpClient> lanes = new ArrayList<>();
  private final LongAdder sentBytes;
  private final LongAdder receivedBytes;
  private final long answerBytes;

  HubConnections(HubAddress hub, SSLContext tls, LinkLimits limits, Traffic traffic) {
    String host = hub.host().contains(":") ? "[" + hub.host() + "]" : hub.host();
    this.base = URI.create("https://" + host + ":" + hub.port() + "/link/1/");
    this.sentBytes = traffic.sentBytes();
    this.receivedBytes = traffic.receivedBytes();
    this.answerBytes = limits.offerBytes();
    for (int lane = 0; lane <= CONTROL_LANE; lane++) {
      lanes.add(
          HttpClient.newBuilder()
              .version(HttpClient.Version.HTTP_2)
              .sslContext(tls)
              .sslParameters(new SSLParameters(null, new String[] {"TLSv1.3"}))
              .followRedirects(HttpClient.Redirect.NEVER)
              .connectTimeout(CONNECT)
              .build());
    }
  }

  /** Where one link's bytes are counted. */
  record Traffic(LongAdder sentBytes, LongAdder receivedBytes) {
    Traffic() {
      this(new LongAdder(), new LongAdder());
    }
  }

  HubAnswer get(String path, Duration patience) throws IOException, InterruptedException {
    return send(CONTROL_LANE, request(path, patience).GET().build(), 0);
  }

  HubAnswer post(String path, byte[] body, Duration patience)
      throws IOException, InterruptedException {
    return send(
        CONTROL_LANE,
        request(path, patience).POST(BodyPublishers.ofByteArray(body)).build(),
        body.length);
  }

  HubAnswer putChunk(int lane, String path, byte[] body, Duration patience)
      throws IOException, InterruptedException {
    return send(
        lane % LANES,
        request(path, patience).PUT(BodyPublishers.ofByteArray(body)).build(),
        body.length);
  }

  HubAnswer getChunk(int lane, String path, Duration patience)
      throws IOException, InterruptedException {
    return send(lane % LANES, request(path, patience).GET().build(), 0);
  }

  private HttpRequest.Builder request(String path, Duration patience) {
    return HttpRequest.newBuilder(base.resolve(path)).timeout(patience);
  }

  private HubAnswer send(int lane, HttpRequest request, long bytes)
      throws IOException, InterruptedException {
    HttpResponse<byte[]> response =
        lanes
            .get(lane)
            .send(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), answerBytes));
    sentBytes.add(bytes);
    receivedBytes.add(response.body().length);
    return new HubAnswer(response.statusCode(), response.body());
  }

  @Override
  public void close() {
    lanes.forEach(HttpClient::shutdownNow);
  }
}
