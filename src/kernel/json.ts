/**
 * JSON with the keys of every object in order: equal values give equal text.
 * bigint becomes decimal text; undefined members are left out, as in JSON.
 */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, member: unknown) => {
    if (typeof member === "bigint") return member.toString();
    if (member === null || typeof member !== "object" || Array.isArray(member)) return member;
    return Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}

/** JSON in which bigint is decimal text, for whoever does not care in which order keys come: several times as fast. */
export const jsonText = (value: unknown): string =>
  JSON.stringify(value, (_key, member: unknown) => (typeof member === "bigint" ? member.toString() : member));
