import { Field, Float, Int, ObjectType } from "type-graphql";
import { MoneyType } from "../../platform/graphql/money.type";
import { GraphQLDay } from "../../platform/graphql/scalars";

@ObjectType("CohortCell", { description: "What is left of a cohort in one span of days." })
export class CohortCellType {
  @Field(() => GraphQLDay, { description: "The span's first day." })
  startsOn: string;

  @Field(() => GraphQLDay, { description: "The first day behind it." })
  endsOn: string;

  @Field(() => Int, {
    description: "Customers with value: who bought in the span, or was under contract on its last day.",
  })
  customers: number;

  @Field(() => MoneyType, {
    description: "What was bought in the span, refunds taken off, and the annualised contracts of its last day.",
  })
  value: MoneyType;

  @Field(() => Float, {
    nullable: true,
    description: "customers ÷ those of the cohort's first span; null when the first one had none.",
  })
  customersKept: number | null;

  @Field(() => Float, {
    nullable: true,
    description: "value ÷ that of the cohort's first span, above 1 where it grew; null when the first one had none.",
  })
  valueKept: number | null;
}

@ObjectType("Cohort", { description: "Customers that were acquired in the same month, quarter or year." })
export class CohortType {
  @Field(() => GraphQLDay, { description: "First day of the span of acquisition." })
  startsOn: string;

  @Field(() => GraphQLDay, { description: "The first day behind it." })
  endsOn: string;

  @Field(() => Int, { description: "How many were acquired, as far as it is known." })
  size: number;

  @Field(() => [CohortCellType], {
    // A list of nullable items.
    nullable: "items",
    description:
      "Span by span from the cohort's own on, as many for every cohort; null where the span has not ended yet.",
  })
  cells: (CohortCellType | null)[];
}

@ObjectType("CohortTable", { description: "Cohort by cohort, what is left of the customers acquired." })
export class CohortTableType {
  @Field(() => GraphQLDay, { description: "The day as of which it is told: nothing later is known." })
  asOf: string;

  @Field(() => String, {
    description: "ISO 4217 code of all amounts, at the rates of the period's first day: no cohort grows by a rate.",
  })
  currency: string;

  @Field(() => [CohortType], { description: "By acquisition, the first one first." })
  cohorts: CohortType[];
}
