import { RECORDS, type RecordName } from "../../demo/files";
import { simulated, USUAL } from "./memory";

const company = simulated({ customers: 1200 });
/** Few territories: who moves or shares a customer soon meets the same rep again. */
const crowded = simulated({ customers: 900, reps: 20 });
type Cells = Readonly<Record<string, string | number | null | undefined>>;
const rowsOf = (record: RecordName): readonly Cells[] => company[record];

/** Which columns point to which record; `rep` is a rep wherever it stands. */
const POINTS_TO: Readonly<Record<string, RecordName>> = {
  ...{ rep: "rep", manager: "rep", team: "team", course: "course", product: "product", purchase: "purchase" },
  ...{ customer: "customer", lead: "customer", parent: "customer", referredBy: "customer", mergedInto: "customer" },
  ...{ contact: "contact", contract: "contract", replaces: "contract", renewedBy: "contract", refundOf: "purchase" },
};

const records = Object.keys(RECORDS) as RecordName[];
const keysOf = new Map(records.map((record) => [record, new Set(rowsOf(record).map(({ externalId }) => externalId))]));

test.each(records)("every %s has a key of its own, and points only to what exists", (record) => {
  const rows = rowsOf(record);
  expect(rows.length).toBeGreaterThan(0);
  if (record !== "fxRate") expect(keysOf.get(record)!.size).toBe(rows.length);
  for (const row of rows)
    for (const [column, target] of Object.entries(POINTS_TO))
      if (row[column] != null && !keysOf.get(target)!.has(row[column]))
        throw new Error(`${record} ${row.externalId}: ${column} ${row[column]} is no ${target}`);
});

test("there are as many reps as asked for, and as many customers", () =>
  expect([company.rep.length, company.customer.length]).toEqual([40, 1200]));

test("nothing that happened lies after the last day", () => {
  const happened = ["purchasedOn", "paidOn", "closedOn", "endedOn", "occurredAt", "askedAt", "answeredAt", "openedAt"];
  happened.push(
    "resolvedAt",
    "answeredOn",
    "receivedOn",
    "convertedOn",
    "firstFollowedUpOn",
    "signedOn",
    "completedOn",
  );
  happened.push("mergedOn", "acquiredOn", "firstContactOn", "leftOn");
  for (const record of records)
    for (const row of rowsOf(record))
      for (const column of happened)
        if (row[column] != null && String(row[column]).slice(0, 10) > USUAL.until)
          throw new Error(`${record} ${row.externalId}: ${column} is ${row[column]}`);
});

function groupBy<T>(rows: readonly T[], key: (row: T) => string): Map<string, T[]> {
  const found = new Map<string, T[]>();
  for (const row of rows) {
    const group = found.get(key(row));
    if (group) group.push(row);
    else found.set(key(row), [row]);
  }
  return found;
}
const startOf = (row: Cells) => String(row.startsOn);
const endOf = (row: Cells) => String(row.endsOn ?? "9999-12-31");

test.each([
  ["assignment", (row: Cells) => `${row.customer} ${row.role} ${row.rep}`],
  ["position", (row: Cells) => String(row.rep)],
  ["leave", (row: Cells) => String(row.rep)],
] as const)("no two %ss of the same subject overlap, and each lasts at least a day", (record, subject) => {
  for (const group of [company, crowded].flatMap((each) => [...groupBy<Cells>(each[record], subject).values()])) {
    const sorted = group.toSorted((one, other) => (startOf(one) < startOf(other) ? -1 : 1));
    sorted.forEach((row, at) => {
      if (endOf(row) <= startOf(row)) throw new Error(`${row.externalId} ends before it starts`);
      if (at > 0 && startOf(row) < endOf(sorted[at - 1]!)) throw new Error(`${row.externalId} overlaps`);
    });
  }
});

test("on no day the shares of a customer and role exceed the whole", () => {
  const byRole = (each: typeof company) =>
    groupBy(each.assignment, ({ customer, role }) => `${customer} ${role}`).values();
  for (const group of [company, crowded].flatMap((each) => [...byRole(each)]))
    for (const { startsOn } of group) {
      const held = group.filter((row) => row.startsOn <= startsOn && String(startsOn) < endOf(row));
      expect(held.reduce((sum, { share }) => sum + Number(share), 0)).toBeLessThanOrEqual(10_000);
    }
});

test("what is merged into another customer says since when", () => {
  for (const { externalId, mergedInto, mergedOn } of company.customer)
    expect([externalId, mergedInto == null]).toEqual([externalId, mergedOn == null]);
});

test("nobody serves, buys in or talks before the hire or after the leave", () => {
  const reps = new Map(company.rep.map((rep) => [rep.externalId, rep]));
  const days: [RecordName, string][] = [
    ["purchase", "purchasedOn"],
    ["interaction", "occurredAt"],
    ["assignment", "startsOn"],
  ];
  for (const [record, column] of days)
    for (const row of rowsOf(record)) {
      const rep = reps.get(row.rep ?? "");
      const day = String(row[column]).slice(0, 10);
      if (rep && (day < String(rep.hiredOn) || day >= String(rep.leftOn ?? "9999")))
        throw new Error(`${record} ${row.externalId}: ${rep.externalId} is not employed on ${day}`);
    }
});

test("a purchase is worth its lines", () => {
  const lines = groupBy(company.purchaseLine, ({ purchase }) => String(purchase));
  const cents = (value: string | number) => Math.round(Number(value) * 100);
  for (const { externalId, amount, cost } of company.purchase.filter(({ refundOf }) => !refundOf)) {
    const own = lines.get(String(externalId))!;
    expect(own.reduce((sum, line) => sum + cents(line.amount), 0)).toBe(cents(amount));
    expect(own.reduce((sum, line) => sum + cents(line.cost), 0)).toBe(cents(cost));
  }
});

test("a refund takes back at most what was paid, of a purchase before it", () => {
  const purchases = new Map(company.purchase.map((purchase) => [purchase.externalId, purchase]));
  const refunds = company.purchase.filter(({ refundOf }) => refundOf);
  for (const refund of refunds) {
    const bought = purchases.get(refund.refundOf!)!;
    expect(Number(refund.amount)).toBeLessThan(0);
    expect(-Number(refund.amount)).toBeLessThanOrEqual(Number(bought.amount));
    expect(String(refund.purchasedOn) > String(bought.purchasedOn)).toBe(true);
  }
  expect(refunds.length).toBeGreaterThan(50);
});

test("a renewal is the decision on its contract's end and value, and names its successor or its reason", () => {
  const contracts = new Map(company.contract.map((contract) => [contract.externalId, contract]));
  for (const renewal of company.renewal) {
    const contract = contracts.get(renewal.contract)!;
    expect([renewal.dueOn, renewal.valueDue]).toEqual([contract.endsOn, contract.annualValue]);
    expect(renewal.lossReason != null).toBe(renewal.status === "LOST");
    expect(renewal.closedOn != null).toBe(renewal.status === "LOST" || renewal.status === "RENEWED");
    if (renewal.status === "RENEWED")
      expect(contracts.get(renewal.renewedBy!)).toMatchObject({
        ...{ customer: contract.customer, annualValue: renewal.valueRenewed, signedOn: renewal.closedOn },
      });
  }
});

test("of a customer's contracts only one counts on a day", () => {
  for (const group of groupBy(company.contract, ({ customer }) => String(customer)).values()) {
    const replaced = new Set(group.map(({ replaces }) => replaces));
    const counting = group.filter(({ externalId }) => !replaced.has(externalId));
    const sorted = counting.toSorted((one, other) => (startOf(one) < startOf(other) ? -1 : 1));
    sorted.slice(1).forEach((next, at) => {
      const before = sorted[at]!;
      expect(String(before.endedOn ?? endOf(before)) <= startOf(next)).toBe(true);
    });
  }
});

test.each<[string, RecordName, (row: Cells) => boolean]>([
  ["customers by contract", "customer", (row) => row.relationship === "CONTRACT"],
  ["customers who buy again", "customer", (row) => row.relationship === "REPEAT_PURCHASE"],
  ["customers paying in dollars", "customer", (row) => row.currency === "USD"],
  ["customers paying in euros", "customer", (row) => row.currency === "EUR"],
  ["leads", "customer", (row) => row.acquiredOn === null],
  ["merged customers", "customer", (row) => row.mergedInto != null],
  ["subsidiaries", "customer", (row) => row.parent != null],
  ["reps who left", "rep", (row) => row.leftOn != null],
  ["leaders' teams", "position", (row) => row.manager != null],
  ["split accounts", "assignment", (row) => row.share === 3000],
  ["amendments", "contract", (row) => row.replaces != null],
  ["contracts by the month", "contract", (row) => row.monthToMonth === "true"],
  ["contracts ended early", "contract", (row) => row.endedOn != null],
  ["late renewals", "renewal", (row) => row.status === "RENEWED" && String(row.closedOn) > String(row.dueOn)],
  ["early renewals", "renewal", (row) => row.status === "RENEWED" && String(row.closedOn) < String(row.dueOn)],
  [
    "reduced renewals",
    "renewal",
    (row) => Number(row.valueRenewed) < 0.9 * Number(row.valueDue) && row.status === "RENEWED",
  ],
  ["renewals in talks", "renewal", (row) => row.status === "IN_TALKS"],
  ["upcoming renewals", "renewal", (row) => row.status === "UPCOMING"],
  ["full refunds", "purchase", (row) => row.refundOf != null && row.paidOn == null && Number(row.amount) < 0],
  ["unanswered questions", "interaction", (row) => row.askedAt != null && row.answeredAt === null],
  ["thanks", "interaction", (row) => row.point === "THANKS"],
  ["tries to win back", "interaction", (row) => row.point === "WIN_BACK"],
  ["champions who left", "contact", (row) => row.influence === "CHAMPION" && row.leftOn != null],
  ["open issues", "issue", (row) => row.resolvedAt === null],
  ["converted referrals", "referral", (row) => row.convertedOn != null],
])("there are %s", (_what, record, is) => expect(rowsOf(record).filter(is).length).toBeGreaterThan(0));
