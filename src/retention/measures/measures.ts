import type { MeasureCode } from "../../records/quotas/measure-code.type";
import { logoRetention } from "./logo-retention";
import type { Measure } from "./measure";

/** Every measure there is, in the order in which a scorecard shows them. */
export const MEASURES: readonly Measure[] = [logoRetention];

const byCode = new Map<MeasureCode, Measure>(MEASURES.map((measure) => [measure.code, measure]));

export const measureOf = (code: MeasureCode): Measure | null => byCode.get(code) ?? null;
