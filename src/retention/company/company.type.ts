import { ObjectType } from "type-graphql";

@ObjectType("Company", { description: "The company as a whole: what its reps, teams and the house add up to." })
export class CompanyType {}
