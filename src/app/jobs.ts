import { payJob } from "../compensation/periods/pay.job";
import { planTrial } from "../compensation/trials/plan-trial";
import type { LongWork } from "../platform/graphql/context";
import type { Job } from "../platform/jobs/job";
import { assess } from "../risk/assessments/assess.service";
import { fitRisk } from "../risk/probability/fit-risk.service";
import { fitModels } from "../value/models/fit-models.service";

/**
 * Assesses whose facts changed, and everybody once a day, since time changes customers as facts do: an assessment opens
 * the plays that it asks for in the same transaction. Whether a play saved anybody is not stored: it follows from the facts.
 */
const assessing: Job = {
  name: "assess",
  cron: "5 0 * * *",
  after: "RECORDS_WRITTEN",
  atStart: true,
  pollingSeconds: 5,
  run: (context) => assess(context, context.today, "CHANGED"),
};

/** Learns anew what customers do and how probable losses are. The next assessments of a day are told by it: all of them. */
const fitting: Job = {
  name: "fit",
  cron: "20 2 * * 0",
  after: null,
  atStart: false,
  pollingSeconds: 60,
  run: async (context) => {
    const models = await fitModels(context, context.today);
    // After the models: the probability of who buys order by order rests on what they say.
    const risk = await fitRisk(context, context.today);
    return { models: models.length, risk: risk.map(({ relationship, status }) => `${relationship} ${status}`) };
  },
};

/** What servers do by themselves. */
export const JOBS: readonly Job[] = [assessing, fitting, payJob];

/** What somebody asks for, and servers do as they do jobs. */
export const LONG_WORKS: readonly LongWork<object, object>[] = [planTrial];
