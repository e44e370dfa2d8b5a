import {
  BookOpen,
  ChartNoAxesColumn,
  MessageSquareReply,
  MessageSquareText,
  MonitorSmartphone,
  ShieldCheck,
} from "lucide-react";
import { lazy, Suspense } from "react";
import { m } from "../../catalogue/index.ts";
import { Avatar } from "../../design/Avatar.tsx";
import { Button, buttonClasses } from "../../design/Button.tsx";
import { Sheet } from "../../design/Sheet.tsx";
import { Link } from "../../navigation/Link.tsx";
import { useMe } from "../../session/SignedIn.tsx";
import { LanguageChoice, SaverChoiceField, ThemeChoiceField } from "./Preferences.tsx";
import { SignOut } from "./SignOut.tsx";
import { mayWrite } from "../procedures/may-write.ts";
import { useRoleTitle } from "../shell/use-role-title.ts";

const PushField = lazy(async () => ({
  default: (await import("./PushField.tsx")).PushField,
}));
type SettingsSheetProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onDevices: () => void;
};

/** Who is signed in, how the app looks to them, what else there is for them, and the way out. */
export function SettingsSheet({ open, onOpenChange, onDevices }: SettingsSheetProps) {
  const me = useMe();
  const role = useRoleTitle(me.role);
  const close = () => onOpenChange(false);
  return (
    <Sheet open={open} onOpenChange={onOpenChange} title={m.settings_title()}>
      <div className="flex flex-col gap-5">
        <div className="flex items-center gap-3">
          <Avatar id={me.id} name={me.full_name} size="large" />
          <div className="min-w-0">
            <p className="text-17 font-semibold">{me.full_name}</p>
            <p className="text-15 text-ink-2">
              {role} · {me.organization.name}
            </p>
            <p className="text-13 text-ink-2">{me.email}</p>
          </div>
        </div>
        <ThemeChoiceField />
        <LanguageChoice />
        <SaverChoiceField />
        <Suspense fallback={null}>
          <PushField />
        </Suspense>
        <Button look="quiet" wide onClick={onDevices}>
          <MonitorSmartphone size={20} strokeWidth={1.75} aria-hidden="true" />
          {m.devices_title()}
        </Button>
        {me.role === "admin" && (
          <Link to="/admin" onClick={close} className={buttonClasses("quiet", true)}>
            <ShieldCheck size={20} strokeWidth={1.75} aria-hidden="true" />
            {m.admin_title()}
          </Link>
        )}
        {me.role === "admin" && (
          <Link to="/answers" onClick={close} className={buttonClasses("quiet", true)}>
            <MessageSquareText size={20} strokeWidth={1.75} aria-hidden="true" />
            {m.answers_open()}
          </Link>
        )}
        {me.role !== "customer" && (
          <Link to="/canned" onClick={close} className={buttonClasses("quiet", true)}>
            <MessageSquareReply size={20} strokeWidth={1.75} aria-hidden="true" />
            {m.canned_title()}
          </Link>
        )}
        {me.role !== "customer" && (
          <Link to="/procedures" onClick={close} className={buttonClasses("quiet", true)}>
            <BookOpen size={20} strokeWidth={1.75} aria-hidden="true" />
            {m.procedures_open()}
          </Link>
        )}
        {mayWrite(me) && (
          <Link to="/statistics" onClick={close} className={buttonClasses("quiet", true)}>
            <ChartNoAxesColumn size={20} strokeWidth={1.75} aria-hidden="true" />
            {m.statistics_title()}
          </Link>
        )}
        <SignOut />
      </div>
    </Sheet>
  );
}
