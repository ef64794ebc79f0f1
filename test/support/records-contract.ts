import { describe, expect, test } from 'vitest';
import type { Answer } from '../../src/answer/schema.js';
import type { Memory } from '../../src/records/port.js';

export const DAY = 24 * 60 * 60 * 1000;

export const ANSWER: Answer = {
  question: 'وزیر خارجه سوریه کیست؟',
  understood: null,
  filter: null,
  language: 'fa',
  answered: true,
  text: 'فیصل مقداد وزیر خارجه سوریه است. [1]',
  confidence: 0.9,
  mode: 'extractive',
  citations: [
    {
      marker: 1,
      articleId: 'سانا/12',
      title: 'دیدار وزیران خارجه',
      source: 'سانا',
      date: '2021-09-14',
      url: 'https://sana.example/12',
      paragraph: 2,
      quote: 'فیصل مقداد وزیر خارجه سوریه است.',
      start: 3,
      end: 36,
      answer: { start: 3, end: 13 },
      alsoReportedBy: [
        { articleId: 'ایسنا/7', title: 'دیدار', source: null, date: null, url: null },
      ],
    },
  ],
  nearest: [],
  timings: { total: 3, 'search.keyword': 1 },
};

const SENT = { digest: 'd1', messageIds: [12, 13], answerId: null };

type Process = Pick<Memory, 'records' | 'close'>;

/** A store that outlives the processes that use it. */
export interface RecordsStore {
  /** A process that uses it from now on. */
  open(now?: () => number): Promise<Process>;
  /** Every verdict, as `person verdict`. */
  verdicts(): Promise<readonly string[]>;
  /** Has what was kept be found by whatever removes what is old. */
  settle(): Promise<void>;
}

/** What records must do, wherever they are kept. */
export function recordsContract(name: string, openStore: () => Promise<RecordsStore>): void {
  /** Processes on one store, all of them closed when the work is done. */
  async function withProcesses(
    count: number,
    work: (processes: readonly Process['records'][], store: RecordsStore) => Promise<void>,
    now?: () => number,
  ): Promise<void> {
    const store = await openStore();
    const processes = await Promise.all(Array.from({ length: count }, () => store.open(now)));
    try {
      await work(
        processes.map(({ records }) => records),
        store,
      );
    } finally {
      await Promise.all(processes.map(({ close }) => close()));
    }
  }

  /** What a process does at a time, all of it kept when it is closed. */
  async function at<Result>(
    store: RecordsStore,
    time: number,
    work: (records: Process['records']) => Promise<Result>,
  ): Promise<Result> {
    const { records, close } = await store.open(() => time);
    try {
      return await work(records);
    } finally {
      await close();
    }
  }

  describe(`records contract: ${name}`, () => {
    test('an answer kept by one process is shown by another, under an id short enough for a button', () =>
      withProcesses(2, async ([one, other]) => {
        const ids = await Promise.all([one?.keep(ANSWER), one?.keep(ANSWER)]);
        expect(new Set(ids).size).toBe(2);
        for (const id of ids) {
          expect(id).toMatch(/^[\w-]{11}$/u);
          expect(await other?.answer(id ?? '')).toEqual(ANSWER);
        }
        expect(await other?.answer('unknown')).toBeNull();
      }));

    test('a person’s later verdict takes the place of the earlier one, whichever process hears it', () =>
      withProcesses(2, async ([one, other], { verdicts }) => {
        const id = (await one?.keep(ANSWER)) ?? '';
        expect(await other?.judge(id, 'telegram:1', 'good')).toBe(true);
        expect(await one?.judge(id, 'telegram:2', 'good')).toBe(true);
        expect(await one?.judge(id, 'telegram:1', 'bad')).toBe(true);
        expect(await other?.judge('unknown', 'telegram:1', 'bad')).toBe(false);
        expect((await verdicts()).toSorted()).toEqual(['telegram:1 bad', 'telegram:2 good']);
        expect(await other?.answer(id)).toEqual(ANSWER);
      }));

    test('answers of more than 90 days are forgotten, but not those that someone judged', async () => {
      const store = await openStore();
      const ids = await at(store, 0, async (records) => {
        const [forgotten, judged] = [await records.keep(ANSWER), await records.keep(ANSWER)];
        await records.judge(judged, 'discord:1', 'good');
        return { forgotten, judged };
      });
      await store.settle();
      const early = await at(store, 89 * DAY, async (records) => {
        await records.keep(ANSWER);
        return records.answer(ids.forgotten);
      });
      expect(early).toEqual(ANSWER);
      await at(store, 91 * DAY, async (records) => {
        await expect.poll(() => records.answer(ids.forgotten), { timeout: 30_000 }).toBeNull();
        expect(await records.answer(ids.judged)).toEqual(ANSWER);
      });
    });

    test('what one process sent for a message is known to another, the later in the place of the earlier', () =>
      withProcesses(2, async ([one, other]) => {
        await one?.noteSent('telegram:1', 5, { ...SENT, digest: null, messageIds: [12] });
        await one?.noteSent('telegram:1', 5, SENT);
        expect(await other?.sentFor('telegram:1', 5)).toEqual(SENT);
        expect(await other?.sentFor('telegram:2', 5)).toBeNull();
        expect(await other?.sentFor('telegram:1', 6)).toBeNull();
      }));

    test('the last answer of a place is the one sent last by any process, not a notice, nor that of another place', () => {
      let time = 0;
      return withProcesses(
        2,
        async ([one, other]) => {
          const keep = () => one?.keep(ANSWER);
          const [first, second, elsewhere] = [await keep(), await keep(), await keep()];
          for (const [place, messageId, answerId] of [
            ['a', 9, first],
            ['a', 3, second],
            ['a', 10, null],
            ['b', 11, elsewhere],
          ] as const) {
            time += 1;
            await one?.noteSent(place, messageId, { ...SENT, answerId: answerId ?? null });
          }
          expect(await other?.lastAnswer('a')).toEqual({ id: second, answer: ANSWER });
          expect(await other?.lastAnswer('c')).toBeNull();
          time += 1;
          // An edited question whose new answer is a notice has none any more.
          await one?.noteSent('a', 3, SENT);
          expect((await other?.lastAnswer('a'))?.id).toBe(first);
        },
        () => time,
      );
    });

    test('what was sent is kept as long as its answer: 90 days, or for good where someone judged it', async () => {
      const store = await openStore();
      await at(store, 0, async (records) => {
        const judged = await records.keep(ANSWER);
        await records.judge(judged, 'telegram:1', 'good');
        await records.noteSent('a', 1, { ...SENT, answerId: await records.keep(ANSWER) });
        await records.noteSent('a', 2, { ...SENT, answerId: judged });
        await records.noteSent('a', 3, SENT);
      });
      await store.settle();
      const known = (records: Process['records']) =>
        Promise.all([1, 2, 3].map(async (id) => (await records.sentFor('a', id)) !== null));
      expect(await at(store, 89 * DAY, known)).toEqual([true, true, true]);
      await at(store, 91 * DAY, async (records) => {
        await expect.poll(() => known(records), { timeout: 30_000 }).toEqual([false, true, false]);
      });
      await store.settle();
      await at(store, 200 * DAY, async (records) => {
        expect(await known(records)).toEqual([false, true, false]);
      });
    });

    test('of a message the latest edition is answered, whichever process is given it, again after a restart', async () => {
      const store = await openStore();
      const claims = (...editions: readonly (readonly [at: number, number: number])[]) =>
        at(store, 0, async ({ claim }) => {
          const claimed: boolean[] = [];
          for (const [at, number] of editions) claimed.push(await claim('a', 1, { at, number }));
          return claimed;
        });
      expect(await claims([10, 5], [10, 5], [10, 4], [9, 6])).toEqual([true, true, false, false]);
      // Where nobody was given an update for a week, Telegram counts from anywhere.
      expect(await claims([10, 5], [11, 1], [10, 6])).toEqual([true, true, false]);
      await at(store, 0, async ({ claim, hold }) => {
        expect(await claim('a', 2, { at: 1, number: 1 })).toBe(true);
        expect(await claim('b', 1, { at: 1, number: 1 })).toBe(true);
        expect(await hold('a', 1, { at: 10, number: 6 })).toBeNull();
        const release = await hold('a', 1, { at: 11, number: 1 });
        await release?.();
        expect(await hold('a', 1, { at: 12, number: 2 })).not.toBeNull();
        expect(await claim('a', 1, { at: 11, number: 1 })).toBe(false);
      });
    });

    test('which edition is answered is forgotten after two days, not after one', async () => {
      const store = await openStore();
      const earlier = { at: 1, number: 1 };
      await at(store, 0, ({ claim }) => claim('a', 1, { at: 2, number: 2 }));
      await store.settle();
      expect(await at(store, DAY, ({ claim }) => claim('a', 1, earlier))).toBe(false);
      await at(store, 3 * DAY, ({ claim }) =>
        expect.poll(() => claim('a', 1, earlier), { timeout: 30_000 }).toBe(true),
      );
    });
  });
}
