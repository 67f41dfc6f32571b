import type { Day } from "../../../kernel/calendar";
import type { Minor } from "../../../kernel/money";
import type { RiskBand } from "../../models/calc/risk-model";
import type { Judged } from "./judge";

/** How at risk a customer is as of a day, with what it is worth. */
export interface Assessed extends Judged {
  readonly customerId: string;
  readonly asOf: Day;
  readonly modelVersion: number;
  readonly horizonDays: number;
  /** null: it was never assessed before */
  readonly previousBand: RiskBand | null;
  /** the score less that of the last assessment before; null without one */
  readonly change: number | null;
  /** of loss within the horizon */
  readonly probability: number;
  /** whether the probability was learnt from the company's own history, and held on later days */
  readonly calibrated: boolean;
  /** the fit that told the probability; null where none did */
  readonly riskFitId: string | null;
  readonly annualValueMinor: Minor;
  readonly valueAtRiskMinor: Minor;
  readonly currency: string;
}
