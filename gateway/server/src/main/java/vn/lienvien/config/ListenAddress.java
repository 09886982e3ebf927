package vn.lienvien.config;

/**
 * Where a server listens.
 *
 * @param port 0 for any free one
 */
public record ListenAddress(String bind, int port) {}
