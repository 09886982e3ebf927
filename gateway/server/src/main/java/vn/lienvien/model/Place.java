package vn.lienvien.model;

/** Where at a site an object is kept. */
public enum Place {
  GATEWAY,
  PACS
}
