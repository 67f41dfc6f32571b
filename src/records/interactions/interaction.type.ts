import { Field, Int, ObjectType } from "type-graphql";
import { connectionType } from "../../platform/graphql/connection.type";
import { graphEnum } from "../../platform/graphql/enum";
import { MoneyType } from "../../platform/graphql/money.type";
import { NodeType } from "../../platform/graphql/node.type";
import { GraphQLInstant } from "../../platform/graphql/scalars";
import { CustomerType } from "../customers/customer.type";
import { RepType } from "../reps/rep.type";

export const InteractionKind = graphEnum("InteractionKind", "What happened between a rep and a customer.", {
  CALL: "They spoke at a distance.",
  EMAIL: "One wrote to the other.",
  MEETING: "They met, in a room or on a screen.",
  CHAT: "They wrote back and forth.",
  VISIT: "One went to the other's place.",
  LETTER: "A letter or parcel was sent.",
  EVENT: "They took part in the same event.",
  OTHER: "Anything else.",
});
export type InteractionKind = keyof typeof InteractionKind;

export const Channel = graphEnum("Channel", "How an interaction travelled.", {
  PHONE: "By telephone.",
  EMAIL: "By e-mail.",
  VIDEO: "On a screen.",
  IN_PERSON: "Face to face.",
  CHAT: "By messages.",
  PORTAL: "Through the company's own pages.",
  POST: "By post.",
  OTHER: "Any other way.",
});
export type Channel = keyof typeof Channel;

export const Direction = graphEnum("Direction", "Who turned to whom.", {
  INBOUND: "The customer to us.",
  OUTBOUND: "We to the customer, without an answer.",
  TWO_WAY: "Both: there was an exchange.",
});
export type Direction = keyof typeof Direction;

export const InteractionPoint = graphEnum("InteractionPoint", "Where in the customer's life an interaction stands.", {
  FIRST_CONTACT: "The first one.",
  SALE: "On the way to a purchase or contract.",
  ONBOARDING: "Getting started.",
  SERVICE: "Help in daily use.",
  REVIEW: "Looking back and ahead together.",
  RENEWAL: "Talking about the next term.",
  THANKS: "Saying thank you.",
  WIN_BACK: "After the customer has left.",
  OTHER: "Anywhere else.",
});
export type InteractionPoint = keyof typeof InteractionPoint;

export const Expectation = graphEnum("Expectation", "How an interaction compared with what the customer expected.", {
  MISSED: "Worse.",
  MET: "As expected.",
  EXCEEDED: "Better.",
});
export type Expectation = keyof typeof Expectation;

@ObjectType("Interaction", { implements: NodeType, description: "One contact between the company and a customer." })
export class InteractionType extends NodeType {
  @Field(() => String, { description: "The company's own key." })
  externalId: string;

  @Field(() => CustomerType, { description: "With whom." })
  customer: CustomerType;

  @Field(() => RepType, { nullable: true, description: "Who of us; null when nobody in person." })
  rep: RepType | null;

  @Field(() => InteractionKind, { description: "What happened." })
  kind: InteractionKind;

  @Field(() => Channel, { nullable: true, description: "How it travelled; null when unknown." })
  channel: Channel | null;

  @Field(() => Direction, { nullable: true, description: "Who turned to whom; null when unknown." })
  direction: Direction | null;

  @Field(() => InteractionPoint, { nullable: true, description: "Where in the customer's life; null when unknown." })
  point: InteractionPoint | null;

  @Field(() => GraphQLInstant, { description: "When it took place." })
  occurredAt: string;

  @Field(() => GraphQLInstant, { nullable: true, description: "When the customer asked; null when it asked nothing." })
  askedAt: string | null;

  @Field(() => GraphQLInstant, { nullable: true, description: "When we answered; null while the question is open." })
  answeredAt: string | null;

  @Field(() => Int, {
    nullable: true,
    description: "How the customer felt, −2 (upset) to +2 (delighted); null when unknown.",
  })
  sentiment: number | null;

  @Field(() => Expectation, { nullable: true, description: "Against what the customer expected; null when unknown." })
  expectation: Expectation | null;

  @Field(() => String, {
    nullable: true,
    description: "The competitor that the customer named; null when it named none.",
  })
  competitor: string | null;

  @Field(() => MoneyType, { nullable: true, description: "What it cost us; null when unknown." })
  cost: MoneyType | null;

  @Field(() => String, { nullable: true, description: "What was said; null without a note." })
  note: string | null;
}

export const InteractionConnection = connectionType("Interaction", InteractionType);
