import type { OrganizationSettings } from "@relais/client/admin";
import { ImagePlus } from "lucide-react";
import { useRef } from "react";
import { m } from "../../catalogue/index.ts";
import { Button } from "../../design/Button.tsx";
import { cardClasses } from "./Panel.tsx";
import { useAdmin, useChange } from "./use-admin.ts";

type LogoFieldProps = {
  settings: OrganizationSettings;
  onChange: (settings: OrganizationSettings) => void;
};

/** The picture that stands for the organization; kept at once, apart from the form. */
export function LogoField({ settings, onChange }: LogoFieldProps) {
  const admin = useAdmin();
  const input = useRef<HTMLInputElement>(null);
  const { busy, run } = useChange();
  const keep = async (work: () => Promise<OrganizationSettings>) => {
    const saved = await run(work, m.admin_saved());
    if (saved) onChange(saved);
  };
  return (
    <section
      aria-label={m.admin_org_logo()}
      className={`${cardClasses} flex flex-wrap items-center gap-4 p-4 desk:p-5`}
    >
      <span className="grid size-20 shrink-0 place-items-center overflow-hidden rounded-card bg-sunken text-ink-2">
        {settings.logo === null ? (
          <ImagePlus size={28} strokeWidth={1.75} aria-label={m.admin_org_logo_none()} />
        ) : (
          <img
            src={settings.logo}
            alt={m.admin_org_logo()}
            className="size-full bg-logo-ground object-contain"
          />
        )}
      </span>
      <div className="flex min-w-0 flex-[1_1_14rem] flex-col gap-2">
        <p className="text-13 text-ink-2">{m.admin_org_logo_hint()}</p>
        <div className="flex flex-wrap gap-2">
          <Button look="quiet" busy={busy} onClick={() => input.current?.click()}>
            {m.admin_org_logo_choose()}
          </Button>
          {settings.logo !== null && (
            <Button look="plain" busy={busy} onClick={() => void keep(() => admin.removeLogo())}>
              {m.admin_org_logo_remove()}
            </Button>
          )}
        </div>
        <input
          ref={input}
          type="file"
          className="sr-only"
          tabIndex={-1}
          aria-label={m.admin_org_logo_choose()}
          accept="image/png,image/jpeg,image/webp"
          onChange={(event) => {
            const [picture] = event.currentTarget.files ?? [];
            event.currentTarget.value = "";
            if (picture) void keep(() => admin.setLogo(picture));
          }}
        />
      </div>
    </section>
  );
}
