const channel = new MessageChannel();
const waiting: (() => void)[] = [];

channel.port1.addEventListener('message', () => {
  waiting.shift()?.();
});
channel.port1.start();

/** Calls back once what waits for the event loop now has had its turn; timers would wait 4 ms. */
export function nextTask(call: () => void): void {
  waiting.push(call);
  channel.port2.postMessage(undefined);
}
