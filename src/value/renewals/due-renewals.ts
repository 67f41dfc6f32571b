import type { Day, Period } from "../../kernel/calendar";
import { minor } from "../../kernel/money";
import type { Context } from "../../platform/graphql/context";
import { conversionInto } from "../currency/conversion";
import { type DueRenewal, outcomeOf } from "./calc/due-renewal";
import { dueRows } from "./due-renewals.queries";

export interface DueAsked {
  readonly period: Period;
  readonly asOf: Day;
  readonly graceDays: number;
  /** null for everybody's */
  readonly customers: readonly string[] | null;
}

/** The renewals due in a period, by customer, told at the rates of the period's first day. */
export async function dueRenewals(
  context: Context,
  { period, asOf, graceDays, customers }: DueAsked,
  currency: string,
): Promise<ReadonlyMap<string, readonly DueRenewal[]>> {
  const [rows, conversion] = await Promise.all([
    dueRows(context, period, asOf, customers),
    conversionInto(context, currency, period.start),
  ]);
  const found = new Map<string, DueRenewal[]>();
  for (const [customer, dueOn, closedOn, isRenewed, due, renewed, of] of rows) {
    const outcome = outcomeOf({ dueOn, closedOn, isRenewed }, asOf, graceDays);
    const value = outcome === "RENEWED" && renewed !== null ? renewed : "0";
    const renewal = {
      outcome,
      due: conversion.of(minor(BigInt(due)), of),
      renewed: conversion.of(minor(BigInt(value)), of),
      isOnTime: closedOn !== null && closedOn <= dueOn,
    };
    found.set(customer, [...(found.get(customer) ?? []), renewal]);
  }
  return found;
}
