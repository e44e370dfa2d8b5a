import { m } from "../../catalogue/index.ts";
import { Button } from "../../design/Button.tsx";
import { Spinner } from "../../design/Spinner.tsx";
import type { Setting } from "./use-setting.ts";

/** While something is read, or when it could not be. */
export function SettingWait({ setting }: { setting: Setting<unknown> }) {
  return setting.failed === null ? (
    <div className="grid min-h-40 place-items-center text-ink-2">
      <Spinner />
    </div>
  ) : (
    <div role="alert" className="flex flex-col items-start gap-3 text-15">
      <p>{setting.failed}</p>
      <Button look="quiet" onClick={setting.again}>
        {m.action_retry()}
      </Button>
    </div>
  );
}
