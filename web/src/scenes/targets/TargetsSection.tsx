import { m } from "../../catalogue/index.ts";
import { Panel } from "../admin/Panel.tsx";
import { HoursForm } from "./HoursForm.tsx";
import { TargetsForm } from "./TargetsForm.tsx";

/** `/admin/targets`: when the organization is open, and within how long it answers and solves. */
export function TargetsSection() {
  return (
    <Panel title={m.targets_title()} text={m.targets_intro()}>
      <TargetsForm />
      <HoursForm />
    </Panel>
  );
}
