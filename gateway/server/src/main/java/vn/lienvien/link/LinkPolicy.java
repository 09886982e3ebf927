package vn.lienvien.link;

/**
 * What an operator wants of links, asked anew all the time, so that schedules and changed settings
 * are obeyed at once. Rates are bytes a second, zero for any. Thread-safe.
 */
public interface LinkPolicy {
  /** For one link. */
  long sendingCap(String peerSiteId);

  /** For one link. */
  long receivingCap(String peerSiteId);

  /** For all links of this end together. */
  long totalSendingCap();

  /** For all links of this end together. */
  long totalReceivingCap();

  /** Whether STAT parcels pass by the link's cap. */
  boolean statExempt(String peerSiteId);

  /** A site's share where sites compete. */
  int weight(String peerSiteId);

  /** No wishes at all. */
  static LinkPolicy none() {
    return new LinkPolicy() {
      @Override
      public long sendingCap(String peerSiteId) {
        return 0;
      }

      @Override
      public long receivingCap(String peerSiteId) {
        return 0;
      }

      @Override
      public long totalSendingCap() {
        return 0;
      }

      @Override
      public long totalReceivingCap() {
        return 0;
      }

      @Override
      public boolean statExempt(String peerSiteId) {
        return false;
      }

      @Override
      public int weight(String peerSiteId) {
        return 1;
      }
    };
  }
}
