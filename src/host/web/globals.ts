/** Put in place of what the shared sources take for global in Node. */
export { Buffer } from './buffer.ts';
export { nextTask as setImmediate } from './nextTask.ts';
export { default as process } from './node/process.ts';
