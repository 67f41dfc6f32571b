import { Ctx, Query, Resolver } from "type-graphql";
import type { Context } from "../../platform/graphql/context";
import { refusal } from "../../platform/graphql/errors";
import { seesCompany } from "../policy";
import { CompanyType } from "./company.type";

@Resolver()
export class CompanyResolver {
  @Query(() => CompanyType, {
    nullable: true,
    description: "The company as a whole; FORBIDDEN, and null, to whoever answers for itself only.",
  })
  company(@Ctx() { viewer }: Context): CompanyType {
    if (seesCompany(viewer)) return new CompanyType();
    throw refusal("FORBIDDEN", "Your role may not read figures of the whole company; leave `company` out.");
  }
}
