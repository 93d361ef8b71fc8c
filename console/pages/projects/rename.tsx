import { useState } from 'react';
import { ask, jeton } from '../../api/jeton.ts';
import { queries } from '../../api/queries.ts';
import { TextField } from '../../parts/fields/text-field.tsx';
import { FormDialog } from '../../parts/form-dialog.tsx';
import { toast } from '../../parts/toasts/toast.tsx';
import type { Project } from './list.tsx';

/** Gives a project another name for people. */
export function RenameProject({ project, onClose }: { project: Project; onClose: () => void }) {
  const [typed, setTyped] = useState(project.name);
  const name = typed.trim();
  const submit = async () => {
    await ask(jeton.patchProject({ path: { project: project.id }, body: { name } }));
    await queries.invalidateQueries({ queryKey: ['projects'] });
    toast.done(`The project is now called ${name}`);
  };
  return (
    <FormDialog
      title={`Rename ${project.name}`}
      description={`Its id, ${project.id}, stays: tokens and addresses name it by that.`}
      action="Rename the project"
      onSubmit={submit}
      onClose={onClose}
      ready={name !== '' && name !== project.name}
      command={['project', 'rename', project.id, name]}
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
