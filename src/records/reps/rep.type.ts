import { Field, Int, ObjectType } from "type-graphql";
import { connectionType } from "../../platform/graphql/connection.type";
import { graphEnum } from "../../platform/graphql/enum";
import { NodeType } from "../../platform/graphql/node.type";
import { GraphQLDay } from "../../platform/graphql/scalars";
import { TeamType } from "../teams/team.type";

export const RepRole = graphEnum("RepRole", "What a rep does for customers. Credit is given per role.", {
  SALES: "Wins new customers.",
  ACCOUNT_MANAGER: "Keeps and grows the accounts.",
  CUSTOMER_SUCCESS: "Makes the product work for the customer.",
  SUPPORT: "Solves what goes wrong.",
  MARKETING: "Brings leads and keeps the company in mind.",
});
export type RepRole = keyof typeof RepRole;

@ObjectType("Rep", { implements: NodeType, description: "A person who serves customers." })
export class RepType extends NodeType {
  @Field(() => String, { description: "The company's own key." })
  externalId: string;

  @Field(() => String, { description: "First and last name." })
  fullName: string;

  @Field(() => RepRole, {
    nullable: true,
    description: "The role held today, or held last; null before the first position begins.",
  })
  role: RepRole | null;

  @Field(() => TeamType, {
    nullable: true,
    description: "The team of the position held today, or held last; null without one.",
  })
  team: TeamType | null;

  @Field(() => RepType, {
    nullable: true,
    description: "Whom the rep reports to, or reported to last; null at the top, or when you may not see the rep.",
  })
  manager: RepType | null;

  @Field(() => String, {
    nullable: true,
    description: "The key that HR knows the rep by; null when you may not see the rep.",
  })
  employeeNumber: string | null;

  @Field(() => String, {
    nullable: true,
    description: "Work address; null when unknown, or when you may not see the rep.",
  })
  email: string | null;

  @Field(() => GraphQLDay, {
    nullable: true,
    description: "First day; null when unknown, or when you may not see the rep.",
  })
  hiredOn: string | null;

  @Field(() => GraphQLDay, {
    nullable: true,
    description: "First day not employed any more; null while employed, or when you may not see the rep.",
  })
  leftOn: string | null;

  @Field(() => Int, {
    nullable: true,
    description: "Counts the changes: pass it back to change what you have read. Null when unseen.",
  })
  version: number | null;

  @Field(() => String, {
    nullable: true,
    description: "The group that HR pays together; null when unknown, or when you may not see the rep's pay.",
  })
  payGroup: string | null;

  @Field(() => String, {
    nullable: true,
    description: "The unit that bears the rep's cost; null when unknown, or when you may not see the rep's pay.",
  })
  costCentre: string | null;
}

export const RepConnection = connectionType("Rep", RepType);
