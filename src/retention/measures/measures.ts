import type { MeasureCode } from "../../records/quotas/measure-code.type";
import { acquisitionCost } from "./acquisition-cost";
import { costPerLead } from "./cost-per-lead";
import { costToServe } from "./cost-to-serve";
import { logoRetention } from "./logo-retention";
import type { Measure } from "./measure";
import { profit } from "./profit";

/** Every measure there is, in the order in which a scorecard shows them. */
export const MEASURES: readonly Measure[] = [logoRetention, profit, costToServe, costPerLead, acquisitionCost];

const byCode = new Map<MeasureCode, Measure>(MEASURES.map((measure) => [measure.code, measure]));

export const measureOf = (code: MeasureCode): Measure | null => byCode.get(code) ?? null;
