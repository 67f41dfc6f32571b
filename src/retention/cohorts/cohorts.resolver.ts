import type { GraphQLResolveInfo } from "graphql";
import { Args, Ctx, FieldResolver, Info, Resolver, Root } from "type-graphql";
import { addDays } from "../../kernel/calendar";
import { must } from "../../kernel/invariant";
import { formatAmount } from "../../kernel/money";
import type { Context } from "../../platform/graphql/context";
import { MoneyType } from "../../platform/graphql/money.type";
import { planReference } from "../../platform/plan/island";
import { conversionInto, reportingCurrency } from "../../value/currency/conversion";
import { definitionOn } from "../../value/definitions/definition.queries";
import { RetentionDefinitionType } from "../../value/definitions/definition.type";
import { CompanyType } from "../company/company.type";
import { checkParts, knownPeriod } from "../known-period";
import { type Cohort, cohortTable } from "./calc/cohort-table";
import { CohortArgs } from "./cohorts.args";
import { cohortFacts } from "./cohorts.queries";
import { CohortTableType, type CohortType } from "./cohorts.type";

/** What the definition below is found by. */
interface Table extends CohortTableType {
  readonly definitionId: string;
}

@Resolver(() => CompanyType)
export class CohortsResolver {
  @FieldResolver(() => CohortTableType, {
    nullable: true,
    description: "What is left of the customers acquired; null when it cannot be told, and the error says why.",
  })
  async cohorts(@Args() { by, period, segment, asOf }: CohortArgs, @Ctx() context: Context): Promise<Table> {
    const day = asOf ?? context.today;
    const known = knownPeriod(period, day, by);
    checkParts({ start: known.start, end: addDays(day, 1) }, by);
    const definition = await definitionOn(context, known.start);
    const currency = await reportingCurrency(context, definition);
    const conversion = await conversionInto(context, currency, known.start);
    const asked = { period: known, by, segment: segment ?? null, asOf: day, graceDays: definition.graceDays };
    const facts = await cohortFacts(context, asked, conversion);
    const cohorts = cohortTable(known, by, day, facts).map((cohort) => shown(cohort, currency));
    return { asOf: day, currency, definitionId: definition.id, cohorts };
  }
}

@Resolver(() => CohortTableType)
export class CohortDefinitionResolver {
  @FieldResolver(() => RetentionDefinitionType, {
    description: "What kept means: in effect on the period's first day.",
  })
  async definition(
    @Root() { definitionId }: Table,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    const definition = await planReference(context, info, "RetentionDefinition", definitionId);
    return must(definition, "versions are never deleted");
  }
}

const shown = ({ start, end, size, cells }: Cohort, currency: string): CohortType => ({
  ...{ startsOn: start, endsOn: end, size },
  cells: cells.map(
    (cell) =>
      cell && {
        ...{ startsOn: cell.start, endsOn: cell.end, customers: cell.customers },
        value: MoneyType.of(formatAmount(cell.valueMinor, currency), currency),
        ...{ customersKept: cell.customersKept, valueKept: cell.valueKept },
      },
  ),
});
