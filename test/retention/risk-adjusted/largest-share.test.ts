import fc from "fast-check";
import { largestShares, type ShareHeld } from "../../../src/retention/risk-adjusted/calc/largest-share";

const held = (...shares: [rep: string, share: number][]): ShareHeld[] =>
  shares.map(([rep, share]) => ({ customerId: "1", repId: rep, externalId: rep, share }));

test.each<[string, ShareHeld[], string | undefined]>([
  ["who holds it all", held(["ada", 10_000]), "ada"],
  ["who holds most of it", held(["ada", 4_000], ["bob", 6_000]), "bob"],
  ["of equal shares the first by external id", held(["bob", 5_000], ["ada", 5_000]), "ada"],
  ["the house, which holds more than each of them", held(["ada", 3_000], ["bob", 3_000]), undefined],
  ["the rep, as much as the house holds", held(["ada", 5_000]), "ada"],
  ["nobody holds it: the house", [], undefined],
])("a customer counts whole to: %s", (_rule, shares, rep) => expect(largestShares(shares).get("1")).toBe(rep));

test("the order of the shares does not matter", () =>
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.constantFrom("ada", "bob", "cyd", "dee"), { minLength: 1 }),
      fc.nat(2_500),
      (reps, share) => {
        const shares = held(...reps.map((rep, index): [string, number] => [rep, share + (index % 2)]));
        expect(largestShares(shares.toReversed())).toEqual(largestShares(shares));
      },
    ),
  ));
