/**
 * Two hospitals on loopback, each with gateway, PACS and HIS as processes of their own, and the
 * consultation between them: what {@code scripts/demo.sh} and the end-to-end tests run. Sees the
 * gateways only from outside: launcher, sockets, files.
 */
@org.jspecify.annotations.NullMarked
package vn.lienvien.demo;
