/** Which of two comes first: by code units, or by size. For `sort`. */
export const compare = <Value extends bigint | string>(a: Value, b: Value): number => (a < b ? -1 : a > b ? 1 : 0);
