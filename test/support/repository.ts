import path from 'node:path';

/**
 * The repository's folder. Files of test/ are bundled for the extension host (dist-test/host), so
 * there the runner says where it is.
 */
export const repositoryRoot =
  process.env['PLUMB_REPOSITORY'] ?? path.resolve(import.meta.dirname, '..', '..');
