package vn.lienvien.link;

import java.io.IOException;
import vn.lienvien.model.Receipt;

/** What the hub answered to one request. */
record HubAnswer(int status, byte[] body) {
  private static final LinkJson JSON = new LinkJson();

  <T> T as(Class<T> type) throws IOException {
    return JSON.read(body, type);
  }

  Receipt receipt() throws IOException {
    return as(Receipt.class);
  }

  /** The hub's reason for saying no, fit for a log line. */
  String reason() {
    try {
      return PlainText.of(as(LinkMessage.Fault.class).message());
    } catch (IOException e) {
      return "HTTP " + status;
    }
  }
}
