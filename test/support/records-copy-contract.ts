import { describe, expect, test } from 'vitest';
import { copyRecords, type RecordsCopied } from '../../src/records/copy.js';
import { openTables } from '../../src/records/open.js';
import type { Memory } from '../../src/records/port.js';
import type { RecordTables, Table } from '../../src/records/tables.js';
import type { EngineSettings } from '../../src/search/open-engine.js';
import { ANSWER, DAY } from './records-contract.js';

/** A store of records that nobody has used yet. */
export interface EmptyStore {
  readonly engine: EngineSettings;
  /** A process that uses it from now on. */
  open(now: () => number): Promise<Pick<Memory, 'records' | 'close'>>;
}

const NOTHING: RecordsCopied = { answers: 0, verdicts: 0, replies: 0 };
const { signal: NEVER } = new AbortController();

/** What copying records from one store to another must do, wherever each is. */
export function recordsCopyContract(
  name: string,
  openFrom: () => EmptyStore,
  openTo: () => EmptyStore,
): void {
  /** Two stores, as their bots and as whole tables see them. */
  async function withStores(
    work: (stores: {
      readonly from: Memory['records'];
      readonly to: Memory['records'];
      readonly source: RecordTables;
      readonly target: RecordTables;
      at(time: number): void;
    }) => Promise<void>,
  ): Promise<void> {
    let time = 0;
    const stores = [openFrom(), openTo()];
    const [source, target] = await Promise.all(stores.map(({ engine }) => openTables(engine)));
    const [from, to] = await Promise.all(stores.map(({ open }) => open(() => time)));
    if (!source || !target || !from || !to) throw new Error('a store is missing');
    const at = (now: number) => {
      time = now;
    };
    try {
      await work({ from: from.records, to: to.records, source, target, at });
    } finally {
      await Promise.all([source, target, from, to].map(({ close }) => close()));
    }
  }

  describe(`copy of records: ${name}`, () => {
    test('answers, verdicts and replies come along to the letter, once, also from a store in use', () =>
      withStores(async ({ from, to, source, target, at }) => {
        at(5);
        const ids = [await from.keep(ANSWER), await from.keep({ ...ANSWER, text: 'دیگر' })];
        const [first = '', second = ''] = ids;
        at(6);
        await from.judge(first, 'telegram:1', 'good');
        await from.judge(first, 'telegram:2', 'bad');
        const sent = { digest: 'd1', messageIds: [12, 13], answerId: second };
        await from.noteSent('telegram:9/1', 5, sent);
        await from.noteSent('telegram:9/1', 6, { digest: null, messageIds: [], answerId: null });
        const copied = await copyRecords(source, target, NEVER, 0);
        expect(copied).toEqual({ answers: 2, verdicts: 2, replies: 2 });
        expect(await to.answer(first)).toEqual(ANSWER);
        expect((await to.answer(second))?.text).toBe('دیگر');
        expect(await to.sentFor('telegram:9/1', 5)).toEqual(sent);
        expect((await to.lastAnswer('telegram:9/1'))?.id).toBe(second);
        expect(await contentsOf(target)).toEqual(await contentsOf(source));
        expect(await copyRecords(source, target, NEVER, 0)).toEqual(NOTHING);
        const late = await from.keep(ANSWER);
        expect(await copyRecords(source, target, NEVER, 0)).toEqual({ ...NOTHING, answers: 1 });
        expect(await to.answer(late)).toEqual(ANSWER);
      }));

    test('what was given later stays at the destination, what was given earlier is replaced', () =>
      withStores(async ({ from, to, source, target, at }) => {
        const id = await from.keep(ANSWER);
        await copyRecords(source, target, NEVER, 0);
        const own = await to.keep(ANSWER);
        const noted = (digest: string) => ({ digest, messageIds: [1], answerId: id });
        at(10);
        await from.judge(id, 'a', 'good');
        await to.judge(id, 'b', 'good');
        await from.noteSent('p', 1, noted('from'));
        await to.noteSent('p', 2, noted('to'));
        at(20);
        await to.judge(id, 'a', 'bad');
        await from.judge(id, 'b', 'bad');
        await to.noteSent('p', 1, noted('to'));
        await from.noteSent('p', 2, noted('from'));
        const copied = await copyRecords(source, target, NEVER, 0);
        expect(copied).toEqual({ answers: 0, verdicts: 1, replies: 1 });
        const { verdicts } = await contentsOf(target);
        expect(verdicts.map(({ person, verdict }) => `${person} ${verdict}`)).toEqual([
          'a bad',
          'b bad',
        ]);
        expect((await to.sentFor('p', 1))?.digest).toBe('to');
        expect((await to.sentFor('p', 2))?.digest).toBe('from');
        expect(await to.answer(own)).toEqual(ANSWER);
      }));

    test('one that was ended goes on where it was, through parts that were given at one moment', () =>
      withStores(async ({ source, target }) => {
        const numbers = Array.from({ length: 1_100 }, (_, at) => at);
        const idOf = (at: number) => `answer-${String(at).padStart(4, '0')}`;
        await source.answers.merge(
          numbers.map((at) => ({ id: idOf(at), given: at < 1_000 ? 7 : at, answer: ANSWER })),
        );
        await source.verdicts.merge(
          numbers.map((at) => {
            return { answerId: idOf(at), person: 'telegram:1', verdict: 'good', given: 8 };
          }),
        );
        const sent = { digest: 'd', messageIds: [1], answerId: null };
        await source.replies.merge(
          numbers.map((at) => ({ place: `p${at % 3}`, messageId: at, ...sent, given: 9 })),
        );
        const ended = new AbortController();
        const merged: number[] = [];
        const endingIn = <Row>(table: Table<Row>): Table<Row> => ({
          ...table,
          async merge(rows) {
            merged.push(await table.merge(rows));
            ended.abort(new Error('ended'));
            return 0;
          },
        });
        const ending = { ...target, answers: endingIn(target.answers) };
        await expect(copyRecords(source, ending, ended.signal, 0)).rejects.toThrow('ended');
        const [done = 0] = merged;
        expect(merged).toHaveLength(1);
        expect(done).toBeGreaterThan(0);
        const copied = await copyRecords(source, target, NEVER, 0);
        expect(copied).toEqual({ answers: 1_100 - done, verdicts: 1_100, replies: 1_100 });
        expect(await contentsOf(target)).toEqual(await contentsOf(source));
      }));

    test('a verdict on an answer that did not come along waits for the next copy', () =>
      withStores(async ({ source, target }) => {
        // Given while the answers were copied already.
        const verdict = { answerId: 'later', person: 'telegram:1', verdict: 'good', given: 2 };
        expect(await target.verdicts.merge([verdict])).toBe(0);
        await source.answers.merge([{ id: 'later', given: 1, answer: ANSWER }]);
        await source.verdicts.merge([verdict]);
        const copied = await copyRecords(source, target, NEVER, 0);
        expect(copied).toEqual({ ...NOTHING, answers: 1, verdicts: 1 });
      }));

    test('what is too old to be kept does not come along, but for what someone judged', () =>
      withStores(async ({ from, to, source, target, at }) => {
        const [judged, old] = [await from.keep(ANSWER), await from.keep(ANSWER)];
        await from.judge(judged, 'telegram:1', 'good');
        const shown = (answerId: string) => ({ digest: 'd', messageIds: [1], answerId });
        await from.noteSent('p', 1, shown(judged));
        await from.noteSent('p', 2, shown(old));
        at(2 * DAY);
        const young = await from.keep(ANSWER);
        await from.noteSent('p', 3, shown(young));
        const copied = await copyRecords(source, target, NEVER, 91 * DAY);
        expect(copied).toEqual({ answers: 2, verdicts: 1, replies: 2 });
        expect(await to.answer(judged)).toEqual(ANSWER);
        expect(await to.answer(young)).toEqual(ANSWER);
        expect(await to.answer(old)).toBeNull();
        expect(await to.sentFor('p', 1)).toEqual(shown(judged));
        expect(await to.sentFor('p', 2)).toBeNull();
      }));

    test('at the destination an answer that someone judged is kept for good, another for 90 days', async () => {
      const [from, to] = [openFrom(), openTo()];
      const bot = await from.open(() => 0);
      const [judged, other] = [await bot.records.keep(ANSWER), await bot.records.keep(ANSWER)];
      await bot.records.judge(judged, 'telegram:1', 'good');
      await bot.close();
      const [source, target] = [await openTables(from.engine), await openTables(to.engine)];
      await copyRecords(source, target, NEVER, 0);
      // So that what is old is found there.
      await contentsOf(target);
      await Promise.all([source.close(), target.close()]);
      const { records, close } = await to.open(() => 91 * DAY);
      await expect.poll(() => records.answer(other), { timeout: 30_000 }).toBeNull();
      expect(await records.answer(judged)).toEqual(ANSWER);
      await close();
    });
  });
}

/** All that a store holds, in an order of its own. */
async function contentsOf({ answers, verdicts, replies }: RecordTables) {
  return {
    answers: await rowsOf(answers, ({ id }) => id),
    verdicts: await rowsOf(verdicts, ({ answerId, person }) => `${answerId} ${person}`),
    replies: await rowsOf(replies, ({ place, messageId }) => `${place} ${messageId}`),
  };
}

async function rowsOf<Row>(table: Table<Row>, keyOf: (row: Row) => string): Promise<Row[]> {
  const rows: Row[] = [];
  for await (const part of table.all()) rows.push(...part);
  return rows.sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}
