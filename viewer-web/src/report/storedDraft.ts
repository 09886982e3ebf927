import type { ReadingTexts } from '../api/types';

/**
 * What a radiologist has written and the gateway has not acknowledged yet, on this computer (localStorage): it
 * outlives a reload, a crash and a session that ran out. It goes as soon as the gateway has the text, a few seconds
 * while the line stands, and at logging out, because a hospital's computer is shared. Keyed by account, so that the
 * next person does not meet it.
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
    private readonly storage: Storage = localStorage,
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

/** Removes every draft of this computer: logging out is the wish to leave nothing behind. */
export function forgetDrafts(storage: Storage = localStorage): void {
  Object.keys(storage)
    .filter((key) => key.startsWith(PREFIX))
    .forEach((key) => storage.removeItem(key));
}
