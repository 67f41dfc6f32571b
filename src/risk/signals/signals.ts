import { attentionGap } from "./attention-gap";
import { championLeft } from "./champion-left";
import { competitorMentioned } from "./competitor-mentioned";
import { costToServe } from "./cost-to-serve";
import { csat } from "./csat";
import { diagnosis } from "./diagnosis";
import { discountDependence } from "./discount-dependence";
import { expectationsMissed } from "./expectations-missed";
import { handovers } from "./handovers";
import { lastRenewal } from "./last-renewal";
import { marginErosion } from "./margin-erosion";
import { nps } from "./nps";
import { openComplaints } from "./open-complaints";
import { productBreadth } from "./product-breadth";
import { purchaseRhythm } from "./purchase-rhythm";
import { renewalWithoutTalks } from "./renewal-without-talks";
import { repLeaving } from "./rep-leaving";
import { sentimentTrend } from "./sentiment-trend";
import { silentVoice } from "./silent-voice";
import { singleThreaded } from "./single-threaded";
import { slowAnswers } from "./slow-answers";
import { spendTrend } from "./spend-trend";
import { staffingProblems } from "./staffing-problems";
import { technologyFailures } from "./technology-failures";
import { unassignedRoles } from "./unassigned-roles";
import type { Signal } from "./signal";

/** Every signal there is, in the order of their dimensions. */
export const SIGNALS: readonly Signal[] = [
  purchaseRhythm,
  spendTrend,
  productBreadth,
  attentionGap,
  championLeft,
  singleThreaded,
  handovers,
  sentimentTrend,
  openComplaints,
  slowAnswers,
  expectationsMissed,
  technologyFailures,
  staffingProblems,
  unassignedRoles,
  repLeaving,
  renewalWithoutTalks,
  lastRenewal,
  marginErosion,
  costToServe,
  discountDependence,
  nps,
  csat,
  silentVoice,
  competitorMentioned,
  diagnosis,
];
