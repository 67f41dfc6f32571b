import type { RiskBand } from "../../models/calc/risk-model";
import type { SignalCode } from "../../signals/calc/signal-code";

/** A standing play waits for no alert: something happened, or is about to, that is always answered. */
export type PlayEvent = "LEAD_CAME" | "REFERRAL_CAME" | "RENEWED" | "RENEWAL_NEAR" | "LOST";

/** What opens a playbook's plays. */
export type Opening =
  /** the signal's severity is in `[fromSeverity, belowSeverity)`; null: there is no upper end */
  | {
      readonly on: "SIGNAL";
      readonly signal: SignalCode;
      readonly fromSeverity: number;
      readonly belowSeverity: number | null;
    }
  /** the customer is in the band, or in a worse one */
  | { readonly on: "BAND"; readonly fromBand: RiskBand }
  | { readonly on: "EVENT"; readonly event: PlayEvent };

/** One version of what is done about an alert or an event. */
export interface Playbook {
  /** the key of its record */
  readonly id: string;
  readonly code: string;
  readonly opening: Opening;
  readonly dueWithinDays: number;
  /** after a play was closed, no other is opened for so many days */
  readonly coolDownDays: number;
}
