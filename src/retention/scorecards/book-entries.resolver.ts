import type { GraphQLResolveInfo } from "graphql";
import { Arg, Args, Ctx, FieldResolver, Info, Resolver, Root } from "type-graphql";
import type { Day } from "../../kernel/calendar";
import { type Connection, PageArgs } from "../../platform/graphql/connection.type";
import { batched } from "../../platform/graphql/batch";
import type { Context } from "../../platform/graphql/context";
import { GraphQLDay } from "../../platform/graphql/scalars";
import { planReference } from "../../platform/plan/island";
import { keyOf } from "../../platform/plan/read";
import { CustomerType } from "../../records/customers/customer.type";
import { MeasureCode } from "../../records/quotas/measure-code.type";
import { RepType } from "../../records/reps/rep.type";
import { measureOf } from "../measures/measures";
import { checkEntries } from "../policy";
import { behind, excludedFrom } from "./behind";
import { type BookEntry, entriesPage, excludedPage, ofSide } from "./book-entries";
import { BookEntryConnection, BookEntryType, BookSide } from "./book-entry.type";
import { lossDays } from "./loss-days";
import { type Scorecard, scorecardOf } from "./scorecard";
import { ScorecardOptions, ScorecardType } from "./scorecard.type";
import { heldOn } from "./subject.queries";

@Resolver(() => ScorecardType)
export class BehindResolver {
  @FieldResolver(() => BookEntryConnection, {
    nullable: true,
    description:
      "Who is behind a measure, the customer that was worth most before the period first; what they add comes to the measure. Null for a code that nothing measures yet.",
  })
  async customers(
    @Arg("measure", () => MeasureCode, { description: "Behind which." }) code: MeasureCode,
    @Arg("side", () => BookSide, { defaultValue: BookSide.DENOMINATOR, description: "Which of them." }) side: BookSide,
    @Args() page: PageArgs,
    @Root() scorecard: Scorecard,
    @Ctx() context: Context,
  ): Promise<Connection<BookEntry> | null> {
    checkEntries(context.viewer, scorecard.subject.kind);
    const measure = measureOf(code);
    if (!measure) return null;
    const rows = ofSide(await behind(context, scorecard, measure), measure, side);
    return entriesPage(scorecard, measure, rows, page, "customers");
  }

  @FieldResolver(() => BookEntryConnection, {
    nullable: true,
    description:
      "What reps held and the attribution policy gives to the house: taken out of this book, or put into the house's, with why. Behind a measure, what each would add to it: with `customers`, they come to `valueWithExcluded`. Null for a code that nothing measures yet.",
  })
  async excluded(
    @Arg("measure", () => MeasureCode, { nullable: true, description: "Behind which; all of them when not given." })
    code: MeasureCode | null,
    @Args() page: PageArgs,
    @Root() scorecard: Scorecard,
    @Ctx() context: Context,
  ): Promise<Connection<BookEntry> | null> {
    checkEntries(context.viewer, scorecard.subject.kind);
    const measure = code && measureOf(code);
    if (code && !measure) return null;
    return excludedPage(scorecard, measure, await excludedFrom(context, scorecard, measure), page);
  }
}

@Resolver(() => RepType)
export class RepBookResolver {
  @FieldResolver(() => BookEntryConnection, {
    nullable: true,
    description:
      "The customers that count as the rep's in a period, the one that was worth most before it first, as far as they were worth anything; null when you may not see the rep.",
  })
  async book(
    @Args() options: ScorecardOptions,
    @Args() page: PageArgs,
    @Root() rep: object,
    @Ctx() context: Context,
  ): Promise<Connection<BookEntry>> {
    const scorecard = await scorecardOf(context, { kind: "REP", id: keyOf(rep) }, options);
    return entriesPage(scorecard, null, await behind(context, scorecard, null), page, "book");
  }
}

@Resolver(() => BookEntryType)
export class BookEntryResolver {
  @FieldResolver(() => CustomerType, { nullable: true, description: "Who; null once its record is deleted." })
  customer(@Root() { customerId }: BookEntry, @Ctx() context: Context, @Info() info: GraphQLResolveInfo) {
    return planReference(context, info, "Customer", customerId);
  }

  @FieldResolver(() => RepType, {
    nullable: true,
    description: "Who holds this part of it; null for the house, for the whole company, and where several do.",
  })
  rep(@Root() { repId }: BookEntry, @Ctx() context: Context, @Info() info: GraphQLResolveInfo) {
    return repId && planReference(context, info, "Rep", repId);
  }

  @FieldResolver(() => GraphQLDay, {
    nullable: true,
    description: "The day in the period on which it was lost; null when it was not, or came back in it.",
  })
  lostOn(@Root() entry: BookEntry, @Ctx() context: Context): Promise<Day | null> {
    return lostOn(context, entry);
  }

  @FieldResolver(() => [RepType], {
    description:
      "Whose loss it was: who held it in this role on the loss day, or in any role for the whole company. Empty when it was not lost, or nobody did.",
  })
  async heldBy(
    @Root() entry: BookEntry,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<(object | null)[]> {
    const on = await lostOn(context, entry);
    if (on === null) return [];
    const { role } = entry.scorecard;
    const reps = await batched(context, `heldOn ${role}`, `${entry.customerId} ${on}`, (keys) =>
      heldOn(context, role, keys),
    );
    return Promise.all((reps ?? []).map((id) => planReference(context, info, "Rep", id)));
  }
}

const lostOn = (context: Context, { scorecard, customerId }: BookEntry): Promise<Day | null> =>
  batched(context, `lossDays ${scorecard.key}`, customerId, (ids) => lossDays(context, scorecard, ids));
