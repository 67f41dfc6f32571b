import { ownFacts, type RecordExtension, type RecordMap, reference } from "../../platform/plan/record";
import { seesFactOfCustomer } from "../../records/policy";
import { DiagnosisEntity } from "./diagnosis.entity";

export const diagnosisRecord: RecordMap = {
  type: "Diagnosis",
  entity: DiagnosisEntity,
  sees: seesFactOfCustomer,
  disclosure: { NOTE: ["note"] },
  fields: { on: (diagnosis) => `${diagnosis}.reviewed_on`, filedAt: (diagnosis) => `${diagnosis}.recorded_at` },
  orders: { ON: "reviewedOn" },
  defaultDirection: "DESC",
};

export const customerDiagnoses: RecordExtension = {
  extend: "Customer",
  relations: {
    diagnosis: reference("Diagnosis", (customer, scope) => {
      const day = scope.arg("asOf", "date") ?? scope.today();
      return (
        `(select d.id from diagnosis d where d.customer_id = ${customer}.id and d.reviewed_on <= ${day} ` +
        `order by d.reviewed_on desc, d.id desc limit 1)`
      );
    }),
    diagnoses: ownFacts.connection("Diagnosis", (diagnosis, customer) => `${diagnosis}.customer_id = ${customer}.id`),
  },
};
