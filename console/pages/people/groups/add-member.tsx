import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { ask, jeton } from '../../../api/jeton.ts';
import { Button } from '../../../parts/button.tsx';
import { CommandLine } from '../../../parts/command-line.tsx';
import { PersonField } from '../../../parts/fields/person-field.tsx';
import { Problem } from '../../../parts/problem.tsx';
import { toast } from '../../../parts/toasts/toast.tsx';
import styles from '../people.module.css';
import { refreshPeople } from '../refresh.ts';
import type { Group } from './list.tsx';

/** Puts a person into a group. */
export function AddToGroup({ group }: { group: Group }) {
  const [user, setUser] = useState('');
  const { mutate, error, isPending } = useMutation({
    mutationFn: () => ask(jeton.addGroupMember({ path: { group: group.id, user } })),
    onSuccess: async ({ name }) => {
      await refreshPeople();
      setUser('');
      toast.done(`${name} is in ${group.name}`);
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (user !== '' && !isPending) mutate();
  };
  return (
    <>
      <form className={styles.bar} onSubmit={submit}>
        <PersonField label="Person" value={user} onValueChange={setUser} placeholder="Name or mail address" />
        <Button type="submit" disabled={user === ''} pending={isPending}>
          Put into the group
        </Button>
      </form>
      {error && <Problem error={error} />}
      {user !== '' && <CommandLine words={['group', 'add', group.id, user]} />}
    </>
  );
}
