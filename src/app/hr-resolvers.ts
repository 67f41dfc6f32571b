import {
  CompensationBatchCreate,
  CompensationBatchLinesResolver,
  CompensationBatchResolver,
  CompensationLinesAcknowledge,
  CompensationLinesReissue,
} from "../compensation/hr/batch.resolver";

/** What answers of the pay that HR pulls, and takes what HR says of it. */
export const hrResolvers = [
  CompensationBatchResolver,
  CompensationBatchLinesResolver,
  CompensationBatchCreate,
  CompensationLinesAcknowledge,
  CompensationLinesReissue,
] as const;
