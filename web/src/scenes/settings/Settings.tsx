import { lazy, Suspense, useState } from "react";
import { m } from "../../catalogue/index.ts";
import { Avatar } from "../../design/Avatar.tsx";
import { useMe } from "../../session/SignedIn.tsx";

const SettingsSheet = lazy(async () => ({
  default: (await import("./SettingsSheet.tsx")).SettingsSheet,
}));
const DevicesSheet = lazy(async () => ({
  default: (await import("./DevicesSheet.tsx")).DevicesSheet,
}));

/** The signed-in person, and behind them what they may set. */
export function Settings() {
  const me = useMe();
  const [open, setOpen] = useState(false);
  const [inDevices, setInDevices] = useState(false);
  // Loaded with its first opening; then it stays, so that it can leave as sheets do.
  const [visited, setVisited] = useState({ sheet: false, devices: false });
  if (open && !visited.sheet) setVisited({ ...visited, sheet: true });
  if (inDevices && !visited.devices) setVisited({ ...visited, devices: true });
  return (
    <>
      <button
        type="button"
        className="grid size-11 place-items-center rounded-full hover:opacity-85"
        aria-label={m.settings_open({ name: me.full_name })}
        title={me.full_name}
        onClick={() => setOpen(true)}
      >
        <Avatar id={me.id} name={me.full_name} size="small" />
      </button>
      <Suspense fallback={null}>
        {visited.sheet && (
          <SettingsSheet open={open} onOpenChange={setOpen} onDevices={() => setInDevices(true)} />
        )}
        {visited.devices && <DevicesSheet open={inDevices} onOpenChange={setInDevices} />}
      </Suspense>
    </>
  );
}
