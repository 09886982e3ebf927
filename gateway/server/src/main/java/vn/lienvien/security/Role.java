package vn.lienvien.security;

/** What an account may do. */
public enum Role {
  RADIOLOGIST,
  REQUESTING_DOCTOR,
  PACS_ADMINISTRATOR
}
