import { readFileSync } from 'node:fs';
import { arch, availableParallelism } from 'node:os';
import type { InferenceSession } from 'onnxruntime-node';

/** Where Linux tells what a processor can do; elsewhere nothing is known of it. */
const CPU_INFO = '/proc/cpuinfo';

/** How the pack's graphs run on this machine. */
export function sessionOptions(): InferenceSession.SessionOptions {
  return {
    intraOpNumThreads: Math.min(availableParallelism(), 4),
    interOpNumThreads: 1,
    graphOptimizationLevel: 'all',
    ...(arch() === 'x64' && mayOverflow(cpuInfo()) ? WHOLE_SUMS : {}),
  };
}

/** Both factors unsigned: their sums have room. With VNNI it would only give its fast products up. */
const WHOLE_SUMS = { extra: { session: { x64quantprecision: '1' } } };

/**
 * Whether an x64 processor adds products of unsigned and signed bytes up in 16 bits, where large ones
 * saturate: all without VNNI do.
 *
 * @param info - Linux's /proc/cpuinfo, empty where there is none
 */
export function mayOverflow(info: string): boolean {
  return !/\bavx(?:512)?_vnni\b/u.test(info);
}

function cpuInfo(): string {
  try {
    return readFileSync(CPU_INFO, 'utf8');
  } catch {
    return '';
  }
}
