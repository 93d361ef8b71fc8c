import { ask, jeton } from '../../../api/jeton.ts';
import { queries } from '../../../api/queries.ts';
import { Confirm } from '../../../parts/confirm.tsx';
import { toast } from '../../../parts/toasts/toast.tsx';
import type { Client } from './clients.tsx';

/** Deletes a client that no live token is locked to. */
export function DeleteClient({ client: { id }, onClose }: { client: Client; onClose: () => void }) {
  const remove = async () => {
    await ask(jeton.deleteClient({ path: { client: id } }));
    await queries.invalidateQueries({ queryKey: ['clients'] });
    toast.done(`Client ${id} is gone`);
  };
  return (
    <Confirm
      open
      title={`Delete ${id}?`}
      action="Delete the client"
      typed={id}
      onConfirm={remove}
      onClose={onClose}
      command={['client', 'delete', id]}
    >
      <p>
        No live token may be locked to it: else nothing happens, and you are told how many are. To shut it out for now,
        change its addresses or its certificates instead.
      </p>
    </Confirm>
  );
}
