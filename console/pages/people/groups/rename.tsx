import { useState } from 'react';
import { ask, jeton } from '../../../api/jeton.ts';
import { TextField } from '../../../parts/fields/text-field.tsx';
import { FormDialog } from '../../../parts/form-dialog.tsx';
import { toast } from '../../../parts/toasts/toast.tsx';
import { refreshPeople } from '../refresh.ts';
import type { Group } from './list.tsx';

/** Gives a group another name for people. */
export function RenameGroup({ group, onClose }: { group: Group; onClose: () => void }) {
  const [typed, setTyped] = useState(group.name);
  const name = typed.trim();
  const submit = async () => {
    await ask(jeton.updateGroup({ path: { group: group.id }, body: { name } }));
    await refreshPeople();
    toast.done(`The group is now called ${name}`);
  };
  return (
    <FormDialog
      title={`Rename ${group.name}`}
      description={`Its id, ${group.id}, stays: namespaces and clients name it by that.`}
      action="Rename the group"
      onSubmit={submit}
      onClose={onClose}
      ready={name !== '' && name !== group.name}
      command={['group', 'rename', group.id, name]}
    >
      {(errorOf) => (
        <TextField
          label="Name"
          name="name"
          value={typed}
          onValueChange={setTyped}
          error={errorOf('name')}
          required
          maxLength={100}
          autoComplete="off"
        />
      )}
    </FormDialog>
  );
}
