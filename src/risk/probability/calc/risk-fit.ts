import type { Day } from "../../../kernel/calendar";
import type { BgNbd } from "../../../value/models/calc/bg-nbd";
import type { ProbabilityModel } from "./probability-model";
import type { Validation } from "./validation";

/** ON: probabilities are told by it. OFF: it did not do better than what is simpler. */
export type RiskFitStatus = "ON" | "OFF" | "TOO_FEW_OUTCOMES";

export type RiskRelationship = "CONTRACT" | "REPEAT_PURCHASE";

/** What one study of a company's history came to, for customers of one relationship. */
export interface NewRiskFit {
  readonly relationship: RiskRelationship;
  readonly asOf: Day;
  readonly status: RiskFitStatus;
  /** why it is on, or off */
  readonly reason: string;
  readonly horizonDays: number;
  /** customers that were learnt from, each once per day looked at */
  readonly customers: number;
  /** customers lost within the horizon after one of the days, each once */
  readonly losses: number;
  /** learnt from both slices; null with too few outcomes */
  readonly model: ProbabilityModel | null;
  /** the model of buying that a reading of it rests on; null under contract, and where none could be fitted */
  readonly buying: BgNbd | null;
  readonly validation: Validation | null;
  readonly riskModelVersion: number;
  readonly definitionVersion: number;
}
