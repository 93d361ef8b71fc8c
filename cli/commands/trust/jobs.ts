import { GITHUB_ISSUER, GITLAB_ISSUER } from '../../../src/contract/trusted-issuers.ts';
import { usageFailure } from '../../failure.ts';

export type JobOptions = {
  github?: string;
  gitlab?: string;
  issuer?: string;
  branch?: string;
  tag?: string;
  ciEnvironment?: string;
  anyRef?: boolean;
  claim?: Record<string, string[]>;
};

type Claims = Record<string, string[]>;

/** Whose jobs are let in: the issuer, and what its tokens must say. */
export function jobsOf(options: JobOptions): { issuer: string; claims: Claims } {
  const { github, gitlab, issuer, claim } = options;
  if (github !== undefined) return preset(issuer ?? GITHUB_ISSUER, githubClaims(github, options), options);
  if (gitlab !== undefined) return preset(issuer ?? GITLAB_ISSUER, gitlabClaims(gitlab, options), options);
  if (issuer === undefined || claim === undefined) {
    throw usageFailure(
      'nothing says whom to trust',
      'give --github OWNER/REPOSITORY, --gitlab GROUP/PROJECT, or --issuer URL with --claim NAME=PATTERN.',
    );
  }
  if (options.branch ?? options.tag ?? options.ciEnvironment ?? options.anyRef) {
    throw usageFailure(
      '--branch, --tag, --ci-environment and --any-ref are for --github and --gitlab',
      'give --claim.',
    );
  }
  return { issuer, claims: claim };
}

/** Not to say which jobs would be every branch that anybody pushes: that is said in full, or not meant. */
function preset(issuer: string, known: Claims, options: JobOptions): { issuer: string; claims: Claims } {
  const { branch, tag, ciEnvironment, claim, anyRef = false } = options;
  if ((branch ?? tag ?? ciEnvironment ?? claim) === undefined && !anyRef) {
    throw usageFailure(
      'nothing says which of its jobs',
      'give --branch main, --tag, --ci-environment or --claim; --any-ref lets in whoever may push.',
    );
  }
  return { issuer, claims: { ...known, ...claim } };
}

/** https://docs.github.com/actions/reference/security/oidc */
function githubClaims(repository: string, { branch, tag, ciEnvironment }: JobOptions): Claims {
  return {
    repository: [repository],
    ...(branch !== undefined && { ref: [`refs/heads/${branch}`] }),
    ...(tag !== undefined && { ref: [`refs/tags/${tag}`] }),
    ...(ciEnvironment !== undefined && { environment: [ciEnvironment] }),
  };
}

/** https://docs.gitlab.com/ci/secrets/id_token_authentication/ */
function gitlabClaims(project: string, { branch, tag, ciEnvironment }: JobOptions): Claims {
  return {
    project_path: [project],
    ...(branch !== undefined && gitlabRef(project, 'branch', branch)),
    ...(tag !== undefined && gitlabRef(project, 'tag', tag)),
    ...(ciEnvironment !== undefined && { environment: [ciEnvironment] }),
  };
}

/** A pattern says its first part in full: where that has a star, as `v*`, it is written after the type, in `sub`. */
function gitlabRef(project: string, type: 'branch' | 'tag', name: string): Claims {
  if (!name.split('/')[0]?.includes('*')) return { ref_type: [type], ref: [name] };
  return { sub: [`project_path:${project}:ref_type:${type}:ref:${name}`] };
}
