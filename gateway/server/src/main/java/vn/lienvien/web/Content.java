package vn.lienvien.web;

import java.io.IOException;
import java.io.OutputStream;

/** Writes a body. */
@FunctionalInterface
interface Content {
  void writeTo(OutputStream out) throws IOException;
}
