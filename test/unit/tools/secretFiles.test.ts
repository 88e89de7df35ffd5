import assert from 'node:assert/strict';
import { isDependency, isSecretByName } from '../../../src/tools/secretFiles.ts';

const words = (text: string): readonly string[] => text.trim().split(/\s+/);

describe('files that hold keys or credentials', () => {
  it('S28 are told by their names, at any depth and in any case', () => {
    for (const name of words(`
      .env .env.local .env.production prod.env server.pem tls.key id_rsa id_ed25519 .npmrc .pypirc .netrc _netrc
      .git-credentials .aws/credentials .aws/config .kube/config .config/gcloud/x.db a.kdbx a.p12 a.pfx a.jks
      .htpasswd secrets.yaml secrets.yml secret.json terraform.tfstate terraform.tfstate.backup prod.tfvars
      .docker/config.json a.ppk credentials.json kubeconfig service-account-1.json .ssh/known_hosts master.key
    `)) {
      assert(isSecretByName(`a/b/${name}`), name);
      assert(isSecretByName(name.toUpperCase()), name);
      assert(isSecretByName(`${name}.`), name);
    }
  });

  it('S28 are none where the name says so, or is only alike', () => {
    for (const name of words(`
      .env.example .env.sample .env.template .env.local.example id_rsa.pub env.ts environment.ts src/env.d.ts
      src/secretText.ts keys.ts key.ts config.json docker/config.json secrets.md src/credentials.ts
      monkey.txt settings.json src/secrets/mod.rs
    `)) {
      assert(!isSecretByName(name), name);
    }
    assert(isSecretByName('.ssh/config.example'), 'all of .ssh');
  });
});

describe('files of installed packages', () => {
  it('are told by the folders that they lie in', () => {
    for (const path of words(
      'node_modules/x/README.md a/vendor/b/c.go .venv/lib/x.py lib/site-packages/a.py target/debug/x NODE_MODULES/x.js',
    )) {
      assert(isDependency(path), path);
    }
    for (const path of words('src/vendors.ts target/a.ts src/venvs/a.py my_node_modules/a.js')) {
      assert(!isDependency(path), path);
    }
  });
});
