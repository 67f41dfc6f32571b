/** Facts of the law's customers, as inputs of the bulk mutations: with ties and gaps, and twins for one customer. */
type Facts = (customers: readonly string[]) => { readonly externalId: string }[];

const twice = (customers: readonly string[], fact: (customer: string, n: number, twin: number) => object) =>
  customers.flatMap((customer, n) =>
    [0, 1].map((twin) => ({ externalId: `${customer}-${twin}`, customer, ...fact(customer, n, twin) })),
  );

export const contactsOf: Facts = (customers) =>
  twice(customers, (_customer, n, twin) => ({
    fullName: twin > 0 && n % 2 === 0 ? "Lou" : "Kim",
    email: n % 3 ? "kim@example.com" : null,
    influence: [null, "CHAMPION", "USER"][(n + twin) % 3],
    leftOn: [null, "2026-03-02", "2025-12-31", "2026-01-05"][(n + twin) % 4],
  }));

/** The second one of a customer replaces its first, or runs beside it from month to month. */
export const contractsOf: Facts = (customers) =>
  twice(customers, (customer, n, twin) => {
    const monthly = twin > 0 && n % 3 === 0;
    return {
      ...{ startsOn: ["2024-06-01", "2025-12-31"][twin], endsOn: monthly ? null : "2026-03-03", monthToMonth: monthly },
      ...{ annualValue: String(100 * (n % 2)), currency: n % 2 ? "EUR" : "JPY" },
      replaces: twin > 0 && !monthly ? `${customer}-0` : null,
      endedOn: twin > 0 && n === 3 ? "2026-03-02" : null,
    };
  });

const DECISIONS = [
  {},
  { status: "IN_TALKS", note: "Soon." },
  { status: "RENEWED", closedOn: "2026-01-05", valueRenewed: "7" },
  { status: "LOST", closedOn: "2025-12-31", lossReason: "PRICE", note: "Too dear." },
];

export const renewalsOf: Facts = (customers) =>
  twice(customers, (customer, n, twin) => ({
    contract: twin > 0 ? `${customer}-0` : null,
    ...{ dueOn: n % 2 ? "2026-03-03" : "2026-01-05", valueDue: String(n % 3), currency: "EUR" },
    ...DECISIONS[(n + twin) % DECISIONS.length],
  }));
