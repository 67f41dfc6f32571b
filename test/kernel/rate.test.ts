import { minor } from "../../src/kernel/money";
import { convert } from "../../src/kernel/rate";

test.each<[string, bigint, string, string, string, bigint]>([
  ["dollars to euros", 10_000n, "USD", "EUR", "0.925", 9_250n],
  ["to a currency without decimals", 10_000n, "USD", "JPY", "149.5", 14_950n],
  ["to one with three", 100n, "JPY", "KWD", "0.00205", 205n],
  ["half a cent goes away from zero", 1n, "USD", "EUR", "0.5", 1n],
  ["below zero, too", -1n, "USD", "EUR", "0.5", -1n],
])("%s", (_rule, amount, from, to, rate, expected) => expect(convert(minor(amount), from, to, rate)).toBe(expected));
