/** One entry of `errors`, as spec/runware-api.md 1.5 has it; further keys are allowed there. */
export interface ErrorItem {
  readonly code: string;
  readonly message: string;
  /** A list where several fields contradict each other. */
  readonly parameter?: string | readonly string[];
  readonly taskType?: string;
  readonly taskUUID?: string;
  readonly documentation?: string;
  readonly allowedValues?: readonly unknown[];
  readonly min?: number;
  readonly max?: number;
}

export const documentation = 'https://runware.ai/docs/models/openai-gpt-5-5';

/** Why the service does not do what a task asks. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly status: number;
  readonly item: ErrorItem;

  constructor(status: number, item: ErrorItem) {
    super(item.message);
    this.status = status;
    this.item = { ...item, documentation };
  }

  /** The same refusal, saying which task it is about. */
  of(task: { readonly taskType?: unknown; readonly taskUUID?: unknown }): Refusal {
    return new Refusal(this.status, {
      ...this.item,
      ...(typeof task.taskType === 'string' ? { taskType: task.taskType } : {}),
      ...(typeof task.taskUUID === 'string' ? { taskUUID: task.taskUUID } : {}),
    });
  }
}
