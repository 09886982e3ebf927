package vn.lienvien.web;

enum Role {
  RADIOLOGIST,
  REQUESTING_DOCTOR,
  PACS_ADMINISTRATOR
}
