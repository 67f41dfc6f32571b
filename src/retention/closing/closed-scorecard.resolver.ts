import type { GraphQLResolveInfo } from "graphql";
import { Args, type ClassType, Ctx, FieldResolver, Info, Resolver, Root } from "type-graphql";
import type { Period } from "../../kernel/calendar";
import { must } from "../../kernel/invariant";
import { formatAmount } from "../../kernel/money";
import { batched } from "../../platform/graphql/batch";
import { type Connection, PageArgs } from "../../platform/graphql/connection.type";
import type { Context } from "../../platform/graphql/context";
import { MoneyType } from "../../platform/graphql/money.type";
import { planReference } from "../../platform/plan/island";
import { listPage } from "../../platform/plan/list-page";
import { keyOf } from "../../platform/plan/read";
import { CustomerType } from "../../records/customers/customer.type";
import { RepType } from "../../records/reps/rep.type";
import { TeamType } from "../../records/teams/team.type";
import { CompanyType } from "../company/company.type";
import { checkEntries } from "../policy";
import type { ReportedMeasure } from "../scorecards/report";
import { MeasureType } from "../scorecards/scorecard.type";
import { isTeamVisible } from "../visible-teams.queries";
import { amendmentsOf } from "./amendments";
import {
  ClosedBookEntryConnection,
  ClosedBookEntryType,
  ClosedScorecardArgs,
  ClosedScorecardType,
  ScorecardAmendmentType,
} from "./closed-scorecard.type";
import { type ClosedEntry, closedEntries, type ClosedScorecard, closedScorecards } from "./closed-scorecards.queries";
import { ClosedPeriodType } from "./closed-period.type";

/** A stored scorecard with whose it is, and of when: amendments are computed from that. */
interface Shown extends ClosedScorecard {
  readonly subject: { readonly kind: "REP" | "TEAM"; readonly id: string } | { readonly kind: "COMPANY" | "HOUSE" };
  readonly period: Period;
}

/** The stored scorecard of a subject; those that a request asks for are read together. */
async function shownOf(
  context: Context,
  subject: Shown["subject"],
  { period, policy }: ClosedScorecardArgs,
): Promise<Shown | null> {
  const rule = policy ?? null;
  const key = "id" in subject ? `${subject.kind} ${subject.id}` : subject.kind;
  const stored = await batched(context, `closed ${period.start} ${period.end} ${rule}`, key, (keys) =>
    closedScorecards(context, period, rule, keys),
  );
  return stored && { ...stored, subject, period };
}

/** Offers the stored scorecards of one kind of subject. */
function closedScorecardOf(
  type: ClassType<object>,
  whose: string,
  subjectOf: (context: Context, source: object) => Promise<Shown["subject"] | null>,
): new () => object {
  @Resolver(() => type)
  class Offered {
    @FieldResolver(() => ClosedScorecardType, {
      nullable: true,
      description: `${whose} scorecard as it was when the period was closed; null when it was not closed, or you may not see it.`,
    })
    async closedScorecard(
      @Args() args: ClosedScorecardArgs,
      @Root() source: object,
      @Ctx() context: Context,
    ): Promise<Shown | null> {
      const subject = await subjectOf(context, source);
      return subject && shownOf(context, subject, args);
    }
  }
  return Offered;
}

export const RepClosedScorecard = closedScorecardOf(RepType, "The rep's", (_context, rep) =>
  Promise.resolve({ kind: "REP", id: keyOf(rep) }),
);
export const TeamClosedScorecard = closedScorecardOf(TeamType, "The team's", async (context, team) =>
  (await isTeamVisible(context, keyOf(team))) ? { kind: "TEAM", id: keyOf(team) } : null,
);
export const CompanyClosedScorecard = closedScorecardOf(CompanyType, "The company's", () =>
  Promise.resolve({ kind: "COMPANY" }),
);
@Resolver(() => CompanyType)
export class HouseClosedScorecard {
  @FieldResolver(() => ClosedScorecardType, {
    nullable: true,
    description:
      "The house's scorecard as it was when the period was closed: per role, reps and house are the company. Null when it was not closed, or before the house was stored.",
  })
  closedHouse(@Args() args: ClosedScorecardArgs, @Ctx() context: Context): Promise<Shown | null> {
    return shownOf(context, { kind: "HOUSE" }, args);
  }
}

const told = ({ amount, ...measure }: ReportedMeasure): MeasureType => ({
  ...measure,
  amount: amount && MoneyType.of(amount.amount, amount.currency),
});

@Resolver(() => ClosedScorecardType)
export class ClosedScorecardResolver {
  @FieldResolver(() => ClosedPeriodType, { description: "When and under what it was closed." })
  async closedPeriod(
    @Root() { closedPeriodId }: Shown,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    const period = await planReference(context, info, "ClosedPeriod", closedPeriodId);
    return must(period, "closed periods are never deleted");
  }

  @FieldResolver(() => [MeasureType], { description: "What was measured, with the goals of that day." })
  measures(@Root() { measures }: Shown): MeasureType[] {
    return measures.map(told);
  }

  @FieldResolver(() => [ScorecardAmendmentType], {
    nullable: true,
    description:
      "The measures that come out otherwise now; empty when nothing that matters became known since. Null when it cannot be told, and the error says why.",
  })
  async amendments(@Root() closed: Shown, @Ctx() context: Context): Promise<ScorecardAmendmentType[]> {
    const found = await amendmentsOf(context, closed.subject, closed.period, closed);
    return found.map((one) => ({ code: one.closed.code, closed: told(one.closed), now: told(one.now) }));
  }

  @FieldResolver(() => ClosedBookEntryConnection, {
    nullable: true,
    description: "The book that it rests on, the customer that was worth most before the period first.",
  })
  async entries(
    @Args() page: PageArgs,
    @Root() { id, subject, currency }: Shown,
    @Ctx() context: Context,
  ): Promise<Connection<ClosedBookEntryType>> {
    checkEntries(context.viewer, subject.kind);
    const rows = await closedEntries(context, id);
    const placeOf = ({ opening, customerId }: ClosedEntry) => ({ value: opening, id: customerId });
    const { edges, ...rest } = listPage({ name: "ClosedBookEntry", rows, placeOf }, page, "entries");
    const money = (amount: ClosedEntry["opening"]): MoneyType => MoneyType.of(formatAmount(amount, currency), currency);
    return {
      ...rest,
      edges: edges.map(({ cursor, node }) => ({
        cursor,
        node: { ...node, opening: money(node.opening), closing: money(node.closing) },
      })),
    };
  }
}

@Resolver(() => ClosedBookEntryType)
export class ClosedBookEntryResolver {
  @FieldResolver(() => CustomerType, { nullable: true, description: "Who; null once its record is deleted." })
  customer(@Root() { customerId }: ClosedEntry, @Ctx() context: Context, @Info() info: GraphQLResolveInfo) {
    return planReference(context, info, "Customer", customerId);
  }
}
