import { CommandLine } from '../../../parts/command-line.tsx';
import { When } from '../../../parts/when.tsx';
import { dateInWords, exactly } from '../../../parts/words.ts';
import type { Token } from '../rights.ts';
import { Countdown } from './countdown.tsx';
import styles from './notices.module.css';

/** What must be known of the state of a token before anything else. */
export function Notices({ token, onOverlapEnded }: { token: Token; onOverlapEnded: () => void }) {
  return (
    <>
      {token.status === 'revoked' && <Revoked token={token} />}
      {token.status === 'expired' && <Expired token={token} />}
      {token.status === 'disabled' && <Disabled token={token} />}
      {token.previousSecretUntil !== null && (
        <Overlap token={token} until={token.previousSecretUntil} onEnded={onOverlapEnded} />
      )}
    </>
  );
}

/** While an overlap runs, every use is one of the old secret: the first of the new one would end it. */
function Overlap({ token, until, onEnded }: { token: Token; until: string; onEnded: () => void }) {
  const { refreshedAt, lastUsedAt } = token;
  const oldInUse = refreshedAt !== null && lastUsedAt !== null && lastUsedAt > refreshedAt;
  return (
    <div className={styles.notice} data-tone="warning">
      <p>
        <strong>
          The old secret works for <Countdown until={until} onEnded={onEnded} /> more, or until the new one is first
          used.
        </strong>
      </p>
      <p>
        {oldInUse ? (
          <>
            The old secret is still being used, last <When at={lastUsedAt} />; the new one has not been used yet.
          </>
        ) : (
          'Neither secret has been used since the refresh.'
        )}{' '}
        It ends on {dateInWords(until)} at {exactly(until).slice(-9)} at the latest. Disabling the token, or refreshing
        it without an overlap, ends it at once.
      </p>
    </div>
  );
}

function Revoked({ token: { revokedAt, revocationReason } }: { token: Token }) {
  const reason = revocationReason === null || revocationReason === 'unspecified' ? null : revocationReason;
  return (
    <div className={styles.notice} data-tone="bad">
      <p>
        <strong>
          This token was revoked <When at={revokedAt} />
          {reason && `, because of ${reason.replaceAll('_', ' ')}`}.
        </strong>
      </p>
      <p>That is final. It stays here until it is purged, so that its history can be read.</p>
    </div>
  );
}

function Expired({ token: { expires } }: { token: Token }) {
  return (
    <div className={styles.notice} data-tone="bad">
      <p>
        <strong>
          This token expired <When at={expires} />.
        </strong>
      </p>
      <p>An expired token cannot be brought back. Create one like it instead.</p>
    </div>
  );
}

function Disabled({ token: { id, disabledAt } }: { token: Token }) {
  return (
    <div className={styles.notice} data-tone="warning">
      <p>
        <strong>
          This token was disabled <When at={disabledAt} />.
        </strong>
      </p>
      <p>Whoever presents it is refused. It works again, with the same secret, when it is enabled.</p>
      <CommandLine words={['token', 'enable', id]} />
    </div>
  );
}
