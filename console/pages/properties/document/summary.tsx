import { Facts } from '../../../parts/facts.tsx';
import { DataTable } from '../../../parts/table/data-table.tsx';
import { type PropertyDocument, type Rule, siteOf } from './document.ts';
import { KeyName } from './key-name.tsx';
import styles from './summary.module.css';
import { accessInWords, consistencyInWords, grantInWords, listed, originInWords } from './words.ts';

/** A document in words: where it leads from and to, and who is let in. */
export function Summary({ document }: { document: PropertyDocument }) {
  const { cors, clientKeys, enhancedTls, consistency, rules, s3 } = document;
  return (
    <div className={styles.summary}>
      <Sites document={document} />
      {s3 === null ? <Rules document={document} rules={rules} /> : <Buckets s3={s3} />}
      <Facts
        facts={[
          ['Tokens are judged', consistencyInWords(consistency)],
          ['Browsers', cors && `${listed(cors.origins, 'and')} may send ${listed(cors.methods, 'and')}`],
          ['Client keys', clientKeys && `${clientKeys.keys.join(', ')} in ${clientKeys.header}`],
          ['Network', enhancedTls ? 'ENHANCED_TLS' : null],
        ]}
      />
    </div>
  );
}

function Sites({ document }: { document: PropertyDocument }) {
  const environments = Object.keys({ ...document.hostnames, ...document.environments }).sort();
  if (environments.length === 0) return <p className={styles.note}>There is no hostname: nothing leads to it.</p>;
  const rows = environments.map((environment) => ({ environment, ...siteOf(document, environment) }));
  return (
    <DataTable
      caption="Where the hostnames lead"
      rows={rows}
      rowId={({ environment }) => environment}
      columns={[
        { id: 'environment', header: 'Environment', names: true, cell: ({ environment }) => environment },
        { id: 'hostnames', header: 'Hostnames', cell: ({ hostnames }) => <Lines lines={hostnames} otherwise="none" /> },
        { id: 'origin', header: 'Goes on to', cell: ({ origin }) => <code>{originInWords(origin)}</code> },
        { id: 'signing', header: 'Signed with', cell: ({ signing }) => <KeyName signing={signing} /> },
      ]}
    />
  );
}

function Rules({ document, rules }: { document: PropertyDocument; rules: readonly Rule[] }) {
  if (rules.length === 0) return <p>There are no rules: nothing is let through.</p>;
  const rows = rules.map((rule, at) => ({ ...rule, at }));
  return (
    <div>
      <p className={styles.note}>The first rule that fits the method and the path decides. Where none does: 404.</p>
      <DataTable
        caption="Rules, in their order"
        rows={rows}
        rowId={({ at }) => String(at)}
        columns={[
          { id: 'paths', header: 'Paths', names: true, cell: ({ paths }) => <Lines lines={paths} /> },
          { id: 'methods', header: 'Methods', cell: ({ methods }) => methods.join(', ') },
          { id: 'access', header: 'Lets in', cell: ({ access }) => accessInWords(access, document) },
          { id: 'requires', header: 'That is granted', cell: ({ access }) => <Grants access={access} /> },
        ]}
      />
    </div>
  );
}

function Grants({ access }: { access: Rule['access'] }) {
  if (access.by !== 'token') return null;
  return <Lines lines={access.requires.map(grantInWords)} otherwise="nothing in particular" />;
}

function Buckets({ s3 }: { s3: NonNullable<PropertyDocument['s3']> }) {
  return (
    <div>
      <p className={styles.note}>
        It speaks S3. Requests are signed with the key pair of a token; grants on buckets decide.
      </p>
      <DataTable
        caption="Buckets"
        rows={s3.buckets}
        rowId={({ name }) => name}
        columns={[
          { id: 'name', header: 'Bucket', names: true, cell: ({ name }) => <code>{name}</code> },
          {
            id: 'origin',
            header: 'At the origin',
            cell: ({ name, originBucket }) => <code>{originBucket ?? name}</code>,
          },
          { id: 'style', header: 'Told in', cell: () => (s3.style === 'path' ? 'the path' : 'the host name') },
        ]}
      />
    </div>
  );
}

function Lines({ lines, otherwise = '' }: { lines: readonly string[]; otherwise?: string }) {
  if (lines.length === 0) return <span className={styles.quiet}>{otherwise}</span>;
  return (
    <span className={styles.lines}>
      {lines.map((line) => (
        <code key={line}>{line}</code>
      ))}
    </span>
  );
}
