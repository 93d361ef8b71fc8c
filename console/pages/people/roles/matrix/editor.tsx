import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { ask, jeton } from '../../../../api/jeton.ts';
import { CommandLine } from '../../../../parts/command-line.tsx';
import { LeaveGuard } from '../../../../parts/leave-guard.tsx';
import { Problem } from '../../../../parts/problem.tsx';
import { toast } from '../../../../parts/toasts/toast.tsx';
import { refreshPeople } from '../../refresh.ts';
import type { Role } from '../use-roles.ts';
import { difference, environmentsIn } from './change.ts';
import { Matrix } from './matrix.tsx';
import { Narrow } from './narrow.tsx';
import { SaveBar } from './save-bar.tsx';

/** Changes what a role of one's own permits: nothing is sent until it is saved. */
export function PermissionEditor({ role }: { role: Role }) {
  const [draft, setDraft] = useState<string[] | null>(null);
  const [narrowed, setNarrowed] = useState<string[]>([]);
  const permissions = draft ?? role.permissions;
  const environments = [...new Set([...environmentsIn(permissions), ...environmentsIn(role.permissions), ...narrowed])];
  const more = difference(permissions, role.permissions);
  const less = difference(role.permissions, permissions);
  const dirty = more.length > 0 || less.length > 0;
  const { mutate, error, isPending, reset } = useMutation({
    mutationFn: () => ask(jeton.updateRole({ path: { name: role.name }, body: { permissions } })),
    onSuccess: async () => {
      await refreshPeople();
      setDraft(null);
      toast.done(`${role.name} is changed, for all who have it`);
    },
  });
  const discard = () => {
    reset();
    setDraft(null);
  };
  const list = permissions.length === 0 ? '--no-permission' : ['--permission', permissions.join(',')];
  return (
    <>
      <Matrix permissions={permissions} environments={environments.sort()} onChange={setDraft} />
      <Narrow shown={environments} onNarrow={(environment) => setNarrowed([...narrowed, environment])} />
      {error && <Problem error={error} title="Nothing was saved" />}
      {dirty && <SaveBar more={more} less={less} pending={isPending} onSave={() => mutate()} onDiscard={discard} />}
      <CommandLine words={['role', 'update', role.name, list]} />
      <LeaveGuard isDirty={() => dirty} what={`What ${role.name} is to permit`} />
    </>
  );
}
