import type { Stage, UpsertSpec } from "../../platform/upsert/spec";
import { PurchaseInput, PurchaseLineInput } from "./purchase.inputs";

const NOTHING = "select null::int as ordinal where false";

export const purchaseUpsert: UpsertSpec = {
  record: "purchase",
  input: PurchaseInput,
  table: "purchase",
  references: { customer: "customer", rep: "rep", refundOf: "purchase" },
  money: ["amount", "cost"],
  // From the day an amount is given, the lines no longer make it.
  whenNew: { amount_minor: "0", amount_of_lines: "true" },
  implied: { amount: { amount_of_lines: "false" } },
  constraints: {
    purchase_external_id_key: { field: "externalId", message: "is the key of another purchase" },
    purchase_refund_check: { field: "refundOf", message: "goes with an amount of zero or less, and not with itself" },
  },
};

const LINE_AMOUNT = "minor_units(coalesce(s.quantity, 1) * s.unit_price * (1 - coalesce(s.discount, 0)), p.currency)";

export const purchaseLineUpsert: UpsertSpec = {
  record: "purchaseLine",
  input: PurchaseLineInput,
  table: "purchase_line",
  references: { purchase: "purchase", product: "product" },
  money: ["amount", "cost"],
  whenNew: {
    currency: "(select p.currency from purchase p where p.external_id = s.purchase)",
    amount_minor: `(select ${LINE_AMOUNT} from purchase p where p.external_id = s.purchase)`,
  },
  also: [priceLines, sumLines],
  constraints: {
    purchase_line_discount_check: { field: "discount", message: "must be a ratio from 0 to 1" },
    purchase_line_currency_fkey: { field: "currency", message: "is not the purchase's currency" },
  },
};

/** A stored line whose price or quantity changed costs something else, unless its amount was given. */
function priceLines({ rows, given }: Stage): string {
  if (given.has("amount") || !given.has("unitPrice")) return NOTHING;
  return `
    update purchase_line l set amount_minor = ${LINE_AMOUNT}
    from ${rows} s join purchase p on p.external_id = s.purchase
    where l.external_id = s.external_id and s.unit_price is not null and l.amount_minor <> ${LINE_AMOUNT}
    returning s.ordinal`;
}

/** A purchase without an amount of its own is worth its lines. */
function sumLines({ rows }: Stage): string {
  return `
    with touched as (
      select p.id, min(s.ordinal) as ordinal from ${rows} s join purchase p on p.external_id = s.purchase
      where p.amount_of_lines group by p.id),
    summed as (
      select touched.id, touched.ordinal, sum(l.amount_minor) as amount
      from touched join purchase_line l on l.purchase_id = touched.id group by touched.id, touched.ordinal)
    update purchase p set amount_minor = summed.amount from summed where p.id = summed.id and p.amount_minor <> summed.amount
    returning summed.ordinal`;
}
