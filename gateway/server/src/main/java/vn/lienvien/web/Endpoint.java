package vn.lienvien.web;

import java.io.IOException;

/** Answers one request; runs on a virtual thread of its own and may block. */
@FunctionalInterface
interface Endpoint {
  void answer(Exchange exchange) throws IOException;
}
