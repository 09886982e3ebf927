package vn.lienvien.link;

/** Content on its way, not acknowledged yet. */
record Flight(Outgoing.Cargo cargo, int bytes, long sentAtNanos) {}
