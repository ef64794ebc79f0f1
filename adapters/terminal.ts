import pc from 'picocolors';
import { PLAIN, type Style } from './render.js';

/** Colours on a terminal that wants them; plain with NO_COLOR, in a pipe or a file. */
export function styleFor(stream: NodeJS.WriteStream): Style {
  if (!stream.isTTY || !pc.isColorSupported) return PLAIN;
  return { strong: pc.bold, faint: pc.dim, marked: pc.inverse };
}
