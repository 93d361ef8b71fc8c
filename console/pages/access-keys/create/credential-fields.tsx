import type { RefObject } from 'react';
import { TextField } from '../../../parts/fields/text-field.tsx';

type CredentialFieldsProps = {
  keyId: string;
  onKeyId: (keyId: string) => void;
  /** The field of the secret: it is read when the form is sent, and kept nowhere else. */
  secret: RefObject<HTMLInputElement | null>;
  errorOf: (field: string) => string | undefined;
  /** Where the two stand in what is sent: `credentials.`, or at the top. */
  under?: string;
};

/** What the cloud gave: an id, and the secret that goes with it. */
export function CredentialFields({ keyId, onKeyId, secret, errorOf, under = '' }: CredentialFieldsProps) {
  return (
    <>
      <TextField
        label="Cloud access key id"
        mono
        value={keyId}
        onValueChange={(id) => onKeyId(id.trim())}
        error={errorOf(`${under}cloudAccessKeyId`)}
        maxLength={128}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        required
        hint="As AWS or Google Cloud gave it: AKIAIOSFODNN7EXAMPLE. It is shown with the version."
      />
      <TextField
        label="Cloud secret access key"
        ref={secret}
        type="password"
        error={errorOf(`${under}cloudSecretAccessKey`)}
        maxLength={128}
        autoComplete="off"
        spellCheck={false}
        required
        hint="Sealed on arrival. Nobody is shown it again, and the page does not keep it."
      />
    </>
  );
}
