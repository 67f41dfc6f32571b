import { graphEnum } from "../../platform/graphql/enum";
import type { RiskDimension as Dimension, SignalCode } from "./calc/signal-code";
import { SIGNALS } from "./signals";

export const RiskDimension = graphEnum<Dimension>("RiskDimension", "What an aspect of a customer belongs to.", {
  RESULTS: "What it buys.",
  RELATIONSHIP: "Who talks with whom, and how.",
  SERVICE: "How well it is served.",
  TECHNOLOGY: "What fails at it.",
  PEOPLE: "Who serves it.",
  CONTRACT: "What it has committed to.",
  COST: "What it costs and leaves over.",
  VOICE: "What it says when it is asked.",
  REVIEW: "What a trained reviewer found.",
});

export const RiskSignal = graphEnum<SignalCode>(
  "RiskSignal",
  "An aspect of a customer that foretells whether it leaves.",
  Object.fromEntries(SIGNALS.map(({ code, description }) => [code, description])) as Record<SignalCode, string>,
);
