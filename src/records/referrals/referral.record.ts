import { ownFacts, type RecordExtension, type RecordMap } from "../../platform/plan/record";
import { seesReferral } from "../policy";
import { ReferralEntity } from "./referral.entity";

export const referralRecord: RecordMap = {
  type: "Referral",
  entity: ReferralEntity,
  sees: seesReferral,
  orders: { RECEIVED_ON: "receivedOn" },
  defaultDirection: "DESC",
  filters: {
    followedUp: {
      type: "boolean",
      sql: (referral, value) => `(${referral}.first_followed_up_on is not null) = ${value}`,
    },
    converted: { type: "boolean", sql: (referral, value) => `(${referral}.converted_on is not null) = ${value}` },
    from: { type: "date", sql: (referral, value) => `${referral}.received_on >= ${value}` },
    before: { type: "date", sql: (referral, value) => `${referral}.received_on < ${value}` },
    lead: { type: "bigint", idOf: "Customer", sql: (referral, value) => `${referral}.lead_id = ${value}` },
  },
};

export const customerReferrals: RecordExtension = {
  extend: "Customer",
  relations: {
    referrals: ownFacts.connection("Referral", (referral, customer) => `${referral}.customer_id = ${customer}.id`),
  },
};
