package vn.lienvien.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenApiTest {
  @TempDir Path directory;

  @Test
  void everyErrorCodeIsInTheDocument() throws Exception {
    assertThat(new ApiDocument().errorCodes())
        .containsExactlyInAnyOrder(
            Arrays.stream(ErrorCode.values()).map(Enum::name).toArray(String[]::new));
  }

  @Test
  void everyRouteIsInTheDocumentAndEveryDocumentedPathIsServed() throws Exception {
    try (WebHouse house = new WebHouse(directory)) {
      Set<String> served =
          WebServer.routes(house.rooms, house.logins, new Changes()).stream()
              .map(route -> route.method() + " " + route.path())
              .collect(Collectors.toCollection(TreeSet::new));
      assertThat(served).isEqualTo(new ApiDocument().operations());
      assertThat(house.send(house.to("/api/openapi.json")).body()).contains("\"openapi\"");
    }
  }
}
