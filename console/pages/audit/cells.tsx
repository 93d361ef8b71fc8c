import { Link } from '../../parts/link.tsx';
import { When } from '../../parts/when.tsx';
import { otherActor, programOf } from '../tokens/show/history/event-words.ts';
import { OwnerLink } from '../tokens/show/owner.tsx';
import { actionInWords, isGrave } from './actions.ts';
import styles from './audit.module.css';
import type { Event } from './list.tsx';
import { subjectOf } from './subject.ts';
import { isGone, targetOf } from './targets.ts';

export function What({ event: { action, project } }: { event: Event }) {
  return (
    <span className={styles.lines}>
      <span className={isGrave(action) ? styles.grave : styles.what}>{actionInWords(action)}</span>
      {project !== null && (
        <span className={styles.quiet}>{project === '*' ? 'in all projects' : `in ${project}`}</span>
      )}
    </span>
  );
}

/** What it was done to, by its name where the event tells it; with the way there, unless it is gone. */
export function TargetLink({ event }: { event: Event }) {
  const { label, place } = targetOf(event.target, isGone(event.action));
  const subject = subjectOf(event);
  return (
    <span className={styles.lines}>
      {place === null ? <span>{subject ?? label}</span> : <Link {...place}>{subject ?? label}</Link>}
      {subject !== null && <span className={styles.quiet}>{label}</span>}
    </span>
  );
}

export function Actor({ actor }: { actor: string }) {
  if (actor.startsWith('usr_')) return <OwnerLink id={actor} />;
  if (!actor.startsWith('tok_')) return <span>{otherActor(actor)}</span>;
  return (
    <span>
      token{' '}
      <Link to="/tokens/$id" params={{ id: actor }}>
        {actor}
      </Link>
    </span>
  );
}

export function Time({ at }: { at: string }) {
  return (
    <span className={styles.time}>
      <When at={at} />
    </span>
  );
}

export function Where({ event: { address, userAgent } }: { event: Event }) {
  const program = programOf(userAgent);
  if (address === null && program === null) return <span className={styles.quiet}>the deployment itself</span>;
  return (
    <span className={styles.lines}>
      <span>{address ?? 'unknown'}</span>
      {program && <span className={styles.quiet}>{program}</span>}
    </span>
  );
}
