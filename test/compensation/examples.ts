import { readFileSync } from "node:fs";
import path from "node:path";
import { packageRoot } from "../../src/app/package-root";
import type { Viewer } from "../../src/platform/auth/viewer";
import { act, type Done } from "../support/action";
import type { Graph } from "../support/graph";

export const EXAMPLES = ["success-manager", "new-business", "team-pool"] as const;

/** The document of a plan that ships as an example. */
export const example = (name: (typeof EXAMPLES)[number]): Readonly<Record<string, unknown>> =>
  JSON.parse(readFileSync(path.join(packageRoot, "examples", "plans", `${name}.json`), "utf8")) as Record<
    string,
    unknown
  >;

/** What a publication may say otherwise than: the success manager's first version, from 2026 on. */
export interface Publication {
  readonly version?: number;
  readonly effectiveFrom?: string;
  readonly document?: object;
}

const PUBLISH = { name: "compensationPlanPublish", subject: "plan", selection: "id code name version currency" };

export const publish = (graph: Graph, given: Publication = {}, viewer: Partial<Viewer> = { role: "HR" }) =>
  act(graph, viewer, PUBLISH, {
    ...{ version: 0, effectiveFrom: "2026-01-01", document: example("success-manager") },
    ...{ reason: "agreed with the council", ...given },
  }) satisfies Promise<Done>;
