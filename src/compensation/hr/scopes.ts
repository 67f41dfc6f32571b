import type { ApiScope } from "../../platform/auth/viewer";

const of = (type: string, names: string): string[] => names.split(" ").map((name) => `${type}.${name}`);

/** What of the graph a scope opens: fields, or with `*` all of a type. People and customers are no machine's business. */
export const OPENED: Readonly<Record<ApiScope, readonly string[]>> = {
  COMPENSATION_READ: [
    ...of("Query", "compensationBatch compensationBatches"),
    ...of("CompensationBatch", "id externalId payGroup startsOn endsOn payOn status lineCount totals contentHash"),
    ...of("CompensationBatch", "createdAt reissueOf lines"),
    ...of("CompensationLine", "id externalId batch employeeNumber earningCode amount amountMinor currency payOn"),
    ...of("CompensationLine", "coversFrom coversTo costCentre comment statementLine reverses replaces replacedBy"),
    ...of("CompensationLine", "status answers"),
    ...["CompensationBatchConnection.*", "CompensationBatchEdge.*"],
    ...["CompensationLineConnection.*", "CompensationLineEdge.*"],
    ...["CompensationTotal.*", "CompensationLineAnswer.*", "Money.*", "PageInfo.*"],
  ],
  COMPENSATION_ACKNOWLEDGE: [
    "Mutation.compensationLinesAcknowledge",
    ...["CompensationLinesAcknowledgePayload.*", "UserError.*"],
    ...of("CompensationBatch", "id status"),
  ],
};
