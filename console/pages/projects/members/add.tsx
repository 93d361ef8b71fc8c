import { useState } from 'react';
import { ask, jeton } from '../../../api/jeton.ts';
import { may } from '../../../app/rights.ts';
import { useSession } from '../../../app/session.tsx';
import { PersonField } from '../../../parts/fields/person-field.tsx';
import { TextField } from '../../../parts/fields/text-field.tsx';
import { FormDialog } from '../../../parts/form-dialog.tsx';
import { toast } from '../../../parts/toasts/toast.tsx';
import { refreshPeople } from '../../people/refresh.ts';
import type { Project } from '../list.tsx';
import { useReach } from './reach.ts';
import { ProjectRoleField } from './role-field.tsx';

/** Adds a person to a project. */
export function AddMember({ project, onClose }: { project: Project; onClose: () => void }) {
  const session = useSession();
  const { givable } = useReach(project.id);
  const [typed, setTyped] = useState('');
  const [chosen, setRole] = useState<string | null>(null);
  const user = typed.trim();
  const role = chosen ?? (givable.some(({ name }) => name === 'member') ? 'member' : (givable[0]?.name ?? ''));
  const submit = async () => {
    const member = await ask(jeton.putMember({ path: { project: project.id, user }, body: { role } }));
    await refreshPeople();
    toast.done(`${member.name} is ${role} of ${project.name}`);
  };
  const person = { label: 'Person', value: typed, onValueChange: setTyped };
  return (
    <FormDialog
      title={`Add a member to ${project.name}`}
      description="They get a master token for the project; its secret they get by refreshing it. Who is a member already gets the role."
      action="Add the member"
      onSubmit={submit}
      onClose={onClose}
      ready={user !== '' && role !== ''}
      command={['member', 'add', user || 'USER', '--project', project.id, '--role', role || 'ROLE']}
    >
      {(errorOf) => (
        <>
          {may(session, 'user:read') ? (
            <PersonField {...person} placeholder="Name or mail address" hint={HINT} />
          ) : (
            <TextField
              {...person}
              mono
              placeholder="usr_…"
              hint="Their id: your roles do not let you look people up."
            />
          )}
          <ProjectRoleField roles={givable} value={role} onValueChange={setRole} error={errorOf('role')} />
        </>
      )}
    </FormDialog>
  );
}

const HINT = 'Who is in the deployment already. Administrators add people to it.';
