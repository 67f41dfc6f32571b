import { z } from "zod";
import type { Component, Curve, Goal, Input, Modifier, Plan, Tiers } from "../calc/plan";
import { amount, anyDecimal, code, currency, decimal, earningCode, factor, measure, scope, text } from "./plan-scalars";

/** The shape of a plan's document: what each field is, and what it takes. What fields ask of each other is in plan-rules. */

const ofMeasure = z.strictObject({
  of: z.literal("MEASURE"),
  measure,
  scope: scope.default("OWN"),
  reads: z
    .enum(["VALUE", "ATTAINMENT"])
    .describe("VALUE: the measure itself; ATTAINMENT: measure ÷ quota, only where more is better."),
});
const ofCredits = z.strictObject({
  of: z.literal("CREDITS"),
  component: code.describe("A COMMISSION of the same plan."),
  reads: z
    .enum(["VALUE", "ATTAINMENT", "MARGIN"])
    .describe(
      "What it credits in the period; what it credits over the span of its goal ÷ that; or profit ÷ credited value.",
    ),
});
const input = z.discriminatedUnion("of", [ofMeasure, ofCredits]).meta({
  id: "Input",
  description: "What is read: a measure of the period, or what a commission credits in it.",
}) satisfies z.ZodType<Input>;

const curve = z
  .strictObject({
    how: z
      .enum(["STEP", "LINEAR"])
      .describe(
        "STEP: the payout of the last point reached; LINEAR: straight between points. Below the first point: 0.",
      ),
    points: z
      .array(
        z.strictObject({
          input: anyDecimal.describe("In the unit of what is read; 1 = 100 %."),
          payout: factor,
        }),
      )
      .min(1, { error: "takes at least one point" }),
    uncapped: z.boolean().default(false).describe("LINEAR: goes on along the last slope beyond the last point."),
  })
  .meta({ id: "Curve", description: "From what is read to a factor." }) satisfies z.ZodType<Curve>;

const condition = z.strictObject({
  input,
  is: z.enum(["AT_LEAST", "AT_MOST"]),
  bound: anyDecimal,
  ifNull: z.enum(["MET", "NOT_MET"]).describe("Whether it is met where there is nothing to read."),
});
const ifNull = decimal.describe("The factor where there is nothing to read, or no goal to hold it against.");
const limit = <Kind extends "CAP" | "FLOOR">(kind: Kind, description: string) =>
  z
    .strictObject({
      kind: z.literal(kind),
      of: z.enum(["AMOUNT", "TARGET"]).describe("An amount per period, or a multiple of the prorated target."),
      limit: decimal,
    })
    .meta({ id: kind === "CAP" ? "Cap" : "Floor", description });
const modifier = z.discriminatedUnion("kind", [
  z
    .strictObject({
      kind: z.literal("GATE"),
      conditions: z.array(condition).min(1, { error: "takes at least one condition" }),
      otherwise: factor,
    })
    .meta({ id: "Gate", description: "Unless all conditions are met, the pay is multiplied by otherwise." }),
  z
    .strictObject({ kind: z.literal("MULTIPLIER"), input, curve, ifNull })
    .meta({ id: "Multiplier", description: "Multiplies the pay by a payout." }),
  limit("CAP", "The most that is paid."),
  limit("FLOOR", "The least that is paid."),
]) satisfies z.ZodType<Modifier>;

const VALUED = ["NEW", "RENEWED", "EXPANSION", "PURCHASE"] as const;
const COUNTED = ["SAVE", "ON_TIME_RENEWAL", "CONVERTED_REFERRAL", "CERTIFICATION"] as const;
const valuedEvents = z.array(z.enum(VALUED)).min(1, { error: "takes at least one kind of event" });
const events = z.array(z.enum([...VALUED, ...COUNTED])).min(1, { error: "takes at least one kind of event" });
const ofEvents = events.default(["NEW"]).describe("Of these events.");
const months = z.int().min(1, { error: "takes 1 month or more" }).max(120, { error: "takes 120 months or fewer" });

const hold = z
  .strictObject({
    events: ofEvents,
    part: decimal.describe("How much of the pay is held: above 0, 1 at most."),
    until: z
      .enum(["FIRST_RENEWAL", "SECOND_PURCHASE", "MONTHS"])
      .describe("What proves that the customer is retained."),
    months: months.nullable().default(null).describe("MONTHS: how many. Otherwise how long the proof may take."),
  })
  .meta({
    id: "Hold",
    description: "A part waits until the customer proves retained, and is forfeited when it is lost first.",
  });
const clawback = z
  .strictObject({
    events: ofEvents,
    months: months.describe("Lost within so many; each full month served keeps its part."),
  })
  .meta({ id: "Clawback", description: "What was paid for an event is taken back when its customer is lost." });

const earning = {
  code: code.describe("Unique in the plan; a new version keeps it."),
  name: text,
  earningCode,
  modifiers: z.array(modifier).default([]).describe("Applied in the order gates, multipliers, caps, floors."),
};
const perCredit = { hold: hold.nullable().default(null), clawback: clawback.nullable().default(null) };

const tiers = z
  .strictObject({
    how: z
      .enum(["FLAT", "MARGINAL", "RETROACTIVE"])
      .describe("One rate; each tier's rate for what lies in it; or the rate of the tier reached for all of it."),
    by: z.enum(["VALUE", "ATTAINMENT"]).default("VALUE").describe("Tiers from amounts, or from shares of the goal."),
    steps: z
      .array(z.strictObject({ from: decimal.describe("Reached exactly at it."), rate: factor }))
      .min(1, { error: "takes at least one tier" }),
  })
  .meta({ id: "Tiers", description: "Rates by volume." }) satisfies z.ZodType<Tiers>;
const goal = z
  .discriminatedUnion("of", [
    z.strictObject({ of: z.literal("QUOTA"), measure, scope: scope.default("OWN") }),
    z.strictObject({ of: z.literal("AMOUNT"), amount }),
  ])
  .meta({
    id: "Goal",
    description: "For the span over which it accumulates: a quota of the person's, or an amount for everybody.",
  }) satisfies z.ZodType<Goal>;

const component = z.discriminatedUnion("kind", [
  z
    .strictObject({
      ...{ kind: z.literal("TARGET_BONUS"), ...earning },
      weight: factor.describe("Of the target; the weights of a plan add up to 1 at most."),
      ...{ input: ofMeasure, curve, ifNull },
    })
    .meta({ id: "TargetBonus", description: "target × weight × curve(measure)" }),
  z
    .strictObject({
      ...{ kind: z.literal("COMMISSION"), ...earning },
      events: valuedEvents.describe("RENEWED: min(renewed, due); EXPANSION: the excess, and increases within a term."),
      series: z
        .array(text)
        .min(1)
        .nullable()
        .default(null)
        .describe("Series of products that count, of PURCHASE; null: all."),
      products: z
        .array(text)
        .min(1)
        .nullable()
        .default(null)
        .describe("External ids of products that count, of those series; null: all."),
      basis: z.enum(["REVENUE", "PROFIT"]).default("REVENUE"),
      accumulate: z
        .enum(["EVENT", "PERIOD", "YEAR_TO_DATE"])
        .describe("Over which span value adds up; a new version within it goes on from what came before."),
      tiers,
      goal: goal.nullable().default(null),
      ...perCredit,
    })
    .meta({ id: "Commission", description: "rate × credited value of events" }),
  z
    .strictObject({
      ...{ kind: z.literal("EVENT_BONUS"), ...earning, events },
      amount: amount.describe("For each, in the major unit of the plan's currency."),
      upTo: z
        .strictObject({ count: z.int().min(1), per: z.enum(["PERIOD", "YEAR"]) })
        .nullable()
        .default(null)
        .describe("How many count at most, in whatever version of the plan; null: all."),
      ...perCredit,
    })
    .meta({ id: "EventBonus", description: "amount × count of events" }),
  z
    .strictObject({
      ...{ kind: z.literal("TEAM_POOL"), ...earning },
      fund: z.discriminatedUnion("of", [
        z.strictObject({
          of: z.literal("AMOUNT"),
          amount: amount.describe("Of a period, for each team; versions that meet within it share it by days."),
        }),
        z.strictObject({
          of: z.literal("TARGETS"),
          part: factor.describe("Of the prorated targets of all on the team."),
        }),
      ]),
      ...{ input: ofMeasure, curve, ifNull },
      shared: z.enum(["EQUAL", "BY_TARGET"]).describe("By days on the team, or by target × days."),
    })
    .meta({ id: "TeamPool", description: "fund × curve(measure of the team), shared among who was on the team" }),
]) satisfies z.ZodType<Component>;

const draw = z
  .strictObject({
    amount: amount.describe("Per period; prorated by days enrolled."),
    recoverable: z.boolean(),
    earningCode,
  })
  .meta({ id: "Draw", description: "Earnings are topped up to it; what was topped up is owed if recoverable." });

export const planSchema = z
  .strictObject({
    code: code.describe("Names the plan; versions share it."),
    name: text,
    currency,
    components: z.array(component).min(1, { error: "takes at least one component" }),
    draw: draw.nullable().default(null),
    onLeave: z.strictObject({
      holds: z.enum(["KEEP", "RELEASE", "FORFEIT"]).describe("What is still held when the person leaves the company."),
      draws: z.enum(["PAID", "UNPAID"]).describe("Whether days on leave are paid the draw."),
      pools: z.enum(["COUNTED", "NOT_COUNTED"]).describe("Whether days on leave count as days on the team."),
    }),
  })
  .describe("How people are paid: a closed set of component kinds, no code and no formula.") satisfies z.ZodType<Plan>;
