import type { LinkView } from "@relais/client";
import { useNow } from "@relais/react/headless";
import { CalendarClock, Eye, EyeOff, Link2Off, type LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { m } from "../../catalogue/index.ts";
import { longDate, timeInSentence } from "../../format/time.ts";

function Line({ icon: Icon, children }: { icon: LucideIcon; children: ReactNode }) {
  return (
    <li className="flex items-start gap-2.5">
      <Icon
        size={18}
        strokeWidth={1.75}
        aria-hidden="true"
        className="mt-0.5 shrink-0 text-ink-2"
      />
      <span className="text-pretty">{children}</span>
    </li>
  );
}

/** How the link stands: opened when, good until when. */
export function LinkState({ link, hidden }: { link: LinkView; hidden: boolean }) {
  const now = useNow();
  const { state, last_opened_at: opened, expires_at: until, devices } = link;
  return (
    <ul className="flex flex-col gap-2 text-15" data-link={state}>
      {state === "none" && <Line icon={Link2Off}>{m.link_none()}</Line>}
      {state === "revoked" && <Line icon={Link2Off}>{m.link_revoked()}</Line>}
      {state === "expired" && <Line icon={Link2Off}>{m.link_expired()}</Line>}
      {state === "live" && (
        <>
          {opened === null ? (
            <Line icon={EyeOff}>{m.link_never_opened()}</Line>
          ) : (
            <Line icon={Eye}>
              {m.link_opened({ when: timeInSentence(opened, now) })}
              {devices > 0 && ` · ${m.link_devices({ count: devices })}`}
            </Line>
          )}
          <Line icon={CalendarClock}>
            {until === null ? m.link_valid_open() : m.link_valid_until({ date: longDate(until) })}
          </Line>
          {hidden && <Line icon={EyeOff}>{m.link_hidden()}</Line>}
        </>
      )}
    </ul>
  );
}
