import { businessMutation } from "../../platform/mutation/business-mutation";
import { maySign } from "../policy";
import { ContractAmendInput, ContractEndInput, ContractSignInput } from "./contract-actions.inputs";
import { amendContract, endContract, signContract } from "./contract.service";
import { ContractType } from "./contract.type";

const subject = { field: "contract", type: ContractType, typeName: "Contract" };

export const ContractSignResolver = businessMutation({
  name: "contractSign",
  description: "Records that a customer commits itself. Leaders and administrators.",
  input: ContractSignInput,
  subject,
  may: maySign,
  act: signContract,
});

export const ContractAmendResolver = businessMutation({
  name: "contractAmend",
  description: "Replaces a contract by new terms from a day on, and answers with these. Leaders and administrators.",
  input: ContractAmendInput,
  subject,
  may: maySign,
  act: amendContract,
});

export const ContractEndResolver = businessMutation({
  name: "contractEnd",
  description: "Records that a contract ends before its time. Leaders and administrators.",
  input: ContractEndInput,
  subject,
  may: maySign,
  act: endContract,
});
