import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useRef } from 'react';
import { errorOf } from '../../../api/field-errors.ts';
import { ask, jeton } from '../../../api/jeton.ts';
import { Button } from '../../../parts/button.tsx';
import { CommandLine } from '../../../parts/command-line.tsx';
import { TextField } from '../../../parts/fields/text-field.tsx';
import { Problem } from '../../../parts/problem.tsx';
import { toast } from '../../../parts/toasts/toast.tsx';
import styles from '../settings.module.css';

type Passwords = { password: string; currentPassword: string };

/** Changes one's own password. What is typed stays in the form, and goes nowhere but to the API. */
export function ChangePassword({ hasPassword, email }: { hasPassword: boolean; email: string }) {
  const form = useRef<HTMLFormElement>(null);
  const { mutate, error, isPending } = useMutation({
    // What a mutation was called with is kept with it: the passwords are read here instead.
    mutationFn: () => ask(jeton.updateOwnUser({ body: readPasswords(form.current) })),
    onSuccess: () => {
      form.current?.reset();
      toast.done('Your password is changed', 'Whoever is signed in stays so.');
    },
  });
  if (!hasPassword) {
    return (
      <p className={styles.hint}>You have none: you sign in with a token. An administrator can give you a first one.</p>
    );
  }
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isPending) mutate();
  };
  const told = errorOf(error, 'currentPassword') ?? errorOf(error, 'password');
  return (
    <>
      <form ref={form} className={`${styles.form} ${styles.narrow}`} onSubmit={submit}>
        <input type="email" name="username" autoComplete="username" value={email} readOnly hidden />
        <TextField
          type="password"
          label="Present password"
          name="currentPassword"
          required
          autoComplete="current-password"
          error={errorOf(error, 'currentPassword')}
        />
        <TextField
          type="password"
          label="New password"
          name="password"
          hint="12 characters or more; a sentence is a good one."
          required
          minLength={12}
          maxLength={256}
          autoComplete="new-password"
          error={errorOf(error, 'password')}
        />
        {error && told === undefined && <Problem error={error} />}
        <div className={styles.end}>
          <Button type="submit" pending={isPending}>
            Change the password
          </Button>
        </div>
      </form>
      <CommandLine words={['user', 'password']} />
    </>
  );
}

function readPasswords(form: HTMLFormElement | null): Passwords {
  const data = new FormData(form ?? undefined);
  return { password: String(data.get('password') ?? ''), currentPassword: String(data.get('currentPassword') ?? '') };
}
