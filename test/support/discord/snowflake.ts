/** 2015-01-01T00:00:00Z, where Discord's ids begin to count. */
const DISCORD_EPOCH_MS = 1_420_070_400_000;

/**
 * A source of Discord ids: milliseconds since its epoch in the high bits, a counter in the low 22,
 * so that ids sort by time and discord.js reads the time of creation from them.
 */
export function snowflakes(now: () => number): () => string {
  let counter = 0n;
  return () => {
    counter = (counter + 1n) & 0x3fffffn;
    return String((BigInt(Math.floor(now()) - DISCORD_EPOCH_MS) << 22n) | counter);
  };
}
