import { Field, Float, Int, ObjectType } from "type-graphql";
import type { Day } from "../../kernel/calendar";
import { connectionType } from "../../platform/graphql/connection.type";
import { GraphQLDay } from "../../platform/graphql/scalars";

@ObjectType("ProductHolding", { description: "How far a customer has come in a product series." })
export class ProductHoldingType {
  @Field(() => String, { description: "The series." })
  series: string;

  @Field(() => [Int], { description: "The steps it bought, rising; what was refunded is not in it." })
  steps: readonly number[];

  @Field(() => Int, {
    nullable: true,
    description:
      "The step that it grows into: the least one above the highest it bought. Null when it has bought the highest, or when the series has no steps.",
  })
  nextStep: number | null;

  @Field(() => Int, {
    nullable: true,
    description: "Customers of the same segment who hold the step it stands on; null without a next step.",
  })
  similarCustomers: number | null;

  @Field(() => Int, {
    nullable: true,
    description: "How many of those bought the next step as well; null without a next step.",
  })
  similarTook: number | null;

  /** of the next step */
  productIds: readonly string[];
}

@ObjectType("SegmentAdoption", { description: "How common a series is in a segment." })
export class SegmentAdoptionType {
  @Field(() => String, { nullable: true, description: "The segment; null for customers without one." })
  segment: string | null;

  @Field(() => Int, { description: "Customers of the segment." })
  customers: number;

  @Field(() => Int, { description: "Those of them who hold the series." })
  holders: number;

  @Field(() => Float, { nullable: true, description: "holders ÷ customers; null without customers." })
  adoption: number | null;
}

@ObjectType("StepReach", {
  description: "How many customers have come to a step of a series, and how many stand before it.",
})
export class StepReachType {
  @Field(() => Int, { description: "The step." })
  step: number;

  @Field(() => Int, { description: "Customers who bought it." })
  customers: number;

  @Field(() => Int, {
    description: "Whitespace: customers who hold the series, and whose next step this is.",
  })
  whitespace: number;
}

@ObjectType("SeriesAdoption", { description: "A product series, and who holds it." })
export class SeriesAdoptionType {
  @Field(() => String, { description: "The series." })
  series: string;

  @Field(() => Int, { description: "Customers who hold something of it." })
  holders: number;

  @Field(() => Float, { nullable: true, description: "holders ÷ customers; null when there are no customers." })
  adoption: number | null;

  @Field(() => [StepReachType], { description: "Its steps, rising." })
  steps: readonly StepReachType[];

  @Field(() => [SegmentAdoptionType], { description: "Segment by segment, by name." })
  segments: readonly SegmentAdoptionType[];
}

@ObjectType("ProductMatrix", {
  description:
    "Customers × product series on a day: everybody who was won by then, those who have left since included. A product counts as bought while something of its price is left after refunds.",
})
export class ProductMatrixType {
  @Field(() => Int, { description: "Customers; merged ones count as one." })
  customers: number;

  @Field(() => [SeriesAdoptionType], { description: "Every series of the catalogue, by name." })
  series: readonly SeriesAdoptionType[];

  asOf: Day;
}

@ObjectType("SeriesHolder", { description: "A customer that holds a series, as far as it has come." })
export class SeriesHolderType {
  @Field(() => [Int], { description: "The steps it bought, rising." })
  steps: readonly number[];

  @Field(() => GraphQLDay, { description: "When it last bought something of the series that it kept." })
  lastBoughtOn: Day;

  customerId: string;
}

export const SeriesHolderConnection = connectionType("SeriesHolder", SeriesHolderType);
