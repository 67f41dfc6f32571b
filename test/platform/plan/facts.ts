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
