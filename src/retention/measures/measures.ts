import type { MeasureCode } from "../../records/quotas/measure-code.type";
import { acquisitionCost } from "./acquisition-cost";
import { churn } from "./churn";
import { contraction } from "./contraction";
import { costPerLead } from "./cost-per-lead";
import { costToServe } from "./cost-to-serve";
import { csat } from "./csat";
import { expansion } from "./expansion";
import { experienceTrend } from "./experience-trend";
import { firstResponse } from "./first-response";
import { fx } from "./fx";
import { grossRevenueRetention } from "./gross-revenue-retention";
import { lifetimeValue } from "./lifetime-value";
import { logoRetention } from "./logo-retention";
import type { Measure } from "./measure";
import { netRenewalValueRate } from "./net-renewal-value-rate";
import { netRevenueRetention } from "./net-revenue-retention";
import { newValue } from "./new";
import { nps } from "./nps";
import { onTimeRenewalRate } from "./on-time-renewal-rate";
import { profit } from "./profit";
import { reactivation } from "./reactivation";
import { referralRate } from "./referral-rate";
import { renewalRate } from "./renewal-rate";
import { renewalValueRate } from "./renewal-value-rate";
import { repeatPurchaseRate } from "./repeat-purchase-rate";
import { expectedSaveRate } from "./expected-save-rate";
import { saveRate } from "./save-rate";
import { thankedRate } from "./thanked-rate";
import { touchCoverage } from "./touch-coverage";
import { riskAdjustedRetention } from "./risk-adjusted-retention";
import { valueDueRate } from "./value-due-rate";
import { winBackRate } from "./win-back-rate";

/** Every measure there is, in the order in which a scorecard shows them. */
export const MEASURES: readonly Measure[] = [
  logoRetention,
  grossRevenueRetention,
  netRevenueRetention,
  newValue,
  expansion,
  reactivation,
  contraction,
  churn,
  fx,
  renewalRate,
  renewalValueRate,
  netRenewalValueRate,
  valueDueRate,
  onTimeRenewalRate,
  repeatPurchaseRate,
  winBackRate,
  referralRate,
  saveRate,
  expectedSaveRate,
  touchCoverage,
  firstResponse,
  thankedRate,
  experienceTrend,
  nps,
  csat,
  profit,
  costToServe,
  costPerLead,
  acquisitionCost,
  lifetimeValue,
  riskAdjustedRetention,
];

const byCode = new Map<MeasureCode, Measure>(MEASURES.map((measure) => [measure.code, measure]));

export const measureOf = (code: MeasureCode): Measure | null => byCode.get(code) ?? null;
