import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import type { Context } from "../../platform/graphql/context";
import type { Scorecard } from "../scorecards/scorecard";
import { ScorecardType } from "../scorecards/scorecard.type";
import type { Training } from "./expectation";
import { riskAdjustedOf } from "./risk-adjusted";
import { type LossExpectationType, RiskAdjustedRetentionType } from "./risk-adjusted.type";

@Resolver(() => ScorecardType)
export class RiskAdjustedResolver {
  @FieldResolver(() => RiskAdjustedRetentionType, {
    nullable: true,
    description:
      "Losses against those to be expected of the same customers; always over the book at the opening, whatever the policy. Null when it was empty.",
  })
  async riskAdjusted(@Root() scorecard: Scorecard, @Ctx() context: Context): Promise<RiskAdjustedRetentionType | null> {
    const found = await riskAdjustedOf(context, scorecard);
    if (!found) return null;
    const { comparison, training, ...judgement } = found;
    const { reps, expectedFalseFlags, chance } = comparison;
    return { ...judgement, reps, expectedFalseFlags, chance, expectation: shown(training) };
  }
}

function shown({ model, spans, customers, losses }: Training): LossExpectationType {
  const [latest, earliest] = [spans[0], spans.at(-1)];
  const learnedFrom = latest && earliest ? { start: earliest.period.start, end: latest.period.end } : null;
  return { basis: model.kind, learnedFrom, spans: spans.length, customers, losses };
}
