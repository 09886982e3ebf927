import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ApiError } from '../../src/api/http';
import type { Draft, ReadingResult } from '../../src/api/types';
import { DraftKeeper, RETRY_MS, SAVE_PAUSE_MS } from '../../src/report/DraftKeeper';
import type { StoredDraft } from '../../src/report/storedDraft';

const AT = '2026-11-22T01:00:00Z';

const result = (over: Partial<ReadingResult> = {}): ReadingResult => ({
  description: '', conclusion: '', recommendation: '', author: 'a', authorName: 'A', revision: 1, savedAt: AT, signedAt: null, ...over,
});

/** A server of one draft that counts saves and can be told to refuse. */
class FakeServer {
  saves: Draft[] = [];
  refuse: ApiError | null = null;
  closedTold = 0;
  stored: StoredDraft | null = null;

  constructor(public draft: ReadingResult | null = null) {}

  ports() {
    return {
      save: async (draft: Draft) => {
        this.saves.push(draft);
        if (this.refuse) throw this.refuse;
        const revision = (this.draft?.revision ?? 0) + 1;
        if (draft.revision !== revision - 1) throw new ApiError(409, 'DRAFT_CHANGED', '');
        this.draft = result({ ...draft, revision });
        return { revision, savedAt: AT };
      },
      current: async () => this.draft,
      closed: () => void (this.closedTold += 1),
      store: {
        load: () => this.stored,
        keep: (draft: StoredDraft) => void (this.stored = draft),
        forget: () => void (this.stored = null),
      },
    };
  }
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());
const pause = (ms = SAVE_PAUSE_MS) => vi.advanceTimersByTimeAsync(ms);

test('what is written is kept in the tab at once and saved after a pause, once', async () => {
  const server = new FakeServer();
  const keeper = new DraftKeeper(null, server.ports());
  keeper.edit('conclusion', 'Không');
  keeper.edit('conclusion', 'Không thấy chảy máu');
  expect(server.stored?.texts.conclusion).toBe('Không thấy chảy máu');
  expect(keeper.status.kind).toBe('edited');
  await pause();
  expect(server.saves).toHaveLength(1);
  expect(server.draft?.conclusion).toBe('Không thấy chảy máu');
  expect(keeper.status).toEqual({ kind: 'saved', at: AT });
  expect(server.stored).toBeNull();
});

test('what is taken back before the pause is not said to be unsaved for ever', async () => {
  const server = new FakeServer();
  const keeper = new DraftKeeper(null, server.ports());
  keeper.edit('conclusion', 'a');
  keeper.edit('conclusion', '');
  await pause();
  expect(keeper.status.kind).toBe('untouched');
  expect(server.saves).toEqual([]);
  expect(server.stored).toBeNull();
});

test('nothing is saved while an input method composes a letter', async () => {
  const server = new FakeServer();
  const keeper = new DraftKeeper(null, server.ports());
  keeper.compose(true);
  keeper.edit('description', 'nhu mo na');
  await pause(10 * SAVE_PAUSE_MS);
  expect(server.saves).toHaveLength(0);
  keeper.edit('description', 'nhu mô não');
  keeper.compose(false);
  await pause();
  expect(server.saves.map((save) => save.description)).toEqual(['nhu mô não']);
});

test('letters written during a save are saved by the next one, upon the new revision', async () => {
  const server = new FakeServer();
  const ports = server.ports();
  let answer: () => void = () => {};
  const slow = { ...ports, save: async (draft: Draft) => {
    const saved = await ports.save(draft);
    await new Promise<void>((resolve) => (answer = resolve));
    return saved;
  } };
  const keeper = new DraftKeeper(null, slow);
  keeper.edit('conclusion', 'một');
  await pause();
  keeper.edit('conclusion', 'một hai');
  answer();
  await pause();
  expect(server.saves.map(({ conclusion, revision }) => [conclusion, revision])).toEqual([['một', 0], ['một hai', 1]]);
});

test('a text changed elsewhere is a conflict, and nothing is overwritten until a person chose', async () => {
  const server = new FakeServer(result());
  const keeper = new DraftKeeper(result(), server.ports());
  server.draft = result({ conclusion: 'của người khác', revision: 5 });
  keeper.edit('conclusion', 'của tôi');
  await pause();
  expect(keeper.status.kind).toBe('conflict');
  keeper.edit('conclusion', 'của tôi, viết tiếp');
  await pause(10 * RETRY_MS);
  expect(server.draft.conclusion).toBe('của người khác');
  expect(server.saves).toHaveLength(1);
});

test('keeping my text saves it upon their revision', async () => {
  const server = new FakeServer(result());
  const keeper = new DraftKeeper(result(), server.ports());
  server.draft = result({ conclusion: 'của người khác', revision: 5 });
  keeper.edit('conclusion', 'của tôi');
  await pause();
  await keeper.keepMine();
  expect(server.draft).toMatchObject({ conclusion: 'của tôi', revision: 6 });
  expect(keeper.status.kind).toBe('saved');
});

test('taking their text replaces mine and makes the form draw itself again', async () => {
  const server = new FakeServer(result());
  const keeper = new DraftKeeper(result(), server.ports());
  server.draft = result({ conclusion: 'của người khác', revision: 5 });
  keeper.edit('conclusion', 'của tôi');
  await pause();
  await keeper.takeTheirs();
  expect(keeper.texts.conclusion).toBe('của người khác');
  expect(keeper.generation).toBe(1);
  expect(server.stored).toBeNull();
});

test('a server that does not answer is tried again, and the text stays in the tab', async () => {
  const server = new FakeServer();
  server.refuse = new ApiError(0, 'UNREACHABLE', '');
  const keeper = new DraftKeeper(null, server.ports());
  keeper.edit('description', 'còn đây');
  await pause();
  expect(keeper.status.kind).toBe('failed');
  expect(server.stored?.texts.description).toBe('còn đây');
  server.refuse = null;
  await pause(RETRY_MS);
  expect(keeper.status.kind).toBe('saved');
});

test('a draft that outlived its session is taken up again and saved', async () => {
  const server = new FakeServer(result());
  server.stored = { texts: { description: '', conclusion: 'viết trước khi hết phiên', recommendation: '' }, revision: 1 };
  const keeper = new DraftKeeper(result(), server.ports());
  expect(keeper.texts.conclusion).toBe('viết trước khi hết phiên');
  await pause();
  expect(server.draft?.conclusion).toBe('viết trước khi hết phiên');
});

test('a kept draft is a conflict when the server has moved on meanwhile', () => {
  const server = new FakeServer(result({ conclusion: 'mới', revision: 3 }));
  server.stored = { texts: { description: '', conclusion: 'cũ', recommendation: '' }, revision: 1 };
  const keeper = new DraftKeeper(server.draft, server.ports());
  expect(keeper.status.kind).toBe('conflict');
});

test('a case that was signed elsewhere takes no more saves', async () => {
  const server = new FakeServer();
  server.refuse = new ApiError(409, 'ALREADY_SIGNED', '');
  const keeper = new DraftKeeper(null, server.ports());
  keeper.edit('conclusion', 'muộn');
  await pause(10 * RETRY_MS);
  expect(server.closedTold).toBe(1);
  expect(server.saves).toHaveLength(1);
});
