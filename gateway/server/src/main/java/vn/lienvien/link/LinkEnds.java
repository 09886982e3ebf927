package vn.lienvien.link;

/** A site's sending and receiving end, shared by all its links. */
record LinkEnds(LinkRoom room, Receiver receiver, OutgoingPacks packs, Deliveries deliveries) {
  static LinkEnds of(LinkRoom room, LinkCounters counters) {
    OutgoingPacks packs =
        new OutgoingPacks(room.directory().resolve("outgoing"), room.objects(), room.pixels());
    return new LinkEnds(
        room, new Receiver(room, counters), packs, new Deliveries(room, packs, counters));
  }
}
