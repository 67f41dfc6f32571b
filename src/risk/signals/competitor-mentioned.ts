import type { Signal } from "./signal";

/**
 * Whether a competitor was named to us within 180 days: 1, else 0. Who compares may leave. Source: domain §4.
 */
export const competitorMentioned: Signal = {
  code: "COMPETITOR_MENTIONED",
  dimension: "VOICE",
  description: "A competitor that was named to us within 180 days: 1.",
  extra: true,
  judge: ({ voice }) => {
    if (voice === null) return null;
    const { competitor, dataAsOf } = voice;
    const evidence = `${competitor ? "A competitor was" : "No competitor was"} named in the last 180 days.`;
    return { severity: competitor ? 1 : 0, evidence, dataAsOf };
  },
};
