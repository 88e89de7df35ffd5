import { foldedSegments } from './foldedPath.ts';

/** Tests of `/`-led, folded paths. */
const SECRET: readonly RegExp[] = [
  /\/\.env(?:rc|\.[^/]+|-[^/]+|_[^/]+)?$/,
  /\/[^/]+\.env$/,
  /\.(?:pem|key|p12|pfx|p8|pkcs12|jks|keystore|kdbx?|ppk|asc|gpg|pgp|ovpn|mobileprovision|agekey)$/,
  /\/id_(?:rsa|dsa|ecdsa|ed25519|ecdsa_sk|ed25519_sk|xmss)[^/]*$/,
  /\/\.(?:ssh|gnupg|aws|azure|kube|oci)(?:\/|$)/,
  /\/\.config\/(?:gcloud|gh|hub|op|doctl|rclone)(?:\/|$)/,
  /\/(?:_netrc|\.netrc|\.npmrc|\.pypirc|\.git-credentials|\.pgpass|\.my\.cnf|\.htpasswd|\.dockercfg|\.boto|\.s3cfg|\.vault-token|\.yarnrc\.ya?ml|\.terraformrc|terraform\.rc|\.pgpass\.conf|\.gem\/credentials)$/,
  /\/(?:\.docker\/config\.json|\.m2\/settings\.xml|\.cargo\/credentials(?:\.toml)?|\.nuget\/nuget\.config)$/,
  /\/\.?credentials?(?:\.(?:json|ya?ml|toml|ini|xml|csv|enc))?$/,
  /\/\.?secrets?(?:\.[\w-]+)?\.(?:json|ya?ml|toml|ini|env|properties)$/,
  /\/\.secrets?$/,
  /\/(?:kubeconfig|[^/]+\.kubeconfig)(?:\.ya?ml)?$/,
  /\/(?:client_secret|service[-_]?account|application_default_credentials)[^/]*\.json$/,
  /\.tfstate(?:\.backup)?$/,
  /\.tfvars(?:\.json)?$/,
  /\/(?:master\.key|shadow|gshadow|\.bash_history|\.zsh_history|\.python_history|\.node_repl_history|\.psql_history|\.mysql_history)$/,
];

/** Made to be shown; a public key is no secret. */
const HARMLESS =
  /(?:[._-](?:example|sample|template|dist|defaults?|schema)(?:\.[a-z]+)?|\.pub|\.env\.(?:d\.)?[cm]?[jt]sx?)$/;

/** A checkout holds the templates of secrets too; what `.ssh` holds is never one of them. */
const ALWAYS = /\/\.(?:ssh|gnupg|aws|azure|kube)(?:\/|$)/;

/**
 * Whether a file holds keys or credentials, by its path alone, whatever its case (S28).
 * @param path `/`-separated
 */
export function isSecretByName(path: string): boolean {
  const folded = `/${foldedSegments(path).join('/')}`;
  if (!ALWAYS.test(folded) && HARMLESS.test(folded)) return false;
  return SECRET.some(pattern => pattern.test(folded));
}

/** Folders that installed packages and what is made of sources lie in. */
const DEPENDENCIES =
  /\/(?:node_modules|bower_components|jspm_packages|site-packages|dist-packages|\.?venv|virtualenv|\.tox|\.nox|__pypackages__|vendor|\.bundle|\.gradle|\.pnpm-store|\.yarn\/(?:cache|unplugged)|pods|carthage|target\/(?:debug|release|package|doc|classes)|\.cargo\/registry|elm-stuff|deps\/[^/]+\/_build|\.dart_tool|\.pub-cache)(?:\/|$)/;

/** Whether a file is one of an installed package, by its path alone. */
export function isDependency(path: string): boolean {
  return DEPENDENCIES.test(`/${foldedSegments(path).join('/')}`);
}
