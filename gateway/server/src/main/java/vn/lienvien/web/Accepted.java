package vn.lienvien.web;

import java.util.List;
import java.util.Optional;

/** What a DICOMweb client accepts (PS3.18 8.3.3.1, 8.7.5): the query's word before the header's. */
final class Accepted {
  private Accepted() {}

  /** Most wanted first; empty when the client does not say. */
  static List<MediaType> of(Exchange exchange) {
    Optional<String> query = exchange.query("accept");
    return MediaType.parseAccept(
        query.orElseGet(() -> String.join(",", exchange.headers("Accept"))));
  }

  /** Ends the request with 406 unless one of the types is accepted; answers with that type. */
  static String oneOf(Exchange exchange, String... types) {
    List<MediaType> ranges = of(exchange);
    if (ranges.isEmpty()) {
      return types[0];
    }
    for (MediaType range : ranges) {
      for (String type : types) {
        if (range.includes(type)) {
          return type;
        }
      }
    }
    throw new HttpFault(ErrorCode.NOT_ACCEPTABLE, "this is had as " + String.join(", ", types));
  }
}
