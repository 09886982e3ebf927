package vn.lienvien.security;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Who may log in at this site: {@code accounts.json}, readable by its owner only, replaced as a
 * whole and read again when it has changed, so that {@code lienvien user add} needs no restart.
 * Thread-safe.
 */
public final class Accounts {
  private static final int GENERATED_LENGTH = 14;

  /** No letter that can be taken for another one when it is read aloud or written down. */
  private static final String ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789";

  private final Path file;
  private final SecureRandom random = new SecureRandom();
  private final ObjectMapper json = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  /** Compared with when there is no such account, so that the answer takes as long. */
  private final PasswordHash nobody;

  private Map<String, Stored> accounts = Map.of();
  private FileTime readAt = FileTime.fromMillis(0);

  /** The last half minute in which each name signed by a code: a code is good for once. */
  private final Map<String, Long> lastSteps = new HashMap<>();

  /**
   * An account as the file has it; what older files do not say is false or null.
   *
   * @param authenticator the secret of an authenticator app
   */
  private record Stored(
      String displayName,
      Set<Role> roles,
      PasswordHash password,
      boolean disabled,
      @Nullable String authenticator) {
    Stored withAuthenticator(@Nullable String secret) {
      return new Stored(displayName, roles, password, disabled, secret);
    }

    Account named(String username) {
      return new Account(username, displayName, roles);
    }
  }

  /** An account as the administrator sees it. */
  public record Listed(Account account, boolean disabled) {}

  private Accounts(Path file) {
    this.file = file;
    this.nobody = PasswordHash.of("", random);
  }

  /** Opens the accounts of a site; the file is made with the first account. */
  public static Accounts open(Path file) {
    return new Accounts(file);
  }

  /**
   * Adds an account and returns its password, which is kept nowhere.
   *
   * @throws IllegalArgumentException when the name is taken or not of {@code [a-z0-9._-]{1,32}}
   */
  public synchronized String add(Account account) throws IOException {
    if (!account.username().matches("[a-z0-9._-]{1,32}")) {
      throw new IllegalArgumentException("a user name is 1 to 32 of a-z 0-9 . _ -");
    }
    if (account.roles().isEmpty()) {
      throw new IllegalArgumentException("an account needs at least one role");
    }
    refresh();
    if (accounts.containsKey(account.username())) {
      throw new IllegalArgumentException("the user name " + account.username() + " is taken");
    }
    String password = generated();
    String displayName = Normalizer.normalize(account.displayName(), Normalizer.Form.NFC);
    Map<String, Stored> next = new TreeMap<>(accounts);
    next.put(
        account.username(),
        new Stored(displayName, account.roles(), PasswordHash.of(password, random), false, null));
    write(next);
    return password;
  }

  /**
   * A new generated password in the place of the old one, and no authenticator: whoever lost one
   * may have lost both.
   */
  public synchronized String resetPassword(String username) throws IOException {
    Stored stored = known(username);
    String password = generated();
    replace(
        username,
        new Stored(
            stored.displayName(),
            stored.roles(),
            PasswordHash.of(password, random),
            stored.disabled(),
            null));
    return password;
  }

  /** Lets an account in, or no more; its name stays under what it signed. */
  public synchronized void disable(String username, boolean disabled) throws IOException {
    Stored stored = known(username);
    replace(
        username,
        new Stored(
            stored.displayName(),
            stored.roles(),
            stored.password(),
            disabled,
            stored.authenticator()));
  }

  /**
   * Takes an authenticator app whose owner has typed a code of it.
   *
   * @return false, and nothing changed, where the code is not the secret's
   */
  public synchronized boolean addAuthenticator(
      String username, String secret, String code, Instant now) throws IOException {
    if (TimeCode.stepOf(secret, code, now).isEmpty()) {
      return false;
    }
    replace(username, known(username).withAuthenticator(secret));
    return true;
  }

  /** From now on only the password confirms. */
  public synchronized void removeAuthenticator(String username) throws IOException {
    replace(username, known(username).withAuthenticator(null));
  }

  public boolean hasAuthenticator(String username) {
    Stored stored = stored(username);
    return stored != null && stored.authenticator() != null;
  }

  /** Whether a code is one of the account's app, and was not used before. */
  public synchronized boolean confirmsCode(String username, String code, Instant now) {
    Stored stored = stored(username);
    if (stored == null || stored.disabled() || stored.authenticator() == null) {
      return false;
    }
    OptionalLong step = TimeCode.stepOf(stored.authenticator(), code, now);
    if (step.isEmpty() || step.getAsLong() <= lastSteps.getOrDefault(username, 0L)) {
      return false;
    }
    lastSteps.put(username, step.getAsLong());
    return true;
  }

  private Stored known(String username) throws IOException {
    refresh();
    Stored stored = accounts.get(username);
    if (stored == null) {
      throw new IllegalArgumentException("there is no account " + username);
    }
    return stored;
  }

  private void replace(String username, Stored stored) throws IOException {
    Map<String, Stored> next = new TreeMap<>(accounts);
    next.put(username, stored);
    write(next);
  }

  /** The account, when the password is its own. */
  public Optional<Account> authenticate(String username, String password) {
    Stored stored = stored(username);
    boolean fits = (stored == null ? nobody : stored.password()).fits(password);
    return stored != null && fits && !stored.disabled()
        ? Optional.of(stored.named(username))
        : Optional.empty();
  }

  /** The account as it is now; empty when it has been taken away or disabled. */
  public Optional<Account> find(String username) {
    return Optional.ofNullable(stored(username))
        .filter(stored -> !stored.disabled())
        .map(stored -> stored.named(username));
  }

  /** Every account, by name. */
  public synchronized List<Listed> all() {
    try {
      refresh();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
    return accounts.entrySet().stream()
        .map(e -> new Listed(e.getValue().named(e.getKey()), e.getValue().disabled()))
        .toList();
  }

  /** Another one than before whenever an account may have been added, changed or taken away. */
  public synchronized Object generation() {
    stored("");
    return readAt;
  }

  private synchronized @Nullable Stored stored(String username) {
    try {
      refresh();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
    return accounts.get(username);
  }

  private void refresh() throws IOException {
    if (!Files.exists(file)) {
      accounts = Map.of();
      readAt = FileTime.fromMillis(0);
      return;
    }
    FileTime changed = Files.getLastModifiedTime(file);
    if (!changed.equals(readAt)) {
      accounts = json.readValue(file.toFile(), new TypeReference<Map<String, Stored>>() {});
      readAt = changed;
    }
  }

  private void write(Map<String, Stored> next) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    Path part = file.resolveSibling(file.getFileName() + ".part");
    Files.deleteIfExists(part);
    Files.createFile(
        part, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
      channel.write(java.nio.ByteBuffer.wrap(json.writeValueAsBytes(next)));
      channel.force(true);
    }
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    readAt = FileTime.fromMillis(0);
    refresh();
  }

  private String generated() {
    StringBuilder password = new StringBuilder();
    for (int i = 0; i < GENERATED_LENGTH; i++) {
      password.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return password.toString();
  }
}
