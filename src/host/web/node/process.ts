/** Stands for `node:process` in a web worker, which has no environment and starts no programs. */
const process = { env: {}, platform: 'web' } as const;

export { process as default };
