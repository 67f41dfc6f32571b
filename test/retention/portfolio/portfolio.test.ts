import type { Viewer } from "../../../src/platform/auth/viewer";
import { aCustomer, anAssignment, aRep, aTeam, store } from "../../support/builders";
import { type TestDatabase, testDatabase } from "../../support/database";
import { type Graph, graphOver } from "../../support/graph";
import { countsStatements, statementsOf } from "../../support/statements";

let database: TestDatabase;
let graph: Graph;
const ANALYST = { role: "ANALYST" } as const;
const LENA = { role: "LEADER", repId: "1" } as const;
const ADA = { role: "REP", repId: "2" } as const;
const BEN = { role: "REP", repId: "3" } as const;

/**
 * Lena leads ada; ben and zoe answer to nobody, zoe left. Ada is in the north. Everybody was assessed on 1 February and on
 * 2 March, but thin, of whom too little is known, and lead, which never bought.
 */
beforeAll(async () => {
  database = await testDatabase();
  graph = graphOver(database);
  const team = aTeam({ externalId: "north" });
  const lena = aRep({ externalId: "lena" }); // 1
  const ada = aRep({ externalId: "ada", managedBy: lena, team }); // 2
  const ben = aRep({ externalId: "ben" }); // 3
  const mid = aCustomer({ externalId: "mid", segment: "A", ownedBy: ada });
  await store(database.owner, [
    ...[team, lena, ada, ben, aRep({ externalId: "zoe", leftOn: "2026-02-01" })],
    aCustomer({ externalId: "big", segment: "A", ownedBy: ada }), // 1
    mid, // 2
    aCustomer({ externalId: "calm", segment: null, ownedBy: ben }), // 3
    aCustomer({ externalId: "thin", segment: "B", ownedBy: ada }), // 4
    aCustomer({ externalId: "lead", segment: "B", ownedBy: ada }), // 5
    aCustomer({ externalId: "twin", segment: "B", ownedBy: ada }), // 6, merged into big
    anAssignment({ customer: mid, rep: ben, role: "SUPPORT", startsOn: "2026-01-01" }),
  ]);
  await database.owner.query(`update customer set merged_into_id = 1, merged_on = '2026-02-10' where id = 6`);
  await database.owner.query(`
    insert into purchase (external_id, customer_id, purchased_on, amount_minor, currency) values ('t', 4, '2026-01-05', 100, 'EUR')`);
  await database.owner.query(`
    insert into risk_run (as_of, scope, model_version, looked_at, assessed)
    values ('2026-02-01', 'ALL', 1, 6, 4), ('2026-03-02', 'ALL', 1, 5, 3)`);
  await database.owner.query(`
    insert into risk_assessment (customer_id, as_of, model_version, horizon_days, score, band, probability, calibrated, coverage,
      annual_value_minor, value_at_risk_minor, currency, drivers)
    select customer, day::date, 1, 90, score, band, score / 100.0, false, 1, annual, annual * score / 100, 'EUR',
      (select coalesce(jsonb_agg(jsonb_build_object('signal', signal, 'points', points)), '[]')
       from (values ('PURCHASE_RHYTHM', rhythm), ('NPS', nps)) d (signal, points) where points > 0)
    from (values
      (1, '2026-02-01', 20, 'HEALTHY', 100000, 20, 0), (2, '2026-02-01', 50, 'AT_RISK', 40000, 50, 0),
      (3, '2026-02-01', 0, 'HEALTHY', 30000, 0, 0), (6, '2026-02-01', 80, 'CRITICAL', 10000, 80, 0),
      (1, '2026-03-02', 80, 'CRITICAL', 100000, 60, 20), (2, '2026-03-02', 50, 'AT_RISK', 40000, 50, 0),
      (3, '2026-03-02', 0, 'HEALTHY', 30000, 0, 0)) known (customer, day, score, band, annual, rhythm, nps)`);
  await database.owner.query(`
    insert into play (external_id, customer_id, playbook_id, playbook_code, role, opened_on, due_on, evidence, band, closed_on, outcome)
    select s.key, s.customer, b.id, b.code, s.role, s.opened::date, s.due::date, 'why', 'AT_RISK', s.closed::date,
      case when s.closed is not null then 'CARRIED_OUT' end
    from (values ('late', 1, 'ACCOUNT_MANAGER', '2026-02-01', '2026-03-01', null),
      ('today', 2, 'ACCOUNT_MANAGER', '2026-02-02', '2026-03-02', null), ('done', 2, 'SUPPORT', '2026-02-02', '2026-02-09', '2026-02-20'),
      ('nobody', 2, 'MARKETING', '2026-02-02', '2026-03-09', null)) s (key, customer, role, opened, due, closed)
    join playbook b on b.code = case s.key when 'nobody' then 'PURCHASE_RHYTHM_BROKEN' else 'CUSTOMER_AT_RISK' end`);
});
afterAll(() => database.close());

const TOTAL = "customers annualValue { amount } valueAtRisk { amount }";
async function asked<Shape>(viewer: Partial<Viewer>, source: string): Promise<Shape> {
  const { data, errors } = await graph.ask<Shape>(viewer, source);
  expect(errors).toEqual([]);
  return data;
}
interface Total {
  readonly customers: number;
  readonly annualValue: { readonly amount: string };
  readonly valueAtRisk: { readonly amount: string };
}
const told = (of: Total | null): string =>
  of === null ? "none" : `${of.customers} ${of.annualValue.amount} ${of.valueAtRisk.amount}`;

async function portfolio(viewer: Partial<Viewer>, whose: string, args = `(asOf: "2026-03-02")`): Promise<string> {
  const { it } = await asked<{ it: { portfolio: Total | null } }>(
    viewer,
    `{ it: ${whose} { portfolio${args} { ${TOTAL} } } }`,
  );
  return told(it.portfolio);
}
const ada = `rep(externalId: "ada")`;
const north = `team(externalId: "north")`;

describe("a portfolio", () => {
  test("of the company adds up by band, by segment and by what drives the risk", async () => {
    const { company } = await asked<{ company: { portfolio: object } }>(
      ANALYST,
      `{ company { portfolio(asOf: "2026-03-05") { asOf assessedOn ${TOTAL} bands { band ${TOTAL} } segments { segment ${TOTAL} }
         drivers { signal customers valueAtRisk { amount } } } } }`,
    );
    const [none, amount] = [{ amount: "0.00" }, (text: string) => ({ amount: text })];
    expect(company.portfolio).toEqual({
      ...{ asOf: "2026-03-05", assessedOn: "2026-03-02" },
      ...{ customers: 3, annualValue: amount("1700.00"), valueAtRisk: amount("1000.00") },
      bands: [
        { band: "CRITICAL", customers: 1, annualValue: amount("1000.00"), valueAtRisk: amount("800.00") },
        { band: "AT_RISK", customers: 1, annualValue: amount("400.00"), valueAtRisk: amount("200.00") },
        { band: "WATCH", customers: 0, annualValue: none, valueAtRisk: none },
        { band: "HEALTHY", customers: 1, annualValue: amount("300.00"), valueAtRisk: none },
      ],
      segments: [
        { segment: "A", customers: 2, annualValue: amount("1400.00"), valueAtRisk: amount("1000.00") },
        { segment: null, customers: 1, annualValue: amount("300.00"), valueAtRisk: none },
      ],
      // 800 × 60 ÷ 80 + 200 × 50 ÷ 50, and 800 × 20 ÷ 80: what they account for is the value at risk.
      drivers: [
        { signal: "PURCHASE_RHYTHM", customers: 2, valueAtRisk: amount("800.00") },
        { signal: "NPS", customers: 1, valueAtRisk: amount("200.00") },
      ],
    });
  });

  test("of a rep is who it serves in any role, of a leader those of who reports to it, of a team its members'", async () => {
    expect(await portfolio(ANALYST, ada)).toBe("2 1400.00 1000.00");
    expect(await portfolio(ANALYST, `rep(externalId: "ben")`)).toBe("2 700.00 200.00");
    expect(await portfolio(ANALYST, `rep(externalId: "lena")`)).toBe("none");
    expect(await portfolio(LENA, `rep(externalId: "lena")`, `(scope: SUBTREE, asOf: "2026-03-02")`)).toBe(
      "2 1400.00 1000.00",
    );
    expect(await portfolio(LENA, north)).toBe("2 1400.00 1000.00");
  });

  test("changed against another day by who came, who is at risk and what that is worth", async () => {
    const change = (since: string, whose = "company") =>
      asked<{ it: { portfolio: { change: object | null } } }>(
        ANALYST,
        `{ it: ${whose} { portfolio(asOf: "2026-03-02") { change(since: "${since}") { since customers atRisk annualValue { amount }
           valueAtRisk { amount } } } } }`,
      ).then(({ it }) => it.portfolio.change);
    // twin stood for itself then: 80 were at risk of its 100, and 200 of big's 1,000.
    expect(await change("2026-02-05")).toEqual({
      ...{ since: "2026-02-01", customers: -1, atRisk: 0 },
      ...{ annualValue: { amount: "-100.00" }, valueAtRisk: { amount: "520.00" } },
    });
    expect(await change("2026-03-02", ada)).toMatchObject({ customers: 0, atRisk: 0, valueAtRisk: { amount: "0.00" } });
    expect(await change("2026-01-31")).toBeNull();
  });

  test("before everybody was assessed once there is none", async () => {
    expect(await portfolio(ANALYST, "company", `(asOf: "2026-01-31")`)).toBe("none");
    expect(await portfolio(ANALYST, ada, `(asOf: "2026-01-31")`)).toBe("none");
  });

  test("is for who answers for the customers", async () => {
    expect(await portfolio(ADA, ada)).toBe("2 1400.00 1000.00");
    expect(await portfolio(ADA, north)).toBe("2 1400.00 1000.00");
    expect(await portfolio(BEN, north)).toBe("none");
    const refused = async (viewer: Partial<Viewer>, source: string) =>
      (await graph.ask(viewer, source)).errors.map(({ code }) => code);
    expect(await refused(ADA, `{ ${ada} { portfolio(scope: SUBTREE) { customers } } }`)).toEqual(["FORBIDDEN"]);
    expect(await refused(ADA, `{ company { portfolio { customers } } }`)).toEqual(["FORBIDDEN"]);
    expect(await graph.ask(BEN, `{ ${ada} { portfolio { customers } } }`)).toEqual({ data: { rep: null }, errors: [] });
    expect(
      await refused(ANALYST, `{ company { portfolio(asOf: "2026-03-02") { drivers(first: 51) { customers } } } }`),
    ).toEqual(["BAD_USER_INPUT"]);
  });
});

interface List {
  readonly it: {
    readonly atRisk: {
      readonly totalCount: number;
      readonly edges: readonly { readonly node: { readonly customer: { readonly externalId: string } } }[];
    };
  };
}
async function atRisk(viewer: Partial<Viewer>, whose: string, args: string): Promise<string[]> {
  const { it } = await asked<List>(
    viewer,
    `{ it: ${whose} { atRisk(asOf: "2026-03-02", ${args}) { totalCount edges { node { customer { externalId } risk { band } } } } } }`,
  );
  return it.atRisk.edges.map(({ node }) => node.customer.externalId);
}

describe("the list of customers at risk", () => {
  test("is of whom it is asked of, the most value at risk first", async () => {
    expect(await atRisk(ANALYST, "company", "first: 20")).toEqual(["big", "mid"]);
    expect(await atRisk(ANALYST, ada, "first: 1")).toEqual(["big"]);
    expect(await atRisk(ANALYST, `rep(externalId: "ben")`, "first: 20")).toEqual(["mid"]);
    expect(await atRisk(ANALYST, `rep(externalId: "ben")`, "bands: [HEALTHY]")).toEqual(["calm"]);
    expect(await atRisk(LENA, `rep(externalId: "lena")`, "scope: SUBTREE")).toEqual(["big", "mid"]);
    expect(await atRisk(LENA, `rep(externalId: "lena")`, "scope: OWN")).toEqual([]);
    expect(await atRisk(LENA, north, `segment: "A"`)).toEqual(["big", "mid"]);
    expect(await atRisk(LENA, north, `segment: "B"`)).toEqual([]);
  });

  test("holds nobody whom the viewer does not see, whoever serves it", async () => {
    expect(await atRisk(BEN, north, "first: 20")).toEqual(["mid"]);
    expect(await atRisk(ADA, ada, "scope: SUBTREE")).toEqual(["big", "mid"]);
    expect(await atRisk(LENA, "company", "bands: [HEALTHY, AT_RISK]")).toEqual(["mid"]);
  });
});

interface ByRep {
  readonly it: {
    readonly riskByRep: {
      readonly playsWithoutOwner: number;
      readonly reps: {
        readonly edges: readonly {
          readonly node: { readonly rep: { readonly externalId: string } } & Record<string, unknown>;
        }[];
      };
    };
  };
}
async function byRep(viewer: Partial<Viewer>, whose: string, day = "2026-03-02") {
  const { it } = await asked<ByRep>(
    viewer,
    `{ it: ${whose} { riskByRep(asOf: "${day}") { playsWithoutOwner reps { edges { node { rep { externalId } customers atRisk
       valueAtRisk { amount } notAssessed openPlays overduePlays } } } } } }`,
  );
  const { playsWithoutOwner, reps } = it.riskByRep;
  return {
    playsWithoutOwner,
    reps: reps.edges.map(({ node: { rep, ...figures } }) => ({ rep: rep.externalId, ...figures })),
  };
}

describe("the risk by rep", () => {
  const ofAda = {
    rep: "ada",
    customers: 2,
    atRisk: 2,
    valueAtRisk: { amount: "1000.00" },
    notAssessed: 1,
    openPlays: 2,
    overduePlays: 1,
  };
  const ofBen = {
    rep: "ben",
    customers: 2,
    atRisk: 1,
    valueAtRisk: { amount: "200.00" },
    notAssessed: 0,
    openPlays: 0,
    overduePlays: 0,
  };
  const idle = { customers: 0, atRisk: 0, valueAtRisk: null, notAssessed: 0, openPlays: 0, overduePlays: 0 };

  test("says who answers for how much, what is overdue and what nobody does", async () => {
    expect(await byRep(ANALYST, "company")).toEqual({
      playsWithoutOwner: 1,
      reps: [ofAda, ofBen, { rep: "lena", ...idle }],
    });
    expect(await byRep(ANALYST, north)).toEqual({ playsWithoutOwner: 1, reps: [ofAda] });
    expect(await byRep(LENA, `rep(externalId: "lena")`)).toEqual({
      playsWithoutOwner: 1,
      reps: [ofAda, { rep: "lena", ...idle }],
    });
  });

  test("as of a day knows the plays as they stood: one that was closed later was open", async () => {
    const { reps } = await byRep(ANALYST, `rep(externalId: "ben")`, "2026-02-10");
    expect(reps).toEqual([{ ...ofBen, openPlays: 1, overduePlays: 1 }]);
  });

  test("holds nobody whom the viewer does not see", async () => {
    expect((await byRep(BEN, north)).reps).toEqual([]);
    expect((await byRep(ADA, north)).reps).toEqual([ofAda]);
    expect(await byRep(LENA, "company")).toEqual({ playsWithoutOwner: 1, reps: [ofAda, { rep: "lena", ...idle }] });
  });
});

test("the statements are as many for all reps as for one", async () => {
  if (!countsStatements()) return;
  const source = `query ($first: Int) { reps(first: $first) { edges { node { portfolio(asOf: "2026-03-02") { customers
    change(since: "2026-02-05") { customers } } atRisk(asOf: "2026-03-02") { totalCount }
    riskByRep(asOf: "2026-03-02") { playsWithoutOwner } } } } }`;
  const count = async (first: number) =>
    (await statementsOf(database, () => graph.ask(ANALYST, source, { first }))).count;
  expect(await count(1)).toBe(await count(4));
});
