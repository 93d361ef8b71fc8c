import { useState } from 'react';
import { ask, jeton } from '../../../api/jeton.ts';
import { FormDialog } from '../../../parts/form-dialog.tsx';
import { toast } from '../../../parts/toasts/toast.tsx';
import { refreshPeople } from '../../people/refresh.ts';
import type { Member } from './members.tsx';
import { useReach } from './reach.ts';
import { ProjectRoleField } from './role-field.tsx';

/** Gives a member another role in the project. */
export function ChangeRole({ member, onClose }: { member: Member; onClose: () => void }) {
  const { project, user, name } = member;
  const { givable, isOwn } = useReach(project);
  const [role, setRole] = useState(member.role);
  const submit = async () => {
    await ask(jeton.putMember({ path: { project, user }, body: { role } }));
    await refreshPeople();
    toast.done(`${name} is now ${role} of ${project}`);
  };
  return (
    <FormDialog
      title={`Role of ${name} in ${project}`}
      description={
        isOwn(member)
          ? 'This is your own role: what it no longer permits you, somebody else has to give back.'
          : 'It counts from the next request on. Tokens that they made stay as they are.'
      }
      action="Change the role"
      onSubmit={submit}
      onClose={onClose}
      ready={role !== member.role}
      command={['member', 'update', user, '--project', project, '--role', role]}
    >
      {(errorOf) => <ProjectRoleField roles={givable} value={role} onValueChange={setRole} error={errorOf('role')} />}
    </FormDialog>
  );
}
