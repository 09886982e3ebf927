/**
 * Who may come in: site certificates, invitations, accounts and sessions, and the TLS contexts made
 * of them; never a socket of the link, never what a visitor may do once inside.
 */
@org.jspecify.annotations.NullMarked
package vn.lienvien.security;
