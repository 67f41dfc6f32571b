import type { Day } from "../../../../kernel/calendar";

/** By account, the one that it was merged into, and from which day on. */
export type Merges = ReadonlyMap<string, { readonly into: string; readonly on: Day }>;

/** What an account counted as on a day: a merge changes nothing about the days before it. */
export function accountOn(merges: Merges, account: string, day: Day): string {
  const merge = merges.get(account);
  return merge && merge.on <= day ? accountOn(merges, merge.into, day) : account;
}
