import type { Written } from '../src/answer/writing/written.js';

/** Shows an answer as it is written: never two at a time, never faster than the platform likes. */
export interface Drafts {
  /** What is written so far; the latest is shown when its time has come. */
  readonly onDraft: (draft: Written) => void;
  /** Shows no more; resolves when none is being shown any longer. */
  end(): Promise<void>;
}

/**
 * @param show - puts a draft's text before the person
 * @param interval - the shortest time from the end of one showing to the next, in milliseconds
 * @param onFailure - told why a draft could not be shown; the answer comes all the same
 */
export function paceDrafts(
  show: (text: string) => Promise<void>,
  interval: number,
  onFailure: (cause: unknown) => void,
): Drafts {
  let latest: string | null = null;
  let shown: string | null = null;
  let ended = false;
  let showing: Promise<void> = Promise.resolve();
  let isBusy = false;
  let wake = () => {};

  /** Ends early where no more is to be shown. */
  const rest = () =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, interval);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  async function showLatest(): Promise<void> {
    while (!ended && latest !== shown && latest !== null) {
      shown = latest;
      try {
        await show(shown);
      } catch (error) {
        onFailure(error);
      }
      if (!ended) await rest();
    }
    isBusy = false;
  }

  return {
    onDraft({ text }) {
      latest = text;
      if (isBusy || ended) return;
      isBusy = true;
      showing = showLatest();
    },
    async end() {
      ended = true;
      wake();
      await showing;
    },
  };
}
