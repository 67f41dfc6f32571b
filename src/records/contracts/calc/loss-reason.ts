/** Why a customer did not go on. */
export type LossReason =
  "PRICE" | "COMPETITOR" | "SERVICE" | "PRODUCT" | "RELATIONSHIP" | "BUSINESS_CHANGE" | "NON_PAYMENT" | "OTHER";
