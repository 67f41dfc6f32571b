import type { SignalCode } from "./calc/signal-code";
import { purchaseRhythm } from "./purchase-rhythm";
import type { Signal } from "./signal";

/** Every signal there is, in the order of their dimensions. */
export const SIGNALS: readonly Signal[] = [purchaseRhythm];

const byCode = new Map<SignalCode, Signal>(SIGNALS.map((signal) => [signal.code, signal]));

export const signalOf = (code: SignalCode): Signal | null => byCode.get(code) ?? null;
