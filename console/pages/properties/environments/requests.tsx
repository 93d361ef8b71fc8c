import { Code } from '../../../parts/code.tsx';
import { commandOf } from '../../../parts/command-line.tsx';
import { type PropertyDocument, siteOf } from '../document/document.ts';
import { listed } from '../document/words.ts';
import type { Property } from '../property.tsx';
import styles from './environments.module.css';
import { addressOf, type Example, examplesOf } from './examples.ts';

type RequestsProps = { property: Property; environment: string; document: PropertyDocument };

/** How requests look that are let in here. */
export function Requests({ property, environment, document }: RequestsProps) {
  if (document.s3 !== null) return <S3Requests property={property} environment={environment} document={document} />;
  const examples = examplesOf(document, environment, location.port);
  if (examples.length === 0) return null;
  return (
    <div className={styles.requests}>
      <h3>How a request looks</h3>
      {examples.map((example) => (
        <Request key={`${example.what} ${example.command}`} {...example} />
      ))}
    </div>
  );
}

function Request({ what, command, grants }: Example) {
  return (
    <div className={styles.request}>
      <Code text={command} what={`the request: ${what}`} />
      {grants.length > 0 && <p className={styles.quiet}>The token is granted {listed(grants, 'and')}.</p>}
    </div>
  );
}

function S3Requests({ property: { project, name }, environment, document }: RequestsProps) {
  const [hostname] = siteOf(document, environment).hostnames;
  const bucket = document.s3?.buckets[0]?.name;
  if (hostname === undefined || bucket === undefined) return null;
  const endpoint = addressOf(hostname, location.port);
  const place = ['--project', project, '--environment', environment, '--bucket', `${bucket}+r`];
  // What the section of a profile may be called.
  const profile = name.replace(/[^A-Za-z0-9._@-]+/g, '-');
  const credentials = ['s3', 'credentials', profile, place, '--expires', '30d', '--endpoint', endpoint, '--config'];
  const commands = [`${commandOf(credentials)} >> ~/.aws/config`, `aws --profile ${profile} s3 ls s3://${bucket}/`];
  return (
    <div className={styles.requests}>
      <h3>How a request looks</h3>
      <Code text={commands.join('\n')} what="the commands" />
      <p className={styles.quiet}>The first makes a token that reads the bucket, and prints its key pair once.</p>
    </div>
  );
}
