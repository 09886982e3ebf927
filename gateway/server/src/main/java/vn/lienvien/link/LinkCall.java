package vn.lienvien.link;

import java.util.List;

/**
 * One request of a spoke.
 *
 * @param path the segments after {@code /link/1/}
 * @param seen the query parameter of that name, or empty
 */
record LinkCall(String method, List<String> path, String seen, byte[] body) {
  /** Method and path with identifiers left out: {@code PUT parcels/*}{@code /*}. */
  String shape() {
    StringBuilder shape = new StringBuilder(method).append(' ').append(path.getFirst());
    for (int i = 1; i < path.size(); i++) {
      boolean word = i == 2 && path.get(i).matches("commit|receipt|refusal");
      shape.append('/').append(word ? path.get(i) : "*");
    }
    return shape.toString();
  }

  String parcelId() {
    return path.get(1);
  }

  int chunk() throws LinkFormatException {
    if (!path.get(2).matches("\\d{1,9}")) {
      throw new LinkFormatException("not a chunk number");
    }
    return Integer.parseInt(path.get(2));
  }
}
