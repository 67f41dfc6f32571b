import { createHash } from "node:crypto";
import type { Case, Variables } from "./cases";

/** Asks one question and reads `data`; anything but a clean answer is an error. */
export async function ask(
  url: string,
  headers: Readonly<Record<string, string>>,
  body: string,
): Promise<Record<string, unknown>> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body,
  });
  const text = await response.text();
  const { data, errors } = (response.ok ? JSON.parse(text) : { errors: text }) as {
    data?: Record<string, unknown>;
    errors?: unknown;
  };
  if (data && !errors) return data;
  throw new Error(`${url} answered ${response.status}: ${JSON.stringify(errors).slice(0, 500)}`);
}

interface Page {
  readonly edges: ReadonlyArray<{ readonly node: { readonly id: string } }>;
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
}

/** What the cases are asked with. */
export type Places = Readonly<Record<Case["name"], readonly Variables[]>>;

/** Walks a list of customers from its start, and collects what the cases ask for: places in the list, and ids. */
export async function walk(
  pages: number,
  askPage: (after: string | null) => Promise<Record<string, unknown>>,
): Promise<Places> {
  const [list, single]: [Variables[], Variables[]] = [[], []];
  let after: string | null = null;
  while (list.length < pages) {
    const [page] = Object.values(await askPage(after)) as [Page];
    single.push(...page.edges.map(({ node }) => ({ id: node.id })));
    if (!page.pageInfo.hasNextPage) break;
    after = page.pageInfo.endCursor;
    list.push({ after });
  }
  return { list, single };
}

/** The SHA-256 of answers whatever the order of their objects' keys. */
export function answerHash(answers: readonly unknown[]): string {
  const sorted = (_key: string, value: unknown): unknown =>
    value && typeof value === "object" && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value;
  return createHash("sha256").update(JSON.stringify(answers, sorted)).digest("hex");
}
