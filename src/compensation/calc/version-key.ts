/** The key of a version among plans, `code@version`. */
export const versionKey = (code: string, version: number): string => `${code}@${version}`;

/** What a key is made of. */
export function versionOf(key: string): readonly [code: string, version: number] {
  const at = key.lastIndexOf("@");
  return [key.slice(0, at), Number(key.slice(at + 1))];
}
