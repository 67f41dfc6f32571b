import {
  CompensationBatchCreate,
  CompensationBatchLinesResolver,
  CompensationBatchResolver,
  CompensationLinesAcknowledge,
  CompensationLinesReissue,
} from "../compensation/hr/batch.resolver";
import { ApiTokenResolver, ApiTokenRevoke } from "../platform/auth/api-tokens/api-token.resolver";

/** What answers of the pay that HR pulls, takes what HR says of it, and lets its machines in. */
export const hrResolvers = [
  CompensationBatchResolver,
  CompensationBatchLinesResolver,
  CompensationBatchCreate,
  CompensationLinesAcknowledge,
  CompensationLinesReissue,
  ApiTokenResolver,
  ApiTokenRevoke,
] as const;
