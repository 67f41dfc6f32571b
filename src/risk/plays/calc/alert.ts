import type { RiskBand } from "../../models/calc/risk-model";
import type { Opening, Playbook } from "../../playbooks/calc/playbook";
import type { SignalCode } from "../../signals/calc/signal-code";

/** What of an assessment opens plays. */
export interface Alarming {
  readonly customerId: string;
  readonly band: RiskBand;
  /** by the signals alone; null where nothing overrides them */
  readonly bandWithout: RiskBand | null;
  /** whose review is among the signals, or still holds the band; null: nobody's */
  readonly reviewerId: string | null;
  /** by the other signals alone; null where there is no reviewer */
  readonly bandWithoutReview: RiskBand | null;
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
  /** without the override it would not have been raised */
  readonly restsOnOverride: boolean;
  /** without whose review it would not have been raised; null: it would have been */
  readonly restsOnReviewerId: string | null;
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
export function alertsOf(alarming: Alarming, playbooks: readonly Playbook[]): Alert[] {
  const { customerId, band, drivers, reviewerId } = alarming;
  const bySignal = playbooks.flatMap((playbook) => {
    const driver = drivers.find((one) => answers(playbook.opening, one));
    return driver ? [{ playbook, driver }] : [];
  });
  const own = bySignal.flatMap(({ playbook, driver: { signal, severity, evidence } }): Alert[] => {
    if (!isWithin(playbook.opening, severity)) return [];
    const restsOn = { restsOnOverride: false, restsOnReviewerId: signal === "DIAGNOSIS" ? reviewerId : null };
    return [{ customerId, playbook, band, signal, severity, evidence, ...restsOn }];
  });
  if (bySignal.length > 0) return own;
  const evidence = evidenceOf(alarming);
  return playbooks.flatMap((playbook): Alert[] => {
    if (playbook.opening.on !== "BAND" || !reaches(band, playbook.opening.fromBand)) return [];
    const restsOn = restingOn(alarming, playbook.opening.fromBand);
    return [{ customerId, playbook, band, signal: null, severity: null, evidence, ...restsOn }];
  });
}

const reaches = (band: RiskBand, from: RiskBand): boolean => BANDS.indexOf(band) >= BANDS.indexOf(from);

/** What a band's alert would not have been raised without. An override stands in place of all signals, reviews among them. */
function restingOn(
  { band, bandWithout, reviewerId, bandWithoutReview }: Alarming,
  from: RiskBand,
): Pick<Alert, "restsOnOverride" | "restsOnReviewerId"> {
  if (!reaches(bandWithout ?? band, from)) return { restsOnOverride: true, restsOnReviewerId: null };
  const others = bandWithoutReview === null || reaches(bandWithoutReview, from);
  return { restsOnOverride: false, restsOnReviewerId: others ? null : reviewerId };
}

/** An override is named: who reads why a play was opened learns that somebody said so. */
function evidenceOf({ band, bandWithout, drivers }: Alarming): string {
  const said = bandWithout === null ? [] : [`Set to ${band} by hand; by its signals it is ${bandWithout}.`];
  return [...said, ...drivers.slice(0, MOST_EVIDENCE).map(({ evidence }) => evidence)].join(" ");
}

const answers = (opening: Opening, { signal, severity }: Alarming["drivers"][number]): boolean =>
  opening.on === "SIGNAL" && opening.signal === signal && severity >= opening.fromSeverity;

const isWithin = (opening: Opening, severity: number): boolean =>
  opening.on === "SIGNAL" && (opening.belowSeverity === null || severity < opening.belowSeverity);
