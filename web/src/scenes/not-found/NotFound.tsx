import { MapPinOff } from "lucide-react";
import { Link } from "../../navigation/Link.tsx";
import { m } from "../../catalogue/index.ts";
import { buttonClasses } from "../../design/Button.tsx";
import { EmptyState } from "../../design/EmptyState.tsx";

/** An address that leads nowhere. */
export function NotFound() {
  return (
    <main className="grid min-h-dvh place-items-center">
      <EmptyState icon={MapPinOff} level={1} title={m.not_found_title()} text={m.not_found_text()}>
        <Link to="/" className={buttonClasses("primary", true)}>
          {m.action_home()}
        </Link>
      </EmptyState>
    </main>
  );
}
