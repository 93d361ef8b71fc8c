import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { ask, jeton } from '../../../api/jeton.ts';
import { IdField } from '../../../parts/fields/id-field.tsx';
import { TextField } from '../../../parts/fields/text-field.tsx';
import { FormDialog } from '../../../parts/form-dialog.tsx';
import { toast } from '../../../parts/toasts/toast.tsx';
import { refreshPeople } from '../refresh.ts';

/** Makes a group, and goes to it, where people are put into it. */
export function CreateGroup({ onClose }: { onClose: () => void }) {
  const navigate = useNavigate();
  const [typed, setTyped] = useState({ id: '', name: '' });
  const id = typed.id.trim();
  const name = typed.name.trim() || id;
  const submit = async () => {
    await ask(jeton.createGroup({ body: { id, name } }));
    await refreshPeople();
    toast.done(`The group ${name} is there`);
    navigate({ to: '/people/groups/$group', params: { group: id } });
  };
  return (
    <FormDialog
      title="Create a group"
      description="It guards what names it: namespaces, and clients. Put people into it next."
      action="Create the group"
      onSubmit={submit}
      onClose={onClose}
      command={['group', 'create', id || 'ID', name !== id && ['--name', name]]}
    >
      {(errorOf) => (
        <>
          <IdField
            value={typed.id}
            onValueChange={(next) => setTyped({ ...typed, id: next })}
            error={errorOf('id')}
            example="marketing"
            why="namespaces and clients name the group by it."
          />
          <TextField
            label="Name (may be left out)"
            name="name"
            value={typed.name}
            onValueChange={(next) => setTyped({ ...typed, name: next })}
            error={errorOf('name')}
            maxLength={100}
            autoComplete="off"
            hint="For people. It can be changed."
          />
        </>
      )}
    </FormDialog>
  );
}
