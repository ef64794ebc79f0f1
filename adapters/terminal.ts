import pc from 'picocolors';
import { isolateForDirection } from '../src/language/direction.js';
import { PIPED, PLAIN, type Style } from './render.js';

/** Colours on a terminal that wants them; plain with NO_COLOR; to the letter in a pipe or a file. */
export function styleFor(stream: NodeJS.WriteStream): Style {
  if (!stream.isTTY) return PIPED;
  if (!pc.isColorSupported) return PLAIN;
  const ordered = isolateForDirection;
  return { isPlain: false, ordered, strong: pc.bold, faint: pc.dim, marked: pc.inverse };
}
