import { Field, ObjectType } from "type-graphql";
import type { Day } from "../../kernel/calendar";
import { GraphQLDay } from "../../platform/graphql/scalars";
import { Relationship } from "../../records/customers/customer.type";
import type { Relationship as OfCustomer } from "../signals/signal";
import * as contacts from "./contact-facts.type";
import * as purchases from "./purchase-facts.type";
import * as service from "./service-facts.type";

/** A part of the page, with what makes it null. */
const Part =
  (type: () => new () => object, description: string): PropertyDecorator =>
  (target, name) =>
    Field(type, { nullable: true, description })(target, name);

@ObjectType("RiskFacts", {
  description:
    "What is known of a customer as of a day, those merged into it included: every figure that the evidence of its drivers quotes, to be held against its records. What is null is not known, which is not the same as zero. Windows end with the day itself.",
})
export class RiskFactsType {
  @Field(() => GraphQLDay, { description: "No later fact is known to it." })
  asOf: Day;

  @Field(() => Relationship, { description: "Some signs apply to one of them only." })
  relationship: OfCustomer;

  @Field(() => String, {
    nullable: true,
    description: "Whose cadence and weights it is held to; null when it has none.",
  })
  segment: string | null;

  @Part(() => purchases.RhythmFactsType, "Days with a purchase; null when it never bought.")
  rhythm: purchases.RhythmFactsType | null;

  @Part(
    () => purchases.SpendFactsType,
    "Spend; null where nothing was bought in the season a year before, or in two currencies.",
  )
  spend: purchases.SpendFactsType | null;

  @Part(() => purchases.BreadthFactsType, "Series bought; null when none was bought before the last 365 days.")
  breadth: purchases.BreadthFactsType | null;

  @Part(() => purchases.MarginFactsType, "Margin; null when no line of the last 180 days says what it cost.")
  margin: purchases.MarginFactsType | null;

  @Part(() => purchases.DiscountFactsType, "Discounts; null when no line of the last 180 days tells one.")
  discount: purchases.DiscountFactsType | null;

  @Part(() => purchases.CostFactsType, "Cost to serve; null when it is not known, or the cost of goods is not.")
  cost: purchases.CostFactsType | null;

  @Part(() => contacts.AttentionFactsType, "The last talk; null when there was none.")
  attention: contacts.AttentionFactsType | null;

  @Part(() => contacts.ContactFactsType, "People; null when we know of nobody.")
  contacts: contacts.ContactFactsType | null;

  @Part(() => contacts.SentimentFactsType, "Mood; null when no interaction of the last 90 days tells one.")
  sentiment: contacts.SentimentFactsType | null;

  @Part(() => contacts.AnswerFactsType, "Answers; null when it asked nothing in the last 90 days.")
  answers: contacts.AnswerFactsType | null;

  @Part(() => contacts.ExpectationFactsType, "Expectations; null when it rated nothing in the last 180 days.")
  expectations: contacts.ExpectationFactsType | null;

  @Part(() => contacts.VoiceFactsType, "Surveys, and competitors; null when neither is known.")
  voice: contacts.VoiceFactsType | null;

  @Part(() => service.IssueFactsType, "Complaints and service risks; null where the company keeps none.")
  complaints: service.IssueFactsType | null;

  @Part(() => service.IssueFactsType, "Technology failures; null where the company keeps none.")
  failures: service.IssueFactsType | null;

  @Part(() => service.IssueFactsType, "Staffing problems; null where the company keeps none.")
  staffing: service.IssueFactsType | null;

  @Part(() => service.TeamFactsType, "The account team; null when nobody ever served it.")
  team: service.TeamFactsType | null;

  @Part(() => service.HandoverFactsType, "Handovers; null when nobody ever served it.")
  handovers: service.HandoverFactsType | null;

  @Part(() => service.DueFactsType, "The next due date; null when no contract ends.")
  due: service.DueFactsType | null;

  @Part(() => service.ReviewFactsType, "The latest review; null when there is none.")
  diagnosis: service.ReviewFactsType | null;
}
