import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { errorOf } from '../../../api/field-errors.ts';
import { ask, jeton } from '../../../api/jeton.ts';
import { queries, SESSION_KEY } from '../../../api/queries.ts';
import { Button } from '../../../parts/button.tsx';
import { TextField } from '../../../parts/fields/text-field.tsx';
import { Problem } from '../../../parts/problem.tsx';
import { toast } from '../../../parts/toasts/toast.tsx';
import styles from '../settings.module.css';

/** Changes one's own name. */
export function ChangeName({ name }: { name: string }) {
  const [text, setText] = useState(name);
  const { mutate, error, isPending } = useMutation({
    mutationFn: () => ask(jeton.updateOwnUser({ body: { name: text.trim() } })),
    onSuccess: async () => {
      toast.done('Your name is changed');
      queries.invalidateQueries({ queryKey: ['users'] });
      await queries.invalidateQueries({ queryKey: SESSION_KEY });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isPending && text.trim() !== name) mutate();
  };
  return (
    <form className={`${styles.form} ${styles.narrow}`} onSubmit={submit}>
      <TextField
        label="Name"
        name="name"
        required
        maxLength={100}
        autoComplete="name"
        value={text}
        onValueChange={setText}
        error={errorOf(error, 'name')}
      />
      {error && errorOf(error, 'name') === undefined && <Problem error={error} />}
      <div className={styles.end}>
        <Button type="submit" pending={isPending}>
          Change the name
        </Button>
      </div>
    </form>
  );
}
