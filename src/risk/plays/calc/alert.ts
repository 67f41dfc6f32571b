import type { RiskBand } from "../../models/calc/risk-model";
import type { Opening, Playbook } from "../../playbooks/calc/playbook";
import type { SignalCode } from "../../signals/calc/signal-code";

/** What of an assessment opens plays. */
export interface Alarming {
  readonly customerId: string;
  readonly band: RiskBand;
  /** those that raise the score, the heaviest first */
  readonly drivers: readonly {
    readonly signal: SignalCode;
    readonly severity: number;
    readonly evidence: string;
  }[];
}

/** A customer that a playbook has something to do about. */
export interface Alert {
  readonly customerId: string;
  readonly playbook: Playbook;
  readonly band: RiskBand;
  /** of the signal that opened it; null when the band did */
  readonly signal: SignalCode | null;
  readonly severity: number | null;
  /** what speaks for it, in the customer's own figures */
  readonly evidence: string;
}

const BANDS: readonly RiskBand[] = ["HEALTHY", "WATCH", "AT_RISK", "CRITICAL"];
/** More would not be read. */
const MOST_EVIDENCE = 3;

/**
 * The alerts that an assessment raises, at most one for each playbook.
 *
 * A sign with a playbook of its own is answered by that alone: a customer whose rhythm is broken gets the call about its
 * orders, not a second play about its band as well. So a band's play is opened where other signs raise the score. That holds
 * also above the severity at which the sign's own playbook ends: whoever has lapsed is won back, not kept.
 *
 * @param playbooks those in effect
 */
export function alertsOf({ customerId, band, drivers }: Alarming, playbooks: readonly Playbook[]): Alert[] {
  const bySignal = playbooks.flatMap((playbook) => {
    const driver = drivers.find((one) => answers(playbook.opening, one));
    return driver ? [{ playbook, driver }] : [];
  });
  const own = bySignal.flatMap(({ playbook, driver: { signal, severity, evidence } }): Alert[] =>
    isWithin(playbook.opening, severity) ? [{ customerId, playbook, band, signal, severity, evidence }] : [],
  );
  if (bySignal.length > 0) return own;
  const evidence = drivers
    .slice(0, MOST_EVIDENCE)
    .map((driver) => driver.evidence)
    .join(" ");
  return playbooks
    .filter(({ opening }) => opening.on === "BAND" && BANDS.indexOf(band) >= BANDS.indexOf(opening.fromBand))
    .map((playbook) => ({ customerId, playbook, band, signal: null, severity: null, evidence }));
}

const answers = (opening: Opening, { signal, severity }: Alarming["drivers"][number]): boolean =>
  opening.on === "SIGNAL" && opening.signal === signal && severity >= opening.fromSeverity;

const isWithin = (opening: Opening, severity: number): boolean =>
  opening.on === "SIGNAL" && (opening.belowSeverity === null || severity < opening.belowSeverity);
