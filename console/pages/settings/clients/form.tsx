import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { ask, jeton } from '../../../api/jeton.ts';
import { queries } from '../../../api/queries.ts';
import { Button } from '../../../parts/button.tsx';
import { CommandLine } from '../../../parts/command-line.tsx';
import { Dialog } from '../../../parts/dialog.tsx';
import { Problem } from '../../../parts/problem.tsx';
import { toast } from '../../../parts/toasts/toast.tsx';
import styles from '../settings.module.css';
import type { Client } from './clients.tsx';
import { bodyOf, commandOf, draftOf } from './draft.ts';
import { ClientFields } from './fields.tsx';

/** Registers a client; with one, changes it. */
export function ClientForm({ client, onClose }: { client: Client | null; onClose: () => void }) {
  const [draft, setDraft] = useState(() => draftOf(client));
  const action = client === null ? 'Register the client' : 'Change the client';
  const { mutate, error, isPending } = useMutation({
    mutationFn: () => save(client, bodyOf(draft)),
    onSuccess: async ({ id }) => {
      await queries.invalidateQueries({ queryKey: ['clients'] });
      toast.done(client === null ? `Client ${id} is registered` : `Client ${id} is changed`);
      onClose();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isPending) mutate();
  };
  return (
    <Dialog
      open
      title={client === null ? 'Register a client' : `Change ${client.id}`}
      description="A request must prove all that is registered: a certificate where there are any, and an address where there are any."
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form="client" variant="primary" pending={isPending}>
            {action}
          </Button>
        </>
      }
    >
      <form id="client" className={styles.form} onSubmit={submit}>
        <ClientFields draft={draft} isNew={client === null} onChange={setDraft} error={error} />
      </form>
      {error && <Problem error={error} />}
      <CommandLine words={commandOf(client, draft)} />
    </Dialog>
  );
}

function save(client: Client | null, { id, group, ...rest }: ReturnType<typeof bodyOf>): Promise<Client> {
  if (client !== null) return ask(jeton.patchClient({ path: { client: client.id }, body: { ...rest, group } }));
  return ask(jeton.createClient({ body: { ...rest, id, ...(group !== null && { group }) } }));
}
