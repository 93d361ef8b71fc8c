import { DiffView } from '../diff/diff-view.tsx';
import { documentOf, effectiveOf, textOf, type Version } from '../document/document.ts';
import styles from './activate.module.css';

type ChangesProps = { version: Version; running: Version | null; environment: string };

/** What becomes different in an environment, or what it will run where it runs nothing. */
export function Changes({ version, running, environment }: ChangesProps) {
  if (running?.version === version.version) {
    return <p>It runs there already. Activating it again takes its access key anew, and changes nothing else.</p>;
  }
  const text = (of: Version) => textOf(effectiveOf(documentOf(of), environment));
  if (running === null) {
    const hostnames = documentOf(version).hostnames[environment] ?? [];
    return (
      <p>
        {hostnames.length === 0
          ? `The document names no hostname in ${environment}.`
          : `These hostnames will lead to it: ${hostnames.join(', ')}.`}
      </p>
    );
  }
  return (
    <section className={styles.changes} aria-labelledby="changes">
      <h3 id="changes">What changes in {environment}</h3>
      <DiffView
        before={text(running)}
        after={text(version)}
        what={`From version ${running.version} to version ${version.version}`}
      />
    </section>
  );
}
