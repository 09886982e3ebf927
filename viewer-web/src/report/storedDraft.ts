import type { ReadingTexts } from '../api/types';

/**
 * What a radiologist has written and the gateway has not acknowledged yet, kept in this tab only
 * (sessionStorage): it outlives a reload and a session that ran out, not the tab, because a hospital's computer is
 * shared. Keyed by account, so that the next person at the same tab does not meet it.
 */
export interface StoredDraft {
  texts: ReadingTexts;
  /** The revision of the server's draft that these texts were written upon. */
  revision: number;
}

const PREFIX = 'lienvien.draft.';

export class DraftStore {
  private readonly key: string;

  constructor(
    username: string,
    caseId: string,
    private readonly storage: Storage = sessionStorage,
  ) {
    this.key = `${PREFIX}${username}.${caseId}`;
  }

  load(): StoredDraft | null {
    try {
      return JSON.parse(this.storage.getItem(this.key) ?? 'null') as StoredDraft | null;
    } catch {
      return null; // not readable: as if it were not there
    }
  }

  keep(draft: StoredDraft): void {
    try {
      this.storage.setItem(this.key, JSON.stringify(draft));
    } catch {
      // storage full or forbidden: the server's copy is then the only one
    }
  }

  forget(): void {
    this.storage.removeItem(this.key);
  }
}

/** Removes every draft of this tab: logging out is the wish to leave nothing behind. */
export function forgetDrafts(storage: Storage = sessionStorage): void {
  Object.keys(storage)
    .filter((key) => key.startsWith(PREFIX))
    .forEach((key) => storage.removeItem(key));
}
