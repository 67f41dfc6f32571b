import fc from "fast-check";
import type { RiskBand } from "../../../src/risk/models/calc/risk-model";
import type { Opening, Playbook } from "../../../src/risk/playbooks/calc/playbook";
import { type Alarming, alertsOf } from "../../../src/risk/plays/calc/alert";
import type { SignalCode } from "../../../src/risk/signals/calc/signal-code";

const playbook = (code: string, opening: Opening): Playbook => ({
  ...{ id: code, code, opening, dueWithinDays: 7, coolDownDays: 30 },
});
const rhythm = playbook("RHYTHM", { on: "SIGNAL", signal: "PURCHASE_RHYTHM", fromSeverity: 0.5, belowSeverity: 1 });
const complaint = playbook("COMPLAINT", {
  ...{ on: "SIGNAL", signal: "OPEN_COMPLAINTS", fromSeverity: 0.7, belowSeverity: null },
});
const atRisk = playbook("AT_RISK", { on: "BAND", fromBand: "AT_RISK" });
const thanks = playbook("THANKS", { on: "EVENT", event: "RENEWED" });
const PLAYBOOKS = [atRisk, complaint, rhythm, thanks];

const driver = (signal: SignalCode, severity: number, evidence: string = signal) => ({ signal, severity, evidence });
const customer = (band: RiskBand, ...drivers: Alarming["drivers"][number][]): Alarming => ({
  ...{ customerId: "1", band, drivers },
});
const opened = (one: Alarming): string[] => alertsOf(one, PLAYBOOKS).map((alert) => alert.playbook.code);

test.each<[string, Alarming, string[]]>([
  ["nobody is alarmed by a healthy customer", customer("HEALTHY", driver("NPS", 0.2)), []],
  ["a sign opens its play from its severity on", customer("WATCH", driver("PURCHASE_RHYTHM", 0.5)), ["RHYTHM"]],
  ["below it there is none", customer("WATCH", driver("PURCHASE_RHYTHM", 0.49)), []],
  ["nor from the severity on where it ends", customer("CRITICAL", driver("PURCHASE_RHYTHM", 1)), []],
  ["without an end it is open at its worst", customer("WATCH", driver("OPEN_COMPLAINTS", 1)), ["COMPLAINT"]],
  ["a band opens its play", customer("AT_RISK", driver("NPS", 1)), ["AT_RISK"]],
  ["and so does a worse band", customer("CRITICAL", driver("NPS", 1)), ["AT_RISK"]],
  [
    "what a sign's own play answers opens no second one for the band",
    customer("AT_RISK", driver("PURCHASE_RHYTHM", 0.8), driver("NPS", 0.5)),
    ["RHYTHM"],
  ],
  [
    "a sign too faint for its own play leaves the customer to the band's",
    customer("AT_RISK", driver("NPS", 1), driver("PURCHASE_RHYTHM", 0.2)),
    ["AT_RISK"],
  ],
  [
    "two signs open two plays",
    customer("CRITICAL", driver("PURCHASE_RHYTHM", 0.6), driver("OPEN_COMPLAINTS", 0.8)),
    ["COMPLAINT", "RHYTHM"],
  ],
])("%s", (_rule, one, codes) => expect(opened(one)).toEqual(codes));

it("quotes the sign that opened it", () => {
  const [alert] = alertsOf(
    customer("AT_RISK", driver("NPS", 1), driver("PURCHASE_RHYTHM", 0.8, "52 days.")),
    PLAYBOOKS,
  );
  expect(alert).toMatchObject({ signal: "PURCHASE_RHYTHM", severity: 0.8, band: "AT_RISK", evidence: "52 days." });
});

it("quotes the three heaviest signs where the band opened it", () => {
  const signs = (["NPS", "CSAT", "HANDOVERS", "DIAGNOSIS"] as const).map((code) => driver(code, 1, `${code}.`));
  const [alert] = alertsOf(customer("AT_RISK", ...signs), PLAYBOOKS);
  expect(alert).toMatchObject({ signal: null, severity: null, evidence: "NPS. CSAT. HANDOVERS." });
});

it("never opens a playbook twice, nor a band's play beside a sign's", () => {
  const drivers = fc.uniqueArray(
    fc.record({
      signal: fc.constantFrom<SignalCode>("PURCHASE_RHYTHM", "OPEN_COMPLAINTS", "NPS"),
      severity: fc.double({ min: 0.01, max: 1, noNaN: true }),
      evidence: fc.constant("so."),
    }),
    { selector: ({ signal }) => signal },
  );
  const band = fc.constantFrom<RiskBand>("HEALTHY", "WATCH", "AT_RISK", "CRITICAL");
  fc.assert(
    fc.property(band, drivers, (inBand, all) => {
      const codes = opened(customer(inBand, ...all));
      expect(new Set(codes).size).toBe(codes.length);
      if (codes.includes("AT_RISK")) expect(codes).toEqual(["AT_RISK"]);
      expect(codes).not.toContain("THANKS");
    }),
  );
});
