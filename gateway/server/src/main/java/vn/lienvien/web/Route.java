package vn.lienvien.web;

import io.vertx.core.http.HttpMethod;

/**
 * One method of one path, who may call it, and what answers.
 *
 * @param path as the OpenAPI document writes it, such as {@code /api/cases/{caseId}}
 */
record Route(HttpMethod method, String path, Access access, Endpoint endpoint) {

  static Route get(String path, Access access, Endpoint endpoint) {
    return new Route(HttpMethod.GET, path, access, endpoint);
  }

  static Route post(String path, Access access, Endpoint endpoint) {
    return new Route(HttpMethod.POST, path, access, endpoint);
  }

  static Route put(String path, Access access, Endpoint endpoint) {
    return new Route(HttpMethod.PUT, path, access, endpoint);
  }

  static Route delete(String path, Access access, Endpoint endpoint) {
    return new Route(HttpMethod.DELETE, path, access, endpoint);
  }

  /** The path in Vert.x's notation. */
  String pattern() {
    return path.replace("{", ":").replace("}", "");
  }

  /** Whether the call may change something, so that it needs the CSRF header. */
  boolean changesState() {
    return !method.equals(HttpMethod.GET);
  }
}
