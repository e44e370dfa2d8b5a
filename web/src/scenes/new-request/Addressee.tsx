import type { Workplace } from "@relais/protocol";
import { useClient } from "@relais/react";
import { useEffect, useState } from "react";
import { Choice } from "../../design/Choice.tsx";
import { useRoleTitle } from "../shell/use-role-title.ts";

type AddresseeProps = { value: string; onChange: (id: string) => void };

/** To whom it is addressed: the places of the organization, the first already chosen. */
export function Addressee({ value, onChange }: AddresseeProps) {
  const client = useClient();
  const legend = useRoleTitle("worker");
  const [places, setPlaces] = useState<readonly Workplace[]>([]);
  useEffect(() => {
    let live = true;
    client.http.workplaces().then(
      (found) => live && setPlaces(found),
      () => {
        // Without a network there is nobody to choose; sending says what is missing.
      },
    );
    return () => {
      live = false;
    };
  }, [client]);
  const first = places[0]?.person.id;
  useEffect(() => {
    if (value === "" && first) onChange(first);
  }, [value, first, onChange]);
  if (places.length === 0) return null;
  return (
    <Choice
      legend={legend}
      name="addressee"
      value={value}
      onChange={onChange}
      options={places.map(({ person, name }) => ({ value: person.id, label: name }))}
    />
  );
}
