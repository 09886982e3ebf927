package vn.lienvien.web;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.lienvien.audit.AuditEvent.Action;
import vn.lienvien.security.Account;
import vn.lienvien.security.Accounts;
import vn.lienvien.security.Role;

/** Who may log in here: added, disabled, given a new password. A password is shown once. */
final class AccountRoutes {
  private final Accounts accounts;
  private final ViewAudit audit;

  AccountRoutes(Accounts accounts, ViewAudit audit) {
    this.accounts = accounts;
    this.audit = audit;
  }

  List<Route> routes() {
    Access administrator = Access.only(Role.PACS_ADMINISTRATOR);
    return List.of(
        Route.get("/api/accounts", administrator, this::list),
        Route.post("/api/accounts", administrator, this::add),
        Route.post("/api/accounts/{username}/password", administrator, this::resetPassword),
        Route.put("/api/accounts/{username}/disabled", administrator, this::disable));
  }

  private void list(Exchange exchange) throws IOException {
    exchange.json(200, new AccountsView(accounts.all().stream().map(AccountView::of).toList()));
  }

  private void add(Exchange exchange) throws IOException {
    NewAccount wanted = exchange.json(NewAccount.class);
    String username = NewCases.text(wanted.username());
    String displayName = NewCases.text(wanted.displayName());
    Set<Role> roles = Objects.requireNonNullElse(wanted.roles(), Set.of());
    if (!username.matches("[a-z0-9._-]{1,32}") || displayName.isEmpty() || roles.isEmpty()) {
      throw new HttpFault(
          ErrorCode.INVALID_FIELD, "username of [a-z0-9._-]{1,32}, displayName and a role");
    }
    if (accounts.all().stream().anyMatch(one -> one.account().username().equals(username))) {
      throw new HttpFault(ErrorCode.ACCOUNT_EXISTS, "the user name is taken");
    }
    String password = accounts.add(new Account(username, displayName, roles));
    audit.did(exchange, Action.CHANGE_ACCOUNTS, username);
    exchange.json(201, new Password(username, password));
  }

  private void resetPassword(Exchange exchange) throws IOException {
    String username = known(exchange);
    String password = accounts.resetPassword(username);
    audit.did(exchange, Action.CHANGE_ACCOUNTS, username);
    exchange.json(200, new Password(username, password));
  }

  private void disable(Exchange exchange) throws IOException {
    String username = known(exchange);
    if (username.equals(exchange.account().username())) {
      throw new HttpFault(ErrorCode.OWN_ACCOUNT, "nobody locks themselves out");
    }
    accounts.disable(username, exchange.json(Disabled.class).disabled());
    audit.did(exchange, Action.CHANGE_ACCOUNTS, username);
    exchange.empty(204);
  }

  private String known(Exchange exchange) {
    String username = exchange.path("username");
    if (accounts.all().stream().noneMatch(one -> one.account().username().equals(username))) {
      throw HttpFault.notFound("account");
    }
    return username;
  }

  record NewAccount(
      @Nullable String username, @Nullable String displayName, @Nullable Set<Role> roles) {}

  record Disabled(boolean disabled) {}

  record Password(String username, String password) {
    @Override
    public String toString() {
      return "Password of " + username;
    }
  }

  record AccountView(String username, String displayName, Set<Role> roles, boolean disabled) {
    static AccountView of(Accounts.Listed listed) {
      Account account = listed.account();
      return new AccountView(
          account.username(), account.displayName(), account.roles(), listed.disabled());
    }
  }

  record AccountsView(List<AccountView> accounts) {}
}
