/** The wiring plan: how the rooms are put together for one site, in plain code; no logic. */
@org.jspecify.annotations.NullMarked
package vn.lienvien;
