import { ArgsType, Field, Float, ObjectType } from "type-graphql";
import type { Day } from "../../../kernel/calendar";
import { connectionType } from "../../../platform/graphql/connection.type";
import { graphEnum } from "../../../platform/graphql/enum";
import { MoneyType } from "../../../platform/graphql/money.type";
import { PeriodInput } from "../../../platform/graphql/period.inputs";
import { GraphQLDay } from "../../../platform/graphql/scalars";
import { RepRole } from "../../../records/reps/rep.type";
import type { EventKind as Kind } from "./calc/event";
import type { Basis, CreditDate as Date } from "./purchase-events.queries";

export const EventKind = graphEnum<Kind>("EventKind", "What a credited event is. Values are annualised.", {
  NEW: "A contract with a customer that is not under contract.",
  RENEWED: "What was renewed of what was due.",
  EXPANSION: "What was renewed beyond what was due, signed in addition, or added within a term.",
  PURCHASE: "An order; a refund is negative, on the day of the order that it names.",
  LOSS: "What was due and not renewed, taken off within a term, or ended early.",
  SAVE: "What a customer stayed with after an alert and a play about it.",
});

export const CreditDate = graphEnum<Date>("CreditDate", "The day that a purchase is credited on.", {
  EVENT: "That of the order.",
  PAID: "That on which it was paid; before it is, it is not credited.",
});

export const PurchaseBasis = graphEnum<Basis>("PurchaseBasis", "What of a purchase is credited.", {
  REVENUE: "Its amount.",
  PROFIT: "Its amount less its cost.",
});

@ArgsType()
export class EventCreditArgs {
  @Field(() => PeriodInput, { description: "By credit date." })
  period: PeriodInput;

  @Field(() => [EventKind], { nullable: true, description: "Only these; every kind when they are not given." })
  kinds?: Kind[];

  @Field(() => RepRole, {
    nullable: true,
    description: "Only credit of this role; of every role that somebody serves the customers in when it is not given.",
  })
  role?: RepRole;

  @Field(() => GraphQLDay, {
    nullable: true,
    description: "What happened or was decided after this day is not known; today when it is not given.",
  })
  asOf?: Day;

  @Field(() => CreditDate, { defaultValue: CreditDate.EVENT, description: "The day that purchases are credited on." })
  creditDate: Date;

  @Field(() => PurchaseBasis, { defaultValue: PurchaseBasis.REVENUE, description: "What of purchases is credited." })
  basis: Basis;
}

@ObjectType("EventCredit", {
  description:
    "One's part of a single event: credited to who served the customer in a role on the credit date. Roles overlay, each holds the whole; within a role the parts add up to it.",
})
export class EventCreditType {
  @Field(() => EventKind, { description: "What happened." })
  kind: Kind;

  @Field(() => GraphQLDay, {
    description: "The credit date: signed, closed, ended or purchased, or paid where that was asked for.",
  })
  creditedOn: string;

  @Field(() => RepRole, { description: "The role that it is credited in." })
  role: string;

  @Field(() => Float, { description: "How much of it is credited: 1 is all of it." })
  share: number;

  @Field(() => MoneyType, {
    nullable: true,
    description: "What the event is worth, in its own currency; null where a profit's cost is not recorded.",
  })
  value: MoneyType | null;

  @Field(() => MoneyType, {
    nullable: true,
    description: "The part of it that is credited; null where the value is.",
  })
  amount: MoneyType | null;
}

export const EventCreditConnection = connectionType("EventCredit", EventCreditType);
