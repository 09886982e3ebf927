package vn.lienvien.demo;

import java.util.ArrayList;
import java.util.List;

/**
 * Where a hospital's programs run: the address that all of them listen on, and what stands before
 * every command to start it there.
 */
record Place(String address, List<String> prefix) {
  static Place loopback() {
    return new Place("127.0.0.1", List.of());
  }

  static Place namespace(String name, String address) {
    return new Place(address, List.of("ip", "netns", "exec", name));
  }

  /** The command that runs the given one here. */
  List<String> command(List<String> command) {
    List<String> whole = new ArrayList<>(prefix);
    whole.addAll(command);
    return whole;
  }
}
