import type { SharedCategory } from "@relais/client";
import { useConversation } from "@relais/react";
import { CloudOff, FileText, Image, Link2, type LucideIcon, Mic } from "lucide-react";
import { useMemo, useState } from "react";
import { m } from "../../catalogue/index.ts";
import { Button } from "../../design/Button.tsx";
import { EmptyState } from "../../design/EmptyState.tsx";
import { Sheet } from "../../design/Sheet.tsx";
import { Spinner } from "../../design/Spinner.tsx";
import { Tabs } from "../../design/Tabs.tsx";
import { useCaseAddress, useGo, usePlace } from "../../navigation/place.ts";
import { PictureGrid } from "./PictureGrid.tsx";
import { SharedRow } from "./SharedRow.tsx";
import { useShared } from "./use-shared.ts";
import { withNewest } from "./with-newest.ts";

type SharedSheetProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  caseId: string;
  conversationId: string;
  internalId: string | undefined;
  onLeave: () => void;
};

const categories: readonly {
  value: SharedCategory;
  label: () => string;
  icon: LucideIcon;
  none: () => string;
}[] = [
  { value: "picture", label: m.shared_pictures, icon: Image, none: m.shared_no_pictures },
  { value: "file", label: m.shared_files, icon: FileText, none: m.shared_no_files },
  { value: "voice", label: m.shared_voices, icon: Mic, none: m.shared_no_voices },
  { value: "link", label: m.shared_links, icon: Link2, none: m.shared_no_links },
];

/** Everything that was shared in a conversation, newest first; each leads to its message. */
export function SharedSheet(props: SharedSheetProps) {
  const { open, onOpenChange, caseId, conversationId, internalId, onLeave } = props;
  const [whose, setWhose] = useState<"customer" | "team">("customer");
  const go = useGo();
  const place = usePlace();
  const addressOf = useCaseAddress();
  const show = (number: number) => {
    onLeave();
    go(addressOf(caseId), { state: { ...place, message: number } });
  };
  return (
    <Sheet open={open} onOpenChange={onOpenChange} title={m.shared_title()}>
      {internalId === undefined ? (
        <Shared open={open} conversationId={conversationId} onShow={show} />
      ) : (
        <Tabs
          label={m.shared_whose()}
          value={whose}
          tabs={[
            { value: "customer", label: m.shared_with_customer() },
            { value: "team", label: m.shared_in_notes() },
          ]}
          onChange={setWhose}
        >
          {whose === "customer" ? (
            <Shared key={whose} open={open} conversationId={conversationId} onShow={show} />
          ) : (
            <Shared key={whose} open={open} conversationId={internalId} />
          )}
        </Tabs>
      )}
    </Sheet>
  );
}

type SharedProps = {
  open: boolean;
  conversationId: string;
  onShow?: ((number: number) => void) | undefined;
};

/** By what it is. */
function Shared({ open, conversationId, onShow }: SharedProps) {
  const [category, setCategory] = useState<SharedCategory>("picture");
  return (
    <Tabs
      label={m.shared_title()}
      value={category}
      tabs={categories.map(({ value, label }) => ({ value, label: label() }))}
      onChange={setCategory}
    >
      {/* Enough to hold still while one goes from tab to tab. */}
      <div className="min-h-72">
        {open && (
          <SharedList
            key={category}
            category={category}
            conversationId={conversationId}
            onShow={onShow}
          />
        )}
      </div>
    </Tabs>
  );
}

type SharedListProps = {
  category: SharedCategory;
  conversationId: string;
  onShow: ((number: number) => void) | undefined;
};

function SharedList({ category, conversationId, onShow }: SharedListProps) {
  const { conversation, view } = useConversation(conversationId);
  const { shared, more, loadingMore, again } = useShared(conversationId, category);
  const items = useMemo(
    () => withNewest(shared?.items ?? [], category, view.state),
    [shared?.items, category, view.state],
  );
  if (shared === null) {
    return (
      <div className="grid min-h-72 place-items-center">
        <Spinner />
      </div>
    );
  }
  if (shared.failure !== null && items.length === 0) {
    return (
      <EmptyState icon={CloudOff} title={m.shared_failed_title()} text={shared.failure}>
        <Button wide onClick={again}>
          {m.action_retry()}
        </Button>
      </EmptyState>
    );
  }
  const about = categories.find(({ value }) => value === category);
  if (items.length === 0 && shared.next === null && about !== undefined) {
    return <EmptyState icon={about.icon} title={about.none()} text={m.shared_none_text()} />;
  }
  return (
    <div className="flex flex-col gap-4">
      {category === "picture" ? (
        <PictureGrid items={items} conversation={conversation} onShow={onShow} />
      ) : (
        <ul className="-mx-2 flex flex-col gap-1">
          {items.map((item) => (
            <SharedRow
              key={`${item.number} ${item.file?.id ?? item.link}`}
              item={item}
              conversation={conversation}
              onShow={onShow}
            />
          ))}
        </ul>
      )}
      {shared.failure !== null && (
        <p role="alert" className="text-15 text-danger">
          {shared.failure}
        </p>
      )}
      {shared.next !== null && (
        <Button look="quiet" wide busy={loadingMore} onClick={() => void more()}>
          {m.search_more()}
        </Button>
      )}
    </div>
  );
}
