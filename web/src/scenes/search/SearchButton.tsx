import { Search } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { m } from "../../catalogue/index.ts";
import { IconButton } from "../../design/IconButton.tsx";

/** Loaded when somebody searches for the first time. */
const SearchSheet = lazy(() =>
  import("./SearchSheet.tsx").then(({ SearchSheet: sheet }) => ({ default: sheet })),
);

/** Opens the search: in one conversation, or in all that one may read. */
export function SearchButton({ conversationId }: { conversationId?: string }) {
  const [open, setOpen] = useState(false);
  const [used, setUsed] = useState(false);
  const show = () => {
    setUsed(true);
    setOpen(true);
  };
  const label = conversationId === undefined ? m.search_all() : m.search_here();
  return (
    <>
      <IconButton icon={Search} label={label} onClick={show} />
      {used && (
        <Suspense>
          <SearchSheet open={open} onOpenChange={setOpen} conversationId={conversationId} />
        </Suspense>
      )}
    </>
  );
}
