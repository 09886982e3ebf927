package vn.lienvien.web;

import vn.lienvien.audit.AuditLog;
import vn.lienvien.security.Accounts;
import vn.lienvien.security.Sessions;

/** Who may come in, and where it is written down who saw what. */
public record WebPeople(Accounts accounts, Sessions sessions, AuditLog audit) {}
