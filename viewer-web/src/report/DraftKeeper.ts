import { ApiError } from '../api/http';
import type { Draft, ReadingResult, ReadingTexts, SavedDraft } from '../api/types';
import type { DraftStore } from './storedDraft';

export type DraftStatus =
  | { kind: 'untouched' | 'edited' | 'saving' | 'failed' }
  | { kind: 'saved'; at: string }
  /** Somebody else writes now; what is written here stays here until a person decides. */
  | { kind: 'locked' }
  /** The server holds another text than the one that was written upon; a person must choose. */
  | { kind: 'conflict' };

/** What the keeper needs of the world. */
export interface DraftPorts {
  save: (draft: Draft) => Promise<SavedDraft>;
  /** The server's draft as it is now. */
  current: () => Promise<ReadingResult | null>;
  store: Pick<DraftStore, 'load' | 'keep' | 'forget'>;
  /** The case takes no draft any more: signed elsewhere, or in another state. */
  closed: () => void;
}

export const SAVE_PAUSE_MS = 1500;
export const RETRY_MS = 5000;
const EMPTY: ReadingTexts = { description: '', conclusion: '', recommendation: '' };

export const sameTexts = (a: ReadingTexts, b: ReadingTexts) =>
  a.description === b.description && a.conclusion === b.conclusion && a.recommendation === b.recommendation;

const textsOf = ({ description, conclusion, recommendation }: ReadingTexts): ReadingTexts => ({ description, conclusion, recommendation });

/**
 * Keeps what a radiologist writes: in this tab at every letter, on the server after every pause. It never writes into
 * the text fields by itself, so an input method that is composing a letter is never disturbed; only `takeTheirs`
 * replaces the text, and says so by a new `generation`. Saves name the revision they were written upon, one at a time.
 */
export class DraftKeeper {
  texts: ReadingTexts;
  revision: number;
  generation = 0;
  status: DraftStatus;
  private saved: ReadingTexts;
  /** How it stands while nothing is unsaved. */
  private rest: DraftStatus;
  private composing = false;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private running: Promise<void> | undefined;
  private readonly listeners = new Set<() => void>();

  constructor(
    server: ReadingResult | null,
    private readonly ports: DraftPorts,
  ) {
    this.saved = textsOf(server ?? EMPTY);
    this.revision = server?.revision ?? 0;
    const kept = ports.store.load();
    const differs = kept !== null && !sameTexts(kept.texts, this.saved);
    this.texts = differs ? kept.texts : this.saved;
    this.rest = server ? { kind: 'saved', at: server.savedAt } : { kind: 'untouched' };
    this.status = this.rest;
    if (differs) this.status = { kind: kept.revision === this.revision ? 'edited' : 'conflict' };
    if (this.status.kind === 'edited') this.schedule(SAVE_PAUSE_MS);
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  edit(field: keyof ReadingTexts, value: string): void {
    if (this.texts[field] === value) return;
    this.texts = { ...this.texts, [field]: value };
    this.ports.store.keep({ texts: this.texts, revision: this.revision });
    if (this.status.kind === 'conflict' || this.status.kind === 'locked') return;
    this.become({ kind: 'edited' });
    this.schedule(SAVE_PAUSE_MS);
  }

  /** Half a composed letter is not worth a revision: saving waits for its end. */
  compose(composing: boolean): void {
    this.composing = composing;
    if (!composing && this.status.kind === 'edited') this.schedule(SAVE_PAUSE_MS);
  }

  /** Saves now whatever is not saved; done when the server has answered. */
  async flush(): Promise<void> {
    clearTimeout(this.timer);
    if (this.running) await this.running;
    if (this.status.kind === 'conflict') return;
    if (sameTexts(this.texts, this.saved)) return this.takenBack();
    this.running = this.save().finally(() => (this.running = undefined));
    await this.running;
  }

  /** What is written here replaces what the server has. */
  async keepMine(): Promise<void> {
    const theirs = await this.ports.current();
    this.revision = theirs?.revision ?? 0;
    this.saved = textsOf(theirs ?? EMPTY);
    this.become({ kind: 'edited' });
    await this.flush();
  }

  /** What the server has replaces what is written here. */
  async takeTheirs(): Promise<void> {
    const theirs = await this.ports.current();
    this.ports.store.forget();
    this.texts = this.saved = textsOf(theirs ?? EMPTY);
    this.revision = theirs?.revision ?? 0;
    this.generation += 1;
    this.rest = theirs ? { kind: 'saved', at: theirs.savedAt } : { kind: 'untouched' };
    this.become(this.rest);
  }

  /** The result is signed: there is nothing left to keep. */
  done(): void {
    this.stop();
    this.ports.store.forget();
  }

  stop(): void {
    clearTimeout(this.timer);
  }

  /** What was written is as it was before: nothing is unsaved any more. */
  private takenBack(): void {
    if (this.status.kind !== 'edited') return;
    this.ports.store.forget();
    this.become(this.rest);
  }

  private async save(): Promise<void> {
    const sent = this.texts;
    this.become({ kind: 'saving' });
    try {
      const { revision, savedAt } = await this.ports.save({ ...sent, revision: this.revision });
      this.revision = revision;
      this.saved = sent;
      if (sameTexts(this.texts, sent)) {
        this.ports.store.forget();
        this.rest = { kind: 'saved', at: savedAt };
        this.become(this.rest);
      } else {
        this.ports.store.keep({ texts: this.texts, revision });
        this.become({ kind: 'edited' });
        this.schedule(SAVE_PAUSE_MS);
      }
    } catch (error) {
      this.refused(error);
    }
  }

  private refused(error: unknown): void {
    const code = error instanceof ApiError ? error.code : undefined;
    if (code === 'DRAFT_CHANGED') return this.become({ kind: 'conflict' });
    if (code === 'DRAFT_LOCKED') {
      this.become({ kind: 'locked' });
      return this.ports.closed();
    }
    this.become({ kind: 'failed' });
    if (code === 'ALREADY_SIGNED' || code === 'WRONG_STATE') this.ports.closed();
    else this.schedule(RETRY_MS);
  }

  private schedule(delayMs: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      if (!this.composing) void this.flush();
    }, delayMs);
  }

  private become(status: DraftStatus): void {
    this.status = status;
    this.listeners.forEach((listener) => listener());
  }
}
