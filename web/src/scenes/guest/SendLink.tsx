import { Copy, Mail, MessageSquare, Share2 } from "lucide-react";
import { encode } from "uqr";
import { m } from "../../catalogue/index.ts";
import { Button, buttonClasses } from "../../design/Button.tsx";
import { copyText } from "../../design/copy-text.ts";

const icon = { size: 20, strokeWidth: 1.75, "aria-hidden": true } as const;

type SendLinkProps = {
  address: string;
  /** What goes with it; it holds the address. */
  message: string;
  subject: string;
  phone: string | null;
  email: string | null;
  /** Whose camera reads the code. */
  hint: string;
};

/** The ways to whom it is for: the clipboard, their camera, a message, a mail, whatever the device offers. */
export function SendLink({ address, message: text, subject, phone, email, hint }: SendLinkProps) {
  const number = phone?.replace(/[^\d+]/g, "") ?? "";
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-col items-center gap-2">
        <QrCode text={address} />
        <p className="text-13 text-ink-2">{hint}</p>
      </div>
      <p className="rounded-card bg-sunken px-3.5 py-2.5 text-13 break-all select-all" dir="ltr">
        {address}
      </p>
      <div className="flex flex-col gap-2">
        <Button wide onClick={() => void copyText(address, m.link_copied())}>
          <Copy {...icon} />
          {m.link_copy()}
        </Button>
        <div className="flex gap-2">
          <a
            className={`${buttonClasses("quiet")} flex-1`}
            href={`sms:${number}?body=${encodeURIComponent(text)}`}
          >
            <MessageSquare {...icon} />
            {m.link_sms()}
          </a>
          <a
            className={`${buttonClasses("quiet")} flex-1`}
            href={`mailto:${email ?? ""}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(text)}`}
          >
            <Mail {...icon} />
            {m.link_mail()}
          </a>
        </div>
        {"share" in navigator && (
          <Button
            look="plain"
            // Leaving the device's own dialog is no error.
            onClick={() => void navigator.share({ text }).catch(() => {})}
          >
            <Share2 {...icon} />
            {m.link_more()}
          </Button>
        )}
      </div>
    </div>
  );
}

/** Dark on light in both themes: cameras read nothing else. */
function QrCode({ text }: { text: string }) {
  const { data, size } = encode(text, { ecc: "M", border: 2 });
  const path = data
    .flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : "")))
    .join("");
  return (
    <svg
      role="img"
      aria-label={m.link_qr()}
      viewBox={`0 0 ${size} ${size}`}
      className="size-48 rounded-card bg-logo-ground"
      shapeRendering="crispEdges"
    >
      <path d={path} fill="#142221" />
    </svg>
  );
}
