import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { ask, jeton } from '../../../../api/jeton.ts';
import { queries } from '../../../../api/queries.ts';
import { Button } from '../../../../parts/button.tsx';
import { CommandLine } from '../../../../parts/command-line.tsx';
import { Dialog } from '../../../../parts/dialog.tsx';
import { TextArea, TextField } from '../../../../parts/fields/text-field.tsx';
import { Problem } from '../../../../parts/problem.tsx';
import { toast } from '../../../../parts/toasts/toast.tsx';
import type { Token } from '../../rights.ts';
import styles from '../dialogs.module.css';
import { beyondFields, errorsByField } from '../field-errors.ts';

const MAX_MESSAGE = 1000;

type ShareDialogProps = { token: Token; onClose: () => void; onDone: () => void };

/** Hands a token over by a mailed link. */
export function ShareDialog({ token, onClose, onDone }: ShareDialogProps) {
  const { id, name } = token;
  const [email, setEmail] = useState('');
  const [message, setMessage] = useState('');
  const { mutate, error, isPending } = useMutation({
    mutationFn: () => ask(jeton.shareToken({ path: { id }, body: { email, ...(message && { message }) } })),
    onSuccess: () => {
      toast.done('The link is on its way', `To ${email}. It works once, for two hours.`);
      onDone();
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['tokens', id] }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isPending) mutate();
  };
  const wrong = errorsByField(error);
  const rest = beyondFields(error, ['email', 'message']);
  return (
    <Dialog
      open
      title={`Hand over ${name}`}
      description="Somebody gets a mail with a link. The link shows them the secret, once."
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form="share" variant="primary" pending={isPending}>
            Send the link
          </Button>
        </>
      }
    >
      <form id="share" className={styles.form} onSubmit={submit}>
        <TextField
          label="Mail address"
          name="email"
          type="email"
          autoComplete="off"
          required
          value={email}
          onValueChange={setEmail}
          error={wrong.email}
        />
        <TextArea
          label="A word to go with it"
          name="message"
          hint="It stands in the mail as you write it. Leave it empty if there is nothing to add."
          maxLength={MAX_MESSAGE}
          value={message}
          onValueChange={setMessage}
          error={wrong.message}
        />
      </form>
      <WhatHappens token={token} />
      {rest !== null && <Problem error={rest} />}
      <CommandLine words={['token', 'share', id, '--email', email || 'ADDRESS', message && ['--message', message]]} />
    </Dialog>
  );
}

function WhatHappens({ token }: { token: Token }) {
  return (
    <ul className={styles.points}>
      <li>The mail names you, the token, its projects and when it ends. No secret stands in it.</li>
      <li>
        The link works once and for two hours. Whoever opens it first gets the secret. You can revoke it until then.
      </li>
      {token.retrievable ? (
        <li>It shows the present secret. What uses the token now goes on.</li>
      ) : (
        <li>
          <strong>
            No secret of this token is kept: using the link makes a new one, and the present one stops at once.
          </strong>
        </li>
      )}
    </ul>
  );
}
