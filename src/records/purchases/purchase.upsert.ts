import type { Stage, UpsertSpec } from "../../platform/upsert/spec";
import { merged } from "../customers/merged.queries";
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
  // Of customers that may be merged no constraint can say it.
  objections: [refundsOfOthers, refundsLeftBehind],
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

/** Accounts count as the customer that they were merged into in the end, whatever the day. */
const ofTwoCustomers = `
  left join merged refunding on refunding.id = refund.customer_id left join merged buying on buying.id = bought.customer_id
  where refund.refund_of_id is not null and refund.customer_id <> bought.customer_id
    and coalesce(refunding.root_id, refund.customer_id) <> coalesce(buying.root_id, bought.customer_id)`;

/** Nobody has taken back anything of a new purchase but by rows of the same load. */
const WAS_STORED = "s.merge_status is distinct from 'CREATED'";

/** What is taken back was bought by the same customer, else it counts where nobody had bought it. */
function refundsOfOthers(rows: string): string {
  return `
    with recursive ${merged("'infinity'::date")}
    select s.ordinal, s.line, 'refundOf' as field, bought.external_id as value,
      format('was bought by the customer "%s": book the refund there, or merge the two customers', buyer.external_id) as message
    from ${rows} s join purchase refund on refund.external_id = s.external_id
    join purchase bought on bought.id = refund.refund_of_id join customer buyer on buyer.id = bought.customer_id
    ${ofTwoCustomers} and (s.refund_of is not null or ${WAS_STORED})`;
}

/** A purchase that moves to another customer takes its refunds along, in the same load. */
function refundsLeftBehind(rows: string): string {
  return `
    with recursive ${merged("'infinity'::date")}
    select distinct on (s.ordinal) s.ordinal, s.line, 'customer' as field, buyer.external_id as value,
      format('is another customer than that of its refund "%s": move both in one load, or merge the two customers', refund.external_id)
        as message
    from ${rows} s join purchase bought on bought.external_id = s.external_id
    join purchase refund on refund.refund_of_id = bought.id join customer buyer on buyer.id = bought.customer_id
    ${ofTwoCustomers} and ${WAS_STORED} and not exists (select from ${rows} along where along.external_id = refund.external_id)`;
}
