import { MostanadError } from '../../errors.js';

/** After so many failures in a row a server is left alone for so long. */
const FAILURES = 5;
const REST_MS = 30_000;

/** Lets a failing server rest, then tests it with one question while the others go on without. */
export interface Circuit {
  /** @throws MostanadError `chat` while the server rests or is tested */
  throwIfOpen(): void;
  /**
   * Asks the server.
   *
   * @param isServers - whether an error is the server's failure
   * @throws MostanadError `chat` while the server rests or is tested; what `work` throws
   */
  run<Result>(work: () => Promise<Result>, isServers: (error: unknown) => boolean): Promise<Result>;
}

export function createCircuit(): Circuit {
  let failures = 0;
  let restsUntil = 0;
  let isTested = false;

  const isOpen = () => failures >= FAILURES && (isTested || Date.now() < restsUntil);

  function throwIfOpen(): void {
    if (!isOpen()) return;
    const rest = `it is asked again after ${REST_MS / 1000} seconds`;
    throw new MostanadError('chat', `${FAILURES} failures in a row: ${rest}`);
  }

  return {
    throwIfOpen,
    async run(work, isServers) {
      throwIfOpen();
      const isTest = failures >= FAILURES;
      if (isTest) isTested = true;
      try {
        const result = await work();
        failures = 0;
        return result;
      } catch (error) {
        if (isServers(error)) {
          failures += 1;
          // Questions from before the rest that fail within it do not make it longer.
          if (isTest || failures === FAILURES) restsUntil = Date.now() + REST_MS;
        }
        throw error;
      } finally {
        if (isTest) isTested = false;
      }
    },
  };
}
