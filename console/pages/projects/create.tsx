import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { ask, jeton } from '../../api/jeton.ts';
import { isAdmin } from '../../app/rights.ts';
import { useSession } from '../../app/session.tsx';
import { IdField } from '../../parts/fields/id-field.tsx';
import { TextField } from '../../parts/fields/text-field.tsx';
import { FormDialog } from '../../parts/form-dialog.tsx';
import { toast } from '../../parts/toasts/toast.tsx';
import { refreshPeople } from '../people/refresh.ts';

/** Makes a project, and goes to it. */
export function CreateProject({ onClose }: { onClose: () => void }) {
  const session = useSession();
  const navigate = useNavigate();
  const [typed, setTyped] = useState({ id: '', name: '' });
  const id = typed.id.trim();
  const name = typed.name.trim() || id;
  const submit = async () => {
    await ask(jeton.createProject({ body: { id, name } }));
    await refreshPeople();
    toast.done(`The project ${name} is there`);
    navigate({ to: '/projects/$project', params: { project: id } });
  };
  return (
    <FormDialog
      title="Create a project"
      description={isAdmin(session) ? 'Add its people next.' : 'You become its owner, and add its people next.'}
      action="Create the project"
      onSubmit={submit}
      onClose={onClose}
      command={['project', 'create', id || 'ID', name !== id && ['--name', name]]}
    >
      {(errorOf) => (
        <>
          <IdField
            value={typed.id}
            onValueChange={(next) => setTyped({ ...typed, id: next })}
            error={errorOf('id')}
            example="web"
            why="tokens and addresses name the project by it."
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
