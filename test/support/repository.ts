import process from 'node:process';

/**
 * The repository's folder. Scripts and tests run there; in the extension host, whose folder is
 * another, the runner says where it is.
 */
export const repositoryRoot = process.env['PLUMB_REPOSITORY'] ?? process.cwd();
