import { Field, Float, ObjectType } from "type-graphql";
import { connectionType } from "../../platform/graphql/connection.type";
import { graphEnum } from "../../platform/graphql/enum";
import { MoneyType } from "../../platform/graphql/money.type";
import { GraphQLDecimal } from "../../platform/graphql/scalars";
import { MeasureCode } from "../../records/quotas/measure-code.type";
import type { Exclusion as Reason } from "../credit/calc/exclusion";

export const Exclusion = graphEnum<Reason>(
  "Exclusion",
  "Why the attribution policy gives a rep's customer to the house.",
  {
    MINIMUM_DAYS: "The rep held it for fewer days in the period than the policy asks for.",
    INHERITED:
      "The rep took it over unmanaged, after 90 days as a customer in which nobody held the role, and it was lost within the policy's grace of that.",
    RESCUED: "The rep took it over as an approved rescue, and it was lost within the policy's grace of that.",
    EXCUSED_LOSS: "It was lost for a reason that the policy excuses, and that was approved.",
  },
);

export const BookSide = graphEnum("BookSide", "Which customers of a measure.", {
  NUMERATOR: "Who adds to what is above the line.",
  DENOMINATOR: "Who adds to what is below it.",
  MISSED: "Who adds less above the line than below it: whom the measure lost, whole or in part.",
});
export type BookSide = keyof typeof BookSide;

@ObjectType("BookEntry", { description: "A customer in a book, by the part of it that is in the book." })
export class BookEntryType {
  @Field(() => Float, {
    description: "How much of the customer is in the book: 1 is all of it. By days, of the whole period.",
  })
  share: number;

  @Field(() => MoneyType, { description: "What this part of it was worth before the period." })
  opening: MoneyType;

  @Field(() => MoneyType, { description: "What this part of it is worth at the period's end." })
  closing: MoneyType;

  @Field(() => MeasureCode, {
    nullable: true,
    description:
      "What its change is: NEW, EXPANSION, REACTIVATION, CONTRACTION or CHURN. Null when its value did not change.",
  })
  movement: MeasureCode | null;

  @Field(() => GraphQLDecimal, {
    nullable: true,
    description: "What it adds above the measure's line; null where no measure is asked about, and for a median.",
  })
  numerator: string | null;

  @Field(() => GraphQLDecimal, {
    nullable: true,
    description: "What it adds below the measure's line; null where no measure is asked about, and for a sum.",
  })
  denominator: string | null;

  @Field(() => Exclusion, {
    nullable: true,
    description: "Why it does not count for the rep that held it; null where it does.",
  })
  exclusion: Reason | null;
}

export const BookEntryConnection = connectionType("BookEntry", BookEntryType);
