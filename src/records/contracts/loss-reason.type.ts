import { graphEnum } from "../../platform/graphql/enum";
import type { LossReason as Reason } from "./calc/loss-reason";

export const LossReason = graphEnum<Reason>("LossReason", "Why a customer did not go on.", {
  PRICE: "It cost too much.",
  COMPETITOR: "Somebody else offered more.",
  SERVICE: "Complaints, slow answers, expectations missed.",
  PRODUCT: "It did not do what was needed.",
  RELATIONSHIP: "Nobody looked after the customer, or who did went.",
  BUSINESS_CHANGE: "The customer was sold, shrank, or closed.",
  NON_PAYMENT: "It did not pay.",
  OTHER: "Anything else.",
});
export type LossReason = Reason;
